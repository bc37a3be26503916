"""The engine: one fault does not end a run, and the same curriculum always gives the same bytes."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker import checks, engine
from checker.asked import chosen_rules
from checker.catalogue import Catalogue, principles_folder
from checker.checks.question import Answer, Question
from checker.engine import LessonReader, check, fails, units_of
from checker.errors import UserError
from checker.findings import Finding, Outcome, Report, Scope, Severity
from checker.frontends import run as running
from checker.frontends.run import Run
from checker.outputs.rows import report_row
from checker.settings import Settings
from checker.source import Source, Span
from checker.unit import Lesson, Unit, find_lessons, group

Reader = Callable[..., Lesson]
ROOT = Path(__file__).parents[1]
_SPANISH = "# Ríos\n\nLos estudiantes leen la historia del río y hablan con su pareja sobre lo que han aprendido.\n"


def _unit(*lessons: Lesson) -> Unit:
    return Unit("unit", "Unit", lessons)


@pytest.mark.parametrize(
    ("language", "word", "step"),
    [
        ("en", "klingonese", "Write the code of the language: `en`, `es`, `yur`. A screen reader goes by it, too."),
        ("en", "spanisch", "Did you mean `es`?"),
        ("es", "spanisch", "¿Querías decir `es`?"),
    ],
)
def test_a_language_in_front_matter_that_is_none_is_told_at_its_place_and_fails_no_run(
    catalogue: Catalogue, lesson_of: Reader, language: str, word: str, step: str
) -> None:
    settings = Settings(language_of_messages=language)
    report = check(_unit(lesson_of(f"---\nlanguage: {word}\n---\n# Rivers\n")), catalogue, settings)
    (finding,) = [one for one in report.findings if one.rule == "language-is-known"]
    assert (finding.outcome, finding.place.text, finding.next_step) == (Outcome.NOT_MET, word, step)
    assert word in finding.message
    assert not fails(report, "warning")


@pytest.mark.parametrize("front", ["language: es", "language: Spanish", "title: A", "language: English and Spanish"])
def test_nothing_is_said_of_a_language_that_is_known_or_told_in_words(
    catalogue: Catalogue, lesson_of: Reader, front: str
) -> None:
    report = check(_unit(lesson_of(f"---\n{front}\n---\n# Rivers\n")), catalogue, Settings())
    assert [one for one in report.findings if one.rule == "language-is-known"] == []


def test_a_crash_in_a_rule_is_reported_and_the_others_are_asked(
    catalogue: Catalogue, lesson_of: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(question: Question) -> Iterator[Answer]:
        yield Answer(Outcome.MET, question.top)
        raise ValueError("the river ran dry")

    unit = _unit(lesson_of("# Rivers\nStudents read a story."))
    whole = check(unit, catalogue, Settings())
    monkeypatch.setattr(checks, "CHECKS", {**checks.CHECKS, "several-sources": crash})
    report = check(unit, catalogue, Settings())
    assert [(one.unit, one.part, one.trace.splitlines()[-1]) for one in report.crashes] == [
        ("unit", "rule more-than-one-source", "ValueError: the river ran dry")
    ]
    assert report.findings == tuple(one for one in whole.findings if one.rule != "more-than-one-source")
    assert whole.crashes == ()


def test_a_crash_in_one_lesson_leaves_the_evidence_of_the_others(
    catalogue: Catalogue, lesson_of: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = engine.look

    def crash(lesson: Lesson, given: Catalogue) -> Any:
        if lesson.path == "b.md":
            raise ValueError("the river ran dry")
        return look(lesson, given)

    monkeypatch.setattr(engine, "look", crash)
    text = "# Rivers\nStudents draw a poster."
    report = check(_unit(lesson_of(text, "a.md"), lesson_of(text, "b.md")), catalogue, Settings())
    assert [(one.part, one.trace.splitlines()[-1]) for one in report.crashes] == [
        ("b.md", "ValueError: the river ran dry")
    ]
    assert {found.span.source.path for found in report.evidence} == {"a.md"}


def test_a_mistake_in_a_rule_is_no_crash_of_ours(catalogue: Catalogue, lesson_of: Reader) -> None:
    rule = replace(catalogue.rules[0], check="presnt")
    with pytest.raises(UserError, match="There is no kind of question `presnt`"):
        check(_unit(lesson_of("# Rivers\n")), replace(catalogue, rules=(rule,)), Settings())


def test_a_lesson_in_spanish_is_counted_as_not_checked(catalogue: Catalogue, lesson_of: Reader) -> None:
    report = check(_unit(lesson_of(_SPANISH, "rios.md")), catalogue, Settings())
    whole = [entry for entry in report.not_checked if not entry.rule]
    by_rule = {entry.rule: entry.reason for entry in report.not_checked if entry.rule}
    answered = {finding.rule for finding in report.findings}
    of_units = {rule.id for rule in catalogue.rules if rule.scope is not Scope.CURRICULUM}
    assert [(one.path, one.reason) for one in whole] == [
        ("rios.md", "The lesson is in the language `es`; evidence is found in English lessons only.")
    ]
    assert set(by_rule) == of_units - answered
    assert set(by_rule.values()) == {"Asks about words; the lesson is in the language `es`."}
    assert answered >= {"pictures-have-words", "sources-say-whose-view", "peoples-are-named-with-care"}
    assert set(by_rule) >= {"learners-choose", "two-ways-to-show-learning", "objectives-stated"}
    assert report.evidence == ()


def test_what_is_not_checked_is_no_outcome(catalogue: Catalogue, lesson_of: Reader) -> None:
    english = lesson_of("# Rivers\nStudents draw a poster.", "a.md")
    report = check(_unit(english, lesson_of(_SPANISH, "b.md")), catalogue, Settings())
    assert {found.span.source.path for found in report.evidence} == {"a.md"}
    assert {entry.path for entry in report.not_checked} == {"b.md"}


def test_settings_turn_rules_off_and_change_their_weight_and_options(catalogue: Catalogue) -> None:
    settings = Settings.model_validate(
        {
            "rules": {
                "pictures-have-words": {"enabled": False},
                "learners-choose": {"severity": "error", "options": {"least_words": 10}},
            }
        }
    )
    rules = {rule.id: rule for rule in chosen_rules(catalogue, settings)}
    shipped = {rule.id: rule for rule in catalogue.rules}
    assert set(shipped) - set(rules) == {"pictures-have-words"}
    assert rules["learners-choose"].severity is Severity.ERROR
    assert rules["learners-choose"].options == {**shipped["learners-choose"].options, "least_words": 10}
    assert rules["one-set-of-criteria"] == shipped["one-set-of-criteria"]


def _report(outcome: Outcome, severity: Severity, is_preview: bool = False) -> Report:
    place = Span(Source("a.md", "text"), 0, 4)
    finding = Finding("rule", outcome, severity, place, "message", is_preview=is_preview)
    return Report("a.md", "A", (), (), (finding,))


@pytest.mark.parametrize(
    ("report", "levels"),
    [
        (_report(Outcome.NOT_MET, Severity.ERROR), {"error", "warning", "suggestion"}),
        (_report(Outcome.NOT_MET, Severity.WARNING), {"warning", "suggestion"}),
        (_report(Outcome.NOT_MET, Severity.SUGGESTION), {"suggestion"}),
        (_report(Outcome.NOT_MET, Severity.QUESTION), set()),
        (_report(Outcome.NOT_MET, Severity.ERROR, is_preview=True), set()),
        (_report(Outcome.NEEDS_A_PERSON, Severity.ERROR), set()),
        (_report(Outcome.MET, Severity.ERROR), set()),
        (Report("a.md", "A", (), (), ()), set()),
    ],
)
def test_a_run_fails_from_a_level_on(report: Report, levels: set[str]) -> None:
    assert {level for level in ("error", "warning", "suggestion", "never") if fails(report, level)} == levels


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small curriculum in several languages and forms, beside which the test runs."""
    texts = {
        "rivers/index.md": "# Rivers\n## Objectives\n- Explain how a river grows.\n",
        "rivers/one.md": "# One\nStudents read the story. Then they watch a film and draw a poster.\n",
        "rivers/two.md": "# Two\nChoose one:\n\n- write a letter\n- record a podcast\n",
        "lakes.md": "# Lakes\nWho acts here, and in which the learners quickly write, is not plain.\n",
        "ríos.md": _SPANISH,
        "broken.md": "---\na: [\n---\n# Broken\nStudents sing.\n",
    }
    for name, text in texts.items():
        (tmp_path / "course" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "course" / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("course")


def test_units_are_read_one_by_one(course: Path, catalogue: Catalogue) -> None:
    units = units_of([course], catalogue, Settings())
    assert next(units).id == "course/broken.md"
    assert [unit.id for unit in units] == ["course/lakes.md", "course/rivers", "course/ríos.md"]


def test_the_order_in_which_files_are_found_changes_nothing(course: Path, catalogue: Catalogue) -> None:
    reader = LessonReader(catalogue, Settings())
    found = find_lessons([course], Settings())

    def bytes_of(lessons: Sequence[Any]) -> str:
        units = [reader.unit(*task) for task in group(lessons, Settings(), reader.is_plan)]
        return json.dumps([report_row(check(unit, catalogue, Settings())) for unit in units])

    assert bytes_of(found) == bytes_of(found[::-1]) == bytes_of([*found[3:], *found[:3]])


def test_one_process_and_two_give_the_same(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_FEW", 0)
    principles = shutil.copytree(principles_folder(), Path("principles"))

    def bytes_of(jobs: int) -> str:
        run = Run(Settings(), principles, jobs)
        catalogue = run.catalogue()
        tasks = run.tasks([course], catalogue)
        evidence = [result.rows for result in run.evidence(tasks, catalogue)]
        return json.dumps([[report_row(report) for report in run.reports(tasks, catalogue)], evidence])

    assert bytes_of(1) == bytes_of(2)


@pytest.mark.parametrize("command", ["check", "evidence"])
def test_two_runs_give_the_same_bytes_whatever_the_hash_seed_and_locale(course: Path, command: str) -> None:
    seeds = {"0": "C.UTF-8", "1": "C", "4711": "C.UTF-8"}
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "checker", command, str(course), "--format", "json"],
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "PYTHONHASHSEED": seed,
                "LC_ALL": locale,
                "TZ": f"UTC-{seed[0]}",
            },
            capture_output=True,
            check=False,
        ).stdout
        for seed, locale in seeds.items()
    }
    assert len(outputs) == 1
    assert json.loads(outputs.pop())
