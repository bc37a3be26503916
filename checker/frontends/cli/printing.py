"""Where the text of a command goes: a terminal, a pipe, a file; and how that terminal shows it."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from checker.errors import UserError
from checker.outputs import FORMATS, Look

_WIDTH_OF_A_PIPE = 100
_WIDEST = 120


def add_output(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments for the form of the output."""
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="how to print (default: text)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to a file, and print the summary only")
    parser.add_argument("--all", action="store_true", help="show met, not-applicable and decided findings too")
    amount = parser.add_mutually_exclusive_group()
    amount.add_argument("-q", "--quiet", action="store_true", help="show only what makes the run fail")
    amount.add_argument("-v", "--verbose", action="store_true", help="show every finding in full")
    parser.add_argument("--plain", action="store_true", help="words instead of signs and lines, for a screen reader")
    parser.add_argument("--ui-language", choices=("en", "es"), help="the language of the program's own words")


def look_of(options: argparse.Namespace) -> Look:
    """The layout that the arguments and the terminal ask for."""
    width = min(shutil.get_terminal_size((_WIDTH_OF_A_PIPE, 24)).columns, _WIDEST)
    level = 0 if options.quiet else 2 if options.verbose else 1
    has_color = has_colors() and not options.plain and options.output is None
    return Look(width, has_color, options.plain, level, options.all)


def has_colors() -> bool:
    """Whether standard output shows colors: https://no-color.org, then FORCE_COLOR, then what the terminal is."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def put(pieces: Iterable[str], options: argparse.Namespace) -> None:
    """Writes the pieces where the arguments say. A file is written aside and moved into place."""
    if options.output is None:
        for piece in _guarded(pieces) if options.format == "text" else pieces:
            sys.stdout.write(piece)
        return
    target: Path = options.output
    # A spreadsheet knows by the mark that the file is UTF-8.
    encoding = "utf-8-sig" if options.format == "csv" else "utf-8"
    with _aside(target).open("w", encoding=encoding, errors="backslashreplace", newline="") as file:
        file.writelines(pieces)
    Path(file.name).replace(target)


def _aside(target: Path) -> Path:
    """The file beside the target that becomes it once it is whole. Raises UserError where none can be written."""
    if target.is_dir():
        raise UserError(str(target), "This is a folder.", "Give `--output` the path of a file.")
    aside = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.touch()
    except OSError as error:
        step = "Give `--output` a file in a folder where you may write."
        raise UserError(str(target), f"The file cannot be written: {error.strerror}.", step) from error
    return aside


def _guarded(pieces: Iterable[str]) -> Iterator[str]:
    """The same text; in a GitHub job, words of a lesson that would be a command to its runner are parted."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        yield from pieces
        return
    for piece in pieces:
        lines = piece.replace("##[", "## [").splitlines(keepends=True)
        yield "".join(line.replace("::", ": :") if line.lstrip().startswith("::") else line for line in lines)
