"""From places where cues fire to evidence: what is trusted, and which of many places is shown.

A kind of evidence is taken as shown in a lesson when the cues that fired for it are trusted enough together: the chance
that all of them are wrong, as if they erred apart, must be small. Within a section only the first place is shown, for a
list or a run of steps shows one thing once.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import prod

from checker.catalogue import Trust
from checker.finders.cues import Hit
from checker.findings import Evidence

STRONG, WEAK = 0.75, 0.35
LEAST_KIND = 0.62
LEAST_PLACE = 0.5
_UNKNOWN = Trust()
# What an overview or a list of materials announces is shown where it is done (codebook, edge cases).
_ANNOUNCING = frozenset({"introduction", "materials", "pacing", "objectives", "standards"})


def weighed(hits: Sequence[Hit], trust: Mapping[str, Trust], least: float = LEAST_KIND) -> list[Evidence]:
    """The evidence that the hits of one lesson amount to, sorted by place."""
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.evidence.kind, []).append(hit)
    kept = [hit for own in by_kind.values() if together(own, trust) >= least for hit in _shown(own, trust)]
    return sorted((hit.evidence for hit in kept), key=lambda evidence: evidence.order)


def together(hits: Iterable[Hit], trust: Mapping[str, Trust]) -> float:
    """How far hits of one kind are trusted together; a cue counts once, however often it fired."""
    cues = {hit.cue.id: trust.get(hit.cue.id, _UNKNOWN).of_kind(_prior(hit)) for hit in hits}
    return 1.0 - prod(1.0 - value for value in cues.values())


def _prior(hit: Hit) -> float:
    return WEAK if hit.cue.is_weak else STRONG


def _place(hit: Hit, trust: Mapping[str, Trust]) -> float:
    """How far the place of a hit is trusted to be where the kind shows."""
    return trust.get(hit.cue.id, _UNKNOWN).of_place(0.4 if hit.cue.is_weak else 0.6)


def _shown(hits: Sequence[Hit], trust: Mapping[str, Trust]) -> list[Hit]:
    """The first trusted place of each section; the best one where no place is trusted."""
    done = [hit for hit in hits if not hit.read.passage.roles & _ANNOUNCING] or hits
    good = [hit for hit in done if _place(hit, trust) >= LEAST_PLACE]
    if not good:
        return [max(done, key=lambda hit: _place(hit, trust))]
    firsts: dict[int, Hit] = {}
    for hit in good:
        firsts.setdefault(id(hit.read.passage.section), hit)
    return list(firsts.values())
