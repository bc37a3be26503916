"""A baseline over 400 lessons by other authors, and what is said of their findings after changes of a known kind.

    MANYMEANS_CORPUS=… python bench/baseline.py [--lessons 400] [--seed 1]

Each lesson is a unit. A change is made to the passage of one of its findings that is about these words alone: the
passage moves to the end of the lesson, or to a new file of the unit; a word comes into its sentence; or it is taken
out, and a passage of another lesson with the same finding is put at the end (a swap). The finding should then be
known, changed, or gone with a new one in its place; one that was not touched should be known. Printed are counts of
what was done and what was said, and the seconds that decisions add to a check.
"""

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checker.catalogue import Catalogue, load_catalogue
from checker.decisions import Baseline, Records, recorded_anew, subjects_of
from checker.decisions.deciding import decided
from checker.decisions.fingerprint import Places
from checker.decisions.waiving import RuleNames
from checker.engine import LessonReader, check
from checker.findings import Finding, Outcome, Report
from checker.messages import load_messages
from checker.settings import Settings
from checker.source import Source, read
from checker.unit import Lesson, Unit

_KINDS = ("moved down", "moved to another file", "edited", "swapped", "untouched")
_SECTION = "\n\n# A last part\n\n"


@dataclass(frozen=True, slots=True)
class Case:
    """A unit of one lesson, the text of the passage of one of its findings, and that finding."""

    unit: Unit
    report: Report
    finding: Finding
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.unit.lessons[0].document.source.text

    @property
    def passage(self) -> str:
        return self.text[self.start : self.end]


def cases(corpus: Path, number: int, chance: random.Random, catalogue: Catalogue) -> list[Case]:
    """Lessons with a finding that stands in a paragraph or list item of its own, in a seeded order."""
    reader, settings = LessonReader(catalogue, Settings(all_files=True)), Settings(all_files=True)
    paths = sorted(path for path in corpus.rglob("*.md") if path.is_file())
    found: list[Case] = []
    for path in chance.sample(paths, len(paths)):
        if len(found) == number:
            break
        source = read(path, "unit/lesson.md")
        lesson = reader.lesson_of(source) if source and len(source.text) < 100_000 else None
        if isinstance(lesson, Lesson):
            unit = Unit("unit", lesson.title, (lesson,))
            found += _cases(unit, check(unit, catalogue, settings), chance)
    return found


def _cases(unit: Unit, report: Report, chance: random.Random) -> list[Case]:
    """One case where there is a finding that a change of its passage can be told of."""
    places = Places(unit)
    rules = Counter(finding.rule for finding in report.findings if finding.outcome is Outcome.NOT_MET)
    fitting: list[Case] = []
    for finding in report.findings:
        passage = places.passage(finding.place)
        is_plain = passage is not None and passage.kind in ("paragraph", "item") and "table" not in passage.inside
        if passage and is_plain and rules[finding.rule] == 1 and finding.outcome is Outcome.NOT_MET:
            inside = finding.place.start < passage.place.end and finding.place.end <= passage.place.end
            is_own = not finding.fingerprint.endswith("-whole") and not finding.further
            if is_own and inside and len(passage.text.split()) >= 4 and "list" not in passage.inside:
                fitting.append(Case(unit, report, finding, passage.place.start, passage.place.end))
    return [chance.choice(fitting)] if fitting else []


def changed(case: Case, kind: str, other: Case | None) -> list[Source]:
    """The files of the unit after a change of that kind."""
    without = case.text[: case.start] + case.text[case.end :]
    if kind == "moved down":
        return [Source("unit/lesson.md", f"{without}{_SECTION}{case.passage}\n")]
    if kind == "moved to another file":
        return [Source("unit/lesson.md", without), Source("unit/more.md", f"# More\n\n{case.passage}\n")]
    if kind == "edited":
        at = case.finding.place.start
        return [Source("unit/lesson.md", f"{case.text[:at]}surely {case.text[at:]}")]
    if kind == "swapped" and other:
        return [Source("unit/lesson.md", f"{without}{_SECTION}{other.passage}\n")]
    return [Source("unit/lesson.md", f"A line above.\n\n{case.text}")]


def said(case: Case, sources: Sequence[Source], catalogue: Catalogue) -> str:
    """What the baseline of before says of the finding's rule in the changed unit."""
    settings = Settings(all_files=True)
    reader = LessonReader(catalogue, settings)
    lessons = tuple(lesson for source in sources if isinstance(lesson := reader.lesson_of(source), Lesson))
    rules, _ = recorded_anew({}, case.report.findings, "2027-01-15", only_less=False)
    records = Records(today="2027-01-15", baseline=Baseline({"unit": rules}))
    report = check(Unit("unit", case.unit.title, lessons), catalogue, settings, records)
    own = [one for one in report.findings if one.rule == case.finding.rule and one.outcome is Outcome.NOT_MET]
    kinds = {str(one.decision.kind) if one.decision else "new" for one in own}
    kinds |= {"gone" for one in report.gone if one.rule == case.finding.rule}
    return " and ".join(sorted(kinds)) or "nothing"


def seconds(found: Sequence[Case], catalogue: Catalogue) -> tuple[float, float]:
    """How long checks of the lessons take, and how long decisions take of it."""
    settings = Settings(all_files=True)
    start = time.process_time()
    for case in found:
        check(case.unit, catalogue, settings)
    whole = time.process_time() - start
    subjects = subjects_of(catalogue.rules)
    names = RuleNames(set(subjects), {rule: frozenset() for rule in subjects})
    plain = [replace(case.report, gone=()) for case in found]
    start = time.process_time()
    for case, report in zip(found, plain, strict=True):
        decided(report, case.unit, Records(today="2027-01-15"), names, subjects, load_messages())
    return whole, time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lessons", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    corpus = os.environ.get("MANYMEANS_CORPUS")
    if not corpus:
        print("MANYMEANS_CORPUS names no folder of lessons; nothing was measured.")
        return 0
    catalogue = load_catalogue()
    found = cases(Path(corpus), options.lessons, random.Random(options.seed), catalogue)
    answers: Counter[tuple[str, str]] = Counter()
    for at, case in enumerate(found):
        kind = _KINDS[at % len(_KINDS)]
        same = (one for one in found if one is not case and one.finding.rule == case.finding.rule)
        other = next((one for one in same if one.finding.fingerprint != case.finding.fingerprint), None)
        if kind != "swapped" or other:
            answers[kind, said(case, changed(case, kind, other), catalogue)] += 1
    for (kind, answer), count in sorted(answers.items(), key=lambda item: (_KINDS.index(item[0][0]), -item[1])):
        print(f"{kind:24} {answer:24} {count}")
    whole, own = seconds(found, catalogue)
    print(f"{len(found)} lessons: checks {whole:.1f} s, of which decisions {own:.2f} s ({own / whole:.1%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
