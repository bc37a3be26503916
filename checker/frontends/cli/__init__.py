"""The command line: reads arguments, runs a command, and turns what happened into an exit code. A module a command."""

import argparse
import io
import os
import sys
import traceback
from collections.abc import Sequence

from checker import __version__
from checker.errors import UserError
from checker.frontends.cli import check, evidence, explain, publish
from checker.frontends.cli.running import CLEAN, CRASHED, MISTAKE, tell_crashes

# In the order in which `--help` lists them.
_COMMANDS = (check, publish, evidence, explain)


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
        tell_crashes("the run", [traceback.format_exc()])
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
    for module in _COMMANDS:
        module.add(commands)
    return parser
