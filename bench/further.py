"""Teaches the network that stands in `principles/judge` on, with lessons and places that it has not heard yet.

    python bench/further.py --base FOLDER --learn FOLDER … --weigh FOLDER … --heard FILE [--measured FOLDER …] [--write]

Begins with the numbers of `network.onnx`; `--base` and the folders are as `network.py` describes them. It learns from

- the folders of `--learn`, and a sample of the pages in its files;
- `corpus-perspective.txt`: readers who had seen how the client's readers apply `perspective` read 452 pages for it;
- `corpus-places.txt`: single sentences, drawn kind by kind from those that the network hears as likely or in doubt, and
  judged in their place by readers who had seen how the client's readers apply the kind; and some where the network and
  the reader of a page contradict each other.

Of all else it is told what it hears itself, to keep what it learned from lessons that are not at hand: each sentence in
a wide window and in a narrow one, the mean. Where a reader of a corpus page marked nothing and it hears something, its
ear counts alone: readers of whole pages pass over much (of such places two in five were right). It learns nothing from
`--weigh`; its scores of these lessons go to `--heard`, and `weigh.py --on` learns from them how far they are to be
trusted.

Needs what `network.py` needs, and takes half an hour on two cores.
"""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import torch
from labelled import NEAR, Kind, Labelled, Measured, lessons_of, load_marked, load_places, pages_of, windows_of
from network import (
    FOLDER,
    Evened,
    Row,
    Scored,
    coarsen,
    folders,
    kept_pieces,
    rows_of,
    scores_of,
    teach,
    write,
)
from onnx import numpy_helper
from sample import LABELS

from checker.catalogue import load_catalogue
from checker.finders.judging import Network, load_network
from checker.finders.judging.network import WIDE, Width
from checker.unit import Lesson

RATE, EPOCHS, HEAD = 6e-5, 1.3, 5
NARROW = Width(96, 24, 24)
OWN = 0.5  # how much of what it is told of a page is what it hears itself
OWN_OF_SEEN = 0.15  # the same of a mark of which the reader of a page was sure
OWN_OF_READ = 0.2  # the same of a lesson of the folders
HEARD = 0.27  # the chance from which it hears something
SHARE, SHARE_OF_ANEW = 0.16, 0.4  # of the pages; of those that were read anew
JUDGED = 2.0  # what a sentence counts that was judged for itself
SEEN_BY_ONE, DOUBTED, SEEN_BEFORE, NEAR_BY = 0.9, 0.35, 0.3, 0.2  # what a mark of perspective counts


def standing(base: Path, pieces: Sequence[str]) -> tuple[Scored, list[Kind]]:
    """The network that stands, with its numbers of eight bits as they are meant, and its kinds."""
    model = onnx.load(FOLDER / "network.onnx")
    kept = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    notes = {note.key: note.value for note in model.metadata_props}
    kinds = [(facet, value) for facet, _, value in (kind.partition(": ") for kind in notes["kinds"].split("\n"))]
    network = Scored(base, pieces, len(kinds))
    for layer in network.base.encoder.layer:
        for part in (layer.intermediate, layer.output):
            part.dense = Evened(part.dense, torch.ones(part.dense.in_features))
    state = network.state_dict()
    found = {name: value for name, value in kept.items() if name in state}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            weights = kept[node.input[1]].astype(np.float32) - kept[node.input[3]].astype(np.float32)
            scale = kept[node.input[1].replace("_quantized", "_scale")]
            found[_bias_after(model, node, kept).replace(".bias", ".weight")] = (weights * scale).T
    tables = [name.removesuffix("_quantized") for name in kept if name.endswith("embeddings.weight_quantized")]
    for name in tables:
        scale, zero = kept[f"{name}_scale"], kept[f"{name}_zero_point"].astype(np.float32)
        found[name] = (kept[f"{name}_quantized"].astype(np.float32) - zero) * scale
    words = state[_WORDS].clone()
    words[network.rows] = torch.tensor(found.pop(_WORDS))
    tensors = {name: torch.tensor(np.array(value)).reshape(state[name].shape) for name, value in found.items()}
    network.load_state_dict({**state, **tensors, _WORDS: words})
    return network, kinds


_WORDS = "base.embeddings.word_embeddings.weight"


def _bias_after(model: onnx.ModelProto, product: onnx.NodeProto, kept: Mapping[str, np.ndarray]) -> str:
    """The name of what is added to a product of whole numbers, after it was scaled."""
    users = {given: node for node in model.graph.node for given in node.input}
    added = users[users[users[product.output[0]].output[0]].output[0]]
    return next(name for name in added.input if name in kept)


def heard_twice(lesson: Lesson, network: Network) -> np.ndarray:
    """The chances of the sentences of a lesson by the network that stands, a row each: from two widths, the mean."""
    by_width = [network.rows(list(windows_of(lesson, network.pieces, width))) for width in (WIDE, NARROW)]
    return 1 / (1 + np.exp(-np.mean(np.array(by_width, np.float32).reshape(2, -1, len(network.kinds)), axis=0)))


def tempered(row: Row, hears: np.ndarray, share: float, is_page: bool) -> Row:
    """A window with its marks and what the network hears itself (`hears`: chances), in one; `share` is of the latter.

    On a page of the corpus (`is_page`) a sure mark counts nearly alone, and so does its ear where nobody marked.
    """
    own = np.where(is_page & (row.marks > 0) & (row.counts == 1), OWN_OF_SEEN, share)
    counts = row.counts * (1 - own) + own
    marks = (row.counts * (1 - own) * row.marks + own * hears) / counts
    is_passed_over = is_page & (row.marks == 0) & (hears > HEARD)
    marks, counts = np.where(is_passed_over, hears, marks), np.where(is_passed_over, OWN, counts)
    return replace(row, marks=marks.astype(np.float32), counts=counts.astype(np.float32))


def with_anew(row: Row, kinds: Sequence[Kind], one: Labelled, anew: Labelled) -> Row:
    """A window with its marks of perspective by the reading anew; what only readers before saw counts less."""
    marks, counts = row.marks.copy(), row.counts.copy()
    for column, kind in enumerate(kinds):
        if kind[0] != "perspective":
            continue
        before = frozenset().union(*(reading.get(kind, ()) for reading in one.readings))
        seen, maybe = (reading.get(kind, frozenset()) for reading in anew.readings)
        for at, (first, last) in enumerate(row.lines):
            if anew.read_to is not None and first > anew.read_to:
                continue
            own = set(range(first, last + 1))
            if own & seen:
                told = 1.0, 1.0 if own & before else SEEN_BY_ONE
            elif own & maybe:
                told = 1.0, DOUBTED
            elif own & before:
                told = 1.0, SEEN_BEFORE
            elif any(abs(line - end) <= NEAR for line in seen for end in (first, last)):
                told = marks[at, column], 0.0
            else:
                told = 0.0, NEAR_BY if seen else 1.0
            marks[at, column], counts[at, column] = told
    return replace(row, marks=marks, counts=counts)


def with_judged(row: Row, kinds: Sequence[Kind], judged: Mapping[tuple[int, int], Mapping[Kind, bool | None]]) -> Row:
    """A window with what was judged of its sentences; what was left open counts nothing."""
    marks, counts = row.marks.copy(), row.counts.copy()
    for at, begin in enumerate(row.begins):
        for kind, verdict in judged.get(begin, {}).items():
            column = kinds.index(kind)
            marks[at, column], counts[at, column] = float(bool(verdict)), 0.0 if verdict is None else JUDGED
    return replace(row, marks=marks, counts=counts)


def rows_to_learn(
    lessons: Sequence[Labelled],
    whole: Collection[str],
    read_anew: Mapping[str, Labelled],
    places: Mapping[str, Mapping[tuple[int, int], Mapping[Kind, bool | None]]],
    network: Network,
    kinds: Sequence[Kind],
    chance: np.random.Generator,
) -> Iterator[Row]:
    """The windows of the folders' lessons (`whole`) and of a sample of others; else those with judged places."""
    for one in lessons:
        path = one.lesson.path
        anew, judged = read_anew.get(path), places.get(path, {})
        share = 1.0 if path in whole else SHARE if anew is None else SHARE_OF_ANEW
        is_drawn = bool(one.readings) and chance.random() < share
        if not (is_drawn or judged):
            continue
        hears, at = heard_twice(one.lesson, network), 0
        for row in rows_of(one, kinds, network.pieces):
            own = hears[at : at + len(row.bounds)]
            at += len(row.bounds)
            if not is_drawn and judged.keys().isdisjoint(row.begins):
                continue
            if one.readings:
                told = tempered(row, own, OWN_OF_READ if path in whole else OWN, is_page="/" in path)
            else:
                told = replace(row, marks=own, counts=np.full_like(own, OWN))
            yield with_judged(told if anew is None else with_anew(told, kinds, one, anew), kinds, judged)


def main() -> None:
    options = folders(__doc__).parse_args()
    catalogue, measured, chance = load_catalogue(), Measured(options.measured), np.random.default_rng(0)
    in_folders = measured.without(lessons_of((path for path in options.learn if path.is_dir()), catalogue))
    in_files = measured.without(lessons_of((path for path in options.learn if path.is_file()), catalogue))
    learned, whole = [one for _, one in [*in_folders, *in_files]], {one.lesson.path for _, one in in_folders}
    weighed = [one for _, one in measured.without(lessons_of(options.weigh, catalogue))]
    read_anew = {one.lesson.path: one for _, one in load_marked(LABELS / "corpus-perspective.txt", catalogue)}
    places = load_places(LABELS / "corpus-places.txt")
    known = {one.lesson.path for one in learned}
    learned += [
        Labelled(page, ()) for page in pages_of((name for name in places if name not in known), catalogue, measured)
    ]
    pieces = kept_pieces(options.base)
    network, kinds = standing(options.base, pieces)
    coarsen(network)
    rows = list(rows_to_learn(learned, whole, read_anew, places, load_network(FOLDER), kinds, chance))
    print(len(learned), "and", len(weighed), "lessons,", len(rows), "windows of the former", file=sys.stderr)
    teach(network, rows, EPOCHS, RATE, HEAD)
    numbers = {piece: number for number, piece in enumerate(pieces)}
    heard = {one.lesson.path: scores_of(list(rows_of(one, kinds, numbers)), network) for one in weighed}
    np.savez(options.heard, **heard)
    if options.write:
        write(network, kinds, pieces)


if __name__ == "__main__":
    main()
