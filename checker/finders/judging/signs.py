"""What a sentence shows to the judge: its words and pairs of words, where it stands, what it links to.

A sign is a short text: `w:choos` (a stem), `b:choos_topic` (two that follow each other), `s:choos_topic` (with one word
between), `first:choos`, `h:homework` (in the heading), `stem:follow` (in the line that leads into a list), `hdr:time`
(in the header of a table's column or the first cell of its row), `role:materials`, `aud:learner`, `kind:list-item`,
`in:tab`, `host:youtube.com`, `ext:pdf`, `img`, `player`, `q` (a question), `len:2`. The words of persons' names are
all the same sign, so that no name can count for or against anything.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

import snowballstemmer

from checker.finders.reading import Read
from checker.findings import host_of
from checker.unit import Passage

_NAME = "~name"
_STEM_WORDS, _HEADER_WORDS = 30, 10
_MOST_LENGTHS, _WORDS_A_LENGTH = 6, 6
_DIGITS = re.compile(r"\d+")
_EXTENSION = re.compile(r"\.(\w{2,4})$")
_WORD = re.compile(r"[^\W\d_]+")
_stemmer = snowballstemmer.stemmer("english")


def signs_of(read: Read, first: int, last: int, names: frozenset[str] = frozenset()) -> set[str]:
    """The signs of the sentence from the token `first` to before `last`; `names` are words of persons' names."""
    passage = read.passage
    tokens = [token for token in read.tokens[first:last] if token.is_word]
    written = (passage.text[token.start : token.end] for token in tokens)
    stems = [_shown(word, token.text, names) for word, token in zip(written, tokens, strict=True)]
    signs = {*_word_signs(stems), *_place_signs(passage, names), *_target_signs(passage)}
    if "?" in (read.tokens[last - 1].text[:1], passage.text[-1:]):
        signs.add("q")
    return signs


def _word_signs(stems: list[str]) -> Iterator[str]:
    yield from (f"w:{stem}" for stem in stems)
    yield from (f"b:{one}_{two}" for one, two in pairwise(stems))
    yield from (f"s:{one}_{two}" for one, two in zip(stems, stems[2:], strict=False))
    if stems:
        yield f"first:{stems[0]}"
        yield f"first2:{'_'.join(stems[:2])}"
    yield f"len:{min(_MOST_LENGTHS, len(stems) // _WORDS_A_LENGTH)}"


def _place_signs(passage: Passage, names: frozenset[str]) -> Iterator[str]:
    yield f"aud:{passage.audience.value}"
    yield f"kind:{passage.kind}"
    yield from (f"role:{role}" for role in passage.roles)
    for holder in passage.inside:
        yield f"in:{holder}"
        yield f"in:{holder.partition(':')[0]}"
    yield from (f"h:{stem}" for stem in _stems_in(passage.section.title, names))
    if passage.stem is not None:
        yield from (f"stem:{stem}" for stem in _stems_in(passage.stem.text, names)[:_STEM_WORDS])
    yield from (f"hdr:{stem}" for stem in _stems_in(f"{passage.header} {passage.row}", names)[:_HEADER_WORDS])


def _target_signs(passage: Passage) -> Iterator[str]:
    for run in passage.targets():
        if host := host_of(run.target):
            yield f"host:{host}"
        if found := _EXTENSION.search(run.target):
            yield f"ext:{found[1].lower()}"
        yield from (sign for mark, sign in (("image", "img"), ("player", "player")) if mark in run.marks)


def _stems_in(text: str, names: frozenset[str]) -> list[str]:
    return [_shown(word, word.lower(), names) for word in _WORD.findall(text)]


def _shown(written: str, plain: str, names: frozenset[str]) -> str:
    """A word as a sign shows it: its stem; one for all numbers, one for all words of names."""
    return _NAME if plain in names and written[:1].isupper() else stem_of(plain)


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """The stem of a word, its digits as `#`."""
    stem: str = _stemmer.stemWord(_DIGITS.sub("#", word))
    return stem


def name_words(names: Iterable[str]) -> frozenset[str]:
    """The words of persons' names, in lower case."""
    return frozenset(word.lower() for name in names for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name))
