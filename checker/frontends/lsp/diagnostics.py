"""Findings to diagnostics: where, how grave, and in which words."""

from collections.abc import Iterator

from lsprotocol import types

from checker.findings import Finding, Outcome, Severity
from checker.frontends.lsp.places import Places
from checker.frontends.session import Checked

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.SUGGESTION: types.DiagnosticSeverity.Information,
    Severity.QUESTION: types.DiagnosticSeverity.Hint,
}
_SHOWN = (Outcome.NOT_MET, Outcome.NEEDS_A_PERSON)


def findings_here(checked: Checked) -> Iterator[Finding]:
    """The findings in the open lesson that ask for something; those that a person has settled are left out."""
    source = checked.lesson.document.source
    for finding in checked.report.findings:
        is_here = finding.place.source is source
        if is_here and finding.outcome in _SHOWN and not finding.is_settled:
            yield finding


def diagnostics(checked: Checked, places: Places) -> list[types.Diagnostic]:
    """One diagnostic a finding. What needs a person, and what a preview rule says, is only a hint."""
    return [_diagnostic(finding, places) for finding in findings_here(checked)]


def _diagnostic(finding: Finding, places: Places) -> types.Diagnostic:
    is_hint = finding.is_preview or finding.outcome is Outcome.NEEDS_A_PERSON
    return types.Diagnostic(
        range=places.range(finding.place),
        message=f"{finding.message} {finding.next_step}".strip(),
        severity=types.DiagnosticSeverity.Hint if is_hint else _SEVERITIES[finding.severity],
        code=finding.rule,
        source="manymeans",
    )
