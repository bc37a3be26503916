"""`manymeans rules diff` and `manymeans rules freeze`: what has changed since an edition, and the file of a new one."""

import argparse
import sys
from typing import Any

from checker.catalogue.editions import changes, edition_text
from checker.catalogue.yamlfile import nearest
from checker.errors import UserError
from checker.frontends.cli.rules.held import add_settings, catalogue_of
from checker.frontends.cli.running import CLEAN, command, print_json


def add(commands: Any) -> None:
    """Adds the commands to the parser."""
    parser = command(commands, "diff", _diff, "say what would change for a curriculum that stays with an edition")
    parser.add_argument("edition", metavar="EDITION", help="an edition, such as 2026-11")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    add_settings(parser)
    parser = command(commands, "freeze", _freeze, "print the rules as they stand as the file of an edition")
    parser.add_argument("edition", metavar="EDITION", help="year and month, such as 2026-11")
    add_settings(parser)


def _diff(options: argparse.Namespace) -> int:
    catalogue = catalogue_of(options)
    edition = next((one for one in catalogue.editions if one.id == options.edition), None)
    if edition is None:
        known = [one.id for one in catalogue.editions]
        raise UserError(options.edition, "There is no such edition.", nearest(options.edition, known))
    found = list(changes(edition, catalogue.rules))
    if options.format == "json":
        print_json([{"rule": rule, "change": change} for rule, change in found])
        return CLEAN
    for rule, change in found:
        print(f"{rule}  {change}")
    print(f"{len(found)} changes since {edition.id}." if found else f"Nothing has changed since {edition.id}.")
    return CLEAN


def _freeze(options: argparse.Namespace) -> int:
    sys.stdout.write(edition_text(options.edition, catalogue_of(options).rules))
    return CLEAN
