"""Which files are lessons, and which of them make up a unit."""

import os
import subprocess
from pathlib import Path

import pytest

from checker.catalogue import Catalogue
from checker.engine import LessonReader, units_of
from checker.errors import UserError
from checker.settings import Settings, load_settings
from checker.unit import find_lessons, group


def _write(folder: Path, *names: str, text: str = "# A lesson\n") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def _found(folder: Path, **settings: object) -> list[str]:
    lessons = find_lessons([folder], Settings.model_validate(settings))
    return [lesson.path.relative_to(folder).as_posix() for lesson in lessons]


def test_lessons_are_the_markdown_files_below_a_folder_sorted(tmp_path: Path) -> None:
    _write(tmp_path, "b.md", "a/c.mdx", "a/b.markdown", "a/d.txt", "z.MD.bak", "a.md/e.md")
    assert _found(tmp_path) == ["a.md/e.md", "a/b.markdown", "a/c.mdx", "b.md"]


def test_include_and_exclude_are_globs_from_the_folder(tmp_path: Path) -> None:
    _write(tmp_path, "units/a.md", "units/old/b.md", "units/c.txt", "notes/d.md")
    assert _found(tmp_path, include=["units/**"], exclude=["old/"]) == ["units/a.md", "units/c.txt"]
    assert _found(tmp_path, exclude=["*.md", "!a.md"]) == ["units/a.md"]


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "readme.es.md",
        "LICENSE.md",
        "LICENCE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "CODE_OF_CONDUCT.md",
        "SUMMARY.md",
        "_partial.md",
        ".hidden.md",
        ".github/ISSUE.md",
        "node_modules/x/a.md",
        "drafts/a.md",
        "_includes/a.md",
        "venv/lib/a.md",
    ],
)
def test_what_is_no_lesson_is_left_out_unless_all_files_are_asked_for(tmp_path: Path, name: str) -> None:
    _write(tmp_path, "lesson.md", name)
    assert _found(tmp_path) == ["lesson.md"]
    assert _found(tmp_path, all_files=True) == sorted(["lesson.md", name])


@pytest.mark.parametrize("name", ["reading-me.md", "licensed-drones.md", "history-of-maps.md", "draft-horses/a.md"])
def test_a_lesson_that_only_sounds_like_one_of_these_stays(tmp_path: Path, name: str) -> None:
    _write(tmp_path, name)
    assert _found(tmp_path) == [name]


def test_git_itself_is_never_read(tmp_path: Path) -> None:
    _write(tmp_path, "a.md", ".git/b.md")
    assert _found(tmp_path, all_files=True) == ["a.md"]


def test_what_git_ignores_is_left_out_as_git_does(tmp_path: Path) -> None:
    names = [
        "a.md",
        "build/b.md",
        "units/c.md",
        "units/keep/d.md",
        "units/e.tmp.md",
        "units/keep/e.tmp.md",
        "deep/f.md",
    ]
    _write(tmp_path, *names)
    (tmp_path / ".gitignore").write_text("/build/\n*.tmp.md\n# a comment\n", "utf-8")
    (tmp_path / "units/.gitignore").write_text("c.md\n", "utf-8")
    (tmp_path / "units/keep/.gitignore").write_text("!e.tmp.md\n", "utf-8")
    _git(tmp_path, "init", "-q")
    assert _found(tmp_path) == sorted(name for name in names if not _is_ignored_by_git(tmp_path, name))
    assert _found(tmp_path, all_files=True) == sorted(names)


def test_a_folder_that_git_ignores_stays_closed_whatever_is_named_in_it(tmp_path: Path) -> None:
    _write(tmp_path, "build/a.md")
    (tmp_path / ".gitignore").write_text("build/\n!build/a.md\n", "utf-8")
    _git(tmp_path, "init", "-q")
    assert _is_ignored_by_git(tmp_path, "build/a.md")
    assert _found(tmp_path) == []


def test_the_ignore_file_at_the_top_holds_for_a_folder_below(tmp_path: Path) -> None:
    _write(tmp_path, "units/a.md", "units/b.md")
    (tmp_path / ".gitignore").write_text("/units/b.md\n", "utf-8")
    _git(tmp_path, "init", "-q")
    assert _found(tmp_path / "units") == ["a.md"]


def test_an_ignore_file_above_the_repository_does_not_hold(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.md\n", "utf-8")
    _write(tmp_path / "repository", "a.md")
    _git(tmp_path / "repository", "init", "-q")
    assert _found(tmp_path / "repository") == ["a.md"]


def _git(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=arguments[0] == "init"
    )


def _is_ignored_by_git(folder: Path, name: str) -> bool:
    return _git(folder, "check-ignore", "-q", name).returncode == 0


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    _write(tmp_path, "units/a.md", "elsewhere/b.md")
    (tmp_path / "units/link.md").symlink_to(tmp_path / "elsewhere/b.md")
    (tmp_path / "units/circle").symlink_to(tmp_path / "units", target_is_directory=True)
    (tmp_path / "units/gone.md").symlink_to(tmp_path / "nowhere.md")
    assert _found(tmp_path / "units") == ["a.md"]


def test_a_file_that_is_named_is_taken_whatever_its_name(tmp_path: Path) -> None:
    _write(tmp_path, "README.md", "drafts/plan.txt")
    named = [tmp_path / "README.md", tmp_path / "drafts/plan.txt"]
    assert [lesson.path for lesson in find_lessons(named, Settings())] == named


def test_a_lesson_that_is_named_twice_is_found_once(tmp_path: Path) -> None:
    _write(tmp_path, "a.md")
    assert len(find_lessons([tmp_path, tmp_path / "a.md"], Settings())) == 1


@pytest.mark.parametrize("written", ["units", "./units", "units/", "./units/./"])
def test_a_path_is_shown_in_one_way_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    _write(tmp_path, "units/a.md")
    monkeypatch.chdir(tmp_path)
    assert [lesson.shown for lesson in find_lessons([Path(written)], Settings())] == ["units/a.md"]


def test_a_path_that_is_not_there_is_a_users_mistake() -> None:
    with pytest.raises(UserError) as mistake:
        find_lessons([Path("no/such/folder")], Settings())
    assert str(mistake.value) == (
        "no/such/folder: There is no such file or folder.\n  Give the path of a lesson or a folder of lessons."
    )


def _units(folder: Path, catalogue: Catalogue, **changes: object) -> dict[str, list[str]]:
    settings = Settings.model_validate(changes)
    reader = LessonReader(catalogue, settings)
    units = group(find_lessons([Path(folder.name)], settings), settings, reader.is_plan)
    return {unit: [Path(member.shown).name for member in members] for unit, members in units}


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder `course`, beside which the test runs."""
    (tmp_path / "course").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "course"


@pytest.mark.parametrize("plan", ["index.md", "unit-plan.md", "Overview.md", "unit.md"])
def test_a_folder_with_a_plan_is_a_unit_with_all_below_it(course: Path, catalogue: Catalogue, plan: str) -> None:
    _write(course, "rivers/a.md", "rivers/more/b.md", "other.md")
    _write(course, f"rivers/{plan}", text="# Rivers\n## Objectives\n- Draw a river.\n")
    assert _units(course, catalogue) == {"course/other.md": ["other.md"], "course/rivers": [plan, "a.md", "b.md"]}


def test_a_flat_folder_is_as_many_units_as_it_has_lessons(course: Path, catalogue: Catalogue) -> None:
    _write(course, "a.md", "b.md")
    _write(course, "index.md", text="# Welcome\nFind our lessons here.\n")
    assert _units(course, catalogue) == {
        "course/a.md": ["a.md"],
        "course/b.md": ["b.md"],
        "course/index.md": ["index.md"],
    }


def test_the_nearest_plan_makes_the_unit(course: Path, catalogue: Catalogue) -> None:
    _write(course, "index.md", "rivers/index.md", text="# Plan\n## Objectives\n- Draw a river.\n")
    _write(course, "a.md", "rivers/b.md")
    assert _units(course, catalogue) == {"course": ["index.md", "a.md"], "course/rivers": ["index.md", "b.md"]}


def test_the_settings_say_which_folders_are_units(course: Path, catalogue: Catalogue) -> None:
    _write(course, "rivers/a.md", "rivers/b.md", "maps/c.md", "maps/d.md")
    _write(course, "maps/index.md", text="# Plan\n## Objectives\n- Draw a map.\n")
    assert _units(course, catalogue, units=["course/rivers"]) == {
        "course/maps/c.md": ["c.md"],
        "course/maps/d.md": ["d.md"],
        "course/maps/index.md": ["index.md"],
        "course/rivers": ["a.md", "b.md"],
    }
    assert list(_units(course, catalogue, units=["*/"])) == ["course/maps", "course/rivers"]


def test_a_draft_and_a_file_without_text_are_counted_with_their_reason(tmp_path: Path, catalogue: Catalogue) -> None:
    _write(tmp_path, "draft.md", text="---\ndraft: true\n---\n# Rivers\n")
    _write(tmp_path, "large.md", text="x" * 101)
    (tmp_path / "picture.md").write_bytes(b"\x89PNG\0\0")
    reader = LessonReader(catalogue, Settings(largest=100))
    unit = reader.unit("unit", find_lessons([tmp_path], Settings()))
    assert [(Path(unread.path).name, unread.reason) for unread in unit.unread] == [
        ("draft.md", "The front matter says that it is a draft."),
        ("large.md", "The file is larger than 100 characters."),
        ("picture.md", "The file holds no text."),
    ]


@pytest.mark.parametrize(("first", "title"), [("a-song.md", "songs"), ("index.md", "All songs")])
def test_a_folder_that_no_lesson_opens_is_called_by_its_own_name(
    first: str, title: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    (tmp_path / "songs").mkdir()
    (tmp_path / "songs" / first).write_text("# All songs\n\nWe sing.\n", "utf-8")
    (tmp_path / "songs" / "b.md").write_text("# B\n\nWe sing.\n", "utf-8")
    (tmp_path / "manymeans.yml").write_text("units: [songs]\n", "utf-8")
    (unit,) = units_of([tmp_path / "songs"], catalogue, load_settings(tmp_path / "manymeans.yml"))
    assert unit.title == title
