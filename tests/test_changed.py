"""`check` on a part of a curriculum: what git says has changed, whole units for a hook, and waiting for changes."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_PLAN = "# The river\n\n## Objectives\n\n- Explain where rain goes.\n\n## Assessment\n\nLearners draw a map.\n"
_LESSON = "# Lesson\n\nStudents read the story.\n\n![](map.png)\n\nStudents write a letter.\n"


def _run(folder: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def _git(folder: Path, *arguments: str) -> None:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    names = {f"GIT_{who}_{what}": "writer@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", *arguments], cwd=folder, env={**outside, **names}, check=True, capture_output=True)


def _write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


@pytest.fixture
def curriculum(tmp_path: Path) -> Path:
    """A repository with a unit of two lessons and a lesson of its own, all committed."""
    folder = tmp_path / "repository"
    folder.mkdir()
    _git(folder, "init", "-q", "-b", "main")
    _write(folder, "river/index.md", _PLAN)
    _write(folder, "river/01 Ríos.md", _LESSON)
    _write(folder, "river/02.md", _LESSON)
    _write(folder, "lake.md", _LESSON)
    _git(folder, "add", ".")
    _git(folder, "commit", "-q", "-m", "all")
    return folder


def _units(folder: Path, *arguments: str) -> dict[str, list[tuple[str, int]]]:
    """The units that were checked, each with the places of pictures without words."""
    ended = _run(folder, "check", "--format", "json", *arguments)
    assert ended.stderr == ""
    return {
        unit["unit"]: [
            (row["path"], row["line"])
            for row in unit["findings"]
            if row["rule"] == "pictures-have-words" and row["outcome"] == "not-met"
        ]
        for unit in json.loads(ended.stdout)["units"]
    }


def test_without_a_change_nothing_is_checked(curriculum: Path) -> None:
    assert _units(curriculum, "--changed") == {}


def test_a_changed_lesson_is_checked_with_its_unit_and_findings_elsewhere_stay_out(curriculum: Path) -> None:
    _write(curriculum, "river/01 Ríos.md", "Before.\n\n" + _LESSON)
    assert _units(curriculum, "--changed") == {"river": [("river/01 Ríos.md", 7)]}


def test_a_new_lesson_that_git_does_not_know_yet_counts_as_changed(curriculum: Path) -> None:
    _write(curriculum, "sea.md", _LESSON)
    assert _units(curriculum, "--changed") == {"sea.md": [("sea.md", 5)]}


def test_a_lesson_that_is_gone_changes_its_unit(curriculum: Path) -> None:
    (curriculum / "river" / "02.md").unlink()
    assert list(_units(curriculum, "--changed")) == ["river"]


def test_changed_settings_are_a_change_of_every_unit(curriculum: Path) -> None:
    _write(curriculum, "manymeans.yml", "fail_on: never\n")
    assert list(_units(curriculum, "--changed")) == ["lake.md", "river"]


def test_a_file_that_a_lesson_includes_changes_its_unit(curriculum: Path) -> None:
    _write(curriculum, "lake.md", '# Lake\n\n--8<-- "parts/safety.txt"\n')
    _write(curriculum, "parts/safety.txt", "Stay on the path.\n")
    _git(curriculum, "add", ".")
    _git(curriculum, "commit", "-q", "-m", "parts")
    _write(curriculum, "parts/safety.txt", "Stay together.\n")
    assert list(_units(curriculum, "--changed")) == ["lake.md"]


def test_changes_count_from_where_a_branch_left_the_other(curriculum: Path) -> None:
    _git(curriculum, "checkout", "-q", "-b", "mine")
    _write(curriculum, "lake.md", "New.\n\n" + _LESSON)
    _git(curriculum, "commit", "-q", "-a", "-m", "lake")
    _git(curriculum, "checkout", "-q", "main")
    _write(curriculum, "river/02.md", "Theirs.\n\n" + _LESSON)
    _git(curriculum, "commit", "-q", "-a", "-m", "river")
    _git(curriculum, "checkout", "-q", "mine")
    assert list(_units(curriculum, "--changed=main")) == ["lake.md"]


def test_only_findings_on_changed_lines(curriculum: Path) -> None:
    _write(curriculum, "lake.md", _LESSON + "\n![](boat.png)\n")
    assert _units(curriculum, "--changed-lines") == {"lake.md": []}
    _write(curriculum, "lake.md", _LESSON.replace("map.png", "lake.png"))
    assert _units(curriculum, "--changed-lines") == {"lake.md": [("lake.md", 5)]}


def test_a_repository_without_a_commit_is_new_as_a_whole(tmp_path: Path) -> None:
    _git(tmp_path, "init", "-q")
    _write(tmp_path, "lake.md", _LESSON)
    assert list(_units(tmp_path, "--changed")) == ["lake.md"]


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("nowhere", "manymeans: --changed: Git knows no revision `nowhere`.\n  Name a commit, a branch or a tag"),
        ("--output=/tmp/x", "manymeans: --changed: Git knows no revision `--output=/tmp/x`.\n"),
    ],
)
def test_a_revision_that_there_is_not_is_a_mistake(curriculum: Path, revision: str, message: str) -> None:
    ended = _run(curriculum, "check", f"--changed={revision}")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(message)


def test_outside_of_a_repository_changed_is_a_mistake(tmp_path: Path) -> None:
    ended = _run(tmp_path, "check", "--changed", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert ended.returncode == 2
    assert "Run this inside a git repository" in ended.stderr


def test_a_hook_names_files_and_gets_whole_units(curriculum: Path) -> None:
    assert list(_units(curriculum, "--whole-units", "river/02.md", "README.md")) == ["river"]
    assert list(_units(curriculum, "--whole-units", "manymeans.yml")) == ["lake.md", "river"]
    assert _units(curriculum, "--whole-units", "notes.txt") == {}


def test_exit_zero_ends_with_0_and_shows_the_same(curriculum: Path) -> None:
    failing, passing = (_run(curriculum, "check", "lake.md", *more) for more in ((), ("--exit-zero",)))
    assert (failing.returncode, passing.returncode) == (1, 0)
    said, shown = (" ".join(ended.stdout.split()) for ended in (failing, passing))
    assert "applicable. The run ends with 1: " in said
    assert said.replace("The run ends ", "Without `--exit-zero` the run would end ") == shown


def test_a_report_is_written_to_a_file_and_the_counts_are_printed(curriculum: Path) -> None:
    ended = _run(curriculum, "check", "lake.md", "--format", "csv", "--output", "out/report.csv")
    assert ended.returncode == 1
    assert ended.stdout.startswith("1 unit, 1 lesson, ")
    assert (curriculum / "out" / "report.csv").read_bytes().startswith(b"\xef\xbb\xbfunit,path,line,")
    assert [path.name for path in (curriculum / "out").iterdir()] == ["report.csv"]


def test_the_program_speaks_spanish_by_argument_and_by_settings(curriculum: Path) -> None:
    said = _run(curriculum, "check", "lake.md", "--ui-language", "es").stdout
    assert "Esta unidad ofrece" in said
    _write(curriculum, "manymeans.yml", "language_of_messages: es\n")
    assert _run(curriculum, "check", "lake.md").stdout == said


def test_colors_only_where_they_are_wanted(curriculum: Path) -> None:
    told = {
        name: "\033[" in _run(curriculum, "check", "lake.md", **{name: "1"}).stdout
        for name in ("FORCE_COLOR", "NO_COLOR", "NOTHING")
    }
    both = _run(curriculum, "check", "lake.md", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert told == {"FORCE_COLOR": True, "NO_COLOR": False, "NOTHING": False}
    assert "\033[" not in both


def test_the_text_is_as_wide_as_the_terminal(curriculum: Path) -> None:
    lines = _run(curriculum, "check", "lake.md", COLUMNS="60").stdout.splitlines()
    assert max(map(len, lines)) <= 60


def test_in_a_github_job_words_of_a_lesson_are_no_commands(curriculum: Path) -> None:
    _write(curriculum, "a.md", "# ::stop-commands::x ##[error]y\n\nStudents read.\n\n![](::error::z.png)\n")
    told = _run(curriculum, "check", "a.md", "--all", GITHUB_ACTIONS="true").stdout
    assert [line for line in told.splitlines() if line.lstrip().startswith("::") or "##[" in line] == []


def test_the_summary_of_a_github_job_is_added_to(curriculum: Path) -> None:
    summary = curriculum / "summary.md"
    summary.write_text("Before.\n", "utf-8")
    ended = _run(curriculum, "check", "lake.md", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    assert ended.stdout.startswith("::warning file=lake.md,line=5,")
    assert summary.read_text("utf-8").startswith("Before.\n# What these units offer, and what is open\n")


@pytest.fixture
def heeds_interrupts() -> Iterator[None]:
    """A test run that was started in the background ignores Ctrl+C and hands that on to what it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeds_interrupts")
def test_watch_checks_again_what_changes_until_it_is_ended(curriculum: Path) -> None:
    with (
        (curriculum / "told.txt").open("w") as told,
        subprocess.Popen(
            [sys.executable, "-u", "-m", "checker", "check", "--watch"],
            cwd=curriculum,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=told,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as process,
    ):
        assert process.stderr is not None
        # What never comes must fail the test, not hold up all others.
        guard = threading.Timer(90, process.kill)
        guard.start()
        assert process.stderr.readline() == "Waiting for a lesson to change. Ctrl+C ends.\n"
        first = (curriculum / "told.txt").read_text("utf-8")
        time.sleep(0.1)
        _write(curriculum, "lake.md", "# A new name\n\nStudents draw.\n")
        assert process.stderr.readline() == "Waiting for a lesson to change. Ctrl+C ends.\n"
        _write(curriculum, "sea.md", "# Sea\n\nStudents sing.\n")
        assert process.stderr.readline() == "Waiting for a lesson to change. Ctrl+C ends.\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        guard.cancel()
    again = (curriculum / "told.txt").read_text("utf-8")[len(first) :]
    assert "river  The river" in first
    assert again.startswith("lake.md  A new name\n")
    assert [line for line in again.splitlines() if ".md  " in line] == ["lake.md  A new name", "sea.md  Sea"]
