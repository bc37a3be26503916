"""Teaches the network that stands in `principles/judge` on, with lessons that it has not heard yet.

    python bench/further.py --base FOLDER --learn FOLDER … --weigh FOLDER … --heard FILE [--measured FOLDER …] [--write]

Begins with the numbers of `network.onnx`; `--base` and the folders are as `network.py` describes them, where the
network was taught first. It learns from a sample of `--learn` once more, and from `corpus-perspective.txt`:
readers who had seen how the client's readers apply `perspective` read 452 pages for it again, and saw it nearly twice
as often as readers before. Of all other kinds it is told half what it says itself, so that it keeps what it learned
from lessons that are not at hand. It learns nothing from `--weigh`; its scores of these lessons go to `--heard`, and
`weigh.py --on` learns from them how far they are to be trusted.

Needs what `network.py` needs, and takes half an hour on two cores.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import torch
from labelled import NEAR, Kind, Labelled, Measured, lessons_of, load_marked
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

RATE, EPOCHS, HEAD = 6e-5, 1.3, 5
OWN = 0.5  # how much of what it is told of other kinds is what it says itself
SHARE = 0.45  # of the windows of other pages
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


def tempered(row: Row, says: np.ndarray) -> Row:
    """A window with its marks and what the network itself says (`says`: scores), in one."""
    counts = row.counts * (1 - OWN) + OWN
    marks = (row.counts * (1 - OWN) * row.marks + OWN / (1 + np.exp(-says))) / counts
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


def rows_to_learn(
    lessons: Sequence[Labelled],
    read_anew: Mapping[str, Labelled],
    network: Scored,
    kinds: Sequence[Kind],
    numbers: dict[str, int],
    chance: np.random.Generator,
) -> Iterator[Row]:
    """The windows of pages that were read anew, by their paths, and a sample of those of other pages."""
    for one in lessons:
        anew = read_anew.get(one.lesson.path)
        for row in rows_of(one, kinds, numbers):
            if anew is not None:
                yield with_anew(tempered(row, scores_of([row], network)), kinds, one, anew)
            elif chance.random() < SHARE:
                yield tempered(row, scores_of([row], network))


def main() -> None:
    options = folders(__doc__).parse_args()
    catalogue, measured, chance = load_catalogue(), Measured(options.measured), np.random.default_rng(0)
    learned = [one for _, one in measured.without(lessons_of(options.learn, catalogue))]
    weighed = [one for _, one in measured.without(lessons_of(options.weigh, catalogue))]
    pieces = kept_pieces(options.base)
    numbers = {piece: number for number, piece in enumerate(pieces)}
    network, kinds = standing(options.base, pieces)
    coarsen(network)
    read_anew = {one.lesson.path: one for _, one in load_marked(LABELS / "corpus-perspective.txt", catalogue)}
    rows = list(rows_to_learn(learned, read_anew, network, kinds, numbers, chance))
    print(len(learned), "and", len(weighed), "lessons,", len(rows), "windows of the former", file=sys.stderr)
    teach(network, rows, EPOCHS, RATE, HEAD)
    heard = {one.lesson.path: scores_of(list(rows_of(one, kinds, numbers)), network) for one in weighed}
    np.savez(options.heard, **heard)
    if options.write:
        write(network, kinds, pieces)


if __name__ == "__main__":
    main()
