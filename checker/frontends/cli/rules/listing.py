"""`manymeans rules list` and `manymeans rules show`."""

import argparse
from typing import Any

import yaml

from checker.asked import chosen_rules, holds
from checker.catalogue import Catalogue, Rule
from checker.frontends.cli.rules.held import add_settings, catalogue_of, settings_of
from checker.frontends.cli.running import CLEAN, command, print_json
from checker.outputs.explain import rule_text


def add(commands: Any) -> None:
    """Adds the commands to the parser."""
    parser = command(commands, "list", _list, "list the rules and where each comes from")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    add_settings(parser)
    parser = command(commands, "show", _show, "say what a rule asks and why, with its options and where it stands")
    parser.add_argument("rule", metavar="RULE", help="the name of a rule")
    add_settings(parser)


def _list(options: argparse.Namespace) -> int:
    catalogue = catalogue_of(options)
    asked = {rule.id: rule for rule in chosen_rules(catalogue, settings_of(options))}
    rows = [_row(asked.get(rule.id, rule), catalogue, rule.id in asked) for rule in catalogue.rules]
    if options.format == "json":
        print_json(rows)
        return CLEAN
    wide = {key: max(len(str(row[key])) for row in rows) for key in _COLUMNS} if rows else {}
    for row in rows:
        cells = "  ".join(str(row[key]).ljust(wide[key]) for key in _COLUMNS)
        print(cells.rstrip() + ("" if row["asked"] else "  (not asked)"))
    print(f"\n{_counted(len(rows), 'rule')}, {len(asked)} asked with these settings.")
    for origin in dict.fromkeys(row["origin"] for row in rows):
        print(f"  {origin}: {sum(row['origin'] == origin for row in rows)}")
    return CLEAN


_COLUMNS = ("rule", "severity", "status", "scope", "check", "origin")


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def _row(rule: Rule, catalogue: Catalogue, is_asked: bool) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "title": rule.title,
        "severity": rule.severity.value,
        "status": rule.status,
        "scope": rule.scope.value,
        "check": rule.check,
        "since": rule.since,
        "principles": list(rule.principles),
        "profiles": [profile.id for profile in catalogue.profiles if holds(profile, rule, catalogue)],
        "origin": rule.origin,
        "place": _place(rule),
        "asked": is_asked,
    }


def _place(rule: Rule) -> str:
    return f"{rule.written.path.as_posix()}:{rule.written.line()}" if rule.written else rule.place


def _show(options: argparse.Namespace) -> int:
    catalogue = catalogue_of(options)
    print(rule_text(options.rule, catalogue))
    rule = catalogue.rule(options.rule)
    if rule is not None:
        print(f"\n{_facts(rule)}")
    return CLEAN


def _facts(rule: Rule) -> str:
    lines = [
        f"Kind of question: {rule.check}",
        *([f"Extends: {rule.extends}"] if rule.extends else []),
        f"Asked of: each {rule.scope}",
        f"Whose words count: {', '.join(rule.voices)}",
        f"Since: {rule.since}",
        f"Comes from: {rule.origin} ({_place(rule)})",
    ]
    if rule.options:
        written = yaml.safe_dump(dict(rule.options), sort_keys=False, allow_unicode=True, width=110)
        lines += ["Options:", *(f"  {line}" for line in written.splitlines())]
    return "\n".join(lines)
