"""A passage made ready for names: its words, whether it is written in title case, what stands in titles and code."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checker.document import Block, Kind, Run
from checker.facts import Facts
from checker.finders.names.words import Word, begins_sentence, words_of
from checker.source import Span
from checker.unit import Lesson, Passage

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_LONGEST_TITLE = 12
_MOST_WORDS = 60
_OVERLAPPING = 4


@dataclass(frozen=True, slots=True)
class Taken:
    """One passage taken apart. `titles` are the stretches (characters) that hold the title of a work."""

    passage: Passage
    words: Sequence[Word]
    is_title_case: bool
    titles: tuple[tuple[int, int], ...]
    starts: frozenset[int] = field(default=frozenset())
    capitals: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return self.passage.text

    def neighbor(self, at: int, step: int) -> Word | None:
        """The word beside a word in the same sentence, with nothing but a space between."""
        other = at + step
        if not 0 <= other < len(self.words) or not self.words[other].is_word:
            return None
        first, second = sorted((at, other))
        return (
            self.words[other]
            if self.text[self.words[first].end : self.words[second].start].strip("'’s") in ("", " ")
            else None
        )

    def begins(self, word: Word) -> bool:
        """Whether a word begins a sentence."""
        return word.start in self.starts

    def is_in_title(self, first: int, last: int) -> bool:
        """Whether words stand in the title of a work, and are not all of it."""
        start, end = self.words[first].start, self.words[last - 1].end
        return any(a <= start and end <= b and end - start < b - a - 2 for a, b in self._titles_near(start))

    def begins_title(self, at: int) -> bool:
        """Whether the title of a work begins right behind a character."""
        return any(at <= start <= at + 3 for start, _ in self._titles_near(at + 3))

    def _titles_near(self, at: int) -> tuple[tuple[int, int], ...]:
        """The titles that begin last before a character; they are in order, and hardly overlap."""
        last = bisect_right(self.titles, (at, len(self.text)))
        return self.titles[max(0, last - _OVERLAPPING) : last]

    def of_thing(self, at: int, things: frozenset[str]) -> bool:
        """Whether "of", "for" or "in" ties a name to a body or work before it: the University of Chicago."""
        back = at - 1
        if back >= 0 and self.words[back].lower == "the":
            back -= 1
        if back < 1 or self.words[back].lower not in ("of", "for"):
            return False
        owner = self.words[back - 1]
        return owner.is_capitalized and owner.lower in things


def fenced(lesson: Lesson) -> Iterator[Passage]:
    """The lines of fenced blocks that hold plain text, each a passage of the section that it stands in."""
    for block in lesson.document.walk():
        if block.kind is Kind.CODE and block.label in _PLAIN_LABELS and block.runs:
            before = (one for one in lesson.sections if one.place.start <= block.span.start)
            section = max(before, key=lambda one: one.place.start)
            for run in _lines(block):
                yield Passage(
                    "fenced", run.text, (run,), run.span, section, section.roles, lesson.audience, starts=(0,)
                )


_PLAIN_LABELS = frozenset({"", "text", "txt", "plain", "plaintext", "md", "markdown"})


def _lines(block: Block) -> Iterator[Run]:
    """The lines of a fenced block that are not empty, each with its place in the file."""
    for run in block.runs:
        start = run.span.start
        for line in run.span.text.splitlines(keepends=True):
            text = line.rstrip("\r\n")
            if text.strip():
                yield Run(text, Span(run.span.source, start, start + len(text)))
            start += len(line)


def take(passage: Passage, facts: Facts) -> Taken:
    """A passage taken apart."""
    words = words_of(passage.text)
    capitals = tuple(at for at, word in enumerate(words) if word.is_capitalized)
    starts = frozenset(
        word.start for at, word in enumerate(words) if word.is_capitalized and begins_sentence(words, at)
    )
    return Taken(
        passage, words, _is_title_case(words, starts, passage, facts), _titles(passage, words, facts), starts, capitals
    )


def _is_title_case(words: Sequence[Word], starts: frozenset[int], passage: Passage, facts: Facts) -> bool:
    """Whether ordinary words have capitals here, so that a capital tells nothing."""
    counted = [word for word in words if len(word.text) > 3 and word.start not in starts and _is_telling(word, facts)]
    if not counted:
        return passage.kind in ("heading", "title", "front", "header-cell", "term")
    return sum(word.is_capitalized for word in counted) > 0.55 * len(counted)


def _is_telling(word: Word, facts: Facts) -> bool:
    """Whether the capital of a word tells how a passage is written: an ordinary word that is no part of places."""
    return word.is_word and facts.is_ordinary(word.text) and word.lower not in facts.words["geography"]


def _titles(passage: Passage, words: Sequence[Word], facts: Facts) -> tuple[tuple[int, int], ...]:
    """The stretches of a passage that are the title of a work: emphasized, quoted or linked, in title case."""
    found = sorted({*_marked(passage), *_quoted(passage.text)})
    return tuple((start, end) for start, end in found if _reads_as_title(words, start, end, facts))


def _marked(passage: Passage) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, run in zip(passage.starts, passage.runs, strict=True):
        is_marked = "emphasis" in run.marks or ("link" in run.marks and bool(run.target))
        if is_marked and run.text.strip():
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], start + len(run.text))
            else:
                spans.append((start, start + len(run.text)))
    return [span for span in spans if span[1] - span[0] < len(passage.text) or "emphasis" not in passage.runs[0].marks]


def _quoted(text: str) -> list[tuple[int, int]]:
    return [(found.start() + 1, found.end() - 1) for found in _QUOTED.finditer(text)]


def _reads_as_title(words: Sequence[Word], start: int, end: int, facts: Facts) -> bool:
    """Whether a marked stretch is short and most of its longer words have capitals, an ordinary one among them."""
    first = bisect_left(words, start, key=lambda word: word.start)
    own = [word for word in words[first : first + _MOST_WORDS] if word.end <= end and word.is_word]
    long = [word for word in own if len(word.text) > 3]
    if not 1 < len(own) <= _LONGEST_TITLE or sum(word.is_capitalized for word in long) < 0.7 * len(long):
        return False
    return any(word.is_capitalized and _is_plain_word(word, facts) for word in long)


def _is_plain_word(word: Word, facts: Facts) -> bool:
    is_of_places = word.lower in facts.words["geography"] or word.lower in facts.words["directions"]
    return not is_of_places and (facts.is_word(word.text) or facts.is_form(word.text)) and not facts.meanings(word.text)
