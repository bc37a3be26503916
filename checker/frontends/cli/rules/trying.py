"""`manymeans rules test`: tries rules and cues on their own examples."""

import argparse
from pathlib import Path
from typing import Any

from checker.catalogue import Catalogue, Cue, Rule, load_catalogue, own_folder, rule_folders
from checker.errors import UserError
from checker.frontends.cli.rules.held import add_settings, settings_of
from checker.frontends.cli.running import CLEAN, FOUND, command
from checker.trials import Trouble, all_troubles


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "test", _test, "try rules and cues on their own examples")
    parser.add_argument(
        "path", nargs="?", type=Path, metavar="PATH", help="a folder or a file of rules (default: all rules)"
    )
    add_settings(parser)


def _test(options: argparse.Namespace) -> int:
    catalogue, rules, cues = _tried(options)
    troubles = list(all_troubles(rules, cues, catalogue))
    for trouble in troubles:
        print(_text(trouble))
    examples = sum(len(rule.examples) for rule in rules) + sum(len(cue.fires) + len(cue.silent) for cue in cues)
    mistakes = sum(not trouble.is_hint for trouble in troubles)
    hints = len(troubles) - mistakes
    print(
        f"{_counted(len(rules), 'rule')} and {_counted(len(cues), 'cue')} with {_counted(examples, 'example')}: ",
        end="",
    )
    print(f"{_counted(mistakes, 'mistake') if mistakes else 'all is well'}{f', {hints} to look at' if hints else ''}.")
    return FOUND if mistakes else CLEAN


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def _text(trouble: Trouble) -> str:
    return f"{trouble.name}{' (worth a look)' if trouble.is_hint else ''}\n{trouble.error}\n"


def _tried(options: argparse.Namespace) -> tuple[Catalogue, list[Rule], list[Cue]]:
    """The rules and cues of a folder, or all of them."""
    settings = settings_of(options)
    if options.path is None:
        catalogue = load_catalogue(None, settings.headings.items(), rule_folders(settings.own_folders()))
        return catalogue, list(catalogue.rules), list(catalogue.cues)
    if not options.path.exists():
        raise UserError(str(options.path), "There is no such folder or file.", "Give the path of a folder of rules.")
    path = options.path if options.path.is_dir() else options.path.parent
    known = [folder for folder in settings.own_folders() if folder.resolve() != path.resolve()]
    folder = own_folder(path)
    catalogue = load_catalogue(None, settings.headings.items(), [*rule_folders(known), folder])
    rules = [rule for rule in catalogue.rules if rule.origin == folder.origin and _is_in(rule, options.path)]
    cues = [cue for cue in catalogue.cues if cue.origin == folder.origin and _is_in(cue, options.path)]
    return catalogue, rules, cues


def _is_in(entry: Rule | Cue, path: Path) -> bool:
    """Whether a rule or cue stands in a folder, or in the one file that was named."""
    return path.is_dir() or (entry.written is not None and entry.written.path.resolve() == path.resolve())
