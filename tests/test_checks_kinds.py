"""The kinds of question that rules choose by options: what goes with what, shares, words, parts, the page itself."""

from collections.abc import Callable
from typing import Any

import pytest

from checker.errors import UserError
from checker.unit import Lesson

Reader = Callable[..., Lesson]
Said = tuple[str, str, str, dict[str, str]]
Asker = Callable[..., list[Said]]
_LONG = " and so on" * 60
_FEEDBACK = ("transparency: feedback", "hear")
_DRAFT = ("transparency: revision", "again")
_PAIR: dict[str, Any] = {"when": ["transparency: feedback"], "kinds": ["transparency: revision"]}


@pytest.mark.parametrize(
    ("text", "shown", "options", "answer"),
    [
        ("Write it.", [], {}, ("not-applicable", "none", "Write it.", {})),
        (
            "They hear it.",
            [_FEEDBACK],
            {},
            ("needs-a-person", "", "hear", {"what": "feedback to act on", "count": "1"}),
        ),
        (
            "They hear it and write again.",
            [_FEEDBACK, _DRAFT],
            {},
            ("met", "", "again", {"what": "feedback to act on", "with": "a second try", "count": "1"}),
        ),
        (
            "They write again and hear it.",
            [_FEEDBACK, _DRAFT],
            {"order": "after"},
            ("needs-a-person", "", "hear", {"what": "feedback to act on", "count": "1"}),
        ),
        (
            "They hear it and mend it.",
            [_FEEDBACK],
            {"words": ["mend it"]},
            ("met", "", "mend it", {"what": "feedback to act on", "with": '"mend it"', "count": "1"}),
        ),
        (
            "They hear it.\n\n## Rubric\nFour",
            [_FEEDBACK],
            {"parts": ["rubric"], "absent": "not-met"},
            ("met", "", "Rubric", {"what": "feedback to act on", "with": '"Rubric"', "count": "1"}),
        ),
        ("They hear it.", [_FEEDBACK], {"least": 2}, ("not-applicable", "none", "They hear it.", {})),
        ("They hear it.", [_FEEDBACK], {"only_plans": True}, ("not-applicable", "none", "They hear it.", {})),
    ],
)
def test_where_there_is_one_thing_another_goes_with_it(
    answers: Asker, text: str, shown: list[tuple[str, str]], options: dict[str, Any], answer: Said
) -> None:
    (said,) = answers("goes-with", text, shown, **_PAIR, **options)
    assert (said[0], said[1], said[2].lstrip("# "), said[3]) == answer


def test_company_can_be_asked_to_stand_near(answers: Asker) -> None:
    far = "\n\n".join(["They hear it.", *(f"Line {n}." for n in range(9)), "Write again."])
    near: dict[str, Any] = {**_PAIR, "near": 3}
    assert [said[0] for said in answers("goes-with", far, [_FEEDBACK, _DRAFT], **near)] == ["needs-a-person"]
    beside = [said[0] for said in answers("goes-with", "They hear it.\n\nWrite again.", [_FEEDBACK, _DRAFT], **near)]
    assert beside == ["met"]
    before = [said[0] for said in answers("goes-with", "Write again.\n\nThey hear it.", [_FEEDBACK, _DRAFT], **near)]
    assert before == ["met"]
    apart = ["They hear it.", "Write again."]
    assert [said[0] for said in answers("goes-with", apart, [_FEEDBACK, _DRAFT], **near)] == ["needs-a-person"]


def test_words_in_code_and_in_quotations_are_not_the_authors(answers: Asker) -> None:
    for text in ("They `mend it`.", "> They mend it."):
        assert [said[0] for said in answers("says", text, words=["mend it"], least_words=0)] == ["needs-a-person"]


def test_a_phrase_that_cannot_be_read_is_a_mistake(answers: Asker) -> None:
    with pytest.raises(UserError, match="`words` holds a phrase that cannot be read"):
        answers("says", "Words", words=["{learner} write"])


def test_an_outcome_that_there_is_not_is_a_mistake(answers: Asker) -> None:
    with pytest.raises(UserError, match="`absent` cannot be `wrong`"):
        answers("says", f"Words{_LONG}", words=["mend it"], absent="wrong")


@pytest.mark.parametrize(
    ("text", "options", "answer"),
    [
        ("They mend it.", {}, ("met", "", "mend it", {"said": '"mend it"', "count": "1"})),
        ("They mended it, then mend it.", {}, ("met", "", "mended it", {"said": '"mended it"', "count": "2"})),
        ("A few words", {}, ("not-applicable", "short", "A few words", {})),
        ("A few words", {"least_words": 3}, ("needs-a-person", "", "A few words", {})),
        ("A few words", {"least_words": 3, "only_plans": True}, ("not-applicable", "no-plan", "A few words", {})),
        ("Mend it.", {"least_words": 1, "parts": ["objectives"]}, ("not-applicable", "no-part", "Mend it.", {})),
        (
            "## Objectives\n- Mend it.",
            {"least_words": 1, "parts": ["objectives"]},
            ("met", "", "Mend it", {"said": '"Mend it"', "count": "1"}),
        ),
    ],
)
def test_a_lesson_says_one_of_some_phrases(answers: Asker, text: str, options: dict[str, Any], answer: Said) -> None:
    assert answers("says", text, words=["mend it"], **options) == [answer]


def test_evidence_does_as_well_as_words(answers: Asker) -> None:
    (said,) = answers("says", "They write again.", [_DRAFT], kinds=["transparency: revision"], words=["mend it"])
    assert said == ("met", "", "again", {"said": "a second try", "count": "1"})


@pytest.mark.parametrize(
    ("text", "options", "answer"),
    [
        ("Points off, points off.", {}, ("not-met", "", "Points off", {"said": '"Points off"', "count": "2"})),
        (
            "Points off.",
            {"found": "needs-a-person"},
            ("needs-a-person", "", "Points off", {"said": '"Points off"', "count": "1"}),
        ),
        ("Points off. Nobody minds.", {}, ("met", "settled", "Points off", {"said": '"Points off"', "count": "1"})),
        ("A few words", {}, ("not-applicable", "short", "A few words", {})),
        (f"Words{_LONG}", {}, ("met", "", f"Words{_LONG}", {})),
    ],
)
def test_words_to_look_at_are_one_finding(answers: Asker, text: str, options: dict[str, Any], answer: Said) -> None:
    assert answers("avoids", text, words=["point off"], unless=["nobody minds"], **options) == [answer]


_READ = [("representation: text", f"read{n}") for n in range(8)]


@pytest.mark.parametrize(
    ("shown", "answer"),
    [
        (_READ[:3], ("not-applicable", "few", {})),
        (_READ, ("needs-a-person", "only", {"largest": "reading", "count": "8", "all": "8", "offered": "reading"})),
        (
            [*_READ, ("representation: video", "film")],
            ("needs-a-person", "", {"largest": "reading", "count": "8", "all": "9", "offered": "reading and film"}),
        ),
        (
            [*_READ[:6], ("representation: video", "film"), ("representation: audio", "song")],
            ("met", "", {"largest": "reading", "count": "6", "all": "8", "offered": "reading, film and listening"}),
        ),
    ],
)
def test_balance_weighs_the_largest_kind(
    answers: Asker, shown: list[tuple[str, str]], answer: tuple[str, str, dict[str, str]]
) -> None:
    text = " ".join([*(f"read{n}" for n in range(8)), "film", "song"])
    (said,) = answers("balance", text, shown, kinds=["representation"])
    assert (said[0], said[1], said[3]) == answer


_CHOICES = [("choice: content", "pick one"), ("choice: process", "pick two")]


@pytest.mark.parametrize(
    ("texts", "shown", "answer"),
    [
        (["pick one", "two"], _CHOICES[:1], ("not-applicable", "few")),
        (["one", "two", "three"], [], ("not-applicable", "none")),
        (["pick one", "two", "three"], _CHOICES[:1], ("not-met", "")),
        (["pick one", "pick two", "three"], _CHOICES, ("met", "")),
    ],
)
def test_spread_counts_the_lessons(
    answers: Asker, texts: list[str], shown: list[tuple[str, str]], answer: tuple[str, str]
) -> None:
    (said,) = answers("spread", texts, shown, kinds=["choice"])
    assert (said[0], said[1]) == answer


def test_ratio_weighs_one_thing_against_another(answers: Asker) -> None:
    options: dict[str, Any] = {"kinds": ["expression"], "to_words": ["explain that"], "least": 3}
    poem = [("expression: writing", "poem")]
    told = "Explain that it rains. Explain that it pours. A poem."
    assert answers("ratio", told, poem, **options) == [
        ("needs-a-person", "", "Explain that", {"these": "1", "those": "2", "all": "3"})
    ]
    assert [said[0] for said in answers("ratio", told, poem, **options, most=2)] == ["met"]
    assert [said[:2] for said in answers("ratio", "A poem.", poem, **options)] == [("not-applicable", "few")]


def test_open_questions_are_weighed_against_all(answers: Asker) -> None:
    closed = "Is it wet? Is it cold? Is it deep? Is it wide? Is it long? Is it old?"
    options: dict[str, Any] = {"one_in": 4, "least": 6}
    assert answers("open-questions", closed, **options) == [
        ("needs-a-person", "none", "Is it wet?", {"open": "0", "all": "6"})
    ]
    asked = f"{closed} Why is it so? What would you do?"
    assert [(said[0], said[3]) for said in answers("open-questions", asked, **options)] == [
        ("met", {"open": "2", "all": "8"})
    ]
    assert [said[1] for said in answers("open-questions", "Is it wet?", **options)] == ["few"]


_ORDER: dict[str, Any] = {"first": ["objectives"], "then": ["procedure"]}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("## Objectives\n- Draw it.\n## Procedure\nDraw.", "met"),
        ("## Procedure\nDraw.\n## Objectives\n- Draw it.", "not-met"),
        ("## Procedure\nDraw.", "not-applicable"),
    ],
)
def test_one_part_stands_before_another(answers: Asker, text: str, outcome: str) -> None:
    assert [said[0] for said in answers("order", text, **_ORDER)] == [outcome]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("## Standards\n4-LS1-1", ("met", "")),
        ("## Standards\n### Science\n4-LS1-1", ("met", "")),
        ("## Standards\n## Procedure\nDraw.", ("not-met", "empty")),
        ("## Procedure\nDraw.", ("needs-a-person", "")),
    ],
)
def test_a_part_is_there_and_holds_something(answers: Asker, text: str, answer: tuple[str, str]) -> None:
    assert [said[:2] for said in answers("has-part", text, parts=["standards"])] == [answer]


@pytest.mark.parametrize(
    ("text", "outcome", "words"),
    [
        ("Words", "not-applicable", {}),
        ("---\ntitle: A\n---\nWords", "needs-a-person", {"missing": "`authors`", "count": "1", "all": "1"}),
        ("---\nauthor: The team\n---\nWords", "met", {"count": "1"}),
        ("---\nauthors: []\n---\nWords", "needs-a-person", {"missing": "`authors`", "count": "1", "all": "1"}),
    ],
)
def test_front_matter_declares_things(answers: Asker, text: str, outcome: str, words: dict[str, str]) -> None:
    assert [(said[0], said[3]) for said in answers("declared", text, keys=["authors|author"])] == [(outcome, words)]


def test_pages_have_titles_of_their_own(answers: Asker) -> None:
    assert [said[0] for said in answers("titled", ["# One\nA", "---\ntitle: Two\n---\nB"])] == ["met"]
    assert [said[0] for said in answers("titled", ["# One\nA", "B"])] == ["not-met"]
    assert [said[1] for said in answers("titled", ["# One\nA", "# ONE\nB"])] == ["twice"]


def test_the_longest_stretch_without_a_heading_is_found(answers: Asker) -> None:
    text = f"# A\n{'word ' * 30}\n\n## B\n{'word ' * 50}\n\n- {'item ' * 90}"
    assert answers("headed", text, most=40) == [("not-met", "", "B", {"count": "50"})]
    assert [said[0] for said in answers("headed", text, most=60)] == ["met"]
    assert [said[0] for said in answers("headed", "# A\nword", most=60)] == ["not-applicable"]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ('<iframe src="https://a.example/x"></iframe>', "not-met"),
        ('<iframe title="" src="https://a.example/x"></iframe>', "not-met"),
        ('<iframe title="Bees" src="https://a.example/x"></iframe>', "met"),
        ("Bees", "not-applicable"),
    ],
)
def test_frames_have_names(answers: Asker, text: str, outcome: str) -> None:
    assert [said[0] for said in answers("frames-named", f"# A\n\n{text}\n")] == [outcome]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The DOT is big. The DOT is old. The DOT is here.", "needs-a-person"),
        ("The department (DOT) is big. The DOT is old. The DOT is here.", "met"),
        ("The DOT is big.", "met"),
        ("The USA is big. The USA is old. The USA is here.", "met"),
        ("`DOT` is big. `DOT` is old. `DOT` is here.", "not-applicable"),
    ],
)
def test_abbreviations_are_written_out(answers: Asker, text: str, outcome: str) -> None:
    assert [said[0] for said in answers("abbreviations", text, known=["USA"])] == [outcome]


def test_occasions_are_counted_by_parts(answers: Asker) -> None:
    shown = [("expression: writing", "poem"), ("expression: visual", "map")]
    options: dict[str, Any] = {"kinds": ["expression"], "of": "parts", "least_words": 0}
    assert [said[0] for said in answers("at-least", "# A\nA poem and a map", shown, **options)] == ["not-met"]
    assert [said[0] for said in answers("at-least", "# A\nA poem\n## B\nA map", shown, **options)] == ["met"]


def test_assessed_tasks_serve_objectives(answers: Asker) -> None:
    text = "## Objectives\n- Explain erosion of rocks\n## Assessment\nA drawing of {}."
    drawing = [("expression: visual", "drawing")]
    assert [said[0] for said in answers("alignment", text.format("rocks and erosion"), drawing, of="tasks")] == ["met"]
    (said,) = answers("alignment", text.format("bakeries"), drawing, of="tasks")
    assert (said[0], said[3]) == ("needs-a-person", {"count": "1", "bare": "1", "task": "Assessment"})
    assert [said[0] for said in answers("alignment", "A drawing", drawing, of="tasks")] == ["not-applicable"]


def test_wording_is_one_finding_a_term(answers: Asker) -> None:
    shown = [("wording: gender", "mankind"), ("wording: gender", "chairman")]
    said = answers("wording", "The chairman spoke of mankind.", shown, kinds=["wording: gender"])
    assert [(outcome, words["words"], words["count"]) for outcome, _, _, words in said] == [
        ("not-met", "mankind", "1"),
        ("not-met", "chairman", "1"),
    ]
    assert [one[0] for one in answers("wording", "They spoke.", kinds=["wording: gender"])] == ["met"]
