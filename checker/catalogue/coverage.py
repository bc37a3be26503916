"""What answers each principle: rules that decide, evidence with a reviewer's question, or a question only."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checker.catalogue.model import Catalogue, Framework, Principle, Rule

RULES, EVIDENCE, QUESTION, NOTHING = "rules", "evidence and a question", "question", "nothing"

# Rules that show evidence and leave the answer to a person.
_ASKS_A_PERSON = "question"


@dataclass(frozen=True, slots=True)
class Answered:
    """A principle, what answers it, and the rules that serve it."""

    principle: Principle
    by: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The principles of one framework with what answers each."""

    framework: Framework
    answered: tuple[Answered, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many principles are answered in each way."""
        return Counter(one.by for one in self.answered)


def coverage(catalogue: Catalogue) -> list[Coverage]:
    """What answers each principle of each framework."""
    serving: dict[str, list[Rule]] = {}
    for rule in catalogue.rules:
        for id in rule.principles:
            serving.setdefault(id, []).append(rule)
    return [
        Coverage(framework, tuple(_answered(one, serving.get(one.id, [])) for one in framework.principles))
        for framework in catalogue.frameworks
    ]


def _answered(principle: Principle, rules: Sequence[Rule]) -> Answered:
    names = tuple(rule.id for rule in rules)
    if any(rule.check != _ASKS_A_PERSON for rule in rules):
        return Answered(principle, RULES, names)
    if principle.shows or any(rule.options.get("kinds") for rule in rules):
        return Answered(principle, EVIDENCE, names)
    return Answered(principle, QUESTION if principle.question or rules else NOTHING, names)
