"""`manymeans init`: looks at a folder and writes the settings that fit it."""

import argparse
from pathlib import Path
from typing import Any

from checker.errors import UserError
from checker.frontends.adoption import HOOK, Guess, guess, settings_text
from checker.frontends.cli.running import CLEAN, command
from checker.settings import settings_file_in


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "init", _init, "look at this folder and write the settings that fit it")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(), help="the top folder (default: this one)")
    parser.add_argument("--hook", action="store_true", help="write a configuration of pre-commit too")


def _init(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    if not folder.is_dir():
        raise UserError(str(folder), "There is no such folder.", "Give the top folder of your curriculum.")
    seen = guess(folder)
    print(_told(seen))
    _write(folder, settings_text(seen))
    if options.hook:
        _write_hook(folder)
    where = "" if folder == Path() else f" {folder.as_posix()}"
    print(f"Next: manymeans check{where or (f' {seen.folder}' if seen.folder else ' .')}")
    return CLEAN


def _told(seen: Guess) -> str:
    """What was seen, so that a wrong guess is noticed."""
    lines = [f"Lessons: {seen.lessons}" + (f", below {seen.folder}/" if seen.folder else "")]
    lines.append(f"Units: {seen.units}, of which {seen.unit_folders} are folders with a plan")
    lines.append(f"Site builder: {seen.builder or 'none seen'}")
    rows = {
        "Languages": seen.languages,
        "Front matter": seen.keys,
        "Front matter that ManyMeans does not read": seen.other_keys,
        "Names of sections without a role": seen.headings,
    }
    for name, counted in rows.items():
        if counted:
            lines.append(f"{name}: " + ", ".join(f"{word} ({count})" for word, count in counted))
    return "\n".join(lines)


def _write(folder: Path, text: str) -> None:
    known = settings_file_in(folder)
    if known:
        print(f"\n{known} is there already and stays as it is. What would have been written:\n\n{text}")
        return
    path = folder / "manymeans.yml"
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"\nWritten: {path.as_posix()}")


def _write_hook(folder: Path) -> None:
    path = folder / ".pre-commit-config.yaml"
    if path.exists():
        print(f"{path.as_posix()} is there already. Add this to its `repos:`\n\n{HOOK.partition('repos:')[2].strip()}")
        return
    path.write_text(HOOK, encoding="utf-8", newline="\n")
    print(f"Written: {path.as_posix()}")
