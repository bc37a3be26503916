"""What a rule is, for a person at a terminal."""

import difflib
from textwrap import fill, indent

from checker.catalogue import Catalogue, Rule
from checker.checks.needs import needs_of
from checker.errors import UserError


def rule_text(name: str, catalogue: Catalogue) -> str:
    """The page of a rule as text. Raises UserError with the nearest name for a rule that is not there."""
    rule = catalogue.rule(name)
    if rule is None:
        names = [known.id for known in catalogue.rules]
        near = difflib.get_close_matches(name, names, n=1)
        raise UserError(
            name, "There is no such rule.", f"Did you mean {near[0]}?" if near else "`manymeans rules list` lists them."
        )
    parts = [
        f"{rule.id}: {rule.title}",
        _part("Why", rule.why),
        _part("How it decides", rule.how),
        _part("Which pages it asks", " ".join(need.about for need in needs_of(rule))),
        _part("What to do", rule.next_step),
        _part("A reviewer is asked", rule.question),
        _principles(rule, catalogue),
        f"Severity: {rule.severity}" + (" (preview: shown, but never makes a run fail)" if rule.is_preview else ""),
        _examples(rule),
    ]
    return "\n\n".join(part for part in parts if part)


def _part(title: str, text: str) -> str:
    return f"{title}\n{indent(fill(' '.join(text.split()), 96), '  ')}" if text else ""


def _principles(rule: Rule, catalogue: Catalogue) -> str:
    known = [catalogue.principle(id) for id in rule.principles]
    lines = [f"  {principle.id}  {principle.name}" for principle in known if principle]
    return "\n".join(["Principles", *lines]) if lines else ""


def _examples(rule: Rule) -> str:
    return "\n\n".join(
        f"Example, {example.outcome}\n{indent(example.text.strip(), '  | ')}" for example in rule.examples
    )
