"""Settings files to settings: where they are found, what they extend, and what is said of a mistake in them."""

import difflib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from checker.errors import UserError
from checker.languages import code_of, near_languages
from checker.settings.model import FailLevels, Keys, Origin, Override, RuleSettings, Settings
from checker.settings.syntax import SettingsFile, read_settings_file

NAMES = ("manymeans.yml", "manymeans.yaml", ".manymeans.yml")

# Lists to which a file that extends another adds; every other list replaces that of the file it extends.
_ADDED = ("overrides", "principles")


def find_settings(start: Path) -> Path | None:
    """The settings file that holds for a path: the nearest one upward, within its repository."""
    folder = start if start.is_dir() else start.parent
    for here in (folder, *folder.parents):
        found = settings_file_in(here)
        if found or (here / ".git").exists():
            return found
    return None


def settings_file_in(folder: Path) -> Path | None:
    """The settings file that stands in a folder itself."""
    for name in NAMES:
        if (folder / name).is_file():
            return folder / name
    project = folder / "pyproject.toml"
    if project.is_file() and "[tool.manymeans" in project.read_text(encoding="utf-8", errors="replace"):
        return project
    return None


def load_settings(path: Path | None) -> Settings:
    """The settings in a file and in those that it extends.

    Raises UserError that shows the user's line for what cannot be read or is not known.
    """
    if path is None:
        return Settings()
    values: dict[str, Any] = {}
    origins: dict[Keys, Origin] = {}
    for file, via in reversed(_chain(path)):
        _lay_over(values, origins, file, via)
    values.pop("extends", None)
    return Settings.model_validate(values).written_by(path, origins)


def _chain(path: Path) -> list[tuple[SettingsFile, str]]:
    """A file and those that it extends, each with a word on which file extends it."""
    chain: list[tuple[SettingsFile, str]] = []
    via = ""
    while True:
        file = read_settings_file(path)
        _validate(file)
        chain.append((file, via))
        if "extends" not in file.values:
            return chain
        base = Path(path.parent, str(file.values["extends"]))
        _see_that_it_can_be_extended(file, base, [known.path for known, _ in chain])
        via = f"extended by {path.name}:{file.line(('extends',))}"
        path = base


def _see_that_it_can_be_extended(file: SettingsFile, base: Path, known: Sequence[Path]) -> None:
    if not base.is_file():
        step = "Give the path of a settings file, from this file's folder."
        raise file.mistake(("extends",), f"There is no settings file `{file.values['extends']}`.", step)
    if base.resolve() in [path.resolve() for path in known]:
        names = " extends ".join(path.name for path in (*known, base))
        raise file.mistake(("extends",), f"The settings extend themselves: {names}.", "Take one `extends` away.")


def _lay_over(values: dict[str, Any], origins: dict[Keys, Origin], file: SettingsFile, via: str) -> None:
    """Lays the values of a file over others: keys are put together, a list or a plain value replaces another."""
    shift = {name: len(values.get(name, ())) for name in _ADDED}
    for name, value in file.values.items():
        values[name] = [*values.get(name, ()), *value] if name in _ADDED else _merged(values.get(name), value)
        if name not in _ADDED and not isinstance(value, dict):
            for keys in [keys for keys in origins if keys[0] == name]:
                del origins[keys]
    for keys, line in file.lines.items():
        at = (str(int(keys[1]) + shift[keys[0]]), *keys[2:]) if len(keys) > 1 and keys[0] in _ADDED else keys[1:]
        origins[keys[0], *at] = Origin(file.path, line, file.quoted(line).strip(), via)


def _merged(first: Any, second: Any) -> Any:
    if not isinstance(first, dict) or not isinstance(second, dict):
        return second
    return {**first, **{key: _merged(first.get(key), value) for key, value in second.items()}}


def _validate(file: SettingsFile) -> None:
    try:
        Settings.model_validate(dict(file.values))
    except ValidationError as error:
        raise _explained(file, error) from error


def _explained(file: SettingsFile, error: ValidationError) -> UserError:
    first = next((one for one in error.errors() if _is_meant(one)), error.errors()[0])
    keys = tuple(str(part) for part in first["loc"] if str(part) not in _TAGS and "[" not in str(part))
    what, step = _mistake(first["type"], keys, first["msg"], first["input"])
    return file.mistake(keys, what, step)


_TAGS = ("FailLevels",)


def _is_meant(error: ErrorDetails) -> bool:
    """Whether a mistake is about the form in which a value was written, where it may be a word or keys with values."""
    has_keys = isinstance(error["input"], dict)
    is_word = any(str(part).startswith("literal[") for part in error["loc"])
    return not (has_keys if is_word else "FailLevels" in error["loc"] and not has_keys and len(error["loc"]) == _TAGGED)


_TAGGED = 2


def _mistake(kind: str, keys: Keys, said: str, value: object) -> tuple[str, str]:
    """What is wrong and what to do, for a kind of validation error."""
    name = ".".join(keys)
    if kind == "extra_forbidden":
        return f"There is no setting `{keys[-1]}`.", _nearest(keys[-1], sorted(_known_beside(keys)))
    if kind == "literal_error":
        return f"`{name}` cannot be `{_plain(value)}`.", _nearest(str(value), re.findall("'(.+?)'", said))
    if kind == "missing":
        return f"`{name}` is missing.", f"Add `{keys[-1]}: …`."
    if kind == "language":
        near = near_languages(str(value))
        step = f"Did you mean `{code_of(near)}`, {near.capitalize()}?" if near else "Write its code: `en`, `es`, `yur`."
        return f"`{name}` cannot be `{value}`: no language is known by that word.", step
    if kind == "tuple_type":
        return f"`{name}` should be a list.", f"Write `{keys[-1]}: [one, two]`."
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return (
            f"`{name}` should hold keys with values.",
            "Write them below it, each on a line of its own: `key: value`.",
        )
    return (
        f"`{name}` cannot be `{_plain(value)}`: {said[0].lower()}{said[1:]}.",
        "See the page on settings for what it may hold.",
    )


def _plain(value: object) -> str:
    """A value as it stands in YAML, as far as it is a plain one."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _known_beside(keys: Keys) -> list[str]:
    """The settings that there are where a wrong one stands."""
    model: type[BaseModel] = Settings
    if keys[0] == "fail_on":
        model = FailLevels
    elif "rules" in keys[:-2]:
        model = RuleSettings
    elif keys[0] == "overrides" and len(keys) > 2:
        model = Override
    return [field.alias or name for name, field in model.model_fields.items()]


def _nearest(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"Known are {', '.join(known)}."


def settings_schema() -> Mapping[str, Any]:
    """The JSON Schema of settings files, for editors."""
    return Settings.model_json_schema(by_alias=True)
