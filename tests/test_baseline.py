"""The baseline: of 400 lessons, what moved stays known, what was edited or swapped shows, and numbers only go down."""

import json
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.catalogue import Catalogue
from checker.decisions import Baseline, Records, load_baseline, load_records, pair, recorded_anew
from checker.engine import check
from checker.errors import UserError
from checker.findings import DecisionKind, Outcome, Report, Scope
from checker.frontends import run as running
from checker.frontends.cli import main
from checker.frontends.run import Run
from checker.settings import Settings, load_settings
from checker.unit import Lesson, Unit

Reader = Callable[..., Lesson]
_RULE = "words-for-pictures"
_DAY = {"SOURCE_DATE_EPOCH": "1800000000"}  # 2027-01-15
_LATER = {"SOURCE_DATE_EPOCH": "1900000000"}  # 2030-03-17


@pytest.fixture
def course(old_course: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The old course, beside which the test runs, on a fixed day."""
    monkeypatch.chdir(old_course.folder)
    monkeypatch.setitem(os.environ, *next(iter(_DAY.items())))
    return old_course


def _baseline(*arguments: str) -> dict[str, dict[str, dict[str, str]]]:
    assert main(["baseline", *arguments]) == 0
    units: dict[str, dict[str, dict[str, str]]] = json.loads(Path("manymeans-baseline.json").read_text("utf-8"))[
        "units"
    ]
    return units


def _reports(*paths: str, jobs: int = 1) -> list[Report]:
    run = Run(load_settings(Path("manymeans.yml")), jobs=jobs)
    catalogue = run.catalogue()
    tasks = run.tasks([Path(path) for path in paths or ("course",)], catalogue)
    return list(run.reports(tasks, catalogue))


def _kinds(report: Report) -> Counter[str]:
    """How the findings about pictures stand to the baseline."""
    found = [one for one in report.findings if one.rule == _RULE and one.outcome is Outcome.NOT_MET]
    kinds = Counter(str(one.decision.kind) if one.decision else "new" for one in found)
    return kinds + Counter({"gone": len([one for one in report.gone if one.rule == _RULE])})


@pytest.mark.parametrize("old_course", [80], indirect=True)
def test_of_400_lessons_moved_edited_and_swapped_findings_are_told_apart(course: Any) -> None:
    recorded = _baseline()
    assert sum(len(rules.get(_RULE, {})) for rules in recorded.values()) == 320
    expected = {unit: {"known": 4} for unit in range(80)}
    for unit in range(10):  # to another section of the lesson
        picture = course.picture(unit, 2)
        course.change(unit, 2, f"{picture}\n\n", "")
        course.change(unit, 2, "## Closing\n\n", f"## Closing\n\n{picture}\n\n")
    for unit in range(10, 20):  # to another file of the unit
        picture = course.picture(unit, 2)
        course.change(unit, 2, picture, "It is in the last lesson now.")
        course.change(unit, 5, "There is no picture today.", picture)
    for unit in range(20, 30):  # to another line, under lines that are new
        course.change(unit, 2, "## Opening\n\n", "## Opening\n\nOne more line.\n\nAnd one more.\n\n")
    for unit in range(30, 40):  # edited
        course.change(unit, 2, course.picture(unit, 2), "![](quite-another.png)")
        expected[unit] = {"known": 3, "changed": 1}
    for unit in range(40, 50):  # swapped: one is gone, another came elsewhere, and the number is the same
        course.change(unit, 2, course.picture(unit, 2), "")
        course.change(unit, 5, "There is no picture today.", "![](quite-another.png)")
        expected[unit] = {"known": 3, "new": 1, "gone": 1}
    for unit in range(50, 60):  # mended
        course.change(unit, 2, "![](", "![A photograph of the place](")
        expected[unit] = {"known": 3, "gone": 1}
    for unit in range(60, 70):  # a lesson got another name
        course.lesson(unit, 2).rename(course.lesson(unit, 9))
    found = {int(report.unit[-2:]): dict(_kinds(report)) for report in _reports()}
    assert found == expected


def test_what_is_known_fails_no_run_and_what_is_new_or_changed_does(
    course: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["check", "course/unit-00", "--quiet"]) == 2  # the baseline that the settings name is not there yet
    _baseline()
    assert main(["check", "course/unit-00", "--quiet"]) == 0
    course.change(0, 2, course.picture(0, 2), "![](quite-another.png)")
    assert main(["check", "course/unit-00", "--quiet"]) == 1
    with Path("manymeans.yml").open("a", encoding="utf-8") as settings:
        settings.write("changed: known\n")
    assert main(["check", "course/unit-00", "--quiet"]) == 0
    course.change(0, 5, "There is no picture today.", "![](one-more.png)")
    assert main(["check", "course/unit-00", "--quiet"]) == 1


def test_the_text_says_what_the_baseline_knows_and_what_is_gone(
    course: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    _baseline()
    course.change(0, 2, course.picture(0, 2), "")
    assert main(["check", "course"]) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if "baseline" in line]
    assert said[-2:] == [
        "11 known findings are in the baseline and let the run be.",
        "1 place in the baseline is gone: `manymeans baseline --prune` takes it out.",
    ]


def test_a_baseline_is_written_the_same_again_and_keeps_its_days(
    course: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = _baseline()
    text = Path("manymeans-baseline.json").read_bytes()
    monkeypatch.setitem(os.environ, *next(iter(_LATER.items())))
    course.change(0, 5, "There is no picture today.", "![](one-more.png)")
    second = _baseline()
    days = {day for rules in second.values() for marks in rules.values() for day in marks.values()}
    assert days == {"2027-01-15", "2030-03-17"}
    new = set(second["course/unit-00"][_RULE]) - set(first["course/unit-00"][_RULE])
    assert [second["course/unit-00"][_RULE][mark] for mark in new] == ["2030-03-17"]
    course.change(0, 5, "![](one-more.png)", "There is no picture today.")
    _baseline()
    assert Path("manymeans-baseline.json").read_bytes() == text
    said = capsys.readouterr().out.splitlines()[-1]
    assert said.endswith(" as before, 0 moved, 0 with other words, 0 new, 1 gone.")


def test_pruning_takes_out_what_is_gone_follows_what_moved_and_lets_nothing_in(course: Any) -> None:
    before = _baseline()
    course.change(0, 1, course.picture(0, 1), "")
    course.change(0, 2, f"{course.picture(0, 2)}\n\n", "")
    course.change(0, 2, "## Closing\n\n", f"## Closing\n\n{course.picture(0, 2)}\n\n")
    course.change(0, 3, course.picture(0, 3), "![](quite-another.png)")
    course.change(0, 5, "There is no picture today.", "![](one-more.png)")
    after = _baseline("--prune")
    old, new = before["course/unit-00"][_RULE], after["course/unit-00"][_RULE]
    assert (len(old), len(new)) == (4, 3)
    found = pair(old, new)
    assert (len(found.same), len(found.moved), found.changed, len(found.went), found.came) == (2, 1, (), 1, ())
    assert {name: rules for name, rules in after.items() if name != "course/unit-00"} == {
        name: rules for name, rules in before.items() if name != "course/unit-00"
    }


def test_a_unit_that_is_gone_leaves_the_baseline_and_others_that_were_not_looked_at_stay(course: Any) -> None:
    before = _baseline()
    for lesson in range(1, 6):
        course.lesson(2, lesson).unlink()
    course.lesson(2, 1).parent.rmdir()
    assert main(["baseline", "course/unit-00", "--prune"]) == 0
    after = json.loads(Path("manymeans-baseline.json").read_text("utf-8"))["units"]
    assert set(before) - set(after) == {"course/unit-02"}


def test_findings_of_a_unit_that_was_renamed_are_known(course: Any) -> None:
    _baseline()
    course.lesson(2, 1).parent.rename(course.folder / "course" / "stories")
    (report,) = _reports("course/stories")
    assert dict(_kinds(report)) == {"known": 4}


def test_one_lesson_of_a_recorded_unit_is_known_when_it_is_checked_alone(course: Any) -> None:
    _baseline()
    settings = Path("manymeans.yml").read_text("utf-8").replace("units: [course/*/]\n", "")
    Path("manymeans.yml").write_text(settings, "utf-8")
    (report,) = _reports("course/unit-02/lesson-2.md")
    assert (report.unit, dict(_kinds(report))) == ("course/unit-02/lesson-2.md", {"known": 1})


def test_what_is_waived_does_not_enter_a_baseline(course: Any) -> None:
    course.change(0, 1, "## Opening", f"<!-- manymeans: allow {_RULE} in file - drawn in class -->\n\n## Opening")
    assert len(_baseline()["course/unit-00"][_RULE]) == 3


def test_two_processes_know_the_same_as_one(course: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _baseline()
    monkeypatch.setattr(running, "_FEW", 0)
    one, two = _reports(), _reports(jobs=2)
    found = [finding.decision for report in one for finding in report.findings if finding.rule == _RULE]
    assert Counter(decision.kind for decision in found if decision) == {DecisionKind.KNOWN: 12}
    assert [[(each.fingerprint, each.decision) for each in report.findings] for report in two] == [
        [(each.fingerprint, each.decision) for each in report.findings] for report in one
    ]


def test_a_baseline_from_before_is_explained_where_it_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"baseline": 1, "units": {"a": {"rule": ["x"]}}}', "utf-8")
    with pytest.raises(UserError) as caught:
        load_baseline(tmp_path / "b.json", tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / 'b.json'}: The baseline cannot be read at `units.a.rule`: Input should be an object.\n"
        "  Take it from the repository again, or write it anew."
    )


def test_records_name_units_from_the_folder_of_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "school" / "course").mkdir(parents=True)
    (tmp_path / "school" / "manymeans.yml").write_text("fail_on: error\n", "utf-8")
    records = load_records(load_settings(tmp_path / "school" / "manymeans.yml"))
    assert records.baseline is None
    names: Callable[[str], str] = records.name_of
    monkeypatch.chdir(tmp_path)
    assert names("school/course/rivers") == "course/rivers"
    monkeypatch.chdir(tmp_path / "school" / "course")
    assert (names("rivers"), names(str(tmp_path / "school" / "course" / "rivers"))) == ("course/rivers",) * 2


@pytest.fixture
def listed(catalogue: Catalogue, lesson_of: Reader) -> Callable[..., DecisionKind | None]:
    """How a finding that lists the pictures of a lesson stands to a baseline with other pictures of it."""

    def told(before: str, now: str) -> DecisionKind | None:
        rule = replace(catalogue.rule("pictures-have-words") or catalogue.rules[0], scope=Scope.LESSON)
        own = replace(catalogue, rules=(rule,))
        texts = (" Then:\n\n".join(f"![]({name}.png)" for name in names) for names in (before, now))
        units = [Unit("unit", "U", (lesson_of(f"# A\n\n{text}\n"),)) for text in texts]
        rules, _ = recorded_anew({}, check(units[0], own, Settings()).findings, "2027-01-15", only_less=False)
        report = check(units[1], own, Settings(), Records(baseline=Baseline({"unit": rules})))
        (decision,) = (one.decision for one in report.findings if one.rule == rule.id)
        return decision.kind if decision else None

    return told


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ("abc", "abc", DecisionKind.KNOWN),
        ("abc", "cab", DecisionKind.KNOWN),
        ("abc", "bc", DecisionKind.KNOWN),
        ("abc", "c", DecisionKind.KNOWN),
        ("abc", "abcd", DecisionKind.CHANGED),
        ("abc", "abd", DecisionKind.CHANGED),
    ],
)
def test_a_finding_that_lists_places_is_known_while_all_of_them_are(
    listed: Callable[..., DecisionKind | None], before: str, now: str, kind: DecisionKind
) -> None:
    assert listed(before, now) == kind


def test_an_empty_baseline_knows_nothing() -> None:
    assert (Baseline().of("a"), Baseline().count) == ({}, 0)
