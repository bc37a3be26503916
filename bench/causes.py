"""Why the renderer and our reading differ at a place: each difference under one name, by what the file holds there."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from differences import Difference

from checker.document import Block, Document, Kind

UNNAMED = "unnamed"


def cause_of(difference: Difference, page: "Page") -> str:
    """The name of the first cause that holds."""
    return next((name for name, holds in _CAUSES if holds(difference, page)), UNNAMED)


@dataclass(frozen=True, slots=True)
class _List:
    """A list of ours: where it stands, and in what the renderer is stricter about it."""

    start: int
    end: int
    follows_text: bool
    is_shallow: bool
    has_parenthesis: bool


class Page:
    """What is known of one file while its differences are named."""

    def __init__(self, document: Document) -> None:
        self.document, self.source, self.text = document, document.source, document.source.text
        self.lists = tuple(self._lists(document.blocks, -1))
        self.raw, self.unclosed = _raw_stretches(self.text)
        self.uneven_fence = _first_uneven_fence(self.text)
        comment = re.search(r"<!--(?:(?!-->)[\s\S])*?```", self.text)
        self.code_comment = comment.start() if comment else len(self.text) + 1
        self.meta_end = _meta_end(self.text)

    def _lists(self, blocks: tuple[Block, ...], marker: int) -> list[_List]:
        """The lists at or below some blocks, given the column of the marker around them (-1: none)."""
        found = []
        for block in blocks:
            inner = self.column(block.span.start) if block.kind is Kind.LIST else marker
            if block.kind is Kind.LIST:
                found.append(self._list(block, 0 < inner - marker < 4))
            found += self._lists(block.children, inner)
        return found

    def _list(self, block: Block, is_shallow: bool) -> _List:
        start = block.span.start
        has_parenthesis = re.match(r"[ \t]*\d+\)", self.text[start : start + 20]) is not None
        return _List(start, block.span.end, self._follows_text(start), is_shallow, has_parenthesis)

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
        last = bisect_right(starts, max(difference.start, difference.end - 1)) + (not difference.ours)
        return self.text[first : starts[last] if last < len(starts) else len(self.text)]

    def inside(self, difference: Difference) -> list[_List]:
        """The lists around the first word of a difference."""
        return [found for found in self.lists if found.start <= difference.start < found.end]


_RAW = re.compile(r"<(/?)([a-zA-Z][\w-]*)\b[^>\n]*?(/?)>|(<!--)|(-->)")
_BLOCK_TAGS = frozenset(
    "address article aside audio blockquote body canvas center dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header iframe li main nav noscript object ol p pre script section style summary table "
    "tbody td textarea tfoot th thead tr ul video".split()
)


def _raw_stretches(text: str) -> tuple[list[tuple[int, int]], int]:
    """Stretches between a block tag of raw HTML and its end, and where the first tag stands that is never closed."""
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for tag in _RAW.finditer(text):
        name = "!--" if tag[4] or tag[5] else tag[2].lower()
        if (name != "!--" and name not in _BLOCK_TAGS) or tag[3]:
            continue
        if not (tag[1] or tag[5]):
            stack.append((name, tag.start()))
        elif any(open_name == name for open_name, _ in stack):
            while stack[-1][0] != name:
                stack.pop()
            found.append((stack.pop()[1], tag.end()))
    return found, min((start for _, start in stack), default=len(text) + 1)


def _first_uneven_fence(text: str) -> int:
    """Where a code fence opens whose end stands at another indent or on a quoted line; the renderer wants the same."""
    opened: tuple[str, str, int] | None = None
    for found in re.finditer(r"^(?P<lead>[ \t>]*)(?P<mark>`{3,}|~{3,})(?P<info>[^\n]*)$", text, re.MULTILINE):
        lead, mark, is_bare = found["lead"].expandtabs(4), found["mark"], not found["info"].strip()
        if opened is None:
            opened = (lead, mark, found.start())
        elif is_bare and mark.startswith(opened[1]):
            if lead != opened[0]:
                return opened[2]
            opened = None
        elif len(lead) < len(opened[0]):
            return opened[2]
    return opened[2] if opened else len(text) + 1


def _meta_end(text: str) -> int:
    """Where lines of `key: value` at the top end, which MkDocs takes for metadata."""
    line = r".*(?:\r?\n|$)"
    found = re.match(rf"\ufeff?(?:---[ \t]*\r?\n)?(?:[ ]{{0,3}}[A-Za-z0-9_-]+:{line}(?:[ ]{{4,}}{line})*)+", text)
    return found.end() if found else 0


Holds = Callable[[Difference, Page], bool]


def _text(pattern: str) -> Holds:
    """Holds where the lines of the difference match a pattern."""
    compiled = re.compile(pattern, re.MULTILINE)
    return lambda difference, page: compiled.search(page.around(difference)) is not None


def _all(*parts: Holds) -> Holds:
    return lambda difference, page: all(part(difference, page) for part in parts)


def _lacks_ours(difference: Difference, _: Page) -> bool:
    return not difference.ours


def _has_less_depth(difference: Difference, _: Page) -> bool:
    """Whether the renderer sees fewer blocks around the words."""
    return bool(difference.ours) and len((difference.theirs or difference.ours)[0].path) < len(difference.ours[0].path)


def _ours_in(name: str) -> Holds:
    return lambda difference, _: bool(difference.ours) and name in difference.ours[0].path


def _in_list(name: str) -> Holds:
    """Holds where one of the lists around the difference has a trait."""
    return lambda difference, page: any(getattr(found, name) for found in page.inside(difference))


def _is_list_number(difference: Difference, page: Page) -> bool:
    is_number = not difference.ours and all(word.text.isdecimal() for word in difference.theirs)
    return is_number and bool(re.search(r"^[ \t>]*(?:[-*+][ \t]+)?\d+[.)]", page.around(difference), re.MULTILINE))


def _is_raw(difference: Difference, page: Page) -> bool:
    return any(start <= difference.start < end for start, end in page.raw)


def _follows_list(difference: Difference, page: Page) -> bool:
    """Whether the renderer keeps words in a list that we see after it."""
    ours, theirs = ("li" in words[0].path if words else False for words in (difference.ours, difference.theirs))
    return theirs and not ours and any(found.end <= difference.start for found in page.lists)


def _is_meta(difference: Difference, page: Page) -> bool:
    return difference.start < page.meta_end


def _after(name: str) -> Holds:
    """Holds from a place on that the page knows."""
    return lambda difference, page: bool(max(difference.start, difference.end) >= getattr(page, name))


_BRACED = r"\{[a-z][a-z-]*(?:\s+[\w-]+=| end\}|\}|$)"

_CAUSES: tuple[tuple[str, Holds], ...] = (
    ("fenced div, read by us as a box", _all(_lacks_ours, _text(r"^[ \t>]*:{3,}"))),
    ("braced tag, taken off by us", _all(_lacks_ours, _text(_BRACED))),
    ("template tag, taken off by us", _all(_lacks_ours, _text(r"\{%|\{\{"))),
    ("attribute list that the renderer shows", _all(_lacks_ours, _text(r"\{[:#. ]|\{[\w-]+="))),
    ("import line of MDX, taken off by us", _all(_lacks_ours, _text(r"^(?:import|export)\s"))),
    ("type of a callout, read by us as its label", _all(_lacks_ours, _text(r"^[ \t]*>.*\[!\w+\]"))),
    ("front matter, or lines like it, that MkDocs reads otherwise", _is_meta),
    ("inside raw HTML", _is_raw),
    ("list right after a line of text", _in_list("follows_text")),
    ("list set in by fewer than four blanks", _in_list("is_shallow")),
    ("list numbered `1)`", _in_list("has_parenthesis")),
    ("list number shown as text", _is_list_number),
    ("list that begins in the line of an item", _text(r"^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+(?:[-*+]|\d+[.)])[ \t]")),
    ("quote right after a list or a line", _all(_ours_in("quote"), _text(r"^[ \t]*>"))),
    ("text or code right after a list", _follows_list),
    ("heading set in by blanks", _all(_has_less_depth, _text(r"^ {1,3}#"))),
    ("part of an item set in by fewer than four blanks", _all(_has_less_depth, _text(r"^ {1,3}\S"))),
    ("heading with more than six marks", _text(r"^#{7,}")),
    ("formula", _text(r"\\\[|\\\(|\$\$|\\frac|\\begin|\\tan|\\theta")),
    ("address with blanks", _text(r"\]\([^()\n\"']*[ ][^()\n]*\)")),
    ("brackets within a link", _text(r"\[[^\]\n]*\[")),
    ("character by number without its end", _text(r"&#\w+(?![\w;])")),
    ("tag that is never closed", _after("unclosed")),
    ("word in angle brackets", _text(r"<[\w /.-]+>")),
    ("after a comment that holds code", _after("code_comment")),
    ("table in a quote", _text(r"^[ \t]*>[ \t]*\|")),
    ("paragraph that begins with a colon", _text(r"^[ \t]*:[ \t]*$")),
    ("after a code fence that ends at another indent", _after("uneven_fence")),
)
