"""Blocks beyond CommonMark: admonitions, tabs, fenced divs, panels, embeds, includes.

`split` takes such blocks out of a list of lines. What is left is CommonMark with one placeholder line for each block
taken, at the same indent, so that a block inside a list item comes back inside that item.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from checker.document import masks
from checker.document.blocks import Kind
from checker.document.lines import CLOSE, OPEN, Line

PLACEHOLDER = re.compile(f"{OPEN}(\\d+){CLOSE}")

_ITEM = re.compile(r"[ \t]*(?:[-*+:]|\d{1,9}[.)]|\[\^[^\]\n]{1,100}\]:)(?:[ \t]|$)")
_FENCE = re.compile(r"(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
_ADMONITION = re.compile(
    r'(?:!!!|\?\?\?\+?)(?:[ \t]*+(?P<label>[\w-]+(?: +[\w-]+)*)|[ \t]+(?="))[ \t]*+(?:"(?P<title>.*)"[ \t]*+)?$'
)
_TAB = re.compile(r'===[!+]*[ \t]+(?P<quote>["\'])(?P<title>.*)(?P=quote)[ \t]*$')
_DIV_OPEN = re.compile(
    r":{3,}[ \t]*(?:\{\.?(?P<braced>[\w-]+)[^}]*\}|(?P<label>[A-Za-z][\w-]*))[ \t]*+(?P<title>[^:]*+):*+[ \t]*+$"
)
_DIV_CLOSE = re.compile(r":{3,}[ \t]*$")
_SLASH_OPEN = re.compile(r"/{3,}[ \t]+(?P<label>[\w-]+)(?:[ \t]*\|[ \t]*(?P<title>.*))?$")
_SLASH_CLOSE = re.compile(r"/{3,}[ \t]*$")
_BRACED = re.compile(r"\{(?P<label>[a-z][a-z-]*)(?P<attributes>(?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'))*)\s*/?\}[ \t]*$")
_BRACED_CLOSE = re.compile(r"\{(?P<label>[a-z][a-z-]*) end\}[ \t]*$")
_BRACED_START = re.compile(r"[ \t]*\{[a-z][a-z-]*(?=[ \t]+[\w-]+=[\"']|[ \t]*$)")
_BOXES = "div|section|details|figure|article|aside|main|center"
_HTML_OPEN = re.compile(rf"<(?P<label>{_BOXES})\b(?P<attributes>[^>]*)>[ \t]*$")
_HTML_CLOSE = re.compile(rf"</(?P<label>{_BOXES})>[ \t]*$")
_READS_MARKDOWN = re.compile(r"\smarkdown(?:=[\"']?(?:1|block)[\"']?)?(?=[\s/]|$)")
_CLASSES = re.compile(r"\sclass=[\"']([^\"']*)[\"']")
_ATTRIBUTE = re.compile(r"([\w-]+)=(?:\"([^\"]*)\"|'([^']*)')")
_INCLUDE = re.compile(r"-{1,}8<-{1,}[ \t]+[\"'](?P<path>[^\"'\n]{1,400})[\"'][ \t]*$")
_HEADING = re.compile(r"(?P<marks>#{1,6})(?=[^\W\d]|[*_]+\w|~)(?P<words>.*?)#*[ \t]*$")
_MATH = re.compile(r"(?:\$\$|\\\[)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block taken out: what it is, its first and last line, the lines inside, where its title stands."""

    kind: Kind
    head: Line
    body: list[Line]
    last: Line
    label: str = ""
    title: Line | None = None
    attributes: dict[str, Line] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Opening:
    kind: Kind
    label: str = ""
    title: Line | None = None
    attributes: dict[str, Line] = field(default_factory=dict)


def split(lines: list[Line], is_mdx: bool = False) -> tuple[list[Line], list[Piece]]:
    """The lines with a placeholder for each block beyond CommonMark, and these blocks."""
    lines = list(_joined(lines))
    kept: list[Line] = []
    pieces: list[Piece] = []
    ends = _closings(lines)
    items: list[int] = []
    fence = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        was_in_fence, fence = bool(fence), _fence_after(line.text, fence)
        is_code = was_in_fence or bool(fence) or _is_indented_code(line, items)
        taken = None if is_code else _take(lines, at, ends)
        if taken is None:
            kept += [line] if was_in_fence or fence else masks.plain_lines(line, kept, is_mdx)
            at += 1
            continue
        piece, at = taken
        lead = line.text[: len(line.text) - len(line.text.lstrip(" \t"))]
        kept += [Line("", line.start), Line(f"{lead}{OPEN}{len(pieces)}{CLOSE}", line.start), Line("", line.start)]
        pieces.append(piece)
    return kept, pieces


def _is_indented_code(line: Line, items: list[int]) -> bool:
    """Whether a line is set in too far to be more than code; keeps the columns of the items that are open."""
    if line.is_blank:
        return False
    column = line.indent
    while items and items[-1] >= column:
        items.pop()
    is_code = column - (items[-1] + 4 if items else 0) >= 4
    if _ITEM.match(line.text):
        items.append(column)
    return is_code


def _fence_after(text: str, fence: str) -> str:
    """The code fence that is open after a line, given the one before it; empty for none."""
    if "```" not in text and "~~~" not in text:
        return fence
    found = _FENCE.match(text.lstrip(" \t>"))
    if found is None:
        return fence
    mark, info = found["mark"], found["info"]
    if not fence:
        return "" if mark[0] == "`" and "`" in info else mark
    return "" if mark[0] == fence[0] and len(mark) >= len(fence) and not info.strip() else fence


_MOST_LINES = 12


def _joined(lines: list[Line]) -> Iterator[Line]:
    """The lines, those of a braced tag that runs over several lines made one."""
    fence, at = "", 0
    while at < len(lines):
        line, fence = lines[at], _fence_after(lines[at].text, fence)
        end = at + 1
        if not fence and "}" not in line.text and _BRACED_START.match(line.text):
            end += next((more for more, after in enumerate(lines[end : at + _MOST_LINES], 1) if "}" in after.text), 0)
        yield line if end == at + 1 else _as_one(lines[at:end])
        at = end


def _as_one(lines: list[Line]) -> Line:
    """Several lines as one, with blanks for what stands between them in the file, so that places stay true."""
    text = lines[0].text
    for line in lines[1:]:
        text += "\n".ljust(line.start - lines[0].start - len(text)) + line.text
    return Line(text, lines[0].start)


def _take(lines: list[Line], at: int, ends: dict[int, int]) -> tuple[Piece, int] | None:
    line = lines[at]
    text = line.text.lstrip(" \t")
    if text[:1] not in _FIRST:
        return None
    shifted = Line(text, line.start + len(line.text) - len(text))
    indented = _indented_opening(shifted)
    if indented:
        end = _indented_end(lines, at)
        body = [inner.dedented(line.indent + 4) for inner in lines[at + 1 : end]]
        return _piece(indented, line, body, lines[end - 1]), end
    if at in ends and (opening := _delimited_opening(shifted)):
        end = ends[at]
        body = [inner.dedented(line.indent) for inner in lines[at + 1 : end]]
        return _piece(opening, line, body, lines[end]), end + 1
    if _MATH.match(text) and (end := _math_end(lines, at)):
        return Piece(Kind.CODE, line, lines[at:end], lines[end - 1], "math"), end
    is_first = at == 0 or lines[at - 1].is_blank
    single = _single(shifted, is_first)
    return (_piece(single, line, [], line), at + 1) if single else None


_FIRST = frozenset("!?=:/{-<#$\\")


def _piece(opening: _Opening, head: Line, body: list[Line], last: Line) -> Piece:
    return Piece(opening.kind, head, body, last, opening.label, opening.title, opening.attributes)


def _part(line: Line, found: re.Match[str], group: str) -> Line | None:
    """A named group of a match as a line that knows its place."""
    text = (found[group] or "").rstrip()
    return Line(text, line.start + found.start(group)) if text else None


def _indented_opening(line: Line) -> _Opening | None:
    if found := _ADMONITION.match(line.text):
        return _Opening(Kind.ADMONITION, (found["label"] or "note").lower(), _part(line, found, "title"))
    if found := _TAB.match(line.text):
        return _Opening(Kind.TAB, "", _part(line, found, "title"))
    return None


def _indented_end(lines: list[Line], at: int) -> int:
    """The line after the indented inside of a block; blank lines at its end stay outside."""
    least, end = lines[at].indent + 4, at + 1
    for here in range(at + 1, len(lines)):
        if lines[here].is_blank:
            continue
        if lines[here].indent < least:
            break
        end = here + 1
    return end


def _delimited_opening(line: Line) -> _Opening | None:
    if found := _DIV_OPEN.match(line.text):
        return _Opening(Kind.DIV, (found["braced"] or found["label"]).lower(), _part(line, found, "title"))
    if found := _SLASH_OPEN.match(line.text):
        return _Opening(Kind.DIV, found["label"].lower(), _part(line, found, "title"))
    if (found := _HTML_OPEN.match(line.text)) and _READS_MARKDOWN.search(found["attributes"]):
        classes = _CLASSES.search(found["attributes"])
        return _Opening(Kind.DIV, classes[1].split()[-1].lower() if classes and classes[1].strip() else found["label"])
    if found := _BRACED.match(line.text):
        attributes = _attributes(line, found)
        label = attributes["type"].text if found["label"] == "panel" and "type" in attributes else found["label"]
        return _Opening(Kind.DIV, label, attributes.get("title"), attributes)
    return None


def _math_end(lines: list[Line], at: int) -> int:
    """The line after a formula that fills whole lines, closed before the next blank one; 0 where it does not."""
    head = lines[at].text.strip()
    close = "$$" if head.startswith("$$") else "\\]"
    for here in range(at, min(at + _LONGEST_FORMULA, len(lines))):
        text = head[2:] if here == at else lines[here].text.strip()
        if not text and here > at:
            return 0
        if close in text:
            return here + 1 if text.endswith(close) else 0
    return 0


_LONGEST_FORMULA = 100


def _single(line: Line, is_first: bool) -> _Opening | None:
    if is_first and (found := _HEADING.match(line.text)):
        return _Opening(Kind.HEADING, found["marks"], _part(line, found, "words"))
    if found := _INCLUDE.match(line.text):
        return _Opening(Kind.INCLUDE, found["path"])
    if (found := _BRACED.match(line.text)) and found["attributes"]:
        return _Opening(Kind.EMBED, found["label"], None, _attributes(line, found))
    return None


def _attributes(line: Line, found: re.Match[str]) -> dict[str, Line]:
    return {
        pair[1]: Line(pair[2] or pair[3] or "", line.start + pair.start(2 if pair[2] is not None else 3))
        for pair in _ATTRIBUTE.finditer(line.text, found.start("attributes"))
    }


def _closings(lines: list[Line]) -> dict[int, int]:
    """For each line that opens a delimited block, the line that closes it; blocks may nest; code is passed over."""
    ends: dict[int, int] = {}
    stacks: dict[str, list[int]] = {}
    fence = ""
    for at, line in enumerate(lines):
        fence = _fence_after(line.text, fence)
        text = line.text.strip()
        if fence or text[:1] not in _DELIMITERS or (delimiter := _delimiter(text)) is None:
            continue
        family, is_close = delimiter
        stack = stacks.setdefault(family, [])
        if not is_close:
            stack.append(at)
        elif stack:
            ends[stack.pop()] = at
    return _nested_only(ends)


_DELIMITERS = frozenset(":/{<")


def _delimiter(text: str) -> tuple[str, bool] | None:
    """The family of delimited blocks that a line opens or closes, and whether it closes."""
    for opening, closing in _PAIRS:
        if found := closing.match(text) or opening.match(text):
            name = found["label"] if opening in _NAMED else opening.pattern
            return name, found.re is closing
    return None


_PAIRS = (
    (_DIV_OPEN, _DIV_CLOSE),
    (_SLASH_OPEN, _SLASH_CLOSE),
    (_HTML_OPEN, _HTML_CLOSE),
    (_BRACED, _BRACED_CLOSE),
)
_NAMED = frozenset({_HTML_OPEN, _BRACED})


def _nested_only(ends: dict[int, int]) -> dict[int, int]:
    """Drops a block that begins inside another one and ends outside it."""
    kept: dict[int, int] = {}
    open_ends: list[int] = []
    for start in sorted(ends):
        while open_ends and open_ends[-1] < start:
            open_ends.pop()
        if not open_ends or ends[start] < open_ends[-1]:
            kept[start] = ends[start]
            open_ends.append(ends[start])
    return kept
