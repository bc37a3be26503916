"""What a user may set: `manymeans.yml`, or `[tool.manymeans]` in `pyproject.toml`; one frozen type."""

import difflib
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
    """The settings file that holds for a path: the nearest one upward."""
    folder = start if start.is_dir() else start.parent
    for here in (folder, *folder.parents):
        for name in NAMES:
            if (here / name).is_file():
                return here / name
        project = here / "pyproject.toml"
        if project.is_file() and "[tool.manymeans]" in project.read_text(encoding="utf-8", errors="replace"):
            return project
        if (here / ".git").exists():
            return None
    return None


def load_settings(path: Path | None) -> Settings:
    """The settings in a file. Raises UserError that shows the user's line for what cannot be read or is not known."""
    if path is None:
        return Settings()
    text = path.read_text(encoding="utf-8")
    values = _toml(path, text) if path.suffix == ".toml" else _yaml(path, text)
    if not isinstance(values, dict):
        raise UserError(str(path), "The settings are no keys with values.", "Write `key: value` lines.")
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise _explained(path, text, error) from error


def _toml(path: Path, text: str) -> Any:
    try:
        return tomllib.loads(text).get("tool", {}).get("manymeans", {})
    except tomllib.TOMLDecodeError as error:
        raise UserError(str(path), f"The file is no TOML: {error}.", "Mend the syntax.") from error


def _yaml(path: Path, text: str) -> Any:
    try:
        return yaml.safe_load(text) or {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        line = text.splitlines()[mark.line] if mark and mark.line < len(text.splitlines()) else ""
        raise UserError(where, f"The file is no YAML: {error.problem}.", "Mend the syntax.", line) from error


def _explained(path: Path, text: str, error: ValidationError) -> UserError:
    first = error.errors()[0]
    keys = [str(part) for part in first["loc"]]
    number, line = _line_with(text, keys)
    where = f"{path}:{number}" if number else str(path)
    if first["type"] == "extra_forbidden":
        known = sorted(RuleSettings.model_fields if keys[0] == "rules" else Settings.model_fields)
        near = difflib.get_close_matches(keys[-1], known, n=1)
        step = f"Did you mean `{near[0]}`?" if near else f"Known are: {', '.join(known)}."
        return UserError(where, f"There is no setting `{keys[-1]}`.", step, line)
    return UserError(
        where, f"`{'.'.join(keys)}`: {first['msg']}.", "See the page on settings for what it may hold.", line
    )


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
