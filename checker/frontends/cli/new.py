"""`manymeans new`: writes a unit or a lesson to fill in, with notes where a person must think."""

import argparse
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from checker.errors import UserError
from checker.frontends.cli.running import CLEAN, command
from checker.frontends.importing.documents import slug

TEMPLATES = {
    "manymeans": "the project's own: objectives, criteria, choice, ways around barriers, sources",
    "ubd": "Understanding by Design: results, evidence, learning plan",
    "5e": "engage, explore, explain, elaborate, evaluate",
    "udl": "Universal Design for Learning: engagement, representation, action and expression",
}
"""The templates by name."""


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "new", _new, "write a unit or a lesson to fill in, with notes where a person must think")
    parser.add_argument("kind", choices=("unit", "lesson"), help="a folder with a plan and a first lesson, or one file")
    parser.add_argument("name", metavar="NAME", help="the title, such as 'Where rain goes'")
    parser.add_argument(
        "--template",
        choices=tuple(TEMPLATES),
        default="manymeans",
        help="; ".join(f"{name}: {text}" for name, text in TEMPLATES.items()),
    )
    parser.add_argument("--into", type=Path, default=Path(), help="the folder to write in (default: this one)")


def _new(options: argparse.Namespace) -> int:
    name = slug(options.name)
    if options.kind == "lesson":
        written = [_write(options.into / f"{name}.md", options, "lesson", options.name)]
    else:
        folder = options.into / name
        written = [
            _write(folder / "index.md", options, "unit", options.name),
            _write(folder / "01-first-lesson.md", options, "lesson", "First lesson"),
        ]
    for path in written:
        print(f"Written: {path.as_posix()}")
    place = written[0].parent if options.kind == "unit" else written[0]
    print(f"Fill it in, then run: manymeans check {_quoted(place.as_posix())}")
    return CLEAN


def _write(path: Path, options: argparse.Namespace, kind: str, title: str) -> Path:
    if path.exists():
        raise UserError(str(path), "There is a file of this name already.", "Choose another title or folder.")
    template = files("checker").joinpath("templates", options.template, f"{kind}.md").read_text(encoding="utf-8")
    one_line = " ".join(title.split())
    text = template.replace("{title}", json.dumps(one_line, ensure_ascii=False)).replace("{heading}", one_line)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path
