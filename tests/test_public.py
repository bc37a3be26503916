"""The library: what `from checker import …` gives, and that its page tells all of it."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import checker
from checker import (
    Finding,
    Outcome,
    Report,
    Settings,
    Severity,
    UserError,
    as_dict,
    check,
    check_text,
    load_settings,
    rules,
)
from checker.frontends import library
from checker.frontends.cli import COMMANDS
from checker.frontends.library_page import page
from checker.outputs.json_report import report_schema

ROOT = Path(__file__).parents[1]
_LESSON = "# Lake\n\nStudents read the story.\n\n![](map.png)\n"


def test_folders_are_checked_unit_by_unit(tmp_path: Path) -> None:
    for name in ("lake.md", "sea.md"):
        (tmp_path / name).write_text(_LESSON, "utf-8")
    reports = list(check(tmp_path))
    assert [type(report) for report in reports] == [Report, Report]
    assert [report.unit for report in reports] == [f"{tmp_path.as_posix()}/{name}" for name in ("lake.md", "sea.md")]
    assert [report.unit for report in check([str(tmp_path / "sea.md")])] == [f"{tmp_path.as_posix()}/sea.md"]


def test_a_text_is_checked_and_a_finding_knows_its_place() -> None:
    (found,) = [
        finding
        for finding in check_text(_LESSON, "mine.md").findings
        if isinstance(finding, Finding) and finding.rule == "pictures-have-words"
    ]
    assert (found.outcome, found.severity, found.place.source.path) == (Outcome.NOT_MET, Severity.WARNING, "mine.md")
    assert found.place.source.position(found.place.start) == (5, 1)


def test_settings_are_given_or_found(tmp_path: Path) -> None:
    (tmp_path / "lake.md").write_text(_LESSON, "utf-8")
    (tmp_path / "manymeans.yml").write_text("rules:\n  pictures-have-words: {enabled: false}\n", "utf-8")
    found, given = ({one.rule for report in reports for one in report.findings} for reports in (
        check(tmp_path), check(tmp_path, settings=Settings())
    ))  # fmt: skip
    assert given - found == {"pictures-have-words"}
    assert load_settings(tmp_path / "manymeans.yml").rules["pictures-have-words"].enabled is False


def test_a_report_as_plain_values_fits_the_schema() -> None:
    report = {"schema": 1, "version": checker.__version__, "units": [as_dict(check_text(_LESSON))]}
    jsonschema.validate(report, report_schema())


def test_what_a_user_can_mend_is_one_error() -> None:
    with pytest.raises(UserError, match="There is no such file or folder"):
        list(check("nowhere"))


def test_rules_can_be_listed() -> None:
    assert "pictures-have-words" in {rule.id for rule in rules()}


def test_every_public_name_is_there_has_a_docstring_and_stands_on_the_page() -> None:
    names = set(checker.__all__) - {"__version__"}
    silent = [name for name in names if not (inspect.getdoc(getattr(checker, name)) or "").strip()]
    assert (silent, set(re.findall(r"^## `(\w+)`", page(), re.MULTILINE))) == ([], names)
    assert names == set(library.__all__)
    assert not hasattr(checker, "no_such_name")


def test_importing_the_package_loads_nothing_of_it() -> None:
    code = "import checker, sys; print(sorted(name for name in sys.modules if name.startswith('checker')))"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert told.stdout.strip() == "['checker']"


_PAGES = ("getting-started", "installing", "import", "outputs", "ci", "stability")


@pytest.mark.parametrize("name", _PAGES)
def test_every_command_and_argument_that_a_page_names_is_one(name: str) -> None:
    text = (ROOT / "docs" / f"{name}.md").read_text("utf-8")
    helps = {command: _help(command) for command in set(re.findall(r"manymeans ([a-z]+)\b", text)) & set(COMMANDS)}
    named = re.findall(r"`?manymeans ([a-z]+)((?: [^\n`]*)?)", text)
    unknown = [(command, flag) for command, rest in named for flag in re.findall(r"--[a-z-]+", rest)
               if command in helps and flag not in helps[command]]  # fmt: skip
    assert unknown == []


def _help(command: str) -> str:
    ran = [sys.executable, "-m", "checker", command, "--help"]
    return subprocess.run(ran, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
