"""From places where cues fire to evidence: what is trusted, and which of many places is shown.

A kind of evidence is taken as shown in a lesson when the cues that fired for it are trusted enough together: the
chance that all of them are wrong, as if they erred apart, must be small. One strong cue is enough, or three different
weak ones; a file of cues may say instead at how many places (`hints`) its weak ones must fire. Counting how often
each cue was right on labelled lessons, and trusting it by that, was tried: on lessons by other authors it changed the
mean F1 by less than one hundredth, so it is not done.
"""

from collections.abc import Iterable, Sequence
from math import prod

from checker.finders.cues import Hit
from checker.findings import Evidence

STRONG, WEAK = 0.75, 0.35
LEAST = 0.62
# What an overview or a list of materials announces is shown where it is done (codebook, edge cases).
_ANNOUNCING = frozenset({"introduction", "materials", "pacing", "objectives", "standards"})


def weighed(hits: Sequence[Hit]) -> list[Evidence]:
    """The evidence that the hits of one lesson amount to, sorted by place."""
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.evidence.kind, []).append(hit)
    kept = [hit for own in by_kind.values() if is_trusted(own) for hit in _shown(own)]
    return sorted((hit.evidence for hit in kept), key=lambda evidence: evidence.order)


def is_trusted(hits: Sequence[Hit]) -> bool:
    """Whether the hits of one kind in one lesson are enough to take it as shown."""
    if together(hits) >= LEAST:
        return True
    places = {(hit.cue.id, hit.evidence.span.source.position(hit.evidence.span.start)[0]) for hit in hits}
    return 0 < max(hit.cue.hints for hit in hits) <= len(places)


def together(hits: Iterable[Hit]) -> float:
    """How far hits of one kind are trusted together; a cue counts once, however often it fired."""
    cues = {hit.cue.id: WEAK if hit.cue.is_weak else STRONG for hit in hits}
    return 1.0 - prod(1.0 - value for value in cues.values())


def _shown(hits: Sequence[Hit]) -> list[Hit]:
    """The first place of each section, strong before weak: a list or a run of steps shows one thing once."""
    done = [hit for hit in hits if not hit.read.passage.roles & _ANNOUNCING] or hits
    good = [hit for hit in done if not hit.cue.is_weak] or done
    firsts: dict[int, Hit] = {}
    for hit in good:
        firsts.setdefault(id(hit.read.passage.section), hit)
    return list(firsts.values())
