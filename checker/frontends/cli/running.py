"""What the commands share: the arguments for paths and settings, the run they make, progress, and exit codes."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from checker.engine import LessonReader
from checker.errors import UserError
from checker.frontends.run import Run, counted
from checker.settings import find_settings, load_settings
from checker.source import Source, decode
from checker.unit import Lesson, Unit

CLEAN, FOUND, MISTAKE, CRASHED, INTERRUPTED = 0, 1, 2, 3, 130


def command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
    """Adds a command to the parser; its text is the help and the description."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    parser.set_defaults(command=run)
    return parser


def add_paths(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments for lessons and settings."""
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


def paths_of(options: argparse.Namespace) -> list[Path]:
    """The paths that a command was given: without any, `curriculum` or this folder."""
    if "-" in options.paths:
        what = "`-`, standard input, is for `check` and `evidence`, and stands alone."
        raise UserError("-", what, "Give paths in its place, or leave out the other paths, `--fix` and `--watch`.")
    if options.paths:
        return [Path(path) for path in options.paths]
    return [Path("curriculum") if Path("curriculum").is_dir() else Path()]


def run_of(options: argparse.Namespace) -> Run:
    """The run that the arguments ask for, with the settings that hold for the first path."""
    start = (Path() if options.paths == ["-"] else paths_of(options)[0]).resolve()
    settings = (
        load_settings(options.settings) if options.settings else load_settings(find_settings(start)).beside_others()
    )
    changes: dict[str, Any] = {"all_files": True} if options.all_files else {}
    if language := getattr(options, "ui_language", None):
        changes["language_of_messages"] = language
    return Run(settings.model_copy(update=changes), jobs=options.jobs)


def standard_input(run: Run, catalogue: Any) -> Unit:
    """The unit of one lesson that standard input holds."""
    text = decode(sys.stdin.buffer.read())
    if text is None:
        raise UserError("-", "Standard input holds no text.", "Send a lesson in Markdown.")
    lesson = LessonReader(catalogue, run.settings).lesson_of(Source("-", text))
    if not isinstance(lesson, Lesson):
        raise UserError("-", lesson.reason, "Send a lesson in Markdown.")
    return Unit("-", lesson.title, (lesson,))


def with_progress(items: Iterable[Any], total: int) -> Iterator[Any]:
    """The items; on a terminal, a line that counts them while they come."""
    if not sys.stderr.isatty() or total < 20:
        yield from items
        return

    def tell(done: int, of: int) -> None:
        print(f"\r{done}/{of} units", end="\n" if done == of else "", file=sys.stderr, flush=True)

    yield from counted(items, total, tell)


def tell_crashes(unit: str, traces: Iterable[str]) -> None:
    """Prints faults of ours to standard error."""
    for trace in traces:
        print(f"manymeans: a fault of ours in {unit}; please report it:\n{trace}", file=sys.stderr)


def has_color() -> bool:
    """Whether standard output is a terminal that shows colors."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def print_json(value: Any) -> None:
    """Prints a value as JSON."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()
