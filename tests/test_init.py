"""`manymeans init`: what it sees, what it writes, and what it leaves alone."""

from pathlib import Path

import pytest
import yaml

from checker.frontends.adoption import HOOK, guess, settings_text
from checker.frontends.cli import main
from checker.settings import Settings, load_settings
from checker.unit import find_lessons

_LESSON = (
    "---\ntitle: L\ngrade: 5\n---\n# L\n\n## Objectives\n\n- Explain where the rain goes when it falls on a hill.\n\n"
    "## Launch pad\n\nStudents draw a picture of the way home and mark where they saw water after the last storm.\n"
)
_MKDOCS = "site_name: Ours\ndocs_dir: pages\nplugins: [search]\nx: !!python/name:a.b\n"


def _write(folder: Path, name: str, text: str = _LESSON) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


@pytest.fixture
def old_curriculum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A curriculum of 40 lessons on an MkDocs site."""
    for at in range(40):
        _write(tmp_path, f"pages/unit-{at // 10}/{at:02}.md")
    _write(tmp_path, "pages/unit-0/index.md", _LESSON)
    _write(tmp_path, "mkdocs.yml", _MKDOCS)
    _write(tmp_path, "README.md", "# Ours\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_curriculum_on_a_site_is_seen_as_it_is(old_curriculum: Path) -> None:
    seen = guess(Path())
    assert (seen.lessons, seen.folder, seen.builder) == (41, "pages", "MkDocs")
    assert (seen.units, seen.unit_folders) == (31, 1)
    assert seen.languages == (("en", 41),)
    assert seen.other_keys == (("grade", 41),)
    assert seen.headings == (("Launch pad", 41),)


def test_the_settings_that_are_written_hold_what_was_seen(
    old_curriculum: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init"]) == 0
    told = capsys.readouterr().out
    settings = load_settings(old_curriculum / "manymeans.yml")
    assert settings.include == ("pages/**/*.md", "pages/**/*.mdx", "pages/**/*.markdown")
    assert len(find_lessons([Path()], settings)) == 41
    assert told.startswith(
        "Lessons: 41, below pages/\nUnits: 31, of which 1 are folders with a plan\nSite builder: MkDocs\n"
    )
    assert "Front matter that ManyMeans does not read: grade (41)\n" in told
    assert told.endswith("\nWritten: manymeans.yml\nNext: manymeans check pages\n")


def test_what_a_person_must_decide_stands_as_a_comment_that_can_be_taken_as_it_is(old_curriculum: Path) -> None:
    text = settings_text(guess(Path()))
    assert "# headings:\n#   Launch pad: \n" in text
    taken = "\n".join(
        line.removeprefix("# ").removeprefix("#") if line.startswith(("# headings", "#   Launch")) else line
        for line in text.splitlines()
    )
    assert yaml.safe_load(taken)["headings"] == {"Launch pad": None}


def test_settings_that_are_there_are_never_written_over(
    old_curriculum: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(old_curriculum, "manymeans.yml", "fail_on: never\n")
    assert main(["init"]) == 0
    assert "manymeans.yml is there already and stays as it is." in capsys.readouterr().out
    assert (old_curriculum / "manymeans.yml").read_text("utf-8") == "fail_on: never\n"


def test_a_hook_is_written_once_and_shown_where_there_is_one(
    old_curriculum: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--hook"]) == 0
    assert (old_curriculum / ".pre-commit-config.yaml").read_text("utf-8") == HOOK
    _write(old_curriculum, ".pre-commit-config.yaml", "repos: []\n")
    capsys.readouterr()
    assert main(["init", "--hook"]) == 0
    assert "entry: manymeans check --whole-units --quiet" in capsys.readouterr().out
    assert (old_curriculum / ".pre-commit-config.yaml").read_text("utf-8") == "repos: []\n"


def test_an_empty_folder_gets_settings_with_the_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert capsys.readouterr().out.endswith("\nWritten: manymeans.yml\nNext: manymeans check .\n")
    written = load_settings(tmp_path / "manymeans.yml").model_dump()
    assert written == Settings().model_dump()


def test_a_folder_that_is_not_there_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "nowhere"]) == 2
    assert "There is no such folder." in capsys.readouterr().err
