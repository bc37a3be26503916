"""What a parsed file is made of: a tree of blocks, and runs of text in them, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from checker.document.frontmatter import FrontMatter
from checker.source import Source, Span


class Kind(StrEnum):
    """The kinds of block."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    HEADER_CELL = "header-cell"
    CELL = "cell"
    QUOTE = "quote"
    CODE = "code"
    HTML = "html"
    ADMONITION = "admonition"
    TAB = "tab"
    DIV = "div"
    EMBED = "embed"
    FOOTNOTE = "footnote"
    TERM = "term"
    DEFINITION = "definition"
    DEFINITION_LIST = "definition-list"
    INCLUDE = "include"
    RULE = "rule"


DEEPEST = 48
"""How deep blocks may stand in each other; what is nested deeper is read, but stands in the last one."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of inline content on one line.

    `text` is what a reader sees (entities decoded), `span` the place of it. `marks` holds names such as `strong`,
    `emphasis`, `code`, `link`, `image`, `html`, `break`, `task`. `target` is the address of a link, image or player.
    """

    text: str
    span: Span
    marks: frozenset[str] = frozenset()
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block with its place, its own runs (leaf blocks) and its children (containers).

    `label` is what the block says of itself: the language of code, the type of an admonition, div or embed, the
    number of a footnote. `title` holds the words of an admonition's, tab's or panel's title. `level` is the level of a
    heading, or the first number of an ordered list.
    """

    kind: Kind
    span: Span
    runs: tuple[Run, ...] = ()
    children: tuple["Block", ...] = ()
    label: str = ""
    title: tuple[Run, ...] = ()
    level: int = 0

    def walk(self) -> Iterator["Block"]:
        """This block and all below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def text(self) -> str:
        """The words of the block itself, as a reader sees them."""
        return plain(self.runs)


def plain(runs: tuple[Run, ...]) -> str:
    """The text of runs, a space for each line break."""
    return "".join(" " if "break" in run.marks else run.text for run in runs).strip()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the file that could not be understood: its place, what it is, what to do."""

    span: Span
    what: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file."""

    source: Source
    front: FrontMatter
    blocks: tuple[Block, ...]
    faults: tuple[Fault, ...] = field(default=())

    def walk(self) -> Iterator[Block]:
        """All blocks in the order of the file."""
        for block in self.blocks:
            yield from block.walk()
