"""Which findings a person reads first, and which wait behind a line.

A question about something that stands at a place shows its reader where to look. One about an absence cannot, and every
unit leaves a dozen things out. So those at a place come first, and of the others a few are shown whole. What comes from
a rule on trial of which readers seldom found a finding right waits last. Nothing else depends on it: no outcome, no
exit code, no format for programs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from checker.catalogue import Catalogue
from checker.catalogue.measured import load_measured
from checker.findings import Evidence, Finding

Item = TypeVar("Item")
SHOWN = 3
"""How many questions about an absence are shown whole for a unit."""


@dataclass(frozen=True, slots=True)
class Parted(Generic[Item]):
    """Findings as a person reads them: those at a place in their own order, and the questions about absences.

    `doubted` holds those of either sort whose rule was seldom right so far.
    """

    placed: tuple[Item, ...]
    shown: tuple[Item, ...]
    folded: tuple[Item, ...]
    doubted: tuple[Item, ...] = ()

    @property
    def absences(self) -> tuple[Item, ...]:
        """All questions about absences, the weightiest first."""
        return (*self.shown, *self.folded)


def parted(
    findings: Iterable[Finding],
    evidence: Iterable[Evidence],
    catalogue: Catalogue,
    stays: Callable[[Finding], bool] = lambda finding: False,
) -> Parted[Finding]:
    """The findings of a unit parted; what `stays` names, and what somebody decided, counts as standing at a place."""
    given = list(findings)
    free = [one for one in given if one.is_open and one.decision is None and not stays(one)]
    doubted = tuple(one for one in free if is_doubted(one))
    waiting = [one for one in free if one.is_absence and not is_doubted(one)]
    absences = in_order(waiting, evidence, catalogue)
    aside = {id(one) for one in (*waiting, *doubted)}
    placed = tuple(one for one in given if id(one) not in aside)
    return Parted(placed, absences[:SHOWN], absences[SHOWN:], doubted)


def is_doubted(finding: Finding) -> bool:
    """Whether a finding comes from a rule on trial with which readers seldom agreed."""
    measured = load_measured().get(finding.rule)
    return finding.is_preview and measured is not None and measured.is_seldom_right


def in_order(findings: Iterable[Finding], evidence: Iterable[Evidence], catalogue: Catalogue) -> tuple[Finding, ...]:
    """Questions about absences, the weightiest first, and from each file of rules one before the second of any.

    A rule weighs by its severity; a stable one more than one in preview; one with which readers often agreed more than
    another; one that asks for more of what the unit shows in part more than one about something quite new to it; then
    one that answers more frameworks.
    """
    shown = {found.facet for found in evidence}
    ranked = sorted(findings, key=lambda finding: _weight(finding, shown, catalogue))
    turns: dict[str, int] = {}
    keyed: list[tuple[int, Finding]] = []
    for finding in ranked:
        rule = catalogue.rule(finding.rule)
        family = rule.family if rule else ""
        keyed.append((turns.get(family, 0), finding))
        turns[family] = turns.get(family, 0) + 1
    return tuple(finding for _, finding in sorted(keyed, key=lambda pair: pair[0]))


def _weight(finding: Finding, shown: set[str], catalogue: Catalogue) -> tuple[object, ...]:
    rule = catalogue.rule(finding.rule)
    if rule is None:
        return -finding.severity.weight, finding.is_preview, True, True, 0, finding.order
    measured = load_measured().get(rule.id)
    is_agreed = measured is not None and measured.is_often_right
    kinds = rule.options.get("kinds") or ()
    is_near = any(str(kind).partition(":")[0] in shown for kind in kinds)
    served = {principle.framework for id in rule.principles if (principle := catalogue.principle(id))}
    return -rule.severity.weight, finding.is_preview, not is_agreed, not is_near, -len(served), finding.order
