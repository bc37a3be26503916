"""`manymeans fix`: puts in the words that are safe to put in, or shows what it would do."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checker.frontends.cli.running import CLEAN, add_paths, command, paths_of, run_of
from checker.frontends.fixing import fixes, write
from checker.frontends.run import Run


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "fix", _fix, "put in words that are safe to put in, and nothing else")
    add_paths(parser)
    parser.add_argument("--diff", action="store_true", help="show what would change, and change nothing")


def _fix(options: argparse.Namespace) -> int:
    fix(run_of(options), paths_of(options), options.diff)
    return CLEAN


def fix(run: Run, paths: Sequence[Path], is_diff: bool) -> None:
    """Puts safe words into the lessons at or below some paths, or prints the difference that it would make."""
    count = 0
    for one in fixes(paths, run.catalogue(), run.settings):
        count += 1
        if is_diff:
            print(one.diff(), end="")
        else:
            write(one)
            print(f"{one.shown}: changed")
    if not is_diff or not count:
        print(f"{count or 'No'} lesson{'' if count == 1 else 's'} changed." if not is_diff else "Nothing to change.")
