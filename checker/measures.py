"""Measures of how things are spread, always with their counts: never a figure alone."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_SURE = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Spread:
    """How often each of some names occurs, the most frequent first, and how many things have none that is known."""

    counts: tuple[tuple[str, int], ...]
    unknown: int = 0

    @property
    def known(self) -> int:
        """How many things have a name."""
        return sum(count for _, count in self.counts)

    @property
    def total(self) -> int:
        """How many things there are."""
        return self.known + self.unknown

    @property
    def distinct(self) -> int:
        """How many names there are."""
        return len(self.counts)

    @property
    def largest(self) -> tuple[str, int]:
        """The most frequent name and its count; no name and 0 where none is known."""
        return self.counts[0] if self.counts else ("", 0)

    @property
    def share_of_largest(self) -> float:
        """The part of the known things that has the most frequent name, from 0 to 1."""
        return self.largest[1] / self.known if self.known else 0.0

    @property
    def share_unknown(self) -> float:
        """The part of all things without a known name, from 0 to 1."""
        return self.unknown / self.total if self.total else 0.0

    @property
    def evenness(self) -> float | None:
        """How evenly the names are spread (Pielou's J): 1 is even; None where there are fewer than two names."""
        if self.distinct < 2:
            return None
        shares = [count / self.known for _, count in self.counts]
        return -math.fsum(share * math.log(share) for share in shares) / math.log(self.distinct)


def spread_of(names: Iterable[str]) -> Spread:
    """The spread of some names; an empty one is unknown."""
    counts = Counter(names)
    unknown = counts.pop("", 0)
    return Spread(tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))), unknown)


def interval(part: int, whole: int) -> tuple[float, float]:
    """The interval (Wilson's, 95 of 100) of a share, from 0 to 1; all of it where nothing was counted."""
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, _SURE**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    width = _SURE / (1 + square / whole) * math.sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    return max(0.0, middle - width), min(1.0, middle + width)
