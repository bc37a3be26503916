"""YAML files of principles, read strictly: an error names the file, the line, and the nearest right word."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from checker.catalogue.slips import slip_of
from checker.errors import UserError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOL, _DAY = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"


class _Places(_Loader):  # type: ignore[misc]
    """A loader whose mappings know their line and those of their keys (`{"": line, key: line}`), under `__line__`."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: ARG002 - YAML gives it
        values: dict[Any, Any] = super().construct_mapping(node, deep=True)
        lines: dict[str, int] = {}
        for key, _ in node.value:
            if isinstance(key.value, str) and key.value in lines:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key `{key.value}` is there twice", key.start_mark
                )
            lines[str(key.value)] = key.start_mark.line + 1
        values["__line__"] = {**lines, "": node.start_mark.line + 1}
        return values


# `on`, `no` and `yes` are words here, as lists of words and keys hold them; only `true` and `false` are not. A day is
# a text, so that one that no calendar has is told with its line by the code that wants a day.
_Places.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in known if tag != _DAY and (tag != _BOOL or first in "tTfF")]
    for first, known in _Loader.yaml_implicit_resolvers.items()
}
_Places.add_constructor(
    yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, lambda loader, node: loader.construct_mapping(node, deep=True)
)


@dataclass(frozen=True, slots=True)
class Written:
    """Where an entry stands: its file, and the line of each of its keys (the entry's own under the empty key)."""

    path: Path
    lines: Mapping[str, int]

    def line(self, key: str = "") -> int:
        """The line of a key (`options`), of a key below it (`options.words`), or of the entry."""
        return self.lines.get(key) or self.lines.get(key.partition(".")[0]) or self.lines.get("", 1)

    def mistake(self, what: str, next_step: str, key: str = "") -> UserError:
        """The error of the entry or of one key of it, with the user's line."""
        line = self.line(key)
        lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines()
        return UserError(f"{self.path}:{line}", what, next_step, lines[line - 1] if line <= len(lines) else "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a file, with its file and line for error messages."""

    values: Mapping[str, Any]
    path: Path
    line: int

    def fail(self, what: str, next_step: str, key: str = "") -> NoReturn:
        """Raises the error of this entry or of one key of it, with the user's line."""
        raise self.written.mistake(what, next_step, key)

    @property
    def written(self) -> Written:
        """Where it stands."""
        below = {
            f"{key}.{name}": line
            for key, value in self.values.items()
            if key != "__line__" and isinstance(value, dict)
            for name, line in value.get("__line__", {}).items()
        }
        return Written(self.path, {**below, **self.values.get("__line__", {}), "": self.line})

    def only(self, known: Iterable[str]) -> None:
        """Fails for a key that is not known."""
        names = list(known)
        for key in self.values:
            if key != "__line__" and key not in names:
                self.fail(f"There is no key `{key}` here.", nearest(str(key), sorted(names)), key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; fails where it is missing and has no default."""
        value = self.values.get(key, default)
        if value is None:
            self.fail(f"The key `{key}` is missing.", f"Add `{key}: …`.")
        if isinstance(value, list | dict):
            self.fail(f"`{key}` holds a list, but one text is wanted.", f"Write `{key}: …` on one line.", key)
        return str(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is missing."""
        value = self.values.get(key) or []
        if not isinstance(value, list):
            value = [value]
        if any(isinstance(part, dict | list) for part in value):
            self.fail(
                f"`{key}` holds more than a list of texts.",
                f"Write `{key}: [one, two]`; quote a text with a colon.",
                key,
            )
        return tuple(str(part).strip() for part in value)

    def some_of(self, key: str, names: Iterable[str], where: str = "") -> tuple[str, ...]:
        """A list of texts, each of which is one of some names; `where` says what lists them, if they are many."""
        known = list(names)
        for value in self.texts(key):
            if value not in known:
                self.fail(f"`{key}` cannot hold `{value}`.", nearest(value, known, where), key)
        return self.texts(key)

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number; fails where it is missing and has no default."""
        value = self.text(key, None if default is None else str(default))
        if not value.isdecimal():
            self.fail(f"`{key}` should be a whole number, not `{value}`.", f"Write `{key}: 3`.", key)
        return int(value)

    def mapping(self, key: str) -> dict[str, Any]:
        """A mapping of keys to values as they stand; empty where the key is missing."""
        value = self.values.get(key) or {}
        if not isinstance(value, dict):
            self.fail(
                f"`{key}` should hold keys with values.", f"Write `{key}:` and below it lines `name: value`.", key
            )
        return {str(name): plain(own) for name, own in value.items() if name != "__line__"}

    def flag(self, key: str, default: bool = False) -> bool:
        """Yes or no."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self.fail(f"`{key}` should be `true` or `false`, not `{value}`.", f"Write `{key}: true`.", key)
        return value

    def one_of(self, key: str, names: Iterable[str], default: str | None = None) -> str:
        """A text that is one of some names."""
        value, known = self.text(key, default), list(names)
        if value not in known:
            self.fail(f"`{key}` cannot be `{value}`.", nearest(value, known), key)
        return value

    def entries(self, key: str, begin: str = "id") -> list["Entry"]:
        """A list of mappings, each of which begins with some key; empty where the key is missing."""
        value = self.values.get(key) or []
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            step = f"Write `{key}:` and below it lines that begin with `- {begin}: …`."
            self.fail(f"`{key}` should be a list of entries.", step, key)
        return [Entry(part, self.path, part["__line__"][""]) for part in value]


def plain(value: Any) -> Any:
    """A value without the lines of its keys."""
    if isinstance(value, dict):
        return {key: plain(own) for key, own in value.items() if key != "__line__"}
    return [plain(own) for own in value] if isinstance(value, list) else value


def nearest(word: str, known: Sequence[str], where: str = "") -> str:
    """What to do about a word that is not known: the nearest that is, or all of them, or what lists them."""
    forms = {name.casefold(): name for name in reversed(known)}
    near = difflib.get_close_matches(word.casefold(), forms, n=1)
    if near:
        return f"Did you mean `{forms[near[0]]}`?"
    return f"{where} lists those that there are." if where else f"Known are {', '.join(known)}."


def read_yaml(path: Path) -> Entry:
    """The mapping that a file holds. Raises UserError."""
    try:
        values = yaml.load(path.read_text(encoding="utf-8"), Loader=_Places)  # noqa: S506 - a subclass of the safe loader
    except OSError as error:
        raise UserError(str(path), f"The file cannot be read: {error.strerror}.", "See that it is there.") from error
    except UnicodeDecodeError as error:
        raise UserError(str(path), "The file is no UTF-8 text.", "Save it as UTF-8.") from error
    except (yaml.YAMLError, RecursionError) as error:
        slip = slip_of(error, path.read_text(encoding="utf-8").splitlines())
        Entry({}, path, slip.line).fail(slip.what, slip.next_step)
    if not isinstance(values, dict):
        Entry({}, path, 1).fail("The file holds no keys.", "Begin with `key: value` lines.")
    return Entry(values, path, 1)
