"""Which files are lessons, and which of them make up a unit."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pathspec

from checker.errors import UserError
from checker.settings import Settings

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
    """A lesson file: where it is, and the name under which people see it."""

    path: Path
    shown: str


def find_lessons(paths: Sequence[Path], settings: Settings) -> list[Found]:
    """The lesson files at or below some paths, sorted. A file that is named is taken whatever its name.

    Raises UserError for a path that is not there.
    """
    found: dict[str, Found] = {}
    for path in paths:
        if not path.exists():
            raise UserError(
                str(path), "There is no such file or folder.", "Give the path of a lesson or a folder of lessons."
            )
        for lesson in [path] if path.is_file() else _below(path, settings):
            shown = lesson.as_posix()
            found[shown] = Found(lesson, shown)
    return [found[shown] for shown in sorted(found)]


def _below(folder: Path, settings: Settings) -> Iterator[Path]:
    include = pathspec.GitIgnoreSpec.from_lines(settings.include)
    exclude = pathspec.GitIgnoreSpec.from_lines(settings.exclude)
    ignored = (lambda path: False) if settings.all_files else _git_ignores(folder)
    stack = [folder]
    while stack:
        for path in sorted(stack.pop().iterdir()):
            if path.is_symlink() or ignored(path):
                continue
            relative = path.relative_to(folder).as_posix()
            if path.is_dir():
                if _is_open(path, settings):
                    stack.append(path)
            elif include.match_file(relative) and not exclude.match_file(relative) and _is_lesson(path, settings):
                yield path


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
    lessons = list(lessons)
    folders = _set_folders(lessons, settings) if settings.units else _planned_folders(lessons, is_plan)
    units: dict[str, list[Found]] = {}
    for lesson in lessons:
        parents = [parent.as_posix() for parent in PurePosixPath(lesson.shown).parents]
        unit = next((parent for parent in parents if parent in folders), lesson.shown)
        units.setdefault(unit, []).append(lesson)
    return [(unit, sorted(members, key=_plan_first)) for unit, members in sorted(units.items())]


def _set_folders(lessons: list[Found], settings: Settings) -> set[str]:
    spec = pathspec.GitIgnoreSpec.from_lines(settings.units)
    parents = {parent.as_posix() for lesson in lessons for parent in PurePosixPath(lesson.shown).parents}
    return {parent for parent in parents if parent != "." and spec.match_file(parent + "/")}


def _planned_folders(lessons: list[Found], is_plan: Callable[[Found], bool]) -> set[str]:
    plans = [lesson for lesson in lessons if PurePosixPath(lesson.shown).stem.lower() in _PLANS]
    return {PurePosixPath(plan.shown).parent.as_posix() for plan in plans if is_plan(plan)}


def _plan_first(lesson: Found) -> tuple[bool, str]:
    return PurePosixPath(lesson.shown).stem.lower() not in _PLANS, lesson.shown
