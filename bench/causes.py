"""Why the renderer and our reading differ at a place: each difference under one name, by what the file holds there."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from checker.document import Block, Document, Kind
from differences import Difference

UNNAMED = "unnamed"


def cause_of(difference: Difference, page: "Page") -> str:
    """The name of the first cause that holds."""
    return next((name for name, holds in _CAUSES if holds(difference, page)), UNNAMED)


@dataclass(frozen=True, slots=True)
class _List:
    """A list of ours: where it stands, and in what the renderer is stricter about it."""

    start: int
    end: int
    level: int
    follows_text: bool
    is_shallow: bool


class Page:
    """What is known of one file while its differences are named."""

    def __init__(self, document: Document) -> None:
        self.document, self.source, self.text = document, document.source, document.source.text
        self.lists = tuple(self._lists(document.blocks, 0, -1))
        self.raw = tuple(_raw_stretches(self.text))
        self.meta_end = _meta_end(self.text)

    def _lists(self, blocks: tuple[Block, ...], level: int, marker: int) -> "list[_List]":
        found = []
        for block in blocks:
            inner, inside = marker, level
            if block.kind is Kind.LIST:
                inner, inside = self.column(block.span.start), level + 1
                found.append(
                    _List(block.span.start, block.span.end, inside, self._follows_text(block.span.start), 0 < inner - marker < 4)
                )
            found += self._lists(block.children, inside, inner)
        return found

    def column(self, offset: int) -> int:
        """Columns of white space and quote marks before the first word of a line."""
        line, _ = self.source.position(offset)
        text = self.source.line_text(line).expandtabs(4)
        return len(text) - len(text.lstrip(" >"))

    def _follows_text(self, offset: int) -> bool:
        """Whether the line before a place holds text, so that no blank line parts them."""
        line, _ = self.source.position(offset)
        return line > 1 and bool(self.source.line_text(line - 1).strip(" \t>\ufeff"))

    def around(self, difference: Difference) -> str:
        """The lines of the file that a difference touches."""
        starts = self.source.line_starts
        first = starts[bisect_right(starts, difference.start) - 1]
        last = bisect_right(starts, max(difference.start, difference.end - 1))
        return self.text[first : starts[last] if last < len(starts) else len(self.text)]

    def inside(self, difference: Difference) -> list[_List]:
        """The lists around the first word of a difference."""
        return [found for found in self.lists if found.start <= difference.start < found.end]


_RAW = re.compile(r"<(/?)([a-zA-Z][\w-]*)\b[^>\n]*?(/?)>|<!--")
_BLOCK_TAGS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header iframe li main nav object ol p pre script section style summary table tbody td textarea tfoot th thead "
    "tr ul video audio noscript canvas".split()
)


def _raw_stretches(text: str) -> list[tuple[int, int]]:
    """Stretches between a block tag of raw HTML and its end, or the end of the file where it has none."""
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for tag in _RAW.finditer(text):
        name = (tag[2] or "").lower()
        if name not in _BLOCK_TAGS or tag[3]:
            continue
        if not tag[1]:
            stack.append((name, tag.start()))
        elif any(open_name == name for open_name, _ in stack):
            while stack:
                open_name, start = stack.pop()
                if open_name == name:
                    found.append((start, tag.end()))
                    break
    return found + [(start, len(text)) for _, start in stack]


def _meta_end(text: str) -> int:
    """Where lines of `key: value` at the top end, which MkDocs takes for metadata."""
    found = re.match(r"\ufeff?(?:---[ \t]*\r?\n)?(?:[ ]{0,3}[A-Za-z0-9_-]+:.*(?:\r?\n|$)(?:[ ]{4,}.*(?:\r?\n|$))*)+", text)
    return found.end() if found else 0


Holds = Callable[[Difference, Page], bool]


def _text(pattern: str) -> Holds:
    """Holds where the lines of the difference match a pattern."""
    compiled = re.compile(pattern, re.MULTILINE)
    return lambda difference, page: compiled.search(page.around(difference)) is not None


def _lacks_ours(difference: Difference, _: Page) -> bool:
    return not difference.ours


def _both(*parts: Holds) -> Holds:
    return lambda difference, page: all(part(difference, page) for part in parts)


def _levels(path: tuple[str, ...]) -> int:
    return path.count("li")


def _follows_text(difference: Difference, page: Page) -> bool:
    return any(found.follows_text for found in page.inside(difference))


def _is_shallow(difference: Difference, page: Page) -> bool:
    return any(found.is_shallow for found in page.inside(difference))


def _is_list_number(difference: Difference, page: Page) -> bool:
    return not difference.ours and all(word.text.isdecimal() for word in difference.theirs) and bool(
        re.search(r"^[ \t>]*(?:[-*+][ \t]+)?\d+[.)]", page.around(difference), re.MULTILINE)
    )


def _is_raw(difference: Difference, page: Page) -> bool:
    return any(start <= difference.start < end for start, end in page.raw)


def _is_meta(difference: Difference, page: Page) -> bool:
    return difference.start < page.meta_end


_CAUSES: tuple[tuple[str, Holds], ...] = (
    ("front matter", _is_meta),
    ("fenced div", _both(_lacks_ours, _text(r"^[ \t>]*:{3,}"))),
    ("braced tag", _both(_lacks_ours, _text(r"\{[a-z][a-z-]*(?: [\w-]+=| end\}|\}|$)"))),
    ("template tag", _both(_lacks_ours, _text(r"\{%|\{\{"))),
    ("attribute list", _both(_lacks_ours, _text(r"\{[:#. ]|\{[\w-]+="))),
    ("callout", _both(_lacks_ours, _text(r"^[ \t]*>.*\[!\w+\]"))),
    ("inside raw HTML", _is_raw),
    ("list right after a line of text", _follows_text),
    ("list number shown as text", _is_list_number),
    ("list set in by fewer than four blanks", _is_shallow),
)
