"""Counts how often each cue was right on lessons that people have labelled, and writes `principles/cues/trust.json`.

    python bench/learn_trust.py LABELLED [--write]

LABELLED is a folder with `lessons/*.md` and `labels/*.jsonl` (a line: `{"line": 4, "facet": …, "value": …}`). A cue is
right in a lesson when a label of its kind stands there at all. The file that is written holds counts only. Without
`--write` the gain is measured: each lesson is weighed with the counts of the other lessons.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from checker.catalogue import Catalogue, load_catalogue, principles_folder
from checker.catalogue.loading import trust_of
from checker.document import parse
from checker.finders import Hit, fired
from checker.finders.weighing import weighed
from checker.source import read
from checker.unit import read_lesson

NAMED = {("perspective", "people"), ("perspective", "place")}


@dataclass(frozen=True)
class Labelled:
    """One lesson: the cues that fired, and the kinds that a reader saw."""

    name: str
    hits: list[Hit]
    kinds: frozenset[tuple[str, str]]

    def counts(self) -> dict[str, bool]:
        """For each cue that fired, whether its kind was seen."""
        return {hit.cue.id: (hit.evidence.facet, hit.evidence.value) in self.kinds for hit in self.hits}


def load(folder: Path, catalogue: Catalogue) -> list[Labelled]:
    """The labelled lessons of a folder."""
    lessons = []
    for path in sorted((folder / "lessons").glob("*.md")):
        source = read(path, path.name)
        if source is None:
            continue
        rows = [json.loads(line) for line in (folder / "labels" / f"{path.stem}.jsonl").read_text("utf-8").splitlines() if line]
        kinds = frozenset((row["facet"], row["value"]) for row in rows)
        lesson = read_lesson(parse(source), catalogue.sections)
        lessons.append(Labelled(path.stem, fired(lesson, catalogue), kinds))
    return lessons


def tally(lessons: Iterable[Labelled]) -> dict[str, list[int]]:
    """For each cue in how many lessons it was right, and in how many it fired."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for lesson in lessons:
        for cue, is_right in lesson.counts().items():
            counts[cue][0] += is_right
            counts[cue][1] += 1
    return dict(sorted(counts.items()))


def measure(lessons: list[Labelled], least: float, learned: bool) -> Mapping[str, tuple[int, int, int]]:
    """True, false and missed kinds a facet, each lesson weighed with the counts of the others."""
    whole = tally(lessons)
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for lesson in lessons:
        own = lesson.counts()
        trust = {cue: trust_of(r - own.get(cue, 0), n - (cue in own)) for cue, (r, n) in whole.items()} if learned else {}
        found = {(one.facet, one.value) for one in weighed(lesson.hits, trust, least)}
        for kind in found | lesson.kinds:
            if kind in NAMED or kind[0] in ("source", "wording"):
                continue
            totals[kind[0]][0 if kind in found and kind in lesson.kinds else 1 if kind in found else 2] += 1
    return {facet: (t, f, m) for facet, (t, f, m) in sorted(totals.items())}


def f1(counts: tuple[int, int, int]) -> float:
    """The harmonic mean of precision and recall."""
    true, false, missed = counts
    return 2 * true / (2 * true + false + missed) if true else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lessons = load(options.labelled, load_catalogue())
    if options.write:
        counts = json.dumps({"lessons": len(lessons), "cues": tally(lessons)}, separators=(",", ":")).replace("],", "],\n")
        (principles_folder() / "cues" / "trust.json").write_text(counts + "\n", encoding="utf-8")
        return
    for name, learned, least in [("as written", False, 0.62)] + [("learned", True, n / 100) for n in range(40, 90, 5)]:
        scores = measure(lessons, least, learned)
        mean = sum(f1(counts) for counts in scores.values()) / len(scores)
        print(f"{name} {least:.2f}: mean {mean:.3f}  " + "  ".join(f"{facet[:6]} {f1(c):.2f}" for facet, c in scores.items()))


if __name__ == "__main__":
    main()
