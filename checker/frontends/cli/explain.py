"""`manymeans explain`: says what a rule asks and why, or what was seen on a line."""

import argparse
from importlib.resources import files
from pathlib import Path
from typing import Any

from checker.errors import UserError
from checker.finders import opinions_on, tried_in
from checker.frontends.cli.running import CLEAN, command
from checker.frontends.run import Run
from checker.frontends.session import Checked, Session
from checker.outputs.explain import rule_text
from checker.outputs.place import place_text
from checker.settings import find_settings, load_settings


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "explain", _explain, "say what a rule asks and why, or what was seen on a line")
    parser.add_argument("subject", metavar="RULE|FILE:LINE|findings", help="a rule, a line, or what findings are")
    parser.add_argument("--settings", type=Path, help="the settings file (default: the nearest manymeans.yml)")


def _explain(options: argparse.Namespace) -> int:
    path, _, line = options.subject.rpartition(":")
    if line.isdigit() and Path(path).is_file():
        print(_explained_place(Path(path), int(line), options.settings))
    elif options.subject == "findings":
        print(_what_findings_are_not())
    else:
        run = Run(load_settings(options.settings or find_settings(Path.cwd())))
        print(rule_text(options.subject, run.catalogue()))
    return CLEAN


def _what_findings_are_not() -> str:
    """What a finding is, and what it is not: the part of the site's page on that."""
    page = files("checker.publish") / "texts" / "how-to-read.md"
    return page.read_text(encoding="utf-8").split("## What a finding is not", 1)[1].split("\n## ", 1)[0].strip()


def _explained_place(path: Path, line: int, settings: Path | None) -> str:
    """What was seen on a line, with the whole unit around it, so that the rules say what `check` says."""
    checked = Session(settings).check(path, {})
    if not isinstance(checked, Checked):
        raise UserError(str(path), checked.reason, "Give a lesson in Markdown.")
    lesson = checked.lesson
    last = len(lesson.document.source.line_starts)
    if not 1 <= line <= last:
        raise UserError(str(path), f"There is no line {line}.", f"Give a line from 1 to {last}.")
    seen = tried_in(lesson, checked.catalogue), opinions_on(lesson, line)
    return place_text(lesson, line, *seen, checked.report, checked.settings)
