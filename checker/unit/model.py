"""What a unit is made of: lessons, their sections with roles, and the passages of text in them."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from checker.document import Document, Run
from checker.source import Span


class Audience(StrEnum):
    """To whom a passage speaks."""

    TEACHER = "teacher"
    LEARNER = "learner"


class Voice(StrEnum):
    """Who speaks in a run of words, or what the words are there for."""

    AUTHOR = "author"
    QUOTATION = "quotation"
    DIALOGUE = "dialogue"
    TITLE = "title"
    NAME = "name"
    STANDARD = "standard"
    MENTION = "mention"
    CRITICIZED = "criticized"
    HEADWORD = "headword"
    WRONG_ANSWER = "wrong-answer"
    CODE = "code"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A part of a lesson: its heading, its roles (its own, or those of the part that it stands in) and its parent."""

    title: str
    place: Span
    level: int
    roles: frozenset[str]
    own_roles: frozenset[str]
    parent: "Section | None" = None

    def trail(self) -> tuple[str, ...]:
        """The titles from the outermost section to this one."""
        return (*self.parent.trail(), self.title) if self.parent else (self.title,)


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """The words of one block, with what stands around them.

    `text` joins the runs of the block; `span(a, b)` gives the place of a part of it. `kind` is the kind of block, or
    `title` (of an admonition or tab) or `front` (front matter). `stem` is the passage that leads into a list,
    `header` the heading of a table column, `row` the first cell of a table row, `inside` the containers from the
    outermost (`quote`, `tab`, `admonition:tip`, `div:challenge`).
    """

    kind: str
    text: str
    runs: tuple[Run, ...]
    place: Span
    section: Section
    roles: frozenset[str]
    audience: Audience
    voice: Voice = Voice.AUTHOR
    stem: "Passage | None" = None
    header: str = ""
    row: str = ""
    inside: tuple[str, ...] = ()
    starts: tuple[int, ...] = field(default=(), repr=False)

    def span(self, start: int, end: int) -> Span:
        """The place in the file of the characters from `start` to `end` of the text."""
        first, last = self._place(start), self._place(max(start, end - 1), after=True)
        return Span(self.place.source, first, max(first, last))

    def _place(self, offset: int, after: bool = False) -> int:
        at = max(0, bisect_right(self.starts, offset) - 1)
        run, within = self.runs[at], offset - self.starts[at]
        length = run.span.end - run.span.start
        if length != len(run.text):
            return run.span.end if after else run.span.start
        return run.span.start + min(within + after, length)

    def is_code(self, start: int, end: int) -> bool:
        """Whether a part of the text is, or touches, inline code."""
        first, last = max(0, bisect_right(self.starts, start) - 1), bisect_right(self.starts, max(start, end - 1))
        return any("code" in run.marks for run in self.runs[first:last])

    def targets(self) -> Iterator[Run]:
        """The links, images and players in the passage, each once."""
        seen = ""
        for run in self.runs:
            if run.target and run.target != seen and "footnote" not in run.marks:
                yield run
            seen = run.target


@dataclass(frozen=True, slots=True)
class Item:
    """An objective or a task of a lesson: its words and the place of them."""

    text: str
    place: Span


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """One file of a unit."""

    path: str
    title: str
    document: Document
    language: str
    audience: Audience
    grades: tuple[int, int] | None
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    objectives: tuple[Item, ...] = ()
    tasks: tuple[Item, ...] = ()

    @property
    def words(self) -> int:
        """How many words of prose the lesson has, its front matter aside."""
        return sum(len(passage.text.split()) for passage in self.passages if passage.kind != "front")

    @property
    def top(self) -> Span:
        """The place to point at when a finding is about the lesson as a whole: its first words."""
        if self.passages:
            return next((p.place for p in self.passages if p.kind == "heading"), self.passages[0].place)
        return Span(self.document.source, 0, 0)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is no lesson that can be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """What learners meet as one whole: a folder of lessons, or a single file."""

    id: str
    title: str
    lessons: tuple[Lesson, ...]
    unread: tuple[Unread, ...] = ()
