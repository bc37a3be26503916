"""A lesson made ready for the finders: the words of each passage and its sentences, taken apart once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from checker.phrases import Phrase, Token, sentences_of, tokens_of
from checker.source import Span
from checker.unit import Lesson, Passage


@dataclass(frozen=True, slots=True)
class Read:
    """One passage: its tokens, its sentences as ranges of tokens, and the texts of its tokens."""

    passage: Passage
    tokens: Sequence[Token]
    sentences: tuple[tuple[int, int], ...]
    texts: frozenset[str]

    def holds(self, phrase: Phrase, start: int = 0, end: int | None = None) -> bool:
        """Whether a phrase stands between two tokens."""
        return phrase.is_possible(self.texts) and phrase.search(self.tokens, start, end) is not None

    def sentence_of(self, at: int) -> tuple[int, int]:
        """The range of the sentence that a token stands in."""
        return next((bounds for bounds in self.sentences if bounds[0] <= at < bounds[1]), (0, len(self.tokens)))

    def sentence_text(self, at: int) -> tuple[str, int]:
        """The text of the sentence that a token stands in, and where it begins in the passage."""
        first, last = self.sentence_of(at)
        start = self.tokens[first].start
        return self.passage.text[start : self.tokens[last - 1].end], start

    def place(self, first: int, last: int) -> Span:
        """The place in the file of the tokens from `first` to before `last`."""
        return self.passage.span(self.tokens[first].start, self.tokens[last - 1].end)


@dataclass(slots=True)
class Reading:
    """One lesson: its passages read, and the words of its headings, made when first asked for."""

    lesson: Lesson
    reads: list[Read] = field(default_factory=list)
    _order: dict[int, int] = field(default_factory=dict)
    _titles: dict[str, list[Token]] = field(default_factory=dict)
    _whole: dict[int, bool] = field(default_factory=dict)

    def after(self, read: Read) -> Read | None:
        """The passage that follows another one."""
        if not self._order:
            self._order.update((id(one), at) for at, one in enumerate(self.reads))
        at = self._order[id(read)] + 1
        return self.reads[at] if at < len(self.reads) else None

    def title_tokens(self, title: str) -> list[Token]:
        if title not in self._titles:
            self._titles[title] = tokens_of(title)
        return self._titles[title]

    def has_anywhere(self, phrases: Iterable[Phrase]) -> bool:
        """Whether one of some phrases stands anywhere in the lesson."""
        return any(self._holds(phrase) for phrase in phrases)

    def _holds(self, phrase: Phrase) -> bool:
        key = id(phrase)
        if key not in self._whole:
            self._whole[key] = any(read.holds(phrase) for read in self.reads)
        return self._whole[key]


@lru_cache(maxsize=2)
def read(lesson: Lesson) -> Reading:
    """The reading of a lesson."""
    reading = Reading(lesson)
    for passage in lesson.passages:
        tokens = tokens_of(passage.text)
        texts = frozenset(token.text for token in tokens)
        reading.reads.append(Read(passage, tokens, tuple(sentences_of(tokens)), texts))
    return reading
