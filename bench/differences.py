"""Two readings of a file set side by side: the words on which they agree, and each stretch on which they differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from rendered import Word


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of words that we and the renderer read differently, and the text of the file around it.

    Both tuples hold the same words where only the paths differ; one is empty where only one side has the words.
    `start` and `end` bound the stretch in the file.
    """

    ours: tuple[Word, ...]
    theirs: tuple[Word, ...]
    start: int
    end: int

    @property
    def words(self) -> int:
        """How many words the difference weighs."""
        return max(len(self.ours), len(self.theirs))

    @property
    def is_path_only(self) -> bool:
        """Whether both sides have the same words."""
        return [word.text for word in self.ours] == [word.text for word in self.theirs]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many words agree in text and path, and where they do not."""

    agreed: int
    differences: tuple[Difference, ...]

    @property
    def words(self) -> int:
        """All words, each counted once."""
        return self.agreed + sum(difference.words for difference in self.differences)


def compare(ours: list[Word], theirs: list[Word], length: int) -> Comparison:
    """The comparison of two readings of a file of some length."""
    if [word[:2] for word in ours] == [word[:2] for word in theirs]:
        return Comparison(len(ours), ())
    agreed, differences = 0, []
    for is_same, a, b, c, d in _aligned(ours, theirs):
        if not is_same:
            differences.append(_difference(ours, theirs, (a, b, c, d), length))
            continue
        for at, end in _same_paths(ours[a:b], theirs[c:d]):
            if ours[a + at].path == theirs[c + at].path:
                agreed += end - at
            else:
                differences.append(_difference(ours, theirs, (a + at, a + end, c + at, c + end), length))
    return Comparison(agreed, tuple(differences))


def _same_paths(ours: list[Word], theirs: list[Word]) -> Iterator[tuple[int, int]]:
    """Bounds of the stretches in which neither side changes its path."""
    at = 0
    for _, group in groupby(zip(ours, theirs, strict=True), lambda pair: (pair[0].path, pair[1].path)):
        length = len(list(group))
        yield at, at + length
        at += length


def _aligned(ours: list[Word], theirs: list[Word]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Stretches of the same or of other words. The equal beginning and end are taken off first, which is faster."""
    left, right = [word.text for word in ours], [word.text for word in theirs]
    shorter = min(len(left), len(right))
    head = next((at for at in range(shorter) if left[at] != right[at]), shorter)
    tail = next((at for at in range(shorter - head) if left[-1 - at] != right[-1 - at]), shorter - head)
    yield from [(True, 0, head, 0, head)] * bool(head)
    matcher = SequenceMatcher(None, left[head : len(left) - tail], right[head : len(right) - tail], autojunk=False)
    for name, a, b, c, d in matcher.get_opcodes():
        yield name == "equal", a + head, b + head, c + head, d + head
    yield from [(True, len(left) - tail, len(left), len(right) - tail, len(right))] * bool(tail)


def _difference(ours: list[Word], theirs: list[Word], bounds: tuple[int, int, int, int], length: int) -> Difference:
    a, b, c, d = bounds
    start = ours[a - 1].start if a else 0
    end = ours[b].start if b < len(ours) else length
    if a < b:
        start, end = ours[a].start, ours[b - 1].start + len(ours[b - 1].text)
    return Difference(tuple(ours[a:b]), tuple(theirs[c:d]), start, max(start, end))
