"""`manymeans rules`: the rules, what they cover, whether they keep their promises, and new ones."""

from typing import Any

from checker.frontends.cli.rules import covering, editions, kinds, listing, schemas, trying, writing


def add(commands: Any) -> None:
    """Adds the command with its own commands to the parser."""
    parser = commands.add_parser(
        "rules",
        help="list, show, try and write rules",
        description="List, show, try and write rules, and see what they cover.",
    )
    own = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for module in (listing, covering, kinds, trying, writing, editions, schemas):
        module.add(own)
