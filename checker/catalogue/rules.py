"""`principles/rules/*.yaml` to rules."""

from pathlib import Path
from typing import Any

from checker.catalogue.model import Example, Rule
from checker.catalogue.vocabulary import FACETS
from checker.catalogue.yamlfile import Entry, read_yaml
from checker.findings import Outcome, Scope, Severity

_KEYS = (
    "id", "title", "why", "how", "check", "options", "severity", "scope", "preview", "principles", "message",
    "messages", "next_step", "question", "examples", "source", "language",
)  # fmt: skip
_OUTCOMES = tuple(outcome.value for outcome in Outcome)
_KINDS = (*FACETS, *(f"{facet}: {value}" for facet, values in FACETS.items() for value in values))


def read_rules(path: Path) -> list[Rule]:
    """The rules of one file. Raises UserError."""
    entry = read_yaml(path)
    entry.only(("family", "rules", "note"))
    return [_rule(rule) for rule in entry.entries("rules")]


def _rule(entry: Entry) -> Rule:
    entry.only(_KEYS)
    return Rule(
        id=entry.text("id"),
        title=entry.text("title"),
        why=entry.text("why"),
        how=entry.text("how"),
        check=entry.text("check"),
        options=_options(entry),
        severity=Severity(entry.one_of("severity", [severity.value for severity in Severity])),
        scope=Scope(entry.one_of("scope", [scope.value for scope in Scope], "unit")),
        is_preview=bool(entry.values.get("preview", True)),
        principles=entry.texts("principles"),
        message=entry.text("message", ""),
        messages={case: str(words).strip() for case, words in entry.mapping("messages").items()},
        next_step=entry.text("next_step"),
        question=entry.text("question"),
        examples=tuple(_example(example) for example in entry.entries("examples")),
        source_url=entry.text("source", ""),
        language=entry.text("language", ""),
        place=f"{entry.path.name}:{entry.line}",
    )


def _example(entry: Entry) -> Example:
    entry.only((*_OUTCOMES, "note"))
    outcome = next((name for name in _OUTCOMES if name in entry.values), None)
    if outcome is None:
        entry.fail("The example names no outcome.", f"Write its text under one of {', '.join(_OUTCOMES)}.")
    return Example(str(entry.values[outcome]), Outcome(outcome), entry.text("note", ""))


def _options(entry: Entry) -> dict[str, Any]:
    """What the check is given; kinds of evidence must be known."""
    options = entry.mapping("options")
    inner = Entry(options | {"__line__": {}}, entry.path, entry.values.get("__line__", {}).get("options", entry.line))
    inner.some_of("kinds", _KINDS)
    return options
