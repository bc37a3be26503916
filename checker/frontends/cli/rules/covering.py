"""`manymeans rules coverage`: what answers each principle of each framework."""

import argparse
from collections import Counter
from typing import Any

from checker.catalogue.coverage import EVIDENCE, NOTHING, QUESTION, RULES, Coverage, coverage
from checker.frontends.cli.rules.held import add_settings, catalogue_of
from checker.frontends.cli.running import CLEAN, command, print_json


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "coverage", _coverage, "say what answers each principle of each framework")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    parser.add_argument("--framework", help="only this framework")
    add_settings(parser)


def _coverage(options: argparse.Namespace) -> int:
    covered = coverage(catalogue_of(options))
    if options.framework:
        covered = [one for one in covered if one.framework.id == options.framework]
    if options.format == "json":
        print_json([_row(one) for one in covered])
        return CLEAN
    for one in covered:
        print(_text(one))
    print(_total(covered))
    return CLEAN


def _text(covered: Coverage) -> str:
    lines = [f"{covered.framework.name} ({covered.framework.id})"]
    for one in covered.answered:
        by = one.by + (f": {', '.join(one.rules)}" if one.rules else "")
        lines.append(f"  {one.principle.id}  {one.principle.name}\n      {by}")
    lines.append(f"  {_counts(covered.counts)}\n")
    return "\n".join(lines)


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[by]} by {by}" for by in (RULES, EVIDENCE, QUESTION, NOTHING) if counts[by])


def _total(covered: list[Coverage]) -> str:
    counts = sum((one.counts for one in covered), Counter[str]())
    return f"{counts.total()} principles of {len(covered)} frameworks: {_counts(counts)}."


def _row(covered: Coverage) -> dict[str, Any]:
    return {
        "framework": covered.framework.id,
        "counts": dict(covered.counts),
        "principles": [
            {"id": one.principle.id, "name": one.principle.name, "answered_by": one.by, "rules": list(one.rules)}
            for one in covered.answered
        ],
    }
