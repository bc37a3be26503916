"""The page of a unit: what it offers, what would help, what rules found, and its lessons with notes beside them."""

import json
from collections.abc import Callable, Iterator, Sequence

from checker.findings import Outcome
from checker.publish.lessons import Pictures, lesson_body
from checker.publish.markup import (
    UNSEARCHED,
    Page,
    box,
    details,
    element,
    escape,
    html_address,
    joined,
    line,
    listed,
    prose,
)
from checker.publish.pages.answers import answer, answers, headed, not_checked, where
from checker.publish.pages.decided import decided
from checker.publish.pages.means import means
from checker.publish.pages.offers import offers, places
from checker.publish.pages.pathways import pathways
from checker.publish.pages.steps import steps
from checker.publish.pages.weight import in_parts
from checker.publish.site import OPEN, Entry, Remark, Site
from checker.publish.words import Words, capital


def page(entry: Entry, site: Site, pictures: Pictures) -> Page:
    """The page; the lessons are written first, so that the summary knows what it can lead to."""
    words, given = site.words, set[str]()
    lessons = [lesson_body(lesson, entry, site, pictures, given) for lesson in entry.unit.lessons]
    body = joined(
        [
            box("mm-trail", f"[{words.say('All units')}](../units.md)"),
            element("p", " · ".join(escape(fact) for fact in facts(entry, words)), {"class": "mm-facts"}),
            _description(entry),
            f"## {words.say('This unit offers')} {{: #offers }}",
            offers(entry, words),
            places(entry, words),
            steps(entry, site, given),
            pathways(entry, words),
            means(entry, words),
            f"## {words.say('What the rules found')} {{: #findings }}",
            _sentence(entry, words),
            *_findings(entry, site, given),
            _checked(entry, site),
            f"## {words.say('The unit itself')} {{: #unit }}",
            _contents(entry),
            _switch(words),
            *lessons,
        ]
    )
    about = words.say("What {unit} offers, and what rules found in it.", unit=entry.unit.title)
    return Page(entry.page, entry.unit.title, body, about)


def _switch(words: Words) -> str:
    box_ = element("input", "", {"type": "checkbox", "id": "mm-quiet"})
    label = element("label", f"{box_} {escape(words.say('Read without notes'))}", {"class": "mm-switch"})
    copying = json.dumps({"copy": words.say("Copy"), "copied": words.say("Copied")}, ensure_ascii=False)
    return element("div", label, {"class": "mm-switches", "data-copy-words": copying})


def facts(entry: Entry, words: Words) -> Iterator[str]:
    """Grade, subject, time, language and size of a unit, as far as it says so."""
    lessons = entry.unit.lessons
    if lessons:
        front = lessons[0].document.front
        yield from filter(None, [front.text("educationalLevel", "grade", "grades", "level")])
        yield from (field.text for field in front.below("about", "subject", "subjects") if field.text)
        if time := front.text("timeRequired", "duration"):
            yield words.duration(time)
        yield from dict.fromkeys(words.language_name(lesson.language) for lesson in lessons if lesson.language)
    yield words.count(len(lessons), "lesson")
    yield words.count(sum(lesson.words for lesson in lessons), "word")


def _description(entry: Entry) -> str:
    lessons = entry.unit.lessons
    return line(lessons[0].document.front.text("description", "summary", "abstract")) if lessons else ""


def _sentence(entry: Entry, words: Words) -> str:
    """How many findings there are of each outcome, in words."""
    if not any(entry.with_outcome(outcome) for outcome in Outcome):
        return words.say("No rule has said anything about this unit.")
    return capital(
        words.say(
            "{questions} for a person, {not_met}, {met}.",
            questions=words.count(len(entry.waiting(Outcome.NEEDS_A_PERSON)), "question"),
            not_met=words.count(len(entry.waiting(Outcome.NOT_MET)), "finding not met", "findings not met"),
            met=words.count(len(entry.with_outcome(Outcome.MET)), "finding met", "findings met"),
        )
    )


def _findings(entry: Entry, site: Site, given: set[str]) -> Iterator[str]:
    words = site.words

    def way(remark: Remark) -> str:
        place = escape(where(entry, remark, words))
        return f"[{place}](#{remark.anchor})" if remark.anchor in given else place

    for outcome in OPEN:
        remarks = entry.waiting(outcome)
        if remarks:
            yield f"### {headed(outcome, words)} {UNSEARCHED}"
            yield _answer_them(entry, site) if outcome is Outcome.NEEDS_A_PERSON else ""
            yield from _weighed(remarks, entry, site, way)
    yield decided(entry, site, way)
    for outcome in (Outcome.MET, Outcome.NOT_APPLICABLE):
        remarks = entry.with_outcome(outcome)
        if remarks:
            items = (
                f"{answer(remark, site, entry.page)} {_evidence(entry, remark, words)}".rstrip() for remark in remarks
            )
            yield details(f"{headed(outcome, words)} ({len(remarks)})", listed(items))


def _weighed(remarks: Sequence[Remark], entry: Entry, site: Site, way: Callable[[Remark], str]) -> Iterator[str]:
    """Findings at a place, then the weightiest questions about what was not found; the others are folded away."""
    say, parts = site.words.say, in_parts(remarks, entry, site)
    yield answers(parts.placed, site, entry.page, way)
    if parts.shown:
        yield element("p", escape(say("Asked because nothing of the kind was found:")))
        yield answers(parts.shown, site, entry.page, way)
    if parts.folded:
        more = site.words.count(len(parts.folded), "more question asks", "more questions ask")
        said = capital(say("{more} about what was not found", more=more))
        yield details(said, answers(parts.folded, site, entry.page, way))
    if parts.doubted:
        more = site.words.count(len(parts.doubted), "finding comes", "findings come")
        text = "{more} from rules still being tried out; people who checked such findings mostly disagreed"
        said = capital(say(text, more=more))
        yield details(said, answers(parts.doubted, site, entry.page, way))


def _answer_them(entry: Entry, site: Site) -> str:
    """The way to the questions of this unit, where each can be answered."""
    href = html_address(entry.page, "questions.md", f"unit={entry.name}")
    return element("p", element("a", escape(site.words.say("Answer the questions of this unit")), {"href": href}))


def _evidence(entry: Entry, remark: Remark, words: Words) -> str:
    """Links to what an answer rests on, a few of them."""
    marks = entry.marks_of(remark.finding.evidence)
    links = " ".join(f"[{mark.number}](#{mark.anchor})" for mark in marks[:8])
    if not marks:
        return ""
    return words.say("Seen at {places} and more." if len(marks) > 8 else "Seen at {places}.", places=links)


def _checked(entry: Entry, site: Site) -> str:
    """What was checked, and what could not be, with the reasons."""
    words = site.words
    read = words.say(
        "Read: {lessons}, {words}.",
        lessons=words.count(len(entry.unit.lessons), "lesson"),
        words=words.count(sum(lesson.words for lesson in entry.unit.lessons), "word"),
    )
    parts = [not_checked(entry.not_checked, site)] if entry.not_checked else []
    fault = "{part} stopped because of a fault in ManyMeans"
    parts += [listed(prose(words.say(fault, part=crash.part)) for crash in entry.report.crashes)]
    missing = f"{words.say('Could not be checked')}:" if any(parts) else words.say("Nothing was left out.")
    return joined([f"### {words.say('Checked')}", f"{capital(read)} {missing}", *parts])


def _contents(entry: Entry) -> str:
    """The lessons of a unit that has several."""
    lessons = entry.unit.lessons
    if len(lessons) < 2:
        return ""
    return listed(f"[{escape(lesson.title)}](#{entry.lessons[lesson.path].prefix})" for lesson in lessons)
