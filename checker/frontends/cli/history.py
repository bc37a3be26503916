"""`manymeans history`: what each tag or commit of the repository offered and left open, and what came and went."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checker import __version__
from checker.cache import Cache, cache_folder, digest_of, key_of
from checker.catalogue import principles_folder
from checker.decisions import Comparison, History, Revision, compare, history_text
from checker.decisions.history_file import DEFAULT
from checker.errors import UserError
from checker.frontends.cli.running import CLEAN, CRASHED, add_paths, command, paths_of, run_of, tell_crashes
from checker.frontends.past import Past
from checker.frontends.revisions import Commit, Repository, repository
from checker.frontends.run import Run
from checker.messages import Messages, load_messages
from checker.publish.writing import write_file

_USUAL = 10


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "history", _history, "say how units changed over the tags or commits of the repository")
    add_paths(parser)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--tags", metavar="GLOB", help="the tags to look at (default: all, where there are any)")
    which.add_argument("--commits", type=int, metavar="N", help=f"the last N commits instead (default: {_USUAL})")
    parser.add_argument("--out", type=Path, metavar="FILE", help=f"the file to write (default: {DEFAULT})")
    parser.add_argument("--no-cache", action="store_true", help="find everything again")


def _history(options: argparse.Namespace) -> int:
    run = run_of(options)
    path = (options.out or (run.settings.folder or Path()) / DEFAULT).resolve()
    here = repository(paths_of(options)[0].resolve())
    base = Path.cwd().resolve() if Path.cwd().resolve().is_relative_to(here.top) else here.top
    paths = [Path(os.path.relpath(path.resolve(), base)) for path in paths_of(options)]
    commits = _commits(here, options, [here.within(base / path) for path in paths])
    cache = None if options.no_cache else Cache(cache_folder("history"))
    past = Past(here, run, base, paths, cache, _tool(run))
    revisions = tuple(past.revision(commit) for commit in commits)
    write_file(path, history_text(History(revisions, __version__)).encode())
    _tell(revisions, path, load_messages(run.settings.language_of_messages))
    for unit, trace in past.crashes:
        tell_crashes(unit, [trace])
    return CRASHED if past.crashes else CLEAN


def _commits(here: Repository, options: argparse.Namespace, names: Sequence[str]) -> list[Commit]:
    commits = here.tags(options.tags or "*") if options.commits is None else []
    if options.tags and not commits:
        raise UserError("--tags", f"No tag fits `{options.tags}`.", "`git tag` lists the tags.")
    return commits or here.commits(options.commits or _USUAL, names)


def _tool(run: Run) -> str:
    """What an answer depends on beside the lessons: the program, the rules, the settings."""
    program = Path(__file__).parents[2]
    folders = [program, principles_folder(), *run.settings.own_folders()]
    return key_of(digest_of(folders, (".py", ".yaml", ".yml")), run.settings.model_dump_json())


def _tell(revisions: Sequence[Revision], path: Path, messages: Messages) -> None:
    """Says in a few lines what came and went from one revision to the next."""
    for at, revision in enumerate(revisions):
        open_now = sum(len(marks) for unit in revision.units.values() for marks in unit.open.values())
        line = messages.say(
            "history",
            "revision",
            name=revision.name,
            date=revision.date,
            units=messages.count("unit", len(revision.units)),
            open=messages.number(open_now),
        )
        print(line + (_since(compare(revisions[at - 1], revision), messages) if at else "."))
    print(messages.say("history", "written", path=path.as_posix()))


def _since(found: Comparison, messages: Messages) -> str:
    return messages.say(
        "history",
        "since",
        came=messages.number(len(found.came)),
        went=messages.number(len(found.went)),
        moved=messages.number(len(found.moved)),
        changed=messages.number(len(found.changed)),
    )
