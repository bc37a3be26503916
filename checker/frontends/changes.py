"""What git says has changed since a revision: files, and lines of files."""

import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.errors import UserError
from checker.frontends.run import Task
from checker.settings import NAMES
from checker.source import decode

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_LESSONS = (".md", ".mdx", ".markdown")
_SETTINGS = (*NAMES, "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Changes:
    """The files that differ from a revision, those that are gone included; untracked files are new as a whole."""

    top: Path
    revision: str
    paths: frozenset[Path]
    untracked: frozenset[Path] = frozenset()

    def lines(self, path: Path) -> list[range] | None:
        """The lines of a file that are new or other than before; None where all of it is new."""
        whole = path.resolve()
        if not self.revision or whole in self.untracked:
            return None
        if whole not in self.paths:
            return []
        name = whole.relative_to(self.top).as_posix()
        hunks = _HUNK.finditer(_git(self.top, *_DIFF, "--unified=0", self.revision, "--", name))
        return [range(int(one[1]), int(one[1]) + int(one[2] or 1)) for one in hunks]


_DIFF = ("diff", "--merge-base", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames")


def changes_since(revision: str, folder: Path) -> Changes:
    """What has changed since a revision, or since the point where this branch left it. Raises UserError without git."""
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip()).resolve()
    commit = _commit(top, revision)
    untracked = _names(top, _git(top, "ls-files", "--others", "--exclude-standard", "-z"))
    changed = _git(top, *_DIFF, "--name-only", "-z", commit) if commit else _git(top, "ls-files", "-z")
    return Changes(top, commit, frozenset({*_names(top, changed), *untracked}), untracked)


def _commit(top: Path, revision: str) -> str:
    """The commit that a revision names; empty in a repository that has none yet."""
    if revision == "HEAD" and not _git(top, "rev-list", "--all", "--max-count=1").strip():
        return ""
    try:
        return _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except UserError as error:
        step = "Name a commit, a branch or a tag as in `--changed=main`; in CI, fetch it first."
        raise UserError("--changed", f"Git knows no revision `{revision}`.", step) from error


def _names(top: Path, listed: str) -> frozenset[Path]:
    return frozenset(top / name for name in listed.split("\0") if name)


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    step = "Run this inside a git repository, or leave `--changed` out."
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - the arguments are ours or a commit
    except OSError as error:
        raise UserError("--changed", "Git is not installed.", "Install git, or leave `--changed` out.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise UserError("--changed", f"Git says: {said[0] if said else 'it failed'}", step)
    return done.stdout.decode("utf-8", errors="surrogateescape")


def touched(tasks: Sequence[Task], paths: Iterable[Path], own_folders: Iterable[Path] = ()) -> list[Task]:
    """The units that changed files belong to: as a lesson, as a lesson that is gone, or as a file that one includes.

    A changed settings file or rule of one's own touches every unit.
    """
    changed = {path.resolve() for path in paths}
    folders = [folder.resolve() for folder in own_folders]
    if any(path.name in _SETTINGS or any(path.is_relative_to(folder) for folder in folders) for path in changed):
        return list(tasks)
    return [task for task in tasks if _is_touched(task, changed)]


def _is_touched(task: Task, changed: set[Path]) -> bool:
    unit, members = task
    own = {member.path.resolve() for member in members}
    if own & changed:
        return True
    folder = Path(unit).resolve()
    if folder.is_dir() and any(_is_gone_lesson(path, folder) for path in changed):
        return True
    names = [path.name.encode() for path in changed if path not in own and path.is_file()]
    return bool(names) and any(_names_one(member.path, names) for member in members)


def _is_gone_lesson(path: Path, folder: Path) -> bool:
    return path.suffix.lower() in _LESSONS and path.is_relative_to(folder) and not path.exists()


def _names_one(lesson: Path, names: Sequence[bytes]) -> bool:
    """Whether a lesson names one of some files, as an include does; a name that merely stands there costs one check."""
    data = lesson.read_bytes()
    text = data if decode(data) is not None else b""
    return any(name in text for name in names)
