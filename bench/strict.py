"""A lesson rewritten as the renderer wants lists: a blank line before each, four blanks for each level.

Authors write lists as GitHub shows them; Python-Markdown is stricter. Rendering the rewritten lesson too tells how much
of a difference is this alone, and shows what lies behind it.
"""

from checker.document import Block, Document, Kind
from checker.source import Source

_NEED_A_BLANK = frozenset({Kind.LIST, Kind.QUOTE, Kind.TABLE})


def strictly_written(document: Document) -> str:
    """The text of a lesson with its lists rewritten."""
    notes = _Notes(document.source)
    for block in document.blocks:
        notes.take(block, 0)
    written: list[str] = []
    for at in range(len(document.source.line_starts)):
        line = document.source.line_text(at + 1)
        if at in notes.firsts and written and written[-1].strip():
            written.append(">" if line.startswith(">") and written[-1].startswith(">") else "")
        written.append(_set_in(line, *notes.places[at]) if at in notes.places else line)
    return "\n".join(written)


class _Notes:
    """The lines before which a blank one is wanted, and for lines of list items their level and first column of text.

    The line with the item's marker has -1 for its column.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.firsts: set[int] = set()
        self.places: dict[int, tuple[int, int]] = {}

    def take(self, block: Block, level: int) -> None:
        first, last = self._lines(block)
        if block.kind in _NEED_A_BLANK and not level:
            self.firsts.add(first)
        if block.kind is Kind.ITEM:
            column = _text_column(self.source.line_text(first + 1))
            self.places |= {at: (level, column if at > first else -1) for at in range(first, last + 1)}
        for child in block.children:
            if block.kind is not Kind.QUOTE:
                self.take(child, level + (block.kind is Kind.ITEM))
            elif child.kind is Kind.LIST and not level:
                self.firsts.add(self._lines(child)[0])

    def _lines(self, block: Block) -> tuple[int, int]:
        start, end = block.span.start, max(block.span.start, block.span.end - 1)
        return self.source.position(start)[0] - 1, self.source.position(end)[0] - 1


def _text_column(line: str) -> int:
    """The column at which the text of an item begins, given the line of its marker."""
    line = line.expandtabs(4)
    after = line.lstrip(" ").lstrip("-*+0123456789").lstrip(".)")
    blanks = len(after) - len(after.lstrip(" "))
    return len(line) - len(after) + (blanks if blanks < 5 and after.strip() else 1)


def _set_in(line: str, level: int, column: int) -> str:
    """A line of an item with the blanks that its level asks for."""
    line = line.expandtabs(4)
    blanks = len(line) - len(line.lstrip(" "))
    extra = 0 if column < 0 else 4 + max(0, blanks - column)
    return " " * (4 * level + extra) + line.lstrip(" ") if line.strip() else ""
