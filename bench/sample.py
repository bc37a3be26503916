"""Seeded samples of hits to be judged by reading, and the figures computed from the judgments.

    MANYMEANS_CORPUS=… python bench/sample.py draw [--finder FACET | --rule RULE] [--number 30] [--seed 1]
    python bench/sample.py figures [--write]

`draw` prints hits with the lines around them, for a reader; it writes nothing. The reader's judgments stand in
`bench/judgments/<finder or rule>.jsonl`: `{"path", "line", "what", "right", "cause"}` a line, no text of a lesson;
`"gone": true` marks a finding that the rule, once mended, no longer says.
`figures` computes the precision of each file from it; `--write` puts the table into `docs/precision.md`.
"""

import argparse
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checker.catalogue import load_catalogue
from checker.engine import LessonReader, check, evidence_in
from checker.findings import Outcome
from checker.settings import Settings
from checker.source import Span
from checker.unit import Found

JUDGMENTS = Path(__file__).parent / "judgments"
LABELS = Path(__file__).parent / "labels"
UNLABELLED = LABELS / "unlabelled.txt"
PAGE = Path(__file__).parents[1] / "docs" / "precision.md"
_AROUND = 3
_LESSONS = 600


def labelled() -> frozenset[str]:
    """The lessons that cue writers and the judge have learned from: hits there say nothing of others.

    `unlabelled.txt` lists pages that nobody labelled as a whole: the network's teachers said what they made of them.
    """
    texts = (path.read_text(encoding="utf-8") for path in (*LABELS.glob("corpus-*.txt"), UNLABELLED))
    return frozenset(line[2:].strip() for text in texts for line in text.splitlines() if line.startswith("@ "))


def draw(corpus: Path, finder: str, rule: str, number: int, seed: int) -> Iterator[tuple[str, Span]]:
    """A sample of hits over a seeded sample of lessons: at most one of a kind a lesson, so that no lesson rules it."""
    catalogue, settings = load_catalogue(), Settings(all_files=True)
    reader = LessonReader(catalogue, settings)
    known = labelled()
    paths = sorted(
        path for path in corpus.rglob("*.md") if path.is_file() and path.relative_to(corpus).as_posix() not in known
    )
    chance = random.Random(seed)
    hits: list[tuple[str, Span]] = []
    for path in chance.sample(paths, min(_LESSONS, len(paths))):
        unit = reader.unit(path.as_posix(), [Found(path, path.relative_to(corpus).as_posix())])
        if finder:
            own = [(one.kind, one.span) for one in evidence_in(unit, catalogue)[0] if one.facet == finder]
        else:
            found = check(unit, catalogue, settings).findings
            own = [(one.message, one.place) for one in found if one.rule == rule and one.outcome is Outcome.NOT_MET]
        hits += {what: (what, span) for what, span in reversed(own)}.values()
    return iter(chance.sample(hits, min(number, len(hits))))


def shown(what: str, span: Span) -> str:
    """A hit with the lines around it."""
    first, column = span.source.position(span.start)
    last, _ = span.source.position(span.end)
    around = range(max(1, first - _AROUND), min(len(span.source.line_starts), last + _AROUND) + 1)
    lines = [f"{'>' if first <= line <= last else ' '} {line:5} {span.source.line_text(line)[:300]}" for line in around]
    return "\n".join([f"== {what} at {span.source.path}:{first}:{column}: {span.text[:120]!r}", *lines])


def figures() -> str:
    """The table of judged samples."""
    head = "| finder or rule | judged | right | precision | causes of the wrong ones | no longer said: wrong, right |"
    rows = [head, "|---|---:|---:|---:|---|---:|"]
    for path in sorted(JUDGMENTS.glob("*.jsonl")):
        every = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        judged, gone = still_said(every), [one for one in every if one.get("gone")]
        right = sum(bool(one["right"]) for one in judged)
        causes = Counter(one.get("cause", "") for one in judged if not one["right"])
        named = "; ".join(f"{cause} {count}" for cause, count in causes.most_common() if cause)
        share = f"{right / len(judged):.2f}" if judged else ""
        lost = sum(bool(one["right"]) for one in gone)
        before = f"{len(gone) - lost}, {lost}" if gone else ""
        rows.append(f"| {path.stem} | {len(judged)} | {right} | {share} | {named} | {before} |")
    return "\n".join(rows)


def still_said(judgments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The judgments of findings that are said still; `gone` marks one that a mended rule no longer says."""
    return [one for one in judgments if not one.get("gone")]


_INTRODUCTION = """\
# How often a finding is right

Each finder, and each rule that reports something not met, was asked on a seeded sample of lessons of public curricula,
and a sample of its hits was judged by reading. The judgments (path, place, right or wrong) are kept in
`bench/judgments`; this page is computed from them by `python bench/sample.py figures --write`. A rule without such a
sample, or with a poor one, is *preview*: it is shown, and never makes a run fail.

A rule of at least six judged findings with fewer than one in three right has its findings wait behind a line, in the
terminal and in pages; see `checker/absences.py`.

Rules were mended after their samples were read. What a rule no longer says since then stands in the last column, what
was wrong of it and what was right. So the figures of the rules are of pages that were read while mending: expect less
on others.
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("draw", "figures"))
    parser.add_argument("--finder", default="")
    parser.add_argument("--rule", default="")
    parser.add_argument("--number", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.command == "figures":
        table = figures()
        if options.write:
            PAGE.write_text(f"{_INTRODUCTION}\n{table}\n", encoding="utf-8")
        print(table)
        return 0
    corpus = os.environ.get("MANYMEANS_CORPUS")
    if not corpus:
        print("MANYMEANS_CORPUS names no corpus: nothing is drawn.", file=sys.stderr)
        return 0
    for what, span in draw(Path(corpus), options.finder, options.rule, options.number, options.seed):
        print(shown(what, span), end="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
