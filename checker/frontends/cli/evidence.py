"""`manymeans evidence`: lists the evidence in units."""

import argparse
from collections.abc import Iterable
from typing import Any

from checker.engine import evidence_in
from checker.frontends.cli.running import (
    CLEAN,
    CRASHED,
    add_paths,
    command,
    paths_of,
    print_json,
    run_of,
    standard_input,
    tell_crashes,
    with_progress,
)
from checker.frontends.run import EvidenceRows
from checker.outputs.rows import EvidenceRow, evidence_row


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "evidence", _evidence, "list the evidence in units")
    add_paths(parser)
    parser.add_argument("--format", choices=("json",), default="json", help="how to print (default: json)")


def _evidence(options: argparse.Namespace) -> int:
    run = run_of(options)
    catalogue = run.catalogue()
    if options.paths == ["-"]:
        evidence, not_checked, crashes = evidence_in(standard_input(run, catalogue), catalogue)
        evidence = [found for found in evidence if found.voice == "author"]
        results: Iterable[EvidenceRows] = [
            EvidenceRows([evidence_row(found) for found in evidence], not_checked, crashes)
        ]
    else:
        tasks = run.tasks(paths_of(options), catalogue)
        results = with_progress(run.evidence(tasks, catalogue), len(tasks))
    rows: list[EvidenceRow] = []
    has_crashed = False
    for result in results:
        rows += result.rows
        tell_crashes("", [crash.trace for crash in result.crashes])
        has_crashed = has_crashed or bool(result.crashes)
    rows.sort(key=lambda row: (row["path"], row["line"], row["column"], row["facet"], row["value"]))
    print_json(rows)
    return CRASHED if has_crashed else CLEAN
