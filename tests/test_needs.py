"""Whom rules ask: what a page must be, and hints that speak against an absence."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.catalogue import Catalogue
from checker.checks.hints import speaks_against
from checker.checks.needs import load_needs
from checker.checks.question import Answer, Question
from checker.engine import LessonReader, check
from checker.finders import look
from checker.finders.judging import Judged, load_judge
from checker.finders.reading import read
from checker.finders.weighing import HINT, hinted
from checker.findings import Evidence, Finding, Outcome
from checker.settings import Settings
from checker.unit import Found, Lesson, Unit

Asker = Callable[..., Finding]
_FILLER = "The bridge stands over the river and carries the road to the mill. " * 30
_CLASS = "Students look at it. The teacher points to a beam. In groups of 3 students sit down.\n\n"
_TASK = "## Assessment\n\nStudents write a paragraph about a bridge.\n"
_PLAN = f"## Materials\n\nPaper\n\n## Procedure\n\n{_CLASS}{_FILLER}\n\n{_TASK}"
_ALONE = _PLAN.replace(_CLASS, "You look at it.\n\n").replace("Students write", "Write")


@pytest.fixture
def asked(catalogue: Catalogue, tmp_path: Path) -> Asker:
    """What a rule says of one page."""

    def ask(rule: str, text: str, name: str = "bridges.md") -> Finding:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        settings = Settings(all_files=True)
        unit = LessonReader(catalogue, settings).unit(name, [Found(path, name)])
        (found,) = (one for one in check(unit, catalogue, settings).findings if one.rule == rule)
        return found

    return ask


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", "glossary.md", "loops-solution.md", "loops_hints.md", "lesson-template.md"]
)
def test_a_file_that_nobody_is_taught_from_is_asked_nothing(asked: Asker, name: str) -> None:
    assert asked("learners-look-back", f"# Bridges\n\n{_PLAN}").outcome is Outcome.NEEDS_A_PERSON
    found = asked("learners-look-back", f"# Bridges\n\n{_PLAN}", name)
    assert (found.outcome, found.message) == (Outcome.NOT_APPLICABLE, load_needs()["lesson"].says)


@pytest.mark.parametrize(
    "text",
    [
        f"# Glossary\n\n{_PLAN}",
        f"# Support materials for lesson 2\n\n{_PLAN}",
        f"# Bridges\n\nLorem ipsum dolor.\n\n{_PLAN}",
        "# Bridges\n\n" + "- [The bridge over the river and how it was built by them](bridge.md)\n" * 20,
    ],
)
def test_a_page_of_another_kind_is_known_by_its_title_or_by_what_it_holds(asked: Asker, text: str) -> None:
    assert asked("objectives-stated", text).outcome is Outcome.NOT_APPLICABLE


def test_a_fragment_is_not_asked_for_a_title(asked: Asker) -> None:
    assert asked("page-has-a-title", "- Try the other arm.\n- Measure again.\n").outcome is Outcome.NOT_APPLICABLE
    assert asked("page-has-a-title", f"{_FILLER}\n").outcome is Outcome.NOT_MET


def test_who_reads_alone_is_not_asked_about_a_class(asked: Asker) -> None:
    alone = asked("learners-look-back", f"# Bridges\n\n{_ALONE}")
    assert (alone.outcome, alone.message) == (Outcome.NOT_APPLICABLE, load_needs()["class"].says)


def test_what_a_page_offers_is_shown_whoever_reads_it(asked: Asker) -> None:
    alone = f"# Bridges\n\n{_ALONE}\n\nWork with a partner: compare your two bridges.\n"
    assert asked("learners-work-together", alone).outcome is Outcome.MET


def test_a_page_of_one_session_is_not_asked_to_keep_track(asked: Asker) -> None:
    once, weeks = f"# Bridges\n\n{_PLAN * 2}", f"# Bridges\n\nDay 1 and day 2 of three weeks.\n\n{_PLAN * 2}"
    assert asked("a-way-to-keep-track", once).message == load_needs()["sessions"].says
    assert asked("a-way-to-keep-track", weeks).outcome is Outcome.NEEDS_A_PERSON


def test_a_weak_cue_is_a_hint(catalogue: Catalogue, lesson_of: Callable[..., Lesson]) -> None:
    hinted = [cue for cue in catalogue.cues if cue.is_weak and cue.construction == "phrase"][:30]
    texts = [(cue, example) for cue in hinted for example in cue.fires]
    lost = [cue.id for cue, text in texts if f"{cue.facet}: {cue.value}" not in look(lesson_of(text), catalogue).hints]
    assert len(texts) >= 30
    assert lost == []


@pytest.mark.parametrize(("score", "is_hint"), [(HINT, True), (HINT - 0.1, False)])
def test_a_sentence_that_the_judge_does_not_rule_out_is_a_hint(
    score: float, is_hint: bool, lesson_of: Callable[..., Lesson]
) -> None:
    judge, (one, *_) = load_judge(), read(lesson_of("# Bridges\n\nThe bridge stands.\n\nThe road bends.\n")).reads[1:]
    scores = [-9.0] * len(judge.kinds)
    scores[judge.kinds.index("choice: content")] = score
    heard = [Judged(one, *one.sentences[0], [-9.0] * len(judge.kinds)), Judged(one, *one.sentences[0], scores)]
    assert set(hinted((), heard, judge)) == ({"choice: content"} if is_hint else set())


@pytest.mark.parametrize(
    ("check_name", "options", "hint", "is_silent"),
    [
        ("at-least", {"kinds": ["representation"], "least": 2}, "representation: audio", True),
        ("at-least", {"kinds": ["representation"], "least": 2}, "representation: video", False),
        ("at-least", {"kinds": ["representation"], "least": 3}, "representation: audio", False),
        ("at-least", {"kinds": ["representation"], "least": 2}, "choice: content", False),
        ("present", {"kinds": ["choice"]}, "choice: content", True),
        ("present", {"kinds": ["choice: process"]}, "choice: content", False),
        ("ways-to-show-learning", {}, "expression: making", True),
        ("objectives-stated", {}, "transparency: objectives", True),
        ("balance", {"kinds": ["choice"]}, "choice: content", False),
    ],
)
def test_a_hint_counts_for_what_a_rule_looks_for(
    check_name: str,
    options: dict[str, Any],
    hint: str,
    is_silent: bool,
    catalogue: Catalogue,
    lesson_of: Callable[..., Lesson],
    evidence_at: Callable[..., Evidence],
) -> None:
    lessons = (lesson_of("# Bridges\n\nWatch the film and draw it.\n"),)
    evidence = [evidence_at(lessons, kind, words) for kind, words in _SEEN]
    rule = replace(catalogue.rules[0], check=check_name, options=options)
    hints = {lessons[0].path: {hint: lessons[0].top}}
    question = Question(rule, Unit("unit", "Unit", lessons), lessons, evidence, (), catalogue.words, hints=hints)
    answer = Answer(Outcome.NOT_MET, question.top, tuple(question.of_option("kinds")))
    assert (speaks_against(answer, question) is not None) is is_silent


_SEEN = (("representation: video", "Watch the film"), ("expression: visual", "draw"))
