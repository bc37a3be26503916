"""The page of a unit: what it offers, what rules found, what was not checked, its lessons with notes beside them."""

from collections.abc import Iterator

from checker.findings import Outcome
from checker.publish.lessons import Pictures, lesson_body
from checker.publish.markup import Page, box, details, element, escape, joined, line, listed, prose
from checker.publish.pages.answers import answer, answers, headed, not_checked, where
from checker.publish.pages.offers import offers, places
from checker.publish.pages.pathways import pathways
from checker.publish.site import OPEN, Entry, Remark, Site
from checker.publish.words import capital, count, duration, language

_SWITCH = element(
    "label",
    element("input", "", {"type": "checkbox", "id": "mm-quiet"}) + " Read without notes",
    {"class": "mm-switch"},
)


def page(entry: Entry, site: Site, pictures: Pictures) -> Page:
    """The page; the lessons are written first, so that the summary knows what it can lead to."""
    given: set[str] = set()
    lessons = [lesson_body(lesson, entry, site, pictures, given) for lesson in entry.unit.lessons]
    body = joined(
        [
            box("mm-trail", "[All units](../units.md)"),
            element("p", " · ".join(escape(fact) for fact in facts(entry)), {"class": "mm-facts"}),
            _description(entry),
            "## This unit offers",
            offers(entry),
            places(entry),
            pathways(entry),
            "## What the rules found {: #findings }",
            _sentence(entry),
            *_findings(entry, site, given),
            _not_checked(entry, site),
            "## The unit itself {: #unit }",
            _contents(entry),
            element("div", _SWITCH, {"class": "mm-switches"}),
            *lessons,
        ]
    )
    return Page(entry.page, entry.unit.title, body, f"What {entry.unit.title} offers, and what rules found in it.")


def facts(entry: Entry) -> Iterator[str]:
    """Grade, subject, time, language and size of a unit, as far as it says so."""
    lessons = entry.unit.lessons
    if lessons:
        front = lessons[0].document.front
        yield from filter(None, [front.text("educationalLevel", "grade", "grades", "level")])
        yield from (field.text for field in front.below("about", "subject", "subjects") if field.text)
        if time := front.text("timeRequired", "duration"):
            yield duration(time)
        yield from dict.fromkeys(language(lesson.language) for lesson in lessons if lesson.language)
    yield count(len(lessons), "lesson")
    yield count(sum(lesson.words for lesson in lessons), "word")


def _description(entry: Entry) -> str:
    lessons = entry.unit.lessons
    return line(lessons[0].document.front.text("description", "summary", "abstract")) if lessons else ""


def _sentence(entry: Entry) -> str:
    """How many findings there are of each outcome, in words."""
    counts = {outcome: len(entry.with_outcome(outcome)) for outcome in Outcome}
    if not any(counts.values()):
        return "No rule has said anything about this unit."
    questions = count(counts[Outcome.NEEDS_A_PERSON], "question")
    not_met, met = count(counts[Outcome.NOT_MET], "finding"), count(counts[Outcome.MET], "finding")
    return capital(f"{questions} for a person, {not_met} not met, {met} met.")


def _findings(entry: Entry, site: Site, given: set[str]) -> Iterator[str]:
    def way(remark: Remark) -> str:
        words = escape(where(entry, remark))
        return f"[{words}](#{remark.anchor})" if remark.anchor in given else words

    for outcome in OPEN:
        remarks = entry.with_outcome(outcome)
        if remarks:
            yield f"### {headed(outcome)}"
            yield answers(remarks, site, entry.page, way)
    for outcome in (Outcome.MET, Outcome.NOT_APPLICABLE):
        remarks = entry.with_outcome(outcome)
        if remarks:
            items = (f"{answer(remark, site, entry.page)} {_evidence(entry, remark)}".rstrip() for remark in remarks)
            yield details(f"{headed(outcome)} ({len(remarks)})", listed(items))


def _evidence(entry: Entry, remark: Remark) -> str:
    """Links to what an answer rests on, a few of them."""
    marks = entry.marks_of(remark.finding.evidence)
    links = " ".join(f"[{mark.number}](#{mark.anchor})" for mark in marks[:8])
    return f"Seen at {links}{' and more' if len(marks) > 8 else ''}." if marks else ""


def _not_checked(entry: Entry, site: Site) -> str:
    parts = [not_checked(entry.not_checked, site)] if entry.not_checked else []
    if entry.report.crashes:
        stopped = [f"{crash.part} stopped because of a fault in ManyMeans" for crash in entry.report.crashes]
        parts.append(listed(prose(words) for words in stopped))
    return joined(["### Not checked", *parts]) if parts else ""


def _contents(entry: Entry) -> str:
    """The lessons of a unit that has several."""
    lessons = entry.unit.lessons
    if len(lessons) < 2:
        return ""
    return listed(f"[{escape(lesson.title)}](#{entry.lessons[lesson.path].prefix})" for lesson in lessons)
