"""`manymeans config`: says which settings hold for a file, and where each value was written."""

import argparse
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from checker.asked import chosen_rules
from checker.catalogue import Catalogue, Rule
from checker.errors import UserError
from checker.frontends.cli.rules.schemas import schema_text
from checker.frontends.cli.running import CLEAN, command, print_json
from checker.frontends.run import catalogue_for
from checker.settings import Origin, Override, RuleSettings, Settings, find_settings, load_settings, settings_schema


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "config", _config, "say which settings hold for a file, and where each was written")
    parser.add_argument("path", nargs="?", type=Path, default=Path(), metavar="FILE", help="a lesson or a folder")
    parser.add_argument("--settings", type=Path, help="the settings file (default: the nearest manymeans.yml)")
    parser.add_argument(
        "--format",
        choices=("text", "json", "md"),
        default="text",
        help="how to print (default: text); md is a table of all settings with their defaults",
    )
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of settings files and stop")


@dataclass(frozen=True, slots=True)
class _Value:
    """One value in force: its name, the value as people write it, and where it was written."""

    name: str
    value: str
    origin: str


def _config(options: argparse.Namespace) -> int:
    if options.schema:
        print(schema_text(settings_schema()), end="")
        return CLEAN
    if options.format == "md":
        print(settings_table(), end="")
        return CLEAN
    if not options.path.exists():
        raise UserError(str(options.path), "There is no such file or folder.", "Give the path of a lesson.")
    settings = load_settings(options.settings or find_settings(options.path.resolve())).at(options.path)
    catalogue = catalogue_for(settings)
    values = [*_values(settings), *_rules(catalogue, settings)]
    if options.format == "json":
        print_json([{"name": one.name, "value": one.value, "from": one.origin} for one in values])
        return CLEAN
    print(f"Settings for {options.path.as_posix()}" + (f", from {_near(settings.file)}" if settings.file else ""))
    if out := _left_out(options.path, settings):
        print(f"  This file is no lesson here: `{out}` leaves it out  ({_origin(settings.origin(out))})")
    wide = max(len(one.name) for one in values)
    for one in values:
        print(f"  {one.name.ljust(wide)}  {one.value}  ({one.origin})")
    return CLEAN


def _left_out(path: Path, settings: Settings) -> str:
    """The setting by which a file is not checked, empty where it is."""
    if path.is_dir():
        return ""
    if settings.matches("exclude", path, path.parent):
        return "exclude"
    return "" if settings.matches("include", path, path.parent) else "include"


def settings_table() -> str:
    """All settings with their defaults, as a table in Markdown."""
    rows = [f"| `{name}` | {default} | {about} |" for name, default, about in _documented(Settings)]
    return "\n".join(["| setting | default | what it is for |", "|---|---|---|", *rows, ""])


def _documented(model: type[BaseModel], above: str = "") -> Iterator[tuple[str, str, str]]:
    for name, field in model.model_fields.items():
        full = f"{above}{field.alias or name}"
        default = field.get_default(call_default_factory=True)
        if isinstance(default, BaseModel):
            yield from _documented(type(default), f"{full}.")
        else:
            yield full, "–" if field.is_required() else f"`{_said(default)}`", field.description or ""
        for inner in _INNER.get(name, ()) if not above else ():
            yield from _documented(inner, f"{full}.*.")


_INNER: dict[str, tuple[type[BaseModel], ...]] = {"rules": (RuleSettings,), "overrides": (Override,)}


def _values(settings: Settings) -> Iterator[_Value]:
    """Each setting but those of rules and overrides, which are shown by what they do."""
    for name in type(settings).model_fields:
        if name not in ("rules", "overrides", "extends"):
            yield from _parts(settings, (name,), getattr(settings, name))


def _parts(settings: Settings, keys: tuple[str, ...], value: Any) -> Iterator[_Value]:
    inner = _inner(value)
    if not inner:
        yield _Value(".".join(keys), _said(value), _origin(settings.origin(*keys)))
    for name, own in inner.items():
        yield from _parts(settings, (*keys, name), own)


def _inner(value: Any) -> dict[str, Any]:
    if isinstance(value, BaseModel):
        return {field.alias or name: getattr(value, name) for name, field in type(value).model_fields.items()}
    return {str(key): own for key, own in value.items()} if isinstance(value, dict) else {}


def _rules(catalogue: Catalogue, settings: Settings) -> Iterator[_Value]:
    """How the settings change rules; and how many are asked."""
    asked = {rule.id: rule for rule in chosen_rules(catalogue, settings)}
    for id, change in settings.rules.items():
        if id not in asked:
            yield _Value(f"rules.{id}", "not asked", _origin(settings.origin("rules", id, "enabled")))
            continue
        yield from _changed(asked[id], settings, change.severity is not None, list(change.options))
    yield _Value("rules asked", f"{len(asked)} of {len(catalogue.rules)}", "by profile, edition and the changes above")


def _changed(rule: Rule, settings: Settings, has_severity: bool, options: list[str]) -> Iterator[_Value]:
    name = f"rules.{rule.id}"
    if has_severity:
        yield _Value(f"{name}.severity", rule.severity.value, _origin(settings.origin("rules", rule.id, "severity")))
    for option in options:
        origin = settings.origin("rules", rule.id, "options", option)
        yield _Value(f"{name}.options.{option}", _said(rule.options[option]), _origin(origin))
    if not has_severity and not options:
        yield _Value(name, "asked", _origin(settings.origin("rules", rule.id, "enabled")))


def _said(value: Any) -> str:
    """A value as people write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return ", ".join(_said(part) for part in value) or "(none)"
    return "(none)" if value is None or value in ("", {}) else str(value)


def _origin(origin: Origin | None) -> str:
    if origin is None:
        return "default"
    return f"{_near(origin.path)}:{origin.line}" + (f", {origin.via}" if origin.via else "")


def _near(path: Path) -> str:
    """A path as seen from the working folder, where it can be."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()
