"""Teaches the network of the judge (`principles/judge/network.onnx`) with labelled lessons; one command makes it again.

    python bench/network.py --base FOLDER --larger FOLDER --learn FOLDER … --weigh FOLDER … --heard FILE
        [--measured FOLDER …] [--write]

`--base` is the model of English sentences that it starts from: `all-MiniLM-L6-v2`, a folder with `config.json`,
`model.safetensors` and `tokenizer.json`; `--larger` is one of a larger model, `all-mpnet-base-v2` (both under the
Apache License 2.0). Each FOLDER of lessons is as `labelled.py` describes it; `bench/labels/corpus-*.txt` stands for
labelled lessons of the corpus ($MANYMEANS_CORPUS), `bench/labels/written.txt` for lessons that were written for it.
What repeats a text of `--measured` is not learned from.

Four networks are taught. Two learn from all lessons of `--learn` and one half each of those of `--weigh`, and score
the other half, which goes to `--heard`: `bench/weigh.py` learns from it how far scores are to be trusted. A larger one
learns from all lessons. The three say together what they make of pages of the corpus that nobody labelled as a whole
(`bench/labels/unlabelled.txt`). The fourth begins with the mean of the first two and learns from all lessons and from
that, with its numbers already rounded to the eight bits they will have. Kept is the mean of where it began and where it
came to (Wortsman and others 2022, https://arxiv.org/abs/2109.01903). Takes three hours on two cores.

Needs PyTorch, Transformers, ONNX, ONNX Script and ONNX Runtime beside the project.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import chain, count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import numpy as np
import onnx
import torch
from labelled import Kind, Labelled, Measured, lessons_of, mark, pages_of, seen_kinds, windows_of
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from sample import UNLABELLED
from torch import nn
from transformers import AutoModel

from checker.catalogue import Catalogue, load_catalogue, principles_folder

FOLDER = principles_folder() / "judge"
EPOCHS, RATE = 3, 2e-4  # of the first two networks
LATER_EPOCHS, LATER_RATE = 2, 1e-4  # of the one that is kept, which begins where they are
LARGER_EPOCHS, LARGER_RATE = 2, 1e-4
BATCH, WARM, DECAY, SMALL_BIAS = 16, 0.1, 0.01, -4.0
MOST_OF_A_PAGE = 12
TOLD = 40  # after how many steps it is told how it goes
GUESSED = 0.5  # what a sentence counts of which networks made something
EVENED, TRIED = 0.75, 400  # how far values are evened out; on how many windows they are looked at

SIXTEEN_BITS = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
"""Whether the processor multiplies numbers of sixteen bits; where it does not, they take twenty times as long."""

OTHER_NAMES = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}
"""What the larger base calls the pieces that are no words."""


@dataclass(frozen=True)
class Row:
    """One window: its pieces, and of each sentence the pieces, the marks, how much each mark counts, and its place.

    Its place is its first and last line (`lines`), and the line and column where it begins (`begins`).
    """

    pieces: tuple[int, ...]
    bounds: list[tuple[int, int]]
    marks: np.ndarray
    counts: np.ndarray
    lines: tuple[tuple[int, int], ...] = ()
    begins: tuple[tuple[int, int], ...] = ()


class Scored(nn.Module):
    """A base with a score for each kind: the mean of the pieces of a sentence, weighed.

    `rows` holds for each piece its row in the base's own list of pieces.
    """

    def __init__(self, base: Path, pieces: Sequence[str], kinds: int) -> None:
        super().__init__()
        torch.manual_seed(0)
        quiet = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
        self.base = AutoModel.from_pretrained(base, dtype=torch.float32, attn_implementation="eager", **quiet)
        self.head = nn.Linear(self.base.config.hidden_size, kinds)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.constant_(self.head.bias, SMALL_BIAS)
        known = vocabulary(base)
        names = (OTHER_NAMES.get(piece, piece) if piece not in known else piece for piece in pieces)
        self.rows = torch.tensor([known.get(name, known["[UNK]"]) for name in names])

    def scores(self, ids: torch.Tensor, mask: torch.Tensor, pool: torch.Tensor) -> torch.Tensor:
        """The scores of the sentences of several windows."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SIXTEEN_BITS):
            heard = self.base(input_ids=self.rows[ids], attention_mask=mask).last_hidden_state
        return self.head(torch.bmm(pool, heard.float()))

    def forward(self, ids: torch.Tensor, pool: torch.Tensor) -> torch.Tensor:
        """The scores of the sentences of one window, all of whose pieces count; `shrink` comes before."""
        heard = self.base.encoder(self.base.embeddings(input_ids=ids)).last_hidden_state
        return self.head(torch.bmm(pool, heard))

    def shrink(self) -> None:
        """Lets go of the pieces that are not kept, and of steps that guard against what cannot happen."""
        words = self.base.embeddings.word_embeddings.weight
        self.base.embeddings.word_embeddings = nn.Embedding.from_pretrained(words[self.rows].detach().clone())


class Evened(nn.Module):
    """A linear layer that is given its values evened out: the largest of each column counts less, its weights more.

    Few columns hold very large values, and whole numbers of eight bits share one scale among all columns of a sentence
    (SmoothQuant, Xiao and others 2023, https://arxiv.org/abs/2211.10438).
    """

    def __init__(self, linear: nn.Linear, largest: torch.Tensor) -> None:
        super().__init__()
        weights = linear.weight.detach().abs().amax(0).clamp_min(1e-5)
        scale = largest.clamp_min(1e-5) ** EVENED / weights ** (1 - EVENED)
        scale /= scale.mean()
        self.linear = linear
        self.linear.weight.data *= scale
        self.register_buffer("shares", 1 / scale)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return self.linear(values * self.shares)


@torch.no_grad()
def even(network: Scored, rows: Sequence[Row]) -> None:
    """Evens out what goes into the wide layers, by the largest values that some windows bring there."""
    parts = [part for layer in network.base.encoder.layer for part in (layer.intermediate, layer.output)]
    largest: dict[nn.Module, torch.Tensor] = {}

    def listen(layer: nn.Module, given: tuple[torch.Tensor], _: torch.Tensor) -> None:
        most = given[0].float().abs().amax((0, 1))
        largest[layer] = torch.maximum(largest[layer], most) if layer in largest else most

    hooks = [part.dense.register_forward_hook(listen) for part in parts]
    network.eval()
    for at in range(0, len(rows), BATCH):
        ids, mask, _, _, _ = batched(rows[at : at + BATCH])
        network.base(input_ids=network.rows[ids], attention_mask=mask)
    for hook in hooks:
        hook.remove()
    for part in parts:
        part.dense = Evened(part.dense, largest[part.dense])


class Rounded(torch.autograd.Function):
    """Values or weights with the 256 steps that the kept network has; what is learned passes as if they were exact."""

    @staticmethod
    def forward(_ctx: object, given: torch.Tensor, is_weight: bool) -> torch.Tensor:
        given = given.float()
        if is_weight:  # steps on both sides of nothing, other ones for each row
            step = given.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
            return torch.round(given / step).mul_(step)
        within = tuple(range(1, given.dim()))  # other steps for each window
        low, high = given.amin(within, keepdim=True).clamp_max(0), given.amax(within, keepdim=True).clamp_min(0)
        step = (high - low).clamp_min(1e-8) / 255
        zero = torch.round(low / step)
        return torch.round(given / step).sub_(zero).clamp_(0, 255).add_(zero).mul_(step)

    @staticmethod
    def backward(_ctx: object, *grads: torch.Tensor) -> tuple[torch.Tensor, None]:
        return grads[0], None


class Coarse(nn.Module):
    """A linear layer that learns with rounded values and weights, so that rounding costs less when it is kept.

    (Jacob and others 2018, https://arxiv.org/abs/1712.05877)
    """

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        weights = Rounded.apply(self.linear.weight, True)
        return nn.functional.linear(Rounded.apply(values, False), weights, self.linear.bias)


def coarsen(part: nn.Module) -> None:
    """Lets every linear layer within learn with rounded numbers."""
    for name, own in part.named_children():
        if isinstance(own, nn.Linear):
            setattr(part, name, Coarse(own))
        else:
            coarsen(own)


def refine(part: nn.Module) -> None:
    """Takes back what `coarsen` did, and keeps what was learned."""
    for name, own in part.named_children():
        if isinstance(own, Coarse):
            setattr(part, name, own.linear)
        else:
            refine(own)


def vocabulary(base: Path) -> dict[str, int]:
    known: dict[str, int] = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return known


def kept_pieces(base: Path) -> list[str]:
    """The word pieces that are kept, those in Latin letters, in the order of the base."""
    known = sorted(vocabulary(base).items(), key=lambda pair: pair[1])
    return [piece for piece, _ in known if piece.isascii() and not piece.startswith("[unused")]


def rows_of(labelled: Labelled, kinds: Sequence[Kind], pieces: dict[str, int]) -> Iterator[Row]:
    """The windows of a labelled lesson with what its readers marked."""
    for window in windows_of(labelled.lesson, pieces):
        begin = window.sentences[0][2][0].place(0, 1)
        if labelled.read_to is not None and begin.source.position(begin.start)[0] > labelled.read_to:
            return
        marks = np.zeros((len(window.sentences), len(kinds)), np.float32)
        counts = np.ones_like(marks)
        spans = [one.place(first, last) for _, _, (one, first, last) in window.sentences]
        begins = tuple(span.source.position(span.start) for span in spans)
        ends = (span.source.position(max(span.start, span.end - 1)) for span in spans)
        lines = tuple((first, last) for (first, _), (last, _) in zip(begins, ends, strict=True))
        for number, own in enumerate(lines):
            for kind in labelled.kinds():
                if kind in kinds:
                    column = kinds.index(kind)
                    marks[number, column], counts[number, column] = mark(labelled, kind, own)
        bounds = [(start, end) for start, end, _ in window.sentences]
        yield Row(window.pieces, bounds, marks, counts, lines, begins)


def unlabelled_rows(kinds: int, pieces: dict[str, int], catalogue: Catalogue, measured: Measured) -> Iterator[Row]:
    """The first windows of the pages of the corpus in `unlabelled.txt`, without marks."""
    names = (line.removeprefix("@ ") for line in UNLABELLED.read_text(encoding="utf-8").splitlines())
    for lesson in pages_of(names, catalogue, measured):
        for window in islice(windows_of(lesson, pieces), MOST_OF_A_PAGE):
            none = np.zeros((len(window.sentences), kinds), np.float32)
            yield Row(window.pieces, [(start, end) for start, end, _ in window.sentences], none, none)


def batched(rows: Sequence[Row]) -> tuple[torch.Tensor, ...]:
    longest, most = max(len(row.pieces) for row in rows), max(len(row.bounds) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.long)
    pool = torch.zeros(len(rows), most, longest)
    marks = torch.zeros(len(rows), most, rows[0].marks.shape[1])
    counts = torch.zeros_like(marks)
    for at, row in enumerate(rows):
        ids[at, : len(row.pieces)] = torch.tensor(row.pieces)
        mask[at, : len(row.pieces)] = 1
        for number, (start, end) in enumerate(row.bounds):
            pool[at, number, start:end] = 1 / (end - start)
        marks[at, : len(row.bounds)] = torch.tensor(row.marks)
        counts[at, : len(row.bounds)] = torch.tensor(row.counts)
    return ids, mask, pool, marks, counts


def batches(rows: Sequence[Row], chance: np.random.Generator) -> list[list[int]]:
    """All rows in batches, those of like length together, in an order by chance."""
    order = sorted(range(len(rows)), key=lambda at: len(rows[at].pieces) + chance.random() * 60)
    parts = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    chance.shuffle(parts)
    return parts


def teach(network: Scored, rows: Sequence[Row], epochs: float, rate: float, head: float = 10.0) -> None:
    """Shows a network all windows with their marks, several times; its head learns `head` times as fast."""
    base = {"params": network.base.parameters(), "lr": rate}
    groups = [base, {"params": network.head.parameters(), "lr": head * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
    steps = int(epochs * ((len(rows) + BATCH - 1) // BATCH))
    pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda at: min(1.0, at / (WARM * steps)) * (1 - at / steps))
    chance, begun = np.random.default_rng(0), time.monotonic()
    network.train()
    parts = islice(chain.from_iterable(batches(rows, chance) for _ in count()), steps)
    total = 0.0
    for step, part in enumerate(parts, 1):
        ids, mask, pool, marks, counts = batched([rows[at] for at in part])
        scores = network.scores(ids, mask, pool)
        lost = nn.functional.binary_cross_entropy_with_logits(scores, marks, reduction="none")
        loss = (lost * counts).sum() / sum(len(rows[at].bounds) for at in part)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        pace.step()
        total += loss.item()
        if step % TOLD == 0:
            said = f"{step} of {steps}: {total / TOLD:.3f}, {time.monotonic() - begun:.0f} s"
            print(said, file=sys.stderr, flush=True)
            total = 0.0


@torch.no_grad()
def scores_of(rows: Sequence[Row], network: Scored) -> np.ndarray:
    """The scores of the sentences of rows, a row each."""
    network.eval()
    scores = []
    for row in rows:
        ids, mask, pool, _, _ = batched([row])
        scores.append(network.scores(ids, mask, pool)[0].numpy())
    return np.concatenate(scores) if scores else np.zeros((0, network.head.out_features), np.float32)


@torch.no_grad()
def marked(rows: Sequence[Row], networks: Sequence[Scored], shares: Sequence[float]) -> list[Row]:
    """Rows with what networks make of them together as their marks: chances instead of yes and no."""
    for network in networks:
        network.eval()
    found = list(rows)
    for part in batches(rows, np.random.default_rng(0)):
        ids, mask, pool, _, _ = batched([rows[at] for at in part])
        parts = zip(shares, networks, strict=True)
        chances = sum(share * network.scores(ids, mask, pool) for share, network in parts).sigmoid().numpy()
        for at, own in zip(part, chances, strict=True):
            marks = own[: len(rows[at].bounds)].astype(np.float32)
            found[at] = replace(rows[at], marks=marks, counts=np.full_like(marks, GUESSED))
    return found


def write(network: Scored, kinds: Sequence[Kind], pieces: Sequence[str]) -> None:
    """The network with weights of eight bits, its kinds in its notes, and its word pieces."""
    refine(network)
    network.shrink()
    examples = torch.randint(10, 100, (1, 40)), torch.rand(1, 3, 40)
    long, several = torch.export.Dim("pieces"), torch.export.Dim("sentences")
    shapes = ({1: long}, {1: several, 2: long})
    names = {"input_names": ["ids", "pool"], "output_names": ["scores"]}
    with TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(network, examples, whole, dynamic_shapes=shapes, dynamo=True, external_data=False, **names)
        quantize_dynamic(
            whole,
            small,
            per_channel=True,  # with one scale for a whole matrix the mean F1 of 45 lessons was .026 lower
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
            extra_options={"MatMulConstBOnly": True},
        )
        model = onnx.load(small)
    without_signs(model)
    onnx.helper.set_model_props(model, {"kinds": "\n".join(f"{facet}: {value}" for facet, value in kinds)})
    onnx.save(model, FOLDER / "network.onnx")
    (FOLDER / "pieces.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")


def without_signs(model: onnx.ModelProto) -> None:
    """Writes the eight bits of every weight as a number from 0 to 255, 128 of which is nothing.

    Values are such numbers already. Where a processor has no instruction of its own for products of eight bits (AVX2
    alone), ONNX Runtime adds two products of a number without and one with a sign in sixteen bits, which are too few:
    scores were off by .2 in the mean then, and by 1.9 at most. Without signs they are the same on every processor.
    """
    kept = {one.name: one for one in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            for name in (node.input[1], node.input[3]):
                if kept[name].data_type == onnx.TensorProto.INT8:
                    shifted = numpy_helper.to_array(kept[name]).astype(np.int16) + 128
                    kept[name].CopyFrom(numpy_helper.from_array(shifted.astype(np.uint8), name))


def mean_of(networks: Sequence[Scored]) -> Scored:
    """The first of networks with the mean of the weights of all, which began alike."""
    states = [network.state_dict() for network in networks]
    first = networks[0]
    first.load_state_dict(
        {
            name: sum(state[name] for state in states) / len(states) if value.is_floating_point() else value
            for name, value in states[0].items()
        }
    )
    return first


def half_of(labelled: Labelled) -> int:
    return crc32(labelled.lesson.path.encode()) % 2


def folders(description: str | None) -> argparse.ArgumentParser:
    """What both steps of teaching are told: where to begin, what to learn from, where to write."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--learn", nargs="+", type=Path, required=True)
    parser.add_argument("--weigh", nargs="+", type=Path, required=True)
    parser.add_argument("--heard", type=Path, required=True)
    parser.add_argument("--measured", nargs="*", type=Path, default=[])
    parser.add_argument("--write", action="store_true", help="write principles/judge")
    return parser


def main() -> None:
    parser = folders(__doc__)
    parser.add_argument("--larger", type=Path, required=True)
    options = parser.parse_args()
    catalogue, measured = load_catalogue(), Measured(options.measured)
    learned = [one for _, one in measured.without(lessons_of(options.learn, catalogue))]
    weighed = [one for _, one in measured.without(lessons_of(options.weigh, catalogue))]
    kinds = seen_kinds([*learned, *weighed])
    pieces = kept_pieces(options.base)
    numbers = {piece: number for number, piece in enumerate(pieces)}
    rows = [row for one in learned for row in rows_of(one, kinds, numbers)]
    rows_by_half = [[(one, list(rows_of(one, kinds, numbers))) for one in weighed if half_of(one) == h] for h in (0, 1)]
    every = [*rows, *(row for half in rows_by_half for _, own in half for row in own)]
    print(len(learned), "and", len(weighed), "lessons,", len(every), "windows,", len(kinds), "kinds", file=sys.stderr)
    heard, teachers = {}, []
    for half in (0, 1):
        teacher = Scored(options.base, pieces, len(kinds))
        teach(teacher, [*rows, *(row for _, own in rows_by_half[half] for row in own)], EPOCHS, RATE)
        heard |= {one.lesson.path: scores_of(own, teacher) for one, own in rows_by_half[1 - half]}
        teachers.append(teacher)
    np.savez(options.heard, **heard)
    larger = Scored(options.larger, pieces, len(kinds))
    teach(larger, every, LARGER_EPOCHS, LARGER_RATE)
    unlabelled = list(unlabelled_rows(len(kinds), numbers, catalogue, measured))
    every += marked(unlabelled, [*teachers, larger], [0.25, 0.25, 0.5])
    network = mean_of(teachers)
    even(network, every[:: len(every) // TRIED + 1])
    coarsen(network)
    begun = deepcopy(network)
    teach(network, every, LATER_EPOCHS, LATER_RATE)
    network = mean_of([network, begun])
    if options.write:
        write(network, kinds, pieces)


if __name__ == "__main__":
    main()
