"""`manymeans completion`: prints the completion of commands and options for a shell.

The script is written once from the parser (by shtab), so that a press of Tab costs nothing; asking the program at each
press, as argcomplete does, would load Python each time.
"""

import argparse
from typing import Any

from checker.frontends.cli.running import CLEAN, command

_SHELLS = ("bash", "zsh", "fish")
_WHERE = {
    "bash": "manymeans completion bash > ~/.local/share/bash-completion/completions/manymeans",
    "zsh": "manymeans completion zsh > ~/.zfunc/_manymeans  (a folder of your fpath)",
    "fish": "manymeans completion fish > ~/.config/fish/completions/manymeans.fish",
}


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "completion", _completion, "print the completion of commands and options for a shell")
    parser.add_argument("shell", choices=_SHELLS, help="; ".join(_WHERE.values()))


def _completion(options: argparse.Namespace) -> int:
    import shtab  # noqa: PLC0415 - only needed here

    script = shtab.complete(options.parser, shell=options.shell)
    # shtab lets bash fall back to its own words, among which there are no names of files.
    print(script.replace("complete -o bashdefault -F", "complete -o bashdefault -o default -F"))
    return CLEAN
