"""`manymeans rules kinds`: the kinds of question that a rule may ask, with their options, as text or as a page."""

import argparse
from textwrap import fill
from typing import Any

from checker.catalogue.vocabulary import FACETS, ROLES
from checker.checks import known_checks
from checker.checks.described import Described, Option, all_checks_described
from checker.frontends.cli.running import CLEAN, command

_HEAD = """\
# The kinds of question

A rule names its kind of question under `check:` and the details under `options:`. This page is written by
`manymeans rules kinds --format md`. What an option holds:

- *kinds of evidence*: a facet (`choice`), or a facet and a value (`choice: expression`). A list.
- *roles of sections*: what a part of a lesson is for, such as `objectives` or `assessment`. A list.
- *phrases*: words in the [language of phrases](rule-authors.md#words-and-phrases). A list.
- *outcome*: `met`, `not-met`, `needs-a-person` or `not-applicable`.
"""


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "kinds", _kinds, "list the kinds of question that a rule may ask, with their options")
    parser.add_argument("--format", choices=("text", "md"), default="text", help="how to print (default: text)")


def _kinds(options: argparse.Namespace) -> int:
    kinds = all_checks_described(known_checks())
    text = "\n".join([*map(_text, kinds), *_words_to_choose_from()])
    print(kinds_page(kinds) if options.format == "md" else text, end="")
    return CLEAN


def _text(kind: Described) -> str:
    lines = [kind.name, fill(kind.about, 100, initial_indent="  ", subsequent_indent="  ")]
    for option in kind.options:
        text = f"{option.name} ({_holds(option)}): {option.about}"
        lines.append(fill(text, 100, initial_indent="    ", subsequent_indent="      "))
    return "\n".join(lines) + "\n"


def _words_to_choose_from() -> list[str]:
    """The kinds of evidence and the roles of sections, as text."""
    rows = ["kinds of evidence", *(f"  {facet}: {', '.join(values)}" for facet, values in FACETS.items())]
    rows += ["", "roles of sections", f"  {', '.join(ROLES)}"]
    return ["\n".join(fill(row, 100, subsequent_indent="    ") for row in rows) + "\n"]


def _holds(option: Option) -> str:
    return option.holds + (f", {option.default}" if option.default else "")


def kinds_page(kinds: list[Described]) -> str:
    """The page on all kinds of question."""
    return "\n".join([_HEAD, *map(_section, kinds)])


def _section(kind: Described) -> str:
    rows = [f"| `{one.name}` | {one.holds} | {one.default or '–'} | {one.about} |" for one in kind.options]
    table = ["| option | holds | if left out | what it is for |", "|---|---|---|---|", *rows, ""] if rows else []
    return "\n".join([f"## {kind.name}", "", kind.about, "", *table])
