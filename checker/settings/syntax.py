"""A settings file in YAML or TOML to values, each with its line."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from checker.errors import UserError

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What one file holds: the values as written, and the line of each, by its keys."""

    path: Path
    text: str
    values: Mapping[str, Any]
    lines: Mapping[Keys, int]

    def line(self, keys: Keys) -> int:
        """The line of a value, or of the nearest around it; 0 where none is known."""
        return next((self.lines[keys[:size]] for size in range(len(keys), 0, -1) if keys[:size] in self.lines), 0)

    def mistake(self, keys: Keys, what: str, next_step: str) -> UserError:
        """The error about one value, with the user's line."""
        line = self.line(keys)
        return UserError(f"{self.path}:{line}" if line else str(self.path), what, next_step, self.quoted(line))

    def quoted(self, line: int) -> str:
        """A line of the file; empty for none."""
        lines = self.text.splitlines()
        return lines[line - 1] if 0 < line <= len(lines) else ""


def read_settings_file(path: Path) -> SettingsFile:
    """The values of a file, not yet checked. Raises UserError for what is neither YAML nor TOML."""
    text = _text(path)
    values, lines = _toml(path, text) if path.suffix == ".toml" else _yaml(path, text)
    if not isinstance(values, dict):
        raise UserError(str(path), "The settings are not keys with values.", "Write `key: value` lines.")
    return SettingsFile(path, text, values, lines)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        what = f"The settings cannot be read: {error.strerror}."
        raise UserError(str(path), what, "Give the path of a settings file, such as manymeans.yml.") from error
    except UnicodeDecodeError as error:
        raise UserError(str(path), "The settings are not UTF-8 text.", "Save the file as UTF-8.") from error


def _toml(path: Path, text: str) -> tuple[Any, dict[Keys, int]]:
    try:
        tool = tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError as error:
        raise UserError(str(path), f"The file is not TOML: {error}.", "Mend the syntax.") from error
    values = tool.get("manymeans", {}) if isinstance(tool, dict) else tool
    return values, {keys: line for keys in _keys_in(values) if (line := _line_with(text, keys))}


def _keys_in(value: Any, above: Keys = ()) -> Iterator[Keys]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, own in inner:
        yield (*above, str(key))
        yield from _keys_in(own, (*above, str(key)))


def _line_with(text: str, keys: Keys) -> int:
    """The line on which the last of these keys stands, found by following them downward."""
    at, found, lines = 0, 0, text.splitlines()
    for key in keys:
        for here in range(at, len(lines)):
            line = lines[here].strip()
            if line.startswith((f"{key} =", f"{key}=", f'"{key}"')) or (line[:1] == "[" and f".{key}]" in line + "]"):
                at, found = here, here + 1
                break
    return found


def _yaml(path: Path, text: str) -> tuple[Any, dict[Keys, int]]:
    loader = yaml.SafeLoader("")
    try:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        if node is None:
            return {}, {}
        values = loader.construct_document(node)
        return ({} if values is None else values), _lines_of_keys(path, text, node)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        line = text.splitlines()[mark.line] if mark and mark.line < len(text.splitlines()) else ""
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        step = "Put spaces where the tab is." if "'\\t'" in problem else "Mend the syntax."
        raise UserError(where, f"The file is not YAML: {problem}.", step, line) from error
    finally:
        loader.dispose()


def _lines_of_keys(path: Path, text: str, node: yaml.Node) -> dict[Keys, int]:
    """The line of each value. A key that stands twice is a mistake: YAML would take the last without a word."""
    lines: dict[Keys, int] = {}
    for keys, line in _lines_in(node):
        if keys in lines:
            what = f"`{'.'.join(keys)}` stands here again; it was said in line {lines[keys]}."
            raise UserError(f"{path}:{line}", what, "Keep one of them.", text.splitlines()[line - 1])
        lines[keys] = line
    return lines


def _lines_in(node: yaml.Node, above: Keys = ()) -> Iterator[tuple[Keys, int]]:
    """The line of each value. An alias is followed like what it stands for; one that holds itself is an error."""
    if len(above) > _DEEPEST:
        raise yaml.YAMLError("the values hold themselves")
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            keys = (*above, str(key.value))
            yield keys, key.start_mark.line + 1
            yield from _lines_in(value, keys)
    elif isinstance(node, yaml.SequenceNode):
        for at, value in enumerate(node.value):
            yield (*above, str(at)), value.start_mark.line + 1
            yield from _lines_in(value, (*above, str(at)))


_DEEPEST = 20
