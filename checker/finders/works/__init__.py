"""The sources of a lesson as objects: declared, listed, linked, shown, named; a source named twice is one work."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from checker.catalogue.works import WorkNames
from checker.finders.works.declared import ROLES, declared
from checker.finders.works.linked import hidden, linked
from checker.finders.works.listed import cited, listed
from checker.finders.works.merging import merged
from checker.finders.works.named import lessons, named, tools
from checker.findings import Evidence, Work
from checker.unit import Lesson, Passage

__all__ = ["ROLES", "evidence_of", "hidden_in", "merged", "works_in"]

_ADDRESS_LINE = re.compile(
    r"\W*(?:(?:direct )?links?|urls?|web ?sites?|address|available (?:at|from)|source|watch|visit|online)?\W*",
    re.IGNORECASE,
)


def works_in(lesson: Lesson, names: WorkNames) -> tuple[Work, ...]:
    """The sources of a lesson, each once, in the order of their first places."""
    return merged([*declared(lesson.document.front, names), *_in_passages(lesson, names)])


def evidence_of(works: Iterable[Work]) -> list[Evidence]:
    """Sources as evidence: each at its first place, with its title as name."""
    return [Evidence("source", work.kind, work.place, f"source-{work.found}", work.title) for work in works]


def hidden_in(lesson: Lesson, names: WorkNames) -> tuple[str, ...]:
    """The addresses of slides and other files that a lesson links to, each once; their content is not seen."""
    return tuple(dict.fromkeys(url for passage in lesson.passages for url in hidden(passage, names)))


def _in_passages(lesson: Lesson, names: WorkNames) -> Iterator[Work]:
    is_english = lesson.language in ("en", "unknown")
    before: list[Work] = []
    for at, passage in enumerate(lesson.passages):
        links = list(linked(passage, names))
        if len(links) == 1 and before and not before[-1].url and _is_address_line(passage):
            yield replace(before[-1], url=links[0].url, kind=links[0].kind, is_seen=links[0].is_seen)
            continue
        if at and links and links[0].found == "embedded":
            links = [_with_heading(link, lesson.passages[at - 1], passage) for link in links]
        found = [*links, *listed(passage, names), *(_in_words(passage, names) if is_english else ())]
        before = [work for work in found if work.kind != "tool"]
        yield from found


def _in_words(passage: Passage, names: WorkNames) -> Iterator[Work]:
    yield from named(passage, names)
    yield from tools(passage, names)
    yield from lessons(passage)
    yield from cited(passage)


def _is_address_line(passage: Passage) -> bool:
    """Whether a passage is nothing but the address of what the one before it names."""
    start = passage.text.find("http")
    return start >= 0 and _ADDRESS_LINE.fullmatch(passage.text[:start]) is not None


def _with_heading(link: Work, heading: Passage, passage: Passage) -> Work:
    """A player without a title takes that of the heading right above it."""
    is_titled = heading.kind == "heading" and heading.section is passage.section and link.title == link.host
    return replace(link, title=heading.text.strip(), places=(heading.place, *link.places)) if is_titled else link
