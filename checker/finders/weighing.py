"""From places where cues fire to evidence: what is trusted, and which of many places is shown.

A kind of evidence is taken as shown in a lesson when the cues that fired for it are trusted enough together: the chance
that all of them are wrong, as if they erred apart, must be small. Within a section only the first place is shown, for a
list or a run of steps shows one thing once.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import prod

from checker.finders.cues import Hit
from checker.findings import Evidence

STRONG_TRUST, WEAK_TRUST = 0.75, 0.35
LEAST_TRUST = 0.62


def weighed(hits: Sequence[Hit], trust: Mapping[str, float], least: float = LEAST_TRUST) -> list[Evidence]:
    """The evidence that the hits of one lesson amount to, sorted by place."""
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.evidence.kind, []).append(hit)
    kept = [hit for own in by_kind.values() if together(own, trust) >= least for hit in _shown(own, trust)]
    return sorted((hit.evidence for hit in kept), key=lambda evidence: evidence.order)


def trust_in(hit: Hit, trust: Mapping[str, float]) -> float:
    """How far a hit is trusted alone."""
    return trust.get(hit.cue.id, WEAK_TRUST if hit.cue.is_weak else STRONG_TRUST)


def together(hits: Iterable[Hit], trust: Mapping[str, float]) -> float:
    """How far hits of one kind are trusted together; a cue counts once, however often it fired."""
    cues = {hit.cue.id: trust_in(hit, trust) for hit in hits}
    return 1.0 - prod(1.0 - value for value in cues.values())


def _shown(hits: Sequence[Hit], trust: Mapping[str, float]) -> list[Hit]:
    """The first hit of each section; weaker hits only where no better one stands in the lesson."""
    best = max(trust_in(hit, trust) for hit in hits)
    good = [hit for hit in hits if trust_in(hit, trust) >= min(best, LEAST_TRUST)]
    firsts: dict[int, Hit] = {}
    for hit in good:
        firsts.setdefault(id(hit.read.passage.section), hit)
    return list(firsts.values())
