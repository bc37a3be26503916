"""`manymeans new`: skeletons that ask the person, and say nothing that nobody thought."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.catalogue import Catalogue
from checker.engine import check, units_of
from checker.findings import Outcome, Severity
from checker.frontends.cli import main
from checker.frontends.cli.new import TEMPLATES
from checker.settings import Settings
from checker.unit import Lesson

ROOT = Path(__file__).parents[1]
_FILES = [(name, kind) for name in TEMPLATES for kind in ("lesson", "unit")]


def _template(name: str, kind: str) -> str:
    return (ROOT / "checker" / "templates" / name / f"{kind}.md").read_text("utf-8")


def test_a_unit_is_a_folder_with_a_plan_and_a_first_lesson(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "unit", 'Ríos & lakes: "ours"', "--into", str(tmp_path)]) == 0
    folder = tmp_path / "rios-lakes-ours"
    assert sorted(path.name for path in folder.iterdir()) == ["01-first-lesson.md", "index.md"]
    text = (folder / "index.md").read_text("utf-8")
    assert text.startswith('---\ntitle: "Ríos & lakes: \\"ours\\""\n')
    assert '\n# Ríos & lakes: "ours"\n' in text
    assert capsys.readouterr().out.splitlines()[-1] == f"Fill it in, then run: manymeans check {folder.as_posix()}"


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rain.md").write_text("# Mine\n", "utf-8")
    assert main(["new", "lesson", "Rain", "--into", str(tmp_path)]) == 2
    assert "There is a file of this name already." in capsys.readouterr().err
    assert (tmp_path / "rain.md").read_text("utf-8") == "# Mine\n"


@pytest.mark.parametrize(("name", "kind"), _FILES)
def test_a_skeleton_asks_in_notes_and_every_part_of_it_has_a_role(
    name: str, kind: str, lesson_of: Callable[..., Lesson]
) -> None:
    text = _template(name, kind)
    lesson = lesson_of(text.replace("{title}", '"Rain"').replace("{heading}", "Rain"))
    assert text.count("<!-- Think: ") >= 4
    assert {"objectives", "sources"} & {role for section in lesson.sections for role in section.own_roles}
    assert lesson.document.faults == ()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_skeleton_is_open_and_claims_nothing(name: str, tmp_path: Path, catalogue: Catalogue) -> None:
    assert main(["new", "unit", "Rain", "--template", name, "--into", str(tmp_path)]) == 0
    (unit,) = units_of([tmp_path], catalogue, Settings())
    report = check(unit, catalogue, Settings())
    failing = [
        finding.rule
        for finding in report.findings
        if finding.outcome is Outcome.NOT_MET and (finding.severity is Severity.ERROR or not finding.is_preview)
    ]
    assert failing == []
    assert [found.kind for found in report.evidence if found.facet in ("choice", "expression", "support")] == []
    assert any(finding.outcome is Outcome.NEEDS_A_PERSON for finding in report.findings)


def test_the_first_check_of_a_skeleton_does_not_fail(tmp_path: Path) -> None:
    for command in (["new", "unit", "Rain"], ["check", "rain"]):
        ended = subprocess.run(
            [sys.executable, "-m", "checker", *command],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (ended.returncode, ended.stderr) == (0, "")
