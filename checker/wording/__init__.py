"""Words that a unit might change: the terms, their guards, and replacements in the sentence's own grammar."""

from checker.wording.choosing import chosen
from checker.wording.grammar import Match, replacement
from checker.wording.model import NO_WORDING, Choice, Guards, Option, Pack, Subject, Term, Wording

__all__ = [
    "NO_WORDING",
    "Choice",
    "Guards",
    "Match",
    "Option",
    "Pack",
    "Subject",
    "Term",
    "Wording",
    "chosen",
    "replacement",
]
