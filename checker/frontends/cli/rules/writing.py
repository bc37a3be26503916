"""`manymeans rules new`: asks what a rule is to say, and writes it with comments."""

import argparse
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import indent
from typing import Any

import yaml

from checker.catalogue import Catalogue
from checker.catalogue.rules import id_fault, read_rules
from checker.catalogue.yamlfile import nearest
from checker.checks import known_checks
from checker.checks.described import Option, described
from checker.errors import UserError
from checker.findings import Severity
from checker.frontends.cli.rules.held import add_settings, catalogue_of, settings_of
from checker.frontends.cli.rules.schemas import schema_text, schemas
from checker.frontends.cli.running import CLEAN, command

_SCHEMA = "rules.schema.json"


@dataclass(frozen=True, slots=True)
class _Part:
    """One thing that is asked: its key, the question, the words that it may hold, what is taken where none is given."""

    key: str
    asks: str
    names: Callable[[Catalogue], Sequence[str]] | None = None
    default: str | None = None
    is_list: bool = False


def _principles(catalogue: Catalogue) -> list[str]:
    return [principle.id for framework in catalogue.frameworks for principle in framework.principles]


_PARTS = (
    _Part("id", "A name in plain words with hyphens, such as `learners-choose`. It is for ever."),
    _Part("title", "What is true of a unit that meets the rule?"),
    _Part("why", "Why does it matter? One reason."),
    _Part("check", "Which kind of question?", lambda _: sorted(known_checks()), "present"),
    _Part("look_for", "What does it look for? Several with commas.", is_list=True, default=""),
    _Part("severity", "How much does a finding weigh?", lambda _: list(Severity), "suggestion"),
    _Part("principles", "Which principles ask it? Several with commas.", _principles, "", True),
    _Part("message", "What is there when the rule speaks up? As to a colleague."),
    _Part("next_step", "One thing to try, ready to use?"),
    _Part("question", "What is a reviewer asked?"),
    _Part("speaks", "A sentence or two of a lesson for which the rule speaks up?"),
    _Part("silent", "The same, for which it stays silent?"),
)


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "new", _new, "ask what a rule is to say, and write it with comments")
    parser.add_argument("--out", type=Path, default=Path("rules/own.yaml"), help="the file (default: rules/own.yaml)")
    for part in _PARTS:
        parser.add_argument(f"--{part.key.replace('_', '-')}", help=part.asks)
    add_settings(parser)


def _new(options: argparse.Namespace) -> int:
    options.out.parent.mkdir(parents=True, exist_ok=True)  # the settings may name the folder already
    catalogue = catalogue_of(options)
    answers: dict[str, str] = {}
    for part in _PARTS:
        answers[part.key] = _answer(_sharpened(part, answers), getattr(options, part.key), catalogue)
    if catalogue.rule(answers["id"]):
        raise UserError(answers["id"], "There is a rule of that name.", "Give `--id` another name, or use `extends:`.")
    _write(options.out, _entry(answers))
    print(f"Written to {options.out}. Try it: manymeans rules test {options.out.parent}")
    if options.out.parent.resolve() not in [folder.resolve() for folder in settings_of(options).own_folders()]:
        print(f"To use it, add to manymeans.yml:\n  principles: [{options.out.parent.as_posix()}]")
    return CLEAN


def _sharpened(part: _Part, answers: Mapping[str, str]) -> _Part:
    """What is looked for depends on the kind of question: words, roles of sections, kinds of evidence."""
    option = _looked_for(answers["check"]) if part.key == "look_for" else None
    if option is None:
        return part
    asks = f"What does it look for? Here it holds {option.holds}, several with commas."
    return replace(part, asks=asks, names=lambda _: option.names)


def _looked_for(check: str) -> Option | None:
    """The first option that says what to look for."""
    options = described(check, known_checks()[check]).options
    return next((option for option in options if option.says_what_to_look_for), None)


def _answer(part: _Part, given: str | None, catalogue: Catalogue) -> str:
    """What was given as a flag, or what a person answers; asked again until it is one of the words that there are."""
    while True:
        said = given if given is not None else _asked(part, catalogue)
        value = said.strip() or part.default
        if given is None and value == _LIST:
            print(_list_of(part, catalogue), file=sys.stderr)
            continue
        fault = f"`{part.key}` needs an answer." if value is None else _unknown(part, value, catalogue)
        if not fault:
            return str(value)
        if given is not None:
            raise UserError(f"--{part.key.replace('_', '-')}", fault, part.asks)
        print(f"  {fault}", file=sys.stderr)


def _list_of(part: _Part, catalogue: Catalogue) -> str:
    """All words that an answer may hold, each with what it means where something says so."""
    known = list(part.names(catalogue)) if part.names else []
    means = {principle.id: principle.name for framework in catalogue.frameworks for principle in framework.principles}
    if part.key == "check":
        means = {name: described(name, known_checks()[name]).about for name in known}
    return "\n".join(f"  {word}  {means.get(word, '')}".rstrip() for word in known) or "  Any words of your own."


_LIST = "?"


def _unknown(part: _Part, value: str, catalogue: Catalogue) -> str:
    if part.key == "id":
        return " ".join(id_fault(value) or ())
    known = list(part.names(catalogue)) if part.names else []
    wrong = next((word for word in _listed(part, value) if known and word not in known), None)
    where = f"`{_LIST}` as an answer" if len(known) >= _FEW else ""
    return f"`{wrong}` is none of these. {nearest(wrong, known, where)}" if wrong else ""


def _listed(part: _Part, value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()] if part.is_list else [value]


def _asked(part: _Part, catalogue: Catalogue) -> str:
    known = list(part.names(catalogue)) if part.names else []
    few = f" ({', '.join(known) if len(known) < _FEW else f'`{_LIST}` lists them'})" if known else ""
    default = f" [{part.default}]" if part.default else ""
    print(f"{part.asks}{few}{default} ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        flag = f"--{part.key.replace('_', '-')}"
        raise UserError(flag, "The rule needs an answer to this.", f"{part.asks} Answer, or give {flag}.")
    return line


_FEW = 12


def _entry(answers: Mapping[str, str]) -> str:
    """The rule as YAML, each part under a comment that says what it is for."""
    options = _options(answers["check"], [word.strip() for word in answers["look_for"].split(",") if word.strip()])
    principles = [word.strip() for word in answers["principles"].split(",") if word.strip()]
    outcome = _outcome(answers["check"])
    lines = [
        f"- id: {_value(answers['id'])}",
        f"  title: {_value(answers['title'])}",
        "  # One reason, in a sentence or two.",
        f"  why: {_value(answers['why'])}",
        "  # What is looked for, and where; it stands on the rule's page.",
        f"  how: {_value(described(answers['check'], known_checks()[answers['check']]).about)}",
        "  # The kind of question; the page for authors of rules lists them with their options.",
        f"  check: {answers['check']}",
        *_other_options(answers["check"], options),
        f"  options: {_value(options)}",
        f"  severity: {answers['severity']}",
        "  # `stable` once people have read what it finds; until then it never fails a run.",
        "  status: preview",
        f"  principles: {_value(principles)}",
        "  # What is there, in the words of a colleague, and one thing to try.",
        f"  message: {_value(answers['message'])}",
        f"  next_step: {_value(answers['next_step'])}",
        f"  question: {_value(answers['question'])}",
        "  # Its tests: `manymeans rules test` says whether the rule answers them so.",
        "  examples:",
        f"    - {outcome}: |",
        indent(_example(answers["check"], answers["speaks"], ["title"]), "        "),
        "    - met: |",
        indent(_example(answers["check"], answers["silent"], options.get("keys", [])), "        "),
    ]
    return indent("\n".join(lines), "  ") + "\n"


def _outcome(check: str) -> str:
    """What such a rule answers where it speaks up, if nothing else is set."""
    kind = described(check, known_checks()[check])
    defaults = [option.default for option in kind.options if option.name in ("absent", "over", "found")]
    return "needs-a-person" if check == "question" else next(iter(defaults), "not-met")


def _options(check: str, words: list[str]) -> dict[str, Any]:
    """The first option that holds a list says what to look for; short lessons, as those of examples, count too."""
    kind, first = described(check, known_checks()[check]), _looked_for(check)
    looked_for: dict[str, Any] = {first.name: words} if first and words else {}
    return looked_for | ({"least_words": 0} if kind.option("least_words") else {})


def _other_options(check: str, options: Mapping[str, Any]) -> list[str]:
    """A comment that names the options that are not written yet."""
    names = [option.name for option in described(check, known_checks()[check]).options if option.name not in options]
    return [f"  # It may hold more: {', '.join(names)}."] if names else []


def _example(check: str, text: str, keys: Sequence[str]) -> str:
    """A lesson of an example; where the front matter is asked, with some keys in it."""
    if check != "declared":
        return _lesson(text)
    front = text if re.fullmatch(r"[\w-]+: .*", text) else "\n".join(f"{key.partition('|')[0]}: Rivers" for key in keys)
    return f"---\n{front}\n---\n# A lesson"


def _lesson(text: str) -> str:
    return text if text.lstrip().startswith("#") else f"# A lesson\n## Procedure\n{text}"


def _value(value: Any) -> str:
    """A value on one line of YAML."""
    text = yaml.safe_dump(value, default_flow_style=True, sort_keys=False, width=100_000, allow_unicode=True)
    return text.removesuffix("...\n").strip()


def _write(path: Path, entry: str) -> None:
    if path.exists():
        before = path.read_text(encoding="utf-8").rstrip() + "\n\n"
    else:
        schema = path.with_name(_SCHEMA)
        schema.write_text(schema_text(schemas()["rules"]), encoding="utf-8")
        before = (
            f"# yaml-language-server: $schema={_SCHEMA}\n# Rules of our own.\nfamily: {_value(path.stem)}\nrules:\n"
        )
    path.write_text(before + entry, encoding="utf-8")
    read_rules([(path, "")])
