"""Counts how often each cue was right on lessons that people have labelled, and writes `principles/cues/trust.json`.

    python bench/learn_trust.py LABELLED… [--write]

Each LABELLED is a folder as `labelled.py` describes it. A cue is right in a lesson when the kind was seen there, and in
its place when it was seen near by. The file that is written holds counts only. Without `--write` the gain is measured:
each lesson is weighed with the counts of the other lessons.
"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from labelled import Labelled, load, mean_f1, score

from checker.catalogue import Trust, load_catalogue, principles_folder
from checker.finders import Hit, fired
from checker.finders.weighing import weighed

Counts = dict[str, tuple[int, int, int, int]]
Read = tuple[Labelled, list[Hit]]


def tally(lessons: Iterable[Read]) -> Counts:
    """For each cue: lessons in which it was right, in which it fired; its places near a label, and all its places."""
    counts: Counts = {}
    for labelled, hits in lessons:
        for cue, (right, near, places) in _own(labelled, hits).items():
            r, n, p, q = counts.get(cue, (0, 0, 0, 0))
            counts[cue] = (r + right, n + 1, p + near, q + places)
    return dict(sorted(counts.items()))


def _own(labelled: Labelled, hits: Iterable[Hit]) -> dict[str, tuple[bool, int, int]]:
    own: dict[str, tuple[bool, int, int]] = {}
    for hit in hits:
        kind = (hit.evidence.facet, hit.evidence.value)
        right = labelled.verdict(kind) is not False
        line = hit.evidence.span.source.position(hit.evidence.span.start)[0]
        _, near, places = own.get(hit.cue.id, (right, 0, 0))
        own[hit.cue.id] = (right, near + (right and labelled.is_near(kind, line)), places + right)
    return own


def without(counts: Counts, labelled: Labelled, hits: Iterable[Hit]) -> dict[str, Trust]:
    """The trust in each cue, counted on the other lessons."""
    own = _own(labelled, hits)
    trust = {}
    for cue, (right, fired_in, near, places) in counts.items():
        is_right, is_near, has = own.get(cue, (False, 0, 0))
        trust[cue] = Trust(right - is_right, fired_in - (cue in own), near - is_near, places - has)
    return trust


def measure(lessons: list[Read]) -> None:
    """Prints the score without any counts, and with those of the other lessons for several thresholds."""
    plain = score((labelled, weighed(hits, {})) for labelled, hits in lessons)
    print(f"as written     mean F1 {mean_f1(plain):.3f}  {_places(plain)}")
    counts = tally(lessons)
    for least in (0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75):
        scores = score((one, weighed(hits, without(counts, one, hits), least)) for one, hits in lessons)
        facets = "  ".join(f"{facet[:6]} {own.f1:.2f}" for facet, own in scores.items())
        print(f"counted, {least:.2f}  mean F1 {mean_f1(scores):.3f}  {_places(scores)}  {facets}")


def _places(scores: dict) -> str:  # type: ignore[type-arg]
    true = sum(one.true for one in scores.values())
    near, places = sum(one.near for one in scores.values()), sum(one.places for one in scores.values())
    false = sum(one.false for one in scores.values())
    grounded = sum(one.grounded for one in scores.values())
    return f"precision {true / (true + false):.2f} grounded {grounded / true:.2f} near {near / places:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    catalogue = load_catalogue()
    lessons = [(one, fired(one.lesson, catalogue)) for folder in options.labelled for one in load(folder, catalogue)]
    if not options.write:
        measure(lessons)
        return
    rows = ",\n".join(f"{json.dumps(cue)}: {json.dumps(counts)}" for cue, counts in tally(lessons).items())
    text = f'{{"lessons": {len(lessons)}, "cues": {{\n{rows}\n}}}}\n'
    (principles_folder() / "cues" / "trust.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
