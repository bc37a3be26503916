"""What all units show together: tallies of reports, merged in any order, and the questions asked of the whole.

A tally is a sum: `merged(a, b)` is the same whichever way round and however it is bracketed, so that one process and
many give the same answer, byte for byte.
"""

from checker.curriculum.answers import CURRICULUM_CHECKS, CurriculumAnswer, answers, curriculum_rules
from checker.curriculum.deeds import Deed, deeds_in
from checker.curriculum.tables import TABLES, Table, tables
from checker.curriculum.tally import EMPTY, NameKey, Seen, SourceSeen, Tally, merged, tally_of

__all__ = [
    "CURRICULUM_CHECKS",
    "EMPTY",
    "TABLES",
    "CurriculumAnswer",
    "Deed",
    "NameKey",
    "Seen",
    "SourceSeen",
    "Table",
    "Tally",
    "answers",
    "curriculum_rules",
    "deeds_in",
    "merged",
    "tables",
    "tally_of",
]
