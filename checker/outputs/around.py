"""What every format is given beside the reports, and what all formats count and ask of a finding."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from checker.absences import is_doubted
from checker.catalogue import Catalogue, Rule
from checker.findings import DecisionKind, Finding, Outcome, Report
from checker.messages import Messages

SHAPES = {Outcome.MET: "●", Outcome.NOT_MET: "○", Outcome.NEEDS_A_PERSON: "◐", Outcome.NOT_APPLICABLE: "–"}
"""A shape for each outcome; it never stands without the word."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a text is laid out: its width, color or none, for a screen reader or not, how much of it.

    `level` is 0 for what makes the run fail only, 1 for what is open, 2 for all that is open in full; `shows_all`
    adds what was met, does not apply, or was decided. `is_brief` gives each unit a line, for very many units.
    """

    width: int = 100
    has_color: bool = False
    is_plain: bool = False
    level: int = 1
    shows_all: bool = False
    is_brief: bool = False

    def paint(self, text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self.has_color and text else text


@dataclass(frozen=True, slots=True)
class Around:
    """What a format needs to say reports: the rules, the words, the layout, and which findings make the run fail.

    `site` is the address of the published pages, empty where there is none; `level` names the failing severity;
    `exits_zero` is true where the run ends with 0 whatever is found.
    """

    catalogue: Catalogue
    messages: Messages
    fails: Callable[[Finding], bool]
    look: Look = field(default_factory=Look)
    level: str = "warning"
    site: str = ""
    exits_zero: bool = False

    def rule(self, finding: Finding) -> Rule | None:
        """The rule of a finding; none for a file that cannot be read."""
        return self.catalogue.rule(finding.rule)

    def page(self, path: str) -> str:
        """The address of a published page; empty without a site."""
        return f"{self.site.rstrip('/')}/{path}" if self.site else ""

    def rule_page(self, rule: str) -> str:
        """The address of the page of a rule."""
        return self.page(f"rules/{rule}.html")

    def shown(self, report: Report) -> list[Finding]:
        """The findings that a format for people, or a gate, lists: the open ones, or all if asked for."""
        return [finding for finding in report.findings if self.look.shows_all or finding.is_open]


@dataclass(slots=True)
class Totals:
    """Counts over all units of a run."""

    units: int = 0
    lessons: int = 0
    words: int = 0
    crashes: int = 0
    failing: int = 0
    closed: int = 0
    known: int = 0
    gone: int = 0
    previewed: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    open_rules: Counter[str] = field(default_factory=Counter)
    weights: dict[str, tuple[bool, bool, int, bool]] = field(default_factory=dict)

    def add(self, report: Report, fails: Callable[[Finding], bool]) -> None:
        """Counts one more unit."""
        self.units += 1
        self.lessons += len(report.lessons)
        self.words += sum(lesson.words for lesson in report.lessons)
        self.crashes += len(report.crashes)
        self.unread.update(entry.reason for entry in report.not_checked if not entry.rule)
        self.outcomes.update(finding.standing for finding in report.findings if not finding.is_closed)
        self.closed += sum(finding.is_closed for finding in report.findings)
        decided = (finding.decision for finding in report.findings)
        self.known += sum(one is not None and one.kind is DecisionKind.KNOWN for one in decided)
        self.gone += sum(one.decision.kind is DecisionKind.KNOWN for one in report.gone)
        self.failing += sum(fails(finding) for finding in report.findings)
        for finding in report.findings:
            self.previewed += finding.is_preview and finding.is_open and finding.standing is Outcome.NOT_MET
            if finding.is_open:
                self.open_rules[finding.rule] += 1
                heft = finding.severity.weight + (finding.standing is Outcome.NOT_MET)
                weight = (fails(finding), not is_doubted(finding), heft, not finding.is_absence)
                self.weights[finding.rule] = max(weight, self.weights.get(finding.rule, weight))

    def counting(self, reports: Iterable[Report], fails: Callable[[Finding], bool]) -> Iterator[Report]:
        """The same reports, counted as they pass."""
        for report in reports:
            self.add(report, fails)
            yield report

    def first_rule(self, catalogue: Catalogue) -> tuple[str, int] | None:
        """The open rule to begin with, and how often: one that fails the run, weighty, frequent; never one in doubt.

        What is said of waivers and of unread files has no rule that could be explained or allowed.
        """
        open_rules = sorted(self.open_rules.items())
        rules = [item for item in open_rules if catalogue.rule(item[0]) and not self.is_doubted(item[0])]
        return max(rules, key=lambda item: (self.weights[item[0]], item[1]), default=None)

    def is_doubted(self, rule: str) -> bool:
        """Whether what a rule says waits behind a line, wherever it is open."""
        return not self.weights[rule][0] and not self.weights[rule][1]

    def answers(self, messages: Messages) -> str:
        """How often each outcome was given, in words."""
        outcomes = (Outcome.NOT_MET, Outcome.NEEDS_A_PERSON, Outcome.MET, Outcome.NOT_APPLICABLE)
        return ", ".join(messages.say("tallies", outcome, self.outcomes[outcome]) for outcome in outcomes)

    def looked_at(self, messages: Messages) -> str:
        """What was looked at, in words."""
        return messages.say(
            "terminal",
            "looked-at",
            units=messages.count("unit", self.units),
            lessons=messages.count("lesson", self.lessons),
            words=messages.count("word", self.words),
        )


def weightiest(findings: Iterable[Finding]) -> list[Finding]:
    """Findings, those in doubt last, the weightiest first, then in the order of the text."""
    return sorted(findings, key=lambda finding: (is_doubted(finding), -finding.severity.weight, finding.order))


def line_of(finding: Finding) -> int:
    """The line on which a finding stands."""
    return finding.place.source.position(finding.place.start)[0]


def first_sentence(text: str) -> str:
    """The first sentence of a longer text."""
    words = " ".join(text.split())
    for end in (". ", "? ", "! "):
        head, mark, tail = words.partition(end)
        if mark and tail[:1].isupper() and len(head) > _SHORTEST:
            words = head + mark.strip()
    return words


_SHORTEST = 15
