"""Sources found in lessons, listed for a reader, and precision and recall computed from what the reader judged.

    MANYMEANS_CORPUS=… python bench/works.py list [--number 20] [--seed 41] [--text]
    python bench/works.py figures

`list` prints the sources found in the sample curriculum and in a seeded sample of corpus lessons (of 80 words or more),
`--text` the lessons too; it writes nothing. The reader's judgments stand in `bench/judgments/source.jsonl`, one line
for each source found (`{"path", "line", "what", "right", "cause"}`), and in `bench/judgments/missed/source.jsonl` for
each source that was not found. No line holds text of a lesson but the host or a short name.
"""

import argparse
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from checker.catalogue import load_catalogue
from checker.document import parse
from checker.finders.works import works_in
from checker.findings import Work
from checker.measures import interval
from checker.source import Source, read
from checker.unit import Lesson, read_lesson

_ROOT = Path(__file__).parents[1]
_FOUND = _ROOT / "bench" / "judgments" / "source.jsonl"
_MISSED = _ROOT / "bench" / "judgments" / "missed" / "source.jsonl"
_LEAST_WORDS = 80


def lessons(corpus: Path | None, number: int, seed: int) -> Iterator[tuple[Source, Lesson]]:
    """The lessons of the sample curriculum, then a seeded sample of the corpus in English."""
    catalogue = load_catalogue()
    for path in sorted((_ROOT / "curriculum").rglob("*.md")):
        yield _read(path, path.relative_to(_ROOT).as_posix(), catalogue.sections)
    if corpus is None:
        return
    paths = sorted(path for path in corpus.rglob("*.md") if path.is_file())
    random.Random(seed).shuffle(paths)
    taken = 0
    for path in paths:
        source, lesson = _read(path, path.relative_to(corpus).as_posix(), catalogue.sections)
        if taken < number and lesson.language == "en" and lesson.words >= _LEAST_WORDS:
            taken += 1
            yield source, lesson


def _read(path: Path, shown: str, sections: object) -> tuple[Source, Lesson]:
    source = read(path, shown)
    if source is None:
        raise SystemExit(f"{path} holds no text")
    return source, read_lesson(parse(source), sections)  # type: ignore[arg-type]


def shown(work: Work) -> str:
    """One source on a line."""
    lines = [str(place.source.position(place.start)[0]) for place in work.places]
    words = f"  {lines[0]:>5} {work.kind:8} {work.found:9} {work.title[:70]!r} {work.url[:60]}"
    return f"{words} (lines {', '.join(lines[:6])})"


def listing(corpus: Path | None, number: int, seed: int, with_text: bool) -> Iterator[str]:
    names = load_catalogue().works
    for source, lesson in lessons(corpus, number, seed):
        yield f"== {source.path} ({lesson.words} words)"
        if with_text:
            yield from (f"{at:5}| {line[:240]}" for at, line in enumerate(source.text.splitlines(), 1) if line.strip())
        yield from (shown(work) for work in works_in(lesson, names))


def figures() -> str:
    """Precision and recall from the judgments, over all and by where the lessons come from."""
    found, missed = _rows(_FOUND), _rows(_MISSED)
    lines = []
    for name, is_own in (("all", None), ("sample curriculum", True), ("corpus lessons", False)):
        mine = [row for row in found if is_own is None or row["path"].startswith("curriculum/") is is_own]
        lost = [row for row in missed if is_own is None or row["path"].startswith("curriculum/") is is_own]
        right = sum(bool(row["right"]) for row in mine)
        lines.append(f"{name}: precision {_share(right, len(mine))}, recall {_share(right, right + len(lost))}")
    causes = Counter(row.get("cause", "") for row in [*found, *missed] if not row.get("right"))
    lines += [f"  {count:3} {cause}" for cause, count in causes.most_common() if cause]
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    low, high = interval(part, whole)
    return f"{part}/{whole} = {part / max(1, whole):.2f} ({low:.2f} to {high:.2f})"


def _rows(path: Path) -> list[dict[str, object]]:
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("list", "figures"))
    parser.add_argument("--number", type=int, default=20)
    parser.add_argument("--seed", type=int, default=41)
    parser.add_argument("--text", action="store_true")
    options = parser.parse_args()
    if options.command == "figures":
        print(figures())
        return 0
    corpus = os.environ.get("MANYMEANS_CORPUS")
    if not corpus:
        print("MANYMEANS_CORPUS names no corpus: the sample curriculum alone is listed.", file=sys.stderr)
    for line in listing(Path(corpus) if corpus else None, options.number, options.seed, options.text):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
