"""The command line, as a process: what it prints, where, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import checker

ROOT = Path(__file__).parents[1]
_GOOD = "# Rivers\n\nStudents read the story of the river and then watch a short film with captions.\n"
_BROKEN = "---\ntitle: [Rivers\n---\n# Rivers\n\nStudents draw a poster of the river.\n"
_FIRST_ROW = ("path", "line", "end_line", "column", "end_column", "text", "facet", "value", "cue")


def _run(
    folder: Path, *arguments: str, text: str | bytes = "", **environment: str
) -> "subprocess.CompletedProcess[str]":
    ended = subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=folder,
        input=text.encode() if isinstance(text, str) else text,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )
    return subprocess.CompletedProcess(
        ended.args, ended.returncode, ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8")
    )


def _lesson(folder: Path, text: str = _GOOD, name: str = "rivers.md") -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text.encode())


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    ended = _run(tmp_path, "--version")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"manymeans {checker.__version__}\n", "")


def test_help_names_every_command(tmp_path: Path) -> None:
    ended = _run(tmp_path, "--help")
    assert ended.returncode == 0
    assert [name for name in ("check", "evidence", "explain", "publish") if f"\n    {name} " not in ended.stdout] == []


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "--formt", "json"], ["check", "--fail-on", "often"]])
def test_words_that_are_no_command_are_a_mistake(tmp_path: Path, arguments: list[str]) -> None:
    ended = _run(tmp_path, *arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("usage: manymeans")


def test_without_a_command_all_are_listed(tmp_path: Path) -> None:
    assert _run(tmp_path).stderr == _run(tmp_path, "--help").stdout


def test_a_lesson_without_faults_ends_with_0_and_a_summary(tmp_path: Path) -> None:
    _lesson(tmp_path)
    ended = _run(tmp_path, "check", "rivers.md")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("rivers.md  Rivers\n\n  This unit offers\n    Ways in: reading · film\n")
    assert "\n1 unit, 1 lesson, 16 words; not checked: 0\n" in ended.stdout
    assert "\033" not in ended.stdout


def test_broken_front_matter_is_a_finding_at_its_line_and_the_body_is_still_checked(tmp_path: Path) -> None:
    _lesson(tmp_path, _BROKEN)
    ended = _run(tmp_path, "check", "rivers.md", "--format", "json")
    (unit,) = json.loads(ended.stdout)["units"]
    (finding,) = [finding for finding in unit["findings"] if finding["rule"] == "file-can-be-read"]
    assert ended.returncode == 1
    assert finding.pop("fingerprint")
    assert finding == {
        "path": "rivers.md",
        "line": 3,
        "end_line": 3,
        "column": 1,
        "end_column": 1,
        "text": "",
        "rule": "file-can-be-read",
        "outcome": "not-met",
        "severity": "error",
        "preview": False,
        "message": "The front matter cannot be read: expected ',' or ']', but got '<stream end>'.",
        "next_step": "Mend the YAML between the `---` lines (keys, colons, quotes); the lesson itself was still read.",
        "question": "",
        "evidence": [],
    }
    assert [(row["line"], row["value"]) for row in unit["evidence"]] == [(6, "visual")]


def test_fail_on_says_which_findings_end_with_1(tmp_path: Path) -> None:
    _lesson(tmp_path, _BROKEN)
    codes = {level: _run(tmp_path, "check", "--fail-on", level).returncode for level in ("error", "never")}
    assert codes == {"error": 1, "never": 0}
    (tmp_path / "manymeans.yml").write_text("fail_on: never\n", "utf-8")
    assert _run(tmp_path, "check").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["check", "no/lesson.md"],
            (
                "manymeans: no/lesson.md: There is no such file or folder.\n"
                "  Give the path of a lesson or a folder of lessons.\n"
            ),
        ),
        (
            ["evidence", "no"],
            "manymeans: no: There is no such file or folder.\n  Give the path of a lesson or a folder of lessons.\n",
        ),
        (
            ["check", "--settings", "no.yml"],
            (
                "manymeans: no.yml: The settings cannot be read: No such file or directory.\n"
                "  Give the path of a settings file, such as manymeans.yml.\n"
            ),
        ),
        (
            ["explain", "learner-choose"],
            "manymeans: learner-choose: There is no such rule.\n  Did you mean learners-choose?\n",
        ),
        (["explain", "?"], "manymeans: ?: There is no such rule.\n  `manymeans rules list` lists them.\n"),
    ],
)
def test_a_users_mistake_ends_with_2_and_says_what_to_do(tmp_path: Path, arguments: list[str], message: str) -> None:
    ended = _run(tmp_path, *arguments)
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", message)


def test_a_mistake_in_the_settings_shows_the_line(tmp_path: Path) -> None:
    (tmp_path / "manymeans.yml").write_text("exclud: [old/]\n", "utf-8")
    ended = _run(tmp_path, "check", ".")
    path = tmp_path / "manymeans.yml"
    assert (ended.returncode, ended.stderr) == (
        2,
        f"manymeans: {path}:1: There is no setting `exclud`.\n    exclud: [old/]\n  Did you mean `exclude`?\n",
    )


def test_a_rule_in_the_settings_that_there_is_not_is_a_mistake(tmp_path: Path) -> None:
    _lesson(tmp_path)
    (tmp_path / "manymeans.yml").write_text("rules:\n  learner-choose:\n    enabled: false\n", "utf-8")
    ended = _run(tmp_path, "check", ".")
    assert ended.returncode == 2
    assert "There is no rule `learner-choose`" in ended.stderr
    assert "Did you mean `learners-choose`?" in ended.stderr


def test_a_crash_of_ours_ends_with_3_and_the_other_units_are_told(tmp_path: Path) -> None:
    _lesson(tmp_path)
    breaking = (
        "import sys\nfrom checker.checks import CHECKS\nfrom checker.frontends.cli import main\n"
        "def crash(question):\n    yield from ()\n    raise ValueError('the river ran dry')\n"
        "CHECKS['present'] = crash\nsys.exit(main(['check', 'rivers.md']))\n"
    )
    (tmp_path / "breaking.py").write_text(breaking, "utf-8")
    ended = subprocess.run(
        [sys.executable, "breaking.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 3
    assert ended.stdout.startswith("rivers.md  Rivers\n")
    assert "manymeans: a fault of ours in rivers.md; please report it:\nTraceback" in ended.stderr
    assert "ValueError: the river ran dry" in ended.stderr


def test_a_crash_outside_of_any_unit_ends_with_3_too(tmp_path: Path) -> None:
    _lesson(tmp_path)
    breaking = (
        "import sys\nfrom checker.frontends import cli\nfrom checker.outputs import json_report\n"
        "def crash(*ignored):\n    raise ValueError('no map')\n"
        "json_report.report_row = crash\nsys.exit(cli.main(['check', 'rivers.md', '--format', 'json']))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", breaking],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (3, "")
    assert "ValueError: no map" in ended.stderr


_ODD = "\ufeff# Ríos 🌊\r\n\r\n\tcode\r\n\r\nStudents *write* a poem 🌊 or **draw** a map.\r\n\r\n- Watch a video\r\n"


def test_evidence_is_a_sorted_list_whose_text_is_the_slice_at_its_place(tmp_path: Path) -> None:
    _lesson(tmp_path, _ODD, "b.md")
    _lesson(tmp_path, _GOOD, "a/c.md")
    ended = _run(tmp_path, "evidence", ".", "--format", "json")
    rows = json.loads(ended.stdout)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert {row["path"] for row in rows} == {"a/c.md", "b.md"}
    assert {"writing", "visual", "video", "text"} <= {row["value"] for row in rows}
    assert [row for row in rows if tuple(row)[:9] != _FIRST_ROW] == []
    assert rows == sorted(rows, key=lambda row: (row["path"], row["line"], row["column"], row["facet"], row["value"]))
    assert [row for row in rows if _slice(tmp_path, row) != row["text"]] == []


def _slice(folder: Path, row: dict[str, Any]) -> str:
    """What stands in the file from line and column to end line and end column, counted in characters."""
    lines = (folder / row["path"]).read_bytes().decode().splitlines(keepends=True)
    picked = lines[row["line"] - 1 : row["end_line"]]
    picked[-1] = picked[-1][: row["end_column"] - 1]
    picked[0] = picked[0][row["column"] - 1 :]
    return "".join(picked)


def test_the_report_as_json_has_all_its_keys(tmp_path: Path) -> None:
    _lesson(tmp_path)
    report = json.loads(_run(tmp_path, "check", "--format", "json").stdout)
    (unit,) = report["units"]
    assert list(report) == ["schema", "version", "about", "units"]
    assert {"unit", "title", "lessons", "findings", "evidence", "not_checked", "crashes"} <= set(unit)
    assert unit["lessons"] == [{"path": "rivers.md", "title": "Rivers", "language": "en", "words": 16}]
    keys = {"rule", "outcome", "severity", "preview", "message", "next_step", "question", "evidence", "fingerprint"}
    keys |= set(_FIRST_ROW[:6])
    assert [finding for finding in unit["findings"] if set(finding) != keys] == []
    rows = [*unit["findings"], *unit["evidence"], *(row for one in unit["findings"] for row in one["evidence"])]
    assert [row for row in rows if _slice(tmp_path, row) != row["text"]] == []


def test_a_dash_reads_standard_input(tmp_path: Path) -> None:
    checked = _run(tmp_path, "check", "-", text=_GOOD)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.startswith("-  Rivers\n")
    rows = json.loads(_run(tmp_path, "evidence", "-", text=_GOOD).stdout)
    assert {(row["path"], row["line"]) for row in rows} == {("-", 3)}


def test_standard_input_that_holds_no_text_is_a_mistake(tmp_path: Path) -> None:
    ended = _run(tmp_path, "check", "-", text=b"\x89PNG\0")
    message = "manymeans: -: Standard input holds no text.\n  Send a lesson in Markdown.\n"
    assert (ended.returncode, ended.stderr) == (2, message)


def test_standard_input_may_be_empty(tmp_path: Path) -> None:
    ended = _run(tmp_path, "evidence", "-")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "[]\n", "")


def test_without_a_path_the_folder_curriculum_is_checked_else_this_one(tmp_path: Path) -> None:
    _lesson(tmp_path)
    assert _run(tmp_path, "check").stdout.startswith("rivers.md  Rivers\n")
    _lesson(tmp_path, name="curriculum/lakes.md")
    assert _run(tmp_path, "check").stdout.startswith("curriculum/lakes.md  Rivers\n")


def test_a_folder_without_lessons_is_told_as_such(tmp_path: Path) -> None:
    ended = _run(tmp_path, "check")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("0 units, 0 lessons, 0 words; not checked: 0\n")
    assert "  - No lesson was read. Give the path of a folder with Markdown files;" in ended.stdout


def test_with_exit_zero_the_summary_does_not_say_that_the_run_ends_with_1(tmp_path: Path) -> None:
    _lesson(tmp_path, f"{_GOOD}\n![](map.png)\n")
    ended = _run(tmp_path, "check", "--exit-zero", "--quiet", COLUMNS="120")
    assert ended.returncode == 0
    assert ended.stdout.splitlines()[-1].startswith("Without `--exit-zero` the run would end with 1: 1 finding weighs")


def test_what_next_begins_with_what_makes_the_run_fail(tmp_path: Path) -> None:
    _lesson(tmp_path, "# Rivers\n\nWrite an essay.\n", "a.md")
    _lesson(tmp_path, "# Lakes\n\nWrite an essay.\n\n![](map.png)\n", "b.md")
    told = _run(tmp_path, "check").stdout
    assert "  - Begin with `pictures-have-words` (1 finding open)" in told


@pytest.mark.parametrize(
    "arguments", [["check", "-", "a"], ["check", "-", "--watch"], ["check", "-", "--fix"], ["fix", "-"]]
)
def test_standard_input_stands_alone(tmp_path: Path, arguments: list[str]) -> None:
    ended = _run(tmp_path, *arguments, text=_GOOD)
    what = "manymeans: -: `-`, standard input, is for `check` and `evidence`, and stands alone.\n"
    assert (ended.returncode, ended.stdout, ended.stderr.startswith(what)) == (2, "", True)


def test_a_report_cannot_be_written_over_a_folder(tmp_path: Path) -> None:
    _lesson(tmp_path, _GOOD, "units/a.md")
    ended = _run(tmp_path, "check", "--output", "units")
    said = "manymeans: units: This is a folder.\n  Give `--output` the path of a file.\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", said)
    ended = _run(tmp_path, "check", "--output", "units/a.md/report.txt")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("manymeans: units/a.md/report.txt: The file cannot be written: ")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.md", "units"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text elsewhere")
def test_code_scanning_gets_the_address_of_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"r\xff.md")).write_text("# Lake\n\n![](map.png)\n", "utf-8")
    ended = _run(tmp_path, "check", "--format", "sarif")
    assert ended.returncode == 1, ended.stderr
    (run,) = json.loads(ended.stdout)["runs"]
    places = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]}
    assert places == {"r%FF.md"}


def test_what_could_not_be_checked_is_counted_with_its_reason(tmp_path: Path) -> None:
    _lesson(tmp_path, "---\nlang: es\n---\n# Ríos\n\nLos estudiantes leen.\n", "a.md")
    _lesson(tmp_path, "\0", "b.md")
    ended = _run(tmp_path, "check", COLUMNS="120")
    reason = "The lesson is in the language `es`; evidence is found in English lessons only."
    assert "; not checked: 2\n" in ended.stdout
    assert f"\nnot checked, 1: {reason}\n" in ended.stdout
    assert "\nnot checked, 1: The file holds no text.\n" in ended.stdout


@pytest.mark.parametrize("rule", ["learners-choose", "two-ways-to-show-learning"])
def test_explain_tells_why_how_and_examples(tmp_path: Path, rule: str) -> None:
    ended = _run(tmp_path, "explain", rule)
    parts = (
        "Why\n",
        "How it decides\n",
        "Which pages it asks\n  It is asked of pages for teaching",
        "What to do\n",
        "A reviewer is asked\n",
        "Principles\n",
        "Severity: ",
        "Example, met\n",
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(f"{rule}: ")
    assert [part for part in parts if f"\n\n{part}" not in ended.stdout] == []


def test_a_piped_run_prints_no_progress(tmp_path: Path) -> None:
    for at in range(25):
        _lesson(tmp_path, "# Rivers\n", f"{at:02}.md")
    assert _run(tmp_path, "check").stderr == ""


def test_a_closed_pipe_ends_without_a_word(tmp_path: Path) -> None:
    for at in range(40):
        _lesson(tmp_path, _GOOD * 20, f"{at:02}.md")
    with subprocess.Popen(
        [sys.executable, "-m", "checker", "check", "--all"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_every_locale_gets_utf8(tmp_path: Path) -> None:
    _lesson(tmp_path, _ODD)
    ended = _run(
        tmp_path, "check", "--all", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Ríos 🌊" in ended.stdout


def test_a_pattern_in_a_file_name_is_only_a_name(tmp_path: Path) -> None:
    _lesson(tmp_path, name="[draft] a*b.md")
    assert _run(tmp_path, "check", "[draft] a*b.md").stdout.startswith("[draft] a*b.md  Rivers\n")


def test_more_than_forty_units_have_a_line_each_and_their_findings_when_asked_for(tmp_path: Path) -> None:
    for number in range(41):
        text = "# Rivers\n\n## Objectives\n\n- Explain where rain comes from.\n"
        _lesson(tmp_path, text, name=f"lesson-{number:02}.md")
    brief, full, one = (_run(tmp_path, "check", *more).stdout for more in ([], ["-v"], ["-v", "lesson-00.md"]))
    assert [line for line in brief.splitlines() if line.startswith("lesson-00.md")] == [
        "lesson-00.md: 1 needs a person" if one.count("◐") == 1 else f"lesson-00.md: {one.count('◐')} need a person"
    ]
    assert "Each unit has one line here" in brief
    assert ("◐" in brief, "◐" in full, "Each unit has one line here" in full) == (False, True, False)
