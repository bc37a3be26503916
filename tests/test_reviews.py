"""Reviewers' answers: read strictly, in force while the words stand, told apart, and asked for in the terminal."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from checker.catalogue import Catalogue
from checker.decisions import Records, Review, load_reviews, review_text, reviews_schema, reviews_text, with_review
from checker.engine import check, fails
from checker.errors import UserError
from checker.findings import Decision, DecisionKind, Finding, Outcome, Report
from checker.frontends.cli import main
from checker.frontends.run import Run, Task
from checker.settings import Settings, load_settings
from checker.unit import Found, Lesson, Unit

Reader = Callable[..., Lesson]
_RULE = "pictures-have-words"
_TEXT = "# Rivers\n\n## Opening\n\n![](river.png)\n\nLook at it.\n"
_ADA = Review(
    unit="rivers",
    rule=_RULE,
    fingerprint="",
    who="Ada",
    when="2027-01-15",
    outcome="yes",
    reason="The caption stands below it.",
    answer="They see the bend.",
    path="reviews/rivers.yml",
    line=2,
)


def _report(catalogue: Catalogue, lesson: Lesson, *reviews: Review) -> Report:
    records = Records(today="2027-01-20", reviews={"rivers": reviews})
    return check(Unit("rivers", "Rivers", (lesson,)), catalogue, Settings(), records)


def _finding(report: Report) -> Finding:
    (finding,) = (finding for finding in report.findings if finding.rule == _RULE)
    return finding


@pytest.fixture
def about(catalogue: Catalogue, lesson_of: Reader) -> Callable[..., Review]:
    """An answer to the finding about the picture, with some values changed."""
    mark = _finding(_report(catalogue, lesson_of(_TEXT))).fingerprint

    def make(**values: str) -> Review:
        own = {name: getattr(_ADA, name) for name in Review.__slots__}
        return Review(**{**own, "fingerprint": mark, **values})

    return make


@pytest.mark.parametrize(
    ("answer", "outcome", "is_failing"),
    [
        ("yes", Outcome.MET, False),
        ("partly", Outcome.NEEDS_A_PERSON, False),
        ("no", Outcome.NOT_MET, True),
        ("not-for-this-unit", Outcome.NOT_APPLICABLE, False),
    ],
)
def test_an_answer_says_what_holds(
    catalogue: Catalogue,
    lesson_of: Reader,
    about: Callable[..., Review],
    answer: str,
    outcome: Outcome,
    is_failing: bool,
) -> None:
    report = _report(catalogue, lesson_of(_TEXT), about(outcome=answer))
    finding = _finding(report)
    assert finding.decision == Decision(
        DecisionKind.ANSWERED,
        by="Ada",
        when="2027-01-15",
        reason="The caption stands below it.",
        answer="They see the bend.",
        outcome=outcome,
        path="reviews/rivers.yml",
        line=2,
    )
    assert (finding.outcome, finding.standing, fails(report, "warning")) == (Outcome.NOT_MET, outcome, is_failing)


def test_an_answer_goes_with_its_words(catalogue: Catalogue, lesson_of: Reader, about: Callable[..., Review]) -> None:
    moved = lesson_of(_TEXT.replace("## Opening", "## Start\n\nOne more line."))
    assert _finding(_report(catalogue, moved, about())).standing is Outcome.MET


def test_an_answer_expires_when_the_words_change(
    catalogue: Catalogue, lesson_of: Reader, about: Callable[..., Review]
) -> None:
    report = _report(catalogue, lesson_of(_TEXT.replace("river.png", "lake.png")), about())
    finding = _finding(report)
    assert finding.decision is not None
    assert (finding.decision.kind, finding.decision.by, finding.standing) == (
        DecisionKind.EXPIRED,
        "Ada",
        Outcome.NOT_MET,
    )
    assert fails(report, "warning")


def test_an_answer_to_what_is_found_no_more_is_told(
    catalogue: Catalogue, lesson_of: Reader, about: Callable[..., Review]
) -> None:
    review = about()
    report = _report(catalogue, lesson_of("# Rivers\n\nLook at it.\n"), review)
    (gone,) = report.gone
    assert (gone.rule, gone.fingerprint, gone.decision.kind) == (_RULE, review.fingerprint, DecisionKind.EXPIRED)


def test_two_answers_that_differ_are_disputed_and_the_question_stays_open(
    catalogue: Catalogue, lesson_of: Reader, about: Callable[..., Review]
) -> None:
    ben = about(who="Ben", when="2027-01-16", outcome="no", reason="It is cut off in print.")
    finding = _finding(_report(catalogue, lesson_of(_TEXT), about(), ben))
    assert finding.decision is not None
    assert (finding.decision.kind, finding.decision.by, finding.standing, finding.is_settled) == (
        DecisionKind.DISPUTED,
        "Ada, Ben",
        Outcome.NEEDS_A_PERSON,
        False,
    )
    assert [(part.by, part.outcome, part.reason) for part in finding.decision.parts] == [
        ("Ada", Outcome.MET, "The caption stands below it."),
        ("Ben", Outcome.NOT_MET, "It is cut off in print."),
    ]


def test_the_last_answer_of_a_person_counts_and_two_who_agree_are_no_dispute(
    catalogue: Catalogue, lesson_of: Reader, about: Callable[..., Review]
) -> None:
    first, second = about(outcome="no", when="2027-01-01"), about(outcome="yes", when="2027-01-02")
    ben = about(who="Ben", outcome="yes", when="2027-01-03", reason="So do I.")
    finding = _finding(_report(catalogue, lesson_of(_TEXT), second, ben, first))
    assert finding.decision is not None
    assert (finding.decision.kind, finding.decision.by, finding.decision.reason, finding.standing) == (
        DecisionKind.ANSWERED,
        "Ada, Ben",
        "So do I.",
        Outcome.MET,
    )


def test_a_waiver_counts_before_an_answer(
    catalogue: Catalogue, lesson_of: Reader, about: Callable[..., Review]
) -> None:
    text = _TEXT.replace("## Opening", f"<!-- manymeans: allow {_RULE} in file - drawn in class -->\n\n## Opening")
    finding = _finding(_report(catalogue, lesson_of(text), about(outcome="no")))
    assert finding.decision is not None
    assert finding.decision.kind is DecisionKind.WAIVED


def test_what_is_written_is_read_again_and_fits_the_schema(tmp_path: Path, about: Callable[..., Review]) -> None:
    reviews = [
        about(),
        about(who="Zoë", outcome="no", reason="- no: 'yes' #1\nand \"so\" on", answer="", question="Why?"),
    ]
    (tmp_path / "rivers.yml").write_text(reviews_text(reviews), "utf-8")
    path = (tmp_path / "rivers.yml").as_posix()
    read = load_reviews(tmp_path)
    lines = [one.line for one in read]
    assert read == tuple(
        Review(**{name: getattr(one, name) for name in Review.__slots__} | {"path": path, "line": line})
        for one, line in zip(reviews, lines, strict=True)
    )
    assert lines[0] == 2
    held = yaml.safe_load(reviews_text(reviews))
    for one in held["reviews"]:
        one["when"] = one["when"].isoformat()
    jsonschema.validate(held, reviews_schema())


_FORMS = {
    "nothing": "",
    "a comment": "# Ours\n",
    "an empty list": "reviews: []\n",
    "entries that are not indented": "# Ours\nreviews:\n- {entry}\n",
    "entries that are": "reviews:\n    # the first\n    - {entry}",
}
_ENTRY = "{unit: a, rule: b, fingerprint: aaaaaaaaaa-bbbbbb, who: C, when: 2027-01-01, outcome: no}"


@pytest.mark.parametrize("form", _FORMS)
def test_an_answer_is_added_and_the_rest_of_the_file_stays(
    tmp_path: Path, about: Callable[..., Review], form: str
) -> None:
    before = _FORMS[form].replace("{entry}", _ENTRY)
    after = with_review(before, about())
    (tmp_path / "rivers.yml").write_text(after, "utf-8")
    assert [one.who for one in load_reviews(tmp_path)] == ["C"] * before.count("who") + ["Ada"]
    assert after.startswith(before.replace(" []", "").rstrip())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("outcome: yes", "outcome: maybe"), "`outcome` cannot be `maybe`."),
        (("rule: a-rule", "rul: a-rule"), "There is no key `rul` here."),
        (("who: Ada", "who:"), "The key `who` is missing."),
        (("when: 2027-01-15", "when: yesterday"), "`yesterday` is no day."),
        (("when: 2027-01-15", "when: 2027-13-40"), "`2027-13-40` is no day."),
        (("fingerprint: aaaaaaaaaa-bbbbbb", "fingerprint: abc"), "`abc` is no fingerprint."),
        (("reviews:", "review:"), "There is no key `review` here."),
    ],
)
def test_a_mistake_is_shown_with_its_line(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    text = (
        "reviews:\n  - unit: rivers\n    rule: a-rule\n    fingerprint: aaaaaaaaaa-bbbbbb\n"
        "    who: Ada\n    when: 2027-01-15\n    outcome: yes\n"
    )
    (tmp_path / "rivers.yml").write_text(text.replace(*change), "utf-8")
    with pytest.raises(UserError) as caught:
        load_reviews(tmp_path)
    assert caught.value.what == said


@pytest.mark.parametrize("written", ["yes", "'yes'", "true"])
def test_a_bare_yes_is_yes(tmp_path: Path, about: Callable[..., Review], written: str) -> None:
    text = "reviews:\n" + review_text(about()).replace("'yes'", written)
    (tmp_path / "rivers.yml").write_text(text, "utf-8")
    assert [one.outcome for one in load_reviews(tmp_path)] == ["yes"]


_PEOPLES = "The Yurok, the Hupa and people from Portugal fish.\n\n"
_AIM = "## Objectives\n\n- Tell the history of a river.\n\n## Read\n\n"
_PLAN = f"# Rivers\n\n{_AIM}{_PEOPLES}" + "Students read about the river. Then they label its map.\n\n" * 20


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs the command in a folder with one lesson; the words are what is typed."""
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "rivers.md").write_text(_PLAN, "utf-8")
    (tmp_path / "manymeans.yml").write_text("fail_on: never\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, "SOURCE_DATE_EPOCH", "1800000000")

    def run(typed: str, *arguments: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        assert main(["review", "course", *arguments]) == 0
        return capsys.readouterr().out

    return run


def _kept() -> list[tuple[str, str, str, str, str]]:
    return [(one.who, one.when, one.outcome, one.reason, one.answer) for one in load_reviews(Path("reviews"))]


def test_the_command_asks_one_by_one_and_goes_on_where_it_ended(desk: Callable[..., str]) -> None:
    out = desk("p\nOne of two.\nThe town is there.\nwhat\ns\nq\n", "--who", "Ada")
    assert _kept() == [("Ada", "2027-01-15", "partly", "One of two.", "The town is there.")]
    assert out.count("Say y, p, n, u, s or q.") == 1
    questions = int(out.split("Question 1 of ", 1)[1].split(":")[0])
    assert f"1 answer kept, {questions - 1} questions left.\n" in out
    assert out.splitlines()[-1] == "The answers stand in reviews: commit them with the lessons."
    again = desk("n\n\n\n", "--who", "Ada")
    assert f"Question 1 of {questions - 1}:" in again
    assert [one[2] for one in _kept()] == ["partly", "no"]


def test_what_stands_at_a_place_is_asked_before_what_was_not_found(desk: Callable[..., str]) -> None:
    out = desk("s\ns\ns\n", "--who", "Ada")
    assert out.index("[who-meets-themselves]") < out.index("[learners-choose]")


def test_a_second_reviewer_answers_apart(desk: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    rule = ("--rule", "who-meets-themselves")
    desk("y\n\n\n", "--who", "Ada", *rule)
    assert "Question" not in desk("", "--who", "Ben", *rule)
    assert "Question 1 of 1" in desk("n\nNot the town's.\n\n", "--who", "Ben", "--all", *rule)
    assert [one[:3] for one in _kept()] == [("Ada", "2027-01-15", "yes"), ("Ben", "2027-01-15", "no")]
    assert "Question 1 of 1" not in desk("", "--who", "Ben", "--all", *rule)


def _task() -> Task:
    path = Path("course/rivers.md")
    return path.as_posix(), [Found(path, path.as_posix())]


def test_the_reviewer_is_asked_before_the_tool_speaks_where_the_settings_say_so(
    desk: Callable[..., str], catalogue: Catalogue
) -> None:
    Path("manymeans.yml").write_text("reflection: true\n", "utf-8")
    out = desk("I would say the town.\ny\n\n\n", "--who", "Ada", "--rule", "who-meets-themselves")
    (review,) = load_reviews(Path("reviews"))
    assert review.reflection == "I would say the town."
    (report,) = Run(load_settings(Path("manymeans.yml"))).reports([_task()], catalogue)
    (found,) = (one.message for one in report.findings if one.rule == "who-meets-themselves")
    assert out.index("what do you think yourself?") < out.index(found)


def test_an_answer_needs_a_name(desk: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(os.environ, "PATH", "")
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert main(["review", "course"]) == 2
    assert "An answer needs a name." in capsys.readouterr().err
