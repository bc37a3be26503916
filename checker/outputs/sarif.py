"""SARIF 2.1.0: results for code scanning, with the rules' help, decisions as suppressions, and what was not checked."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from checker import __version__
from checker.catalogue import Rule
from checker.findings import DecisionKind, Finding, Outcome, Report, Severity
from checker.outputs.around import Around
from checker.source import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note", Severity.QUESTION: "note"}
# A result of any kind but `fail` has the level `none` (SARIF 2.1.0, 3.27.10).
_KINDS = {
    Outcome.NOT_MET: "fail",
    Outcome.NEEDS_A_PERSON: "review",
    Outcome.MET: "pass",
    Outcome.NOT_APPLICABLE: "notApplicable",
}
_FINGERPRINT = "manymeans/v1"


def write(reports: Iterable[Report], around: Around) -> Iterator[str]:
    """One SARIF file with one run. Decided findings are in it as suppressed results."""
    rules = {rule.id: at for at, rule in enumerate(around.catalogue.rules)}
    results: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    has_crashed = False
    for report in reports:
        results += [_result(finding, rules) for finding in report.findings if _is_listed(finding, around)]
        notes += [_note(entry.reason, entry.path, "note") for entry in report.not_checked if not entry.rule]
        notes += [_note(f"A fault of ManyMeans in {crash.part}.", "", "error") for crash in report.crashes]
        has_crashed = has_crashed or bool(report.crashes)
    run = {
        "tool": {"driver": _driver(around)},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not has_crashed, "toolExecutionNotifications": notes}],
        "results": results,
    }
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _is_listed(finding: Finding, around: Around) -> bool:
    return around.look.shows_all or finding.is_open or finding.is_closed


def _driver(around: Around) -> dict[str, Any]:
    driver = {
        "name": "ManyMeans",
        "version": __version__,
        "semanticVersion": __version__,
        "fullDescription": {"text": _not_a_verdict(around)},
        "rules": [_descriptor(rule, around) for rule in around.catalogue.rules],
    }
    about = around.page("how-to-read.html")
    return {**driver, "informationUri": about} if about else driver


def _not_a_verdict(around: Around) -> str:
    return around.messages.say("terminal", "verdict")


def _descriptor(rule: Rule, around: Around) -> dict[str, Any]:
    """A rule with its help: why it asks, how it decides, what to do."""
    parts = {"Why": rule.why, "How it decides": rule.how, "What to do": rule.next_step}
    principles = [principle for id in rule.principles if (principle := around.catalogue.principle(id))]
    parts["Principles"] = "; ".join(f"{principle.name} ({principle.id})" for principle in principles)
    told = {name: " ".join(text.split()) for name, text in parts.items() if text}
    verdict = _not_a_verdict(around)
    descriptor: dict[str, Any] = {
        "id": rule.id,
        "name": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": " ".join(rule.why.split())},
        "help": {
            "text": "\n\n".join([*(f"{name}: {text}" for name, text in told.items()), verdict]),
            "markdown": "\n\n".join([*(f"**{name}** {text}" for name, text in told.items()), verdict]),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": list(rule.principles), "preview": rule.is_preview},
    }
    page = around.rule_page(rule.id)
    return {**descriptor, "helpUri": page} if page else descriptor


def _result(finding: Finding, rules: dict[str, int]) -> dict[str, Any]:
    kind = _KINDS[finding.outcome]
    text = " ".join(part for part in (finding.message, finding.next_step) if part)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "kind": kind,
        "level": _LEVELS[finding.severity] if kind == "fail" else "none",
        "message": {"text": text},
        "locations": [_location(finding.place)],
        "properties": {"outcome": finding.outcome.value, "preview": finding.is_preview},
    }
    if finding.rule in rules:
        result["ruleIndex"] = rules[finding.rule]
    related = [_location(found.span) for found in finding.evidence if found.span != finding.place]
    if related:
        result["relatedLocations"] = related
    if finding.fingerprint:
        result["partialFingerprints"] = {_FINGERPRINT: finding.fingerprint}
    if finding.question:
        result["properties"]["question"] = finding.question
    if finding.is_closed:
        result["suppressions"] = [_suppression(finding)]
    return result


def _suppression(finding: Finding) -> dict[str, Any]:
    """A waiver stands in the file; an answer and the baseline stand beside it."""
    decision = finding.decision
    if decision is None:
        return {"kind": "external"}
    kind = "inSource" if decision.kind is DecisionKind.WAIVED else "external"
    said = decision.reason or decision.answer or decision.kind.value
    return {"kind": kind, "status": "accepted", "justification": f"{said} ({decision.by})" if decision.by else said}


def _location(span: Span) -> dict[str, Any]:
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    region: dict[str, Any] = {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    }
    if span.text:
        region["snippet"] = {"text": span.text}
    return {"physicalLocation": {"artifactLocation": _file(span.source.path), "region": region}}


def _file(path: str) -> dict[str, Any]:
    """The address of a file, from the folder in which the run was made; bytes of a name that are no text are kept."""
    address = quote(path.encode("utf-8", "surrogateescape"))
    return {"uri": f"file://{address}"} if path.startswith("/") else {"uri": address, "uriBaseId": "%SRCROOT%"}


def _note(text: str, path: str, level: str) -> dict[str, Any]:
    note: dict[str, Any] = {"level": level, "message": {"text": text}}
    return {**note, "locations": [{"physicalLocation": {"artifactLocation": _file(path)}}]} if path else note
