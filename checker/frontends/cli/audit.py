"""`manymeans audit`: who and what appears over all units, as tables; may take longer than a check."""

import argparse
from pathlib import Path
from typing import Any

from checker.curriculum import TABLES, answers, curriculum_rules, merged, tables
from checker.errors import UserError
from checker.frontends.cli.running import CLEAN, add_paths, command, paths_of, print_json, run_of, with_progress
from checker.outputs.audit import audit_csv, audit_rows, audit_text, table_csv


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "audit", _audit, "say who and what appears over all units, as tables with counts")
    add_paths(parser)
    parser.add_argument(
        "--format", choices=("text", "json", "csv"), default="text", help="how to print (default: text)"
    )
    parser.add_argument("--table", choices=tuple(TABLES), action="append", help="this table only; may be repeated")
    parser.add_argument("--rows", type=int, default=15, help="how many rows of a table to print as text (default: 15)")
    parser.add_argument("--out", type=Path, help="write each table as a CSV file into this folder instead of printing")


def _audit(options: argparse.Namespace) -> int:
    if options.paths == ["-"]:
        raise UserError("-", "An audit is about a whole curriculum.", "Give the folder in which its lessons are.")
    run = run_of(options)
    catalogue = run.catalogue()
    tasks = run.tasks(paths_of(options), catalogue)
    tally = merged(with_progress(run.tallies(tasks, catalogue), len(tasks)))
    chosen = [table for table in tables(tally) if not options.table or table.id in options.table]
    said = list(answers(tally, curriculum_rules(catalogue, run.settings), run.settings.community))
    if options.out:
        _write(options.out, {f"{table.id}.csv": table_csv(table) for table in chosen})
    elif options.format == "json":
        print_json(audit_rows(tally, chosen, said))
    elif options.format == "csv":
        print(audit_csv(chosen), end="")
    else:
        print(audit_text(tally, chosen, said, options.rows), end="")
    return CLEAN


def _write(folder: Path, files: dict[str, str]) -> None:
    """Writes files into a folder, which is made. Raises UserError where that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        what = f"The tables cannot be written: {error.strerror or error}."
        raise UserError(str(folder), what, "Give another folder.") from error
