"""The gates: GitHub's action, GitLab's template and the hook, against their schemas and as they run."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
_LESSON = "# Lake\n\nStudents read the story.\n\n![](map.png)\n"


def _git(folder: Path, *arguments: str) -> None:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    names = {f"GIT_{who}_{what}": "writer@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", *arguments], cwd=folder, env={**outside, **names}, check=True, capture_output=True)


def _action() -> dict[str, Any]:
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return action


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """A job on a branch that adds a lesson to those of `main`, and the program on its path."""
    origin, work, programs = tmp_path / "origin", tmp_path / "work", tmp_path / "bin"
    for folder in (origin, programs):
        folder.mkdir()
    _git(origin, "init", "-q", "-b", "main")
    (origin / "lake.md").write_text(_LESSON, "utf-8")
    _git(origin, "add", ".")
    _git(origin, "commit", "-q", "-m", "lake")
    _git(tmp_path, "clone", "-q", str(origin), "work")
    _git(work, "checkout", "-q", "-b", "sea")
    (work / "sea.md").write_text(_LESSON.replace("Lake", "Sea"), "utf-8")
    _git(work, "add", ".")
    _git(work, "commit", "-q", "-m", "sea")
    (programs / "manymeans").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n', "utf-8")
    (programs / "manymeans").chmod(0o755)
    return work


def _step(job: Path, name: str, **inputs: str) -> "subprocess.CompletedProcess[str]":
    """Runs a step of the action as a runner does: its script with bash, its inputs in the environment."""
    (step,) = [step for step in _action()["runs"]["steps"] if step.get("name") == name]
    assert step["shell"] == "bash"
    files = {name: str(job.parent / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PATH": f"{job.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_ACTIONS": "true",
        **files,
        **dict.fromkeys(step["env"], ""),
        **inputs,
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, cwd=job, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_the_action_checks_all_and_ends_as_the_program_does(job: Path) -> None:
    ended = _step(job, "Check")
    assert ended.returncode == 1, ended.stderr
    files = [
        line.partition(" ")[2].partition(",")[0] for line in ended.stdout.splitlines() if line.startswith("::warning")
    ]
    assert files == ["file=lake.md", "file=sea.md"]
    assert (job.parent / "GITHUB_OUTPUT").read_text("utf-8") == "exit-code=1\n"
    assert "## Sea" in (job.parent / "GITHUB_STEP_SUMMARY").read_text("utf-8")


def test_in_a_pull_request_only_what_it_changes_is_checked(job: Path) -> None:
    fetched = _step(job, "Fetch what the pull request is compared with", BASE="main")
    assert fetched.returncode == 0, fetched.stderr
    ended = _step(job, "Check", BASE="main")
    assert "file=sea.md" in ended.stdout
    assert "lake.md" not in ended.stdout


def test_a_file_for_code_scanning_is_written_and_the_level_is_as_asked(job: Path) -> None:
    ended = _step(job, "Check", PATHS="sea.md", FAIL_ON="never", SARIF="out/report.sarif")
    assert (ended.returncode, (job.parent / "GITHUB_OUTPUT").read_text("utf-8")) == (0, "exit-code=0\n")
    (run,) = json.loads((job / "out" / "report.sarif").read_text("utf-8"))["runs"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]
    assert set(places) == {"sea.md"}


def test_paths_of_the_action_may_hold_spaces_where_each_has_its_line(job: Path) -> None:
    (job / "two lakes").mkdir()
    (job / "two lakes" / "a.md").write_text(_LESSON, "utf-8")
    ended = _step(job, "Check", PATHS="sea.md\n\ntwo lakes\n", SARIF="report.sarif")
    assert ended.returncode == 1, ended.stderr
    assert sorted(set(re.findall("^::warning file=([^,]+),", ended.stdout, re.MULTILINE))) == [
        "sea.md",
        "two lakes/a.md",
    ]


def test_every_input_of_the_action_is_used_and_every_environment_is_an_input() -> None:
    action = _action()
    text = yaml.safe_dump(action["runs"])
    assert [name for name in action["inputs"] if f"inputs.{name}" not in text] == []


@pytest.mark.parametrize(
    ("schema", "file"),
    [("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", "ci/gitlab.yml")],
)
def test_the_files_fit_their_schemas(schema: str, file: str) -> None:
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / file)]
    command += ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stdout


def test_gitlabs_script_writes_its_reports_and_ends_as_the_program_does(job: Path) -> None:
    template = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text("utf-8"))["manymeans"]
    variables = {name: str(value) for name, value in template["variables"].items()}
    ended = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(template["script"])],
        cwd=job,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PATH": f"{job.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
            **variables,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 1, ended.stderr
    reports = template["artifacts"]["reports"]
    assert {row["check_name"] for row in json.loads((job / reports["codequality"]).read_text("utf-8"))}
    assert (job / reports["junit"]).read_text("utf-8").startswith("<?xml")
    assert (job / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")
