"""For which part of a file a note in it holds: a block, a section, the file, the unit."""

from collections.abc import Iterable
from dataclasses import dataclass

from checker.document import Block, Kind
from checker.source import Span
from checker.unit import Lesson, Section

_BOX_LEVEL = 8
_BLANK = " \t\r\n>"
_TIGHT = 2


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of one file, or of all files of the unit where `path` is a star; without a path, nothing."""

    path: str = ""
    start: int = 0
    end: int = 0

    def holds(self, place: Span) -> bool:
        """Whether a place begins within it."""
        return self.path == "*" or (self.path == place.source.path and self.start <= place.start < self.end)


def extent_of(lesson: Lesson, note: Span, scope: str) -> Extent:
    """The part of a lesson for which a note at a place holds."""
    if scope == "unit":
        return Extent("*")
    if scope == "file":
        return Extent(note.source.path, 0, len(note.source.text) + 1)
    span = _section(lesson, note) if scope == "section" else _block(lesson.document.blocks, note)
    return Extent(span.source.path, span.start, span.end) if span else Extent()


def _block(blocks: Iterable[Block], note: Span) -> Span | None:
    """The block in which a note stands among words, else the one that follows it; a whole row for a cell."""
    for block in blocks:
        if block.kind is Kind.INCLUDE:
            if inner := _block(block.children, note):
                return inner
        elif block.span.source is not note.source or block.span.end <= note.start:
            continue
        elif block.span.start >= note.end:
            if not _is_silent(block):
                return block.span
        elif block.children and block.kind is not Kind.ROW:
            if inner := _block(block.children, note):
                return inner
        elif not _is_silent(block):
            return block.span
    return None


def cut_by(lesson: Lesson, note: Span) -> str:
    """What a note on a line of its own cuts in two on the rendered page: `list`, `table`, `paragraph`, or nothing."""
    before, after = _neighbors(lesson.document.blocks, note)
    if before is None or after is None:
        return ""
    if before.kind is Kind.LIST and after.kind is Kind.LIST and before.label == after.label:
        return "list"
    if before.kind is Kind.TABLE and after.kind is Kind.PARAGRAPH and after.span.text.lstrip().startswith("|"):
        return "table"
    between = note.source.text[before.span.end : note.start] + note.source.text[note.end : after.span.start]
    is_tight = before.kind is Kind.PARAGRAPH and after.kind is Kind.PARAGRAPH and between.count("\n") <= _TIGHT
    return "paragraph" if is_tight else ""


def _neighbors(blocks: tuple[Block, ...], note: Span) -> tuple[Block | None, Block | None]:
    """The blocks before and after the one that is nothing but a note, at its own level."""
    for at, block in enumerate(blocks):
        if block.span.source is note.source and block.span.start <= note.start and note.end <= block.span.end:
            if _is_silent(block):
                return (blocks[at - 1] if at else None), (blocks[at + 1] if at + 1 < len(blocks) else None)
            return _neighbors(block.children, note)
    return None, None


def _is_silent(block: Block) -> bool:
    """Whether a block is nothing but comments."""
    return block.kind is Kind.HTML and not block.runs


def _section(lesson: Lesson, note: Span) -> Span:
    """The section that a note stands in, or that opens right behind it, with the sections below it."""
    text = note.source.text
    after = len(text) - len(text[note.end :].lstrip(_BLANK))
    sections = [one for one in lesson.sections if one.place.source is note.source]
    whole = Span(note.source, 0, len(text) + 1)
    spans = [_span(sections, at, whole) for at in range(len(sections))]
    opening = [span for span in spans if span.start == after]
    around = [span for span in spans if span.start <= note.start < span.end]
    return opening[0] if opening else around[-1] if around else whole


def _span(sections: list[Section], at: int, whole: Span) -> Span:
    """From the heading of a section to the next one of its level or above; a box is its own section."""
    section = sections[at]
    if section.level == 0:
        return whole
    if section.level >= _BOX_LEVEL:
        return section.place
    ends = (later.place.start for later in sections[at + 1 :] if later.level <= section.level)
    return Span(whole.source, section.place.start, next(ends, whole.end))
