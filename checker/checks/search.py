"""Finds the phrases that a rule names; a lesson is taken apart once, when the first rule asks for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from checker.phrases import Phrase, Token, compile_phrases, tokens_of
from checker.source import Span
from checker.unit import Lesson, Passage, Voice


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a lesson that a phrase of a rule stands for: the place, the passage and where they stand in its text."""

    span: Span
    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as they stand in the lesson, on one line."""
        return " ".join(self.span.text.split())


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a lesson: the tokens of each passage, and where each word stands."""

    tokens: Sequence[Sequence[Token]]
    places: dict[str, list[tuple[int, int]]]


@dataclass(slots=True)
class Search:
    """The words of some lessons, kept as long as rules are asked of them; `met` keeps which needs they meet."""

    _words: dict[int, _Words] = field(default_factory=dict)
    _counts: dict[int, int] = field(default_factory=dict)
    _starts: dict[int, list[int]] = field(default_factory=dict)
    met: dict[tuple[str, tuple[int, ...]], bool] = field(default_factory=dict)

    def count(self, lesson: Lesson) -> int:
        """How many words of prose a lesson has."""
        key = id(lesson)
        if key not in self._counts:
            self._counts[key] = lesson.words
        return self._counts[key]

    def starts(self, lesson: Lesson) -> list[int]:
        """Where the passages of a lesson begin, in the order of the file."""
        key = id(lesson)
        if key not in self._starts:
            self._starts[key] = sorted(passage.place.start for passage in lesson.passages)
        return self._starts[key]

    def said(self, lesson: Lesson, phrases: Iterable[Phrase], parts: Sequence[str] = ()) -> list[Said]:
        """Where a lesson's author says one of some phrases, within sections of some roles (none: anywhere)."""
        words = self._of(lesson)
        found = {
            place: said
            for phrase in phrases
            for place in _starts(phrase, words)
            if (said := _said(phrase, lesson, words, place, parts)) is not None
        }
        return [found[place] for place in sorted(found)]

    def _of(self, lesson: Lesson) -> _Words:
        key = id(lesson)
        if key not in self._words:
            self._words[key] = _taken_apart(lesson)
        return self._words[key]


def _taken_apart(lesson: Lesson) -> _Words:
    tokens: list[list[Token]] = []
    places: dict[str, list[tuple[int, int]]] = {}
    for at, passage in enumerate(lesson.passages):
        own = tokens_of(passage.text) if passage.kind != "front" else []
        tokens.append(own)
        for number, token in enumerate(own):
            places.setdefault(token.text, []).append((at, number))
    return _Words(tokens, places)


def _starts(phrase: Phrase, words: _Words) -> Iterator[tuple[int, int]]:
    """The places where a phrase could begin; none where a word that it needs is missing from the lesson."""
    if all(any(form in words.places for form in need) for need in phrase.needs):
        for form in phrase.firsts:
            yield from words.places.get(form, ())


def _said(phrase: Phrase, lesson: Lesson, words: _Words, place: tuple[int, int], parts: Sequence[str]) -> Said | None:
    at, number = place
    passage, tokens = lesson.passages[at], words.tokens[at]
    if passage.voice is not Voice.AUTHOR or (parts and passage.roles.isdisjoint(parts)):
        return None
    end = phrase.match_at(tokens, number)
    if end is None:
        return None
    start, stop = tokens[number].start, tokens[end - 1].end
    return None if passage.is_code(start, stop) else Said(passage.span(start, stop), passage, start, stop)


@lru_cache(maxsize=2_000)
def phrases(texts: tuple[str, ...]) -> tuple[Phrase, ...]:
    """Phrases from their written forms. Raises PhraseError."""
    return tuple(phrase for text in texts for phrase in compile_phrases(text, {}))
