"""What is found: evidence, findings, what could not be checked, and the report that holds them. Plain frozen data."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from checker.source import Span


class Outcome(StrEnum):
    """What a rule says of a unit or a lesson."""

    MET = "met"
    NOT_MET = "not-met"
    NEEDS_A_PERSON = "needs-a-person"
    NOT_APPLICABLE = "not-applicable"


OPEN = (Outcome.NOT_MET, Outcome.NEEDS_A_PERSON)
"""The outcomes that ask somebody to do something."""


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
    CURRICULUM = "curriculum"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that a unit shows: `facet` and `value` after the codebook, the place, the cue that found it.

    `name` is the person, place or source that the words name, where the facet has names. `voice` says who speaks:
    the author of the lesson, or another (a quotation, a title, …; see `checker.voice`).
    """

    facet: str
    value: str
    span: Span
    cue: str = ""
    name: str = ""
    voice: str = "author"

    @property
    def kind(self) -> str:
        """Facet and value in one word: `expression: media`."""
        return f"{self.facet}: {self.value}"

    @property
    def order(self) -> tuple[str, int, int, str, str, str]:
        return *self.span.order, self.facet, self.value, self.cue


@dataclass(frozen=True, slots=True)
class Work:
    """A source: something that a lesson uses, cites or sends learners to; named twice, it is one work.

    `kind` is one of the codebook's. `places` are all the places that name it, the first one first. What the unit does
    not say is empty or None and stays so: `perspectives` holds only what somebody declares, `declared_by` who.
    `found` says how it was found: `declared`, `listed`, `linked`, `embedded` or `named`. `is_seen` is false for slides
    and other files behind a link, whose content nobody here has read.
    """

    title: str
    kind: str
    places: tuple[Span, ...]
    found: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    made_in: str = ""
    language: str = ""
    perspectives: tuple[str, ...] = ()
    declared_by: str = ""
    role: str = ""
    url: str = ""
    is_seen: bool = True

    @property
    def place(self) -> Span:
        """The first place."""
        return self.places[0]

    @property
    def host(self) -> str:
        """The host of its address, without `www.`; empty where it has none."""
        return host_of(self.url)


def host_of(url: str) -> str:
    """The host of an address, without `www.`; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


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


class DecisionKind(StrEnum):
    """What has become of a finding that somebody, or the baseline, has something to say about."""

    WAIVED = "waived"
    ANSWERED = "answered"
    DISPUTED = "disputed"
    KNOWN = "known"
    CHANGED = "changed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is known of a finding beside the finding itself.

    `waived`: a comment in the lesson allows it. `answered`: a reviewer said what holds. `disputed`: reviewers said
    different things; `parts` holds the answer of each. `known`: it stands in the baseline. `changed`: the baseline
    knows one here, but its words are others now. `expired`: the waiver's day is over, or the words that an answer was
    about are others now. `by`, `when` and `until` (days as `2027-01-31`), `reason`, `answer` and `reflection` are the
    person's words; `outcome` is what an answer makes of the finding; `path` and `line` say where the decision stands.
    """

    kind: DecisionKind
    by: str = ""
    when: str = ""
    until: str = ""
    reason: str = ""
    answer: str = ""
    reflection: str = ""
    outcome: Outcome | None = None
    path: str = ""
    line: int = 0
    parts: tuple["Decision", ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding that was decided, or stood in the baseline, and is found no more."""

    rule: str
    fingerprint: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one unit or lesson.

    `place` is where a person should look; `evidence` is what the answer rests on; `message` says what is there,
    `next_step` what could be done, `question` what a reviewer is asked. `fingerprint` names an open finding for good
    (see `checker.decisions.fingerprint`), `further` the other places that it lists; `decision` is what a person or the
    baseline says of it. `is_absence` is true of a question about what was found nowhere, so that its place is only the
    head of the lesson.
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
    fingerprint: str = ""
    decision: Decision | None = None
    further: tuple[str, ...] = ()
    is_absence: bool = False

    @property
    def standing(self) -> Outcome:
        """The outcome that counts: what a reviewer answered, else what the rule says."""
        answered = self.decision.outcome if self.decision else None
        return answered or self.outcome

    @property
    def is_closed(self) -> bool:
        """Whether a person or the baseline has closed a finding that its rule left open."""
        if self.decision is None or self.outcome not in OPEN:
            return False
        return self.decision.kind in (DecisionKind.WAIVED, DecisionKind.KNOWN) or self.standing not in OPEN

    @property
    def is_open(self) -> bool:
        """Whether the finding asks somebody to do something."""
        return self.standing in OPEN and not self.is_closed

    @property
    def is_settled(self) -> bool:
        """Whether a person or the baseline has dealt with it: waived, known or answered."""
        settled = (DecisionKind.WAIVED, DecisionKind.KNOWN, DecisionKind.ANSWERED)
        return self.decision is not None and self.decision.kind in settled

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
    gone: tuple[Gone, ...] = ()
    works: tuple[Work, ...] = ()
