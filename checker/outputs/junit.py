"""JUnit XML: a suite a unit, a case a rule and lesson; only what makes the run fail is a failure.

JUnit knows passed, failed and skipped and nothing between. So a suggestion passes with its text as output, and what
needs a person or does not apply is skipped with the reason.
"""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from checker.findings import Finding, Outcome, Report
from checker.outputs.around import Around, line_of

# What XML 1.0 cannot hold.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(reports: Iterable[Report], around: Around) -> Iterator[str]:
    """One file with a suite a unit."""
    before = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="manymeans">\n'
    for report in reports:
        yield before + _suite(report, around)
        before = ""
    yield f"{before}</testsuites>\n"


def _suite(report: Report, around: Around) -> str:
    cases = [_case(finding, around) for finding in report.findings]
    unread = [entry for entry in report.not_checked if not entry.rule]
    failures = sum(around.fails(finding) for finding in report.findings)
    skipped = sum(_skips(finding, around) for finding in report.findings) + len(unread)
    lines = [
        (
            f"<testsuite name={_quoted(report.unit)} tests={_quoted(len(cases) + len(unread) + len(report.crashes))} "
            f'failures={_quoted(failures)} errors={_quoted(len(report.crashes))} skipped={_quoted(skipped)} time="0">'
        ),
        *cases,
    ]
    lines += [_element(entry.path, "read", f"<skipped message={_quoted(entry.reason)}/>") for entry in unread]
    for crash in report.crashes:
        error = f"<error message={_quoted('a fault of ManyMeans')}>{_text(crash.trace)}</error>"
        lines.append(_element(report.unit, crash.part, error))
    return "\n".join([*lines, "</testsuite>"]) + "\n"


def _case(finding: Finding, around: Around) -> str:
    place = finding.place.source.path
    said = _said(finding)
    if around.fails(finding):
        kind = finding.severity.value
        inner = f"<failure message={_quoted(finding.message)} type={_quoted(kind)}>{_text(said)}</failure>"
    elif _skips(finding, around):
        inner = f"<skipped message={_quoted(_why_skipped(finding))}/>"
    elif finding.outcome is Outcome.MET:
        inner = ""
    else:
        inner = f"<system-out>{_text(said)}</system-out>"
    return _element(place, f"{finding.rule} (line {line_of(finding)})", inner, line_of(finding))


def _skips(finding: Finding, around: Around) -> bool:
    if around.fails(finding):
        return False
    left = (Outcome.NEEDS_A_PERSON, Outcome.NOT_APPLICABLE)
    return finding.is_closed or finding.standing in left


def _why_skipped(finding: Finding) -> str:
    if finding.is_closed and finding.decision:
        return f"{finding.decision.kind.value}: {finding.decision.reason}".rstrip(": ")
    return f"{finding.standing.value.replace('-', ' ')}: {finding.question or finding.message}"


def _said(finding: Finding) -> str:
    line, column = finding.place.source.position(finding.place.start)
    parts = [f"{finding.place.source.path}:{line}:{column}: {finding.message}", finding.next_step]
    return "\n".join(part for part in parts if part)


def _element(place: str, name: str, inner: str, line: int = 0) -> str:
    at = f" line={_quoted(line)}" if line else ""
    named = f"classname={_quoted(place)} name={_quoted(name)} file={_quoted(place)}{at}"
    return f'<testcase {named} time="0">{inner}</testcase>'


def _quoted(value: object) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", str(value)))


def _text(value: str) -> str:
    return escape(_NO_XML.sub("\ufffd", value))
