"""`manymeans check`: says what units offer and what could be done next."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checker.catalogue import Catalogue
from checker.engine import check, makes_fail
from checker.findings import Finding, Report, Scope
from checker.frontends.changes import Changes, changes_since, touched
from checker.frontends.cli.fix import fix
from checker.frontends.cli.printing import add_output, look_of, put
from checker.frontends.cli.running import (
    CLEAN,
    CRASHED,
    FOUND,
    add_paths,
    command,
    paths_of,
    run_of,
    standard_input,
    tell_crashes,
    with_progress,
)
from checker.frontends.cli.watching import Stamps, stamps, wait_for_change
from checker.frontends.run import Run, Task
from checker.messages import load_messages
from checker.outputs import Around, Totals, writer

_MANY_UNITS = 40


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "check", _check, "say what units offer and what could be done next")
    add_paths(parser)
    add_output(parser)
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning", "suggestion", "never"),
        help="the least severity of a not-met finding that makes the exit code 1",
    )
    parser.add_argument("--fix", action="store_true", help="first put in words that are safe to put in")
    parser.add_argument("--diff", action="store_true", help="with --fix: show what would change, and change nothing")
    parser.add_argument("--exit-zero", action="store_true", help="end with 0 whatever is found")
    _add_selection(parser)


def _add_selection(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--changed",
        nargs="?",
        const="HEAD",
        metavar="REV",
        help="only changed lessons and their units, since a git revision (default: since the last commit)",
    )
    which.add_argument(
        "--whole-units",
        action="store_true",
        help="check the whole units that the given files belong to, as a hook does",
    )
    which.add_argument("--watch", action="store_true", help="check again what changes, until Ctrl+C")
    parser.add_argument(
        "--changed-lines", action="store_true", help="only findings on changed lines; goes with --changed"
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a run checks and how it says it. `kept` leaves out the findings that were not asked for."""

    run: Run
    catalogue: Catalogue
    around: Around
    options: argparse.Namespace
    kept: Callable[[Finding], bool]


def _check(options: argparse.Namespace) -> int:
    run = run_of(options)
    if options.fix:
        fix(run, paths_of(options), options.diff)
    catalogue = run.catalogue()
    plan = _Plan(run, catalogue, _around(options, run, catalogue), options, lambda finding: True)
    if options.watch:
        return _watch(plan)
    if options.paths == ["-"]:
        return _say(plan, [check(standard_input(run, catalogue), catalogue, run.settings)])
    if options.changed is None and options.changed_lines:
        options.changed = "HEAD"
    if options.changed is not None:
        return _check_changes(plan)
    if options.whole_units:
        tasks = touched(run.tasks([Path()], catalogue), paths_of(options), run.settings.own_folders())
        return _say(plan, _reports(plan, tasks))
    tasks = run.tasks(paths_of(options), catalogue)
    return _say(_brief_for(plan, len(tasks)), _reports(plan, tasks))


def _brief_for(plan: _Plan, units: int) -> _Plan:
    """A plan that gives each unit a line where there are more units than anybody reads in one go."""
    look = plan.around.look
    is_brief = units > _MANY_UNITS and look.level == 1 and not look.shows_all and plan.options.output is None
    return replace(plan, around=replace(plan.around, look=replace(look, is_brief=is_brief)))


def _around(options: argparse.Namespace, run: Run, catalogue: Catalogue) -> Around:
    settings = run.settings
    fail_on = options.fail_on or settings.fail_on
    level = fail_on if isinstance(fail_on, str) else fail_on.not_met
    return Around(
        catalogue=catalogue,
        messages=load_messages(settings.language_of_messages),
        fails=lambda finding: makes_fail(finding, fail_on),
        look=look_of(options),
        level=level,
        site=settings.site.address,
        exits_zero=options.exit_zero,
    )


def _reports(plan: _Plan, tasks: Sequence[Task]) -> Iterator[Report]:
    for report in with_progress(plan.run.reports(tasks, plan.catalogue), len(tasks)):
        yield replace(report, findings=tuple(finding for finding in report.findings if plan.kept(finding)))


def _check_changes(plan: _Plan) -> int:
    """Checks the units of changed lessons; shows what is in changed files or lines, and what holds of a unit."""
    paths = paths_of(plan.options)
    start = paths[0] if paths[0].is_dir() else paths[0].parent
    changes = changes_since(plan.options.changed, start)
    tasks = touched(plan.run.tasks(paths, plan.catalogue), changes.paths, plan.run.settings.own_folders())
    kept = _on_changed_lines(changes) if plan.options.changed_lines else _in_changed_files(changes, plan.catalogue)
    narrowed = replace(plan, kept=kept)
    return _say(narrowed, _reports(narrowed, tasks))


def _in_changed_files(changes: Changes, catalogue: Catalogue) -> Callable[[Finding], bool]:
    def kept(finding: Finding) -> bool:
        rule = catalogue.rule(finding.rule)
        is_of_unit = rule is not None and rule.scope is Scope.UNIT
        return is_of_unit or Path(finding.place.source.path).resolve() in changes.paths

    return kept


def _on_changed_lines(changes: Changes) -> Callable[[Finding], bool]:
    known: dict[str, list[range] | None] = {}

    def kept(finding: Finding) -> bool:
        source = finding.place.source
        if source.path not in known:
            known[source.path] = changes.lines(Path(source.path))
        lines = known[source.path]
        first, last = source.position(finding.place.start)[0], source.position(finding.place.end)[0]
        return lines is None or any(one.start <= last and first < one.stop for one in lines)

    return kept


def _say(plan: _Plan, reports: Iterable[Report]) -> int:
    """Writes the reports in their format and tells how the run ends."""
    totals, options = Totals(), plan.options
    counted = _telling_crashes(totals.counting(reports, plan.around.fails))
    if options.format == "github":
        counted = list(counted)
        _add_job_summary(counted, plan.around)
    put(writer(options.format)(counted, plan.around), options)
    if options.output is not None and not options.quiet:
        from checker.outputs.text import summary_text  # noqa: PLC0415 - a format is loaded when it is asked for

        print(summary_text(totals, plan.around))
    if totals.crashes:
        return CRASHED
    return FOUND if totals.failing and not options.exit_zero else CLEAN


def _telling_crashes(reports: Iterable[Report]) -> Iterable[Report]:
    for report in reports:
        tell_crashes(report.unit, [crash.trace for crash in report.crashes])
        yield report


def _add_job_summary(reports: Sequence[Report], around: Around) -> None:
    """Adds the whole report to the summary of a GitHub job, where there is one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        from checker.outputs.github import summary  # noqa: PLC0415 - as above

        with Path(path).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(summary(reports, around))


def _watch(plan: _Plan) -> int:
    """Checks everything, then each unit whose files change, until the person ends it."""
    known: Stamps = {}
    settings = plan.run.settings.file
    try:
        while True:
            tasks = plan.run.tasks(paths_of(plan.options), plan.catalogue)
            now = stamps((member for _, members in tasks for member in members), settings)
            changed = {path for path in {*now, *known} if now.get(path) != known.get(path)}
            if known and settings in changed:
                return _check(plan.options)
            _say(plan, _reports(plan, touched(tasks, changed) if known else tasks))
            sys.stdout.flush()
            print(plan.around.messages.say("terminal", "watching"), file=sys.stderr, flush=True)
            wait_for_change(now)
            known = now
    except KeyboardInterrupt:
        return CLEAN
