"""The command line: reads arguments, runs, prints, and turns what happened into an exit code."""

import argparse
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from checker import __version__
from checker.catalogue import Catalogue
from checker.engine import LessonReader, check, evidence_in, fails
from checker.errors import UserError
from checker.finders import find, tried_in
from checker.findings import Report
from checker.frontends.run import EvidenceRows, Run, counted
from checker.outputs.explain import place_text, rule_text
from checker.outputs.rows import SCHEMA, evidence_row, report_row
from checker.outputs.text import Look, Totals, summary_text, unit_text
from checker.settings import find_settings, load_settings
from checker.source import Source, decode
from checker.unit import Found, Lesson, Unit

CLEAN, FOUND, MISTAKE, CRASHED = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command. 0: clean, 1: findings at the failing level, 2: a user's mistake, 3: a crash of ours."""
    options = _parser().parse_args(arguments)
    _speak_utf8()
    try:
        code = int(options.command(options))
        sys.stdout.flush()
    except UserError as error:
        print(f"manymeans: {error}", file=sys.stderr)
        return MISTAKE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except Exception:  # noqa: BLE001 - what nobody foresaw has its own exit code, and keeps its trace
        _tell_crashes("the run", [traceback.format_exc()])
        return CRASHED
    return code


def _speak_utf8() -> None:
    """Prints as UTF-8 in every locale; a file name that is no text is printed with escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="manymeans",
        description="Finds what curriculum units in Markdown offer, asks rules about it, and publishes both.",
    )
    parser.add_argument("--version", action="version", version=f"manymeans {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    checking = _command(commands, "check", _check, "say what units offer and what could be done next")
    _add_paths(checking)
    checking.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    checking.add_argument(
        "--fail-on",
        choices=("error", "warning", "suggestion", "never"),
        help="the least severity of a not-met finding that makes the exit code 1",
    )
    checking.add_argument("--all", action="store_true", help="show met and not-applicable findings too")
    finding = _command(commands, "evidence", _evidence, "list the evidence in units")
    _add_paths(finding)
    finding.add_argument("--format", choices=("json",), default="json", help="how to print (default: json)")
    explaining = _command(commands, "explain", _explain, "say what a rule asks and why, or what was seen on a line")
    explaining.add_argument("subject", metavar="RULE|FILE:LINE", help="the name of a rule, or a line of a lesson")
    explaining.add_argument("--settings", type=Path, help="the settings file (default: the nearest manymeans.yml)")
    publishing = _command(commands, "publish", _publish, "check units and build a site of them and their findings")
    _add_paths(publishing)
    publishing.add_argument("--out", type=Path, default=Path("build"), help="the folder to build in (default: build)")
    publishing.add_argument("--pages-only", action="store_true", help="write the Markdown pages and build no site")
    return parser


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    parser.set_defaults(command=run)
    return parser


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="lessons or folders (default: curriculum, else this folder); - reads standard input",
    )
    parser.add_argument("--settings", type=Path, help="the settings file (default: the nearest manymeans.yml)")
    parser.add_argument(
        "--all-files",
        action="store_true",
        help="take README, LICENSE, drafts and files that git ignores for lessons too",
    )
    parser.add_argument("--jobs", type=int, default=0, help="how many processes to use (default: one a processor)")


def _paths(options: argparse.Namespace) -> list[Path]:
    if options.paths:
        return [Path(path) for path in options.paths]
    return [Path("curriculum") if Path("curriculum").is_dir() else Path()]


def _run(options: argparse.Namespace) -> Run:
    paths = [path for path in _paths(options) if str(path) != "-"]
    start = (paths[0] if paths else Path()).resolve()
    settings = load_settings(options.settings or find_settings(start))
    changes: dict[str, Any] = {"all_files": True} if options.all_files else {}
    return Run(settings.model_copy(update=changes), jobs=options.jobs)


def _check(options: argparse.Namespace) -> int:
    run = _run(options)
    catalogue = run.catalogue()
    look = Look(_has_color(), options.all)
    totals, rows, is_failing = Totals(), [], False
    fail_on = options.fail_on or run.settings.fail_on
    for report in _reports(options, run, catalogue):
        totals.add(report)
        is_failing = is_failing or fails(report, fail_on)
        _tell_crashes(report.unit, [crash.trace for crash in report.crashes])
        if options.format == "text":
            print(unit_text(report, catalogue.words, look))
        else:
            rows.append(report_row(report))
    if options.format == "json":
        _print_json({"schema": SCHEMA, "version": __version__, "units": rows})
    else:
        print(summary_text(totals))
    return CRASHED if totals.crashes else FOUND if is_failing else CLEAN


def _reports(options: argparse.Namespace, run: Run, catalogue: Any) -> Iterator[Report]:
    if options.paths == ["-"]:
        yield check(_standard_input(run, catalogue), catalogue, run.settings)
        return
    tasks = run.tasks(_paths(options), catalogue)
    yield from _with_progress(run.reports(tasks, catalogue), len(tasks))


def _standard_input(run: Run, catalogue: Any) -> Unit:
    """The unit of one lesson that standard input holds."""
    text = decode(sys.stdin.buffer.read())
    if text is None:
        raise UserError("-", "Standard input holds no text.", "Send a lesson in Markdown.")
    lesson = LessonReader(catalogue, run.settings).lesson_of(Source("-", text))
    if not isinstance(lesson, Lesson):
        raise UserError("-", lesson.reason, "Send a lesson in Markdown.")
    return Unit("-", lesson.title, (lesson,))


def _evidence(options: argparse.Namespace) -> int:
    run = _run(options)
    catalogue = run.catalogue()
    if options.paths == ["-"]:
        evidence, not_checked, crashes = evidence_in(_standard_input(run, catalogue), catalogue)
        results: Iterable[EvidenceRows] = [
            EvidenceRows([evidence_row(found) for found in evidence], not_checked, crashes)
        ]
    else:
        tasks = run.tasks(_paths(options), catalogue)
        results = _with_progress(run.evidence(tasks, catalogue), len(tasks))
    rows: list[dict[str, Any]] = []
    has_crashed = False
    for result in results:
        rows += result.rows
        _tell_crashes("", [crash.trace for crash in result.crashes])
        has_crashed = has_crashed or bool(result.crashes)
    rows.sort(key=lambda row: (row["path"], row["line"], row["column"], row["facet"], row["value"]))
    _print_json(rows)
    return CRASHED if has_crashed else CLEAN


def _explain(options: argparse.Namespace) -> int:
    run = Run(load_settings(options.settings or find_settings(Path.cwd())))
    catalogue = run.catalogue()
    path, _, line = options.subject.rpartition(":")
    if line.isdigit() and Path(path).is_file():
        print(_explained_place(Path(path), int(line), LessonReader(catalogue, run.settings), catalogue))
    else:
        print(rule_text(options.subject, catalogue))
    return CLEAN


def _explained_place(path: Path, line: int, reader: LessonReader, catalogue: Catalogue) -> str:
    lesson = reader.lesson(Found(path, path.as_posix()))
    if not isinstance(lesson, Lesson):
        raise UserError(str(path), lesson.reason, "Give a lesson in Markdown.")
    last = len(lesson.document.source.line_starts)
    if not 1 <= line <= last:
        raise UserError(str(path), f"There is no line {line}.", f"Give a line from 1 to {last}.")
    shown = {found.kind for found in find(lesson, catalogue)}
    return place_text(lesson, line, tried_in(lesson, catalogue), shown)


def _publish(options: argparse.Namespace) -> int:
    # Imported late: the other commands work without the site builder.
    from checker.frontends.site import publish_site  # noqa: PLC0415 - needs the site builder

    run = _run(options)
    catalogue = run.catalogue()
    tasks = run.tasks(_paths(options), catalogue)
    reader = LessonReader(catalogue, run.settings)
    units = [reader.unit(*task) for task in tasks]
    reports = [check(unit, catalogue, run.settings) for unit in _with_progress(units, len(units))]
    for report in reports:
        _tell_crashes(report.unit, [crash.trace for crash in report.crashes])
    print(publish_site(units, reports, catalogue, options.out, builds=not options.pages_only))
    return CRASHED if any(report.crashes for report in reports) else CLEAN


def _with_progress(items: Iterable[Any], total: int) -> Iterator[Any]:
    """The items; on a terminal, a line that counts them while they come."""
    if not sys.stderr.isatty() or total < 20:
        yield from items
        return

    def tell(done: int, of: int) -> None:
        print(f"\r{done}/{of} units", end="\n" if done == of else "", file=sys.stderr, flush=True)

    yield from counted(items, total, tell)


def _tell_crashes(unit: str, traces: Iterable[str]) -> None:
    for trace in traces:
        print(f"manymeans: a fault of ours in {unit}; please report it:\n{trace}", file=sys.stderr)


def _has_color() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()
