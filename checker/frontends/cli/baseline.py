"""`manymeans baseline`: records what is not met today, so that only what comes new makes a run fail."""

import argparse
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker.decisions import Baseline, Records, Tally, baseline_text, load_baseline, load_records, recorded_anew
from checker.decisions.baseline import DEFAULT, Rules
from checker.errors import UserError
from checker.findings import Report
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
from checker.messages import Messages, load_messages
from checker.publish.writing import write_file
from checker.settings import Settings


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "baseline", _baseline, "record what is not met today, so that only what is new fails")
    add_paths(parser)
    parser.add_argument("--out", type=Path, metavar="FILE", help=f"the file (default: the settings', else {DEFAULT})")
    parser.add_argument(
        "--prune",
        "--ratchet",
        action="store_true",
        help="only take out what is gone and follow what moved, so that the numbers only go down",
    )


def _baseline(options: argparse.Namespace) -> int:
    run = run_of(options)
    root = run.settings.folder or Path()
    path = options.out or root / (run.settings.baseline or DEFAULT)
    before = _before(path, root, options.prune)
    records = replace(load_records(run.settings.model_copy(update={"baseline": None})), baseline=None)
    run = replace(run, records=records)
    catalogue = run.catalogue()
    tasks = run.tasks(paths_of(options), catalogue)
    reports = list(with_progress(run.reports(tasks, catalogue), len(tasks)))
    units, tally = _recorded(before, reports, records, options.prune)
    kept, left = _others(before, [records.name_of(path.as_posix()) for path in paths_of(options)], reports, records)
    write_file(path, baseline_text({**kept, **units}).encode())
    messages = load_messages(run.settings.language_of_messages)
    shown = Path(os.path.relpath(path)).as_posix()
    _tell({**kept, **units}, replace(tally, went=tally.went + left), shown, run.settings, messages)
    return _code(reports)


def _before(path: Path, root: Path, is_needed: bool) -> Baseline:
    """The record as it is; an empty one where there is none yet."""
    if path.is_file():
        return load_baseline(path, root)
    if is_needed:
        raise UserError(str(path), "There is no baseline to take anything out of.", "Write one: `manymeans baseline`.")
    return Baseline()


def _recorded(
    before: Baseline, reports: Iterable[Report], records: Records, only_less: bool
) -> tuple[dict[str, Rules], Tally]:
    """What the record holds of the checked units from now on. A unit with a crash keeps what it had."""
    units: dict[str, Rules] = {}
    tally = Tally()
    for report in reports:
        name = records.name_of(report.unit)
        recorded = before.of(name, _marks(report))
        if report.crashes:
            units[name] = recorded
            continue
        units[name], own = recorded_anew(recorded, report.findings, records.today, only_less)
        tally += own if name in before.units else replace(own, went=0)
    return units, tally


def _others(
    before: Baseline, paths: Iterable[str], reports: Sequence[Report], records: Records
) -> tuple[dict[str, Rules], int]:
    """The recorded units that were not looked at, and how many findings are gone with units that are no more."""
    checked = {records.name_of(report.unit) for report in reports}
    rest = {name: rules for name, rules in before.units.items() if name not in checked}
    looked = tuple(paths)
    kept = {name: rules for name, rules in rest.items() if name not in before.lost and not _is_in(name, looked)}
    lost = (mark for name, rules in rest.items() if name not in kept for marks in rules.values() for mark in marks)
    found = {mark for report in reports for mark in _marks(report)}
    return kept, sum(mark not in found for mark in lost)


def _marks(report: Report) -> list[str]:
    return [mark for finding in report.findings for mark in (finding.fingerprint, *finding.further) if mark]


def _is_in(name: str, paths: Iterable[str]) -> bool:
    return any(path == "." or name == path or name.startswith(f"{path}/") for path in paths)


def _tell(units: Mapping[str, Rules], tally: Tally, path: str, settings: Settings, messages: Messages) -> None:
    held = {name: rules for name, rules in units.items() if rules}
    count = sum(len(marks) for rules in held.values() for marks in rules.values())
    places, of = messages.count("place", count), messages.count("unit", len(held))
    print(messages.say("baseline", "holds", path=path, places=places, units=of))
    print(
        messages.say(
            "baseline",
            "since",
            known=messages.number(tally.known),
            moved=messages.number(tally.moved),
            changed=messages.number(tally.changed),
            new=messages.number(tally.came),
            gone=messages.number(tally.went),
        )
    )
    if settings.baseline is None:
        print(messages.say("baseline", "settings", path=path))


def _code(reports: Iterable[Report]) -> int:
    crashed = [report for report in reports if report.crashes]
    for report in crashed:
        tell_crashes(report.unit, [crash.trace for crash in report.crashes])
    return CRASHED if crashed else CLEAN
