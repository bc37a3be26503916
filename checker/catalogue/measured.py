"""What was measured of the rules: how often each was heard on public curricula, and how often a reader agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from checker.catalogue.folders import principles_folder
from checker.catalogue.yamlfile import Entry, read_yaml

NAME = "measured.yaml"
_SOME = 6
_COUNTS = ("met", "not-met", "needs-a-person", "not-applicable", "judged", "right")


@dataclass(frozen=True, slots=True)
class Measured:
    """The answers of a rule over so many files, and how many of those that were judged by reading were right."""

    files: int
    met: int
    not_met: int
    needs_a_person: int
    not_applicable: int
    judged: int = 0
    right: int = 0

    @property
    def is_often_right(self) -> bool:
        """Whether readers have judged some findings and agreed with half of them or more."""
        return self.judged >= _SOME and 2 * self.right >= self.judged

    @property
    def is_seldom_right(self) -> bool:
        """Whether readers have judged some findings and agreed with fewer than one in three."""
        return self.judged >= _SOME and 3 * self.right < self.judged


def load_measured(folder: Path | None = None) -> Mapping[str, Measured]:
    """What was measured of each rule, by its name; empty where nothing was. Raises UserError."""
    path = (folder or principles_folder()) / NAME
    return _read(path) if path.is_file() else {}


@lru_cache(maxsize=4)
def _read(path: Path) -> Mapping[str, Measured]:
    entry = read_yaml(path)
    entry.only(("files", "rules"))
    files = entry.number("files")
    rules = Entry(entry.values.get("rules") or {}, path, entry.line)
    return {
        id: _measured(Entry(values, path, entry.line), files) for id, values in rules.values.items() if id != "__line__"
    }


def _measured(entry: Entry, files: int) -> Measured:
    entry.only(_COUNTS)
    return Measured(files, *(entry.number(name, 0) for name in _COUNTS))
