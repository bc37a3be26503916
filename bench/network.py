"""Teaches the network of the judge (`principles/judge/network.onnx`) with labelled lessons; one command makes it again.

    python bench/network.py --base FOLDER --learn FOLDER … [--write]

`--base` is the model of English sentences that it starts from: `all-MiniLM-L6-v2` (Apache License 2.0), a folder with
`config.json`, `model.safetensors` and `vocab.txt` or `tokenizer.json`. Each FOLDER of lessons is as `labelled.py`
describes it; `bench/labels/corpus-*.txt` stands for labelled lessons of the corpus ($MANYMEANS_CORPUS). Name none of
the lessons here that `bench/learn.py --weigh` is given. Takes some twenty minutes on two cores.

Needs PyTorch, Transformers, ONNX, ONNX Script and ONNX Runtime beside the project.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from labelled import Kind, Labelled
from learn import FOLDER, LEAST_LABELS, lessons_of, mark, seen_kinds
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import AutoModel

from checker.catalogue import load_catalogue
from checker.facts import load_facts
from checker.finders.judging import name_words
from checker.finders.judging.network import windows
from checker.finders.names import find_names
from checker.finders.reading import read

EPOCHS, RATE, BATCH, WARM, DECAY = 4, 2e-4, 16, 0.1, 0.01
SMALL_BIAS = -4.0


@dataclass(frozen=True)
class Row:
    """One window: its pieces, and of each sentence the pieces, the marks and how much each mark counts."""

    pieces: tuple[int, ...]
    bounds: list[tuple[int, int]]
    marks: np.ndarray
    counts: np.ndarray


class Scored(nn.Module):
    """The base with a score for each kind: the mean of the pieces of a sentence, weighed."""

    def __init__(self, base: str, kinds: int) -> None:
        super().__init__()
        quiet = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
        self.base = AutoModel.from_pretrained(base, dtype=torch.float32, attn_implementation="sdpa", **quiet)
        self.head = nn.Linear(self.base.config.hidden_size, kinds)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.constant_(self.head.bias, SMALL_BIAS)

    def forward(self, ids: torch.Tensor, pool: torch.Tensor) -> torch.Tensor:
        """The scores of the sentences of one window."""
        return self.head(torch.bmm(pool, self.base(input_ids=ids).last_hidden_state))


def known_pieces(base: Path) -> tuple[list[str], list[int]]:
    """The word pieces that are kept, those in Latin letters, and their rows in the base."""
    vocabulary = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    rows = sorted((number, piece) for piece, number in vocabulary.items())
    kept = [(number, piece) for number, piece in rows if piece.isascii() and not piece.startswith("[unused")]
    return [piece for _, piece in kept], [number for number, _ in kept]


def rows_of(labelled: Labelled, kinds: Sequence[Kind], pieces: dict[str, int]) -> Iterator[Row]:
    people = [found.name for found in find_names(labelled.lesson, load_facts()) if found.value == "people"]
    for window in windows(read(labelled.lesson), name_words(people), pieces):
        marks = np.zeros((len(window.sentences), len(kinds)), np.float32)
        counts = np.ones_like(marks)
        for number, (_, _, (one, first, last)) in enumerate(window.sentences):
            span = one.place(first, last)
            lines = tuple(span.source.position(end)[0] for end in (span.start, max(span.start, span.end - 1)))
            for kind in labelled.kinds():
                if kind in kinds:
                    column = kinds.index(kind)
                    marks[number, column], counts[number, column] = mark(labelled, kind, lines)
        yield Row(window.pieces, [(start, end) for start, end, _ in window.sentences], marks, counts)


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


def teach(network: Scored, rows: Sequence[Row]) -> None:
    """Four times through all windows, those of like length together."""
    groups = [
        {"params": network.base.parameters(), "lr": RATE},
        {"params": network.head.parameters(), "lr": 10 * RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    steps = EPOCHS * ((len(rows) + BATCH - 1) // BATCH)
    pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda at: min(1.0, at / (WARM * steps)) * (1 - at / steps))
    chance, begun = np.random.default_rng(0), time.monotonic()
    network.train()
    for epoch in range(EPOCHS):
        order = sorted(range(len(rows)), key=lambda at: len(rows[at].pieces) + chance.random() * 60)
        parts = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        chance.shuffle(parts)
        total = 0.0
        for part in parts:
            ids, mask, pool, marks, counts = batched([rows[at] for at in part])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                heard = network.base(input_ids=ids, attention_mask=mask).last_hidden_state
            scores = network.head(torch.bmm(pool, heard.float()))
            lost = nn.functional.binary_cross_entropy_with_logits(scores, marks, reduction="none")
            loss = (lost * counts).sum() / sum(len(rows[at].bounds) for at in part)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            pace.step()
            total += loss.item()
        print(f"{epoch + 1} of {EPOCHS}: {total / len(parts):.3f}, {time.monotonic() - begun:.0f} s", file=sys.stderr)


def write(network: Scored, kinds: Sequence[Kind], pieces: Sequence[str]) -> None:
    """The network with weights of eight bits, its kinds in its notes, and its word pieces."""
    network.eval()
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
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
            extra_options={"MatMulConstBOnly": True},
        )
        model = onnx.load(small)
    onnx.helper.set_model_props(model, {"kinds": "\n".join(f"{facet}: {value}" for facet, value in kinds)})
    onnx.save(model, FOLDER / "network.onnx")
    (FOLDER / "pieces.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--learn", nargs="+", required=True)
    parser.add_argument("--write", action="store_true", help="write principles/judge")
    options = parser.parse_args()
    torch.manual_seed(0)
    catalogue = load_catalogue()
    lessons = [labelled for _, labelled, _ in lessons_of(options.learn, False, catalogue)]
    kinds = seen_kinds(lessons, LEAST_LABELS)
    pieces, kept = known_pieces(options.base)
    numbers = {piece: number for number, piece in enumerate(pieces)}
    rows = [row for labelled in lessons for row in rows_of(labelled, kinds, numbers)]
    print(len(lessons), "lessons,", len(rows), "windows,", len(kinds), "kinds", file=sys.stderr)
    network = Scored(str(options.base), len(kinds))
    words = network.base.embeddings.word_embeddings
    network.base.embeddings.word_embeddings = nn.Embedding.from_pretrained(words.weight[kept].clone(), freeze=False)
    teach(network, rows)
    if options.write:
        write(network, kinds, pieces)


if __name__ == "__main__":
    main()
