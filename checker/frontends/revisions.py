"""Revisions of a curriculum in its git repository, read without touching the work tree."""

import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from checker.errors import UserError

_ENDINGS = (".md", ".mdx", ".markdown", ".txt", ".html")
_LARGEST = 4_000_000
_TAG = ("objecttype", "*objecttype", "objectname", "*objectname", "refname:short", "creatordate:short")


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit with the name under which people know it, and its day."""

    id: str
    name: str
    date: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository by its top folder."""

    top: Path

    def tags(self, glob: str) -> list[Commit]:
        """The commits of the tags that fit a glob, the oldest first."""
        form = (
            "%(objecttype)%00%(*objecttype)%00%(objectname)%00%(*objectname)%00%(refname:short)%00%(creatordate:short)"
        )
        listed = self._git("for-each-ref", "--sort=creatordate", f"--format={form}", f"refs/tags/{glob}")
        commits = []
        for line in listed.splitlines():
            kind, kind_behind, id, id_behind, name, day = line.split("\0")
            if "commit" in (kind, kind_behind):
                commits.append(Commit(id_behind or id, name, day))
        return commits

    def commits(self, most: int, paths: Sequence[str]) -> list[Commit]:
        """The last commits on this branch that touch some paths, the oldest first."""
        form = "--format=%H%x00%h%x00%cs"
        listed = self._git("log", "--first-parent", f"--max-count={most}", form, "HEAD", "--", *paths)
        return [Commit(*line.split("\0")) for line in reversed(listed.splitlines())]

    def within(self, path: Path) -> str:
        """The name of a path in the repository. Raises UserError for one that is not in it."""
        try:
            return path.resolve().relative_to(self.top).as_posix()
        except ValueError as error:
            raise UserError(str(path), "The path is not in the repository.", f"Give paths below {self.top}.") from error

    def files(self, commit: str, reviews: str) -> dict[str, str]:
        """The text files of a commit and the answers in its folder of reviews, each with the id of its content."""
        listed = self._git("ls-tree", "-r", "-z", "--long", "--full-tree", commit)
        files: dict[str, str] = {}
        for entry in filter(None, listed.split("\0")):
            about, _, name = entry.partition("\t")
            mode, _, id, size = about.split()
            is_plain_file = mode.startswith("100") and int(size) <= _LARGEST
            if is_plain_file and _is_safe(name) and _is_wanted(name, reviews):
                files[name] = id
        return files

    def write(self, files: dict[str, str], folder: Path) -> None:
        """Writes files of a commit below a folder."""
        for name, data in zip(files, self._contents(files.values()), strict=True):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def _contents(self, ids: Iterable[str]) -> Iterator[bytes]:
        asked = "".join(f"{id}\n" for id in ids).encode()
        said = self._run(("cat-file", "--batch"), asked)
        at = 0
        while at < len(said):
            line_end = said.index(b"\n", at)
            size = int(said[at:line_end].split()[2])
            yield said[line_end + 1 : line_end + 1 + size]
            at = line_end + size + 2

    def _git(self, *arguments: str) -> str:
        return self._run(arguments).decode("utf-8", "surrogateescape")

    def _run(self, arguments: Sequence[str], asked: bytes = b"") -> bytes:
        return _git(self.top, arguments, asked)


def _is_safe(name: str) -> bool:
    """Whether a name can only lead to a place below the folder that it is joined to, on every system."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and not any(mark in name for mark in "\\:")


def _is_wanted(name: str, reviews: str) -> bool:
    path = PurePosixPath(name)
    is_answer = path.suffix in (".yml", ".yaml") and path.is_relative_to(reviews)
    return is_answer or path.suffix.lower() in _ENDINGS or path.name == ".gitignore"


def repository(start: Path) -> Repository:
    """The repository around a folder. Raises UserError where there is none."""
    folder = start if start.is_dir() else start.parent
    top = _git(folder, ("rev-parse", "--show-toplevel")).decode("utf-8", "surrogateescape").strip()
    return Repository(Path(top).resolve())


def _git(folder: Path, arguments: Sequence[str], asked: bytes = b"") -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, input=asked, capture_output=True, check=False)  # noqa: S603 - arguments are ours
    except OSError as error:
        raise UserError("git", "Git is not installed.", "Install git: the history is read from it.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        what = said[0] if said else "it failed."
        raise UserError("git", f"Git says: {what}", "Run this in a git repository, with a tag or commit that it has.")
    return done.stdout
