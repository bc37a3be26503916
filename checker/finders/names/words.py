"""A passage taken apart into words that keep their capitals, and the runs of capitalized words in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W\d_]))?"
    r"|[A-Z]\.(?=\s?[A-Z])|(?:Dr|Mr|Mrs|Ms|Mx|St|Prof|Rev|Jr|Sr|Mt|Gen|Col|Capt|Sgt|Lt|Gov|Sen|Rep)\."
    r"|[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W\d_]*)*(?:[’'ʻ‘-][^\W\d_][^\W\d_\u0300-\u036f]*)*"
    r"|\d+(?:\.\w+)*|\n|[^\w\s]"
)
_PARTICLES = frozenset(
    "de da di du del della der den van von bin ibn bint al el la le las los dos das do y e ter ten ap av ben abu af zu "
    "wa".split()
)
_ENDS = frozenset('.!?:;|“"(‘[–—»«•')


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark with its place in the passage; `is_possessive` where "'s" was cut off."""

    text: str
    start: int
    end: int
    is_possessive: bool = False
    is_capitalized: bool = False

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


def _is_capitalized(text: str) -> bool:
    """Whether a word is written as a name is: with a capital first, or after a particle (`al-Khwarizmi`)."""
    if text[0].isupper():
        return True
    particle, _, rest = text.partition("-")
    return len(particle) <= 2 and rest[:1].isupper()


def words_of(text: str) -> list[Word]:
    """The words and marks of a text in their order."""
    words = []
    for found in _TOKEN.finditer(text):
        word, end = found[0], found.end()
        is_possessive = word.endswith(("'s", "’s"))
        if is_possessive:
            word, end = word[:-2], end - 2
        words.append(Word(word, found.start(), end, is_possessive, _is_capitalized(word)))
    return words


def begins_sentence(words: Sequence[Word], at: int) -> bool:
    """Whether a word stands where any word would have a capital."""
    before = at - 1
    while before >= 0 and not words[before].text[0].isalnum():
        if words[before].text in _ENDS or words[before].text == "\n":
            return True
        before -= 1
    return before < 0


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalized words, particles between them included: words `first` to before `last`."""

    first: int
    last: int


def runs_of(words: Sequence[Word], text: str) -> Iterator[Run]:
    """The runs of capitalized words in a passage, each as long as it can be."""
    at = 0
    while at < len(words):
        if not words[at].is_capitalized:
            at += 1
            continue
        last = _end_of(words, at, text)
        yield Run(at, last)
        at = last


def _end_of(words: Sequence[Word], at: int, text: str) -> int:
    last = at + 1
    while last < len(words) and not words[last - 1].is_possessive and _is_next(words, last, text):
        if words[last].is_capitalized:
            last += 1
            continue
        after = last + 1
        while (
            after < len(words) and after - last < 3 and words[after].text in _PARTICLES and _is_next(words, after, text)
        ):
            after += 1
        is_bridge = words[last].text in _PARTICLES and after < len(words) and words[after].is_capitalized
        if not is_bridge or not _is_next(words, after, text):
            break
        last = after + 1
    return last


def _is_next(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether a word follows the one before it with at most one space between."""
    return words[at].is_word and text[words[at - 1].end : words[at].start] in ("", " ", "\u00a0")
