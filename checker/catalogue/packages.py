"""What installed packages offer to ManyMeans by entry points. Nothing is taken from the working folder."""

import importlib.util
import sys
from importlib.metadata import EntryPoint, distributions
from pathlib import Path
from typing import Any


def entry_points(group: str) -> list[tuple[str, EntryPoint]]:
    """The entry points of a group, each with the name and version of its package.

    Nothing counts that is found only because the program was started in a folder with lessons.
    """
    found: dict[tuple[str, str], tuple[str, EntryPoint]] = {}
    for package in distributions(path=_safe_path()):
        for point in package.entry_points:
            if point.group == group:
                found.setdefault((package.name, point.name), (f"{package.name} {package.version}", point))
    return [found[key] for key in sorted(found)]


def _safe_path() -> list[str]:
    """The folders from which packages are taken: all of Python's own but the working folder."""
    here = Path.cwd().resolve()
    return [folder for folder in sys.path if folder and Path(folder).resolve() != here]


def load(point: EntryPoint) -> Any:
    """What an entry point names. This runs code of the installed package, and only of that."""
    before = list(sys.path)
    sys.path[:] = _safe_path()
    try:
        return point.load()
    finally:
        sys.path[:] = before


def folder_of(point: EntryPoint) -> Path | None:
    """The folder that an entry point names (`package` or `package:folder`), found without running any code of it."""
    before = list(sys.path)
    sys.path[:] = _safe_path()
    try:
        spec = importlib.util.find_spec(point.module.partition(".")[0])
    finally:
        sys.path[:] = before
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0], *point.module.split(".")[1:], *(point.attr or "").split("/")) if places else None
