"""Lessons to evidence: what each passage shows, with its exact place. A finder finds; it never ranks or decides."""

from collections.abc import Iterable
from dataclasses import dataclass

from checker.catalogue import Catalogue
from checker.facts import load_facts
from checker.finders.cues import Hit, hits, tried
from checker.finders.judging import Judged, judged, load_judge, name_words
from checker.finders.names import find_names
from checker.finders.pathways import pathways
from checker.finders.reading import read
from checker.finders.weighing import weighed
from checker.finders.wording import find_wording, term_of
from checker.findings import Evidence
from checker.source import Span
from checker.unit import Lesson

__all__ = ["Hit", "Opinion", "find", "find_wording", "fired", "opinions_in", "pathways", "term_of", "tried_in"]


def find(lesson: Lesson, catalogue: Catalogue) -> list[Evidence]:
    """The evidence in one lesson, sorted by place."""
    names = find_names(lesson, load_facts())
    kinds = weighed(fired(lesson, catalogue), _sentences(lesson, names), load_judge())
    found = [*kinds, *find_wording(lesson, catalogue.wording), *names]
    return sorted(found, key=lambda evidence: evidence.order)


def _sentences(lesson: Lesson, names: Iterable[Evidence]) -> list[Judged]:
    people = (found.name for found in names if found.value == "people")
    return judged(read(lesson), load_judge(), name_words(people))


def fired(lesson: Lesson, catalogue: Catalogue) -> list[Hit]:
    """Every place where a cue fires in a lesson, before any weighing."""
    return hits(read(lesson), catalogue)


def tried_in(lesson: Lesson, catalogue: Catalogue) -> list[Hit]:
    """Every place where the words of a cue stand in a lesson, with why it did not fire where it did not."""
    return tried(read(lesson), catalogue)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the learned judge makes of one sentence for one kind.

    `score` is the logarithm of the odds that a reader would mark it; `signs` are those that speak for it most.
    """

    kind: str
    place: Span
    score: float
    signs: tuple[str, ...]


def opinions_in(lesson: Lesson) -> list[Opinion]:
    """What the learned judge makes of the sentences of a lesson, where it is not sure that there is nothing."""
    judge = load_judge()
    return [
        Opinion(kind, one.read.place(one.first, one.last), score, tuple(sign for sign, _ in found[:_MOST_SIGNS]))
        for one in _sentences(lesson, find_names(lesson, load_facts()))
        for kind, score in zip(judge.kinds, one.scores, strict=True)
        if score >= _DOUBT and (found := judge.reasons(set(one.signs), kind))
    ]


_DOUBT, _MOST_SIGNS = -0.85, 5
