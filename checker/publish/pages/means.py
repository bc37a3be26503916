"""Means over the lessons of a unit: in which lesson each way in, way to show learning and choice was seen."""

from collections.abc import Iterator, Mapping

from checker.publish.charts import Look, Strip, strips
from checker.publish.pages.offers import offered
from checker.publish.site import Entry, Mark
from checker.publish.words import Words

_FACETS = ("representation", "expression", "choice")
_MOST_LESSONS = 40


def means(entry: Entry, words: Words) -> str:
    """The chart; empty for a single lesson, or for so many that no cell could be told from the next."""
    lessons = entry.unit.lessons
    rows = list(_rows(entry, words))
    if not 2 <= len(lessons) <= _MOST_LESSONS or not rows:
        return ""
    kinds = [
        (Look.FULL, words.say("seen in the lesson")),
        (Look.OPEN, words.say("not seen")),
        (Look.UNKNOWN, words.say("not checked")),
    ]
    caption = words.say("Where each way was seen, lesson by lesson in the order of the unit.")
    columns = [f"{at}. {lesson.title}" for at, lesson in enumerate(lessons, 1)]
    chart = strips(caption, kinds, columns, rows, words.say("What they show"), "means-over-lessons", words)
    return f"## {words.say('Means over the lessons')} {{: #means }}\n\n{chart}"


def _rows(entry: Entry, words: Words) -> Iterator[Strip]:
    unread = {missed.path for missed in entry.report.not_checked if not missed.rule}
    for facet, values in offered(entry).items():
        if facet in _FACETS:
            for value, marks in values.items():
                name = f"{words.facet(facet)}: {words.value(facet, value)}"
                yield Strip(name, tuple(_looks(entry, marks, unread)))


def _looks(entry: Entry, marks: tuple[Mark, ...], unread: set[str]) -> Iterator[Look]:
    seen = {mark.evidence.span.source.path for mark in marks}
    for paths in _files(entry).values():
        yield Look.FULL if seen & paths else Look.UNKNOWN if unread & paths else Look.OPEN


def _files(entry: Entry) -> Mapping[str, set[str]]:
    """The files that each lesson is made of: its own, and those that it includes."""
    return {
        lesson.path: {lesson.path, *(block.span.source.path for block in lesson.document.walk())}
        for lesson in entry.unit.lessons
    }
