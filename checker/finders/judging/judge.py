"""The learned judge: what it has learned, and what it makes of a lesson.

For each kind of the codebook it weighs the signs of each sentence (see `signs`): a sentence's score is the logarithm of
the odds that a careful reader would mark it. For the lesson as a whole it weighs the best scores together with the cues
that fired. Its numbers stand in `principles/judge`, a sign and its weight a line, and are made again by
`python bench/learn.py FOLDER …`; they hold single words and pairs of words, no text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, sqrt
from pathlib import Path

from checker.catalogue import principles_folder
from checker.catalogue.yamlfile import read_yaml
from checker.errors import UserError

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
    """`signs` gives for a sign the kinds it speaks for or against, by index; `biases` is one for each kind."""

    kinds: tuple[str, ...]
    biases: tuple[float, ...]
    signs: Mapping[str, tuple[tuple[int, float], ...]]
    trusts: Mapping[str, Trust]

    def scores(self, signs: set[str]) -> list[float]:
        """The score of a sentence for each kind."""
        sums = [0.0] * len(self.kinds)
        for sign in signs:
            for at, weight in self.signs.get(sign, ()):
                sums[at] += weight
        scale = 1.0 / sqrt(max(1, len(signs)))
        return [bias + value * scale for bias, value in zip(self.biases, sums, strict=True)]

    def reasons(self, signs: set[str], kind: str) -> list[tuple[str, float]]:
        """The signs of a sentence that speak for a kind, the weightiest first."""
        at = self.kinds.index(kind)
        own = [(sign, weight) for sign in signs for known, weight in self.signs.get(sign, ()) if known == at]
        return sorted((pair for pair in own if pair[1] > 0), key=lambda pair: (-pair[1], pair[0]))

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
    root = (folder or principles_folder()) / "judge"
    trusts: dict[str, Trust] = {}
    biases: dict[str, float] = {}
    weights: dict[str, list[tuple[int, float]]] = {}
    for entry in read_yaml(root / "trust.yaml").entries("facets"):
        facet = entry.text("facet")
        kinds = {f"{facet}: {row['value']}": row for row in entry.values["values"]}
        biases |= {kind: float(row["sentence"]) for kind, row in kinds.items()}
        lesson = {kind: float(row["lesson"]) for kind, row in kinds.items()}
        own = tuple(float(value) for value in entry.values["weights"])
        trusts[facet] = Trust(own, float(entry.values["bias"]), lesson, float(entry.values["least"]))
    names = tuple(sorted(biases))
    index = {kind: at for at, kind in enumerate(names)}
    for facet in trusts:
        for sign, value, weight in _rows(root / f"{facet}.tsv"):
            weights.setdefault(sign, []).append((index[f"{facet}: {value}"], weight))
    signs = {sign: tuple(own) for sign, own in weights.items()}
    return Judge(names, tuple(biases[kind] for kind in names), signs, trusts)


def _rows(path: Path) -> list[tuple[str, str, float]]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            value, sign, weight = line.split("\t")
            rows.append((sign, value, float(weight)))
        except ValueError as error:
            what = "This line is not a value, a sign and a weight."
            raise UserError(f"{path}:{number}", what, "Make the file again with bench/learn.py.", line) from error
    return rows
