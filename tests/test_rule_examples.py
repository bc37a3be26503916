"""The rules and principles that come with the project: their examples, their words, their pages."""

import json
from pathlib import Path

import pytest

from checker.catalogue import Catalogue, Example, Principle, Rule, load_catalogue
from checker.catalogue.measured import load_measured
from checker.checks import CHECKS
from checker.checks.described import described
from checker.document import parse
from checker.engine import check
from checker.findings import Outcome, Scope
from checker.frontends.reference import reference_pages
from checker.settings import Settings
from checker.source import Source
from checker.unit import Unit, read_lesson

_SHIPPED = load_catalogue()
_PRINCIPLES = [principle for framework in _SHIPPED.frameworks for principle in framework.principles]
_OPEN = {Outcome.NOT_MET, Outcome.NEEDS_A_PERSON}
_QUIET = {Outcome.MET, Outcome.NOT_APPLICABLE}
_RULES = [rule for rule in _SHIPPED.rules if rule.scope is not Scope.CURRICULUM]
_CASES = [
    pytest.param(rule, example, id=f"{rule.id}-{example.outcome}-{at}")
    for rule in _RULES
    for at, example in enumerate(rule.examples)
]


@pytest.mark.parametrize(("rule", "example"), _CASES)
def test_a_rule_answers_its_example_as_it_says(rule: Rule, example: Example) -> None:
    lessons = tuple(
        read_lesson(parse(Source(f"example-{at}.md", text)), _SHIPPED.sections)
        for at, text in enumerate(example.lessons)
    )
    settings = Settings.model_validate(dict(example.settings))
    report = check(Unit("example", lessons[0].title, lessons), _SHIPPED, settings)
    assert {finding.outcome for finding in report.findings if finding.rule == rule.id} == {example.outcome}


_OF_A_COMMUNITY = {"community-shown"}
"""Kinds of question that are asked only where the settings say who the community is; an example cannot set that."""


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in _SHIPPED.rules])
def test_a_rule_has_examples_on_both_sides_and_speaks_plainly(rule: Rule) -> None:
    outcomes = {example.outcome for example in rule.examples}
    assert outcomes & _OPEN or rule.check in _OF_A_COMMUNITY
    assert outcomes & _QUIET or outcomes == {Outcome.NEEDS_A_PERSON}
    said = " ".join([rule.title, rule.message, *rule.messages.values(), rule.next_step, rule.question])
    assert [word for word in ("equitable", "%", "violation", " fail", " must ") if word in said] == []
    assert rule.next_step.endswith((".", ")", "…", "!", '."'))
    assert rule.question.endswith("?")


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in _RULES])
def test_a_rule_sets_only_options_that_its_question_has(rule: Rule) -> None:
    kind = described(rule.check, CHECKS[rule.check])
    assert kind.is_complete
    assert [name for name in rule.options if kind.option(name) is None] == []


@pytest.mark.parametrize("principle", [pytest.param(one, id=one.id) for one in _PRINCIPLES])
def test_a_principle_is_answered_as_it_says(principle: Principle) -> None:
    rules = [rule.id for rule in _SHIPPED.rules if principle.id in rule.principles]
    if principle.answer == "rules":
        assert rules
    elif principle.answer == "evidence":
        assert principle.shows or rules
    assert principle.question.endswith("?")


def test_the_frameworks_are_whole(catalogue: Catalogue) -> None:
    assert {framework.id: len(framework.principles) for framework in catalogue.frameworks} == {
        "banks-levels": 4,
        "equity-framework": 36,
        "founding-concerns": 6,
        "learning-for-justice": 8,
        "mastery-collaborative": 3,
        "national-equity-project": 3,
        "nyu-scorecards": 6,
        "ospi-elements": 15,
        "quality-and-equity-by-design": 5,
        "sadker-seven-forms": 7,
        "udl-3.0": 36,
        "wcag-2.2": 24,
    }
    assert all([framework.url, framework.license, framework.summary] for framework in catalogue.frameworks)


def test_the_considerations_are_mapped_from_the_thirty_one_checkpoints_before_them(catalogue: Catalogue) -> None:
    considerations = [one for one in _PRINCIPLES if one.framework == "udl-3.0"]
    numbers = {f"udl:3.0:{guideline}.{n}" for guideline in range(1, 10) for n in range(1, 6)}
    assert {one.id for one in considerations} <= numbers
    assert len({old for one in considerations for old in one.formerly}) == 31
    new = {one.id.rpartition(":")[2] for one in considerations if not one.formerly}
    assert new == {"1.3", "2.4", "5.4", "6.5", "7.3", "9.4"}


def test_every_rule_and_every_principle_has_a_page_in_the_guide() -> None:
    pages = {page.path: page for page in reference_pages()}
    titles = {page.title for page in pages.values()}
    assert {rule.title for rule in _SHIPPED.rules} | {one.name for one in _PRINCIPLES} <= titles
    assert sum(path.startswith("rules/") for path in pages) == len(_SHIPPED.rules)
    page = pages["rules/feedback-can-be-used.md"].body
    parts = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    how = ["Why", "How it decides", "Which pages it asks"]
    assert parts[:7] == [*how, "What helps", "What a reviewer is asked", "Options", "Examples"]


def test_a_reference_says_nothing_of_where_a_rule_stands() -> None:
    assert [page.path for page in reference_pages() if "nothing found" in page.body] == []


def test_what_was_measured_is_of_rules_that_there_are_and_of_the_judgments_that_are_kept() -> None:
    measured = load_measured()
    assert [id for id in measured if _SHIPPED.rule(id) is None] == []
    folder = Path(__file__).parents[1] / "bench" / "judgments"
    for id, found in measured.items():
        path = folder / f"{id}.jsonl"
        every = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []
        judged = [one for one in every if not one.get("gone")]
        assert (found.judged, found.right) == (len(judged), sum(one["right"] for one in judged)), id


def test_a_stable_rule_was_heard_and_mostly_right() -> None:
    measured = load_measured()
    poor = [
        rule.id
        for rule in _RULES
        if not rule.is_preview
        and (found := measured.get(rule.id))
        and found.judged
        and found.right / found.judged < 0.8
    ]
    assert poor == []
