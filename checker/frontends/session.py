"""The curriculum around open lessons: which unit a lesson is in, and the report of that unit with the text as typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.catalogue import Catalogue
from checker.decisions import Records, load_records
from checker.engine import LessonReader, check
from checker.errors import UserError
from checker.findings import Report
from checker.frontends.run import catalogue_for
from checker.settings import Settings, find_settings, load_settings
from checker.source import Source
from checker.unit import Found, Lesson, Unit, Unread, find_lessons, group


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """The unit of a lesson as it was checked: the lesson, its report, the rules, and the file of the settings."""

    lesson: Lesson
    report: Report
    catalogue: Catalogue
    settings: Path | None


@dataclass(slots=True)
class _Curriculum:
    """What holds for all lessons below one folder: settings, rules, what was decided, and which unit a lesson is in."""

    root: Path
    settings: Settings
    catalogue: Catalogue
    records: Records
    units: dict[Path, tuple[str, list[Found]]] = field(default_factory=dict)
    lessons: dict[Path, tuple[float, Lesson | Unread]] = field(default_factory=dict)


@dataclass(slots=True)
class Session:
    """The curricula that somebody looks into. Nothing of theirs is written or run.

    `settings` names a settings file for all of them, instead of the nearest.
    """

    settings: Path | None = None
    curricula: dict[tuple[Path | None, Path], _Curriculum] = field(default_factory=dict)

    def check(self, path: Path, texts: Mapping[Path, str]) -> Checked | Unread:
        """The report of the unit that a lesson is in, or why it cannot be read.

        `texts` holds the text of every open lesson, by its path; those of other lessons come from the disk. Raises
        UserError for settings that cannot be read.
        """
        path = path.resolve()
        curriculum = self._curriculum(path)
        id, members = self._unit(curriculum, path)
        lessons = {member.path: self._lesson(curriculum, member, texts) for member in members}
        lesson = lessons[path]
        if isinstance(lesson, Unread):
            return lesson
        read = tuple(one for one in lessons.values() if isinstance(one, Lesson))
        unread = tuple(one for one in lessons.values() if isinstance(one, Unread))
        unit = Unit(id, read[0].title, read, unread)
        report = check(unit, curriculum.catalogue, curriculum.settings, curriculum.records)
        return Checked(lesson, report, curriculum.catalogue, curriculum.settings.file)

    def forget(self) -> None:
        """Reads settings, rules and the list of lessons again when they are next needed."""
        self.curricula.clear()

    def _curriculum(self, path: Path) -> _Curriculum:
        file = self.settings or find_settings(path)
        root = file.parent if file else _top(path)
        key = (file, root)
        if key not in self.curricula:
            settings = load_settings(file)
            self.curricula[key] = _Curriculum(root, settings, catalogue_for(settings), load_records(settings))
        return self.curricula[key]

    def _unit(self, curriculum: _Curriculum, path: Path) -> tuple[str, list[Found]]:
        if path not in curriculum.units:
            reader = LessonReader(curriculum.catalogue, curriculum.settings)
            # A lesson that the globs leave out is checked all the same, alone: its author has it open.
            named = find_lessons([path], curriculum.settings) if path.is_file() else [Found(path, path.as_posix())]
            found = {one.path: one for one in [*named, *_lessons_near(curriculum, path)]}
            for id, members in group(list(found.values()), curriculum.settings, reader.is_plan):
                curriculum.units |= dict.fromkeys((member.path for member in members), (id, members))
        return curriculum.units[path]

    def _lesson(self, curriculum: _Curriculum, found: Found, texts: Mapping[Path, str]) -> Lesson | Unread:
        reader = LessonReader(curriculum.catalogue, curriculum.settings)
        if found.path in texts:
            return reader.lesson_of(Source(found.shown, texts[found.path]), found.path)
        changed = found.path.stat().st_mtime if found.path.is_file() else 0.0
        known = curriculum.lessons.get(found.path)
        if known is None or known[0] != changed:
            known = curriculum.lessons[found.path] = (changed, reader.lesson(found))
        return known[1]


def _lessons_near(curriculum: _Curriculum, path: Path) -> list[Found]:
    try:
        return find_lessons([curriculum.root], curriculum.settings)
    except UserError:
        return find_lessons([path.parent], curriculum.settings)


def _top(path: Path) -> Path:
    """The folder of the repository that a lesson is in; without one, the lesson's own folder."""
    return next((here for here in path.parents if (here / ".git").exists()), path.parent)
