"""What a user may set: `manymeans.yml`, or `[tool.manymeans]` in `pyproject.toml`; one frozen type."""

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from checker.errors import UserError

NAMES = ("manymeans.yml", "manymeans.yaml", ".manymeans.yml")


class RuleSettings(BaseModel):
    """What a curriculum changes of one rule."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    enabled: bool = True
    severity: Literal["error", "warning", "suggestion", "question"] | None = None
    options: dict[str, Any] = Field(default_factory=dict)


class Settings(BaseModel):
    """All settings with their defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    include: tuple[str, ...] = Field(
        ("**/*.md", "**/*.mdx", "**/*.markdown"), description="Globs of the files that are lessons."
    )
    exclude: tuple[str, ...] = Field((), description="Globs of files that are no lessons, beside the usual ones.")
    all_files: bool = Field(
        False, description="Take README, LICENSE, drafts and files that git ignores for lessons too."
    )
    units: tuple[str, ...] = Field((), description="Folders or files, each of which is one unit; without it, a guess.")
    headings: dict[str, str] = Field(default_factory=dict, description="Your own heading names: `name: role`.")
    language: str | None = Field(None, description="The language of all lessons, where it is not to be detected.")
    fail_on: Literal["error", "warning", "suggestion", "never"] = Field(
        "warning", description="The least severity of a not-met finding that makes the run fail."
    )
    rules: dict[str, RuleSettings] = Field(default_factory=dict, description="Changes to rules, by name.")
    largest: int = Field(2_000_000, description="Characters; a larger file is counted as not checked.")


def find_settings(start: Path) -> Path | None:
    """The settings file that holds for a path: the nearest one upward, within its repository."""
    folder = start if start.is_dir() else start.parent
    for here in (folder, *folder.parents):
        for name in NAMES:
            if (here / name).is_file():
                return here / name
        project = here / "pyproject.toml"
        if project.is_file() and "[tool.manymeans" in project.read_text(encoding="utf-8", errors="replace"):
            return project
        if (here / ".git").exists():
            return None
    return None


def load_settings(path: Path | None) -> Settings:
    """The settings in a file. Raises UserError that shows the user's line for what cannot be read or is not known."""
    if path is None:
        return Settings()
    text = _text(path)
    values = _toml(path, text) if path.suffix == ".toml" else _yaml(path, text)
    if not isinstance(values, dict):
        raise UserError(str(path), "The settings are no keys with values.", "Write `key: value` lines.")
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise _explained(path, text, error) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        what = f"The settings cannot be read: {error.strerror}."
        raise UserError(str(path), what, "Give the path of a settings file, such as manymeans.yml.") from error
    except UnicodeDecodeError as error:
        raise UserError(str(path), "The settings are no UTF-8 text.", "Save the file as UTF-8.") from error


def _toml(path: Path, text: str) -> Any:
    try:
        tool = tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError as error:
        raise UserError(str(path), f"The file is no TOML: {error}.", "Mend the syntax.") from error
    return tool.get("manymeans", {}) if isinstance(tool, dict) else tool


def _yaml(path: Path, text: str) -> Any:
    try:
        return yaml.safe_load(text) or {}
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        line = text.splitlines()[mark.line] if mark and mark.line < len(text.splitlines()) else ""
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise UserError(where, f"The file is no YAML: {problem}.", "Mend the syntax.", line) from error


def _explained(path: Path, text: str, error: ValidationError) -> UserError:
    first = error.errors()[0]
    keys = [str(part) for part in first["loc"]]
    number, line = _line_with(text, keys)
    what, step = _mistake(first["type"], keys, first["msg"], first["input"])
    return UserError(f"{path}:{number}" if number else str(path), what, step, line)


def _mistake(kind: str, keys: list[str], said: str, value: object) -> tuple[str, str]:
    """What is wrong and what to do, for a kind of validation error."""
    name = ".".join(keys)
    if kind == "extra_forbidden":
        known = sorted(RuleSettings.model_fields if keys[0] == "rules" else Settings.model_fields)
        return f"There is no setting `{keys[-1]}`.", _nearest(keys[-1], known)
    if kind == "literal_error":
        return f"`{name}` cannot be `{value}`.", _nearest(str(value), re.findall("'(.+?)'", said))
    if kind == "tuple_type":
        return f"`{name}` should be a list.", f"Write `{name}: [one, two]`."
    if kind in ("dict_type", "model_type"):
        return (
            f"`{name}` should hold keys with values.",
            "Write them below it, each on a line of its own: `key: value`.",
        )
    return (
        f"`{name}` cannot be `{value}`: {said[0].lower()}{said[1:]}.",
        "See the page on settings for what it may hold.",
    )


def _nearest(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"Known are {', '.join(known)}."


def _line_with(text: str, keys: list[str]) -> tuple[int, str]:
    """The line on which the last of these keys stands, found by following them downward."""
    at, lines = 0, text.splitlines()
    found = (0, "")
    for key in keys:
        for here in range(at, len(lines)):
            if lines[here].strip().lstrip("- ").startswith((f"{key}:", f"{key} =", f'"{key}"')):
                at, found = here, (here + 1, lines[here])
                break
    return found
