"""What an entry of a YAML file may hold, said once: read strictly from it, and told to editors as JSON Schema."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from checker.catalogue.yamlfile import Entry

KeyKind = Literal["text", "texts", "number", "flag", "mapping", "entries"]


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what it is for, the kind of value, the words it may hold, and whether it must be there."""

    about: str
    kind: KeyKind = "text"
    names: tuple[str, ...] = ()
    is_needed: bool = False
    default: Any = None
    of: "Shape | None" = None

    def read(self, entry: Entry, name: str) -> Any:
        """The value under a name. Raises UserError."""
        return _READERS[self.kind](self, entry, name)

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the value."""
        return {"description": self.about, **_SCHEMAS[self.kind](self)}


def _text(key: Key, entry: Entry, name: str) -> str:
    if entry.values.get(name, "") is None:
        step = f"Write it after `{name}:`; put a text that begins with `#` in quotes."
        entry.fail(f"The key `{name}` holds nothing.", step, name)
    default = None if key.is_needed else str(key.default or "")
    if key.names and (key.is_needed or name in entry.values):
        return entry.one_of(name, key.names)
    return entry.text(name, default)


def _texts(key: Key, entry: Entry, name: str) -> tuple[str, ...]:
    if key.is_needed and name not in entry.values:
        entry.text(name)
    return entry.some_of(name, key.names) if key.names else entry.texts(name)


def _number(key: Key, entry: Entry, name: str) -> int:
    return entry.number(name, None if key.is_needed else int(key.default or 0))


def _entries(key: Key, entry: Entry, name: str) -> list[Entry]:
    if key.is_needed and name not in entry.values:
        entry.text(name)
    return entry.entries(name, next(iter(key.of.keys)) if key.of else "id")


_READERS: Mapping[KeyKind, Callable[[Key, Entry, str], Any]] = {
    "text": _text,
    "texts": _texts,
    "number": _number,
    "flag": lambda key, entry, name: entry.flag(name, bool(key.default)),
    "mapping": lambda key, entry, name: entry.mapping(name),
    "entries": _entries,
}


def _word(key: Key) -> dict[str, Any]:
    return {"enum": list(key.names)} if key.names else {"type": ["string", "number", "boolean"]}


def _list(key: Key) -> dict[str, Any]:
    return {"anyOf": [_word(key), {"type": "array", "items": _word(key)}]}


_SCHEMAS: Mapping[KeyKind, Callable[[Key], dict[str, Any]]] = {
    "text": _word,
    "texts": _list,
    "number": lambda key: {"type": "integer", "minimum": 0},
    "flag": lambda key: {"type": "boolean"},
    "mapping": lambda key: {"type": "object"},
    "entries": lambda key: {"type": "array", "items": key.of.schema() if key.of else {"type": "object"}},
}


@dataclass(frozen=True, slots=True)
class Shape:
    """An entry: what it is, and its keys. `others` are added to its JSON Schema as they stand."""

    about: str
    keys: Mapping[str, Key]
    others: Mapping[str, Any] = field(default_factory=dict)

    def read(self, entry: Entry) -> dict[str, Any]:
        """The value of every key, those that are missing with their default. Raises UserError."""
        entry.only(self.keys)
        return {name: key.read(entry, name) for name, key in self.keys.items()}

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the entry."""
        needed = [name for name, key in self.keys.items() if key.is_needed]
        return {
            "description": self.about,
            "type": "object",
            "properties": {name: key.schema() for name, key in self.keys.items()},
            "additionalProperties": False,
            **({"required": needed} if needed else {}),
            **self.others,
        }


def file_schema(shape: Shape) -> dict[str, Any]:
    """The JSON Schema of a file that holds one such entry."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": shape.about, **shape.schema()}
