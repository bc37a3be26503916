"""Questions about what was found nowhere: their order, and which of them a person reads first."""

from dataclasses import replace

import pytest

from checker.absences import SHOWN, in_order, parted
from checker.catalogue import Catalogue, Rule
from checker.catalogue.measured import Measured
from checker.findings import Decision, DecisionKind, Evidence, Finding, Outcome, Severity
from checker.source import Source, Span

_SOURCE = Source("a.md", "# Rivers\n\nLearners draw a river.\n")
_TOP, _DRAW = Span(_SOURCE, 2, 8), Span(_SOURCE, 19, 23)
_DRAWN = Evidence("expression", "visual", _DRAW)


@pytest.fixture
def rules(catalogue: Catalogue) -> Catalogue:
    """Rules that differ in one thing each."""
    plain = replace(
        catalogue.rules[0], severity=Severity.SUGGESTION, is_preview=True, options={"kinds": ["choice"]}, principles=()
    )
    return replace(
        catalogue,
        rules=(
            _named(plain, "plain", "one"),
            replace(_named(plain, "heavy", "two"), severity=Severity.WARNING),
            replace(_named(plain, "stable", "three"), is_preview=False),
            replace(_named(plain, "near", "four"), options={"kinds": ["expression: writing"]}),
            replace(_named(plain, "widely-asked", "five"), principles=("udl:3.0:5.1", "EF-2.3")),
            replace(_named(plain, "heavy-too", "two"), severity=Severity.WARNING),
            replace(_named(plain, "light", "six"), severity=Severity.QUESTION),
        ),
    )


def _named(rule: Rule, id: str, family: str) -> Rule:
    return replace(rule, id=id, family=family)


def _absent(rule: Rule) -> Finding:
    return Finding(
        rule.id, Outcome.NEEDS_A_PERSON, Severity.QUESTION, _TOP, "No.", is_preview=rule.is_preview, is_absence=True
    )


_PLACED = Finding("plain", Outcome.NEEDS_A_PERSON, Severity.QUESTION, _DRAW, "Why?", evidence=(_DRAWN,))


def test_the_weightiest_comes_first_and_each_family_has_a_turn_before_any_has_two(rules: Catalogue) -> None:
    given = [_absent(rule) for rule in rules.rules]
    said = [finding.rule for finding in in_order(given, [_DRAWN], rules)]
    assert said == ["heavy", "stable", "near", "widely-asked", "plain", "light", "heavy-too"]
    assert [finding.rule for finding in in_order(reversed(given), [_DRAWN], rules)] == said


def test_a_few_are_shown_and_the_others_are_folded_and_none_is_lost(rules: Catalogue) -> None:
    given = [*(_absent(rule) for rule in rules.rules), _PLACED]
    parts = parted(given, [_DRAWN], rules)
    assert parts.placed == (_PLACED,)
    assert [finding.rule for finding in parts.shown] == ["heavy", "stable", "near"]
    assert (len(parts.shown), len(parts.folded)) == (SHOWN, 4)
    assert sorted(map(id, (*parts.placed, *parts.absences))) == sorted(map(id, given))


def test_what_was_decided_or_makes_the_run_fail_stays_where_it_is(rules: Catalogue) -> None:
    expired = replace(_absent(rules.rules[0]), decision=Decision(DecisionKind.EXPIRED))
    failing, met = _absent(rules.rules[1]), replace(_absent(rules.rules[2]), outcome=Outcome.MET)
    parts = parted([expired, failing, met], [], rules, lambda finding: finding is failing)
    assert parts.placed == (expired, failing, met)
    assert parts.absences == ()


def test_a_rule_with_which_readers_often_agreed_comes_before_others_of_its_weight(
    rules: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured = {"plain": Measured(9, 0, 9, 0, 0, 6, 3), "near": Measured(9, 0, 9, 0, 0, 5, 5)}
    monkeypatch.setattr("checker.absences.load_measured", lambda: measured)
    said = [finding.rule for finding in in_order((_absent(rule) for rule in rules.rules), [_DRAWN], rules)]
    assert said == ["heavy", "stable", "plain", "near", "widely-asked", "light", "heavy-too"]


def test_what_comes_from_a_rule_on_trial_that_was_seldom_right_waits_last(
    rules: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = {"plain": (6, 1), "heavy": (6, 2), "near": (5, 0), "stable": (9, 0)}
    measured = {id: Measured(9, 0, 9, 0, 0, judged, right) for id, (judged, right) in counts.items()}
    monkeypatch.setattr("checker.absences.load_measured", lambda: measured)
    absent = {rule.id: _absent(rule) for rule in rules.rules if rule.id in counts}
    placed = replace(_PLACED, is_preview=True)
    closed = replace(placed, decision=Decision(DecisionKind.EXPIRED))
    parts = parted([placed, closed, *absent.values()], [], rules)
    assert parts.doubted == (placed, absent["plain"])
    assert parts.placed == (closed,)
    assert set(parts.absences) == {absent["heavy"], absent["near"], absent["stable"]}
    assert parted([placed], [], rules, lambda finding: True).placed == (placed,)


def test_a_question_of_a_rule_that_is_not_known_is_kept(rules: Catalogue) -> None:
    stray = replace(_absent(rules.rules[0]), rule="of-another-edition")
    assert parted([stray], [], rules).shown == (stray,)
