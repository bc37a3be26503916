"""CommonMark text to blocks and runs, through the events of the parser."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pyromark

from checker.document.blocks import Block, Kind, Run
from checker.document.dialects import PLACEHOLDER
from checker.document.html import html_runs
from checker.document.lines import Piece
from checker.source import Span

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)

_KINDS = {
    "Paragraph": Kind.PARAGRAPH,
    "Heading": Kind.HEADING,
    "BlockQuote": Kind.QUOTE,
    "CodeBlock": Kind.CODE,
    "HtmlBlock": Kind.HTML,
    "List": Kind.LIST,
    "Item": Kind.ITEM,
    "FootnoteDefinition": Kind.FOOTNOTE,
    "DefinitionList": Kind.DEFINITION_LIST,
    "DefinitionListTitle": Kind.TERM,
    "DefinitionListDefinition": Kind.DEFINITION,
    "Table": Kind.TABLE,
    "TableHead": Kind.ROW,
    "TableRow": Kind.ROW,
    "TableCell": Kind.CELL,
}
_MARKS = {"Emphasis": "emphasis", "Strong": "strong", "Strikethrough": "strike"}
_HOLDS_BLOCKS = frozenset({Kind.ITEM, Kind.QUOTE, Kind.FOOTNOTE, Kind.DEFINITION})

Insert = Callable[[int, Span], Block]


@dataclass(slots=True)
class _Open:
    """A block whose end has not been met."""

    kind: Kind
    span: Span
    label: str = ""
    level: int = 0
    runs: list[Run] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)


def blocks_of(piece: Piece, insert: Insert) -> tuple[Block, ...]:
    """The blocks of a piece of text; `insert` gives the block that a placeholder stands for."""
    builder = _Builder(piece, insert)
    for event, bounds in pyromark.events_with_range(piece.text, options=_OPTIONS):
        builder.take(event, bounds["start"], bounds["end"])
    return builder.done()


class _Builder:
    """Collects events into blocks; holds the blocks and inline marks that are open."""

    def __init__(self, piece: Piece, insert: Insert) -> None:
        self._piece, self._insert = piece, insert
        self._stack: list[_Open] = [_Open(Kind.DIV, piece.span(0, 0))]
        self._marks: list[tuple[str, str, int]] = []
        self._in_table_head = False

    def done(self) -> tuple[Block, ...]:
        self._close_paragraph()
        return tuple(self._stack[0].children)

    def take(self, event: Any, start: int, end: int) -> None:
        name, value = (event, None) if isinstance(event, str) else next(iter(event.items()))
        if name == "Start":
            self._start(value, start, end)
        elif name == "End":
            self._end(value, start, end)
        else:
            self._leaf(name, value, start, end)

    def _start(self, tag: Any, start: int, end: int) -> None:
        name, value = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        if name in ("Link", "Image"):
            self._marks.append((name.lower(), value["dest_url"], len(self._top.runs)))
        elif name in _MARKS:
            self._marks.append((_MARKS[name], "", 0))
        elif name in _KINDS:
            self._close_paragraph()
            self._in_table_head = name == "TableHead" or (self._in_table_head and name == "TableCell")
            kind = Kind.HEADER_CELL if name == "TableCell" and self._in_table_head else _KINDS[name]
            self._stack.append(_Open(kind, self._piece.span(start, end), *_described(name, value)))

    def _end(self, tag: Any, start: int, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name in ("Link", "Image"):
            mark, target, before = self._marks.pop()
            if len(self._top.runs) == before:
                self._add("", start, end, mark, target)
        elif name in _MARKS:
            self._marks.pop()
        elif name in _KINDS:
            self._close_paragraph(unless=_KINDS[name])
            self._close()

    def _leaf(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Text":
            self._add(value, start, end)
        elif name == "Code":
            self._add(value, *self._inside_code(value, start, end), "code")
        elif name in ("SoftBreak", "HardBreak"):
            self._add("", start, end, "break")
        elif name in ("Html", "InlineHtml"):
            self._html(start, end, is_block=name == "Html")
        elif name == "FootnoteReference":
            self._add("", start, end, "footnote", value)
        elif name == "TaskListMarker":
            self._add("", start, end, "task")
        elif name == "Rule":
            self._close_paragraph()
            self._top.children.append(Block(Kind.RULE, self._piece.span(start, end)))

    def _inside_code(self, value: str, start: int, end: int) -> tuple[int, int]:
        """The bytes of inline code without its backticks."""
        inside = (end - start - len(value.encode("utf-8", "surrogatepass"))) // 2
        return start + inside, end - inside

    @property
    def _top(self) -> _Open:
        return self._stack[-1]

    def _add(self, text: str, start: int, end: int, mark: str = "", target: str = "") -> None:
        if self._top.kind in _HOLDS_BLOCKS:
            self._stack.append(_Open(Kind.PARAGRAPH, self._piece.span(start, end), "implicit"))
        names = {name for name, _, _ in self._marks} | ({mark} if mark else set())
        address = target or next((address for _, address, _ in reversed(self._marks) if address), "")
        self._top.runs.append(Run(text, self._piece.span(start, end), frozenset(names), address))

    def _html(self, start: int, end: int, is_block: bool) -> None:
        span = self._piece.span(start, end)
        if self._top.kind in _HOLDS_BLOCKS:
            self._stack.append(_Open(Kind.PARAGRAPH, span, "implicit"))
        self._top.runs.append(Run("", span, frozenset({"html"})))

    def _close_paragraph(self, unless: Kind | None = None) -> None:
        """Closes the paragraph that a tight list item opened for its words."""
        if self._top.kind is Kind.PARAGRAPH and self._top.label == "implicit" and unless is not Kind.PARAGRAPH:
            self._close()

    def _close(self) -> None:
        done = self._stack.pop()
        if done.label == "implicit":
            done.label = ""
            done.span = done.span.to(done.runs[-1].span)
        self._top.children.extend(self._finished(done))

    def _finished(self, done: _Open) -> Iterable[Block]:
        runs = html_runs(done.runs, is_block=done.kind is Kind.HTML)
        if done.kind is Kind.PARAGRAPH and len(runs) == 1 and (found := PLACEHOLDER.fullmatch(runs[0].text.strip())):
            return [self._insert(int(found[1]), done.span)]
        return [Block(done.kind, done.span, runs, tuple(done.children), done.label, (), done.level)]


def _described(name: str, value: Any) -> tuple[str, int]:
    """The label and the level that a start tag gives to its block."""
    if name == "Heading":
        return "", int(value["level"][1:])
    if name == "CodeBlock":
        return (value["Fenced"], 0) if isinstance(value, dict) else ("", 1)
    if name == "BlockQuote":
        return (value or "").lower(), 0
    if name == "FootnoteDefinition":
        return value, 0
    if name == "List":
        return ("", 0) if value is None else ("ordered", int(value))
    return "", 0
