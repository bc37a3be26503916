"""The kinds of question that a rule may ask, and the answering of one rule."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from checker.catalogue import Rule
from checker.checks import kinds, media, objectives, pathways, sources
from checker.checks.question import Answer, Question
from checker.errors import UserError
from checker.findings import Evidence, Finding, NotChecked, Outcome, Pathway, Scope, Severity
from checker.unit import Lesson, Unit

Check = Callable[[Question], Iterable[Answer]]

CHECKS: Mapping[str, Check] = {
    "at-least": kinds.at_least,
    "present": kinds.present,
    "reviewed": kinds.reviewed,
    "taken-for-granted": kinds.undone,
    "objectives-stated": objectives.stated,
    "objectives-observable": objectives.observable,
    "objectives-assessed": pathways.assessed,
    "ways-to-show-learning": pathways.ways,
    "shared-criteria": pathways.shared_criteria,
    "criteria-first": pathways.criteria_first,
    "film-alternatives": media.film_alternatives,
    "image-alternatives": media.image_alternatives,
    "several-sources": sources.several,
    "sources-declare": sources.declared,
}
"""The kinds of question by the names that rules use."""

_STRUCTURAL = frozenset({"image-alternatives", "sources-declare", "several-sources"})
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_WRONG_LANGUAGE = "Asks about words; the lesson is in the language `{}`."


def ask(
    rule: Rule, unit: Unit, evidence: Sequence[Evidence], tasks: Sequence[Pathway], words: Mapping[str, str]
) -> Iterator[Finding | NotChecked]:
    """What a rule says of a unit: a finding for each answer, and what it could not be asked of."""
    check = CHECKS.get(rule.check)
    if check is None:
        raise UserError(rule.place, f"There is no kind of question `{rule.check}`.", f"Known are {', '.join(CHECKS)}.")
    readable = [lesson for lesson in unit.lessons if rule.check in _STRUCTURAL or lesson.language in ("en", "unknown")]
    for lesson in unit.lessons:
        if lesson not in readable:
            yield NotChecked(lesson.path, _WRONG_LANGUAGE.format(lesson.language), rule.id)
    for lessons in [tuple(readable)] if rule.scope is Scope.UNIT else [(lesson,) for lesson in readable]:
        if lessons:
            paths = {lesson.path for lesson in lessons}
            own = [task for task in tasks if task.task.source.path in paths]
            question = Question(rule, unit, lessons, _of(lessons, evidence), own, words)
            yield from (_finding(rule, answer) for answer in check(question))


def _of(lessons: tuple[Lesson, ...], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence of some lessons, in the order of the lessons."""
    order = {lesson.path: at for at, lesson in enumerate(lessons)}
    mine = [found for found in evidence if found.span.source.path in order]
    return sorted(mine, key=lambda found: (order[found.span.source.path], found.order))


def _finding(rule: Rule, answer: Answer) -> Finding:
    severity = rule.severity if answer.outcome is Outcome.NOT_MET else Severity.QUESTION
    is_open = answer.outcome in (Outcome.NOT_MET, Outcome.NEEDS_A_PERSON)
    return Finding(
        rule=rule.id,
        outcome=answer.outcome,
        severity=severity,
        place=answer.place,
        message=_filled(_message(rule, answer), answer.words),
        next_step=_filled(rule.next_step, answer.words) if is_open else "",
        question=rule.question if is_open else "",
        evidence=answer.evidence,
        is_preview=rule.is_preview,
    )


def _message(rule: Rule, answer: Answer) -> str:
    """The rule's words for a case, or for an outcome, or its own."""
    for key in (answer.case, answer.outcome.value):
        if key and key in rule.messages:
            return rule.messages[key]
    return rule.message if answer.outcome is not Outcome.NOT_APPLICABLE else "This does not apply here."


def _filled(text: str, words: Mapping[str, str]) -> str:
    """A message with its placeholders filled; only plain names are looked up, so a stranger's rule does no harm."""
    return _PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), text)
