"""Whether every place that ManyMeans prints is true: the slice of the file at a place is the text given for it.

    MANYMEANS_CORPUS=… python bench/places.py [--lessons N] [--seed S] [--only runs|evidence]

Three questions, over all files of the corpus: does the slice at the span of each run of each block equal the run's
text, save for causes that are named and counted; do line and column of each row of evidence lead to its `text`; and do
those of each finding and of what it rests on. Lines and columns are looked up in the file's own text, read anew.
"""

import argparse
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from checker.catalogue import Catalogue, load_catalogue  # noqa: E402 - the folder above must be known first
from checker.document import Document, Run, parse  # noqa: E402
from checker.engine import check, evidence_in, units_of  # noqa: E402
from checker.outputs.rows import evidence_row, place_row  # noqa: E402
from checker.settings import Settings  # noqa: E402
from checker.source import decode, read  # noqa: E402

EQUAL, MISMATCH = "equal", "MISMATCH"


def main() -> int:
    arguments = _arguments()
    corpus = os.environ.get("MANYMEANS_CORPUS")
    if not corpus:
        print("Skipped: MANYMEANS_CORPUS names no corpus.")
        return 0
    paths = sorted(path for path in Path(corpus).rglob("*.md") if path.is_file())
    if arguments.lessons:
        paths = sorted(random.Random(arguments.seed).sample(paths, min(arguments.lessons, len(paths))))
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with Pool() as pool:
        for work in (_runs, _evidence):
            if arguments.only in ("", work.__name__.strip("_")):
                for more, mismatches in pool.imap(work, paths, chunksize=16):
                    counts.update(more)
                    wrong += mismatches
    for name, count in sorted(counts.items()):
        print(f"{name:60} {count:12,}")
    print(f"{len(wrong):,} mismatches in {len(paths):,} files", *wrong[:20], sep="\n  ")
    return 1 if wrong else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compares the slice of the file at each place with its text.")
    parser.add_argument("--lessons", type=int, default=0, help="look at a sample of so many files")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the sample")
    parser.add_argument("--only", choices=("", "runs", "evidence"), default="", help="ask one question only")
    return parser.parse_args()


def _runs(path: Path) -> tuple[Counter[str], list[str]]:
    """Counts of the runs of a file, by what parts their text from the slice."""
    source = read(path, path.as_posix())
    counts, wrong = Counter({"files": 1}), []
    if source is None:
        return counts, wrong
    document = parse(source)
    for run in _all_runs(document):
        cause = cause_of(run)
        counts[f"runs: {cause}"] += 1
        if cause == MISMATCH:
            wrong.append(f"{path}:{source.position(run.span.start)[0]}: {run.text!r} is not {run.span.text!r}")
    for name, count in _misplaced(document).items():
        counts[name] += count
        wrong += [f"{path}: {name}"] * bool(count)
    return counts, wrong


def _all_runs(document: Document) -> Iterator[Run]:
    for block in document.walk():
        yield from block.title
        yield from block.runs


def _misplaced(document: Document) -> Counter[str]:
    """Runs outside the file, and pairs of runs of a block that are not in the order of the file."""
    length, found = len(document.source.text), Counter({"runs out of the file": 0, "runs out of order": 0})
    for run in _all_runs(document):
        found["runs out of the file"] += not 0 <= run.span.start <= run.span.end <= length
    for block in document.walk():
        found["runs out of order"] += sum(a.span.start > b.span.start for a, b in pairwise(block.runs))
    return found


def cause_of(run: Run) -> str:
    """What parts the text of a run from the slice of the file at its span."""
    text, raw = run.text, run.span.text
    if text == raw:
        return EQUAL
    if not text:
        return "mark without words (break, picture, task box, note)"
    return next((name for name, made in _CAUSES if made(text, raw)), MISMATCH)


def _lines_joined(text: str, raw: str) -> bool:
    return _bare(text) == _bare(raw)


def _bare(text: str) -> str:
    return re.sub(r"[\s>]+", "", text)


def _is_blanked(text: str, raw: str) -> bool:
    """Whether the text is the slice with braced parts blanked, and blanks of addresses closed up."""
    return len(text) == len(raw) and all(a in (b, " ", "_") for a, b in zip(text, raw, strict=True))


_CAUSES = (
    ("line end", lambda text, raw: text.rstrip("\n") == re.sub(r"\r\n?", "\n", raw).rstrip("\n")),
    ("tab", lambda text, raw: text == raw.expandtabs(4) or (text.isspace() and raw.isspace())),
    ("blanked template tag or attribute list", _is_blanked),
    ("entity", lambda text, raw: text == unescape(raw)),
    ("attribute of a tag", lambda text, raw: raw.startswith("<") and text in unescape(raw)),
    ("pipe in a table", lambda text, raw: text == raw.replace("\\|", "|")),
    ("code over several lines", _lines_joined),
)


def _evidence(path: Path) -> tuple[Counter[str], list[str]]:
    """Counts of the rows of evidence and of findings of a file, and those whose place does not hold their text."""
    catalogue, settings = _catalogue(), Settings(all_files=True)
    counts, wrong = Counter(), []
    for unit in units_of([path], catalogue, settings):
        evidence, _, crashes = evidence_in(unit, catalogue)
        rows = [("evidence", evidence_row(found)) for found in evidence]
        report = check(unit, catalogue, settings)
        for finding in report.findings:
            rows.append(("finding", place_row(finding.place)))
            rows += [("evidence of a finding", evidence_row(found)) for found in finding.evidence]
        counts["crashes"] += len(crashes) + len(report.crashes)
        wrong += [f"{crash.unit}: {crash.trace.splitlines()[-1]}" for crash in (*crashes, *report.crashes)]
        for name, row in rows:
            counts[f"rows: {name}"] += 1
            if _slice(row) != row["text"]:
                wrong.append(f"{row['path']}:{row['line']}:{row['column']}: {_slice(row)!r} is not {row['text']!r}")
    return counts, wrong


@cache
def _catalogue() -> Catalogue:
    return load_catalogue()


def _slice(row: dict[str, Any]) -> str:
    """The text between two places of a file, each a line and a column from 1."""
    lines = _lines(row["path"])
    first, last = row["line"] - 1, row["end_line"] - 1
    if first == last:
        return lines[first][row["column"] - 1 : row["end_column"] - 1]
    inner = "".join(lines[first + 1 : last])
    return lines[first][row["column"] - 1 :] + inner + lines[last][: row["end_column"] - 1]


@cache
def _lines(path: str) -> list[str]:
    """The lines of a file with their ends, as an editor counts them."""
    return re.split(r"(?<=\n)|(?<=\r)(?!\n)", decode(Path(path).read_bytes()) or "")


if __name__ == "__main__":
    raise SystemExit(main())
