"""Lessons to evidence: what each passage shows, with its exact place. A finder finds; it never ranks or decides."""

from collections.abc import Iterable
from dataclasses import dataclass

from checker.catalogue import Catalogue, principles_folder
from checker.facts import load_facts
from checker.finders.cues import Hit, hits, tried
from checker.finders.judging import Judged, Network, judged, load_judge, load_network, name_words
from checker.finders.names import find_names
from checker.finders.pathways import pathways
from checker.finders.reading import read
from checker.finders.weighing import HINT, hinted, weighed
from checker.finders.wording import find_wording, term_of
from checker.findings import Evidence
from checker.source import Span
from checker.unit import Lesson

__all__ = [
    "Hit",
    "Looked",
    "Opinion",
    "find",
    "find_wording",
    "fired",
    "look",
    "opinions_on",
    "pathways",
    "people_words",
    "term_of",
    "tried_in",
]


@dataclass(frozen=True, slots=True)
class Looked:
    """What finders make of one lesson: its evidence, sorted by place, and by kind a place of what may be evidence."""

    evidence: list[Evidence]
    hints: dict[str, Span]


def look(lesson: Lesson, catalogue: Catalogue) -> Looked:
    """The evidence in one lesson, and hints at more."""
    names = find_names(lesson, load_facts())
    cues, sentences = fired(lesson, catalogue), _sentences(lesson, names)
    found = [*weighed(cues, sentences, load_judge()), *find_wording(lesson, catalogue.wording), *names]
    evidence = sorted(found, key=lambda evidence: evidence.order)
    return Looked(evidence, hinted(cues, sentences, load_judge()))


def find(lesson: Lesson, catalogue: Catalogue) -> list[Evidence]:
    """The evidence in one lesson, sorted by place."""
    return look(lesson, catalogue).evidence


def _sentences(lesson: Lesson, names: Iterable[Evidence]) -> list[Judged]:
    return judged(read(lesson), _network(), people_words(names))


def _network() -> Network:
    return load_network(principles_folder() / "judge")


def people_words(names: Iterable[Evidence]) -> frozenset[str]:
    """The words of the persons' names among the names of a lesson, in lower case."""
    return name_words(found.name for found in names if found.value == "people")


def fired(lesson: Lesson, catalogue: Catalogue) -> list[Hit]:
    """Every place where a cue fires in a lesson, before any weighing."""
    return hits(read(lesson), catalogue)


def tried_in(lesson: Lesson, catalogue: Catalogue) -> list[Hit]:
    """Every place where the words of a cue stand in a lesson, with why it did not fire where it did not."""
    return tried(read(lesson), catalogue)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the learned judge makes of one sentence for one kind.

    `score` is the logarithm of the odds that a reader would mark it; `words` are those without which it would be lower,
    the weightiest first.
    """

    kind: str
    place: Span
    score: float
    words: tuple[str, ...]


def opinions_on(lesson: Lesson, line: int) -> list[Opinion]:
    """What the learned judge makes of the sentences on a line, where they may keep a rule from asking for more."""
    names = find_names(lesson, load_facts())
    opinions: list[Opinion] = []
    for one in _sentences(lesson, names):
        place = one.read.place(one.first, one.last)
        likely = [(at, score) for at, score in enumerate(one.scores) if score >= HINT]
        if likely and place.source is lesson.document.source and place.source.position(place.start)[0] == line:
            without = list(_network().scores_without_words(read(lesson), people_words(names), one.read, one.first))
            for at, score in likely:
                lost = sorted(((score - rest[at], word) for word, rest in without), reverse=True)
                words = dict.fromkeys(word for loss, word in lost if loss >= _LOSS)
                opinions.append(Opinion(load_judge().kinds[at], place, score, tuple(words)[:_MOST_WORDS]))
    return opinions


_LOSS, _MOST_WORDS = 0.3, 5
