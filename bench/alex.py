"""ManyMeans and alex 11 on the same lessons in the same run: how many warnings, and seeded samples to be judged.

    MANYMEANS_CORPUS=… python bench/alex.py run --alex node_modules/.bin/alex [--folder FOLDER] [--number 60] [--seed 1]
    python bench/alex.py figures

alex is installed apart (`npm i alex@11`). `run` prints the warnings of both tools, alex's by kind, and seconds; with a
folder it writes a sample of each tool with the lines around it, for a reader. Judgments stand in
`bench/judgments/beside-alex`; `figures` puts them side by side.
"""

import argparse
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from wording import end, hits, judgments

JUDGMENTS = Path(__file__).parent / "judgments" / "beside-alex"
_BATCH = 200
_AROUND = 2
_ENDINGS = (".md", ".mdx", ".markdown")


class Warned(NamedTuple):
    """A warning: path, line, what it is about, and what it says."""

    path: str
    line: int
    what: str
    said: str


def alex_on(command: Path, corpus: Path, paths: Sequence[Path]) -> Iterator[Warned]:
    """The warnings of alex on some files."""
    for at in range(0, len(paths), _BATCH):
        batch = [path.relative_to(corpus).as_posix() for path in paths[at : at + _BATCH]]
        call = [str(command.resolve()), "--quiet", *batch]
        done = subprocess.run(call, cwd=corpus, capture_output=True, text=True, check=False)
        yield from _read(done.stderr + done.stdout)


_ROW = re.compile(r"\s*(\d+):\d+(?:-\d+:\d+)?\s+(?:warning|error)\s+(.+?)\s{2,}(\S+)\s+(\S+)\s*$")


def _read(report: str) -> Iterator[Warned]:
    """The warnings in alex's report: a line with the file, then a line for each warning."""
    path = ""
    for line in _COLOR.sub("", report).splitlines():
        if found := _ROW.match(line):
            yield Warned(path, int(found[1]), f"{found[4]}/{found[3]}", found[2])
        elif line.strip().endswith(_ENDINGS):
            path = line.strip()


_COLOR = re.compile(r"\x1b\[[0-9;]*m")


def sample(found: Sequence[Warned], number: int, seed: int) -> list[Warned]:
    """A seeded sample."""
    return sorted(random.Random(seed).sample(list(found), min(number, len(found))))


def shown(corpus: Path, found: Sequence[Warned]) -> str:
    """Warnings with the lines around them."""
    parts = []
    for at, one in enumerate(found):
        lines = (corpus / one.path).read_text(encoding="utf-8", errors="replace").splitlines()
        around = range(max(1, one.line - _AROUND), min(len(lines), one.line + _AROUND) + 1)
        text = "\n".join(f"{'>' if line == one.line else ' '} {line:5} {lines[line - 1][:300]}" for line in around)
        parts.append(f"== {at} {one.path}:{one.line} {one.what}: {one.said}\n{text}")
    return "\n\n".join(parts) + "\n"


def run(options: argparse.Namespace, corpus: Path) -> None:
    paths = sorted(path for path in corpus.rglob("*") if path.suffix in _ENDINGS and path.is_file())
    start = time.monotonic()
    own = [Warned(hit.path, hit.line, hit.term, hit.text) for hit in hits(corpus)]
    between = time.monotonic()
    alex = list(alex_on(options.alex, corpus, paths))
    end = time.monotonic()
    print(f"{len(paths)} lessons")
    print(f"alex: {len(alex)} warnings in {len({one.path for one in alex})} lessons, {end - between:.0f} s")
    print(f"ManyMeans: {len(own)} places in {len({one.path for one in own})} lessons, {between - start:.0f} s")
    for what, count in Counter(one.what for one in alex).most_common(25):
        print(f"  {count:6} {what}")
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
        for name, found in (("alex", alex), ("alex-manymeans", own)):
            text = shown(corpus, sample(found, options.number, options.seed))
            (options.folder / f"{name}.txt").write_text(text, encoding="utf-8")


def figures() -> str:
    """The judged samples side by side."""
    rows = ["| tool | judged | right | share | causes of the wrong ones |", "|---|---:|---:|---:|---|"]
    for name, file in (("alex 11", "alex"), ("ManyMeans", "alex-manymeans")):
        path = JUDGMENTS / f"{file}.jsonl"
        judged = judgments(path)
        right = sum(bool(one["right"]) for one in judged)
        causes = Counter(one.get("cause", "") for one in judged if not one["right"])
        named = "; ".join(f"{cause} {count}" for cause, count in causes.most_common() if cause)
        rows.append(f"| {name} | {len(judged)} | {right} | {right / len(judged):.2f} | {named} |")
    return "\n".join(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("run", "figures"))
    parser.add_argument("--alex", type=Path, default=Path("node_modules/.bin/alex"))
    return end(parser, 60, figures, run)


if __name__ == "__main__":
    sys.exit(main())
