"""The kinds of question that a rule may ask, and the answering of one rule."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from checker.catalogue import Rule
from checker.catalogue.yamlfile import nearest
from checker.checks import (
    companions,
    granted,
    kinds,
    media,
    objectives,
    page,
    parts,
    pathways,
    perspectives,
    readability,
    reading_access,
    saying,
    shares,
    sources,
    wording,
    works,
)
from checker.checks.hints import speaks_against
from checker.checks.installed import installed_checks
from checker.checks.needs import unmet
from checker.checks.question import Answer, Question
from checker.checks.search import Search
from checker.findings import Evidence, Finding, NotChecked, Outcome, Pathway, Scope, Severity, Work
from checker.settings import Community
from checker.source import Span
from checker.unit import Lesson, Unit
from checker.wording import NO_WORDING, Wording

Check = Callable[[Question], Iterable[Answer]]

CHECKS: Mapping[str, Check] = {
    "at-least": kinds.at_least,
    "present": kinds.present,
    "question": kinds.question,
    "taken-for-granted": granted.taken_for_granted,
    "wording": kinds.wording,
    "goes-with": companions.goes_with,
    "balance": shares.balance,
    "spread": shares.spread,
    "ratio": shares.ratio,
    "open-questions": shares.open_questions,
    "says": saying.says,
    "avoids": saying.avoids,
    "order": parts.in_order,
    "has-part": parts.has_part,
    "alignment": pathways.alignment,
    "declared": page.declared,
    "titled": page.titled,
    "headed": page.headed,
    "frames-named": page.frames_named,
    "abbreviations": page.abbreviations,
    "objectives-stated": objectives.stated,
    "objectives-observable": objectives.observable,
    "ways-to-show-learning": pathways.ways,
    "shared-criteria": pathways.shared_criteria,
    "criteria-first": pathways.criteria_first,
    "film-alternatives": media.film_alternatives,
    "image-alternatives": media.image_alternatives,
    "several-sources": sources.several,
    "sources-declare": sources.declared,
    "sources-spread": works.spread,
    "contested-topic": works.contested,
    "by-and-about": works.by_and_about,
    "groups-come-back": perspectives.come_back,
    "people-have-a-part": perspectives.have_a_part,
    "integration": perspectives.integration,
    "community-shown": perspectives.community_shown,
    "in-the-present": perspectives.in_the_present,
    "slurs-are-framed": wording.slurs_are_framed,
    "usage-agrees": wording.usage_agrees,
    "reads-well": readability.reads_well,
    "alternatives-help": reading_access.alternatives_help,
    "links-say-where": reading_access.links_say_where,
    "headings-say-what": reading_access.headings_say_what,
    "more-than-color-or-place": reading_access.more_than_color_or_place,
}
"""The kinds of question by the names that rules use."""

_STRUCTURAL = frozenset(
    {"image-alternatives", "sources-declare", "several-sources", "declared", "titled", "headed", "frames-named"}
    | {"sources-spread", "community-shown"}
)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_WRONG_LANGUAGE = "Asks about words; the lesson is in the language `{}`."


@dataclass(frozen=True, slots=True)
class Shown:
    """What a unit shows, arranged once for all rules that are asked of it.

    `words` says what people call a kind of evidence, `hints` what each lesson may show without being evidence.
    """

    unit: Unit
    evidence: Mapping[str, Sequence[Evidence]]
    pathways: Mapping[str, Sequence[Pathway]]
    words: Mapping[str, str]
    wording: Wording = NO_WORDING
    works: Mapping[str, Sequence[Work]] = field(default_factory=dict)
    community: Community = field(default_factory=Community)
    search: Search = field(default_factory=Search)
    hints: Mapping[str, Mapping[str, Span]] = field(default_factory=dict)


def arranged(
    unit: Unit,
    evidence: Iterable[Evidence],
    tasks: Iterable[Pathway],
    words: Mapping[str, str],
    wording: Wording = NO_WORDING,
    sources: Mapping[str, Sequence[Work]] | None = None,
    community: Community | None = None,
) -> Shown:
    """Evidence and tasks by the path of their lesson; what stands in an included file belongs to no rule."""
    found: dict[str, list[Evidence]] = {lesson.path: [] for lesson in unit.lessons}
    for one in sorted(evidence, key=lambda one: one.order):
        if one.span.source.path in found:
            found[one.span.source.path].append(one)
    own: dict[str, list[Pathway]] = {lesson.path: [] for lesson in unit.lessons}
    for task in tasks:
        own.setdefault(task.task.source.path, []).append(task)
    return Shown(unit, found, own, words, wording, sources or {}, community or Community())


def known_checks() -> Mapping[str, Check]:
    """The kinds of question, with those of installed packages behind the project's own."""
    return {**{name: check for name, (_, check) in installed_checks().items()}, **CHECKS}


def ask(rule: Rule, shown: Shown) -> Iterator[Finding | NotChecked]:
    """What a rule says of a unit: a finding for each answer, and what it could not be asked of."""
    check = CHECKS.get(rule.check) or known_checks().get(rule.check)
    if check is None:
        step = nearest(rule.check, list(known_checks()))
        raise rule.mistake(f"There is no kind of question `{rule.check}`.", step, "check")
    lessons = shown.unit.lessons
    readable = tuple(lesson for lesson in lessons if _can_ask(rule, shown, lesson))
    for lesson in lessons:
        if not _can_ask(rule, shown, lesson):
            yield NotChecked(lesson.path, _WRONG_LANGUAGE.format(lesson.language), rule.id)
    for some in [readable] if rule.scope is Scope.UNIT else [(lesson,) for lesson in readable]:
        if some:
            question = _question(rule, shown, some)
            yield from (_finding(rule, _asked(answer, question)) for answer in check(question))


def _asked(answer: Answer, question: Question) -> Answer:
    """An answer, or that nothing is asked: the page is not what the rule needs, or a hint speaks against an absence."""
    if answer.outcome not in (Outcome.NOT_MET, Outcome.NEEDS_A_PERSON):
        return answer
    if need := unmet(question.rule, question):
        return Answer(Outcome.NOT_APPLICABLE, answer.place, answer.evidence, {"need": need.says}, _NEEDED)
    if hint := speaks_against(answer, question):
        return Answer(Outcome.NOT_APPLICABLE, hint, answer.evidence, case=_HINTED)
    return answer


_NEEDED, _HINTED = "need", "hint"
_SAID: Mapping[str, str] = {
    _NEEDED: "{need}",
    _HINTED: "What is asked for may stand here; nobody was asked, for that is not sure.",
}


def _can_ask(rule: Rule, shown: Shown, lesson: Lesson) -> bool:
    """Whether a rule can be asked of a lesson: of structure in any language, of wording where there are terms."""
    is_english = lesson.language in ("en", "unknown")
    return (
        is_english
        or rule.check in _STRUCTURAL
        or (rule.check == "wording" and lesson.language in shown.wording.languages)
    )


def _question(rule: Rule, shown: Shown, lessons: tuple[Lesson, ...]) -> Question:
    """A rule put to some lessons of a unit."""
    evidence = [found for lesson in lessons for found in shown.evidence[lesson.path]]
    tasks = [task for lesson in lessons for task in shown.pathways[lesson.path]]
    works = [work for lesson in lessons for work in shown.works.get(lesson.path, ())]
    return Question(
        rule,
        shown.unit,
        lessons,
        evidence,
        tasks,
        shown.words,
        shown.search,
        shown.wording,
        works,
        shown.community,
        {lesson.path: shown.hints.get(lesson.path, {}) for lesson in lessons},
    )


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
        is_preview=rule.is_preview or answer.is_preview,
        is_absence=answer.is_absence and answer.outcome is Outcome.NEEDS_A_PERSON,
    )


def _message(rule: Rule, answer: Answer) -> str:
    """The rule's words for a case, or for an outcome, or its own."""
    if answer.case in _SAID:
        return _SAID[answer.case]
    for key in (answer.case, answer.outcome.value):
        if key and key in rule.messages:
            return rule.messages[key]
    return rule.message if answer.outcome is not Outcome.NOT_APPLICABLE else "This does not apply here."


def _filled(text: str, words: Mapping[str, str]) -> str:
    """A message with its placeholders filled; only plain names are looked up, so a stranger's rule does no harm."""
    return _PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), text)
