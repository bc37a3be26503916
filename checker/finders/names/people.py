"""Real people named as figures: found by the shape of a name and the words around it, never by what the name is.

No table of given names and no model that has seen names decides: such a one finds the names of the places where it
was made, and misses others. The small spaCy model was tried as one voice more: it won and lost alike (F1 .85 to .82
on some labelled lessons, .86 to .89 on others), and it takes some thirty times as long (`bench/names.py model`).
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from checker.facts import Facts
from checker.finders.names.candidates import WORTH, Candidate, candidates
from checker.finders.names.credits import authors_of
from checker.finders.names.passages import Taken
from checker.unit import Lesson

LEAST = 2.0
"""How many points a name needs, all its places taken together."""

_Parts = tuple[str, ...]
_LISTING = re.compile(r",? (?:and|or|&) |, ?(?:and |or |& )?")


@dataclass(frozen=True, slots=True)
class Person:
    """A person at one place: the words `first` to before `last`, the whole name, and what told."""

    taken: Taken
    first: int
    last: int
    name: str
    why: str


def people_in(lesson: Lesson, taken: Sequence[Taken], facts: Facts) -> list[Person]:
    """The people named in a lesson, at each place where they are named."""
    plain = frozenset(word.text for one in taken for word in one.words if word.is_word and not word.is_capitalized)
    found = [candidate for one in taken for candidate in candidates(one, facts, plain)]
    by_name: dict[_Parts, list[Candidate]] = defaultdict(list)
    for candidate in found:
        by_name[candidate.parts].append(candidate)
    for parts in _listed(found):
        by_name[parts] = [_with(one, "listed") for one in by_name[parts]]
    whole = _whole_names(by_name, authors_of(lesson, taken))
    best = {parts: max(own, key=lambda one: one.points) for parts, own in by_name.items()}
    return [_person(one, best[whole[one.parts]]) for one in found if one.parts in whole]


def _with(candidate: Candidate, reason: str) -> Candidate:
    return replace(candidate, points=candidate.points + WORTH[reason], why=(*candidate.why, reason))


def _person(candidate: Candidate, best: Candidate) -> Person:
    return Person(candidate.taken, candidate.first, candidate.last, best.name, "-".join(best.why[:2]))


def _listed(found: Sequence[Candidate]) -> frozenset[_Parts]:
    """The whole names that stand in a list with one that is believed."""
    added: set[_Parts] = set()
    for one, other in pairwise(found):
        if one.taken is other.taken and len(one.parts) > 1 and len(other.parts) > 1:
            between = one.taken.text[one.words[-1].end : other.words[0].start]
            if _LISTING.fullmatch(between):
                added |= {weak.parts for weak, strong in ((one, other), (other, one)) if strong.points >= LEAST}
    return frozenset(added)


def _whole_names(by_name: Mapping[_Parts, list[Candidate]], authors: frozenset[str]) -> dict[_Parts, _Parts]:
    """For the names that are believed, the whole name; a family name alone leads to the whole name given elsewhere.

    A family name may have several words (Le Guin); where two people share it, it leads to neither.
    """
    single = frozenset(parts[0] for parts in by_name if len(parts) == 1)
    whole = {
        parts: parts
        for parts, own in by_name.items()
        if _together(own, parts, single) >= LEAST and not authors.issuperset(_plain(parts))
    }
    owners: dict[_Parts, list[_Parts]] = defaultdict(list)
    for parts in whole:
        for at in range(1, len(parts)):
            owners[parts[at:]].append(parts)
    short = {end: names[0] for end, names in owners.items() if len(names) == 1 and end in by_name}
    return whole | short


def _plain(parts: _Parts) -> frozenset[str]:
    return frozenset(part.lower() for part in parts if part[:1].isupper())


def _together(own: Sequence[Candidate], parts: _Parts, single: frozenset[str]) -> float:
    """The points of all places together: those of the best, and a half for each further reason.

    What speaks against a name of one word speaks against it wherever it stands; a whole name may also stand in a title.
    """
    best = max(own, key=lambda one: one.points)
    others = {reason for one in own for reason in one.why} - set(best.why)
    more = sum(0.5 if WORTH[reason] > 0.5 else -0.5 if WORTH[reason] < -0.5 else 0.0 for reason in others)
    is_often = len({id(one.taken) for one in own}) > 1
    if len(parts) == 1:
        return best.points + 0.25 * is_often + more
    return best.points + 0.25 * is_often + 0.5 * (parts[-1] in single) + max(0.0, more)
