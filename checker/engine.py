"""check(unit, catalogue, settings) -> Report: the pure function that every front end carries; and files to units."""

import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from checker.asked import asked
from checker.catalogue import Catalogue
from checker.checks import arranged, ask
from checker.decisions import Records, RuleNames, Subject, decided, subjects_of, today
from checker.document import parse
from checker.errors import UserError
from checker.finders import find_wording, look, pathways
from checker.finders.works import evidence_of, hidden_in, merged, works_in
from checker.findings import Crash, Evidence, Finding, LessonFacts, NotChecked, Outcome, Report, Severity, Work
from checker.languages import code_of, near_languages
from checker.messages import Messages, load_messages
from checker.settings import FailLevels, Settings
from checker.source import Source, Span, read
from checker.unit import Found, Lesson, Unit, Unread, find_lessons, group, leads, read_lesson, unknown_language
from checker.wording import Wording, chosen

_HIDDEN = "The lesson links to slides or files (PDF, Word and the like); what they hold is not seen."
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
        return Unit(id, _title(id, lessons), tuple(lessons), tuple(unread))

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
        language = self.settings.at(path or Path(source.path)).language
        lesson = read_lesson(document, self.catalogue.sections, language)
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


def _title(id: str, lessons: Sequence[Lesson]) -> str:
    """The title of the lesson that opens a unit; a folder that none opens is called by its own name."""
    is_opened = bool(lessons) and (id == lessons[0].path or leads(lessons[0].path))
    return lessons[0].title if is_opened else PurePosixPath(id).name or id


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
    seen = _seen(unit, catalogue)
    return seen.evidence, seen.not_checked, seen.crashes


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the finders say of a unit; `works` are the sources of each lesson by its path, `hints` their hints."""

    evidence: list[Evidence]
    hints: dict[str, dict[str, Span]]
    works: dict[str, tuple[Work, ...]]
    not_checked: list[NotChecked]
    crashes: list[Crash]


def _seen(unit: Unit, catalogue: Catalogue) -> _Seen:
    evidence: list[Evidence] = []
    works: dict[str, tuple[Work, ...]] = {}
    hints: dict[str, dict[str, Span]] = {}
    not_checked = [NotChecked(unread.path, unread.reason) for unread in unit.unread]
    crashes: list[Crash] = []
    for lesson in unit.lessons:
        if hidden_in(lesson, catalogue.works):
            not_checked.append(NotChecked(lesson.path, _HIDDEN))
        if lesson.language not in ("en", "unknown"):
            works[lesson.path] = works_in(lesson, catalogue.works)
            evidence += evidence_of(works[lesson.path])
            not_checked.append(NotChecked(lesson.path, _ENGLISH_ONLY.format(lesson.language)))
            evidence += find_wording(lesson, catalogue.wording)
            continue
        try:
            works[lesson.path] = works_in(lesson, catalogue.works)
            looked = look(lesson, catalogue)
            evidence += [*looked.evidence, *evidence_of(works[lesson.path])]
            hints[lesson.path] = looked.hints
        except Exception:  # noqa: BLE001 - one fault of ours must not end the run; it is reported with its trace
            crashes.append(Crash(unit.id, lesson.path, traceback.format_exc()))
    return _Seen(evidence, hints, works, not_checked, crashes)


def check(unit: Unit, catalogue: Catalogue, settings: Settings, records: Records | None = None) -> Report:
    """Everything found in one unit. A fault in one rule becomes a crash line; the run goes on.

    `records` is what was decided before: the baseline, reviewers' answers, today. Waivers stand in the lessons.
    """
    catalogue = _spoken(catalogue, settings)
    seen = _seen(unit, catalogue)
    evidence, not_checked, crashes = seen.evidence, seen.not_checked, seen.crashes
    messages = load_messages(settings.language_of_messages)
    findings = [fault for lesson in unit.lessons for fault in _faults(lesson, messages)]
    tasks = pathways(unit, evidence)
    shown = arranged(unit, evidence, tasks, catalogue.words, catalogue.wording, seen.works, settings.community)
    shown = replace(shown, hints=seen.hints)
    paths = [lesson.path for lesson in unit.lessons]
    always = dict.fromkeys((READABLE, KNOWN_LANGUAGE), frozenset(paths))
    names = RuleNames({rule.id for rule in catalogue.rules} | always.keys(), always)
    for rule, lessons in asked(catalogue, settings, paths):
        names.asked[rule.id] = lessons | names.asked.get(rule.id, frozenset())
        others = set(paths) - lessons
        try:
            answer = [part for part in ask(rule, shown) if _path_of(part) not in others]
        except UserError:
            raise
        except Exception:  # noqa: BLE001 - as above
            crashes.append(Crash(unit.id, f"rule {rule.id}", traceback.format_exc()))
            continue
        findings += [part for part in answer if isinstance(part, Finding)]
        not_checked += [part for part in answer if isinstance(part, NotChecked)]
    report = Report(
        unit=unit.id,
        title=unit.title,
        lessons=tuple(LessonFacts(lesson.path, lesson.title, lesson.language, lesson.words) for lesson in unit.lessons),
        evidence=tuple(sorted(evidence, key=lambda found: found.order)),
        findings=tuple(sorted(findings, key=lambda finding: finding.order)),
        pathways=tasks,
        not_checked=tuple(sorted(not_checked, key=lambda entry: (entry.path, entry.rule, entry.reason))),
        crashes=tuple(crashes),
        works=merged(work for lesson in unit.lessons for work in seen.works.get(lesson.path, ())),
    )
    return _decided(report, unit, records or Records(today=today()), names, catalogue, messages)


def _decided(
    report: Report, unit: Unit, records: Records, names: RuleNames, catalogue: Catalogue, messages: Messages
) -> Report:
    """The report with what people and the baseline say of its findings."""
    try:
        return decided(report, unit, records, names, _subjects(catalogue), messages)
    except Exception:  # noqa: BLE001 - as above
        return replace(report, crashes=(*report.crashes, Crash(unit.id, "decisions", traceback.format_exc())))


@lru_cache(maxsize=8)
def _subjects(catalogue: Catalogue) -> Mapping[str, Subject]:
    return subjects_of(catalogue.rules)


def _path_of(answer: Finding | NotChecked) -> str:
    return answer.place.source.path if isinstance(answer, Finding) else answer.path


def _spoken(catalogue: Catalogue, settings: Settings) -> Catalogue:
    """The catalogue with the wording that the settings choose; the same one where they choose nothing."""
    terms, choices = settings.wording.terms, settings.wording.choices
    wording = chosen(catalogue.wording, terms, choices)
    return catalogue if wording is catalogue.wording else _with_wording(catalogue, wording)


@lru_cache(maxsize=8)
def _with_wording(catalogue: Catalogue, wording: Wording) -> Catalogue:
    return replace(catalogue, wording=wording)


def _faults(lesson: Lesson, messages: Messages) -> Iterator[Finding]:
    """What could not be understood in a file, as findings at its place."""
    for fault in lesson.document.faults:
        yield Finding(READABLE, Outcome.NOT_MET, Severity.ERROR, fault.span, fault.what, fault.next_step)
    if field := unknown_language(lesson.document.front):
        near = near_languages(field.text)
        what = messages.say("faults", "language", word=field.text)
        step = messages.say("faults", "near-language" if near else "language-code", code=code_of(near))
        yield Finding(KNOWN_LANGUAGE, Outcome.NOT_MET, Severity.SUGGESTION, field.span, what, step)


READABLE = "file-can-be-read"
"""The name of the finding for front matter or an include that cannot be read; it has no rule in YAML."""

KNOWN_LANGUAGE = "language-is-known"
"""The name of the finding for a language in front matter that is none; it has no rule in YAML."""


def fails(report: Report, fail_on: FailLevels | str) -> bool:
    """Whether a report holds a finding that makes a run fail."""
    return any(makes_fail(finding, fail_on) for finding in report.findings)


def makes_fail(finding: Finding, fail_on: FailLevels | str) -> bool:
    """Whether a finding makes a run fail: open, no preview, at or above the level for its outcome."""
    if finding.is_preview or not finding.is_open:
        return False
    levels = fail_on if isinstance(fail_on, FailLevels) else FailLevels.model_validate({"not-met": fail_on})
    level = levels.not_met if finding.standing is Outcome.NOT_MET else levels.needs_a_person
    return level != "never" and finding.severity.weight >= Severity(level).weight
