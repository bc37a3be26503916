"""`manymeans check`: says what units offer and what could be done next."""

import argparse
from collections.abc import Iterator
from typing import Any

from checker import __version__
from checker.engine import check, fails
from checker.findings import Report
from checker.frontends.cli.running import (
    CLEAN,
    CRASHED,
    FOUND,
    add_paths,
    command,
    has_color,
    paths_of,
    print_json,
    run_of,
    standard_input,
    tell_crashes,
    with_progress,
)
from checker.frontends.run import Run
from checker.outputs.rows import SCHEMA, report_row
from checker.outputs.text import Look, Totals, summary_text, unit_text


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "check", _check, "say what units offer and what could be done next")
    add_paths(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning", "suggestion", "never"),
        help="the least severity of a not-met finding that makes the exit code 1",
    )
    parser.add_argument("--all", action="store_true", help="show met and not-applicable findings too")


def _check(options: argparse.Namespace) -> int:
    run = run_of(options)
    catalogue = run.catalogue()
    look = Look(has_color(), options.all)
    totals, rows, is_failing = Totals(), [], False
    fail_on = options.fail_on or run.settings.fail_on
    for report in _reports(options, run, catalogue):
        totals.add(report)
        is_failing = is_failing or fails(report, fail_on)
        tell_crashes(report.unit, [crash.trace for crash in report.crashes])
        if options.format == "text":
            print(unit_text(report, catalogue.words, look))
        else:
            rows.append(report_row(report))
    if options.format == "json":
        print_json({"schema": SCHEMA, "version": __version__, "units": rows})
    else:
        print(summary_text(totals))
    return CRASHED if totals.crashes else FOUND if is_failing else CLEAN


def _reports(options: argparse.Namespace, run: Run, catalogue: Any) -> Iterator[Report]:
    if options.paths == ["-"]:
        yield check(standard_input(run, catalogue), catalogue, run.settings)
        return
    tasks = run.tasks(paths_of(options), catalogue)
    yield from with_progress(run.reports(tasks, catalogue), len(tasks))
