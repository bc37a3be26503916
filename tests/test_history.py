"""The history: revisions of a real repository, read beside the work tree, and what came and went between them."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from checker.decisions import (
    Comparison,
    Counts,
    History,
    Revision,
    UnitRecord,
    compare,
    history_schema,
    history_text,
    load_history,
)
from checker.errors import UserError
from checker.frontends.cli import main

_RULE = "words-for-pictures"
_WHO = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


def _git(*arguments: str, day: str = "2027-01-15") -> str:
    when = f"{day}T12:00:00+0000"
    environment = {**os.environ, **_WHO, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    done = subprocess.run(["git", *arguments], check=True, capture_output=True, text=True, env=environment)
    return done.stdout


def _commit(name: str, day: str) -> None:
    _git("add", "--all")
    _git("commit", "--quiet", "--message", name, day=day)
    _git("tag", name, day=day)


@pytest.fixture
def course(old_course: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The old course in a repository, at its first tag; what is found is kept in a folder of the test."""
    monkeypatch.chdir(old_course.folder)
    monkeypatch.setitem(os.environ, "MANYMEANS_CACHE", str(old_course.folder / "kept"))
    settings = (old_course.folder / "manymeans.yml").read_text("utf-8")
    (old_course.folder / "manymeans.yml").write_text(
        settings.replace("baseline: manymeans-baseline.json\n", ""), "utf-8"
    )
    (old_course.folder / ".gitignore").write_text("kept\nmanymeans-history.json\n", "utf-8")
    _git("init", "--quiet")
    _commit("autumn", "2026-10-01")
    return old_course


def _history(*arguments: str) -> History:
    assert main(["history", "course", *arguments]) == 0
    return load_history(Path("manymeans-history.json"))


def _numbers(found: Comparison) -> tuple[int, int, int, int]:
    return len(found.came), len(found.went), len(found.moved), len(found.changed)


@pytest.mark.parametrize("old_course", [80], indirect=True)
def test_two_releases_of_400_lessons_are_compared_finding_by_finding(course: Any) -> None:
    for unit in range(10):
        course.change(unit, 2, f"{course.picture(unit, 2)}\n\n", "")
        course.change(unit, 2, "## Closing\n\n", f"## Closing\n\n{course.picture(unit, 2)}\n\n")
    for unit in range(10, 13):
        course.change(unit, 2, course.picture(unit, 2), "")
        course.change(unit, 5, "There is no picture today.", "![](quite-another.png)")
    for unit in range(20, 25):
        course.change(unit, 2, course.picture(unit, 2), "![](quite-another.png)")
    picture = course.picture(30, 1)
    course.change(30, 1, picture, "")
    course.change(31, 5, "There is no picture today.", picture)
    _commit("winter", "2027-01-10")
    autumn, winter = _history().revisions
    assert [(one.name, one.date, len(one.units)) for one in (autumn, winter)] == [
        ("autumn", "2026-10-01", 80),
        ("winter", "2027-01-10", 80),
    ]
    principle = autumn.principles[0]
    assert autumn.total(principle) == winter.total(principle) == Counts(met=0, not_met=320, not_applicable=80)
    found = compare(autumn, winter)
    assert _numbers(found) == (3, 3, 11, 5)
    assert [(one.before_unit, one.unit) for one in found.moved if one.before_unit != one.unit] == [
        ("course/unit-30", "course/unit-31")
    ]
    assert compare(autumn, autumn) == Comparison()
    held = json.loads(Path("manymeans-history.json").read_text("utf-8"))
    jsonschema.validate(held, history_schema())
    assert len(held["found"]) == 80 + 20


def test_the_work_tree_and_the_index_are_left_alone(course: Any) -> None:
    course.change(0, 1, "## Opening", "## Not yet committed")
    course.lesson(1, 1).unlink()
    Path("course/new.md").write_text("# New\n", "utf-8")
    before = (_git("status", "--porcelain"), course.lesson(0, 1).read_bytes(), sorted(Path().rglob("*.md")))
    (revision,) = _history().revisions
    assert (_git("status", "--porcelain"), course.lesson(0, 1).read_bytes(), sorted(Path().rglob("*.md"))) == before
    assert sum(len(unit.open[_RULE]) for unit in revision.units.values()) == 12


def test_what_was_found_before_is_not_found_again_and_the_file_is_the_same(
    course: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.change(0, 1, "## Opening", "## The start")
    _commit("winter", "2027-01-10")
    first = _history()
    text = Path("manymeans-history.json").read_bytes()
    assert len([path for path in Path("kept").rglob("*") if path.is_file()]) == 3 + 1
    monkeypatch.setattr("checker.frontends.run.check", None)
    assert _history() == first
    assert Path("manymeans-history.json").read_bytes() == text


def test_tags_are_chosen_by_a_glob_and_commits_by_their_number(course: Any) -> None:
    for at, name in enumerate(("v1", "v2", "draft"), start=1):
        course.change(0, 1, "## Opening" if at == 1 else f"## Start {at - 1}", f"## Start {at}")
        _commit(name, f"2027-01-0{at}")
    assert [one.name for one in _history("--tags", "v*").revisions] == ["v1", "v2"]
    assert [one.date for one in _history("--commits", "2").revisions] == ["2027-01-02", "2027-01-03"]
    assert main(["history", "course", "--tags", "w*"]) == 2


def test_waivers_and_answers_of_a_revision_count_on_its_own_day(course: Any) -> None:
    waiver = f"<!-- manymeans: allow {_RULE} - drawn in class (until: 2026-12-31) -->\n\n"
    course.change(0, 1, course.picture(0, 1), f"{waiver}{course.picture(0, 1)}")
    _commit("held", "2026-12-01")
    course.change(1, 5, "There is no picture today.", "Nothing.")
    _commit("over", "2027-01-10")
    autumn, held, over = (len(one.units["course/unit-00"].open[_RULE]) for one in _history().revisions)
    assert (autumn, held, over) == (4, 3, 4)


def test_included_files_are_those_of_the_revision(course: Any) -> None:
    Path("course/unit-00/part.txt").write_text("![](included.png)\n", "utf-8")
    course.change(0, 5, "There is no picture today.", '--8<-- "part.txt"')
    _commit("with", "2027-01-01")
    Path("course/unit-00/part.txt").write_text("Nothing to see.\n", "utf-8")
    _commit("without", "2027-01-02")
    _, first, second = (len(one.units["course/unit-00"].open[_RULE]) for one in _history().revisions)
    assert (first, second) == (5, 4)


def test_a_link_in_a_revision_leads_nowhere(course: Any) -> None:
    Path("course/unit-00/secret.md").symlink_to("/etc/hostname")
    _commit("linked", "2027-01-02")
    _, revision = _history().revisions
    assert revision.units["course/unit-00"].lessons == 5


def test_outside_a_repository_the_command_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, "GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a.md").write_text("# A\n", "utf-8")
    assert main(["history"]) == 2
    assert "Run this in a git repository" in capsys.readouterr().err


_MARK = "aaaaaaaaaa-111111"


def _revision(**units: dict[str, tuple[str, ...]]) -> Revision:
    return Revision("r", "c", "2027-01-15", {name: UnitRecord(name, 1, 0, {}, marks) for name, marks in units.items()})


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": {"r": (_MARK,)}}, {"a": {"r": (_MARK,)}}, (0, 0, 0, 0)),
        ({"a": {"r": (_MARK,)}}, {"a": {}}, (0, 1, 0, 0)),
        ({"a": {"r": (_MARK,)}}, {"a": {"q": (_MARK,)}}, (1, 1, 0, 0)),
        ({"a": {"r": (_MARK,)}}, {"b": {"r": (_MARK,)}}, (0, 0, 1, 0)),
        ({"a": {"r": (_MARK,)}}, {"b": {"r": (_MARK,)}, "c": {"r": (_MARK,)}}, (1, 0, 1, 0)),
        ({"a": {"r": (_MARK,)}}, {"a": {"r": ("aaaaaaaaaa-222222",)}}, (0, 0, 1, 0)),
        ({"a": {"r": (_MARK,)}}, {"a": {"r": ("bbbbbbbbbb-111111",)}}, (0, 0, 0, 1)),
        ({}, {"a": {"r": (_MARK,)}}, (1, 0, 0, 0)),
    ],
)
def test_what_came_and_went(before: dict[str, Any], after: dict[str, Any], expected: tuple[int, int, int, int]) -> None:
    assert _numbers(compare(_revision(**before), _revision(**after))) == expected


def test_a_history_is_read_as_it_was_written(tmp_path: Path) -> None:
    unit = UnitRecord("Ríos", 2, 1, {"udl:3.0:1.2": Counts(1, 2, 3, 4, 5)}, {"r": (_MARK,)})
    history = History((Revision("v1", "c0ffee", "2027-01-15", {"a": unit, "b": unit}),), "0.1.0")
    (tmp_path / "h.json").write_text(history_text(history), "utf-8")
    assert load_history(tmp_path / "h.json") == history


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"history": 2, "revisions": [], "found": {}}',
        '{"history": 1, "revisions": [{"name": "a", "commit": "b", "date": "c", "units": {"u": "k"}}], "found": {}}',
    ],
)
def test_a_broken_history_is_explained(tmp_path: Path, text: str) -> None:
    (tmp_path / "h.json").write_text(text, "utf-8")
    with pytest.raises(UserError, match="history"):
        load_history(tmp_path / "h.json")
