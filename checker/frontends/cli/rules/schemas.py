"""`manymeans rules schema`: JSON Schemas with which editors complete and check rules, cues and frameworks."""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from checker.catalogue.cues import CUES
from checker.catalogue.frameworks import FRAMEWORK
from checker.catalogue.profiles import PROFILES
from checker.catalogue.rules import RULES
from checker.catalogue.shapes import file_schema
from checker.catalogue.wording import PACK
from checker.checks import known_checks
from checker.checks.described import Described, Option, all_checks_described
from checker.decisions import baseline_schema, history_schema, reviews_schema
from checker.frontends.cli.running import CLEAN, command
from checker.settings import settings_schema


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "schema", _schema, "print the JSON Schema of files of rules, cues, terms or frameworks")
    parser.add_argument(
        "name", nargs="?", choices=sorted(_SCHEMAS), default="rules", help="the kind of file (default: rules)"
    )
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write all of them to a folder instead")


def _schema(options: argparse.Namespace) -> int:
    if options.write is None:
        print(schema_text(schemas()[options.name]), end="")
        return CLEAN
    for name, schema in schemas().items():
        (options.write / f"{name}.json").write_text(schema_text(schema), encoding="utf-8")
    return CLEAN


def schema_text(schema: Mapping[str, Any]) -> str:
    """A schema as the file that holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def schemas() -> dict[str, Mapping[str, Any]]:
    """The schemas of the files that people write, by name."""
    return {name: made() for name, made in _SCHEMAS.items()}


def _rules_schema() -> dict[str, Any]:
    """The schema of rules, with the kinds of question that there are and the options of each."""
    schema = file_schema(RULES)
    kinds = all_checks_described(known_checks())
    rule = schema["properties"]["rules"]["items"]
    about = "\n".join(f"{kind.name}: {kind.about}" for kind in kinds)
    check = rule["properties"]["check"]
    rule["properties"]["check"] = {**check, "enum": [kind.name for kind in kinds], "markdownDescription": about}
    rule["allOf"] = [_options_of(kind) for kind in kinds if kind.is_complete]
    return schema


def _options_of(kind: Described) -> dict[str, Any]:
    options = {
        "type": "object",
        "properties": {option.name: _value(option) for option in kind.options},
        "additionalProperties": False,
    }
    of_curriculum = {"properties": {"scope": {"const": "curriculum"}}, "required": ["scope"]}
    asks = {"properties": {"check": {"const": kind.name}}, "required": ["check"], "not": of_curriculum}
    return {"if": asks, "then": {"properties": {"options": options}}}


def _value(option: Option) -> dict[str, Any]:
    default = f" ({option.default} if left out)" if option.default else ""
    about = {"description": f"{option.about}{default}"}
    if option.holds == "number":
        return {**about, "type": "number"}
    if option.holds == "yes or no":
        return {**about, "type": "boolean"}
    if not option.names:
        return about
    word = {"enum": list(option.names)}
    changes = {"type": "object", "properties": {name: {"type": "array", "items": word} for name in ("add", "remove")}}
    return {**about, "anyOf": [word, {"type": "array", "items": word}, {**changes, "additionalProperties": False}]}


_SCHEMAS: Mapping[str, Callable[[], Mapping[str, Any]]] = {
    "rules": _rules_schema,
    "cues": lambda: file_schema(CUES),
    "frameworks": lambda: file_schema(FRAMEWORK),
    "profiles": lambda: file_schema(PROFILES),
    "wording": lambda: file_schema(PACK),
    "settings": settings_schema,
    "baseline": baseline_schema,
    "history": history_schema,
    "reviews": reviews_schema,
}
