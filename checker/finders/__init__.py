"""Lessons to evidence: what each passage shows, with its exact place. A finder finds; it never ranks or decides."""

from checker.catalogue import Catalogue
from checker.facts import load_facts
from checker.finders.cues import Hit, hits, tried
from checker.finders.names import find_names
from checker.finders.pathways import pathways
from checker.finders.reading import read
from checker.finders.weighing import weighed
from checker.finders.wording import find_wording, term_of
from checker.findings import Evidence
from checker.unit import Lesson

__all__ = ["Hit", "find", "find_wording", "fired", "pathways", "term_of", "tried_in"]


def find(lesson: Lesson, catalogue: Catalogue) -> list[Evidence]:
    """The evidence in one lesson, sorted by place."""
    names = find_names(lesson, load_facts())
    found = [*weighed(fired(lesson, catalogue)), *find_wording(lesson, catalogue.wording), *names]
    return sorted(found, key=lambda evidence: evidence.order)


def fired(lesson: Lesson, catalogue: Catalogue) -> list[Hit]:
    """Every place where a cue fires in a lesson, before any weighing."""
    return hits(read(lesson), catalogue)


def tried_in(lesson: Lesson, catalogue: Catalogue) -> list[Hit]:
    """Every place where the words of a cue stand in a lesson, with why it did not fire where it did not."""
    return tried(read(lesson), catalogue)
