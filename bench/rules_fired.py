"""How often each rule answers what over a whole corpus, and the seconds that all of it took.

    MANYMEANS_CORPUS=… python bench/rules_fired.py [--write | --units] [--lessons N] [--jobs 2]

Each file is one unit, or with `--units` each folder that has an overview. `--write` puts the counts, with those of
`bench/judgments`, into `principles/measured.yaml`, from which the pages of the rules say how often each was heard and
how often it was right; it holds no text and no path. A rule that never asks for anything on a large corpus is explained
in `EXPLAINED`, or it goes.
"""

import argparse
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

from sample import still_said

from checker.catalogue import Catalogue, load_catalogue
from checker.engine import LessonReader, check
from checker.findings import Outcome, Scope
from checker.settings import Settings
from checker.unit import Found, find_lessons, group

MEASURED = Path(__file__).parents[1] / "principles" / "measured.yaml"
JUDGMENTS = Path(__file__).parent / "judgments"
SETTINGS = Settings(all_files=True)
OUTCOMES = tuple(outcome.value for outcome in Outcome)
EXPLAINED = {
    "telling-has-a-way-out": "asks where learners are to tell private things; no page at hand does",
    "choices-come-back": "asks about units of three or more lessons; see --units",
    "groups-come-back": "asks about units of several lessons; see --units",
    "named-people-have-a-part": "asks about units of several lessons; see --units",
    "hard-topics-have-a-frame": "the corpora at hand are of computing, science and crafts",
    "contested-topics-have-two-accounts": "the corpora at hand are of computing, science and crafts",
    "peoples-are-in-the-present": "the corpora at hand are of computing, science and crafts",
    "no-holiday-is-everyones": "none of its terms stands in the corpora at hand",
    "praise-is-for-what-was-done": "none of its terms stands in the corpora at hand",
    "sources-of-more-than-one-time": "asks where years are given for most sources; few pages give them",
    "what-is-needed-can-be-caught-up": "of 42 pages that name what has to be known, all link or recap it",
    "our-community-is-in-view": "is asked only where the settings say who the community is",
}
"""Why a rule may stay silent on files of public curricula."""


@lru_cache(maxsize=1)
def _catalogue() -> Catalogue:
    return load_catalogue()


def answers(unit: tuple[str, list[str]]) -> Counter[tuple[str, str]]:
    """How often each rule gives each outcome for a unit: its name and its files."""
    name, files = unit
    reader = LessonReader(_catalogue(), SETTINGS)
    found = [Found(Path(file), file) for file in files]
    report = check(reader.unit(name, found), _catalogue(), SETTINGS)
    counts = Counter((finding.rule, finding.outcome.value) for finding in report.findings)
    counts.update(("crash", crash.part) for crash in report.crashes)
    return counts


def units_in(corpus: Path) -> list[tuple[str, list[str]]]:
    """The units of a corpus as they are found in a curriculum: folders with an overview, or single files."""
    reader = LessonReader(_catalogue(), SETTINGS)
    grouped = group(find_lessons([corpus], SETTINGS), SETTINGS, reader.is_plan)
    return [(name, [str(member.path) for member in members]) for name, members in grouped]


def counted(units: list[tuple[str, list[str]]], jobs: int) -> Counter[tuple[str, str]]:
    """The counts over all units."""
    total: Counter[tuple[str, str]] = Counter()
    with ProcessPoolExecutor(jobs) as pool:
        for counts in pool.map(answers, units, chunksize=16):
            total.update(counts)
    return total


def rows(counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """The table, the rules that ask for most first."""
    yield f"{'rule':42} {'met':>6} {'not met':>8} {'person':>7} {'n/a':>6}"
    rules = [rule for rule in _catalogue().rules if rule.scope is not Scope.CURRICULUM]
    for rule in sorted(rules, key=lambda rule: -_open(counts, rule.id)):
        met, not_met, person, not_applicable = (counts[rule.id, outcome] for outcome in OUTCOMES)
        yield f"{rule.id:42} {met:6} {not_met:8} {person:7} {not_applicable:6}"
    silent = [rule.id for rule in rules if not _open(counts, rule.id)]
    yield f"{len(rules)} rules, {len(rules) - len(silent)} ask for something at least once."
    for id in silent:
        yield f"silent: {id}: {EXPLAINED.get(id, 'not explained')}"
    for (name, part), count in sorted(counts.items()):
        if name == "crash":
            yield f"crash: {part}: {count}"


def _open(counts: Counter[tuple[str, str]], rule: str) -> int:
    return counts[rule, Outcome.NOT_MET.value] + counts[rule, Outcome.NEEDS_A_PERSON.value]


def write(counts: Counter[tuple[str, str]], files: int) -> None:
    """Puts the counts where the pages of rules find them."""
    rules = sorted(rule.id for rule in _catalogue().rules if rule.scope is not Scope.CURRICULUM)
    by_rule = {rule: {outcome: counts[rule, outcome] for outcome in OUTCOMES} | judged(rule) for rule in rules}
    lines = [
        f"  {rule}: {{{', '.join(f'{name}: {count}' for name, count in own.items())}}}" for rule, own in by_rule.items()
    ]
    head = "# Counted by `python bench/rules_fired.py --write` over public curricula; judgments: bench/judgments."
    MEASURED.write_text("\n".join([head, f"files: {files}", "rules:", *lines, ""]), encoding="utf-8")


def judged(rule: str) -> dict[str, int]:
    """How many of a rule's findings were judged by reading, and how many of these were right; empty without any."""
    path = JUDGMENTS / f"{rule}.jsonl"
    if not path.is_file():
        return {}
    every = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    judgments = still_said(every)
    return {"judged": len(judgments), "right": sum(bool(one["right"]) for one in judgments)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--units", action="store_true", help="take folders with an overview as units, not each file")
    parser.add_argument("--lessons", type=int, default=0, help="a seeded sample of so many units instead of all")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    corpus = os.environ.get("MANYMEANS_CORPUS")
    if not corpus:
        print("MANYMEANS_CORPUS names no corpus: nothing is counted.", file=sys.stderr)
        return 0
    paths = sorted(path.as_posix() for path in Path(corpus).rglob("*.md") if path.is_file())
    units = units_in(Path(corpus)) if options.units else [(path, [path]) for path in paths]
    if options.lessons:
        units = random.Random(1).sample(units, options.lessons)
    start = time.perf_counter()
    counts = counted(units, options.jobs)
    print("\n".join(rows(counts)))
    print(f"{len(units)} units in {time.perf_counter() - start:.0f} s")
    if options.write and not options.units:
        write(counts, len(units))
    return 0


if __name__ == "__main__":
    sys.exit(main())
