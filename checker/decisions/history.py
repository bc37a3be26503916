"""The history of a curriculum: what each of its revisions offered and left open, compact, and what two of them tell."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checker.decisions.fingerprint import OPEN
from checker.decisions.matching import pair
from checker.findings import Report


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings have each outcome (after reviewers' answers), and how many could not be asked for."""

    met: int = 0
    not_met: int = 0
    needs_a_person: int = 0
    not_applicable: int = 0
    not_checked: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.met + other.met,
            self.not_met + other.not_met,
            self.needs_a_person + other.needs_a_person,
            self.not_applicable + other.not_applicable,
            self.not_checked + other.not_checked,
        )


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """One unit in one revision: `lessons` and `not_checked` count files, `open` holds fingerprints by rule."""

    title: str
    lessons: int
    not_checked: int
    principles: Mapping[str, Counts] = field(default_factory=dict)
    open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Revision:
    """A tag or a commit: its name, its day, its units."""

    name: str
    commit: str
    date: str
    units: Mapping[str, UnitRecord] = field(default_factory=dict)

    def total(self, principle: str) -> Counts:
        """The counts of a principle over all units."""
        own = (unit.principles.get(principle, Counts()) for unit in self.units.values())
        return sum(own, start=Counts())

    @property
    def principles(self) -> tuple[str, ...]:
        """The principles that have counts, sorted."""
        return tuple(sorted({name for unit in self.units.values() for name in unit.principles}))


@dataclass(frozen=True, slots=True)
class History:
    """The revisions of a curriculum, the oldest first; all were checked by the same rules, those of `tool`."""

    revisions: tuple[Revision, ...]
    tool: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A finding that came, went, moved or changed; `before_unit` and `before` say what it was before."""

    unit: str
    rule: str
    fingerprint: str
    before_unit: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What happened between two revisions, finding by finding."""

    came: tuple[Change, ...] = ()
    went: tuple[Change, ...] = ()
    moved: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()


def unit_record(report: Report, principles: Mapping[str, Iterable[str]]) -> UnitRecord:
    """What the history keeps of a report; `principles` says which ones a rule answers."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    open_marks: defaultdict[str, list[str]] = defaultdict(list)
    for finding in report.findings:
        for principle in principles.get(finding.rule, ()):
            counts[principle][finding.standing.name.lower()] += 1
        if finding.standing in OPEN and not finding.is_closed:
            open_marks[finding.rule] += [finding.fingerprint, *finding.further]
    for entry in report.not_checked:
        for principle in principles.get(entry.rule, ()):
            counts[principle]["not_checked"] += 1
    return UnitRecord(
        title=report.title,
        lessons=len(report.lessons),
        not_checked=len({entry.path for entry in report.not_checked if not entry.rule}),
        principles={name: Counts(**counts[name]) for name in sorted(counts)},
        open={rule: tuple(sorted(open_marks[rule])) for rule in sorted(open_marks)},
    )


def compare(before: Revision, after: Revision) -> Comparison:
    """What came, went, moved and changed from one revision to a later one, by fingerprint and not by count."""
    found = _Found()
    for unit in sorted({*before.units, *after.units}):
        old = before.units[unit].open if unit in before.units else {}
        new = after.units[unit].open if unit in after.units else {}
        for rule in sorted({*old, *new}):
            found.add(unit, rule, old.get(rule, ()), new.get(rule, ()))
    return found.settled()


@dataclass(slots=True)
class _Found:
    """Collects changes unit by unit; what went from one unit and came to another has moved."""

    came: list[Change] = field(default_factory=list)
    went: list[Change] = field(default_factory=list)
    moved: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)

    def add(self, unit: str, rule: str, before: Iterable[str], after: Iterable[str]) -> None:
        found = pair(before, after)
        self.moved += [Change(unit, rule, new, unit, old) for old, new in found.moved]
        self.changed += [Change(unit, rule, new, unit, old) for old, new in found.changed]
        self.came += [Change(unit, rule, new) for new in found.came]
        self.went += [Change(unit, rule, old) for old in found.went]

    def settled(self) -> Comparison:
        went: defaultdict[tuple[str, str], list[Change]] = defaultdict(list)
        for one in reversed(self.went):
            went[one.rule, _words(one.fingerprint)].append(one)
        came: list[Change] = []
        for one in self.came:
            if old := went.get((one.rule, _words(one.fingerprint))):
                was = old.pop()
                self.moved.append(Change(one.unit, one.rule, one.fingerprint, was.unit, was.fingerprint))
            else:
                came.append(one)
        left = [one for one in self.went if one in went[one.rule, _words(one.fingerprint)]]
        moved = sorted(self.moved, key=lambda one: (one.unit, one.rule, one.fingerprint))
        return Comparison(tuple(came), tuple(left), tuple(moved), tuple(self.changed))


def _words(fingerprint: str) -> str:
    """The part of a fingerprint that stays when its words move."""
    return fingerprint.partition("-")[0]
