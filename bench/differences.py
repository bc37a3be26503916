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
        return len(self.ours) == len(self.theirs) and all(a.text == b.text for a, b in zip(self.ours, self.theirs))


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
        for paths, pairs in groupby(zip(range(a, b), range(c, d)), lambda at: (ours[at[0]].path, theirs[at[1]].path)):
            first, *_, last = [*pairs] * 2
            bounds = (first[0], last[0] + 1, first[1], last[1] + 1)
            if paths[0] == paths[1]:
                agreed += bounds[1] - bounds[0]
            else:
                differences.append(_difference(ours, theirs, bounds, length))
    return Comparison(agreed, tuple(differences))


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
