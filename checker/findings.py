"""What is found: evidence, findings, what could not be checked, and the report that holds them. Plain frozen data."""

from dataclasses import dataclass
from enum import StrEnum

from checker.source import Span


class Outcome(StrEnum):
    """What a rule says of a unit or a lesson."""

    MET = "met"
    NOT_MET = "not-met"
    NEEDS_A_PERSON = "needs-a-person"
    NOT_APPLICABLE = "not-applicable"


class Severity(StrEnum):
    """How much a finding weighs, the heaviest first."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"
    QUESTION = "question"

    @property
    def weight(self) -> int:
        """3 for an error down to 0 for a question."""
        return {"error": 3, "warning": 2, "suggestion": 1, "question": 0}[self.value]


class Scope(StrEnum):
    """What a rule is asked of."""

    UNIT = "unit"
    LESSON = "lesson"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that a unit shows: `facet` and `value` after the codebook, the place, the cue that found it.

    `name` is the person, place or source that the words name, where the facet has names.
    """

    facet: str
    value: str
    span: Span
    cue: str = ""
    name: str = ""

    @property
    def kind(self) -> str:
        """Facet and value in one word: `expression: media`."""
        return f"{self.facet}: {self.value}"

    @property
    def order(self) -> tuple[str, int, int, str, str, str]:
        return *self.span.order, self.facet, self.value, self.cue


@dataclass(frozen=True, slots=True)
class Pathway:
    """A task in which learners show learning: the ways it offers, whether learners choose among them, what it serves.

    `is_assessed` is true in an assessment, homework or rubric part; other tasks are practice. `objectives` are the
    places of the objectives whose matter the task takes up.
    """

    task: Span
    title: str
    is_assessed: bool
    ways: tuple[Evidence, ...]
    choice: Evidence | None
    objectives: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one unit or lesson.

    `place` is where a person should look; `evidence` is what the answer rests on; `message` says what is there,
    `next_step` what could be done, `question` what a reviewer is asked.
    """

    rule: str
    outcome: Outcome
    severity: Severity
    place: Span
    message: str
    next_step: str = ""
    question: str = ""
    evidence: tuple[Evidence, ...] = ()
    is_preview: bool = False

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        return *self.place.order, self.rule, self.message


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A lesson, or one rule on it, that could not be checked, and why. Never an outcome."""

    path: str
    reason: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Crash:
    """A fault of ours in one part of the work on one unit; the run goes on."""

    unit: str
    part: str
    trace: str


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """What a lesson is, beside what it shows."""

    path: str
    title: str
    language: str
    words: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in one unit, the met rules and their evidence included."""

    unit: str
    title: str
    lessons: tuple[LessonFacts, ...]
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]
    pathways: tuple[Pathway, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    crashes: tuple[Crash, ...] = ()
