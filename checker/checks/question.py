"""What a check is given and what it answers; shared by all kinds of question."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from checker.catalogue import Rule
from checker.checks.search import Said, Search, phrases
from checker.errors import UserError
from checker.findings import Evidence, Outcome, Pathway, Work
from checker.phrases import PhraseError
from checker.settings import Community
from checker.source import Span
from checker.unit import Item, Lesson, Section, Unit
from checker.wording import NO_WORDING, Wording


@dataclass(frozen=True, slots=True)
class Question:
    """A rule put to some lessons: a whole unit, or one lesson of it. `evidence` is that of these lessons only."""

    rule: Rule
    unit: Unit
    lessons: tuple[Lesson, ...]
    evidence: Sequence[Evidence]
    pathways: Sequence[Pathway]
    words: Mapping[str, str]
    search: Search = field(default_factory=Search)
    wording: Wording = NO_WORDING
    works: Sequence[Work] = ()
    community: Community = field(default_factory=Community)
    hints: Mapping[str, Mapping[str, Span]] = field(default_factory=dict)

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

    def text(self, name: str, default: str = "") -> str:
        """A single text among the options."""
        return str(self.options.get(name, default))

    def outcome(self, name: str, default: Outcome) -> Outcome:
        """An outcome among the options. Raises UserError for what is none."""
        value = self.options.get(name, default.value)
        if value not in {outcome.value for outcome in Outcome}:
            names = ", ".join(outcome.value for outcome in Outcome)
            raise UserError(self.rule.place, f"`{name}` cannot be `{value}`.", f"It is one of {names}.")
        return Outcome(value)

    def of_kinds(self, kinds: Sequence[str]) -> list[Evidence]:
        """The evidence of some kinds: a facet (`choice`), or a facet and a value (`choice: expression`)."""
        return [found for found in self.evidence if found.facet in kinds or found.kind in kinds]

    def of_option(self, name: str) -> list[Evidence]:
        """The evidence of the kinds that an option names."""
        return self.of_kinds(self.names(name))

    def said_words(self, name: str, parts: Sequence[str] = ()) -> list[Said]:
        """Where the author says one of the phrases that an option names. Raises UserError for a phrase."""
        texts = self.names(name)
        if not texts:
            return []
        try:
            wanted = phrases(texts)
        except PhraseError as error:
            raise UserError(
                self.rule.place,
                f"`{name}` holds a phrase that cannot be read: {error}.",
                "Write plain words; `a|b` is one or the other.",
            ) from error
        return [said for lesson in self.lessons for said in self.search.said(lesson, wanted, parts)]

    def sections(self, roles: Sequence[str]) -> list[Section]:
        """The parts of the lessons whose own heading gives them one of some roles."""
        wanted = frozenset(roles)
        return [section for lesson in self.lessons for section in lesson.sections if section.own_roles & wanted]

    def objectives(self) -> Iterator[Item]:
        """The objectives of all lessons."""
        for lesson in self.lessons:
            yield from lesson.objectives

    def said(self, evidence: Sequence[Evidence]) -> str:
        """The kinds of some evidence as a person would list them: "reading, listening and pictures"."""
        names = list(dict.fromkeys(self.words.get(found.kind, found.value) for found in evidence))
        return listed(names)

    @property
    def order(self) -> Callable[[Span], tuple[int, int]]:
        """A key that sorts places by lesson and place."""
        order = {lesson.path: at for at, lesson in enumerate(self.lessons)}
        return lambda place: (order.get(place.source.path, len(order)), place.start)

    def is_short(self, default: int = 150) -> bool:
        """Whether the lessons have fewer words than `least_words` says: too few to say that something is absent."""
        return sum(map(self.search.count, self.lessons)) < self.number("least_words", default)

    def is_about(self) -> bool:
        """Whether there is evidence of what `only_where` names, as often as `where_least` says; true without it."""
        wanted = self.names("only_where")
        return not wanted or len(self.of_kinds(wanted)) >= self.number("where_least", 1)

    def is_plan(self, least_parts: int = 2) -> bool:
        """Whether learners do something here and at least two parts are those of a lesson plan."""
        return any(found.facet == "expression" for found in self.evidence) and self.has_plan_parts(least_parts)

    def has_plan_parts(self, least: int = 2) -> bool:
        """Whether at least two parts are those of a lesson plan."""
        roles = {role for lesson in self.lessons for section in lesson.sections for role in section.own_roles}
        return len(roles & PLAN_PARTS) >= least


PLAN_PARTS = frozenset(
    "materials procedure assessment warm-up closure differentiation standards vocabulary pacing homework extension "
    "reflection prior-knowledge rubric objectives".split()
)
"""The roles of the parts that make a page a plan."""


def listed(names: Sequence[str]) -> str:
    """A list in a sentence."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def first_of_each(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The first evidence of each kind, in the order of the lessons."""
    firsts: dict[str, Evidence] = {}
    for found in evidence:
        firsts.setdefault(found.kind, found)
    return list(firsts.values())


def quoted(found: Evidence) -> str:
    """The words of evidence on one line."""
    return " ".join(found.span.text.split())


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check says: the outcome, where to look, what it rests on, and the words that fill the rule's message.

    `case` chooses among the rule's messages where it has several. `is_absence` is true where the answer is about what
    was found nowhere.
    """

    outcome: Outcome
    place: Span
    evidence: tuple[Evidence, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    case: str = ""
    is_preview: bool = False
    is_absence: bool = False
