"""Hints: what a lesson may show without being evidence. An absence is claimed only where there is none.

To say that something is there takes a sure sign, and so does to say that it is nowhere. Between the two nobody is told
anything.
"""

from collections.abc import Mapping, Sequence

from checker.checks.question import Answer, Question
from checker.source import Span

_KINDS_OF: Mapping[str, tuple[str, ...]] = {
    "ways-to-show-learning": ("expression",),
    "objectives-stated": ("transparency: objectives",),
    "criteria-first": ("transparency: criteria",),
}
"""What the kinds of question look for whose rules do not name it."""
_COUNTED = frozenset({"at-least", "ways-to-show-learning"})
_LOOKING = frozenset({"present", "says", "goes-with", "has-part", *_COUNTED, *_KINDS_OF})


def speaks_against(answer: Answer, question: Question) -> Span | None:
    """The place of a hint at what a rule did not find; None where there is none, or where the rule asks otherwise."""
    check = question.rule.check
    if check not in _LOOKING or answer.case in _OTHERWISE:
        return None
    wanted = question.names("kinds") or _KINDS_OF.get(check, ())
    hints = {kind: place for own in question.hints.values() for kind, place in own.items() if _is_of(kind, wanted)}
    if check not in _COUNTED or question.text("of") == "parts":
        return next(iter(hints.values()), None) if not answer.evidence or check != "at-least" else None
    known = {found.kind for found in question.of_kinds(wanted)}
    others = [place for kind, place in hints.items() if kind not in known]
    return others[0] if len(known) + len(others) >= question.number("least", 2) and others else None


_OTHERWISE = frozenset({"empty", "late"})


def _is_of(kind: str, wanted: Sequence[str]) -> bool:
    return kind in wanted or kind.partition(":")[0] in wanted
