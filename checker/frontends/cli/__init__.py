"""The command line: reads arguments, runs a command, and turns what happened into an exit code. A module a command."""

import argparse
import gc
import io
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

from checker import __version__
from checker.errors import UserError
from checker.frontends.cli.running import CLEAN, CRASHED, INTERRUPTED, MISTAKE, tell_crashes

COMMANDS = (
    "init new import check publish audit evidence explain fix lsp baseline review history rules config doctor "
    "completion"
).split()
"""The commands in the order in which `--help` lists them, each in the module of its name.

Only the one that is asked for is loaded: some of them bring charts or an editor's protocol.
"""
_ALL = ("completion",)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command. 0: clean, 1: findings at the failing level, 2: a user's mistake, 3: a crash of ours."""
    # Rules and lessons make many small objects that live to the end: looking for dead ones among them costs a seventh.
    gc.set_threshold(100_000, 20, 100)
    given = sys.argv[1:] if arguments is None else arguments
    parser = _parser(given)
    if not given:
        parser.print_help(sys.stderr)
        return MISTAKE
    options = parser.parse_args(given)
    _speak_utf8()
    try:
        code = int(options.command(options))
        sys.stdout.flush()
    except UserError as error:
        print(f"manymeans: {error}", file=sys.stderr)
        return MISTAKE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except Exception:  # noqa: BLE001 - what nobody foresaw has its own exit code, and keeps its trace
        tell_crashes("the run", [traceback.format_exc()])
        return CRASHED
    return code


def _speak_utf8() -> None:
    """Prints as UTF-8 in every locale; a file name that is no text is printed with escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the command that is asked for; of all where none is, or where all are to be told."""
    parser = argparse.ArgumentParser(
        prog="manymeans",
        description="Finds what curriculum units in Markdown offer, asks rules about it, and publishes both.",
    )
    parser.add_argument("--version", action="version", version=f"manymeans {__version__}")
    parser.set_defaults(parser=parser)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    asked = arguments[0] if arguments else ""
    for name in [asked] if asked in COMMANDS and asked not in _ALL else COMMANDS:
        module = "import_" if name == "import" else name
        import_module(f"checker.frontends.cli.{module}").add(commands)
    return parser
