"""One lesson on the page of its unit: title, facts, what its first lines declare, and its text with notes beside it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.document import Block, Kind
from checker.publish.lessons.addresses import Addresses
from checker.publish.lessons.blocks import Row, flat, heading_id, rows
from checker.publish.lessons.notes import notes
from checker.publish.lessons.pictures import Pictures
from checker.publish.lessons.scene import Scene, level, overlap
from checker.publish.markup import element, escape, joined
from checker.publish.site import OPEN, Entry, Mark, Remark, Site, shown_path
from checker.publish.words import Words
from checker.unit import Lesson

_SEEN = re.compile(r"<(?:img|hr)|\bid=|>[^<]*[^<\s]")
_TOP = 3  # the level of a lesson's first headings: the page has the first, the lesson's title the second


@dataclass(frozen=True, slots=True)
class _Noted:
    """A part of a lesson with the findings that belong beside it."""

    row: Row
    remarks: tuple[Remark, ...]


def lesson_body(lesson: Lesson, entry: Entry, site: Site, pictures: Pictures, given: set[str]) -> str:
    """The lesson as Markdown; `given` collects the ids that stand in it."""
    scene = _scene(lesson, entry, site, pictures, given)
    parts = list(_noted(rows(lesson.document.blocks, scene), entry))
    title = parts[0] if parts and _says_title(parts[0].row.heading, lesson) else None
    return joined(
        [_title(lesson, title, scene), _head(lesson, parts, entry, scene, site), *_body(parts, title, scene, site)]
    )


def _scene(lesson: Lesson, entry: Entry, site: Site, pictures: Pictures, given: set[str]) -> Scene:
    place = entry.lessons[lesson.path]
    addresses = Addresses(place, lesson.path, site.lessons, site.units, pictures, site.words, site.settings.site.embeds)
    paths = {lesson.path} | {block.span.source.path for block in lesson.document.walk()}
    marks = tuple(mark for mark in entry.marks if mark.evidence.span.source.path in paths)
    return Scene(place, addresses, _shift(lesson), marks, given)


def _noted(parts: Iterable[Row], entry: Entry) -> Iterator[_Noted]:
    """The parts with their findings; each stands at the first part that its place touches."""
    waiting = {remark.number: remark for remark in entry.remarks if remark.finding.outcome in OPEN}
    for row in parts:
        here = [at for at, r in waiting.items() if any(overlap(r.finding.place, block.span) for block in row.blocks)]
        yield _Noted(row, tuple(waiting.pop(at) for at in here))


def _says_title(heading: Block | None, lesson: Lesson) -> bool:
    """Whether a heading is the author's own way to say the lesson's title."""
    return heading is not None and heading.text.casefold() == lesson.title.strip().casefold()


def _shift(lesson: Lesson) -> int:
    """How much lower the headings must stand so that none is above those of the page."""
    first = next(flat(lesson.document.blocks), None)
    title = first if first and first.kind is Kind.HEADING and _says_title(first, lesson) else None
    levels = [block.level for block in lesson.document.walk() if block.kind is Kind.HEADING and block is not title]
    return max(0, _TOP - min(levels, default=_TOP))


def _title(lesson: Lesson, title: _Noted | None, scene: Scene) -> str:
    words = escape(lesson.title)
    if title and title.row.heading:
        words = element("span", title.row.html, heading_id(title.row.heading, scene))
    return f"## {words} {{: #{scene.place.prefix} .mm-lesson }}"


def _head(lesson: Lesson, parts: Sequence[_Noted], entry: Entry, scene: Scene, site: Site) -> str:
    """The facts and what the front matter declares, with everything found in the file that has no other place."""
    marks = {mark.number for part in parts for mark in part.row.marks}
    remarks = {remark.number for part in parts for remark in part.remarks}
    rest = [
        remark
        for remark in entry.remarks
        if remark.finding.outcome in OPEN
        and remark.finding.place.source.path == lesson.path
        and remark.number not in remarks
    ]
    words = element("p", " · ".join(escape(fact) for fact in facts(lesson, site.words)), {"class": "mm-facts"})
    words += _declared(lesson, site.words)
    return _row(words, notes([mark for mark in scene.marks if mark.number not in marks], rest, scene, site))


def facts(lesson: Lesson, words: Words) -> Iterator[str]:
    """A few words on the lesson, from what it declares and what was counted."""
    front = lesson.document.front
    yield from filter(None, [front.text("educationalLevel", "grade", "grades", "level")])
    if time := front.text("timeRequired", "duration", "time"):
        yield words.duration(time)
    yield from filter(None, [words.language_name(lesson.language)])
    yield words.count(lesson.words, "word")
    yield shown_path(lesson.path)


def _declared(lesson: Lesson, words: Words) -> str:
    fields = lesson.document.front.fields
    pairs = "".join(
        element("dt", escape(" ".join(str(part + 1 if isinstance(part, int) else part) for part in found.path)))
        + element("dd", escape(found.text))
        for found in fields
    )
    entries = words.count(len(fields), "entry", "entries")
    summary = element("summary", escape(words.say("What the file declares about itself ({entries})", entries=entries)))
    return element("details", summary + element("dl", pairs), {"class": "mm-declared"}) if fields else ""


def _body(parts: Sequence[_Noted], title: _Noted | None, scene: Scene, site: Site) -> Iterator[str]:
    """The parts as Markdown; the notes of a heading stand beside the part that follows it."""
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    for part in parts:
        marks, remarks = (*marks, *part.row.marks), (*remarks, *part.remarks)
        if part.row.heading:
            yield "" if part is title else _heading(part.row.heading, part.row.html, scene)
            continue
        if _SEEN.search(part.row.html) or marks or remarks:
            yield _row(part.row.html, notes(marks, remarks, scene, site))
        marks, remarks = (), ()
    if marks or remarks:
        yield _row("", notes(marks, remarks, scene, site))


def _heading(block: Block, words: str, scene: Scene) -> str:
    """A heading in Markdown, so that the builder lists it in the page's contents."""
    anchor = heading_id(block, scene).get("id")
    return f"{'#' * level(block.level, scene)} {words}{f' {{: #{anchor} }}' if anchor else ''}"


def _row(words: str, beside: str) -> str:
    return element("div", element("div", words, {"class": "mm-words"}) + beside, {"class": "mm-row"})
