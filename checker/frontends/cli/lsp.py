"""`manymeans lsp`: answers an editor, which starts it and speaks with it over standard input and output."""

import argparse
from typing import Any

from checker.errors import UserError
from checker.frontends.cli.running import CLEAN, command
from checker.frontends.extras import install_step


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "lsp", _serve, "answer an editor: findings while typing, why, and quick fixes")
    parser.add_argument("--stdio", action="store_true", help="speak over standard input and output, as is done anyway")


def _serve(_options: argparse.Namespace) -> int:
    # Imported late: the other commands work without the extra that this one needs.
    try:
        from checker.frontends.lsp import make_server  # noqa: PLC0415 - an extra
    except ImportError as error:
        what = "The library that speaks with editors is not installed."
        raise UserError("lsp", what, install_step("lsp")) from error
    make_server().start_io()
    return CLEAN
