"""CSV: a row a finding, for spreadsheets; no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

from checker.findings import Finding, Report
from checker.outputs.around import Around

COLUMNS = (
    "unit", "path", "line", "column", "end_line", "end_column", "rule", "outcome", "severity", "preview", "decision",
    "message", "next_step", "question", "text",
)  # fmt: skip
"""The columns, in order; new ones are added at the end."""
# With these a spreadsheet begins a formula (OWASP, "CSV Injection").
_ACTING = ("=", "+", "-", "@", "\t", "\r")


def write(reports: Iterable[Report], around: Around) -> Iterator[str]:
    """The head, then the rows of each unit."""
    yield _line(COLUMNS)
    for report in reports:
        yield "".join(_line(_cells(report.unit, finding)) for finding in around.shown(report))


def _cells(unit: str, finding: Finding) -> tuple[str, ...]:
    line, column = finding.place.source.position(finding.place.start)
    end_line, end_column = finding.place.source.position(finding.place.end)
    return (
        unit,
        finding.place.source.path,
        str(line),
        str(column),
        str(end_line),
        str(end_column),
        finding.rule,
        finding.standing.value,
        finding.severity.value,
        "yes" if finding.is_preview else "no",
        finding.decision.kind.value if finding.decision else "",
        finding.message,
        finding.next_step,
        finding.question,
        finding.place.text,
    )


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([_safe(cell) for cell in cells])
    return text.getvalue()


def _safe(cell: str) -> str:
    """The cell as text: with an apostrophe before what a spreadsheet would compute."""
    return f"'{cell}" if cell.startswith(_ACTING) else cell.replace("\0", "\ufffd")
