"""Learns the judge (`principles/judge`) from labelled lessons; one command makes all its files again.

    python bench/learn.py --learn FOLDER … --weigh FOLDER … [--write]

Each FOLDER is as `labelled.py` describes it; `bench/labels/corpus-*.txt` stands for labelled lessons of the corpus
($MANYMEANS_CORPUS). Sentences are learned from both lists. How scores and cues are weighed together for a lesson is
learned from the lessons of `--weigh` alone, whose sentences are scored by a judge that did not see them: cues look
too good on lessons that their writers have read, so name none of those there, nor any that the network has learned from
(`bench/network.py`, which comes first). Needs NumPy and SciPy.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from labelled import FACETS, Kind, Labelled, load, load_marked, load_written
from scipy import sparse
from scipy.optimize import minimize

from checker.catalogue import Catalogue, load_catalogue
from checker.facts import load_facts
from checker.finders import fired
from checker.finders.judging import (
    Cues,
    Network,
    features,
    load_network,
    may_show,
    mean,
    name_words,
    sentences_in,
    signs_of,
    stem_of,
)
from checker.finders.names import find_names
from checker.finders.reading import read
from checker.finders.weighing import cues_of

WRITTEN = "written"
FOLDER = Path(__file__).parents[1] / "principles" / "judge"
LEAST_SENTENCES = 4  # a sign in fewer sentences is no sign
MOST_SIGNS = 1_200  # kept for each kind
LEAST_LABELS = 4  # a kind in fewer lessons cannot be learned
DOUBTED = 0.3  # what a sentence counts that one reading of two marked
UNMARKED = 0.2  # what a sentence counts that nobody marked, in a lesson where others are marked
PENALTY, ITERATIONS, FOLDS = 0.1, 60, 4
BIAS_SCALE = 0.7
QUIET = 0.015  # how much F1 is given for fewer false alarms


def seen_kinds(lessons: Sequence[Labelled], least: int) -> list[Kind]:
    """The kinds that readers saw in so many lessons at least."""
    seen = Counter(kind for one in lessons for kind in one.kinds())
    return sorted(kind for kind, count in seen.items() if kind[0] in FACETS and count >= least)


@dataclass(frozen=True)
class Sample:
    """One lesson made ready: its sentences' lines and signs, what the cues say, and the fold it belongs to."""

    labelled: Labelled
    lines: list[tuple[int, int]]
    signs: list[set[str]]
    cues: dict[Kind, Cues]
    fold: int
    is_weighed: bool
    heard: list[Sequence[float]]


def samples(lessons: Sequence[tuple[str, Labelled, bool]], catalogue: Catalogue, network: Network) -> Iterator[Sample]:
    """The lessons made ready; all lessons of one author are in one fold."""
    authors = sorted({author for author, _, _ in lessons})
    np.random.default_rng(0).shuffle(authors)
    folds = {author: at % FOLDS for at, author in enumerate(authors)}
    for author, labelled, is_weighed in lessons:
        lesson = labelled.lesson
        people = [found.name for found in find_names(lesson, load_facts()) if found.value == "people"]
        names, lines, signs = name_words(people), [], []
        scores = network.scores(read(lesson), names) if is_weighed else {}
        heard: list[Sequence[float]] = []
        for one in read(lesson).reads:
            for first, last in sentences_in(one):
                span = one.place(first, last)
                ends = span.start, max(span.start, span.end - 1)
                lines.append(tuple(span.source.position(end)[0] for end in ends))
                signs.append(signs_of(one, first, last, names))
                heard.append(scores.get((id(one), first), ()))
        yield Sample(labelled, lines, signs, cues_of(fired(lesson, catalogue)), folds[author], is_weighed, heard)


@dataclass(frozen=True)
class Table:
    """The sentences of all lessons as rows: signs, marks, how much each mark counts, and the lesson of each."""

    x: sparse.csr_matrix
    marks: np.ndarray
    counts: np.ndarray
    lesson: np.ndarray


def vocabulary(lessons: Sequence[Sample]) -> dict[str, int]:
    seen = Counter(sign for one in lessons for signs in one.signs for sign in signs)
    known = sorted(sign for sign, count in seen.items() if count >= LEAST_SENTENCES)
    return {sign: at for at, sign in enumerate(known)}


def table(lessons: Sequence[Sample], words: dict[str, int], kinds: Sequence[Kind]) -> Table:
    rows, columns, values, lesson = [], [], [], []
    marks = np.zeros((sum(len(one.signs) for one in lessons), len(kinds)), np.float32)
    counts = np.ones_like(marks)
    for number, one in enumerate(lessons):
        for lines, signs in zip(one.lines, one.signs, strict=True):
            at = len(lesson)
            known = [words[sign] for sign in signs if sign in words]
            rows += [at] * len(known)
            columns += known
            values += [1 / max(1, len(signs)) ** 0.5] * len(known)
            lesson.append(number)
            for kind in one.labelled.kinds():
                if kind in kinds:
                    column = kinds.index(kind)
                    marks[at, column], counts[at, column] = mark(one.labelled, kind, lines)
    x = sparse.csr_matrix((np.array(values, np.float32), (rows, columns)), shape=(len(lesson), len(words)))
    return Table(x, marks, counts, np.array(lesson))


def mark(labelled: Labelled, kind: Kind, lines: tuple[int, int]) -> tuple[float, float]:
    """Whether a sentence shows a kind that somebody saw in its lesson, and how much that counts."""
    seen = [any(lines[0] <= line <= lines[1] for line in one.get(kind, ())) for one in labelled.readings]
    if any(seen):
        return 1.0, 1.0 if all(seen) else DOUBTED
    return 0.0, 0.0 if any(labelled.is_near(kind, line) for line in lines) else UNMARKED


def fit(rows: Table, chosen: np.ndarray) -> np.ndarray:
    """The weights of the signs for each kind, the biases in the last row: logistic regression with a square penalty."""
    x, y, c = rows.x[chosen], rows.marks[chosen], rows.counts[chosen]
    turned, shape = x.T.tocsr(), (x.shape[1] + 1, y.shape[1])

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(shape).astype(np.float32)
        z = x @ w[:-1] + w[-1]
        rest = c * (1 / (1 + np.exp(-z)) - y)
        slope = np.vstack([turned @ rest + PENALTY * w[:-1], rest.sum(0)])
        total = (c * (np.logaddexp(0, z) - y * z)).sum() + 0.5 * PENALTY * (w[:-1] ** 2).sum()
        return float(total), slope.ravel().astype(np.float64)

    start = np.zeros(shape)
    start[-1] = -4.0
    options = {"maxiter": ITERATIONS, "maxcor": 6}
    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options=options).x.reshape(shape)
    signs = found[:-1]
    if len(signs) > MOST_SIGNS:
        signs[np.abs(signs) < np.sort(np.abs(signs), 0)[-MOST_SIGNS]] = 0.0
    return found.astype(np.float32)


def score(rows: Table, weights: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    return rows.x[chosen] @ weights[:-1] + weights[-1]


def unseen_scores(lessons: Sequence[Sample], rows: Table) -> np.ndarray:
    """The scores of all sentences, each by a judge that learned from the other folds."""
    folds = np.array([lessons[number].fold for number in rows.lesson])
    weighed = np.array([lessons[number].is_weighed for number in rows.lesson])
    scores = np.zeros_like(rows.marks)
    for fold in range(FOLDS):
        asked = np.where((folds == fold) & weighed)[0]
        if len(asked):
            scores[asked] = score(rows, fit(rows, np.where(folds != fold)[0]), asked)
    return scores


def with_network(lessons: Sequence[Sample], scores: np.ndarray, kinds: Sequence[Kind], network: Network) -> np.ndarray:
    """The means of the scores and those of the network, which has not learned from the lessons that are weighed."""
    names = [f"{facet}: {value}" for facet, value in kinds]
    heard = [own for one in lessons for own in one.heard]
    pairs = zip(scores, heard, strict=True)
    return np.array([mean(names, row, network.kinds, own) if len(own) else row for row, own in pairs])


@dataclass(frozen=True)
class Weighing:
    """What was learned for one facet: weights, bias, a bias for each of its kinds, and the least sum that is shown."""

    weights: list[float]
    bias: float
    kinds: dict[Kind, float]
    least: float


def weighing(facet: str, lessons: Sequence[Sample], rows: Table, scores: np.ndarray, kinds: Sequence[Kind]) -> Weighing:
    own = [kind for kind in kinds if kind[0] == facet]
    x, y, may = [], [], []
    for number, one in enumerate(lessons):
        if not one.is_weighed:
            continue
        best = scores[rows.lesson == number]
        for kind in own:
            verdict = one.labelled.verdict(kind)
            if verdict is not None:
                column, cues = best[:, kinds.index(kind)].tolist(), one.cues.get(kind, Cues())
                told = features(column, cues)
                may.append(may_show(column, cues))
                x.append([*told, *(BIAS_SCALE * (kind == other) for other in own)])
                y.append(verdict)
    w = _logistic(np.array(x, float), np.array(y, float))
    sums = np.array(x, float) @ w[:-1] + w[-1]
    told = len(features([], Cues()))
    biases = {kind: float(BIAS_SCALE * w[told + at]) for at, kind in enumerate(own)}
    return Weighing(
        [float(value) for value in w[:told]],
        float(w[-1]),
        biases,
        _least(np.where(may, sums, -np.inf), np.array(y, bool)),
    )


def _logistic(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w[:-1] + w[-1]
        rest = 1 / (1 + np.exp(-z)) - y
        slope = np.append(x.T @ rest + w[:-1], rest.sum())
        return float((np.logaddexp(0, z) - y * z).sum() + 0.5 * (w[:-1] ** 2).sum()), slope

    return minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x


def _least(sums: np.ndarray, truth: np.ndarray) -> float:
    """The sum from which a kind is shown: the quietest of those whose F1 is nearly the best."""
    tried = np.linspace(-1.5, 1.5, 61)
    f1 = [2 * (truth & (sums >= t)).sum() / max(1, (sums >= t).sum() + truth.sum()) for t in tried]
    return float(max(t for t, value in zip(tried, f1, strict=True) if value >= max(f1) - QUIET))


def place_stems() -> frozenset[str]:
    """The stems of names of places and peoples that are no other words: what is named must not count either.

    English is a language that learners learn, and stays.
    """
    facts = load_facts()
    other = {stem_of(word) for word in facts.ordinary | facts.dictionary | {"english"}}
    names = {*facts.places, *(name.lower() for name in facts.by_name)}
    return frozenset(stem for name in names if name.isalpha() and (stem := stem_of(name)) not in other)


def names_a_place(sign: str, stems: frozenset[str]) -> bool:
    """Whether one of the words of a sign is a name of a place or a people."""
    return not stems.isdisjoint(sign.partition(":")[2].split("_"))


def write(weights: np.ndarray, words: dict[str, int], kinds: Sequence[Kind], weighed: dict[str, Weighing]) -> None:
    FOLDER.mkdir(exist_ok=True)
    signs = sorted(words, key=words.__getitem__)
    places = place_stems()
    facets = ["# How scores and cues are weighed for a lesson; made by bench/learn.py, not by hand.", "facets:"]
    for facet, own in weighed.items():
        lines = []
        mine = [kind for kind in kinds if kind[0] == facet]
        for kind in mine:
            column = weights[:-1, kinds.index(kind)]
            kept = [(signs[at], column[at]) for at in np.nonzero(column)[0] if not names_a_place(signs[at], places)]
            lines += [f"{kind[1]}\t{sign}\t{weight:.2f}\n" for sign, weight in kept if abs(weight) >= 0.005]
        (FOLDER / f"{facet}.tsv").write_text("".join(lines), encoding="utf-8")
        numbers = ", ".join(f"{value:.3f}" for value in own.weights)
        facets += [f"  - facet: {facet}", f"    weights: [{numbers}]", f"    bias: {own.bias:.3f}"]
        facets += [f"    least: {own.least:.3f}", "    values:"]
        for kind in mine:
            sentence = weights[-1, kinds.index(kind)]
            facets.append(f"      - {{value: {kind[1]}, sentence: {sentence:.3f}, lesson: {own.kinds[kind]:.3f}}}")
    (FOLDER / "trust.yaml").write_text("\n".join(facets) + "\n", encoding="utf-8")


def lessons_of(names: list[str], is_weighed: bool, catalogue: Catalogue) -> Iterator[tuple[str, Labelled, bool]]:
    for name in names:
        path = Path(name)
        load_file = load_written if path.name.startswith(WRITTEN) else load_marked
        for author, labelled in load_file(path, catalogue) if path.is_file() else _own(path, catalogue):
            yield author, labelled, is_weighed


def _own(folder: Path, catalogue: Catalogue) -> Iterator[tuple[str, Labelled]]:
    for labelled in load(folder, catalogue):
        yield labelled.lesson.path.partition("-")[0], labelled


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learn", nargs="*", default=[])
    parser.add_argument("--weigh", nargs="+", required=True)
    parser.add_argument("--write", action="store_true", help="write principles/judge")
    options = parser.parse_args()
    catalogue = load_catalogue()
    found = [*lessons_of(options.learn, False, catalogue), *lessons_of(options.weigh, True, catalogue)]
    network = load_network(FOLDER)
    lessons = list(samples(found, catalogue, network))
    kinds = seen_kinds([one.labelled for one in lessons], LEAST_LABELS)
    words = vocabulary(lessons)
    rows = table(lessons, words, kinds)
    print(len(lessons), "lessons,", len(rows.lesson), "sentences,", len(words), "signs", file=sys.stderr)
    scores = with_network(lessons, unseen_scores(lessons, rows), kinds, network)
    weighed = {facet: weighing(facet, lessons, rows, scores, kinds) for facet in FACETS}
    if options.write:
        write(fit(rows, np.arange(len(rows.lesson))), words, kinds, weighed)


if __name__ == "__main__":
    main()
