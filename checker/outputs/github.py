"""GitHub annotations within GitHub's limits, the weightiest first; and all of it as the job's summary.

GitHub shows ten annotations of each level a step and drops the rest without a word, so findings of one rule in one
file are one annotation, and what is left over is counted in the last line and listed in the summary. The limits:
`docs/problem-matchers.md` in the repository actions/toolkit; a summary may have 1024 KiB a step.
"""

from collections.abc import Iterable, Iterator, Sequence

from checker.findings import Finding, Outcome, Report, Severity
from checker.outputs import markdown
from checker.outputs.around import Around, line_of, weightiest
from checker.outputs.quoting import one_line

MOST = 10
"""How many annotations of one level GitHub shows of a step."""
LARGEST = 1000 * 1024
"""How many bytes of a summary are written: a little less than GitHub takes."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_MOST_LINES = 12


def write(reports: Iterable[Report], around: Around) -> Iterator[str]:
    """One command a line for each annotation, then what is left for the summary."""
    findings = [finding for report in reports for finding in around.shown(report)]
    room = dict.fromkeys(("error", "warning", "notice"), MOST)
    shown = 0
    for group in _groups(findings):
        level = _level(group[0])
        if room[level]:
            room[level] -= 1
            shown += len(group)
            yield _command(level, group, around)
    left = len(findings) - shown
    if left:
        yield around.messages.say("terminal", "left-out", left) + "\n"


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings of one rule in one file together; first one group of each rule, then the next of each."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in weightiest(findings):
        groups.setdefault((_level(finding), finding.rule, finding.place.source.path), []).append(finding)
    turns: dict[str, int] = {}
    ranked = []
    for key, group in groups.items():
        turn = turns[key[1]] = turns.get(key[1], 0) + 1
        ranked.append((-group[0].severity.weight, turn, group))
    return [group for _, _, group in sorted(ranked, key=lambda one: one[:2])]


def _level(finding: Finding) -> str:
    return "notice" if finding.standing is Outcome.NEEDS_A_PERSON else _LEVELS.get(finding.severity, "notice")


def _command(level: str, group: Sequence[Finding], around: Around) -> str:
    first = group[0]
    line, column = first.place.source.position(first.place.start)
    end_line, end_column = first.place.source.position(first.place.end)
    places = {"file": first.place.source.path, "line": line, "endLine": end_line}
    if end_line == line:
        places |= {"col": column, "endColumn": max(column, end_column - 1)}
    rule = around.rule(first)
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in places.items())
    title = _property(one_line(rule.title if rule else first.rule))
    return f"::{level} {properties},title={title}::{_data(_text(group, around))}\n"


def _text(group: Sequence[Finding], around: Around) -> str:
    first, rest = group[0], group[1:]
    parts = [first.message, first.question or first.next_step, first.next_step if first.question else ""]
    if rest:
        lines = ", ".join(str(line_of(finding)) for finding in rest[:_MOST_LINES])
        more = " …" if len(rest) > _MOST_LINES else ""
        parts.append(around.messages.say("terminal", "also", len(rest), lines=lines + more))
    trial = f", {around.messages.say('terminal', 'preview')}" if first.is_preview else ""
    parts.append(f"[{first.rule}{trial}]")
    return "\n".join(part for part in parts if part)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(reports: Iterable[Report], around: Around) -> str:
    """All of it in Markdown for the summary of a job, as much as fits; what is left out is counted."""
    return markdown.within("".join(markdown.write(reports, around)), LARGEST, around)
