"""Tasks with the ways of showing learning that they offer, and the objectives that they serve."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import snowballstemmer

from checker.finders.weighing import is_aim
from checker.findings import Evidence, Pathway
from checker.phrases import tokens_of
from checker.unit import ASSESSED, Item, Lesson, Passage, Section, Unit

_LEAST_SHARE = 0.5
_STOP = frozenset(
    "the a an and or of to in on for with by from at as is are be been this that these those it its their they them "
    "his her your our you we i will can could should may might must able be do does did how what when where why "
    "which who whom not no into about than then so such each every all any some one two three more most other "
    "others between through during student learner pupil participant child class group lesson unit able use using "
    "used make show work learn learning understand know identify explain describe demonstrate discuss define apply "
    "create write draw read complete including example different various own new key main both also only very well "
    "way ways thing things".split()
)
_stemmer = snowballstemmer.stemmer("english")


def pathways(unit: Unit, evidence: Sequence[Evidence]) -> tuple[Pathway, ...]:
    """The tasks of a unit in which learners show something, in the order of the lessons."""
    objectives = [objective for lesson in unit.lessons for objective in lesson.objectives]
    return tuple(pathway for lesson in unit.lessons for pathway in _of_lesson(lesson, evidence, objectives))


def _of_lesson(lesson: Lesson, evidence: Sequence[Evidence], objectives: Sequence[Item]) -> Iterator[Pathway]:
    mine = [found for found in evidence if found.span.source is lesson.document.source]
    tasks: dict[int, list[Evidence]] = {}
    for found in mine:
        if found.facet == "expression" and not _stands_in_aim(lesson, found):
            tasks.setdefault(_section_at(lesson, found), []).append(found)
    for at, ways in sorted(tasks.items()):
        section = lesson.sections[at]
        text = _text(lesson, section)
        yield Pathway(
            task=section.place if section.title else ways[0].span,
            title=section.title or lesson.title,
            is_assessed=bool(section.roles & ASSESSED),
            ways=tuple(ways),
            choice=_choice_at(at, lesson, mine),
            objectives=tuple(objective.place for objective in objectives if serves(text, objective.text)),
        )


def _stands_in_aim(lesson: Lesson, found: Evidence) -> bool:
    """Whether evidence stands where a lesson says what a task will be, and is none."""
    passage = _passage_of(lesson, found)
    return passage is not None and is_aim(passage)


def _choice_at(at: int, lesson: Lesson, evidence: Sequence[Evidence]) -> Evidence | None:
    """The choice of a way to show learning that the section at an index offers."""
    chosen = (found for found in evidence if found.kind == "choice: expression")
    return next((found for found in chosen if _section_at(lesson, found) == at), None)


def _section_at(lesson: Lesson, found: Evidence) -> int:
    """The index of the section in which a piece of evidence stands."""
    passage = _passage_of(lesson, found)
    section = passage.section if passage else lesson.sections[0]
    return next(at for at, known in enumerate(lesson.sections) if known is section)


def _passage_of(lesson: Lesson, found: Evidence) -> Passage | None:
    return next((p for p in lesson.passages if p.place.start <= found.span.start <= p.place.end), None)


def _text(lesson: Lesson, section: Section) -> str:
    return " ".join([section.title, *(p.text for p in lesson.passages if p.section is section)])


def serves(task: str, objective: str) -> bool:
    """Whether a task has to do with an objective: it holds half of the words that carry the objective's matter."""
    wanted = _stems(objective)
    return bool(wanted) and len(wanted & _stems(task)) >= max(1, _LEAST_SHARE * len(wanted))


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(token.text) for token in tokens_of(text) if _carries(token.text))


def _carries(word: str) -> bool:
    return len(word) > 2 and word not in _STOP and _stem(word) not in _stop_stems()


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))


@lru_cache(maxsize=1)
def _stop_stems() -> frozenset[str]:
    return frozenset(map(_stem, _STOP))
