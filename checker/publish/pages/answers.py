"""Findings in lists: one line of Markdown for each, and what could not be checked."""

from collections.abc import Callable, Iterable, Sequence

from checker.findings import NotChecked, Outcome
from checker.publish.markup import box, element, escape, few_then_more, joined, link, listed, prose
from checker.publish.site import Entry, Remark, Site, shown_path
from checker.publish.words import OUTCOMES, SHAPES


def headed(outcome: Outcome) -> str:
    """An outcome as a heading says it: shape and words."""
    return f"{SHAPES[outcome]} {OUTCOMES[outcome]}"


def rule_link(rule: str, site: Site, here: str) -> str:
    """The title of a rule, leading to its page where it has one."""
    page = site.rule_page(rule)
    return link(here, page, site.title_of(rule)) if page else escape(site.title_of(rule))


def where(entry: Entry, remark: Remark) -> str:
    """The place of a finding in words: the lesson, where the unit has several, and the line."""
    place = remark.finding.place
    number = f"line {place.source.position(place.start)[0]}"
    titles = {lesson.path: lesson.title for lesson in entry.unit.lessons}
    title = titles.get(place.source.path) or shown_path(place.source.path)
    return number if len(titles) < 2 else f"{'overview' if title == entry.unit.title else title}, {number}"


def answers(remarks: Sequence[Remark], site: Site, here: str, way: Callable[[Remark], str]) -> str:
    """Findings on their unit's page, those of one rule together; `way` leads from a finding to its place."""
    by_rule: dict[str, list[Remark]] = {}
    for remark in remarks:
        by_rule.setdefault(remark.finding.rule, []).append(remark)
    return joined(box("mm-answer", _of_rule(rule, own, site, here, way)) for rule, own in by_rule.items())


def _of_rule(rule: str, remarks: Sequence[Remark], site: Site, here: str, way: Callable[[Remark], str]) -> str:
    """The rule, what is there and where, what to try, what to ask."""
    said = [f"{prose(remark.finding.message)} {way(remark)}" for remark in remarks]
    steps = dict.fromkeys(remark.finding.next_step for remark in remarks if remark.finding.next_step)
    questions = dict.fromkeys(remark.finding.question for remark in remarks if remark.finding.question)
    return joined(
        [
            f"**{rule_link(rule, site, here)}**{_tried(remarks[0])}",
            said[0] if len(said) == 1 else few_then_more(said),
            *(f"*To try:* {prose(step)}" for step in steps),
            *(f"*The question:* {prose(question)}" for question in questions),
        ]
    )


def answer(remark: Remark, site: Site, here: str) -> str:
    """A finding that asks nobody to do anything, as one line: the rule and what is there."""
    return f"**{rule_link(remark.finding.rule, site, here)}**{_tried(remark)} {prose(remark.finding.message)}"


def _tried(remark: Remark) -> str:
    return f" {element('small', 'being tried out', {'class': 'mm-tried'})}" if remark.finding.is_preview else ""


def in_unit(entry: Entry, remark: Remark, here: str) -> str:
    """A finding in a list over units: the unit, the place, what is there."""
    words = f"{entry.unit.title}, {where(entry, remark)}"
    return f"{link(here, entry.page, words, remark.anchor)}: {prose(remark.finding.message)}"


def not_checked(entries: Iterable[NotChecked], site: Site) -> str:
    """What could not be checked, with the reason of each."""
    return listed(_unchecked(entry, site) for entry in entries)


def _unchecked(entry: NotChecked, site: Site) -> str:
    what = f" ({escape(site.title_of(entry.rule))})" if entry.rule else ""
    return f"{escape(shown_path(entry.path))}{what}: {prose(entry.reason)}"
