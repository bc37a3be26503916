"""Files written so that a reader never sees half of one, and only where something changed."""

from collections.abc import Iterable
from pathlib import Path


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Makes a folder hold these files, by path, one after another as they come, and nothing else."""
    kept: set[Path] = set()
    for path, data in files:
        write_file(folder / path, data)
        kept.add(folder / path)
    _tidy(folder, kept)


def write_file(path: Path, data: bytes) -> None:
    """Writes a file aside and moves it into place; one that holds the same already is left alone."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(data)
    aside.replace(path)


def _tidy(folder: Path, kept: set[Path]) -> None:
    """Removes what an earlier run left, folders that are empty then included."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()
