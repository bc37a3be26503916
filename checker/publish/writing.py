"""Files written so that a reader never sees half of one, and only where something changed."""

from collections.abc import Mapping
from pathlib import Path


def write_folder(folder: Path, files: Mapping[str, bytes], keep: bool = False) -> None:
    """Makes a folder hold these files, by path, and nothing else unless `keep`. Each is written aside and moved in."""
    for path, data in files.items():
        _write(folder / path, data)
    if not keep:
        _tidy(folder, {folder / path for path in files})


def _write(path: Path, data: bytes) -> None:
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
