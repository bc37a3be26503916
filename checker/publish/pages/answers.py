"""Findings in lists: one line of Markdown for each, and what could not be checked."""

from collections.abc import Callable, Iterable, Sequence

from checker.findings import NotChecked, Outcome
from checker.publish.markup import box, element, escape, few_then_more, joined, link, listed, prose
from checker.publish.site import Entry, Remark, Site, shown_path
from checker.publish.words import SHAPES, Words


def headed(outcome: Outcome, words: Words) -> str:
    """An outcome as a heading says it: shape and words."""
    return f"{SHAPES[outcome]} {words.outcome(outcome)}"


def rule_link(rule: str, site: Site, here: str) -> str:
    """The title of a rule, leading to its page where it has one."""
    page = site.rule_page(rule)
    return link(here, page, site.title_of(rule)) if page else escape(site.title_of(rule))


def where(entry: Entry, remark: Remark, words: Words) -> str:
    """The place of a finding in words: the lesson, where the unit has several, and the line."""
    place = remark.finding.place
    number = words.say("line {line}", line=place.source.position(place.start)[0])
    title = lesson_title(entry, remark, words)
    return number if len(entry.unit.lessons) < 2 else f"{title}, {number}"


def lesson_title(entry: Entry, remark: Remark, words: Words) -> str:
    """The title of the lesson in which a finding has its place; the first lesson of a unit may be its overview."""
    path = remark.finding.place.source.path
    titles = {lesson.path: lesson.title for lesson in entry.unit.lessons}
    title = titles.get(path) or shown_path(path)
    return words.say("overview") if title == entry.unit.title and len(titles) > 1 else title


def answers(remarks: Sequence[Remark], site: Site, here: str, way: Callable[[Remark], str]) -> str:
    """Findings on their unit's page, those of one rule together; `way` leads from a finding to its place."""
    by_rule: dict[str, list[Remark]] = {}
    for remark in remarks:
        by_rule.setdefault(remark.finding.rule, []).append(remark)
    return joined(box("mm-answer", _of_rule(rule, own, site, here, way)) for rule, own in by_rule.items())


def _of_rule(rule: str, remarks: Sequence[Remark], site: Site, here: str, way: Callable[[Remark], str]) -> str:
    """The rule, what is there and where, what to try, what to ask."""
    say = site.words.say
    said = [f"{prose(remark.finding.message)} {way(remark)}" for remark in remarks]
    steps = dict.fromkeys(remark.finding.next_step for remark in remarks if remark.finding.next_step)
    questions = dict.fromkeys(remark.finding.question for remark in remarks if remark.finding.question)
    return joined(
        [
            f"**{rule_link(rule, site, here)}**{_tried(remarks[0], site.words)}",
            said[0] if len(said) == 1 else few_then_more(said, site.words),
            *(f"*{say('To try')}:* {prose(step)}" for step in steps),
            *(f"*{say('The question')}:* {prose(question)}" for question in questions),
        ]
    )


def answer(remark: Remark, site: Site, here: str) -> str:
    """A finding that asks nobody to do anything, as one line: the rule and what is there."""
    head = f"**{rule_link(remark.finding.rule, site, here)}**{_tried(remark, site.words)}"
    return f"{head} {prose(remark.finding.message)}"


def _tried(remark: Remark, words: Words) -> str:
    if not remark.finding.is_preview:
        return ""
    return f" {element('small', escape(words.say('being tried out')), {'class': 'mm-tried'})}"


def in_unit(entry: Entry, remark: Remark, here: str, words: Words) -> str:
    """A finding in a list over units: the unit, the place, what is there."""
    place = f"{entry.unit.title}, {where(entry, remark, words)}"
    return f"{link(here, entry.page, place, remark.anchor)}: {prose(remark.finding.message)}"


def not_checked(entries: Iterable[NotChecked], site: Site) -> str:
    """What could not be checked, with the reason of each."""
    return listed(_unchecked(entry, site) for entry in entries)


def _unchecked(entry: NotChecked, site: Site) -> str:
    what = f" ({escape(site.title_of(entry.rule))})" if entry.rule else ""
    return f"{escape(shown_path(entry.path))}{what}: {prose(entry.reason)}"
