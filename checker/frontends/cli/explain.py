"""`manymeans explain`: says what a rule asks and why, or what was seen on a line."""

import argparse
from pathlib import Path
from typing import Any

from checker.catalogue import Catalogue
from checker.engine import LessonReader
from checker.errors import UserError
from checker.finders import find, tried_in
from checker.frontends.cli.running import CLEAN, command
from checker.frontends.run import Run
from checker.outputs.explain import place_text, rule_text
from checker.settings import find_settings, load_settings
from checker.unit import Found, Lesson


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "explain", _explain, "say what a rule asks and why, or what was seen on a line")
    parser.add_argument("subject", metavar="RULE|FILE:LINE", help="the name of a rule, or a line of a lesson")
    parser.add_argument("--settings", type=Path, help="the settings file (default: the nearest manymeans.yml)")


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
