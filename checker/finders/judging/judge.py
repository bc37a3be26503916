"""How a lesson is judged: its sentences' scores and its cues are weighed together, facet by facet.

A sentence's score is the logarithm of the odds that a careful reader would mark it for a kind (see `network`). What the
best of them count, beside the cues that fired, was learned from labelled lessons; the numbers stand in
`principles/judge/trust.yaml`, a few a facet, and are made again by `python bench/weigh.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path

from checker.catalogue import principles_folder
from checker.catalogue.yamlfile import read_yaml

LOWEST = -8.0
"""The score of a sentence that is not there."""
SURE = -1.0
"""The score that the best sentence must have where no cues suffice, whatever all sentences amount to."""


@dataclass(frozen=True, slots=True)
class Cues:
    """What the cues of one kind say of a lesson: whether they suffice alone, and how many fired."""

    is_trusted: bool = False
    strong: int = 0
    weak: int = 0


NO_CUES = Cues()


@dataclass(frozen=True, slots=True)
class Trust:
    """How a facet's scores and cues are weighed together, the bias of each of its kinds, and the least sum shown."""

    weights: tuple[float, ...]
    bias: float
    kinds: Mapping[str, float]
    least: float


@dataclass(frozen=True, slots=True)
class Judge:
    """The kinds that it knows, sorted, and by facet what was learned."""

    kinds: tuple[str, ...]
    trusts: Mapping[str, Trust]

    def shows(self, kind: str, scores: Sequence[float], cues: Cues = NO_CUES) -> bool:
        """Whether a lesson shows a kind, given the scores of its sentences for it and what the cues say."""
        if not may_show(scores, cues):
            return False
        trust = self.trusts[kind.partition(":")[0]]
        told = sum(weight * value for weight, value in zip(trust.weights, features(scores, cues), strict=True))
        return trust.bias + trust.kinds.get(kind, 0.0) + told >= trust.least


def may_show(scores: Sequence[float], cues: Cues) -> bool:
    """Whether there is a place at all: cues that suffice, or a sentence of which the judge is sure."""
    return cues.is_trusted or max(scores, default=LOWEST) >= SURE


def features(scores: Sequence[float], cues: Cues) -> tuple[float, ...]:
    """What is weighed for a lesson and a kind: the three best scores, the odds of the two best, and the cues."""
    best = [*sorted(scores, reverse=True)[:3], LOWEST, LOWEST, LOWEST][:3]
    chances = [3.0 / (1.0 + exp(-score)) for score in best[:2]]
    is_any = cues.strong + cues.weak > 0
    is_trusted = float(cues.is_trusted)
    return (*best, *chances, is_trusted, min(3, cues.strong), min(3, cues.weak), float(is_any), is_trusted * best[0])


@lru_cache(maxsize=2)
def load_judge(folder: Path | None = None) -> Judge:
    """The judge of a folder of principles, or of the one that comes with the project. Raises UserError."""
    trusts: dict[str, Trust] = {}
    for entry in read_yaml((folder or principles_folder()) / "judge" / "trust.yaml").entries("facets"):
        facet = entry.text("facet")
        kinds = {f"{facet}: {row['value']}": float(row["bias"]) for row in entry.values["values"]}
        weights = tuple(float(value) for value in entry.values["weights"])
        trusts[facet] = Trust(weights, float(entry.values["bias"]), kinds, float(entry.values["least"]))
    return Judge(tuple(sorted(kind for trust in trusts.values() for kind in trust.kinds)), trusts)
