"""Which terms of the wording packs occur in a corpus, and seeded samples of their hits to be judged by reading.

    MANYMEANS_CORPUS=… python bench/wording.py hits
    MANYMEANS_CORPUS=… python bench/wording.py draw --folder FOLDER [--number 40] [--seed 1]
    python bench/wording.py figures

`hits` prints a table of hits by pack and term; `draw` writes one file a pack with a sample of hits and the lines
around them, for a reader. Judgments stand in `bench/judgments/wording-<pack>.jsonl`, as those of `bench/sample.py` do,
with the term as `what`; `figures` prints the precision of each pack and of each term that was wrong.
"""

import argparse
import json
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from checker.catalogue import Catalogue, load_catalogue
from checker.engine import LessonReader
from checker.finders import find_wording
from checker.settings import Settings
from checker.unit import Found, Lesson

JUDGMENTS = Path(__file__).parent / "judgments"
_AROUND = 2
_ENDINGS = (".md", ".mdx", ".markdown")


class Hit(NamedTuple):
    """A term at a place of a lesson, with the lines around it."""

    term: str
    path: str
    line: int
    text: str
    around: str

    @property
    def pack(self) -> str:
        return self.term.partition("/")[0]


def hits(corpus: Path) -> list[Hit]:
    """All wording hits in the author's voice, in the order of the files."""
    paths = sorted(path for path in corpus.rglob("*") if path.suffix in _ENDINGS and path.is_file())
    with ProcessPoolExecutor(initializer=_start) as pool:
        found = pool.map(_hits, [corpus] * len(paths), paths, chunksize=32)
        return [hit for own in found for hit in own]


_catalogue: Catalogue | None = None


def _start() -> None:
    global _catalogue  # noqa: PLW0603 - what a process keeps for all its lessons
    _catalogue = load_catalogue()


def _hits(corpus: Path, path: Path) -> list[Hit]:
    if _catalogue is None:
        raise RuntimeError("the process was not started for this work")
    reader = LessonReader(_catalogue, Settings(all_files=True))
    lesson = reader.lesson(Found(path, path.relative_to(corpus).as_posix()))
    return list(_of_lesson(lesson, _catalogue)) if isinstance(lesson, Lesson) else []


def _of_lesson(lesson: Lesson, catalogue: Catalogue) -> Iterator[Hit]:
    for found in find_wording(lesson, catalogue.wording):
        if found.voice == "author":
            source = found.span.source
            line = source.position(found.span.start)[0]
            last = min(len(source.line_starts), line + _AROUND)
            rows = range(max(1, line - _AROUND), last + 1)
            around = "\n".join(f"{'>' if at == line else ' '} {at:5} {source.line_text(at)[:400]}" for at in rows)
            yield Hit(found.cue.removeprefix("wording/"), source.path, line, found.span.text, around)


def table(found: list[Hit]) -> str:
    """Hits and lessons by term."""
    lessons: dict[str, set[str]] = defaultdict(set)
    for hit in found:
        lessons[hit.term].add(hit.path)
    counts = Counter(hit.term for hit in found)
    rows = [f"| {term} | {count} | {len(lessons[term])} |" for term, count in sorted(counts.items())]
    return "\n".join(["| term | hits | lessons |", "|---|---:|---:|", *rows, f"| all | {len(found)} | |"])


def draw(found: list[Hit], number: int, seed: int) -> dict[str, list[Hit]]:
    """A sample of each pack: at most one hit of a term a lesson, so that no lesson rules it."""
    chance = random.Random(seed)
    firsts = {(hit.term, hit.path): hit for hit in reversed(found)}
    packs: dict[str, list[Hit]] = defaultdict(list)
    for hit in firsts.values():
        packs[hit.pack].append(hit)
    return {
        pack: sorted(chance.sample(own, min(number, len(own))), key=lambda hit: (hit.term, hit.path))
        for pack, own in sorted(packs.items())
    }


def figures() -> str:
    """Precision by pack, and the wrong hits by term."""
    rows = ["| pack | judged | right | precision | wrong by term |", "|---|---:|---:|---:|---|"]
    for path in sorted(JUDGMENTS.glob("wording-*.jsonl")):
        judged = judgments(path)
        right = sum(bool(one["right"]) for one in judged)
        wrong = Counter(one["what"] for one in judged if not one["right"])
        named = "; ".join(f"{term} {count}" for term, count in wrong.most_common())
        pack = path.stem.removeprefix("wording-")
        rows.append(f"| {pack} | {len(judged)} | {right} | {right / len(judged):.2f} | {named} |")
    return "\n".join(rows)


def judgments(path: Path) -> list[Mapping[str, Any]]:
    """The judgments of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def end(
    parser: argparse.ArgumentParser,
    number: int,
    figures: Callable[[], str],
    run: Callable[[argparse.Namespace, Path], None],
) -> int:
    """Reads the arguments and prints figures, or runs on the corpus; without one it says so and ends well."""
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--number", type=int, default=number)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    corpus = os.environ.get("MANYMEANS_CORPUS")
    if options.command == "figures":
        print(figures())
    elif corpus:
        run(options, Path(corpus))
    else:
        print("MANYMEANS_CORPUS names no corpus: nothing is counted.", file=sys.stderr)
    return 0


def _run(options: argparse.Namespace, corpus: Path) -> None:
    found = hits(corpus)
    print(table(found))
    if options.command == "draw" and options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
        for pack, own in draw(found, options.number, options.seed).items():
            parts = (f"== {n} {hit.term} {hit.path}:{hit.line} {hit.text!r}\n{hit.around}" for n, hit in enumerate(own))
            text = "\n\n".join(parts)
            (options.folder / f"{pack}.txt").write_text(text + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("hits", "draw", "figures"))
    return end(parser, 40, figures, _run)


if __name__ == "__main__":
    sys.exit(main())
