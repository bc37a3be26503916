"""CommonMark text to blocks and runs, through the events of the parser."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pyromark

from checker.document.blocks import DEEPEST, Block, Kind, Run
from checker.document.dialects import PLACEHOLDER
from checker.document.html import html_runs
from checker.document.lines import MASK, OPEN, Piece
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
_PARTS = frozenset({Kind.ITEM, Kind.DEFINITION})
_CONTAINERS = frozenset({Kind.LIST, Kind.QUOTE, Kind.FOOTNOTE, Kind.DEFINITION_LIST}) | _PARTS

_CALLOUT = re.compile(r"\[!(?P<label>[\w-]+)\][+-]?[ \t]*")
_ALTERNATIVE = re.compile(r"""\{[^{}\n]{0,200}?\balt=(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)')""")

Insert = Callable[[int, Span, int], Block]
"""Gives the block that a placeholder stands for, by its number, its place and how deep it stands."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """An inline mark that is open, with those around it; `runs_before` counts the runs of the block before it."""

    names: frozenset[str] = frozenset()
    address: str = ""
    runs_before: int = 0


@dataclass(slots=True)
class _Open:
    """A block whose end has not been met."""

    kind: Kind
    span: Span
    label: str = ""
    level: int = 0
    runs: list[Run] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)


def blocks_of(piece: Piece, insert: Insert, depth: int = 0) -> tuple[Block, ...]:
    """The blocks of a piece of text that stands so many blocks deep."""
    builder = _Builder(piece, insert, depth)
    for event, bounds in pyromark.events_with_range(piece.text, options=_OPTIONS):
        if bounds["start"] >= piece.body:
            builder.take(event, bounds["start"], bounds["end"])
    return builder.done()


class _Builder:
    """Collects events into blocks; holds the blocks and inline marks that are open."""

    def __init__(self, piece: Piece, insert: Insert, depth: int) -> None:
        self._piece, self._insert, self._depth = piece, insert, depth
        self._stack: list[_Open] = [_Open(Kind.DIV, piece.span(0, 0))]
        self._marks: list[_Mark] = [_Mark()]
        self._in_table_head = False
        self._too_deep = 0

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
        value: Any
        name, value = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        if name in ("Link", "Image"):
            self._mark(name.lower(), value["dest_url"] or self._marks[-1].address)
        elif name in _MARKS:
            self._mark(_MARKS[name], self._marks[-1].address)
        elif name in _KINDS:
            self._close_paragraph()
            self._open(name, value, self._piece.span(start, end))

    def _mark(self, name: str, address: str) -> None:
        self._marks.append(_Mark(self._marks[-1].names | {name}, address, len(self._top.runs)))

    def _open(self, name: str, value: Any, span: Span) -> None:
        self._in_table_head = name == "TableHead" or (self._in_table_head and name == "TableCell")
        kind = Kind.HEADER_CELL if name == "TableCell" and self._in_table_head else _KINDS[name]
        is_deep = self._depth + len(self._stack) > DEEPEST and kind not in _PARTS
        if kind in _CONTAINERS and (self._too_deep or is_deep):
            self._too_deep += 1
        else:
            self._stack.append(_Open(kind, span, *_described(name, value)))

    def _end(self, tag: Any, start: int, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name in ("Link", "Image"):
            if len(self._top.runs) == self._marks[-1].runs_before:
                self._add_unnamed(start, end)
            self._marks.pop()
        elif name in _MARKS:
            self._marks.pop()
        elif name in _KINDS:
            self._close_paragraph(unless=_KINDS[name])
            if self._too_deep and _KINDS[name] in _CONTAINERS:
                self._too_deep -= 1
            else:
                self._close()

    def _add_unnamed(self, start: int, end: int) -> None:
        """A link or picture without words; an attribute list after it may give the alternative text."""
        self._add("", start, end)
        run = self._top.runs[-1]
        source = run.span.source
        is_masked = self._piece.part(end, end + len(MASK.encode())) == MASK
        if "image" in run.marks and is_masked and (found := _ALTERNATIVE.match(source.text, run.span.end)):
            name = "double" if found["double"] is not None else "single"
            span = Span(source, *found.span(name))
            self._top.runs[-1] = Run(span.text, span, run.marks | {"html-attribute"}, run.target)

    def _leaf(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Text":
            # The parser adds blanks that stand nowhere (half a tab, the indent of HTML); they are nobody's words.
            if end > start:
                self._words(value, start, end)
        elif name == "Code":
            self._add(value, *self._inside_code(value, start, end), "code")
        elif name in ("SoftBreak", "HardBreak"):
            self._add("", start, end, "break")
        elif name in ("Html", "InlineHtml"):
            self._add(self._piece.padded(start, end), start, end, "html")
        elif name == "FootnoteReference":
            self._add("", start, end, "footnote", value)
        elif name == "TaskListMarker":
            self._add("", start, end, "task")
        elif name == "Rule":
            self._close_paragraph()
            self._top.children.append(Block(Kind.RULE, self._piece.span(start, end)))

    def _inside_code(self, value: str, start: int, end: int) -> tuple[int, int]:
        """The bytes of inline code without its backticks."""
        raw = self._piece.part(start, end)
        ticks = len(raw) - len(raw.lstrip("`"))
        is_padded = raw[ticks : ticks + 1].isspace() and raw[-ticks - 1].isspace() and not value.isspace()
        return start + ticks + is_padded, end - ticks - is_padded

    @property
    def _top(self) -> _Open:
        return self._stack[-1]

    def _words(self, text: str, start: int, end: int) -> None:
        """Adds words, without what is masked at the start of a block or after a picture."""
        runs = [] if self._top.kind in _CONTAINERS else self._top.runs
        if text.startswith(MASK) and (not runs or "html-attribute" in runs[-1].marks):
            kept = text.lstrip(f"{MASK} ")
            start += len(text[: len(text) - len(kept)].encode("utf-8", "surrogatepass"))
            text = kept
        if text:
            self._add(text, start, end)

    def _add(self, text: str, start: int, end: int, mark: str = "", target: str = "") -> None:
        span, around = self._piece.span(start, end), self._marks[-1]
        if self._top.kind in _CONTAINERS:
            self._stack.append(_Open(Kind.PARAGRAPH, span, "implicit"))
        names = around.names | {mark} if mark else around.names
        address = target or around.address
        self._top.runs.append(Run(text.replace(MASK, " "), span, names, address.replace(MASK, "")))

    def _close_paragraph(self, unless: Kind | None = None) -> None:
        """Closes the paragraph that a tight list item opened for its words."""
        if self._top.kind is Kind.PARAGRAPH and self._top.label == "implicit" and unless is not Kind.PARAGRAPH:
            self._close()

    def _close(self) -> None:
        done = self._stack.pop()
        if done.label == "implicit":
            done.label = ""
            done.span = done.span.to(done.runs[-1].span)
        if done.kind in (Kind.PARAGRAPH, Kind.CODE, Kind.TERM) and any(OPEN in run.text for run in done.runs):
            self._put_in(done)
        else:
            self._top.children.append(_finished(done))

    def _put_in(self, done: _Open) -> None:
        """Adds the blocks that stand for placeholders in words, or in what only their indent makes code."""
        for run in done.runs:
            for number in PLACEHOLDER.findall(run.text):
                self._top.children.append(self._insert(int(number), done.span, self._depth + len(self._stack)))
        if rest := [run for run in done.runs if run.text.strip() and OPEN not in run.text]:
            self._top.children.append(_finished(replace(done, runs=rest)))


def _finished(done: _Open) -> Block:
    runs = html_runs(done.runs, is_block=done.kind is Kind.HTML)
    block = Block(done.kind, done.span, runs, tuple(done.children), done.label, (), done.level)
    return _called_out(block) if done.kind is Kind.QUOTE and not done.label else block


def _called_out(quote: Block) -> Block:
    """A quote that begins with a type in brackets (`[!tip] A title`): the type is its label, the title stands apart."""
    first = quote.children[0] if quote.children else None
    if first is None or first.kind is not Kind.PARAGRAPH:
        return quote
    at = next((at for at, run in enumerate(first.runs) if "break" in run.marks), len(first.runs))
    found = _CALLOUT.match("".join(run.text for run in first.runs[:at]))
    if found is None:
        return quote
    title, rest = _after(first.runs[:at], found.end()), first.runs[at + 1 :]
    kept = (replace(first, span=rest[0].span.to(first.span), runs=rest),) if rest else ()
    return replace(quote, label=found["label"].lower(), title=title, children=(*kept, *quote.children[1:]))


def _after(runs: tuple[Run, ...], length: int) -> tuple[Run, ...]:
    """The runs without so many characters at their start."""
    kept: list[Run] = []
    for run in runs:
        cut, length = min(length, len(run.text)), max(0, length - len(run.text))
        start = min(run.span.start + cut, run.span.end)
        if cut < len(run.text):
            kept.append(replace(run, text=run.text[cut:], span=Span(run.span.source, start, run.span.end)))
    return tuple(kept)


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
