"""`principles/rules/*.yaml` to rules."""

from pathlib import Path

from checker.catalogue.model import Example, Rule
from checker.catalogue.yamlfile import Entry, read_yaml
from checker.findings import Outcome, Scope, Severity

_KEYS = (
    "id", "title", "why", "how", "check", "options", "severity", "scope", "preview", "principles", "message",
    "messages", "next_step", "question", "examples", "source", "language",
)  # fmt: skip
_OUTCOMES = tuple(outcome.value for outcome in Outcome)


def read_rules(path: Path) -> list[Rule]:
    """The rules of one file. Raises UserError."""
    entry = read_yaml(path)
    entry.only(("family", "rules", "note"))
    return [_rule(rule) for rule in entry.entries("rules")]


def _rule(entry: Entry) -> Rule:
    entry.only(_KEYS)
    options = entry.values.get("options") or {}
    return Rule(
        id=entry.text("id"),
        title=entry.text("title"),
        why=entry.text("why"),
        how=entry.text("how"),
        check=entry.text("check"),
        options={key: value for key, value in options.items() if key != "__line__"},
        severity=Severity(entry.one_of("severity", [severity.value for severity in Severity])),
        scope=Scope(entry.one_of("scope", [scope.value for scope in Scope], "unit")),
        is_preview=bool(entry.values.get("preview", True)),
        principles=entry.texts("principles"),
        message=entry.text("message", ""),
        messages=_messages(entry),
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


def _messages(entry: Entry) -> dict[str, str]:
    """The words for single cases and outcomes."""
    messages = entry.values.get("messages") or {}
    if not isinstance(messages, dict):
        entry.fail(
            "`messages` should be cases with their words.", "Write `messages:` and below it lines `case: words`."
        )
    return {str(case): str(words).strip() for case, words in messages.items() if case != "__line__"}
