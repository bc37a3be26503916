"""What a check is given and what it answers; shared by all kinds of question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from checker.catalogue import Rule
from checker.findings import Evidence, Outcome, Pathway
from checker.source import Span
from checker.unit import Item, Lesson, Unit


@dataclass(frozen=True, slots=True)
class Question:
    """A rule put to some lessons: a whole unit, or one lesson of it. `evidence` is that of these lessons only."""

    rule: Rule
    unit: Unit
    lessons: tuple[Lesson, ...]
    evidence: Sequence[Evidence]
    pathways: Sequence[Pathway]
    words: Mapping[str, str]

    @property
    def options(self) -> Mapping[str, Any]:
        """The options of the rule."""
        return self.rule.options

    @property
    def top(self) -> Span:
        """The place of a finding that is about all of it."""
        return self.lessons[0].top

    def number(self, name: str, default: int) -> int:
        """A whole number among the options."""
        return int(self.options.get(name, default))

    def names(self, name: str) -> tuple[str, ...]:
        """A list of texts among the options."""
        value = self.options.get(name) or ()
        return (value,) if isinstance(value, str) else tuple(str(part) for part in value)

    def of_kinds(self, kinds: Sequence[str]) -> list[Evidence]:
        """The evidence of some kinds: a facet (`choice`), or a facet and a value (`choice: expression`)."""
        return [found for found in self.evidence if found.facet in kinds or found.kind in kinds]

    def objectives(self) -> Iterator[Item]:
        """The objectives of all lessons."""
        for lesson in self.lessons:
            yield from lesson.objectives

    def sources(self) -> Iterator[Item]:
        """The sources of all lessons."""
        for lesson in self.lessons:
            yield from lesson.sources

    def said(self, evidence: Sequence[Evidence]) -> str:
        """The kinds of some evidence as a person would list them: "reading, listening and pictures"."""
        names = list(dict.fromkeys(self.words.get(found.kind, found.value) for found in evidence))
        return listed(names)


def listed(names: Sequence[str]) -> str:
    """A list in a sentence."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check says: the outcome, where to look, what it rests on, and the words that fill the rule's message.

    `case` chooses among the rule's messages where it has several.
    """

    outcome: Outcome
    place: Span
    evidence: tuple[Evidence, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    case: str = ""
