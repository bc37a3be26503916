"""A report for people at a terminal: what a unit offers first, then what could be done, lesson by lesson."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from checker.findings import Evidence, Finding, Outcome, Report, Severity

_SHAPES = {Outcome.MET: "●", Outcome.NOT_MET: "○", Outcome.NEEDS_A_PERSON: "◐", Outcome.NOT_APPLICABLE: "–"}
_SAID = {
    Outcome.NOT_MET: "not met",
    Outcome.NEEDS_A_PERSON: "needs a person",
    Outcome.MET: "met",
    Outcome.NOT_APPLICABLE: "not applicable",
}
_OFFERS = (
    ("representation", "Ways in"),
    ("expression", "Ways to show learning"),
    ("choice", "Learners choose"),
    ("engagement", "Taking part"),
    ("support", "Support"),
    ("transparency", "Made plain"),
    ("perspective", "Views"),
)
_LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class Look:
    """How to print: with color or without, open findings only or all."""

    has_color: bool = False
    shows_all: bool = False

    def paint(self, text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self.has_color else text


def unit_text(report: Report, words: Mapping[str, str], look: Look) -> str:
    """The text of one unit."""
    lines = [look.paint(f"{report.unit}", "1") + f"  {report.title}"]
    lines += [f"  {name}: {offered}" for name, offered in _offers(report.evidence, words)]
    shown = [finding for finding in report.findings if look.shows_all or _is_open(finding)]
    for path, findings in groupby(shown, key=lambda finding: finding.place.source.path):
        lines += ["", f"  {path}"]
        for finding in sorted(findings, key=lambda one: (-one.severity.weight, one.order)):
            lines += _finding_lines(finding, look)
    for entry in report.not_checked:
        if not entry.rule:
            lines += ["", f"  {entry.path}", f"    not checked: {entry.reason}"]
    return "\n".join(lines) + "\n"


def _is_open(finding: Finding) -> bool:
    return finding.outcome in (Outcome.NOT_MET, Outcome.NEEDS_A_PERSON)


def _offers(evidence: Sequence[Evidence], words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for facet, name in _OFFERS:
        kinds = dict.fromkeys(words.get(found.kind, found.value) for found in evidence if found.facet == facet)
        if kinds:
            yield name, " · ".join(kinds)


def _finding_lines(finding: Finding, look: Look) -> list[str]:
    line, column = finding.place.source.position(finding.place.start)
    mark = look.paint(_SHAPES[finding.outcome], "33" if finding.outcome is Outcome.NOT_MET else "36")
    preview = " (preview)" if finding.is_preview else ""
    said = _SAID[finding.outcome] + (f", {finding.severity}" if finding.severity is not Severity.QUESTION else "")
    lines = [f"  {mark} {line}:{column}  {finding.message}  {look.paint(f'[{said}: {finding.rule}{preview}]', '2')}"]
    quoted = " ".join(finding.place.text.split())
    if quoted and _is_open(finding):
        lines.append(look.paint(f"      | {quoted[:_LONGEST_QUOTE]}{'…' if len(quoted) > _LONGEST_QUOTE else ''}", "2"))
    others = [str(found.span.source.position(found.span.start)[0]) for found in finding.evidence[1:6]]
    if others and _is_open(finding):
        lines.append(look.paint(f"      also in line {', '.join(dict.fromkeys(others))}", "2"))
    if finding.outcome is Outcome.NEEDS_A_PERSON:
        lines.append(f"      Ask: {finding.question}")
    if finding.next_step:
        lines.append(f"      Next: {finding.next_step}")
    return lines


@dataclass(slots=True)
class Totals:
    """Counts over all units of a run."""

    units: int = 0
    lessons: int = 0
    words: int = 0
    crashes: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)

    def add(self, report: Report) -> None:
        """Counts one more unit."""
        self.units += 1
        self.lessons += len(report.lessons)
        self.words += sum(lesson.words for lesson in report.lessons)
        self.crashes += len(report.crashes)
        self.outcomes.update(finding.outcome for finding in report.findings)
        self.unread.update(entry.reason for entry in report.not_checked if not entry.rule)
        self.languages.update(lesson.language for lesson in report.lessons)


def summary_text(totals: Totals) -> str:
    """The last lines of a run: what was looked at, the outcomes, what could not be checked and why."""
    lines = [
        f"{_count(totals.units, 'unit')}, {_count(totals.lessons, 'lesson')}, {totals.words:,} words: "
        + ", ".join(f"{totals.outcomes[outcome]:,} {_SAID[outcome]}" for outcome in _SAID)
        + f"; not checked: {sum(totals.unread.values()):,}"
    ]
    lines += [f"  not checked, {count:,}: {reason}" for reason, count in _sorted(totals.unread.items())]
    return "\n".join(lines)


def _sorted(items: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(items, key=lambda item: (-item[1], item[0]))


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
