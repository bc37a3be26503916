"""What our own reading says of a lesson: its words in order, each with the path of blocks around it and its place."""

from collections.abc import Iterator
from itertools import chain

from rendered import WORD, Word

from checker.document import Block, Document, Kind, Run

_PATH = {
    Kind.ITEM: "li",
    Kind.QUOTE: "quote",
    Kind.CELL: "td",
    Kind.HEADER_CELL: "th",
    Kind.TERM: "dt",
    Kind.DEFINITION: "dd",
    Kind.ADMONITION: "admonition",
    Kind.TAB: "tab",
}


def read_words(document: Document) -> list[Word]:
    """The words of a document; those of footnotes come last, sorted by the footnote's name."""
    notes = sorted((block for block in document.walk() if block.kind is Kind.FOOTNOTE), key=lambda block: block.label)
    body = chain.from_iterable(_words(block, ()) for block in document.blocks)
    below = (_words(child, ("footnote",)) for note in notes for child in note.children)
    return [*body, *chain.from_iterable(below)]


def _words(block: Block, path: tuple[str, ...]) -> Iterator[Word]:
    if block.kind in (Kind.CODE, Kind.FOOTNOTE):
        return
    inner = (*path, name) if (name := _name(block)) else path
    yield from _spoken(block.title, inner)
    yield from _spoken(block.runs, inner)
    for child in block.children:
        yield from _words(child, inner)


def _name(block: Block) -> str:
    return f"h{block.level}" if block.kind is Kind.HEADING else _PATH.get(block.kind, "")


def _spoken(runs: tuple[Run, ...], path: tuple[str, ...]) -> Iterator[Word]:
    """The words of runs; a word may begin in one run and end in the next."""
    shown = [_shown(run) for run in runs]
    starts = [0]
    for text in shown:
        starts.append(starts[-1] + len(text))
    at = 0
    for found in WORD.finditer("".join(shown)):
        while starts[at + 1] <= found.start():
            at += 1
        offset = found.start() - starts[at]
        span = runs[at].span
        yield Word(found[0], path, min(span.start + offset, max(span.start, span.end - 1)))


def _shown(run: Run) -> str:
    if "player" in run.marks:
        return ""
    return " " if "break" in run.marks or ("code" in run.marks and "image" not in run.marks) else run.text
