"""The text of one file and the places in it: every place in ManyMeans is a `Span` of a `Source`."""

import re
from bisect import bisect_right
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass, field
from pathlib import Path

_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One file as text, unchanged: line ends, tabs and a byte-order mark are kept, so that places stay true.

    `path` is the name shown to people, with forward slashes. `line_starts` are offsets in code points.
    """

    path: str
    text: str
    line_starts: tuple[int, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        starts = (0, *(found.end() for found in _LINE_BREAK.finditer(self.text)))
        object.__setattr__(self, "line_starts", starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, the column in code points."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The text of a line, counted from 1, without its line end."""
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return self.text[self.line_starts[line - 1] : end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source: offsets in code points, the end exclusive."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        """The raw slice of the file."""
        return self.source.text[self.start : self.end]

    @property
    def order(self) -> tuple[str, int, int]:
        """A key that sorts spans by file and place."""
        return self.source.path, self.start, self.end

    def to(self, other: "Span") -> "Span":
        """From the start of this span to the end of another one of the same source."""
        return Span(self.source, self.start, max(self.end, other.end))


def decode(data: bytes) -> str | None:
    """Text of a file's bytes, or None where they are no text.

    UTF-8 is expected; UTF-16 is known by its mark; bytes that are no UTF-8 are read as Windows-1252, the common
    case in old curricula, which maps every byte to one character and so keeps places true.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read(path: Path, shown: str) -> Source | None:
    """The source of a file, or None where it holds no text. Raises OSError where it cannot be read."""
    text = decode(path.read_bytes())
    return None if text is None else Source(shown, text)
