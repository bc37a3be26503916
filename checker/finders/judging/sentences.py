"""The sentences of a lesson with their scores."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.finders.judging.network import Network
from checker.finders.reading import Read, Reading
from checker.unit import Voice


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence, the tokens from `first` to before `last`, with its score for each kind of the network."""

    read: Read
    first: int
    last: int
    scores: Sequence[float]


def judged(reading: Reading, network: Network, names: frozenset[str]) -> list[Judged]:
    """The sentences of a lesson, in its order, as the network hears them; `names` are words of persons' names."""
    heard = network.scores(reading, names)
    return [
        Judged(read, first, last, heard[id(read), first])
        for read in reading.reads
        for first, last in sentences_in(read)
    ]


def sentences_in(read: Read) -> Iterator[tuple[int, int]]:
    """The sentences of a passage that the judge listens to, as ranges of tokens.

    It is given no sentence that is quoted, that is negated, or in which the teacher acts: it should not be needed where
    one can tell without it, and to let it hear these gained nothing. Nor is it given one of one or two words, which is
    a placeholder or says too little.
    """
    if read.passage.voice is not Voice.AUTHOR:
        return
    for first, last in read.sentences:
        words = [token.text for token in read.tokens[first:last] if token.is_word]
        if len(words) >= _FEWEST_WORDS and not _is_denied(words) and not _is_teachers(words):
            yield first, last


_FEWEST_WORDS = 3
_DENIALS = frozenset({"not", "never", "no", "none", "cannot", "without", "nobody", "nothing"})
_TEACHERS = frozenset({"teacher", "teachers", "instructor", "instructors"})


def _is_denied(words: Sequence[str]) -> bool:
    return any(word in _DENIALS or word.endswith("n't") for word in words)


def _is_teachers(words: Sequence[str]) -> bool:
    """Whether a sentence begins with the teacher, who then does what it says."""
    return words[0] in _TEACHERS or (words[0] == "the" and words[1] in _TEACHERS)
