"""YAML files of principles, read strictly: an error names the file, the line, and the nearest right word."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from checker.errors import UserError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Places(_Loader):  # type: ignore[misc]
    """A loader whose mappings know their line, under the key `__line__`."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: ARG002 - YAML gives it
        values: dict[Any, Any] = super().construct_mapping(node, deep=True)
        values["__line__"] = node.start_mark.line + 1
        return values


_Places.add_constructor(
    yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, lambda loader, node: loader.construct_mapping(node, deep=True)
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a file, with its file and line for error messages."""

    values: Mapping[str, Any]
    path: Path
    line: int

    def fail(self, what: str, next_step: str) -> NoReturn:
        """Raises the error of this entry, with the user's line."""
        lines = self.path.read_text(encoding="utf-8").splitlines()
        quoted = lines[self.line - 1] if self.line <= len(lines) else ""
        raise UserError(f"{self.path}:{self.line}", what, next_step, quoted)

    def only(self, known: Iterable[str]) -> None:
        """Fails for a key that is not known."""
        names = list(known)
        for key in self.values:
            if key != "__line__" and key not in names:
                near = difflib.get_close_matches(str(key), names, n=1)
                step = f"Did you mean `{near[0]}`?" if near else f"Known keys are {', '.join(sorted(names))}."
                self.fail(f"There is no key `{key}` here.", step)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; fails where it is missing and has no default."""
        value = self.values.get(key, default)
        if value is None:
            self.fail(f"The key `{key}` is missing.", f"Add `{key}: …`.")
        if isinstance(value, list | dict):
            self.fail(f"`{key}` holds a list, but one text is wanted.", f"Write `{key}: …` on one line.")
        return str(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is missing."""
        value = self.values.get(key) or []
        if not isinstance(value, list):
            value = [value]
        if any(isinstance(part, dict | list) for part in value):
            self.fail(
                f"`{key}` holds more than a list of texts.", f"Write `{key}: [one, two]`; quote a text with a colon."
            )
        return tuple(str(part).strip() for part in value)

    def one_of(self, key: str, names: Iterable[str], default: str | None = None) -> str:
        """A text that is one of some names."""
        value, known = self.text(key, default), list(names)
        if value not in known:
            near = difflib.get_close_matches(value, known, n=1)
            step = f"Did you mean `{near[0]}`?" if near else f"Known are {', '.join(known)}."
            self.fail(f"`{key}` cannot be `{value}`.", step)
        return value

    def entries(self, key: str) -> list["Entry"]:
        """A list of mappings; empty where the key is missing."""
        value = self.values.get(key) or []
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            self.fail(
                f"`{key}` should be a list of entries.", f"Write `{key}:` and below it lines that begin with `- id: …`."
            )
        return [Entry(part, self.path, part["__line__"]) for part in value]


def read_yaml(path: Path) -> Entry:
    """The mapping that a file holds. Raises UserError."""
    text = path.read_text(encoding="utf-8")
    try:
        values = yaml.load(text, Loader=_Places)  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        Entry({}, path, line).fail(
            f"The file is no YAML: {error.problem}.", "Mend the syntax; quote a text with a colon."
        )
    if not isinstance(values, dict):
        Entry({}, path, 1).fail("The file holds no keys.", "Begin with `key: value` lines.")
    return Entry(values, path, 1)
