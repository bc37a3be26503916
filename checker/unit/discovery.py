"""Which files are lessons, and which of them make up a unit."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pathspec

from checker.errors import UserError
from checker.settings import Settings, find_settings, load_settings, settings_file_in

_NO_LESSONS = re.compile(
    r"(?:readme|licen[cs]e)(?:[._-].*)?"
    r"|(?:contributing|changelog|code[-_]of[-_]conduct|authors|contributors|security|support|governance|summary"
    r"|pull_request_template|issue_template|history|credits|conduct)(?:[._-][a-z]{2}(?:[_-][a-z]{2})?)?",
    re.IGNORECASE,
)
_NO_FOLDERS = frozenset(
    "node_modules drafts venv __pycache__ site-packages _drafts _site _includes _layouts _data _partials _templates "
    "_snippets".split()
)
_PLANS = ("index", "unit", "unit-plan", "unit_plan", "unit-overview", "unit_overview", "overview", "plan")


@dataclass(frozen=True, slots=True)
class Found:
    """A lesson file: where it is, and the name under which people see it.

    `settings` is the settings file that holds for it, where that is another than that of the run.
    """

    path: Path
    shown: str
    settings: Path | None = None


def find_lessons(paths: Sequence[Path], settings: Settings) -> list[Found]:
    """The lesson files at or below some paths, sorted. A file that is named is taken whatever its name.

    Where the run's settings were found and not named, the nearest settings file upward holds for each lesson.
    Raises UserError for a path that is not there.
    """
    found: dict[str, Found] = {}
    for path in paths:
        if not path.exists():
            raise UserError(
                str(path), "There is no such file or folder.", "Give the path of a lesson or a folder of lessons."
            )
        own = _settings_for(path, settings)
        for lesson in [Found(path, path.as_posix(), own)] if path.is_file() else _below(path, settings, own):
            found[lesson.shown] = lesson
    return [found[shown] for shown in sorted(found)]


def _settings_for(path: Path, settings: Settings) -> Path | None:
    """The settings file for a path, where that is another than that of the run."""
    if settings.is_only:
        return None
    nearest = find_settings(path.resolve())
    is_same = nearest is None or (settings.file is not None and nearest == settings.file.resolve())
    return None if is_same else nearest


def _below(folder: Path, settings: Settings, own: Path | None) -> Iterator[Found]:
    """The lessons below a folder; a folder with settings of its own is read with these."""
    held = load_settings(own) if own else settings
    ignored = (lambda path: False) if settings.all_files else _git_ignores(folder)
    stack: list[tuple[Path, Settings, Path | None]] = [(folder, held, own)]
    while stack:
        here, held, own = stack.pop()
        for path in sorted(here.iterdir()):
            if path.is_symlink() or ignored(path):
                continue
            if path.is_dir():
                if _is_open(path, settings):
                    stack.append((path, *_settings_in(path, held, own)))
            elif _is_wanted(path, folder, held) and _is_lesson(path, settings):
                yield Found(path, path.as_posix(), own)


def _settings_in(folder: Path, held: Settings, own: Path | None) -> tuple[Settings, Path | None]:
    """The settings for a folder: those of a file in it, or those of the folder that it stands in."""
    file = None if held.is_only else settings_file_in(folder.resolve())
    return (load_settings(file), file) if file else (held, own)


def _is_wanted(path: Path, folder: Path, settings: Settings) -> bool:
    """Whether the globs of the settings take a file; without a settings file they count from the checked folder."""
    return settings.matches("include", path, folder) and not settings.matches("exclude", path, folder)


def _is_open(folder: Path, settings: Settings) -> bool:
    hidden = folder.name.startswith(".") or folder.name in _NO_FOLDERS
    return folder.name != ".git" if settings.all_files else not hidden


def _is_lesson(path: Path, settings: Settings) -> bool:
    if settings.all_files:
        return True
    return not path.name.startswith((".", "_")) and _NO_LESSONS.fullmatch(path.stem) is None


def _git_ignores(folder: Path) -> Callable[[Path], bool]:
    """Whether git would ignore a path, by the `.gitignore` files of its repository: the nearest to name it decides."""
    top = next(
        (here for here in (folder.resolve(), *folder.resolve().parents) if (here / ".git").exists()), folder.resolve()
    )
    known: dict[Path, pathspec.GitIgnoreSpec | None] = {}

    def spec_of(here: Path) -> pathspec.GitIgnoreSpec | None:
        if here not in known:
            file = here / ".gitignore"
            text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
            known[here] = pathspec.GitIgnoreSpec.from_lines(text.splitlines()) if text else None
        return known[here]

    def is_ignored(path: Path) -> bool:
        whole = path.resolve()
        for here in whole.parents:
            spec = spec_of(here)
            name = whole.relative_to(here).as_posix() + ("/" if whole.is_dir() else "")
            said = spec.check_file(name).include if spec else None
            if said is not None or here == top:
                return bool(said)
        return False

    return is_ignored


def group(
    lessons: Iterable[Found], settings: Settings, is_plan: Callable[[Found], bool]
) -> list[tuple[str, list[Found]]]:
    """Lessons to units, each with its id (the path of its folder or file).

    The settings decide; without them a folder with a plan (an index or overview that states objectives, standards or an
    assessment) is a unit with all below it, and every other lesson is a unit of its own.
    """
    by_settings: dict[Path | None, list[Found]] = {}
    for lesson in lessons:
        by_settings.setdefault(lesson.settings, []).append(lesson)
    units: dict[tuple[str, str], list[Found]] = {}
    for file, members in by_settings.items():
        for unit, lesson in _placed(members, load_settings(file) if file else settings, is_plan):
            units.setdefault((unit, str(file or "")), []).append(lesson)
    return [(unit, sorted(members, key=_plan_first)) for (unit, _), members in sorted(units.items())]


def _placed(lessons: list[Found], settings: Settings, is_plan: Callable[[Found], bool]) -> Iterator[tuple[str, Found]]:
    """Each lesson with the id of its unit."""
    folders = _set_folders(lessons, settings) if settings.units else _planned_folders(lessons, is_plan)
    for lesson in lessons:
        parents = [parent.as_posix() for parent in PurePosixPath(lesson.shown).parents]
        yield next((parent for parent in parents if parent in folders), lesson.shown), lesson


def _set_folders(lessons: list[Found], settings: Settings) -> set[str]:
    parents = {parent for lesson in lessons for parent in PurePosixPath(lesson.shown).parents}
    return {
        parent.as_posix()
        for parent in parents
        if parent.as_posix() != "." and settings.matches("units", Path(parent), is_folder=True)
    }


def _planned_folders(lessons: list[Found], is_plan: Callable[[Found], bool]) -> set[str]:
    plans = [lesson for lesson in lessons if leads(lesson.shown)]
    return {PurePosixPath(plan.shown).parent.as_posix() for plan in plans if is_plan(plan)}


def _plan_first(lesson: Found) -> tuple[bool, str]:
    return not leads(lesson.shown), lesson.shown


def leads(path: str) -> bool:
    """Whether a lesson has the name of one that opens a unit: an index, an overview, a plan."""
    return PurePosixPath(path).stem.lower() in _PLANS
