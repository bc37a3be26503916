"""Reviewers' answers: what each says of a finding, and what several of them come to."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.findings import Decision, DecisionKind, Outcome

ANSWERS = {
    "yes": Outcome.MET,
    "partly": Outcome.NEEDS_A_PERSON,
    "no": Outcome.NOT_MET,
    "not-for-this-unit": Outcome.NOT_APPLICABLE,
}
"""What a reviewer may answer, and what a finding is from then on."""


@dataclass(frozen=True, slots=True)
class Review:
    """One answer of one person to one finding; `path` and `line` say where it stands."""

    unit: str
    rule: str
    fingerprint: str
    who: str
    when: str
    outcome: str
    reason: str = ""
    answer: str = ""
    question: str = ""
    reflection: str = ""
    path: str = ""
    line: int = 0

    @property
    def decision(self) -> Decision:
        """The answer as a decision."""
        return Decision(
            DecisionKind.ANSWERED,
            by=self.who,
            when=self.when,
            reason=self.reason,
            answer=self.answer,
            reflection=self.reflection,
            outcome=ANSWERS[self.outcome],
            path=self.path,
            line=self.line,
        )


def together(reviews: Sequence[Review]) -> Decision:
    """What several answers to one finding come to: each person's last one counts; different ones are disputed."""
    last = {review.who: review for review in sorted(reviews, key=lambda one: (one.when, one.path, one.line))}
    parts = tuple(review.decision for review in sorted(last.values(), key=lambda one: (one.when, one.who)))
    if len(parts) == 1:
        return parts[0]
    return _joined(parts)


def _joined(parts: tuple[Decision, ...]) -> Decision:
    outcomes = {part.outcome for part in parts}
    is_agreed = len(outcomes) == 1
    newest = parts[-1]
    return Decision(
        DecisionKind.ANSWERED if is_agreed else DecisionKind.DISPUTED,
        by=", ".join(part.by for part in parts),
        when=newest.when,
        reason=newest.reason if is_agreed else "",
        answer=newest.answer if is_agreed else "",
        outcome=newest.outcome if is_agreed else Outcome.NEEDS_A_PERSON,
        path=newest.path,
        line=newest.line,
        parts=parts,
    )
