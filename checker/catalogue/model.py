"""What `principles/` holds, as frozen data: frameworks, principles, rules, cues, names of sections."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from checker.catalogue.sections import SectionNames
from checker.catalogue.works import NO_NAMES, WorkNames
from checker.catalogue.yamlfile import Written
from checker.errors import UserError
from checker.findings import Outcome, Scope, Severity
from checker.phrases import Phrase
from checker.wording import NO_WORDING, Wording

BUILT_IN = "built in"
"""The origin of what comes with the project."""

FIRST_EDITION = "2026-11"
"""The edition of a rule that names none."""


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


NEXT_LESSON = "<!-- next lesson -->\n"
"""The line that parts the lessons of an example."""


@dataclass(frozen=True, slots=True)
class Example:
    """A lesson as small as it can be, and the outcome that a rule must give for it.

    A line `<!-- next lesson -->` parts the lessons of a unit.
    """

    text: str
    outcome: Outcome
    note: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    written: Written | None = field(default=None, compare=False, repr=False)

    @property
    def lessons(self) -> tuple[str, ...]:
        """The text of each lesson of the example, which is one unit."""
        return tuple(part.lstrip("\n") for part in self.text.split(NEXT_LESSON))


@dataclass(frozen=True, slots=True)
class Rule:
    """One question that principles ask of a unit. `check` names the kind of question, `options` its details.

    `paste` is Markdown that a writer can put into a lesson and fill in: a list of options, where there are any.
    `voices` are those whose words count, `needs` what a page must be before it is asked. `since` is the edition in
    which the rule came, `origin` says where it comes from (built in, a folder, a package), `written` the place of its
    entry.
    """

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
    paste: str = ""
    false_alarms: str = ""
    place: str = ""
    voices: tuple[str, ...] = ("author",)
    needs: tuple[str, ...] = ()
    since: str = FIRST_EDITION
    family: str = ""
    extends: str = ""
    origin: str = BUILT_IN
    written: Written | None = field(default=None, compare=False, repr=False)

    @property
    def status(self) -> str:
        """`preview`, or `stable` once people have read what the rule finds."""
        return "preview" if self.is_preview else "stable"

    @property
    def is_built_in(self) -> bool:
        """Whether the rule comes with the project."""
        return self.origin == BUILT_IN

    def mistake(self, what: str, next_step: str, key: str = "") -> UserError:
        """The error about the rule or one of its keys, with the line of its author."""
        return self.written.mistake(what, next_step, key) if self.written else UserError(self.place, what, next_step)


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
    language). A weak cue is a hint: it counts only with others (`hints` says at how many places; 0: three different
    cues are needed).
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
    hints: int = 0
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    place: str = ""
    origin: str = BUILT_IN
    written: Written | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of rules, cues and terms, with a word on where it comes from: built in, a folder, a package."""

    path: Path
    origin: str = BUILT_IN


@dataclass(frozen=True, slots=True)
class Profile:
    """A choice of rules: by the frameworks that they serve, by family, by kind of question, by name."""

    id: str
    title: str
    is_all: bool = False
    frameworks: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Released:
    """A rule as an edition released it."""

    id: str
    severity: Severity
    is_preview: bool
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edition:
    """The rules as they stood in an edition, which later ones leave alone."""

    id: str
    rules: tuple[Released, ...]


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All of it, in the order of the files.

    `words` says what people call a kind of evidence, `folders` where all of it was read.
    """

    frameworks: tuple[Framework, ...]
    rules: tuple[Rule, ...]
    cues: tuple[Cue, ...]
    sections: SectionNames
    words: Mapping[str, str]
    wording: Wording = NO_WORDING
    works: WorkNames = NO_NAMES
    profiles: tuple[Profile, ...] = ()
    editions: tuple[Edition, ...] = ()
    folders: tuple[Folder, ...] = ()

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
