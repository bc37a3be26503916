"""The hook in a real git repository, with the real pre-commit: a bad lesson stops a commit, a good one does not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

pytest.importorskip("pre_commit", reason="needs pre-commit")

ROOT = Path(__file__).parents[1]
_BAD = "---\ntitle: [Rivers\n---\n# Rivers\n\nStudents draw the river.\n"
_GOOD = "---\ntitle: Rivers\n---\n# Rivers\n\nStudents draw the river.\n"
_PLAN = "# Rivers\n\n## Objectives\n\n- Explain where rain goes.\n\n## Assessment\n\nLearners draw a map.\n"
_LOCAL = """\
repos:
  - repo: local
    hooks:
      - id: manymeans
        name: ManyMeans
        entry: {python} -m checker check
        language: system
        types_or: [markdown, mdx]
        require_serial: true
"""
_REMOTE = """\
repos:
  - repo: {checkout}
    rev: {revision}
    hooks:
      - id: manymeans
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty git repository."""
    folder = tmp_path / "curriculum"
    folder.mkdir()
    _git(folder, "init", "-q")
    return folder


def _git(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    outside = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    names = {f"GIT_{who}_{what}": "writer@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return subprocess.run(
        ["git", "-c", "core.hooksPath=.git/hooks", *arguments],
        cwd=folder,
        env={**outside, **names, "PYTHONPATH": str(ROOT), "PRE_COMMIT_HOME": str(folder.parent / "pre-commit")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _install(repository: Path, configuration: str) -> None:
    (repository / ".pre-commit-config.yaml").write_text(configuration, "utf-8")
    command = [sys.executable, "-m", "pre_commit", "install"]
    subprocess.run(command, cwd=repository, check=True, capture_output=True)


def _commit(repository: Path, text: str) -> "subprocess.CompletedProcess[str]":
    (repository / "rivers.md").write_text(text, "utf-8")
    _git(repository, "add", ".")
    return _git(repository, "commit", "-m", "rivers: a lesson")


def _stops_a_bad_lesson_and_passes_a_good_one(repository: Path) -> None:
    stopped = _commit(repository, _BAD)
    assert stopped.returncode == 1
    assert "The front matter cannot be read" in stopped.stderr
    assert _git(repository, "rev-parse", "-q", "--verify", "HEAD").returncode != 0
    passed = _commit(repository, _GOOD)
    assert passed.returncode == 0, passed.stderr
    assert _git(repository, "ls-tree", "--name-only", "HEAD").stdout.split() == [".pre-commit-config.yaml", "rivers.md"]


def test_a_bad_lesson_stops_the_commit_and_a_good_one_passes(repository: Path) -> None:
    _install(repository, _LOCAL.format(python=sys.executable))
    _stops_a_bad_lesson_and_passes_a_good_one(repository)


def test_a_commit_without_lessons_asks_nothing(repository: Path) -> None:
    _install(repository, _LOCAL.format(python=sys.executable))
    _git(repository, "add", ".")
    passed = _git(repository, "commit", "-m", "settings: the hook")
    assert passed.returncode == 0
    assert "(no files to check)Skipped" in passed.stderr


@pytest.mark.skipif(
    not (os.environ.get("MANYMEANS_SLOW_TESTS") or os.environ.get("CI")),
    reason="installs the hook with pip: set MANYMEANS_SLOW_TESTS",
)
def test_the_hook_of_this_checkout_installs_and_works(repository: Path, tmp_path: Path) -> None:
    checkout = tmp_path / "manymeans"
    _copy_of_the_checkout(checkout)
    _git(checkout, "init", "-q")
    _git(checkout, "add", ".")
    _git(checkout, "commit", "-q", "-m", "all: as it stands")
    _install(repository, _REMOTE.format(checkout=checkout, revision=_git(checkout, "rev-parse", "HEAD").stdout.strip()))
    _stops_a_bad_lesson_and_passes_a_good_one(repository)


def _copy_of_the_checkout(folder: Path) -> None:
    """What the package is built from, as it stands now, committed or not."""
    folder.mkdir()
    for name in ("checker", "principles"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder / name)


_AS_SHIPPED = """\
repos:
  - repo: local
    hooks:
      - id: manymeans
        name: ManyMeans
        entry: {python} -m checker check --whole-units
        language: system
        files: '{files}'
        require_serial: true
"""


def _install_as_shipped(repository: Path) -> None:
    """The hook of this project, its program that of this checkout."""
    (hook, *_) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"] == "manymeans check --whole-units"
    _install(repository, _AS_SHIPPED.format(python=sys.executable, files=hook["files"]))


def test_a_changed_lesson_is_checked_with_its_whole_unit_and_no_other_unit(repository: Path) -> None:
    for name, text in (("unit/index.md", _PLAN), ("unit/01.md", _GOOD), ("other.md", _GOOD)):
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text(text, "utf-8")
    _git(repository, "add", ".")
    _git(repository, "commit", "-q", "-m", "all")
    _install_as_shipped(repository)
    (repository / "unit" / "01.md").write_text(_BAD, "utf-8")
    _git(repository, "add", ".")
    stopped = _git(repository, "commit", "-m", "unit: a change")
    assert stopped.returncode == 1
    assert "\n1 unit, 2 lessons, " in stopped.stderr
    assert "other.md" not in stopped.stderr


def test_changed_settings_check_every_unit(repository: Path) -> None:
    for name in ("a.md", "b.md"):
        (repository / name).write_text(_BAD, "utf-8")
    _git(repository, "add", ".")
    _git(repository, "commit", "-q", "-m", "all")
    _install_as_shipped(repository)
    (repository / "manymeans.yml").write_text("fail_on: error\n", "utf-8")
    _git(repository, "add", ".")
    stopped = _git(repository, "commit", "-m", "settings: a level")
    assert stopped.returncode == 1
    assert "\n2 units, 2 lessons, " in stopped.stderr
