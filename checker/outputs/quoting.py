"""A line of a lesson on a terminal: with the words of a finding underlined, and nothing in it that acts."""

import re
import unicodedata
from dataclasses import dataclass

from checker.source import Span

_ACTING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_TAB = 4
_LEAST = 20


def harmless(text: str) -> str:
    """The text without signs that would steer a terminal or turn the direction of reading."""
    return _ACTING.sub("\ufffd", text.removeprefix("\ufeff"))


def one_line(text: str) -> str:
    """The text on one line, harmless."""
    return harmless(" ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Quote:
    """A line cut to a width; `before` and `under` are the columns up to the underlined words, and those of them."""

    text: str
    before: int
    under: int


def quote(span: Span, width: int) -> Quote:
    """The line on which a span begins, cut around it; of a span over several lines, what stands on the first."""
    source = span.source
    line, column = source.position(span.start)
    whole = source.line_text(line)
    start = column - 1
    end = _cut(whole, start, min(len(whole), start + span.end - span.start), max(width, _LEAST))
    first, last = _window(whole, start, end, max(width, _LEAST))
    head, words, tail = whole[first:start], whole[start:end].rstrip(), whole[max(start, end) : last]
    head = head if first else head.lstrip()
    left, right = "… " if first else "", " …" if last < len(whole.rstrip()) else ""
    gap = " " * (end - start - len(words)) if tail.strip() else ""
    shown = [_flat(part) for part in (left + head, words, gap + tail.rstrip())]
    return Quote("".join(shown) + right, columns(shown[0]), columns(shown[1]))


def _cut(text: str, start: int, end: int, width: int) -> int:
    """Where the underlined words end, if they must fit a width: between two words where there are some."""
    if end - start <= width:
        return end
    space = text.rfind(" ", start + 1, start + width)
    return space if space > start else start + width


def _window(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Where to cut a line so that the words from `start` to `end` stay in view, whole words around them."""
    if len(text) <= width:
        return 0, len(text)
    spare = max(0, width - (end - start)) // 2
    first = max(0, min(start - spare, len(text) - width))
    last = min(len(text), first + width)
    if first:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else first
    if last < len(text):
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else last
    return first, last


def _flat(text: str) -> str:
    return harmless(text.replace("\t", " " * _TAB))


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(_columns_of(sign) for sign in text)


def _columns_of(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
