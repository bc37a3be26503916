"""What `principles/` holds, as frozen data: frameworks, principles, rules, cues, names of sections."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from checker.catalogue.sections import SectionNames
from checker.findings import Outcome, Scope, Severity
from checker.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Principle:
    """One principle of a framework; `summary` is our own paraphrase, `shows` the kinds of evidence that speak to it."""

    id: str
    name: str
    framework: str
    group: str
    summary: str
    answer: str
    shows: tuple[str, ...]
    question: str
    url: str = ""
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """A published set of principles; `groups` are pairs of id and name."""

    id: str
    name: str
    publisher: str
    year: int
    url: str
    license: str
    summary: str
    groups: tuple[tuple[str, str], ...]
    principles: tuple[Principle, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A lesson as small as it can be, and the outcome that a rule must give for it."""

    text: str
    outcome: Outcome
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One question that principles ask of a unit. `check` names the kind of question, `options` its details."""

    id: str
    title: str
    why: str
    how: str
    check: str
    options: Mapping[str, Any]
    severity: Severity
    scope: Scope
    is_preview: bool
    principles: tuple[str, ...]
    message: str
    messages: Mapping[str, str]
    next_step: str
    question: str
    examples: tuple[Example, ...]
    source_url: str = ""
    language: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must hold around the words of a cue; an empty condition asks nothing."""

    in_roles: frozenset[str] = frozenset()
    not_in_roles: frozenset[str] = frozenset()
    audience: str = ""
    kinds: frozenset[str] = frozenset()
    inside: tuple[str, ...] = ()
    not_inside: tuple[str, ...] = ()
    with_: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()
    stem: tuple[Phrase, ...] = ()
    under: tuple[Phrase, ...] = ()
    not_under: tuple[Phrase, ...] = ()
    unless_lesson: tuple[Phrase, ...] = ()
    imperative: str = "learner"
    who: str = "learner"
    negated: bool = False
    question: bool = False
    starts: bool = False
    marked: bool = False
    labelled: bool = False
    set_off: bool = False
    answered: bool = False
    most_words: int = 0
    least_words: int = 0


@dataclass(frozen=True, slots=True)
class Cue:
    """A construction that shows a kind of evidence.

    `construction` is one of `phrase` (words anywhere in prose), `act` (a verb that a learner does), `heading` (a
    heading or label with something under it), `link` (a link or player by host, ending or words), `embed` (an image or
    player shown in the page), `section` (a section with a role that holds something), `code` (a code block by its
    language). A weak cue is a hint: it counts only where the weighing of cues says so.
    """

    id: str
    facet: str
    value: str
    construction: str
    phrases: tuple[Phrase, ...] = ()
    hosts: frozenset[str] = frozenset()
    extensions: frozenset[str] = frozenset()
    embeds: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    conditions: Conditions = field(default_factory=Conditions)
    is_weak: bool = False
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All of it, in the order of the files.

    `words` says what people call a kind of evidence.
    """

    frameworks: tuple[Framework, ...]
    rules: tuple[Rule, ...]
    cues: tuple[Cue, ...]
    sections: SectionNames
    words: Mapping[str, str]

    @cached_property
    def _principles(self) -> Mapping[str, Principle]:
        return {principle.id: principle for framework in self.frameworks for principle in framework.principles}

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    def rule(self, id: str) -> Rule | None:
        """The rule of that name."""
        return self._rules.get(id)

    def principle(self, id: str) -> Principle | None:
        """The principle of that id."""
        return self._principles.get(id)
