"""The kinds of question that a rule may ask, and the answering of one rule."""

from collections.abc import Mapping, Sequence
from typing import Any

from checker.catalogue import Catalogue, Rule
from checker.findings import Evidence, Finding, NotChecked
from checker.unit import Unit


def ask(rule: Rule, unit: Unit, evidence: Sequence[Evidence], options: Mapping[str, Any], catalogue: Catalogue) -> list[Finding | NotChecked]:
    return []
