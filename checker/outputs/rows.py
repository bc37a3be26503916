"""Reports as flat rows: the only place where spans become lines and columns for programs."""

from typing import Any

from checker.findings import Evidence, Finding, Pathway, Report
from checker.source import Span

SCHEMA = 1
"""The version of the JSON; it changes when a key goes or changes its meaning, not when one is added."""


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


def finding_row(finding: Finding) -> dict[str, Any]:
    """One finding with its evidence."""
    return {
        **place_row(finding.place),
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "severity": finding.severity.value,
        "preview": finding.is_preview,
        "message": finding.message,
        "next_step": finding.next_step,
        "question": finding.question,
        "evidence": [evidence_row(evidence) for evidence in finding.evidence],
    }


def pathway_row(pathway: Pathway) -> dict[str, Any]:
    """One task with its ways of showing learning."""
    return {
        **place_row(pathway.task),
        "title": pathway.title,
        "assessed": pathway.is_assessed,
        "ways": sorted({found.value for found in pathway.ways}),
        "learners_choose": pathway.choice is not None,
        "objectives": [place_row(place) for place in pathway.objectives],
    }


def report_row(report: Report) -> dict[str, Any]:
    """One unit with everything found in it."""
    return {
        "unit": report.unit,
        "title": report.title,
        "lessons": [
            {"path": lesson.path, "title": lesson.title, "language": lesson.language, "words": lesson.words}
            for lesson in report.lessons
        ],
        "findings": [finding_row(finding) for finding in report.findings],
        "evidence": [evidence_row(evidence) for evidence in report.evidence],
        "pathways": [pathway_row(pathway) for pathway in report.pathways],
        "not_checked": [{"path": e.path, "rule": e.rule, "reason": e.reason} for e in report.not_checked],
        "crashes": [{"part": crash.part, "trace": crash.trace} for crash in report.crashes],
    }
