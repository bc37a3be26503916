"""Reports become plain Markdown pages that say in words what was found, where, and what could not be checked."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from checker.catalogue import Catalogue, Example, Framework, Principle, Rule
from checker.findings import Decision, DecisionKind, Evidence, Finding, NotChecked, Outcome, Report, Scope, Severity
from checker.publish import publish
from checker.settings import Settings, SiteSettings
from checker.source import Span
from checker.unit import Lesson, Unit, Unread

Reader = Callable[..., Lesson]

_SETTINGS = Settings(site=SiteSettings(title='Our "units" <all>'))

_TEXT = """---
title: Rivers
educationalLevel: Grade 5
---
# Rivers

Learners read about rivers.

Write an essay.
"""


@pytest.fixture(scope="module")
def small(catalogue: Catalogue) -> Catalogue:
    """One framework with one principle, and one rule with hostile words."""
    principle = Principle(
        "fw:1.1",
        "More than one way",
        "fw",
        "1",
        "Offer more than one way.",
        "rules",
        ("expression",),
        "Who is left out?",
    )
    framework = Framework(
        "fw",
        "A framework",
        "Somebody",
        2024,
        "https://example.org/fw",
        "Ours.",
        "About ways.",
        (("1", "Ways"),),
        (principle,),
    )
    rule = Rule(
        id="two-ways",
        title="Two ways to <show>",
        why="one way is a barrier",
        how="Counts the ways.",
        check="at-least",
        options={},
        severity=Severity.WARNING,
        scope=Scope.UNIT,
        is_preview=False,
        principles=("fw:1.1",),
        message="",
        messages={},
        next_step="Add a `talk`.",
        question="Who is left out?",
        examples=(Example("# T\n</code><script>", Outcome.MET, "Small."),),
        source_url="javascript:alert(1)",
    )
    return replace(catalogue, frameworks=(framework,), rules=(rule,))


@pytest.fixture
def rivers(lesson_of: Reader) -> tuple[Unit, Report]:
    """A unit with two pieces of evidence and a finding of each outcome."""
    lesson = lesson_of(_TEXT, "curriculum/rivers.md", "en")
    source = lesson.document.source

    def at(words: str) -> Span:
        start = source.text.index(words)
        return Span(source, start, start + len(words))

    evidence = (Evidence("representation", "text", at("read")), Evidence("expression", "writing", at("essay")))

    def finding(outcome: Outcome, message: str, rule: str = "two-ways", step: str = "", question: str = "") -> Finding:
        return Finding(rule, outcome, Severity.WARNING, at("essay"), message, step, question, evidence[1:])

    findings = (
        finding(Outcome.NOT_MET, "Learners write only", step="Add a `talk`."),
        finding(Outcome.NEEDS_A_PERSON, "it is not plain", question="Who is left out?"),
        finding(Outcome.MET, "There is *one* way."),
        finding(Outcome.NOT_APPLICABLE, "Nothing to ask.", "some-file"),
    )
    unit = Unit("curriculum/rivers.md", "Rivers", (lesson,), (Unread("curriculum/<b>.pdf", "it is no text"),))
    not_checked = (
        NotChecked("curriculum/<b>.pdf", "it is no text"),
        NotChecked("curriculum/rivers.md", "why", "two-ways"),
    )
    return unit, Report(unit.id, unit.title, (), evidence, findings, not_checked=not_checked)


@pytest.fixture
def pages(tmp_path: Path, small: Catalogue, rivers: tuple[Unit, Report]) -> Path:
    """The folder of the pages of that unit."""
    publish([rivers[0]], [rivers[1]], small, tmp_path, _SETTINGS)
    return tmp_path / "docs"


def _body(path: Path) -> list[str]:
    """The blocks of a page, without its front matter."""
    return path.read_text(encoding="utf-8").split("---\n\n", 1)[1].strip().split("\n\n")


def test_every_kind_of_page_is_written_and_nothing_else(pages: Path) -> None:
    assert sorted(path.relative_to(pages).as_posix() for path in pages.rglob("*") if path.is_file()) == [
        "assets/data/curriculum.csv",
        "assets/data/curriculum.json",
        "assets/data/findings-0.js",
        "assets/data/findings.js",
        "assets/data/questions-0.js",
        "assets/data/questions.js",
        "assets/manymeans.css",
        "assets/manymeans.js",
        "assets/worker.js",
        "curriculum.md",
        "findings.md",
        "how-to-read.md",
        "index.md",
        "perspectives.md",
        "principles.md",
        "principles/fw.md",
        "principles/fw/fw-1-1.md",
        "progress.md",
        "questions.md",
        "rules.md",
        "rules/two-ways.md",
        "units.md",
        "units/curriculum-rivers.md",
    ]


def test_the_first_page_counts_in_sentences(pages: Path) -> None:
    assert _body(pages / "index.md")[-3].splitlines() == [
        "- One unit was read, with one lesson.",
        "- No unit offers two or more ways in.",
        "- No unit offers two or more ways to show learning.",
        "- Learners decide something in no unit.",
        "- One question waits for [a person](questions.md).",
        "- One finding is [not met](findings.md), one is met.",
        "- Two things could not be checked; each unit's page says what and why.",
    ]


def test_the_list_of_units_says_what_each_offers(pages: Path) -> None:
    assert _body(pages / "units.md") == [
        "# Units",
        '<div class="mm-find" data-label="Find a unit by its words"></div>',
        '<div class="mm-unit" markdown="1">',
        "## [Rivers](units/curriculum-rivers.md)",
        "Grade 5 · English · one lesson · eight words",
        "**Ways in** reading  \n**Ways to show learning** writing",
        "One open question, one finding not met",
        "</div>",
    ]


def test_a_unit_page_says_what_is_offered_found_and_not_checked(pages: Path) -> None:
    blocks = _body(pages / "units/curriculum-rivers.md")
    blocks = blocks[: blocks.index("## The unit itself {: #unit }")]
    assert [block for block in blocks if "mm-places" not in block] == [
        "# Rivers",
        '<div class="mm-trail" markdown="1">',
        "[All units](../units.md)",
        "</div>",
        '<p class="mm-facts">Grade 5 · English · one lesson · eight words</p>',
        "## This unit offers {: #offers }",
        (
            '<dl class="mm-offers"><dt>Ways in</dt><dd><a href="#e1">reading</a></dd>'
            '<dt>Ways to show learning</dt><dd><a href="#e2">writing</a></dd></dl>'
        ),
        "## What would help most {: #next }",
        '<div class="mm-step" markdown="1">',
        "**Add a <code>talk</code>.**",
        "Learners write only. [line 9](#f2)",
        "One way is a barrier.",
        (
            '<details class="mm-more" markdown="1" data-search-exclude="">\n'
            "<summary>A small lesson that does this</summary>"
        ),
        '<div class="mm-code"><pre><code># T&#10;&lt;/code&gt;&lt;script&gt;</code></pre></div>',
        "</details>",
        "Behind it: [Two ways to &lt;show&gt;](../rules/two-ways.md)",
        "</div>",
        "## What the rules found {: #findings }",
        "One question for a person, one finding not met, one finding met.",
        '### ◐ Needs a person {: data-search-exclude="" }',
        '<p><a href="../questions.html#unit=curriculum-rivers">Answer the questions of this unit</a></p>',
        '<div class="mm-answer" markdown="1">',
        "**[Two ways to &lt;show&gt;](../rules/two-ways.md)**",
        "It is not plain. [line 9](#f4)",
        "*The question:* Who is left out?",
        "</div>",
        '### ○ Not met {: data-search-exclude="" }',
        '<div class="mm-answer" markdown="1">',
        "**[Two ways to &lt;show&gt;](../rules/two-ways.md)**",
        "Learners write only. [line 9](#f2)",
        "*To try:* Add a <code>talk</code>.",
        "</div>",
        '<details class="mm-more" markdown="1" data-search-exclude="">\n<summary>● Met (1)</summary>',
        "- **[Two ways to &lt;show&gt;](../rules/two-ways.md)** There is <em>one</em> way. Seen at [2](#e2).",
        "</details>",
        '<details class="mm-more" markdown="1" data-search-exclude="">\n<summary>– Not applicable (1)</summary>',
        "- **Some file** Nothing to ask. Seen at [2](#e2).",
        "</details>",
        "### Checked",
        "Read: one lesson, eight words. Could not be checked:",
        "- curriculum/&lt;b&gt;.pdf: It is no text.\n- curriculum/rivers.md (Two ways to &lt;show&gt;): Why.",
    ]


def _absent(lesson: Lesson, number: int) -> Finding:
    """A question about something that was not found, of a rule that no catalogue knows."""
    message = f"No thing {number} was found."
    rule = f"thing-{number}"
    return Finding(
        rule, Outcome.NEEDS_A_PERSON, Severity.QUESTION, lesson.top, message, "Try.", "Why?", is_absence=True
    )


def test_a_unit_page_folds_all_but_the_weightiest_questions_about_what_was_not_found(
    tmp_path: Path, small: Catalogue, rivers: tuple[Unit, Report]
) -> None:
    unit, report = rivers
    added = tuple(_absent(unit.lessons[0], number) for number in range(5))
    publish([unit], [replace(report, findings=(*added, *report.findings))], small, tmp_path, _SETTINGS)
    blocks = _body(tmp_path / "docs/units/curriculum-rivers.md")
    start = blocks.index('### ◐ Needs a person {: data-search-exclude="" }')
    shown = blocks[start : blocks.index('### ○ Not met {: data-search-exclude="" }')]
    told = [
        block.split(" [")[0] for block in shown if re.match(r"It is not|<p>Asked|No thing|<details|</details", block)
    ]
    assert told == [
        "It is not plain.",
        "<p>Asked because nothing of the kind was found:</p>",
        "No thing 0 was found.",
        "No thing 1 was found.",
        "No thing 2 was found.",
        (
            '<details class="mm-more" markdown="1" data-search-exclude="">\n'
            "<summary>Two more questions ask about what was not found</summary>"
        ),
        "No thing 3 was found.",
        "No thing 4 was found.",
        "</details>",
    ]


def test_questions_stand_with_their_passage(pages: Path) -> None:
    lead, _, items = _body(pages / "questions.md")[1:]
    assert lead == (
        "One question that the text alone cannot answer, the weightiest first. Each stands with the words that it "
        "is about; the line in bold is where the tool looked."
    )
    assert items == (
        '<div class="mm-items"><article class="mm-item" data-search-exclude=""><h2>Who is left out?</h2>'
        '<p class="mm-facts">Needs a person · <a href="units/curriculum-rivers.html#f4">Rivers, line 9</a> · '
        '<a href="rules/two-ways.html">Two ways to &lt;show&gt;</a> · worth a change</p>'
        '<blockquote class="mm-passage">Learners read about rivers.<br><br>'
        "<strong>Write an essay.</strong></blockquote>"
        "<p>It is not plain.</p></article></div>"
    )


def test_findings_say_what_is_there_and_what_to_try(pages: Path) -> None:
    lead, _, items = _body(pages / "findings.md")[1:]
    assert lead == (
        "One finding not met in one unit, the weightiest rules first. A finding says what a written page shows, "
        "not how it is taught: see [How to read this](how-to-read.md)."
    )
    assert items == (
        '<div class="mm-items"><article class="mm-item mm-short" data-search-exclude="">'
        '<h2><span aria-hidden="true">○</span> Learners write only.</h2>'
        '<p class="mm-facts">Not met · <a href="units/curriculum-rivers.html#f2">Rivers, line 9</a> · '
        '<a href="rules/two-ways.html">Two ways to &lt;show&gt;</a> · worth a change</p>'
        "<p><em>To try</em>: Add a <code>talk</code>.</p></article></div>"
    )


def test_the_data_of_a_list_name_what_can_be_filtered_by(pages: Path) -> None:
    text = (pages / "assets/data/findings.js").read_text(encoding="utf-8")
    name, data = json.loads(f"[{text.removeprefix('manymeans.index(').removesuffix(f'){chr(10)}')}]")
    assert name == "findings"
    assert data == {
        "fields": ["unit", "lesson", "rule", "outcome", "severity", "state", "owner"],
        "names": [
            [["curriculum-rivers", "Rivers"]],
            [["curriculum/rivers.md", "Rivers"]],
            [["two-ways", "Two ways to <show>"]],
            [["not-met", "Not met"], ["needs-a-person", "Needs a person"], ["met", "Met"]],
            [["warning", "worth a change"]],
            [["open", "open"]],
            [["", ""]],
        ],
        "principles": [["fw:1.1", "More than one way", [0]]],
        "rows": [
            [0, 0, 0, 0, 0, 0, 0, "Learners write only essay"],
            [0, 0, 0, 1, 0, 0, 0, "it is not plain Who is left out? essay"],
            [0, 0, 0, 2, 0, 0, 0, "There is *one* way. essay"],
        ],
    }


def test_the_curriculum_shows_each_unit_on_each_principle_in_a_shape_and_in_words(pages: Path) -> None:
    blocks = _body(pages / "curriculum.md")
    assert (
        '<td class="mm-center" title="More than one way: one not met, one needs a person, one met">'
        '<span aria-hidden="true">○</span>'
        '<span class="mm-unseen">one not met, one needs a person, one met</span></td>'
    ) in blocks[3]
    assert (pages / "assets/data/curriculum.csv").read_text(encoding="utf-8") == (
        'Unit,More than one way\nRivers,"one not met, one needs a person, one met"\n'
    )


def test_a_question_that_somebody_answered_is_listed_by_filter_only(
    tmp_path: Path, small: Catalogue, rivers: tuple[Unit, Report]
) -> None:
    unit, report = rivers
    decision = Decision(DecisionKind.ANSWERED, by="Ana", when="2027-01-31", reason="We asked.", outcome=Outcome.MET)
    asked = next(found for found in report.findings if found.outcome is Outcome.NEEDS_A_PERSON)
    decided = replace(asked, decision=decision)
    publish([unit], [replace(report, findings=(decided,))], small, tmp_path)
    assert _body(tmp_path / "docs" / "questions.md")[1].startswith("No question is open.")
    listed = (tmp_path / "docs" / "assets/data/questions-0.js").read_text(encoding="utf-8")
    assert "<em>Answered (by Ana, 2027-01-31, met).</em> We asked." in listed
    page = (tmp_path / "docs" / "units/curriculum-rivers.md").read_text(encoding="utf-8")
    assert "<summary>Decided, waived or known from before (1)</summary>" in page


def test_a_long_list_is_cut_into_pages_that_lead_to_each_other(
    tmp_path: Path, small: Catalogue, rivers: tuple[Unit, Report]
) -> None:
    unit, report = rivers
    publish([unit], [replace(report, findings=(report.findings[0],) * 120)], small, tmp_path)
    counts = [
        (tmp_path / "docs" / name).read_text(encoding="utf-8").count("<article")
        for name in ("findings.md", "findings-2.md", "findings-3.md")
    ]
    assert counts == [50, 50, 20]
    assert _body(tmp_path / "docs" / "findings-2.md")[-1] == (
        '<nav class="mm-pager" aria-label="Pages of this list"><a href="findings.html">Page 1</a> · '
        '<span aria-current="page">Page 2</span> · <a href="findings-3.html">Page 3</a></nav>'
    )


def test_a_principle_says_what_it_asks_and_where_it_is_met(pages: Path) -> None:
    assert _body(pages / "principles/fw/fw-1-1.md") == [
        "# More than one way",
        '<div class="mm-trail" markdown="1">',
        "[A framework](../fw.md) · Ways",
        "</div>",
        "Offer more than one way.",
        "Rules answer this from the text, and say where they looked.",
        "## What a reviewer is asked",
        "Who is left out?",
        "## Rules",
        "- [Two ways to &lt;show&gt;](../../rules/two-ways.md)",
        "## What units show",
        "- Ways to show learning: [Rivers](../../units/curriculum-rivers.md) (one place)",
        '## ◐ Needs a person {: data-search-exclude="" }',
        "- [Rivers, line 9](../../units/curriculum-rivers.md#f4): It is not plain.",
        '## ○ Not met {: data-search-exclude="" }',
        "- [Rivers, line 9](../../units/curriculum-rivers.md#f2): Learners write only.",
        '## ● Met {: data-search-exclude="" }',
        "- [Rivers](../../units/curriculum-rivers.md#findings): There is <em>one</em> way.",
        "*Number in the framework: fw:1.1.*",
        "*Ours.*",
    ]


def test_a_rule_says_why_how_and_shows_its_examples(pages: Path) -> None:
    blocks = _body(pages / "rules/two-ways.md")
    assert blocks[4:13] == [
        "Asked of each unit as a whole. Where it is not met, that is worth a change.",
        "## Why",
        "One way is a barrier.",
        "## How it decides",
        "Counts the ways.",
        "## What helps",
        "Add a <code>talk</code>.",
        "## What a reviewer is asked",
        "Who is left out?",
    ]
    examples = blocks.index("## Examples")
    assert blocks[examples : examples + 7] == [
        "## Examples",
        "These small lessons are the rule's own tests.",
        "**● Met.** Small.",
        '<div class="mm-code"><pre><code># T&#10;&lt;/code&gt;&lt;script&gt;</code></pre></div>',
        "## Principles",
        "- [More than one way](../principles/fw/fw-1-1.md) (A framework)",
        "Source: javascript:alert(1)",
    ]


def test_pages_speak_in_words_of_no_share_and_no_verdict(pages: Path) -> None:
    for path in pages.rglob("*.md"):
        text = re.sub("<[^<>]*>", "", path.read_text(encoding="utf-8")).lower()
        assert "%" not in text, path
        assert "equitable" not in text, path


def test_the_builder_is_told_to_load_nothing_from_elsewhere(pages: Path) -> None:
    config = yaml.safe_load((pages.parent / "mkdocs.yml").read_text(encoding="utf-8"))
    assert config["site_name"] == "Our &quot;units&quot; &lt;all&gt;"
    assert (config["theme"]["font"], config["use_directory_urls"], config["plugins"]) == (False, False, ["search"])
    assert all((pages / path).is_file() for entry in config["nav"] for path in entry.values())


def test_the_same_reports_touch_no_file_again(pages: Path, small: Catalogue, rivers: tuple[Unit, Report]) -> None:
    before = {path: path.stat().st_mtime_ns for path in pages.rglob("*")}
    publish([rivers[0]], [rivers[1]], small, pages.parent, _SETTINGS)
    assert {path: path.stat().st_mtime_ns for path in pages.rglob("*")} == before


def test_what_is_no_page_any_more_goes(pages: Path, small: Catalogue) -> None:
    publish([], [], small, pages.parent)
    assert not (pages / "units").exists()
    assert _body(pages / "units.md")[1].startswith("No unit was read.")


def test_units_whose_names_collide_have_pages_of_their_own(tmp_path: Path, small: Catalogue, lesson_of: Reader) -> None:
    ids = ["u/a b.md", "u/a-b.md", "u/語.md", "u/é/../x.md", "/home/somebody/u/a-b.md"]
    units = [Unit(id, "T", (lesson_of("# T", id),)) for id in ids]
    publish(units, [Report(id, "T", (), (), ()) for id in ids], small, tmp_path)
    names = sorted(path.name for path in (tmp_path / "docs" / "units").iterdir())
    assert names == ["u-a-b-2.md", "u-a-b-3.md", "u-a-b.md", "u-e-x.md", "u.md"]
    assert [path for path in (tmp_path / "docs").rglob("*.md") if "/home/" in path.read_text(encoding="utf-8")] == []
