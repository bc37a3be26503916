"""The formats, each read back by a real parser of its own."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from junitparser import JUnitXml
from playwright.sync_api import Browser

from checker import __version__
from checker.catalogue import Catalogue, load_catalogue
from checker.catalogue.measured import Measured
from checker.catalogue.yamlfile import read_yaml
from checker.engine import makes_fail
from checker.findings import (
    Crash,
    Decision,
    DecisionKind,
    Evidence,
    Finding,
    Gone,
    LessonFacts,
    NotChecked,
    Outcome,
    Report,
    Severity,
    Work,
)
from checker.messages import load_messages
from checker.outputs import FORMATS, Around, Look, writer
from checker.outputs.github import LARGEST, MOST, summary
from checker.outputs.json_report import report_schema
from checker.source import Source, Span

ROOT = Path(__file__).parents[1]
AXE = files("axe_playwright_python") / "axe.min.js"
_TEXT = "# Ríos 🌊\r\n\r\nLearners *draw* the river.\r\n\r\n=cmd() | <script>alert(1)</script> ::error::no & @all\r\n"
_SOURCE = Source("unit one/ríos.md", _TEXT)
_RULE = "pictures-have-words"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def _span(words: str) -> Span:
    start = _TEXT.index(words)
    return Span(_SOURCE, start, start + len(words))


def _finding(words: str = "draw", outcome: Outcome = Outcome.NOT_MET, **changes: object) -> Finding:
    finding = Finding(_RULE, outcome, Severity.WARNING, _span(words), f"What is said of {words}.", "Try this.")
    return replace(finding, **changes)


_WAIVED = Decision(DecisionKind.WAIVED, by="Ana", reason="the class draws it")
_REPORT = Report(
    unit="unit one",
    title="Ríos 🌊",
    lessons=(LessonFacts("unit one/ríos.md", "Ríos 🌊", "en", 12),),
    evidence=(Evidence("expression", "visual", _span("draw"), "draw-it"),),
    findings=(
        _finding("Ríos", evidence=(Evidence("expression", "visual", _span("draw")),), fingerprint="f1"),
        _finding("draw", decision=_WAIVED, fingerprint="f2"),
        _finding("river", Outcome.NEEDS_A_PERSON, severity=Severity.QUESTION, question="Who is missing?"),
        _finding("=cmd() | <script>alert(1)</script> ::error::no & @all", severity=Severity.SUGGESTION),
        _finding("Learners", Outcome.MET),
    ),
    not_checked=(NotChecked("unit one/lago.md", "The file holds no text."),),
    crashes=(Crash("unit one", "rule x", "Traceback\x00"),),
    gone=(Gone("more-than-one-source", "f0", Decision(DecisionKind.KNOWN)),),
    works=(Work("A map", "image", (_span("river"),), "named", authors=("Ana",)),),
)


def _around(catalogue: Catalogue, language: str = "en", site: str = "", **look: object) -> Around:
    return Around(
        catalogue,
        load_messages(language),
        lambda found: makes_fail(found, "warning"),
        replace(Look(), **look),
        site=site,
    )


def _written(name: str, around: Around, reports: Iterable[Report] = (_REPORT,)) -> str:
    return "".join(writer(name)(reports, around))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_format_says_no_units_and_some_in_every_language(name: str, language: str, catalogue: Catalogue) -> None:
    around = _around(catalogue, language)
    assert isinstance(_written(name, around, ()), str)
    assert _written(name, around)


def test_a_translation_has_every_message_of_the_english_ones() -> None:
    english, own = (_keys(read_yaml(ROOT / "principles" / "words" / f"{name}.yaml").values) for name in ("en", "es"))
    assert {name: keys - own.get(name, set()) for name, keys in english.items() if keys - own.get(name, set())} == {}


def _keys(values: Mapping[str, object]) -> dict[str, set[str]]:
    return {name: set(section) - {"__line__"} for name, section in values.items() if isinstance(section, dict)}


# JSON


def test_the_json_fits_its_schema(catalogue: Catalogue) -> None:
    report = json.loads(_written("json", _around(catalogue)))
    jsonschema.validate(report, report_schema())
    assert list(report) == ["schema", "version", "about", "units"]
    assert "not a verdict on people" in report["about"]
    (unit,) = report["units"]
    first, waived, *_ = unit["findings"]
    assert (first["path"], first["line"], first["column"], first["end_column"], first["text"]) == (
        "unit one/ríos.md",
        1,
        3,
        7,
        "Ríos",
    )
    assert "decision" not in first
    assert (waived["standing"], waived["decision"]["kind"], waived["decision"]["by"]) == ("not-met", "waived", "Ana")


def test_the_json_schema_in_the_docs_is_that_of_the_rows() -> None:
    assert json.loads((ROOT / "docs" / "schema" / "report-1.json").read_text("utf-8")) == report_schema()


def test_json_lines_are_a_unit_each(catalogue: Catalogue) -> None:
    lines = _written("jsonl", _around(catalogue), (_REPORT, replace(_REPORT, unit="two"))).splitlines()
    rows = [json.loads(line) for line in lines]
    assert [(row["schema"], row["version"], row["unit"]) for row in rows] == [
        (1, __version__, "unit one"),
        (1, __version__, "two"),
    ]


def test_a_line_separator_in_a_lesson_stays_as_it_is_in_json(catalogue: Catalogue) -> None:
    odd = replace(_REPORT, title="one\u2028two\x85three")
    assert json.loads(_written("json", _around(catalogue), (odd,)))["units"][0]["title"] == "one\u2028two\x85three"


# SARIF


def _sarif(around: Around, reports: Iterable[Report] = (_REPORT,)) -> dict[str, object]:
    log: dict[str, object] = json.loads(_written("sarif", around, reports))
    schema = json.loads((ROOT / "tests" / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    return log


def test_sarif_fits_the_schema_of_sarif_with_all_findings_and_none(catalogue: Catalogue) -> None:
    for around in (
        _around(catalogue),
        _around(catalogue, shows_all=True, level=2),
        _around(catalogue, site="https://e.org/s"),
    ):
        _sarif(around)
        _sarif(around, ())


def test_sarif_tells_places_kinds_fingerprints_and_suppressions(catalogue: Catalogue) -> None:
    (run,) = _sarif(_around(catalogue))["runs"]
    told = [(r["kind"], r["level"], r.get("partialFingerprints"), r.get("suppressions")) for r in run["results"]]
    waiver = {"kind": "inSource", "status": "accepted", "justification": "the class draws it (Ana)"}
    assert told == [
        ("fail", "warning", {"manymeans/v1": "f1"}, None),
        ("fail", "warning", {"manymeans/v1": "f2"}, [waiver]),
        ("review", "none", None, None),
        ("fail", "note", None, None),
    ]
    assert run["results"][0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "unit%20one/r%C3%ADos.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 7, "snippet": {"text": "Ríos"}},
    }
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 2


def test_every_rule_in_sarif_has_help_and_what_findings_are_not(catalogue: Catalogue) -> None:
    (run,) = _sarif(_around(catalogue, site="https://example.org/site/"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in catalogue.rules]
    assert [rule["id"] for rule in rules if "not a verdict on people" not in rule["help"]["text"]] == []
    assert rules[0]["helpUri"] == f"https://example.org/site/rules/{rules[0]['id']}.html"


# JUnit


def test_junit_is_read_by_a_parser_and_fails_only_what_makes_the_run_fail(catalogue: Catalogue) -> None:
    (suite,) = JUnitXml.fromstring(_written("junit", _around(catalogue)).encode())
    assert (suite.name, suite.tests, suite.failures, suite.errors, suite.skipped) == ("unit one", 7, 1, 1, 3)
    kinds = [[type(result).__name__ for result in case.result] for case in suite]
    assert kinds == [["Failure"], ["Skipped"], ["Skipped"], [], [], ["Skipped"], ["Error"]]
    assert [case.classname for case in suite][:1] == ["unit one/ríos.md"]


def test_signs_that_xml_cannot_hold_are_replaced(catalogue: Catalogue) -> None:
    root = ElementTree.fromstring(_written("junit", _around(catalogue)))
    assert root.find(".//error").text == "Traceback\ufffd"


# GitHub


def test_github_annotations_keep_a_lessons_words_from_being_commands(catalogue: Catalogue) -> None:
    odd = replace(_finding("draw"), message="50% of\n::stop-commands::x")
    lines = _written("github", _around(catalogue), (replace(_REPORT, findings=(odd,)),)).splitlines()
    title = catalogue.rule(_RULE).title
    place = "file=unit one/ríos.md,line=3,endLine=3,col=11,endColumn=14"
    assert lines == [f"::warning {place},title={title}::50%25 of%0A::stop-commands::x%0ATry this.%0A[{_RULE}]"]


def test_a_github_annotation_says_that_its_rule_is_in_preview(catalogue: Catalogue) -> None:
    tried = replace(_finding("draw"), is_preview=True)
    written = _written("github", _around(catalogue), (replace(_REPORT, findings=(tried,)),))
    assert written.endswith(f"%0A[{_RULE}, preview]\n")


def _many(count: int) -> list[Report]:
    text = "word\n" * count
    rules = ("films-have-captions", _RULE, "learners-choose", "more-than-one-source", "two-ways-in")
    severities = (Severity.SUGGESTION, Severity.WARNING, Severity.QUESTION, Severity.ERROR, Severity.WARNING)
    reports = []
    for at in range(50):
        source = Source(f"units/{at:02}.md", text)
        findings = tuple(
            Finding(
                rules[number % 5],
                Outcome.NEEDS_A_PERSON if number % 5 == 2 else Outcome.NOT_MET,
                severities[number % 5],
                Span(source, 5 * number, 5 * number + 4),
                f"Message {number} on a line of its own, long enough to be like a real one." * 3,
                "Try a step that fits the lesson." * 3,
            )
            for number in range(count // 50)
        )
        reports.append(replace(_REPORT, unit=f"units/{at:02}.md", findings=findings, crashes=(), not_checked=()))
    return reports


def test_five_thousand_findings_stay_within_githubs_limits_and_the_summary_tells_the_rest(catalogue: Catalogue) -> None:
    reports, around = _many(5000), _around(catalogue)
    assert sum(len(report.findings) for report in reports) == 5000
    *annotations, last = _written("github", around, reports).splitlines()
    levels = [line.partition(" ")[0] for line in annotations]
    assert {level: levels.count(level) for level in levels} == {"::error": MOST, "::warning": MOST, "::notice": MOST}
    assert last == "4,400 more findings are in the summary of the job."
    # Every rule is shown before one is shown twice.
    warned = [line.split("[")[-1] for line in annotations if line.startswith("::warning")]
    assert set(warned) == {f"{_RULE}]", "two-ways-in]"}
    text = summary(reports, around)
    assert len(text.encode()) <= LARGEST
    listed = sum(line.startswith(("- ○", "- ◐")) for line in text.splitlines())
    assert text.splitlines()[-1] == f"{5000 - listed:,} more findings do not fit here; `manymeans check` lists them."


def test_the_summary_holds_everything_where_it_fits(catalogue: Catalogue) -> None:
    around = _around(catalogue)
    assert summary([_REPORT], around) == _written("md", around)


# GitLab


def test_gitlabs_entries_have_its_keys_and_fingerprints_of_their_own(catalogue: Catalogue) -> None:
    twice = replace(_REPORT, findings=(_finding("draw"), _finding("draw")))
    rows = json.loads(_written("gitlab", _around(catalogue), (_REPORT, twice)))
    assert [sorted(row) for row in rows] == [["check_name", "description", "fingerprint", "location", "severity"]] * 5
    assert len({row["fingerprint"] for row in rows}) == 5
    assert [row["severity"] for row in rows] == ["major", "info", "minor", "major", "major"]
    assert rows[0]["location"] == {"path": "unit one/ríos.md", "lines": {"begin": 1}}


# CSV


def test_csv_is_read_back_whole_and_no_cell_is_a_formula(catalogue: Catalogue) -> None:
    rows = list(csv.DictReader(io.StringIO(_written("csv", _around(catalogue)), newline="")))
    assert [row["text"] for row in rows] == [
        "Ríos",
        "river",
        "'=cmd() | <script>alert(1)</script> ::error::no & @all",
    ]
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert (rows[0]["unit"], rows[0]["line"], rows[0]["outcome"], rows[0]["preview"]) == (
        "unit one",
        "1",
        "not-met",
        "no",
    )


# Markdown


def test_markdown_says_offers_findings_and_what_they_are_not(catalogue: Catalogue) -> None:
    text = _written("md", _around(catalogue))
    assert "[What findings are not](#what-findings-are-not)" in text
    assert "\n## What findings are not\n" in text
    assert "- Ways to show learning: drawing or a chart\n" in text
    assert (
        "\n- ○ **unit one/ríos.md, line 1** What is said of Ríos. (not met, `pictures-have-words`)\n  > Ríos\n" in text
    )


def test_nothing_of_a_lesson_acts_in_markdown(catalogue: Catalogue) -> None:
    text = _written("md", _around(catalogue))
    assert "<script>" not in text
    assert "\n- ◐ " in text
    assert "@all" not in text


# Text


def test_the_terminal_shows_offers_first_then_each_finding_with_its_words_underlined(catalogue: Catalogue) -> None:
    text = _written("text", _around(catalogue, width=80))
    why = "Who cannot see a picture has only its words; a file name or nothing"
    assert text.startswith(
        "unit one  Ríos 🌊\n"
        "\n"
        "  This unit offers\n"
        "    Ways to show learning: drawing or a chart\n"
        "\n"
        "  unit one/ríos.md\n"
        "\n"
        "  ○ Line 1  What is said of Ríos.\n"
        "      1 │ # Ríos 🌊\n"
        "        │   ‾‾‾‾\n"
        "          also in line 3\n"
        f"      Why:  {why}\n"
        "            at all leaves them outside.\n"
        "      Next: Try this.\n"
        "      [not met, worth a change, pictures-have-words]\n"
    )


def test_the_terminal_ends_with_counts_and_next_steps(catalogue: Catalogue) -> None:
    text = _written("text", _around(catalogue, width=100))
    assert text.partition("\n1 unit, ")[2].splitlines() == [
        "1 lesson, 12 words; not checked: 1",
        "Rules say: 2 not met, 1 needs a person, 1 met, 0 not applicable.",
        "not checked, 1: The file holds no text.",
        "Not shown: 1 finding that was decided or known before. `--all` shows it.",
        "1 place in the baseline is gone: `manymeans baseline --prune` takes it out.",
        "The run ends with 1: 1 finding weighs `warning` (worth a change) or more.",
        "",
        "What next",
        "  - Begin with `pictures-have-words` (3 findings open): `manymeans explain pictures-have-words` says",
        "    why it asks and how it decides.",
        "  - If a finding is wrong for your lesson, say so above the place: `<!-- manymeans: allow",
        "    pictures-have-words - your reason -->`.",
        "  - 1 question waits for a person who knows the learners: `manymeans publish` puts it beside its",
        "    passage.",
        "A finding is a question about a page, not a verdict on people or lessons: `manymeans explain",
        "findings`.",
    ]


def test_the_first_step_is_the_weightiest_rule_and_much_at_once_calls_for_a_baseline(catalogue: Catalogue) -> None:
    question = replace(_finding(), rule="learners-choose", outcome=Outcome.NEEDS_A_PERSON, severity=Severity.QUESTION)
    many = replace(_REPORT, findings=(_finding(), *[question] * 200))
    text = _written("text", _around(catalogue), (many,))
    assert "  - Begin with `pictures-have-words` (1 finding open)" in text
    assert "`manymeans baseline` records what is not met" in text
    assert "records" not in _written("text", _around(catalogue))


def test_a_baseline_is_not_called_for_where_one_is_in_force(catalogue: Catalogue) -> None:
    question = replace(_finding(), rule="learners-choose", outcome=Outcome.NEEDS_A_PERSON, severity=Severity.QUESTION)
    known = _finding(decision=Decision(DecisionKind.KNOWN))
    text = _written("text", _around(catalogue), (replace(_REPORT, findings=(known, *[question] * 201)),))
    assert "`manymeans baseline` records" not in text


def test_in_brief_a_unit_has_one_line_and_what_makes_the_run_fail_is_said_in_full(catalogue: Catalogue) -> None:
    quiet = replace(_REPORT, unit="b", findings=(_finding(outcome=Outcome.MET),))
    text = _written("text", _around(catalogue, is_brief=True), (_REPORT, quiet))
    units, _, summary_lines = text.partition("\n\n2 units, ")
    assert units.splitlines()[0] == "unit one: 2 not met, 1 needs a person"
    assert [line for line in units.splitlines() if line.startswith("  ○")] == ["  ○ Line 1  What is said of Ríos."]
    assert "b:" not in units
    titles = summary_lines.partition("Open most often\n")[2]
    assert titles.startswith(f"      3  {_RULE}: ")


def test_what_is_not_met_by_a_rule_in_preview_is_said_not_to_fail(catalogue: Catalogue) -> None:
    report = replace(_REPORT, findings=(_finding(is_preview=True), _finding(outcome=Outcome.MET, is_preview=True)))
    text = _written("text", _around(catalogue), (report,))
    assert "1 not met comes from a rule in preview: it is shown, and never makes a run fail.\n" in text


def test_nobody_is_sent_to_a_rule_that_cannot_be_explained(catalogue: Catalogue) -> None:
    about_a_waiver = replace(_finding(), rule="waiver-has-a-reason", severity=Severity.ERROR)
    text = _written("text", _around(catalogue), (replace(_REPORT, findings=(about_a_waiver, _finding())),))
    assert "  - Begin with `pictures-have-words` (1 finding open)" in text
    assert "allow waiver" not in text


def test_the_plain_form_has_words_where_the_other_has_signs_and_lines(catalogue: Catalogue) -> None:
    text = _written("text", _around(catalogue, is_plain=True, shows_all=True))
    assert [sign for sign in "●○◐–│‾\033" if sign in text] == []
    assert '  Not met. Line 1  What is said of Ríos.\n      Words: "Ríos"\n' in text


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_of_the_terminal_is_wider_than_the_terminal(width: int, catalogue: Catalogue) -> None:
    source = Source("a.md", "word " * 60 + "HERE" + " word" * 60)
    finding = replace(_finding(), place=Span(source, 300, 304), message="A long message of many words. " * 8)
    text = _written("text", _around(catalogue, width=width, level=2), (replace(_REPORT, findings=(finding,)),))
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("[")]
    assert [line for line in lines if len(line) > width] == []
    quoted, under = (line for line in text.splitlines() if "│" in line)
    assert quoted[under.index("‾") :].startswith("HERE")


def test_long_words_to_underline_are_cut_between_words(catalogue: Catalogue) -> None:
    source = Source("a.md", "Some " + "word " * 100)
    finding = replace(_finding(), place=Span(source, 5, 500))
    text = _written("text", _around(catalogue, width=40), (replace(_REPORT, findings=(finding,)),))
    assert "      1 │ … word word word word word …\n        │   ‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾\n" in text


def test_wide_signs_and_tabs_do_not_move_the_underline(catalogue: Catalogue) -> None:
    source = Source("a.md", "\t水🌊 e\u0301 here")
    finding = replace(_finding(), place=Span(source, 7, 11))
    text = _written("text", _around(catalogue), (replace(_REPORT, findings=(finding,)),))
    assert "      1 │ 水🌊 e\u0301 here\n        │        ‾‾‾‾\n" in text


def test_a_lesson_cannot_steer_the_terminal(catalogue: Catalogue) -> None:
    source = Source("a\x1b[2J.md", "\x1b]0;title\x07 \u202ehere\n")
    finding = replace(_finding(), place=Span(source, 11, 16), message="Said \x1b[31mred\x1b[0m.")
    text = _written("text", _around(catalogue), (replace(_REPORT, title="\x9bm", findings=(finding,)),))
    assert [sign for sign in text if sign in "\x1b\x07\x9b\u202e"] == []


def test_color_is_only_added_never_changes_the_words(catalogue: Catalogue) -> None:
    colored = _written("text", _around(catalogue, has_color=True))
    assert "\033[1m" in colored
    assert re.sub(r"\033\[\d*m", "", colored) == _written("text", _around(catalogue))


def test_the_same_finding_again_is_one_line_until_all_is_asked_for(catalogue: Catalogue) -> None:
    text = "Draw.\n" * 4
    source = Source("a.md", text)
    findings = tuple(replace(_finding(), place=Span(source, 6 * at, 6 * at + 4), message="Same.") for at in range(4))
    report = replace(_REPORT, findings=findings, not_checked=(), crashes=())
    short = _written("text", _around(catalogue), (report,))
    assert short.count("Same.") == 1
    assert "      The same in lines 2, 3, 4. `--verbose` shows each in full.\n" in short
    assert _written("text", _around(catalogue, level=2), (report,)).count("Same.") == 4


def test_quiet_shows_what_makes_the_run_fail_and_the_counts(catalogue: Catalogue) -> None:
    text = _written("text", _around(catalogue, level=0))
    assert "This unit offers" not in text
    assert [line for line in text.splitlines() if "What is said of" in line] == ["  ○ Line 1  What is said of Ríos."]
    assert text.splitlines()[-1] == "The run ends with 1: 1 finding weighs `warning` (worth a change) or more."


# HTML


@pytest.fixture(autouse=True)
def nothing_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has judged a rule yet."""
    monkeypatch.setattr("checker.absences.load_measured", dict)


_ABSENT = tuple(
    _finding(
        "Ríos",
        Outcome.NEEDS_A_PERSON,
        rule=rule,
        severity=Severity.QUESTION,
        message=f"No {rule}.",
        is_absence=True,
        is_preview=True,
    )
    for rule in (
        "standards-are-named",
        "learners-choose",
        "starts-from-what-they-know",
        "learners-look-back",
        "help-stands-ready",
    )
)
_MUCH_ASKED = replace(_REPORT, findings=(*_REPORT.findings, *_ABSENT))
_AT_A_PLACE = "What is said of river."


def _absences_in(text: str) -> list[str]:
    return re.findall(r"No ([\w-]+)\.", text)


def test_the_text_shows_the_weightiest_questions_about_what_was_not_found_and_counts_the_others(
    catalogue: Catalogue,
) -> None:
    text = _written("text", _around(catalogue), (_MUCH_ASKED,))
    assert _absences_in(text) == ["learners-choose", "help-stands-ready", "learners-look-back"]
    assert text.index(_AT_A_PLACE) < text.index("Asked because nothing of the kind was found\n")
    assert "\n  2 more questions ask about what was not found. `--verbose` shows them.\n" in text


def test_a_question_about_an_absence_stands_in_full_once_and_then_by_its_rule(catalogue: Catalogue) -> None:
    units = [_MUCH_ASKED, replace(_MUCH_ASKED, unit="second"), replace(_MUCH_ASKED, unit="third")]
    text = _written("text", _around(catalogue), units)
    assert _absences_in(text) == ["learners-choose", "help-stands-ready", "learners-look-back"]
    again = "Also asked, as further up: learners-choose, help-stands-ready, learners-look-back."
    assert " ".join(text.split()).count(again) == 2
    assert text.count("Asked because nothing of the kind was found") == 1
    assert len(_absences_in(_written("text", _around(catalogue, level=2), units))) == 3 * len(_ABSENT)


@pytest.mark.parametrize("look", [{"level": 2}, {"shows_all": True}, {"level": 2, "is_plain": True}])
def test_whoever_asks_for_all_gets_every_question(catalogue: Catalogue, look: dict[str, object]) -> None:
    text = _written("text", _around(catalogue, **look), (_MUCH_ASKED,))
    assert sorted(_absences_in(text)) == sorted(finding.rule for finding in _ABSENT)
    assert "more question" not in text


def test_a_question_that_makes_the_run_fail_is_never_folded(catalogue: Catalogue) -> None:
    around = replace(_around(catalogue), fails=lambda finding: finding.rule == "standards-are-named")
    text = _written("text", around, (_MUCH_ASKED,))
    assert text.index("No standards-are-named.") < text.index("Asked because nothing of the kind was found\n")


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("text", "html", "md")])
def test_formats_for_programs_are_the_same_whether_a_question_is_about_an_absence_or_not(
    name: str, catalogue: Catalogue
) -> None:
    plain = replace(_MUCH_ASKED, findings=tuple(replace(one, is_absence=False) for one in _MUCH_ASKED.findings))
    around = _around(catalogue)
    assert _written(name, around, (_MUCH_ASKED,)) == _written(name, around, (plain,))


@pytest.fixture
def doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of the rules were seldom right."""
    seldom = Measured(9, 0, 9, 0, 0, judged=6, right=1)
    measured = dict.fromkeys(("learners-choose", "starts-from-what-they-know"), seldom)
    monkeypatch.setattr("checker.absences.load_measured", lambda: measured)


@pytest.mark.usefixtures("doubted")
def test_the_text_counts_what_comes_from_rules_that_were_seldom_right(catalogue: Catalogue) -> None:
    text = _written("text", _around(catalogue), (_MUCH_ASKED,))
    assert _absences_in(text) == ["help-stands-ready", "learners-look-back", "standards-are-named"]
    said = " ".join(text.split())
    assert (
        "2 findings come from rules that are still being tried out; people who checked such findings mostly disagreed."
        in said
    )
    whole = _written("text", _around(catalogue, level=2), (_MUCH_ASKED,))
    title = whole.index("From rules still being tried out, with which people who checked mostly disagreed\n")
    assert _absences_in(whole[title:]) == ["learners-choose", "starts-from-what-they-know"]


@pytest.mark.usefixtures("doubted")
@pytest.mark.parametrize("name", ["html", "md"])
def test_a_report_to_mail_names_what_comes_from_rules_that_were_seldom_right(name: str, catalogue: Catalogue) -> None:
    text = _written(name, _around(catalogue), (_MUCH_ASKED,)).replace("\\", "")
    title = text.index("2 findings come from rules that are still being tried out")
    assert _absences_in(text[title:]) == ["learners-choose", "starts-from-what-they-know"]


@pytest.mark.usefixtures("doubted")
def test_nobody_is_told_to_begin_with_what_is_in_doubt(catalogue: Catalogue) -> None:
    heavy = replace(_ABSENT[1], severity=Severity.ERROR)
    text = _written("text", _around(catalogue), (replace(_REPORT, findings=(heavy, _ABSENT[3])),))
    assert "`learners-look-back` (1 finding" in " ".join(text.split())
    only = _written("text", _around(catalogue), (replace(_REPORT, findings=(heavy,)),))
    assert (f"`{heavy.rule}` (1 finding" in only, "waits for a person" in only) == (False, True)
    alone = _written("md", _around(catalogue), (replace(_REPORT, findings=(heavy,)),))
    assert "No learners\\-choose" in alone or "No learners-choose" in alone
    assert "Nothing is open" not in alone


@pytest.mark.usefixtures("doubted")
@pytest.mark.parametrize("name", ["json", "sarif", "csv", "junit"])
def test_programs_are_told_every_finding_whatever_its_rule_is_worth(name: str, catalogue: Catalogue) -> None:
    text = _written(name, _around(catalogue), (_MUCH_ASKED,))
    assert [finding.rule for finding in _ABSENT if f"No {finding.rule}." not in text] == []


@pytest.mark.parametrize("name", ["html", "md"])
def test_a_report_to_mail_holds_every_question_the_weightiest_first(name: str, catalogue: Catalogue) -> None:
    text = _written(name, _around(catalogue), (_MUCH_ASKED,)).replace("\\", "")
    assert _absences_in(text) == [
        "learners-choose",
        "help-stands-ready",
        "learners-look-back",
        "starts-from-what-they-know",
        "standards-are-named",
    ]


def test_a_page_to_mail_folds_the_others_and_opens_them_on_paper(
    catalogue: Catalogue, tmp_path: Path, browser: Browser
) -> None:
    file = tmp_path / "report.html"
    file.write_text(_written("html", _around(catalogue), (_MUCH_ASKED,)), "utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.locator("summary").all_inner_texts() == ["2 more questions ask about what was not found"]
    folded = page.get_by_text("No starts-from-what-they-know.")
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()


def test_the_page_to_mail_loads_nothing_and_runs_nothing(
    catalogue: Catalogue, tmp_path: Path, browser: Browser
) -> None:
    file = tmp_path / "report.html"
    file.write_text(_written("html", _around(catalogue), (_REPORT, replace(_REPORT, unit="two", title="Two"))), "utf-8")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert page.title() == "What these units offer, and what is open"
    assert page.locator("script").count() == 0
    assert page.locator("nav a").all_inner_texts() == ["Ríos 🌊", "Two"]
    levels = [int(tag[1]) for tag in page.eval_on_selector_all("h1,h2,h3,h4", "all => all.map(one => one.tagName)")]
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] - pair[0] > 1] == []
    page.locator("header a").click()
    assert page.locator("#not").inner_text() == "What findings are not"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_to_mail_passes_axe_in_both_schemes(
    scheme: str, catalogue: Catalogue, tmp_path: Path, browser: Browser
) -> None:
    file = tmp_path / "report.html"
    file.write_text(_written("html", _around(catalogue, shows_all=True)), "utf-8")
    page = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
    page.goto(file.as_uri())
    page.add_script_tag(path=str(AXE))
    result = page.evaluate("axe.run()")
    assert [(found["id"], [node["html"] for node in found["nodes"]]) for found in result["violations"]] == []
    assert len(result["passes"]) > 10


def test_a_narrow_screen_needs_no_sideways_scrolling(catalogue: Catalogue, tmp_path: Path, browser: Browser) -> None:
    file = tmp_path / "report.html"
    file.write_text(_written("html", _around(catalogue)), "utf-8")
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
