"""What people decided of a finding, in words: answered, waived, disputed, expired, known from before."""

from collections.abc import Iterator

from checker.findings import Decision, DecisionKind, Finding
from checker.publish.markup import element, escape, prose
from checker.publish.words import Words, capital

STATES = {
    DecisionKind.ANSWERED: "answered",
    DecisionKind.WAIVED: "waived",
    DecisionKind.DISPUTED: "reviewers disagree",
    DecisionKind.CHANGED: "changed since it was recorded",
    DecisionKind.EXPIRED: "decided before, to be looked at again",
    DecisionKind.KNOWN: "known from before",
}
"""What has become of a finding, in words; the order is that of pages."""


def state(finding: Finding) -> str:
    """Where a finding stands, as a short name: `open`, or the kind of its decision."""
    return finding.decision.kind.value if finding.decision else "open"


def said(finding: Finding, words: Words) -> str:
    """What a person decided of a finding, each reviewer's own words where they differ. Inline HTML."""
    decision = finding.decision
    if decision is None:
        return ""
    return " ".join(part for part in [told(decision, words), *(told(part, words) for part in decision.parts)] if part)


def told(decision: Decision, words: Words) -> str:
    """One decision: what became of the finding, who said so, when and why. Inline HTML."""
    head = capital(words.say(STATES[decision.kind]))
    facts = list(_facts(decision, words))
    reasons = (decision.answer, decision.reason)
    named = f"{head} ({', '.join(facts)})" if facts else head
    return " ".join([element("em", f"{escape(named)}."), *(prose(reason) for reason in reasons if reason)])


def _facts(decision: Decision, words: Words) -> Iterator[str]:
    if decision.by:
        yield words.say("by {person}", person=decision.by)
    if decision.when:
        yield decision.when
    if decision.until:
        yield words.say("until {day}", day=decision.until)
    if decision.outcome:
        yield words.outcome(decision.outcome).lower()
