"""Waivers applied to findings, and what is to be said of the waivers themselves."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.decisions.fingerprint import OPEN
from checker.decisions.waivers import SCOPES, Waiver
from checker.findings import Decision, DecisionKind, Finding, Outcome, Severity
from checker.messages import Messages


@dataclass(frozen=True, slots=True)
class RuleNames:
    """The rules that there are, and the lessons of this unit of which each was asked."""

    known: Collection[str]
    asked: dict[str, frozenset[str]]


def waived(findings: Iterable[Finding], waivers: Sequence[Waiver], today: str) -> tuple[Finding, ...]:
    """The findings; those that a waiver allows, or allowed until a day that is over, say so."""
    sound = [waiver for waiver in waivers if waiver.reason and not waiver.problem]
    if not sound:
        return tuple(findings)
    return tuple(_waived(finding, sound, today) if finding.outcome in OPEN else finding for finding in findings)


def _waived(finding: Finding, waivers: Sequence[Waiver], today: str) -> Finding:
    mine = [waiver for waiver in waivers if _allows(waiver, finding)]
    if not mine:
        return finding
    best = min(mine, key=lambda waiver: waiver.is_over(today))
    kind = DecisionKind.EXPIRED if best.is_over(today) else DecisionKind.WAIVED
    return replace(finding, decision=_decision(kind, best))


def _allows(waiver: Waiver, finding: Finding) -> bool:
    return finding.rule in waiver.rules and waiver.extent.holds(finding.place)


def _decision(kind: DecisionKind, waiver: Waiver) -> Decision:
    return Decision(
        kind,
        by=waiver.owner,
        until=waiver.until,
        reason=waiver.reason,
        path=waiver.place.source.path,
        line=waiver.place.source.position(waiver.place.start)[0],
    )


def faults(
    waivers: Iterable[Waiver],
    findings: Sequence[Finding],
    rules: RuleNames,
    today: str,
    sure: Collection[str],
    messages: Messages,
) -> Iterator[Finding]:
    """What is wrong with waivers, each at its place. `sure` are the files in which every rule could be answered."""
    for waiver in waivers:
        yield from _faults(waiver, rules, today, messages)
        is_sound = bool(waiver.reason) and not waiver.problem
        if is_sound and waiver.place.source.path in sure:
            yield from _unneeded(waiver, findings, rules, messages)


def _faults(waiver: Waiver, rules: RuleNames, today: str, messages: Messages) -> Iterator[Finding]:
    if waiver.problem:
        said = _Said(messages, waiver.problem, {"word": waiver.word, "known": ", ".join(SCOPES)})
        yield _finding("waiver-can-be-read", waiver, said)
        return
    if waiver.cuts:
        yield _finding("waiver-leaves-the-page-whole", waiver, _Said(messages, f"cuts-{waiver.cuts}"))
    for rule in waiver.rules:
        if rule not in rules.known:
            near = difflib.get_close_matches(rule, rules.known, n=1)
            said = _Said(messages, "no-such-rule" if near else "no-rule", {"rule": rule, "near": "".join(near)})
            yield _finding("waiver-names-a-rule", waiver, said)
    if not waiver.reason:
        yield _finding("waiver-has-a-reason", waiver, _Said(messages, "no-reason"))
    elif waiver.is_over(today):
        yield _finding("waiver-is-in-date", waiver, _Said(messages, "over", {"day": waiver.until}))


def _unneeded(waiver: Waiver, findings: Sequence[Finding], rules: RuleNames, messages: Messages) -> Iterator[Finding]:
    """The rules that a waiver need not name; only those are known that were asked of its lesson.

    A finding that lists several places is allowed at its first one; a waiver at another of them is told where that is.
    """
    found = [one for one in findings if one.outcome in OPEN]
    held = {one.rule for one in found if waiver.extent.holds(one.place)}
    listing = {one.rule: one.place for one in found if any(waiver.extent.holds(seen.span) for seen in one.evidence)}
    for rule in waiver.rules:
        if rule in held or waiver.place.source.path not in rules.asked.get(rule, ()):
            continue
        said = _Said(messages, "not-needed", {"rule": rule})
        if place := listing.get(rule):
            where = {"path": place.source.path, "line": str(place.source.position(place.start)[0])}
            said = _Said(messages, "held-elsewhere", {"rule": rule, **where})
        yield _finding("waiver-is-needed", waiver, said, Severity.SUGGESTION)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is wrong and what to do, by the key of both sentences, with the words that fill them."""

    messages: Messages
    key: str
    words: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, ending: str = "") -> str:
        return self.messages.say("waivers", f"{self.key}{ending}", None, **self.words)


def _finding(rule: str, waiver: Waiver, said: _Said, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(rule, Outcome.NOT_MET, severity, waiver.place, said.sentence(), said.sentence("-next"))
