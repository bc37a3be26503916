"""`manymeans audit`: the same tables as text, JSON and CSV; what a lesson says never becomes a formula."""

import csv
import io
import json
from pathlib import Path

import pytest

from checker.curriculum import EMPTY, Table, merged, tables
from checker.frontends.cli import main
from checker.outputs.audit import audit_csv, audit_text, table_csv

_UNITS = {
    "river.md": "# A river\nThe Yurok live at the Klamath River. Read [Tides](https://example.org/t).\n",
    "road.md": "---\nsources:\n  - {title: '=1+1', perspectives: [drivers]}\n---\n# A road\nStudents watch the road.\n",
}


@pytest.fixture
def curriculum(tmp_path: Path) -> Path:
    for name, text in _UNITS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_audit_says_first_how_much_was_looked_at(curriculum: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(curriculum), "--table", "sources"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("2 units, 2 lessons, ")
    assert "2 sources; not checked: 0\n" in text
    assert "\nSOURCES\n" in text
    assert "REGIONS" not in text


def test_json_holds_findings_and_every_table(curriculum: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(curriculum), "--format", "json"]) == 0
    held = json.loads(capsys.readouterr().out)
    assert [table["id"] for table in held["tables"]] == [table.id for table in tables(EMPTY)]
    places = next(table for table in held["tables"] if table["id"] == "places")
    assert ("Yurok", "people", "Northern America") in {(r["name"], r["kind"], r["region"]) for r in places["rows"]}
    assert {finding["rule"] for finding in held["findings"]} >= {"curriculum-says-whose-view"}


def test_csv_is_one_table_of_all_cells(curriculum: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(curriculum), "--format", "csv", "--table", "perspectives"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[:3] == [
        ["table", "row", "column", "value"],
        ["perspectives", "1", "perspective", "drivers"],
        ["perspectives", "1", "sources", "1"],
    ]


def test_a_folder_gets_a_file_for_each_table(curriculum: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "tables"
    assert main(["audit", str(curriculum), "--out", str(out)]) == 0
    assert {path.stem for path in out.iterdir()} == {table.id for table in tables(EMPTY)}
    rows = list(csv.reader(io.StringIO((out / "sources.csv").read_text(encoding="utf-8"))))
    assert "'=1+1" in {row[0] for row in rows}


def test_the_order_of_the_paths_and_the_number_of_processes_change_nothing(
    curriculum: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = set()
    for paths in (["river.md", "road.md"], ["road.md", "river.md"]):
        assert main(["audit", "--format", "json", "--jobs", "2", *(str(curriculum / path) for path in paths)]) == 0
        said.add(capsys.readouterr().out)
    assert len(said) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-"], "An audit is about a whole curriculum."),
        ([".", "--out", "/dev/null/tables"], "The tables cannot be written"),
    ],
)
def test_a_mistake_is_told_in_words(
    curriculum: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(curriculum)
    assert main(["audit", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_long_tables_say_how_many_rows_are_left_out() -> None:
    table = Table("t", "Names", ("name", "times"), tuple((f"n{at}", 12_345) for at in range(5)))
    assert audit_text(merged([]), [table], [], 2) == (
        "0 units, 0 lessons, 0 words; 0 sources; not checked: 0\n\n"
        "NAMES\n  name  times\n  n0    12,345\n  n1    12,345\n  … 3 more\n"
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_what_a_spreadsheet_would_compute_stays_text(start: str) -> None:
    table = Table("t", "Names", ("name",), ((f"{start}1+1",), ("plain",), (-3,)))
    assert [row[0] for row in csv.reader(io.StringIO(table_csv(table)))] == ["name", f"'{start}1+1", "plain", "-3"]
    assert f"'{start}1+1" in audit_csv([table])
