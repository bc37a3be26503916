"""`manymeans publish`: builds a site of units and their findings."""

import argparse
from pathlib import Path
from typing import Any

from checker.engine import check
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
from checker.frontends.run import Worker


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "publish", _publish, "check units and build a site of them and their findings")
    add_paths(parser)
    parser.add_argument("--out", type=Path, default=Path("build"), help="the folder to build in (default: build)")
    parser.add_argument("--pages-only", action="store_true", help="write the Markdown pages and build no site")


def _publish(options: argparse.Namespace) -> int:
    # Imported late: the other commands work without the site builder.
    from checker.frontends.site import Curriculum, history_for, publish_site  # noqa: PLC0415 - needs the site builder

    run = run_of(options)
    catalogue = run.catalogue()
    worker = Worker(catalogue, run.settings, run.principles)
    tasks = run.tasks(paths_of(options), catalogue)
    units = [worker.read(task) for task in tasks]
    pairs = with_progress(list(zip(tasks, units, strict=True)), len(tasks))
    reports = [check(unit, *worker.held(task), worker.decided(worker.held(task)[1])) for task, unit in pairs]
    for report in reports:
        tell_crashes(report.unit, [crash.trace for crash in report.crashes])
    records = worker.decided(run.settings)
    curriculum = Curriculum(units, reports, catalogue, run.settings, records, history_for(run.settings))
    print(publish_site(curriculum, options.out, builds=not options.pages_only))
    return CRASHED if any(report.crashes for report in reports) else CLEAN
