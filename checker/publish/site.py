"""What the pages are about, arranged: units and their pages, numbered evidence and findings, where each rule stands."""

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import PurePosixPath

from checker.absences import is_doubted
from checker.catalogue import Catalogue, Principle, Rule
from checker.decisions import History, Records
from checker.document import Block, Kind
from checker.findings import Evidence, Finding, NotChecked, Outcome, Report
from checker.publish.slugs import free, slug, unique_slugs
from checker.publish.translations import words_in
from checker.publish.words import ENGLISH, Words
from checker.settings import Settings
from checker.unit import Lesson, Unit

OPEN = (Outcome.NEEDS_A_PERSON, Outcome.NOT_MET)
"""The outcomes that ask somebody to do something, in the order in which pages show them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of evidence with its number in the unit."""

    number: int
    evidence: Evidence

    @property
    def anchor(self) -> str:
        return f"e{self.number}"


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with its number in the unit."""

    number: int
    finding: Finding

    @property
    def anchor(self) -> str:
        return f"f{self.number}"


@dataclass(frozen=True, slots=True)
class LessonPlace:
    """Where a lesson stands: its page, the prefix of all ids in it, and the id of each heading.

    `anchors` finds a heading's id by its slug, as links name it; `headings` by its place in the file.
    """

    page: str
    prefix: str
    anchors: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[tuple[str, int], str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Entry:
    """A unit with its report and its page."""

    unit: Unit
    report: Report
    page: str

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The evidence, numbered as a reader meets it."""
        ordered = sorted(self.report.evidence, key=lambda found: (self._rank(found.span.source.path), found.order))
        return tuple(Mark(at, found) for at, found in enumerate(ordered, 1))

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """The findings, those in doubt last, then by weight, those at a place first, as a reader meets them."""

        def key(found: Finding) -> tuple[object, ...]:
            weight = is_doubted(found), -found.severity.weight, found.is_absence
            return *weight, self._rank(found.place.source.path), found.order

        return tuple(Remark(at, found) for at, found in enumerate(sorted(self.report.findings, key=key), 1))

    @property
    def name(self) -> str:
        """The short name of the unit in addresses."""
        return PurePosixPath(self.page).stem

    def with_outcome(self, outcome: Outcome) -> tuple[Remark, ...]:
        """The findings with that outcome."""
        return tuple(remark for remark in self.remarks if remark.finding.outcome is outcome)

    def waiting(self, outcome: Outcome) -> tuple[Remark, ...]:
        """The findings with that outcome with which nobody has dealt yet."""
        return tuple(remark for remark in self.with_outcome(outcome) if not remark.finding.is_settled)

    def marks_of(self, evidence: Iterable[Evidence]) -> tuple[Mark, ...]:
        """The numbered marks of some evidence."""
        return tuple(mark for found in evidence if (mark := self._mark_at.get(_key(found))))

    @cached_property
    def shown(self) -> Mapping[str, int]:
        """How often the unit shows each kind of evidence, by facet and value and by facet alone."""
        names = (name for found in self.report.evidence for name in (found.kind, found.facet))
        return Counter(names)

    @cached_property
    def not_checked(self) -> tuple[NotChecked, ...]:
        """What could not be checked, each once."""
        unread = (NotChecked(file.path, file.reason) for file in self.unit.unread)
        return tuple(dict.fromkeys(chain(self.report.not_checked, unread)))

    @cached_property
    def lessons(self) -> Mapping[str, LessonPlace]:
        """Where each lesson of the unit stands, by its path."""
        return {lesson.path: _place(lesson, self.page, f"l{at}") for at, lesson in enumerate(self.unit.lessons, 1)}

    @cached_property
    def _mark_at(self) -> Mapping[tuple[str, int, int, str, str, str], Mark]:
        return {_key(mark.evidence): mark for mark in self.marks}

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        paths = (path for lesson in self.unit.lessons for path in _paths(lesson))
        return {path: at for at, path in enumerate(dict.fromkeys(paths))}

    def _rank(self, path: str) -> int:
        """The number of a file; those that a lesson includes come after it."""
        return self._ranks.get(path, len(self._ranks))


def _key(evidence: Evidence) -> tuple[str, int, int, str, str, str]:
    return evidence.order


@dataclass(frozen=True, eq=False)
class Site:
    """All that is published."""

    name: str
    entries: tuple[Entry, ...]
    catalogue: Catalogue
    words: Words = ENGLISH
    settings: Settings = field(default_factory=Settings)
    records: Records = field(default_factory=Records)
    history: History | None = None

    @cached_property
    def lessons(self) -> Mapping[str, LessonPlace]:
        """Where each lesson stands, by its path."""
        return {path: place for entry in self.entries for path, place in entry.lessons.items()}

    @cached_property
    def units(self) -> Mapping[str, LessonPlace]:
        """Where each unit's page is, by the folder or file that it was read from."""
        return {entry.unit.id: LessonPlace(entry.page, "") for entry in self.entries}

    @cached_property
    def recorded(self) -> Mapping[str, Entry]:
        """The units by the names that records of decisions and history have for them."""
        return {self.records.name_of(entry.unit.id): entry for entry in self.entries}

    def remarks(self, rule: str, outcome: Outcome) -> tuple[tuple[Entry, Remark], ...]:
        """The findings of a rule with an outcome, with the unit of each."""
        return tuple(self._by_rule.get((rule, outcome), ()))

    @cached_property
    def _by_rule(self) -> Mapping[tuple[str, Outcome], list[tuple[Entry, Remark]]]:
        found: dict[tuple[str, Outcome], list[tuple[Entry, Remark]]] = {}
        for entry in self.entries:
            for remark in entry.remarks:
                found.setdefault((remark.finding.rule, remark.finding.outcome), []).append((entry, remark))
        return found

    def title_of(self, rule: str) -> str:
        """The title of a rule; the words of its name for one that stands in no YAML."""
        known = self.catalogue.rule(rule)
        return known.title if known else rule.replace("-", " ").capitalize()

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The names of all rules, the weightiest first; those of findings that no rule in YAML stands for come last."""
        known = [rule.id for rule in sorted(self.catalogue.rules, key=lambda rule: -rule.severity.weight)]
        return tuple(dict.fromkeys([*known, *sorted(rule for rule, _ in self._by_rule)]))

    def rules_of(self, principle: Principle) -> tuple[Rule, ...]:
        """The rules that answer a principle."""
        return tuple(rule for rule in self.catalogue.rules if principle.id in rule.principles)

    def rule_page(self, id: str) -> str:
        """The page of a rule; empty for one that the catalogue does not know."""
        return f"rules/{self._rule_slugs[id]}.md" if id in self._rule_slugs else ""

    def framework_page(self, id: str) -> str:
        """The page of a framework."""
        return f"principles/{self._framework_slugs[id]}.md"

    def principle_page(self, principle: Principle) -> str:
        """The page of a principle."""
        return f"principles/{self._framework_slugs[principle.framework]}/{self._principle_slugs[principle.id]}.md"

    @cached_property
    def _rule_slugs(self) -> Mapping[str, str]:
        return unique_slugs((rule.id for rule in self.catalogue.rules), "rule")

    @cached_property
    def _framework_slugs(self) -> Mapping[str, str]:
        return unique_slugs((framework.id for framework in self.catalogue.frameworks), "framework")

    @cached_property
    def _principle_slugs(self) -> Mapping[str, str]:
        return unique_slugs(
            (p.id for framework in self.catalogue.frameworks for p in framework.principles), "principle"
        )


def arranged(
    units: Sequence[Unit],
    reports: Sequence[Report],
    catalogue: Catalogue,
    settings: Settings | None = None,
    records: Records | None = None,
    history: History | None = None,
) -> Site:
    """The site of some units and their reports, which are matched by the unit's id and sorted by it."""
    chosen = settings or Settings()
    words = words_in(chosen.site.language)
    by_unit = {report.unit: report for report in reports}
    slugs = unique_slugs(sorted(unit.id for unit in units), "unit", shown_path)
    entries = (
        Entry(unit, by_unit[unit.id], f"units/{slugs[unit.id]}.md")
        for unit in sorted(units, key=lambda unit: unit.id)
        if unit.id in by_unit
    )
    name = words.say(chosen.site.title)
    return Site(name, tuple(entries), catalogue, words, chosen, records or Records(), history)


def _place(lesson: Lesson, page: str, prefix: str) -> LessonPlace:
    """The ids of a lesson's headings, those in included files among them, told apart by numbers."""
    anchors: dict[str, str] = {}
    headings: dict[tuple[str, int], str] = {}
    taken: set[str] = set()
    for heading in _headings(lesson.document.blocks):
        name = free(slug(heading.text, "part"), taken)
        taken.add(name)
        anchors[name] = headings[heading.span.source.path, heading.span.start] = f"{prefix}-{name}"
    return LessonPlace(page, prefix, anchors, headings)


def _headings(blocks: tuple[Block, ...]) -> Iterator[Block]:
    return (inner for block in blocks for inner in block.walk() if inner.kind is Kind.HEADING)


def _paths(lesson: Lesson) -> Iterator[str]:
    yield lesson.path
    yield from (block.span.source.path for block in lesson.document.walk())


def shown_path(path: str) -> str:
    """A path as a page names it: nothing of the machine on which the page was made."""
    return "/".join(PurePosixPath(path).parts[-2:]) if path.startswith("/") or ":" in path[:3] else path


def joined_path(folder_of: str, target: str) -> str:
    """A path as written in a file, from the same top folder as that file's own path."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(folder_of), target))
