"""Waivers applied to findings, and what is to be said of the waivers themselves."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checker.decisions.fingerprint import OPEN
from checker.decisions.waivers import Waiver
from checker.findings import Decision, DecisionKind, Finding, Outcome, Severity

WAIVER_RULES = {
    "waiver-can-be-read": "A waiver can be read",
    "waiver-has-a-reason": "A waiver has a reason",
    "waiver-names-a-rule": "A waiver names a rule that there is",
    "waiver-is-in-date": "A waiver's last day is still to come",
    "waiver-leaves-the-page-whole": "A waiver cuts nothing in two on the page",
    "waiver-is-needed": "A waiver allows something that was found",
}
"""The names, with titles, of the findings about waivers; they have no rule in YAML."""


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
    waivers: Iterable[Waiver], findings: Sequence[Finding], rules: RuleNames, today: str, sure: Collection[str]
) -> Iterator[Finding]:
    """What is wrong with waivers, each at its place. `sure` are the files in which every rule could be answered."""
    for waiver in waivers:
        yield from _faults(waiver, findings, rules, today, waiver.place.source.path in sure)


def _faults(
    waiver: Waiver, findings: Sequence[Finding], rules: RuleNames, today: str, is_sure: bool
) -> Iterator[Finding]:
    if waiver.problem:
        yield _finding("waiver-can-be-read", waiver, waiver.problem, waiver.next_step)
        return
    if waiver.cuts:
        message = f"On a line of its own here, this waiver cuts the {waiver.cuts} in two on the page."
        step = "Put it at the end of the line before it, or before the whole."
        yield _finding("waiver-leaves-the-page-whole", waiver, message, step)
    for rule in waiver.rules:
        if rule not in rules.known:
            near = difflib.get_close_matches(rule, rules.known, n=1)
            step = f"Did you mean `{near[0]}`?" if near else "`manymeans rules` lists the rules."
            yield _finding("waiver-names-a-rule", waiver, f"There is no rule `{rule}` to allow.", step)
    if not waiver.reason:
        step = "Say in a few words why it is right here: `… - the reason`."
        yield _finding("waiver-has-a-reason", waiver, "This waiver gives no reason, so it allows nothing.", step)
        return
    if waiver.is_over(today):
        step = "Change the lesson, or decide again and set a new day."
        yield _finding("waiver-is-in-date", waiver, f"This waiver held until {waiver.until}.", step)
    if is_sure:
        yield from _unneeded(waiver, findings, rules)


def _unneeded(waiver: Waiver, findings: Sequence[Finding], rules: RuleNames) -> Iterator[Finding]:
    """The rules that a waiver need not name; only those are known that were asked of its lesson."""
    found = [one for one in findings if one.outcome in OPEN]
    held = {one.rule for one in found if waiver.extent.holds(one.place)}
    listing = {one.rule: one for one in found if any(waiver.extent.holds(seen.span) for seen in one.evidence)}
    for rule in waiver.rules:
        if rule not in held and waiver.place.source.path in rules.asked.get(rule, ()):
            message, step = _why_unneeded(rule, listing.get(rule))
            yield _finding("waiver-is-needed", waiver, message, step, Severity.SUGGESTION)


def _why_unneeded(rule: str, listing: Finding | None) -> tuple[str, str]:
    """Why a waiver does nothing, and what to do: a finding that lists several places is allowed at its first one."""
    if listing is None:
        return f"Nothing is found here that `{rule}` would have to be allowed for.", "Take the waiver out."
    line = listing.place.source.position(listing.place.start)[0]
    message = f"`{rule}` asks about this place and others at once, in {listing.place.source.path}, line {line}."
    return message, "Put the waiver there, and it allows all of them; or change what you can, and allow the rest."


def _finding(rule: str, waiver: Waiver, message: str, next_step: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(rule, Outcome.NOT_MET, severity, waiver.place, message, next_step)
