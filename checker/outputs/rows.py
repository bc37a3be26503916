"""Reports as flat rows: the only place where spans become lines and columns for programs.

The types are the promise: the JSON Schema is made from them.
"""

from typing import NotRequired

from typing_extensions import TypedDict

from checker.findings import Decision, Evidence, Finding, Gone, Pathway, Report, Work
from checker.source import Span

SCHEMA = 1
"""The version of the JSON; it changes when a key goes or changes its meaning, not when one is added."""


class PlaceRow(TypedDict):
    """A place: path, lines and columns (from 1, in code points, the end exclusive) and the raw slice of the file."""

    path: str
    line: int
    end_line: int
    column: int
    end_column: int
    text: str


class EvidenceRow(PlaceRow):
    """One piece of evidence: what kind, which cue found it, who is named, and who speaks if not the author."""

    facet: str
    value: str
    cue: str
    name: NotRequired[str]
    voice: NotRequired[str]


class DecisionRow(TypedDict):
    """What a person or the baseline says of a finding; `path` and `line` say where that is written."""

    kind: str
    by: str
    when: str
    until: str
    reason: str
    answer: str
    path: str
    line: int


class FindingRow(PlaceRow):
    """What one rule says of one unit or lesson.

    `fingerprint` names an open finding for good and is empty for others. `standing` is the outcome that counts after a
    reviewer's answer.
    """

    rule: str
    outcome: str
    standing: NotRequired[str]
    severity: str
    preview: bool
    message: str
    next_step: str
    question: str
    evidence: list[EvidenceRow]
    fingerprint: str
    decision: NotRequired[DecisionRow]


class PathwayRow(PlaceRow):
    """One task with its ways of showing learning and the objectives that it serves."""

    title: str
    assessed: bool
    ways: list[str]
    learners_choose: bool
    objectives: list[PlaceRow]


class WorkRow(TypedDict):
    """A source that the unit uses or names: once, with every place. What nobody declares is empty."""

    title: str
    kind: str
    found: str
    authors: list[str]
    year: int | None
    made_in: str
    language: str
    perspectives: list[str]
    declared_by: str
    role: str
    url: str
    seen: bool
    places: list[PlaceRow]


class GoneRow(TypedDict):
    """A finding that was decided or known, and is found no more."""

    rule: str
    fingerprint: str
    decision: DecisionRow


class LessonRow(TypedDict):
    """A lesson that was read."""

    path: str
    title: str
    language: str
    words: int


class NotCheckedRow(TypedDict):
    """A lesson, or one rule on it, that could not be checked, and why."""

    path: str
    rule: str
    reason: str


class CrashRow(TypedDict):
    """A fault of the program in one part of its work on one unit."""

    part: str
    trace: str


class UnitRow(TypedDict):
    """One unit with everything found in it, the met rules included."""

    unit: str
    title: str
    lessons: list[LessonRow]
    findings: list[FindingRow]
    evidence: list[EvidenceRow]
    pathways: list[PathwayRow]
    works: list[WorkRow]
    gone: list[GoneRow]
    not_checked: list[NotCheckedRow]
    crashes: list[CrashRow]


class ReportFile(TypedDict):
    """A whole report: the version of this form, the version of ManyMeans, what a finding is, and the units."""

    schema: int
    version: str
    about: NotRequired[str]
    units: list[UnitRow]


def place_row(span: Span) -> PlaceRow:
    """A place."""
    line, column, end_line, end_column = _numbers(span)
    return {
        "path": span.source.path,
        "line": line,
        "end_line": end_line,
        "column": column,
        "end_column": end_column,
        "text": span.text,
    }


def _numbers(span: Span) -> tuple[int, int, int, int]:
    """Line, column, end line and end column of a place."""
    return *span.source.position(span.start), *span.source.position(span.end)


def evidence_row(evidence: Evidence) -> EvidenceRow:
    """One piece of evidence."""
    line, column, end_line, end_column = _numbers(evidence.span)
    row: EvidenceRow = {
        "path": evidence.span.source.path,
        "line": line,
        "end_line": end_line,
        "column": column,
        "end_column": end_column,
        "text": evidence.span.text,
        "facet": evidence.facet,
        "value": evidence.value,
        "cue": evidence.cue,
    }
    if evidence.name:
        row["name"] = evidence.name
    if evidence.voice != "author":
        row["voice"] = evidence.voice
    return row


def finding_row(finding: Finding) -> FindingRow:
    """One finding with its evidence."""
    line, column, end_line, end_column = _numbers(finding.place)
    row: FindingRow = {
        "path": finding.place.source.path,
        "line": line,
        "end_line": end_line,
        "column": column,
        "end_column": end_column,
        "text": finding.place.text,
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "severity": finding.severity.value,
        "preview": finding.is_preview,
        "message": finding.message,
        "next_step": finding.next_step,
        "question": finding.question,
        "evidence": [evidence_row(evidence) for evidence in finding.evidence],
        "fingerprint": finding.fingerprint,
    }
    if finding.decision:
        row["standing"] = finding.standing.value
        row["decision"] = _decision_row(finding.decision)
    return row


def _decision_row(decision: Decision) -> DecisionRow:
    return {
        "kind": decision.kind.value,
        "by": decision.by,
        "when": decision.when,
        "until": decision.until,
        "reason": decision.reason,
        "answer": decision.answer,
        "path": decision.path,
        "line": decision.line,
    }


def pathway_row(pathway: Pathway) -> PathwayRow:
    """One task with its ways of showing learning."""
    return {
        **place_row(pathway.task),
        "title": pathway.title,
        "assessed": pathway.is_assessed,
        "ways": sorted({found.value for found in pathway.ways}),
        "learners_choose": pathway.choice is not None,
        "objectives": [place_row(place) for place in pathway.objectives],
    }


def work_row(work: Work) -> WorkRow:
    """One source."""
    return {
        "title": work.title,
        "kind": work.kind,
        "found": work.found,
        "authors": list(work.authors),
        "year": work.year,
        "made_in": work.made_in,
        "language": work.language,
        "perspectives": list(work.perspectives),
        "declared_by": work.declared_by,
        "role": work.role,
        "url": work.url,
        "seen": work.is_seen,
        "places": [place_row(place) for place in work.places],
    }


def _gone_row(gone: Gone) -> GoneRow:
    return {"rule": gone.rule, "fingerprint": gone.fingerprint, "decision": _decision_row(gone.decision)}


def report_row(report: Report) -> UnitRow:
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
        "works": [work_row(work) for work in report.works],
        "gone": [_gone_row(gone) for gone in report.gone],
        "not_checked": [{"path": e.path, "rule": e.rule, "reason": e.reason} for e in report.not_checked],
        "crashes": [{"part": crash.part, "trace": crash.trace} for crash in report.crashes],
    }
