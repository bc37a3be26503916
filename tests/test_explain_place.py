"""`manymeans explain FILE:LINE`: what was seen on a line, and what became of it."""

from pathlib import Path

import pytest

from checker.frontends.cli import main

_LESSON = """\
# Rivers

Students draw a poster of the river.

Students do not draw a poster of the sea.

> "Mankind owes the river everything," said the mayor.

<!-- manymeans: allow pictures-have-words - the caption below says it all -->

![](river.jpg)

Ana lives in Peru.
"""


def _explained(folder: Path, line: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(folder)
    (folder / "rivers.md").write_text(_LESSON, "utf-8")
    assert main(["explain", f"rivers.md:{line}"]) == 0
    return capsys.readouterr().out


def test_a_line_tells_where_it_stands_and_which_cue_fired(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _explained(tmp_path, 3, capsys, monkeypatch)
    assert said.startswith("rivers.md:3  Students draw a poster of the river.\n\n  settings: the defaults\n")
    assert "\n  paragraph under Rivers\n" in said
    assert '\nFired\n  expression: visual  "draw' in said


def test_a_line_on_which_nothing_fires_tells_what_nearly_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _explained(tmp_path, 5, capsys, monkeypatch)
    assert "\nFired\n  nothing\n\nNearly\n" in said
    assert '  expression: visual  "draw a poster"' in said
    assert ": it is negated\n" in said


def test_the_judge_tells_the_words_that_a_kind_rests_on_and_is_silent_on_what_is_negated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _explained(tmp_path, 3, capsys, monkeypatch)
    judged = next(line for line in said.splitlines() if line.startswith("  expression: visual  ") and "%" in line)
    assert "draw" in judged
    assert "\nJudged\n" in said
    assert "\nJudged\n" not in _explained(tmp_path, 5, capsys, monkeypatch)


def test_a_quotation_is_told_as_somebody_else_s_voice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _explained(tmp_path, 7, capsys, monkeypatch)
    assert "  voice: quotation\n" in said
    assert "wording: gender" not in said


def test_a_waiver_is_told_with_its_reason_and_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _explained(tmp_path, 11, capsys, monkeypatch)
    assert "(pictures-have-words)\n    waived, in " in said
    assert "rivers.md:9: the caption below says it all\n" in said


def test_names_that_no_cue_finds_are_told_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert '\nAlso found\n  perspective: place  "Peru"  as Peru\n' in _explained(tmp_path, 13, capsys, monkeypatch)


def test_the_settings_that_hold_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "manymeans.yml").write_text("fail_on: error\n", "utf-8")
    assert f"  settings: {tmp_path / 'manymeans.yml'}\n" in _explained(tmp_path, 3, capsys, monkeypatch)


def test_a_line_that_is_not_there_is_a_mistake_with_a_next_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rivers.md").write_text(_LESSON, "utf-8")
    assert main(["explain", "rivers.md:99"]) == 2
    assert capsys.readouterr().err == "manymeans: rivers.md: There is no line 99.\n  Give a line from 1 to 14.\n"


def test_what_findings_are_not_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "findings"]) == 0
    said = capsys.readouterr().out
    assert "**No score.**" in said
    assert "**No ground to remove a book.**" in said
    assert "**No certificate.**" in said
