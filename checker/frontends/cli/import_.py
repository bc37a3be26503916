"""`manymeans import`: turns documents into lessons in Markdown, and tells what was lost."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checker.errors import UserError
from checker.frontends.cli.running import CLEAN, MISTAKE, command
from checker.frontends.importing import KINDS, Imported, find_documents, import_document


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "import", _import, "turn documents (Word, OpenDocument, saved web pages) into lessons")
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help=f"documents ({', '.join(KINDS)}) or folders of them"
    )
    parser.add_argument("--into", type=Path, default=Path(), help="the folder for the lessons (default: this one)")


def _import(options: argparse.Namespace) -> int:
    documents = list(find_documents(options.paths))
    if not documents:
        print(f"There are no documents there; known are {', '.join(KINDS)}.", file=sys.stderr)
        return MISTAKE
    lessons: list[Path] = []
    for document, below in documents:
        try:
            imported = import_document(document, below, options.into)
        except UserError as error:
            print(f"manymeans: {error}", file=sys.stderr)
            continue
        lessons.append(imported.lesson)
        print(_told(imported), flush=True)
    print(f"\n{len(lessons)} of {_counted(len(documents), 'document')} imported.")
    if lessons:
        print(f"Read each once beside its document, then run:\n  manymeans check {_place(options.into, lessons)}")
    return CLEAN if len(lessons) == len(documents) else MISTAKE


def _place(into: Path, lessons: Sequence[Path]) -> str:
    """What to check next: the lesson where there is one, else the folder."""
    place = (lessons[0] if len(lessons) == 1 else into).as_posix()
    return f'"{place}"' if " " in place else place


def _told(imported: Imported) -> str:
    counts = [_counted(imported.pictures, "picture"), _counted(imported.tables, "table")]
    lines = [f"{imported.document.as_posix()} -> {imported.lesson.as_posix()} ({', '.join(counts)})"]
    lines += [f"  {loss}" for loss in imported.losses] or ["  Nothing was lost that could be seen."]
    return "\n".join(lines)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
