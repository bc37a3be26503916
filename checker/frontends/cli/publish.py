"""`manymeans publish`: builds a site of units and their findings."""

import argparse
from pathlib import Path
from typing import Any

from checker.engine import LessonReader, check
from checker.frontends.cli.running import (
    CLEAN,
    CRASHED,
    add_paths,
    command,
    paths_of,
    run_of,
    tell_crashes,
    with_progress,
)


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "publish", _publish, "check units and build a site of them and their findings")
    add_paths(parser)
    parser.add_argument("--out", type=Path, default=Path("build"), help="the folder to build in (default: build)")
    parser.add_argument("--pages-only", action="store_true", help="write the Markdown pages and build no site")


def _publish(options: argparse.Namespace) -> int:
    # Imported late: the other commands work without the site builder.
    from checker.frontends.site import publish_site  # noqa: PLC0415 - needs the site builder

    run = run_of(options)
    catalogue = run.catalogue()
    tasks = run.tasks(paths_of(options), catalogue)
    reader = LessonReader(catalogue, run.settings)
    units = [reader.unit(*task) for task in tasks]
    reports = [check(unit, catalogue, run.settings) for unit in with_progress(units, len(units))]
    for report in reports:
        tell_crashes(report.unit, [crash.trace for crash in report.crashes])
    print(publish_site(units, reports, catalogue, options.out, builds=not options.pages_only))
    return CRASHED if any(report.crashes for report in reports) else CLEAN
