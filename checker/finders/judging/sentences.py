"""The sentences of a lesson with their scores."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.finders.judging.judge import Judge
from checker.finders.judging.network import Network
from checker.finders.judging.signs import signs_of
from checker.finders.reading import Read, Reading
from checker.unit import Voice

NETWORK = 0.85
"""What the network's opinion counts beside that of the words."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence, the tokens from `first` to before `last`, with its score for each kind of the judge."""

    read: Read
    first: int
    last: int
    signs: frozenset[str]
    scores: Sequence[float]

    def holds(self, read: Read, at: int) -> bool:
        """Whether a token of a passage is in the sentence."""
        return read is self.read and self.first <= at < self.last


def judged(reading: Reading, judge: Judge, names: frozenset[str], network: Network | None = None) -> list[Judged]:
    """The sentences of a lesson, in its order; with a network, their scores are a mean of its and the judge's."""
    return list(_judged(reading, judge, names, network))


def _judged(reading: Reading, judge: Judge, names: frozenset[str], network: Network | None) -> Iterator[Judged]:
    heard = network.scores(reading, names) if network else {}
    for read in reading.reads:
        for first, last in sentences_in(read):
            signs = signs_of(read, first, last, names)
            scores = judge.scores(signs)
            if network:
                scores = mean(judge.kinds, scores, network.kinds, heard[id(read), first])
            yield Judged(read, first, last, frozenset(signs), scores)


def mean(kinds: Sequence[str], scores: Sequence[float], others: Sequence[str], heard: Sequence[float]) -> list[float]:
    """The scores of kinds, each the weighed mean of the judge's and the network's where both know the kind."""
    known = dict(zip(others, heard, strict=True))
    return [score + NETWORK * (known.get(kind, score) - score) for kind, score in zip(kinds, scores, strict=True)]


def sentences_in(read: Read) -> Iterator[tuple[int, int]]:
    """The sentences of a passage that the judge listens to, as ranges of tokens.

    It hears words, not who says or does what. So it is given no sentence that is quoted, that is negated, or in which
    the teacher acts, and none of one or two words, which is a placeholder or says too little.
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
