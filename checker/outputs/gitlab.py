"""GitLab's code quality report: a JSON list in which every entry has a fingerprint of its own."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from checker.findings import Finding, Outcome, Report, Severity
from checker.outputs.around import Around, line_of

_SEVERITIES = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.SUGGESTION: "minor",
    Severity.QUESTION: "info",
}


def write(reports: Iterable[Report], around: Around) -> Iterator[str]:
    """The list of what is open."""
    seen: Counter[str] = Counter()
    rows = [_row(finding, seen) for report in reports for finding in around.shown(report)]
    yield json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _row(finding: Finding, seen: Counter[str]) -> dict[str, Any]:
    text = " ".join(part for part in (finding.message, finding.question or finding.next_step) if part)
    is_question = finding.standing is not Outcome.NOT_MET
    return {
        "description": text,
        "check_name": finding.rule,
        "fingerprint": _own_fingerprint(finding, seen),
        "severity": "info" if is_question else _SEVERITIES[finding.severity],
        "location": {"path": finding.place.source.path, "lines": {"begin": line_of(finding)}},
    }


def _own_fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """The finding's fingerprint; GitLab drops entries that share one, so the second of two gets a number more."""
    base = finding.fingerprint or f"{finding.rule}\n{finding.place.source.path}\n{finding.place.text}"
    seen[base] += 1
    number = f"\n{seen[base]}" if seen[base] > 1 else ""
    return hashlib.sha256(f"{base}{number}".encode()).hexdigest()
