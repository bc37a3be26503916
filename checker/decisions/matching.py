"""Which finding of before is which of now, by their fingerprints: the same, moved, changed, gone or new."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from checker.decisions.fingerprint import Fingerprint, read_fingerprint

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Fingerprints of one rule in one unit, before and now. In a pair the one of before stands first.

    `same` have the same words in the same place, or are about the whole lesson; `moved` have the same words in another
    place; `changed` have other words in the same place; `went` are no more; `came` are new.
    """

    same: tuple[Pair, ...]
    moved: tuple[Pair, ...]
    changed: tuple[Pair, ...]
    went: tuple[str, ...]
    came: tuple[str, ...]


def pair(before: Iterable[str], now: Iterable[str]) -> Pairing:
    """Pairs fingerprints off, the surest way first; what is no fingerprint is equal to its own text only."""
    old, new = list(before), list(now)
    same = _paired(old, new, lambda one: one)
    same += _paired(old, new, _parts(lambda mark: (mark.words, mark.place, mark.is_whole)))
    same += _paired(old, new, _parts(lambda mark: mark.place if mark.is_whole else None))
    moved = _paired(old, new, _parts(lambda mark: (mark.words, mark.is_whole)))
    changed = _paired(old, new, _parts(lambda mark: None if mark.is_whole else mark.place))
    return Pairing(tuple(same), tuple(moved), tuple(changed), tuple(old), tuple(new))


def _paired(before: list[str], now: list[str], key: Callable[[str], Hashable]) -> list[Pair]:
    """Takes out of both lists what has the same key, in the order of the lists; None is no key."""
    waiting: defaultdict[Hashable, list[str]] = defaultdict(list)
    for one in reversed(before):
        waiting[key(one)].append(one)
    waiting.pop(None, None)
    pairs: list[Pair] = []
    for one in tuple(now) if waiting else ():
        if old := waiting.get(key(one)):
            pairs.append((old.pop(), one))
            before.remove(pairs[-1][0])
            now.remove(one)
    return pairs


def _parts(key: Callable[[Fingerprint], Hashable]) -> Callable[[str], Hashable]:
    def of(text: str) -> Hashable:
        mark = read_fingerprint(text)
        return key(mark) if mark else None

    return of
