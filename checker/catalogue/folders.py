"""Where rules, cues and terms are read: the project's own folder, a curriculum's folders, installed packages."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from checker.catalogue.model import BUILT_IN, Folder
from checker.catalogue.packages import entry_points, folder_of
from checker.catalogue.yamlfile import nearest, read_yaml
from checker.errors import UserError

# The kinds of file, each with the key by which a file is known that stands in no folder of that name.
_KINDS = {"rules": "rules", "cues": "cues", "frameworks": "principles", "sections": "roles", "wording": "terms"}
_LISTS = "lists.yaml"


def principles_folder() -> Path:
    """The folder of principles that comes with the project: inside the package, or beside it in a checkout."""
    installed = Path(__file__).parent.parent / "_principles"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "principles"


def rule_folders(own: Iterable[Path] = ()) -> list[Folder]:
    """The folders that are read beside the project's own: those of installed packages, then those of a curriculum."""
    return [*_installed(), *map(own_folder, own)]


def own_folder(path: Path) -> Folder:
    """A curriculum's folder, named as it is seen from the working folder."""
    whole, here = path.resolve(), Path.cwd().resolve()
    shown = whole.relative_to(here) if whole.is_relative_to(here) else whole
    return Folder(path, f"folder {shown.as_posix()}")


def files_of(folder: Folder, kind: str) -> list[Path]:
    """The files of one kind (`rules`, `cues`, `frameworks`, `sections`, `wording`) in a folder, sorted.

    They stand in a folder of that name; in a curriculum's folder they may stand at the top as well, and are known by
    their first key (`rules:`, `cues:`, …).
    """
    named = [path for path in _yaml_files(folder.path / kind) if path.name != _LISTS]
    loose = [] if folder.origin == BUILT_IN else [path for path in _loose(folder) if _kind_of(path) == kind]
    return [*loose, *named]


def lists_of(folder: Folder) -> list[Path]:
    """The files with named lists of words: `lists.yaml`, at the top or beside the cues."""
    return [path for path in (folder.path / _LISTS, folder.path / "cues" / _LISTS) if path.is_file()]


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.y*ml") if path.suffix in (".yaml", ".yml"))


def _loose(folder: Folder) -> list[Path]:
    return [path for path in _yaml_files(folder.path) if path.name != _LISTS]


def _kind_of(path: Path) -> str:
    entry = read_yaml(path)
    keys = [key for key in entry.values if key != "__line__"]
    kind = next((kind for kind, key in _KINDS.items() if key in keys), "")
    if kind:
        return kind
    known = list(_KINDS.values())
    first = keys[0] if keys else ""
    return entry.fail(f"The file holds none of {', '.join(known)}.", nearest(first, known), first)


def _installed() -> Iterator[Folder]:
    """The folders that installed packages offer by the entry point `manymeans.rules`."""
    for package, point in entry_points("manymeans.rules"):
        path = folder_of(point)
        if path is None or not path.is_dir():
            what = f"The package {package} offers rules in `{point.value}`, but there is no such folder."
            raise UserError(package, what, "Mend the package or take it out.")
        yield Folder(path, f"package {package}")
