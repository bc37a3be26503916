"""decided(report, unit, records, rules) -> Report: every finding with what is known of it beside the finding itself.

A waiver counts before an answer, an answer before the baseline: what was said of this very place, and by a person, is
the better reason. A waiver that is over counts before the baseline too, so that it is seen.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from checker.decisions.baseline import pairings
from checker.decisions.fingerprint import OPEN, Subject, fingerprinted, read_fingerprint
from checker.decisions.matching import pair
from checker.decisions.records import Records
from checker.decisions.reviews import Review, together
from checker.decisions.waivers import waivers_in
from checker.decisions.waiving import RuleNames, faults, waived
from checker.findings import Decision, DecisionKind, Finding, Gone, Report
from checker.messages import Messages
from checker.unit import Unit

Key = tuple[str, str]
"""A rule and a fingerprint."""


def decided(
    report: Report,
    unit: Unit,
    records: Records,
    rules: RuleNames,
    subjects: Mapping[str, Subject],
    messages: Messages,
) -> Report:
    """The report with fingerprints, decisions, what is wrong with waivers, and what was decided and is gone."""
    name = records.name_of(unit.id)
    findings = fingerprinted(_with_waivers(report, unit, records, rules, messages), unit, subjects)
    findings, lapsed = _with_answers(findings, records.reviews_of(name), name)
    findings, went = _with_baseline(findings, records, name)
    return replace(report, findings=findings, gone=(*lapsed, *went))


def _with_waivers(
    report: Report, unit: Unit, records: Records, rules: RuleNames, messages: Messages
) -> tuple[Finding, ...]:
    waivers = [waiver for lesson in unit.lessons for waiver in waivers_in(lesson)]
    if not waivers:
        return report.findings
    unsure = {entry.path for entry in report.not_checked}
    sure = {lesson.path for lesson in unit.lessons} - unsure if not report.crashes else set()
    findings = waived(report.findings, waivers, records.today)
    added = faults(waivers, report.findings, rules, records.today, sure, messages)
    return tuple(sorted((*findings, *added), key=lambda finding: finding.order))


def _with_answers(
    findings: tuple[Finding, ...], reviews: Sequence[Review], unit: str
) -> tuple[tuple[Finding, ...], tuple[Gone, ...]]:
    """The findings with the answers that hold, or held for other words; and the answers to what is found no more."""
    if not reviews:
        return findings, ()
    held: defaultdict[Key, list[Review]] = defaultdict(list)
    lapsed: defaultdict[Key, list[Review]] = defaultdict(list)
    lost: defaultdict[Key, list[Review]] = defaultdict(list)
    now = _open_marks(findings)
    for review in reviews:
        mark = _answered(review.fingerprint, now[review.rule])
        if mark is None and review.unit != unit:
            continue
        kept = lost if mark is None else held if _words(mark) == _words(review.fingerprint) else lapsed
        kept[review.rule, now[review.rule][mark] if mark else review.fingerprint].append(review)
    answers = {key: _expired(together(own)) for key, own in lapsed.items()}
    answers |= {key: together(own) for key, own in held.items()}
    gone = (Gone(*key, _expired(together(own))) for key, own in sorted(lost.items()))
    return tuple(_answer(finding, answers) for finding in findings), tuple(gone)


def _open_marks(findings: Iterable[Finding]) -> defaultdict[str, dict[str, str]]:
    """The fingerprints of the open findings by rule, each with that of its finding."""
    marks: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for finding in findings:
        if finding.outcome in OPEN:
            marks[finding.rule] |= dict.fromkeys((finding.fingerprint, *finding.further), finding.fingerprint)
    return marks


def _answered(mark: str, now: Iterable[str]) -> str | None:
    """Which of the findings of now an answer was about: the same words, else the same place; None where it is gone."""
    found = pair([mark], now)
    pairs = (*found.same, *found.moved, *found.changed)
    return pairs[0][1] if pairs else None


def _words(mark: str) -> str:
    parts = read_fingerprint(mark)
    return parts.words if parts else mark


def _expired(decision: Decision) -> Decision:
    return replace(decision, kind=DecisionKind.EXPIRED, outcome=None)


def _answer(finding: Finding, answers: Mapping[Key, Decision]) -> Finding:
    decision = answers.get((finding.rule, finding.fingerprint))
    return replace(finding, decision=decision) if decision and finding.decision is None else finding


def _with_baseline(
    findings: tuple[Finding, ...], records: Records, unit: str
) -> tuple[tuple[Finding, ...], tuple[Gone, ...]]:
    """The findings; those that the baseline knows say so; and what it knows that is no more."""
    baseline = records.baseline
    if baseline is None:
        return findings, ()
    recorded = baseline.of(unit, (mark for marks in _open_marks(findings).values() for mark in marks))
    known: dict[Key, Decision] = {}
    gone: list[Gone] = []
    for rule, found in pairings(recorded, findings).items():
        days = recorded.get(rule, {})
        settled = (*found.same, *found.moved, *(found.changed if records.changed_is_known else ()))
        changed = () if records.changed_is_known else found.changed
        known |= {(rule, new): _stands(DecisionKind.KNOWN, days[old], baseline.path) for old, new in settled}
        known |= {(rule, new): _stands(DecisionKind.CHANGED, days[old], baseline.path) for old, new in changed}
        gone += [Gone(rule, old, _stands(DecisionKind.KNOWN, days[old], baseline.path)) for old in found.went]
    is_exact = unit in baseline.units
    return tuple(_known(finding, known) for finding in findings), tuple(gone) if is_exact else ()


def _stands(kind: DecisionKind, day: str, path: str) -> Decision:
    return Decision(kind, when=day, path=path)


def _known(finding: Finding, known: Mapping[Key, Decision]) -> Finding:
    """The finding as the baseline knows it, unless a waiver, even one that is over, or an answer speaks of it.

    It is known where all its places are, and changed where some are.
    """
    marks = [known.get((finding.rule, mark)) for mark in (finding.fingerprint, *finding.further)]
    said, own = [decision for decision in marks if decision], finding.decision
    if not said or (own is not None and (own.kind is not DecisionKind.EXPIRED or own.until)):
        return finding
    is_known = len(said) == len(marks) and all(one.kind is DecisionKind.KNOWN for one in said)
    return replace(finding, decision=replace(said[0], kind=DecisionKind.KNOWN if is_known else DecisionKind.CHANGED))
