"""Evidence as flat rows: the only place where spans become lines and columns for programs."""

from typing import Any

from checker.findings import Evidence
from checker.source import Span


def place_row(span: Span) -> dict[str, Any]:
    """Path, lines and columns (from 1, in code points, the end exclusive) and the raw slice of the file."""
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return {
        "path": span.source.path,
        "line": line,
        "end_line": end_line,
        "column": column,
        "end_column": end_column,
        "text": span.text,
    }


def evidence_row(evidence: Evidence) -> dict[str, Any]:
    """One piece of evidence."""
    row = {**place_row(evidence.span), "facet": evidence.facet, "value": evidence.value, "cue": evidence.cue}
    return row | ({"name": evidence.name} if evidence.name else {})
