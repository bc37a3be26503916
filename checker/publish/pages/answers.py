"""Findings in lists: one line of Markdown for each, and what could not be checked."""

from collections.abc import Iterable

from checker.findings import NotChecked, Outcome
from checker.publish.markup import escape, link, listed, prose
from checker.publish.site import Entry, Remark, Site
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
    return number if len(titles) < 2 else f"{titles.get(place.source.path, place.source.path)}, {number}"


def answer(entry: Entry, remark: Remark, site: Site, here: str) -> str:
    """A finding on its unit's page: the rule, what is there, what to try or ask, and the way to the place."""
    finding = remark.finding
    parts = [f"**{rule_link(finding.rule, site, here)}**", prose(finding.message)]
    parts += [f"*To try:* {prose(finding.next_step)}"] if finding.next_step else []
    parts += [f"*The question:* {prose(finding.question)}"] if finding.question else []
    return " ".join([*parts, _tried(remark)]).rstrip()


def _tried(remark: Remark) -> str:
    return "(This rule is still being tried out.)" if remark.finding.is_preview else ""


def in_unit(entry: Entry, remark: Remark, here: str) -> str:
    """A finding in a list over units: the unit, the place, what is there."""
    words = f"{entry.unit.title}, {where(entry, remark)}"
    return f"{link(here, entry.page, words, remark.anchor)}: {prose(remark.finding.message)}"


def not_checked(entries: Iterable[NotChecked], site: Site) -> str:
    """What could not be checked, with the reason of each."""
    return listed(_unchecked(entry, site) for entry in entries)


def _unchecked(entry: NotChecked, site: Site) -> str:
    what = f" ({escape(site.title_of(entry.rule))})" if entry.rule else ""
    return f"{escape(entry.path)}{what}: {prose(entry.reason)}"
