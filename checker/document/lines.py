"""Lines taken out of a file, perhaps with their indent removed, and the way back to the file.

A piece of a file (the inside of an admonition, say) is parsed as a text of its own. `Piece` joins its lines for the
parser, which answers in bytes of that text, and maps these back to code points of the file, line by line.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from checker.source import Source, Span

OPEN, CLOSE, MASK = "\ue000", "\ue001", "\ue002"
"""Private characters: the first two stand around the number of a block taken out, the third for what is masked."""

_BLANK = frozenset(" \t")
_LINE_END = re.compile(r"[\r\n]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end; `start` is the place of its first character in the file."""

    text: str
    start: int

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def indent(self) -> int:
        """Columns of white space before the first word; a tab counts up to the next multiple of four."""
        if self.text[:1] not in _BLANK:
            return 0
        lead = self.text[: len(self.text) - len(self.text.lstrip(" \t"))]
        return len(lead.expandtabs(4))

    def span(self, source: Source) -> Span:
        """The place of the line."""
        return Span(source, self.start, self.start + len(self.text))

    def dedented(self, columns: int) -> "Line":
        """The line with up to so many columns of white space taken from its start."""
        if not columns or self.text[:1] not in _BLANK:
            return self
        taken = reached = 0
        while reached < columns and taken < len(self.text) and self.text[taken] in " \t":
            reached += 4 - reached % 4 if self.text[taken] == "\t" else 1
            taken += 1
        return Line(self.text[taken:], self.start + taken)


def lines_of(source: Source, start: int = 0) -> list[Line]:
    """The lines of a source from an offset that starts a line."""
    bounds = [at for at in source.line_starts if at >= start]
    ends = [*bounds, len(source.text)][1:]
    text = source.text.replace(OPEN, MASK)
    lines = [Line(_LINE_END.sub("", text[a:b]), a) for a, b in zip(bounds, ends, strict=True)]
    if lines and lines[0].start == 0 and lines[0].text.startswith("\ufeff"):
        lines[0] = Line(lines[0].text[1:], 1)
    return lines


class Piece:
    """Lines joined to one text for the parser, with the map from its bytes back to the file.

    `lead` are lines that only tell the parser what references mean; the text proper begins at byte `body`.
    """

    def __init__(self, source: Source, lines: Iterable[Line], lead: Iterable[Line] = ()) -> None:
        self._source = source
        self._lines = [*lead, *lines]
        self.body = sum(_byte_length(line.text) + 1 for line in lead)
        self.text = "\n".join(line.text for line in self._lines) + "\n"
        self._bytes = self.text.encode("utf-8", "surrogatepass")
        self._byte_starts = [0]
        for line in self._lines:
            self._byte_starts.append(self._byte_starts[-1] + _byte_length(line.text) + 1)

    def span(self, start: int, end: int) -> Span:
        """The place in the file of a range of bytes of the text."""
        first = self._offset(start)
        return Span(self._source, first, max(first, self._offset(end - 1, after=True)) if end > start else first)

    def part(self, start: int, end: int) -> str:
        """The text in a range of bytes."""
        return self._bytes[start:end].decode("utf-8", "surrogatepass")

    def padded(self, start: int, end: int) -> str:
        """The text in a range of bytes, as long as its span: what was taken out of it stands as blanks."""
        first, text = self.span(start, start).start, ""
        for line in self.part(start, end).splitlines(keepends=True):
            text += " " * (self.span(start, start).start - first - len(text)) + line
            start += _byte_length(line)
        return text

    def _offset(self, byte: int, after: bool = False) -> int:
        at = min(bisect_right(self._byte_starts, byte) - 1, len(self._lines) - 1)
        line, within = self._lines[at], byte - self._byte_starts[at]
        if line.text.isascii():
            return line.start + min(within + after, len(line.text))
        data = line.text.encode("utf-8", "surrogatepass")
        return line.start + len(data[: within + after].decode("utf-8", "ignore"))


def _byte_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
