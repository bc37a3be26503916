"""Learns how the network's scores and cues are weighed for a lesson (`principles/judge/trust.yaml`).

    python bench/weigh.py --heard FILE --weigh FOLDER … [--measured FOLDER …] [--on] [--write]

Each FOLDER of `--weigh` is as `labelled.py` describes it; FILE is what `bench/network.py` or `bench/further.py` wrote:
the scores of their sentences by a network that did not learn from them. Cues look too good on lessons that their
writers have read, so name none of those here. What repeats a text of `--measured` is left out. With `--on` the numbers
that stand in the file, learned on more lessons, are where the new ones begin, and to which they are drawn. Needs SciPy.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from labelled import FACETS, Kind, Labelled, Measured, lessons_of, windows_of
from scipy.optimize import minimize

from checker.catalogue import Catalogue, load_catalogue, principles_folder
from checker.finders import fired
from checker.finders.judging import Cues, Network, features, load_judge, load_network, may_show, sentences_in
from checker.finders.reading import read
from checker.finders.weighing import cues_of

FILE = principles_folder() / "judge" / "trust.yaml"
BIAS_SCALE = 0.7
QUIET = 0.15  # how much higher than best for F1 the least sum is, for fewer false alarms
FOLDS = 4
PULL = 40.0  # how much the numbers that stand count, with `--on`


@dataclass(frozen=True)
class Sample:
    """One lesson made ready: the scores of its sentences, a row each, and what the cues say."""

    labelled: Labelled
    scores: np.ndarray
    cues: Mapping[Kind, Cues]


def samples(
    lessons: Sequence[Labelled], heard: Mapping[str, np.ndarray], catalogue: Catalogue, network: Network
) -> Iterator[Sample]:
    """The lessons of which the scores are known, made ready."""
    for labelled in lessons:
        lesson = labelled.lesson
        if lesson.path not in heard:
            continue
        listened = {(id(one), first) for one in read(lesson).reads for first, _ in sentences_in(one)}
        every = windows_of(lesson, network.pieces)
        places = [(id(one), first) for window in every for _, _, (one, first, _) in window.sentences]
        kept = [row for row, place in zip(heard[lesson.path], places, strict=True) if place in listened]
        scores = np.array(kept, float).reshape(-1, len(network.kinds))
        yield Sample(labelled, scores, cues_of(fired(lesson, catalogue)))


@dataclass(frozen=True)
class Weighing:
    """What was learned for one facet: weights, bias, a bias for each of its kinds, and the least sum that is shown."""

    weights: list[float]
    bias: float
    kinds: dict[Kind, float]
    least: float


def weighing(facet: str, lessons: Sequence[Sample], kinds: Sequence[Kind], is_on: bool) -> Weighing:
    """What is learned for a facet; the least sum is chosen on sums by weights that did not learn from their lesson."""
    own = [kind for kind in kinds if kind[0] == facet]
    x, y, may, fold = [], [], [], []
    for number, one in enumerate(lessons):
        for kind in own:
            verdict = one.labelled.verdict(kind)
            if verdict is None:
                continue
            column, cues = one.scores[:, kinds.index(kind)].tolist(), one.cues.get(kind, Cues())
            x.append([*features(column, cues), *(BIAS_SCALE * (kind == other) for other in own)])
            y.append(verdict)
            may.append(may_show(column, cues))
            fold.append(number % FOLDS)
    rows, truth, folds = np.array(x, float), np.array(y, float), np.array(fold)
    begin, pull = (_standing(facet, own), PULL) if is_on else (np.zeros(rows.shape[1] + 1), 1.0)
    sums = np.zeros(len(truth))
    for left in range(FOLDS):
        w = _logistic(rows[folds != left], truth[folds != left], begin, pull)
        sums[folds == left] = rows[folds == left] @ w[:-1] + w[-1]
    least = _least(np.where(may, sums, -np.inf), truth.astype(bool))
    w = _logistic(rows, truth, begin, pull)
    told = len(features([], Cues()))
    biases = {kind: float(BIAS_SCALE * w[told + at]) for at, kind in enumerate(own)}
    return Weighing([float(value) for value in w[:told]], float(w[-1]), biases, least)


def _standing(facet: str, own: Sequence[Kind]) -> np.ndarray:
    """The numbers of a facet that stand in the file, in the order of columns, the bias last."""
    trust = load_judge().trusts[facet]
    biases = [trust.kinds.get(f"{facet}: {value}", 0.0) / BIAS_SCALE for _, value in own]
    return np.array([*trust.weights, *biases, trust.bias])


def _logistic(x: np.ndarray, y: np.ndarray, begin: np.ndarray, pull: float) -> np.ndarray:
    """The weights of the columns, and the bias last; `pull` draws all but the bias to where they begin."""
    columns = np.c_[x, np.ones(len(x))]
    pulls = np.append(np.full(len(begin) - 1, pull), 0.0)

    def lost(w: np.ndarray) -> tuple[float, np.ndarray]:
        told, moved = columns @ w, w - begin
        loss = np.logaddexp(0, told) - y * told
        slope = columns.T @ (1 / (1 + np.exp(-told)) - y)
        return float(loss.sum() + (pulls * moved**2).sum() / 2), slope + pulls * moved

    return np.asarray(minimize(lost, begin, jac=True, method="L-BFGS-B").x)


def _least(sums: np.ndarray, truth: np.ndarray) -> float:
    """The sum from which a kind is shown.

    Where sums are logarithms of odds, F1 is best for what is likelier than half of the best F1 (Lipton, Elkan and
    Narayanaswamy 2014, https://arxiv.org/abs/1402.1892). Unlike the best of many tried sums it does not hang on a few
    lessons.
    """
    tried = np.linspace(-2, 2, 81)
    f1 = [2 * (truth & (sums >= t)).sum() / max(1, (sums >= t).sum() + truth.sum()) for t in tried]
    return float(log(max(f1) / (2 - max(f1)))) + QUIET


def written(weighed: Mapping[str, Weighing]) -> str:
    """The file, facet by facet."""
    lines = ["# How scores and cues are weighed for a lesson; made by bench/weigh.py, not by hand.", "facets:"]
    for facet, own in weighed.items():
        numbers = ", ".join(f"{value:.3f}" for value in own.weights)
        lines += [f"  - facet: {facet}", f"    weights: [{numbers}]", f"    bias: {own.bias:.3f}"]
        lines += [f"    least: {own.least:.3f}", "    values:"]
        lines += [f"      - {{value: {value}, bias: {bias:.3f}}}" for (_, value), bias in own.kinds.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--heard", type=Path, required=True)
    parser.add_argument("--weigh", nargs="+", type=Path, required=True)
    parser.add_argument("--measured", nargs="*", type=Path, default=[])
    parser.add_argument("--on", action="store_true", help="begin with the numbers that stand")
    parser.add_argument("--write", action="store_true", help="write principles/judge/trust.yaml")
    options = parser.parse_args()
    catalogue, network = load_catalogue(), load_network(FILE.parent)
    found = Measured(options.measured).without(lessons_of(options.weigh, catalogue))
    with np.load(options.heard) as heard:
        lessons = list(samples([labelled for _, labelled in found], heard, catalogue, network))
    print(len(lessons), "of", len(found), "lessons", file=sys.stderr)
    kinds = [(facet, value) for facet, _, value in (kind.partition(": ") for kind in network.kinds)]
    weighed = {facet: weighing(facet, lessons, kinds, options.on) for facet in FACETS}
    if options.write:
        FILE.write_text(written(weighed), encoding="utf-8")


if __name__ == "__main__":
    main()
