"""A source to a document: front matter off the top, dialect blocks taken out, the rest parsed, includes followed."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import PurePosixPath

from checker.document import commonmark, dialects, lines, references
from checker.document.blocks import DEEPEST, Block, Document, Fault, Kind, Run
from checker.document.frontmatter import FrontMatter, read_front_matter
from checker.source import Source, Span

ReadFile = Callable[[str], Source | None]
"""Gives the source of an included file by its path as written, or None where there is none."""

_MOST_PIECES_DEEP = 8


def parse(source: Source, read_file: ReadFile = lambda path: None) -> Document:
    """The document of a source. A malformed file is still read; what could not be understood stands in `faults`."""
    front, start, faults = _front_matter(source)
    body = lines.lines_of(source, start)
    blocks = _Reader(source, read_file, faults, (), references.definitions_in(body)).blocks(body)
    return Document(source, front, blocks, tuple(faults))


def _front_matter(source: Source) -> tuple[FrontMatter, int, list[Fault]]:
    """The front matter, the offset after it, and what is wrong with it."""
    bounds = _front_bounds(source)
    if bounds is None:
        return FrontMatter(), 0, []
    start, end, after = bounds
    read = read_front_matter(source, start, end)
    if isinstance(read, FrontMatter):
        return read, after, []
    if not _looks_like_yaml(source.text[start:end]):
        return FrontMatter(), 0, []
    step = "Mend the YAML between the `---` lines (keys, colons, quotes); the lesson itself was still read."
    return FrontMatter(), after, [Fault(read.span, f"The front matter cannot be read: {read.what}.", step)]


def _front_bounds(source: Source) -> tuple[int, int, int] | None:
    """Where the inside of front matter starts and ends, and where the body starts; None without it."""
    starts = (*source.line_starts, len(source.text))
    if len(starts) < 3 or source.line_text(1).removeprefix("\ufeff").rstrip() != "---":
        return None
    for line in range(2, len(starts)):
        if source.text[starts[line - 1] : starts[line]].rstrip() in ("---", "..."):
            return starts[1], starts[line - 1], starts[line]
    return None


def _looks_like_yaml(text: str) -> bool:
    """Whether a stretch between two rules was meant as front matter rather than as prose."""
    return re.match(r"\s*(?:#.*\n\s*)*[\"'{]?[\w-]+[\"']?\s*:", text) is not None


@dataclass(slots=True)
class _Reader:
    """Reads one source; keeps the chain of files that include each other, so that a circle ends."""

    source: Source
    read_file: ReadFile
    faults: list[Fault]
    chain: tuple[str, ...] = field(default=())
    definitions: Mapping[str, lines.Line] = field(default_factory=dict)

    def blocks(self, piece_lines: list[lines.Line], depth: int = 0, pieces_deep: int = 0) -> tuple[Block, ...]:
        """The blocks of some lines that stand so many blocks, and so many pieces, deep."""
        is_mdx = PurePosixPath(self.source.path).suffix == ".mdx"
        is_deep = depth >= DEEPEST or pieces_deep >= _MOST_PIECES_DEEP
        kept, pieces = (piece_lines, []) if is_deep else dialects.split(piece_lines, is_mdx)

        def insert(at: int, _: Span, depth: int) -> Block:
            return self._block(pieces[at], depth, pieces_deep)

        lead = references.lead_of(kept, self.definitions) if pieces or depth else []
        return commonmark.blocks_of(lines.Piece(self.source, kept, lead), insert, depth) if kept else ()

    def _block(self, piece: dialects.Piece, depth: int, pieces_deep: int) -> Block:
        span = Span(self.source, piece.head.start, max(piece.head.start, piece.last.start + len(piece.last.text)))
        if piece.kind is Kind.INCLUDE:
            return Block(Kind.INCLUDE, span, (), self._included(piece.label, span, depth), piece.label)
        if piece.kind is Kind.HEADING:
            return Block(Kind.HEADING, span, self._title(piece.title) if piece.title else (), level=len(piece.label))
        if piece.kind is Kind.CODE:
            runs = tuple(Run(line.text, line.span(self.source), frozenset({"code"})) for line in piece.body)
            return Block(Kind.CODE, span, runs, label=piece.label)
        children = self.blocks(piece.body, depth + 1, pieces_deep + 1) if piece.body else ()
        title = self._title(piece.title) if piece.title else ()
        runs = tuple(self._attribute_runs(piece)) if piece.attributes else ()
        return Block(piece.kind, span, runs, children, piece.label, title)

    def _title(self, title: lines.Line) -> tuple[Run, ...]:
        parsed = commonmark.blocks_of(lines.Piece(self.source, [title]), _nothing, DEEPEST)
        return tuple(run for block in parsed for run in block.runs)

    def _attribute_runs(self, piece: dialects.Piece) -> list[Run]:
        """What a braced tag says to a reader: alternative text and titles, with the address of what it embeds."""
        target = next((piece.attributes[name].text for name in _ADDRESSES if name in piece.attributes), "")
        spoken = [piece.attributes[name] for name in ("alt",) if name in piece.attributes]
        mark = "image" if piece.label == "image" else "player"
        runs = [run for line in spoken for run in self._line_runs(line, mark, target)]
        head = Span(self.source, piece.head.start, piece.head.start + len(piece.head.text))
        return runs or ([Run("", head, frozenset({mark}), target)] if piece.kind is Kind.EMBED else [])

    def _line_runs(self, value: lines.Line, mark: str, target: str) -> Iterator[Run]:
        """A value that may run over several lines, a run for each of them."""
        for found in re.finditer(r"[^\n]+", value.text):
            at = value.start + found.start()
            if found.start():
                yield Run("", Span(self.source, at, at), frozenset({"break"}))
            if found[0].strip():
                yield Run(unescape(found[0]), Span(self.source, at, at + len(found[0])), frozenset({mark}), target)

    def _included(self, path: str, place: Span, depth: int) -> tuple[Block, ...]:
        source = None if path in self.chain else self.read_file(path)
        if source is None:
            what = "includes itself" if path in self.chain else "was not found"
            self.faults.append(Fault(place, f"The included file {path} {what}.", "Mend the path in the `--8<--` line."))
            return ()
        _, start, _ = _front_matter(source)
        body = lines.lines_of(source, start)
        inner = _Reader(source, self.read_file, self.faults, (*self.chain, path), references.definitions_in(body))
        return inner.blocks(body, depth + 1)


def _nothing(_: int, span: Span, __: int) -> Block:
    """What a placeholder stands for where there are none."""
    return Block(Kind.PARAGRAPH, span)


_ADDRESSES = ("file-path", "src", "url", "link", "href", "slug", "id")
