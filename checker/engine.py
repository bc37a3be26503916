"""check(unit, catalogue, settings) -> Report: the pure function that every front end carries; and files to units."""

import difflib
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from checker.catalogue import Catalogue, Rule
from checker.checks import ask
from checker.document import parse
from checker.errors import UserError
from checker.finders import find, pathways
from checker.findings import Crash, Evidence, Finding, LessonFacts, NotChecked, Outcome, Report, Severity
from checker.settings import RuleSettings, Settings
from checker.source import Source, read
from checker.unit import Found, Lesson, Unit, Unread, find_lessons, group, read_lesson

_ENGLISH_ONLY = "The lesson is in the language `{}`; evidence is found in English lessons only."


def units_of(paths: Sequence[Path], catalogue: Catalogue, settings: Settings) -> Iterator[Unit]:
    """The units at or below some paths, one by one, so that memory does not grow with their number."""
    reader = LessonReader(catalogue, settings)
    for id, members in group(find_lessons(paths, settings), settings, reader.is_plan):
        yield reader.unit(id, members)


@dataclass(frozen=True, slots=True)
class LessonReader:
    """Reads lesson files into units."""

    catalogue: Catalogue
    settings: Settings

    def unit(self, id: str, members: Iterable[Found]) -> Unit:
        """A unit of some files; what cannot be read is kept with its reason."""
        lessons: list[Lesson] = []
        unread: list[Unread] = []
        for member in members:
            lesson = self.lesson(member)
            (lessons if isinstance(lesson, Lesson) else unread).append(lesson)  # type: ignore[arg-type]
        title = lessons[0].title if lessons else PurePosixPath(id).name
        return Unit(id, title, tuple(lessons), tuple(unread))

    def lesson(self, found: Found) -> Lesson | Unread:
        """The lesson in a file, or why it was not read."""
        try:
            source = read(found.path, found.shown)
        except OSError as error:
            return Unread(found.shown, f"The file cannot be read: {error.strerror or error}.")
        if source is None:
            return Unread(found.shown, "The file holds no text.")
        return self.lesson_of(source, found.path)

    def lesson_of(self, source: Source, path: Path | None = None) -> Lesson | Unread:
        """The lesson in a source, or why it was not read."""
        if len(source.text) > self.settings.largest:
            return Unread(source.path, f"The file is larger than {self.settings.largest:,} characters.")
        include = _Includes(path) if path else None
        document = parse(source, include) if include else parse(source)
        lesson = read_lesson(document, self.catalogue.sections, self.settings.language)
        if not self.settings.all_files and str(document.front.values.get("draft", "")).lower() == "true":
            return Unread(source.path, "The front matter says that it is a draft.")
        return lesson

    def is_plan(self, found: Found) -> bool:
        """Whether an index or overview file plans a unit: it states objectives, standards or an assessment."""
        lesson = self.lesson(found)
        if isinstance(lesson, Unread):
            return False
        roles = {role for section in lesson.sections for role in section.own_roles}
        return bool(roles & {"objectives", "standards", "assessment", "essential-questions"} or lesson.objectives)


@dataclass(frozen=True, slots=True)
class _Includes:
    """Finds included files: from the working folder, as the site builder does, or beside the lesson; never outside."""

    lesson: Path

    def __call__(self, path: str) -> Source | None:
        for base in (Path.cwd(), self.lesson.parent):
            whole = (base / path).resolve()
            inside = whole.is_relative_to(base.resolve())
            if inside and whole.is_file():
                return read(whole, (base / path).as_posix() if base != Path.cwd() else PurePosixPath(path).as_posix())
        return None


def evidence_in(unit: Unit, catalogue: Catalogue) -> tuple[list[Evidence], list[NotChecked], list[Crash]]:
    """The evidence in a unit, what could not be looked at, and faults of ours."""
    evidence: list[Evidence] = []
    not_checked = [NotChecked(unread.path, unread.reason) for unread in unit.unread]
    crashes: list[Crash] = []
    for lesson in unit.lessons:
        if lesson.language not in ("en", "unknown"):
            not_checked.append(NotChecked(lesson.path, _ENGLISH_ONLY.format(lesson.language)))
            continue
        try:
            evidence += find(lesson, catalogue)
        except Exception:  # noqa: BLE001 - one fault of ours must not end the run; it is reported with its trace
            crashes.append(Crash(unit.id, lesson.path, traceback.format_exc()))
    return evidence, not_checked, crashes


def check(unit: Unit, catalogue: Catalogue, settings: Settings) -> Report:
    """Everything found in one unit. A fault in one rule becomes a crash line; the run goes on."""
    evidence, not_checked, crashes = evidence_in(unit, catalogue)
    findings = [fault for lesson in unit.lessons for fault in _faults(lesson)]
    tasks = pathways(unit, evidence)
    for rule in chosen_rules(catalogue, settings):
        try:
            answer = list(ask(rule, unit, evidence, tasks, catalogue.words))
        except UserError:
            raise
        except Exception:  # noqa: BLE001 - as above
            crashes.append(Crash(unit.id, f"rule {rule.id}", traceback.format_exc()))
            continue
        findings += [part for part in answer if isinstance(part, Finding)]
        not_checked += [part for part in answer if isinstance(part, NotChecked)]
    return Report(
        unit=unit.id,
        title=unit.title,
        lessons=tuple(LessonFacts(lesson.path, lesson.title, lesson.language, lesson.words) for lesson in unit.lessons),
        evidence=tuple(sorted(evidence, key=lambda found: found.order)),
        findings=tuple(sorted(findings, key=lambda finding: finding.order)),
        pathways=tasks,
        not_checked=tuple(sorted(not_checked, key=lambda entry: (entry.path, entry.rule, entry.reason))),
        crashes=tuple(crashes),
    )


def chosen_rules(catalogue: Catalogue, settings: Settings) -> list[Rule]:
    """The rules of a catalogue as a curriculum's settings change them. Raises UserError for an unknown rule."""
    for name in settings.rules:
        if catalogue.rule(name) is None:
            near = difflib.get_close_matches(name, [rule.id for rule in catalogue.rules], n=1)
            step = f"Did you mean `{near[0]}`?" if near else "`manymeans explain` names the rules."
            raise UserError("settings", f"There is no rule `{name}` to change.", step)
    changes = [(rule, settings.rules.get(rule.id, RuleSettings())) for rule in catalogue.rules]
    return [_changed(rule, change) for rule, change in changes if change.enabled]


def _changed(rule: Rule, change: RuleSettings) -> Rule:
    severity = Severity(change.severity) if change.severity else rule.severity
    return replace(rule, severity=severity, options={**rule.options, **change.options})


def _faults(lesson: Lesson) -> Iterator[Finding]:
    """What could not be understood in a file, as findings at its place."""
    for fault in lesson.document.faults:
        yield Finding(READABLE, Outcome.NOT_MET, Severity.ERROR, fault.span, fault.what, fault.next_step)


READABLE = "file-can-be-read"
"""The name of the finding for front matter or an include that cannot be read; it has no rule in YAML."""


def fails(report: Report, fail_on: str) -> bool:
    """Whether a report holds a finding that makes a run fail: not met, no preview, at or above the level."""
    if fail_on == "never":
        return False
    least = Severity(fail_on).weight
    return any(
        finding.outcome is Outcome.NOT_MET and not finding.is_preview and finding.severity.weight >= least
        for finding in report.findings
    )
