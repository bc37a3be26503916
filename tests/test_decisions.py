"""The name of a finding for good, and which finding of before is which of now."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.checks import CHECKS
from checker.decisions import (
    Fingerprint,
    Subject,
    baseline_schema,
    history_schema,
    pair,
    read_fingerprint,
    reviews_schema,
)
from checker.decisions.fingerprint import ABOUT_ALL, VERSION, fingerprinted, normal_words
from checker.findings import Evidence, Finding, Outcome, Scope, Severity
from checker.source import Span
from checker.unit import Lesson, Unit

Reader = Callable[..., Lesson]
_TEXT = "# Rivers\n\n## Opening\n\nLook at it. Students draw the *long* river. Then talk.\n\n## Closing\n\nTell it.\n"


def _finding(lesson: Lesson, words: str, rule: str = "a-rule") -> Finding:
    """A finding at the first place of some words."""
    source = lesson.document.source
    start = source.text.index(words)
    span = Span(source, start, start + len(words))
    return Finding(
        rule, Outcome.NOT_MET, Severity.WARNING, span, "message", evidence=(Evidence("choice", "content", span),)
    )


def _mark(lesson: Lesson, words: str, unit: str = "unit", rule: str = "a-rule") -> Fingerprint:
    (found,) = fingerprinted([_finding(lesson, words, rule)], Unit(unit, "Unit", (lesson,)), {})
    mark = read_fingerprint(found.fingerprint)
    assert mark is not None
    return mark


def test_the_definition_is_promised(lesson_of: Reader) -> None:
    """These very texts stand in people's repositories: a change here is a new version of the definition."""
    lesson = lesson_of(_TEXT, "unit/rivers.md")
    whole = Finding("a-rule", Outcome.NOT_MET, Severity.WARNING, lesson.top, "message")
    found = fingerprinted([_finding(lesson, "draw"), whole], Unit("unit", "Unit", (lesson,)), {})
    assert [one.fingerprint for one in found] == ["b499dedcbb-f328ea", "9d8e471c62-e5dbf0-whole"]


@pytest.mark.parametrize(
    "written",
    [
        "Look at it. Students draw the long river. Then talk.",
        "Look at it. Students DRAW the **long**   river. Then talk.",
        "Look at it. Students draw\nthe long\nriver. Then talk.",
        "Look at it. Students draw the “long” river… Then talk.",
        "Look closely! Students draw the long river. Then write.",
        "- Students draw the long river",
        "> Students draw the long river.",
        "!!! note\n\n    Students draw the long river.",
        "| a | b |\n|---|---|\n| Students draw the long river. | c |",
        "Students draw&nbsp;the `long` river.",
        "Students draw the [long](https://example.org) river.",
    ],
)
def test_words_are_known_whatever_their_form(lesson_of: Reader, written: str) -> None:
    one = _mark(lesson_of(_TEXT), "river", "lesson.md")
    other = _mark(lesson_of(_TEXT.replace("Look at it. Students draw the *long* river. Then talk.", written)), "river")
    assert other.words == one.words


@pytest.mark.parametrize(
    "written",
    [
        "Students draw the short river.",
        "Students draw the river.",
        "Students draw the long river and the lake.",
        "Students never draw the long river.",
    ],
)
def test_other_words_in_the_same_place_keep_the_place_only(lesson_of: Reader, written: str) -> None:
    one, other = (
        _mark(lesson_of(text), "Students")
        for text in (_TEXT, _TEXT.replace("Look at it. Students draw the *long* river. Then talk.", written))
    )
    assert (other.words != one.words, other.place) == (True, one.place)


def test_a_place_is_the_lesson_in_its_unit_and_the_titles_of_its_sections(lesson_of: Reader) -> None:
    one = _mark(lesson_of(_TEXT, "unit/rivers.md"), "draw")
    same = [
        _mark(lesson_of(_TEXT.replace("\n\n", "\n\n\n"), "unit/rivers.md"), "draw"),
        _mark(lesson_of(_TEXT.replace("Look at it.", "Look here."), "unit/rivers.md"), "draw"),
        _mark(lesson_of(_TEXT, "other/rivers.md"), "draw", "other"),
        _mark(lesson_of(_TEXT, "unit/rivers.md"), "draw", "unit/rivers.md"),
        _mark(lesson_of(_TEXT.replace("## Opening", "## **OPENING**"), "unit/rivers.md"), "draw"),
    ]
    elsewhere = [
        _mark(lesson_of(_TEXT, "unit/lakes.md"), "draw"),
        _mark(lesson_of(_TEXT.replace("Opening", "Warm-up"), "unit/rivers.md"), "draw"),
        _mark(lesson_of(_TEXT.replace("## Opening", "## Part\n\n### Opening"), "unit/rivers.md"), "draw"),
    ]
    assert same == [one] * 5
    assert [(mark.words, mark.place != one.place) for mark in elsewhere] == [(one.words, True)] * 3


def test_each_rule_has_fingerprints_of_its_own(lesson_of: Reader) -> None:
    one, other = (_mark(lesson_of(_TEXT), "draw", rule=rule) for rule in ("a-rule", "b-rule"))
    assert (one.words != other.words, one.place != other.place) == (True, True)


def test_a_heading_that_was_renamed_keeps_its_place(lesson_of: Reader) -> None:
    one = _mark(lesson_of(_TEXT), "Opening")
    other = _mark(lesson_of(_TEXT.replace("Opening", "Warm-up")), "Warm-up")
    assert (one.place, one.words != other.words) == (other.place, True)


def test_the_same_words_twice_in_a_place_are_numbered_and_elsewhere_are_not(lesson_of: Reader) -> None:
    lesson = lesson_of("# A\n\n## B\n\nDraw it.\n\nDraw it.\n\nDraw it.\n\n## C\n\nDraw it.\n")
    source = lesson.document.source
    places = [at for at in range(len(source.text)) if source.text.startswith("Draw", at)]
    findings = [
        Finding("a-rule", Outcome.NOT_MET, Severity.WARNING, Span(source, at, at + 4), "message") for at in places
    ]
    marks = [read_fingerprint(one.fingerprint) for one in fingerprinted(findings, Unit("u", "U", (lesson,)), {})]
    assert [mark.ordinal for mark in marks if mark] == [1, 2, 3, 1]
    assert len({mark.words for mark in marks if mark}) == 1


def test_a_finding_about_the_whole_keeps_its_place_when_its_sections_change(lesson_of: Reader) -> None:
    def marks(*lessons: Lesson, scope: Scope) -> list[Fingerprint | None]:
        whole = Finding("a-rule", Outcome.NEEDS_A_PERSON, Severity.QUESTION, lessons[0].top, "message")
        found = fingerprinted([whole], Unit("unit", "Unit", lessons), {"a-rule": Subject(scope)})
        return [read_fingerprint(one.fingerprint) for one in found]

    first, other = lesson_of(_TEXT, "unit/a.md"), lesson_of("# Lakes\n\n## Opening\n\nLook.\n", "unit/b.md")
    retitled = lesson_of(_TEXT.replace("Closing", "The end"), "unit/a.md")
    edited = lesson_of(_TEXT.replace("Tell it.", "Tell it to a partner."), "unit/a.md")
    for scope, is_same in ((Scope.LESSON, True), (Scope.UNIT, False)):
        (one,), (two,), (three,) = (marks(each, scope=scope) for each in (first, retitled, edited))
        (four,) = marks(first, other, scope=scope)
        assert one is not None
        assert two is not None
        assert (one.is_whole, three, two.place == one.place, two.words == one.words) == (True, one, True, False)
        assert (four == one) == is_same


def test_met_findings_have_no_fingerprint(lesson_of: Reader) -> None:
    lesson = lesson_of(_TEXT)
    met = Finding("a-rule", Outcome.MET, Severity.QUESTION, lesson.top, "message")
    assert fingerprinted([met], Unit("unit", "Unit", (lesson,)), {}) == (met,)


@pytest.mark.parametrize(
    "text", ["4c1f09a2b7-d03e11", "4c1f09a2b7-d03e11-2", "4c1f09a2b7-d03e11-whole", "4c1f09a2b7-d03e11-whole-12"]
)
def test_a_fingerprint_is_read_as_it_is_written(text: str) -> None:
    assert str(read_fingerprint(text)) == text


@pytest.mark.parametrize("text", ["", "4c1f09a2b7", "4c1f09a2b7-d03e1", "4C1F09A2B7-D03E11", "4c1f09a2b7-d03e11-part"])
def test_other_texts_are_no_fingerprints(text: str) -> None:
    assert read_fingerprint(text) is None


@given(st.text())
def test_words_are_normal_once_and_for_all(text: str) -> None:
    assert normal_words(normal_words(text)) == normal_words(text) == normal_words(f"  “{text}” ")


_A, _B, _C, _D = "aaaaaaaaaa-111111", "bbbbbbbbbb-111111", "aaaaaaaaaa-222222", "dddddddddd-333333"


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ([_A], [_A], ([(_A, _A)], [], [], [], [])),
        ([_A], [_C], ([], [(_A, _C)], [], [], [])),
        ([_A], [_B], ([], [], [(_A, _B)], [], [])),
        ([_A], [_D], ([], [], [], [_A], [_D])),
        ([_A, _B], [_B, _D], ([(_B, _B)], [], [], [_A], [_D])),
        ([_A, _C], [_C, _A], ([(_C, _C), (_A, _A)], [], [], [], [])),
        ([f"{_A}-2"], [_A], ([(f"{_A}-2", _A)], [], [], [], [])),
        ([_A, f"{_A}-2"], [_A], ([(_A, _A)], [], [], [f"{_A}-2"], [])),
        ([f"{_A}-whole"], [f"{_B}-whole"], ([(f"{_A}-whole", f"{_B}-whole")], [], [], [], [])),
        ([f"{_A}-whole"], [_A], ([], [], [], [f"{_A}-whole"], [_A])),
        (["from another tool"], ["from another tool"], ([("from another tool",) * 2], [], [], [], [])),
    ],
)
def test_findings_are_paired_by_words_and_place(
    before: list[str], now: list[str], expected: tuple[list[object], ...]
) -> None:
    found = pair(before, now)
    assert tuple(map(list, (found.same, found.moved, found.changed, found.went, found.came))) == expected


_MARKS = st.lists(st.builds("{}{}-{}{}".format, *(st.sampled_from(part) for part in (["aaaaa"], ["bbbbb", "ccccc"],
                  ["111111", "222222", "333333"], ["", "-2", "-whole"]))), max_size=8)  # fmt: skip


@given(_MARKS, _MARKS)
def test_every_finding_of_before_and_of_now_is_in_one_class(before: list[str], now: list[str]) -> None:
    found = pair(before, now)
    pairs = [*found.same, *found.moved, *found.changed]
    assert sorted([*(old for old, _ in pairs), *found.went]) == sorted(before)
    assert sorted([*(new for _, new in pairs), *found.came]) == sorted(now)


def test_every_kind_of_question_about_all_is_one_that_there_is() -> None:
    assert ABOUT_ALL - set(CHECKS) == set()


def test_a_finding_that_lists_places_has_a_fingerprint_for_each(lesson_of: Reader) -> None:
    lesson = lesson_of(_TEXT)
    one, other = (_finding(lesson, words) for words in ("draw", "Tell"))
    both = replace(one, evidence=(*one.evidence, *other.evidence))
    unit = Unit("unit", "Unit", (lesson,))
    first, second = (found.fingerprint for found in fingerprinted([one, other], unit, {}))
    (found,) = fingerprinted([both], unit, {})
    assert (found.fingerprint, found.further) == (first, (second,))
    (whole,) = fingerprinted([both], unit, {"a-rule": Subject(is_all=True)})
    assert (whole.fingerprint.endswith("-whole"), whole.further) == (True, ())


@pytest.mark.parametrize(
    ("name", "schema"), [("baseline", baseline_schema()), ("history", history_schema()), ("reviews", reviews_schema())]
)
def test_the_schema_that_is_shipped_is_that_of_the_files(name: str, schema: dict[str, object]) -> None:
    path = Path(__file__).parents[1] / "docs" / "schema" / f"{name}-{VERSION}.json"
    assert json.loads(path.read_text("utf-8")) == schema
