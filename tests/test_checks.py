"""The kinds of question: what each answers, where it points, and with which words, in every case."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from checker.catalogue import Catalogue, Rule
from checker.checks import arranged, ask
from checker.checks.question import Answer
from checker.errors import UserError
from checker.findings import Evidence, Finding, NotChecked, Outcome, Scope, Severity
from checker.unit import Lesson, Unit

Reader = Callable[..., Lesson]
Finder = Callable[[Sequence[Lesson], str, str], Evidence]
Said = tuple[str, str, str, dict[str, str]]
Asker = Callable[..., list[Said]]
_LONG = " and so on" * 60
_WAYS_IN = [("representation: text", "read"), ("representation: text", "again"), ("representation: video", "watch")]


@pytest.mark.parametrize(
    ("text", "shown", "answer"),
    [
        ("# A\nread again, watch", _WAYS_IN, ("met", "", "read", {"offered": "reading and film", "count": "2"})),
        (
            f"# A\nread again {_LONG}",
            _WAYS_IN[:2],
            ("not-met", "", "read", {"offered": "reading", "count": "1"}),
        ),
        ("# A\nread again", _WAYS_IN[:2], ("not-applicable", "short", "A", {"offered": "reading", "count": "1"})),
        (f"# A\n{_LONG}", [], ("needs-a-person", "none", "A", {"offered": "", "count": "0"})),
        ("# A\nread", [("choice: content", "read")], ("not-applicable", "short", "A", {"offered": "", "count": "0"})),
    ],
)
def test_at_least_counts_different_values(
    answers: Asker, text: str, shown: list[tuple[str, str]], answer: Said
) -> None:
    assert answers("at-least", text, shown, kinds=["representation"]) == [answer]


def test_at_least_asks_for_as_many_as_the_options_say(answers: Asker) -> None:
    options: dict[str, Any] = {"kinds": ["representation"], "least": 3, "least_words": 0}
    assert [said[0] for said in answers("at-least", "read again, watch", _WAYS_IN, **options)] == ["not-met"]


@pytest.mark.parametrize(
    ("text", "shown", "options", "answer"),
    [
        (
            "choose, pick",
            [("choice: content", "choose"), ("choice: process", "pick")],
            {},
            ("met", "", "choose", {"offered": "what to work on and how to work"}),
        ),
        ("A few words", [], {}, ("not-applicable", "short", "A few words", {})),
        (f"Words{_LONG}", [], {"absent": "needs-a-person"}, ("needs-a-person", "", f"Words{_LONG}", {})),
        (f"Words{_LONG}", [], {}, ("not-met", "", f"Words{_LONG}", {})),
        ("A few words", [], {"least_words": 3}, ("not-met", "", "A few words", {})),
    ],
)
def test_present_asks_for_any(
    answers: Asker, text: str, shown: list[tuple[str, str]], options: dict[str, Any], answer: Said
) -> None:
    assert answers("present", text, shown, kinds=["choice"], **options) == [answer]


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("at-least", f"Words{_LONG}"),
        ("present", f"Words{_LONG}"),
        ("several-sources", f"Words{_LONG}{_LONG}"),
        ("declared", "---\ntitle: A\n---\nWords"),
    ],
)
def test_nothing_is_asked_of_what_is_missing_where_there_is_nothing_that_it_would_belong_to(
    answers: Asker, check: str, text: str
) -> None:
    asked: dict[str, Any] = {"kinds": ["choice"], "keys": ["authors"], "absent": "needs-a-person"}
    asked |= {"only_where": ["perspective"], "where_least": 2}
    one, two = ("perspective: people", text[-2:]), ("perspective: place", text[-3:])
    assert [said[:2] for said in answers(check, text, [one], **asked)] == [("not-applicable", "elsewhere")]
    assert [said[0] for said in answers(check, text, [one, two], **asked)] == ["needs-a-person"]


def test_sources_are_asked_for_views_and_regions_only_where_somebody_is_told_of(answers: Asker) -> None:
    text = "Ana\n## Sources\n" + "".join(f"- [Text {at}](https://example.org/{at})\n" for at in range(4))
    for check in ("sources-declare", "sources-spread"):
        asked = {"only_where": ["perspective"]}
        assert [said[:2] for said in answers(check, text, (), **asked)] == [("not-applicable", "elsewhere")]
        shown = [("perspective: people", "Ana")]
        assert [said[0] for said in answers(check, text, shown, **asked)] == ["needs-a-person"]


_NOWHERE: list[tuple[str, str, dict[str, Any]]] = [
    ("at-least", f"Words{_LONG}", {"kinds": ["choice"]}),
    ("present", f"Words{_LONG}", {"kinds": ["choice"], "absent": "needs-a-person"}),
    ("question", "Words", {"kinds": ["perspective"]}),
    ("says", f"Words{_LONG}", {"words": ["mend it"]}),
    ("has-part", "Words", {"parts": ["standards"]}),
    ("ways-to-show-learning", "## Objectives\n- Explain the rain", {}),
    ("several-sources", f"Words{_LONG}{_LONG}", {}),
    ("declared", "---\ntitle: A\n---\nWords", {"keys": ["authors"]}),
]


@pytest.mark.parametrize(("check", "text", "options"), _NOWHERE)
def test_a_question_about_what_was_found_nowhere_says_that_it_is_one(
    raw_answers: Callable[..., list[Answer]], check: str, text: str, options: dict[str, Any]
) -> None:
    assert [(one.outcome.value, one.is_absence) for one in raw_answers(check, text, **options)] == [
        ("needs-a-person", True)
    ]


def test_a_question_at_a_place_is_not_about_an_absence(raw_answers: Callable[..., list[Answer]]) -> None:
    shown = [("perspective: community", "neighbors")]
    said = raw_answers("question", "the neighbors", shown, kinds=["perspective"])
    assert [(one.outcome.value, one.is_absence) for one in said] == [("needs-a-person", False)]


def test_a_question_may_need_more_places_than_one(answers: Asker) -> None:
    shown = [("perspective: people", "Ana"), ("perspective: place", "Lima")]
    asked: dict[str, Any] = {"kinds": ["perspective"], "always": False}
    assert [said[0] for said in answers("question", "Ana in Lima", shown, least=2, **asked)] == ["needs-a-person"]
    assert [said[:2] for said in answers("question", "Ana in Lima", shown, least=3, **asked)] == [
        ("not-applicable", "none")
    ]


def test_a_question_is_always_for_a_person(answers: Asker) -> None:
    shown = [("perspective: community", "neighbors")]
    words = {"offered": "people of the community", "count": "1"}
    assert answers("question", "the neighbors", shown, kinds=["perspective"]) == [
        ("needs-a-person", "", "neighbors", words)
    ]
    assert answers("question", "the town", (), kinds=["perspective"]) == [
        ("needs-a-person", "none", "the town", {"offered": "", "count": "0"})
    ]


def test_taken_for_granted_points_to_each_kind_once(answers: Asker) -> None:
    shown = [("assumption: device", "laptop"), ("assumption: device", "tablet"), ("assumption: home", "parents")]
    assert answers("taken-for-granted", "laptop tablet parents", shown, kinds=["assumption"]) == [
        ("not-met", "device", "laptop", {"offered": "a device for each learner", "words": "laptop", "count": "2"}),
        ("not-met", "home", "parents", {"offered": "help or quiet at home", "words": "parents", "count": "1"}),
    ]
    assert [said[0] for said in answers("taken-for-granted", f"Words{_LONG}", kinds=["assumption"])] == ["met"]
    assert [said[0] for said in answers("taken-for-granted", "Words", kinds=["assumption"])] == ["not-applicable"]


_GOAL: dict[str, Any] = {"kinds": ["assumption"], "goal": ["programming"], "goal_codes": ["python"]}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("# Programming\nOpen the laptop.", "not-applicable"),
        (
            "# Loops\n## Objectives\n- Explain what programming is.\n\n## Steps\nOpen the laptop." + _LONG,
            "not-applicable",
        ),
        ("# Loops\nOpen the laptop and begin programming.", "not-applicable"),
        ("# Loops\nOpen the laptop.\n\n```python\nprint(1)\n```", "not-applicable"),
        ("# Loops\nOpen the laptop.\n\n```text\nprint(1)\n```", "not-met"),
        ("# Loops\nOpen the laptop and begin programming." + _LONG, "not-met"),
        ("# Rain\nOpen the laptop.", "not-met"),
    ],
)
def test_what_a_lesson_is_about_is_not_taken_for_granted_in_it(answers: Asker, text: str, outcome: str) -> None:
    shown = [("assumption: device", "laptop")]
    assert [said[0] for said in answers("taken-for-granted", text, shown, **_GOAL)] == [outcome]


def test_what_other_lessons_of_the_unit_take_for_granted_is_still_said(answers: Asker) -> None:
    texts = ["# Programming\nOpen the laptop.", "# Rain\nOpen the tablet."]
    shown = [("assumption: device", "laptop"), ("assumption: device", "tablet")]
    assert [said[:3] for said in answers("taken-for-granted", texts, shown, **_GOAL)] == [
        ("not-met", "device", "tablet")
    ]
    words = {"offered": "a device for each learner", "words": "laptop", "count": "1"}
    assert answers("taken-for-granted", texts[:1], shown[:1], at_goal="needs-a-person", **_GOAL) == [
        ("needs-a-person", "goal", "laptop", words)
    ]


_POSTER = ("expression: visual", "poster")
_PLAN = "# Volcanoes\n## Materials\nSand\n## Procedure\nDraw a poster."
_PARTS: dict[str, Any] = {"parts": ["materials", "procedure"]}


def test_objectives_that_are_stated_are_counted(answers: Asker) -> None:
    text = "## Objectives\n- Draw a map.\n- Read a map."
    assert answers("objectives-stated", text) == [("met", "", "Draw a map.", {"count": "2"})]


def test_a_single_page_without_objectives_is_a_question_for_it_may_be_a_part_of_something(answers: Asker) -> None:
    assert answers("objectives-stated", _PLAN, [_POSTER], **_PARTS) == [("needs-a-person", "", "Volcanoes", {})]


def test_a_unit_of_several_lessons_without_objectives_does_not_state_them(answers: Asker) -> None:
    texts = ["# Day one\n## Materials\nSand", "# Day two\n## Procedure\nDraw a poster."]
    assert answers("objectives-stated", texts, [_POSTER], **_PARTS) == [("not-met", "", "Day one", {})]


@pytest.mark.parametrize(
    ("text", "shown", "options"),
    [
        ("# Volcanoes\nDraw a poster.", [_POSTER], {}),
        ("# Volcanoes\n## Materials\nSand\n## Materials\nDraw a poster.", [_POSTER], {}),
        ("# Volcanoes\n## Materials\nSand\n## Homework\nDraw a poster.", [_POSTER], {}),
        ("# Volcanoes\n## Materials\nSand\n## Procedure\nYou will learn about sand.", [], {}),
        (_PLAN, [], {}),
        (_PLAN, [_POSTER], {"least_parts": 3}),
    ],
)
def test_a_page_without_two_parts_of_a_plan_or_a_task_needs_no_objectives(
    answers: Asker, text: str, shown: list[tuple[str, str]], options: dict[str, Any]
) -> None:
    said = answers("objectives-stated", text, shown, **_PARTS, **options)
    assert said == [("not-applicable", "no-plan", "Volcanoes", {})]


@pytest.mark.parametrize(
    "aim",
    [
        "You will learn how a volcano grows.",
        "Students can also explore the sand.",
        "You'll discover what is hot.",
        "This lesson introduces lava.",
        "The goal of the day is a cone.",
        "A way to learn about lava.",
    ],
)
def test_an_aim_in_passing_needs_a_person(answers: Asker, aim: str) -> None:
    text = _PLAN.replace("Sand", f"Sand\n\n{aim}")
    assert answers("objectives-stated", text, [_POSTER], **_PARTS) == [("needs-a-person", "in-passing", aim, {})]


@pytest.mark.parametrize("words", ["Sand is to be had. Students draw.", "The class will go outside."])
def test_other_sentences_are_no_aim(answers: Asker, words: str) -> None:
    text = _PLAN.replace("Sand", words)
    assert answers("objectives-stated", text, [_POSTER], **_PARTS) == [("needs-a-person", "", "Volcanoes", {})]


def test_a_heading_is_no_aim(answers: Asker) -> None:
    text = _PLAN.replace("# Volcanoes", "# You will learn about volcanoes")
    said = answers("objectives-stated", text, [_POSTER], **_PARTS)
    assert said == [("needs-a-person", "", "You will learn about volcanoes", {})]


@pytest.mark.parametrize(
    ("objective", "verb"),
    [
        ("Understand ratios.", "understand"),
        ("Understanding of ratios", "understand"),
        ("Students will understand ratios.", "understand"),
        ("The students should be able to understand ratios.", "understand"),
        ("By the end of the day, learners will know ratios.", "know"),
        ("To know what a ratio is.", "know"),
        ("**Know** what a ratio is.", "know"),
        ("Understand ratios by drawing them.", ""),
        ("Understand and explain ratios.", ""),
        ("Understand ratios and be able to use them.", ""),
        ("Understand ratios, bars and clearly explain both.", ""),
        ("Understand ratios, and why and when to use them.", "understand"),
        ("Understand the design by heart", "understand"),
        ("Compare two ratios.", ""),
        ("Explain why we know it.", ""),
        ("Knowledgeable talk about ratios", ""),
    ],
)
def test_an_objective_hides_what_a_learner_does(answers: Asker, objective: str, verb: str) -> None:
    said = answers("objectives-observable", f"## Objectives\n- {objective}", hidden=["understand", "know"])
    assert [words.get("verb", "") for _, _, _, words in said] == [verb]
    assert [outcome for outcome, *_ in said] == ["not-met" if verb else "met"]


def test_hidden_verbs_are_one_finding_a_lesson_with_their_count(answers: Asker) -> None:
    text = "## Objectives\n- Draw ratios.\n- Know ratios.\n- Understand bars."
    words = {"verb": "know", "objective": "Know ratios.", "count": "2", "all": "3"}
    said = answers("objectives-observable", text, hidden=["know", "understand"])
    assert said == [("not-met", "several", "Know ratios.", words)]


def test_a_single_hidden_verb_has_the_plain_message(answers: Asker) -> None:
    text = "## Objectives\n- Draw ratios.\n- Know ratios."
    words = {"verb": "know", "objective": "Know ratios.", "count": "1", "all": "2"}
    assert answers("objectives-observable", text, hidden=["know"]) == [("not-met", "", "Know ratios.", words)]


def test_a_finding_on_hidden_verbs_shows_each_of_them(catalogue: Catalogue, lesson_of: Reader) -> None:
    lesson = lesson_of("## Objectives\n- Know ratios.\n- Draw ratios.\n- Know bars.", "a.md", "en")
    rule = _rule(catalogue, check="objectives-observable", options={"hidden": ["know"]})
    (finding,) = _asked(rule, [lesson], [], catalogue)
    assert [(found.kind, found.span.text) for found in finding.evidence] == [
        ("transparency: objectives", "Know ratios."),
        ("transparency: objectives", "Know bars."),
    ]


def test_without_objectives_none_hides_anything(answers: Asker) -> None:
    assert answers("objectives-observable", "Words", hidden=["know"]) == [("not-applicable", "", "Words", {})]


_ESSAY = [("expression: writing", "essay"), ("expression: writing", "report")]
_CONSTRUCTS: dict[str, Any] = {"constructs": {"writing": ["write"]}}


@pytest.mark.parametrize(
    ("text", "shown", "answer"),
    [
        (
            "essay, talk",
            [_ESSAY[0], ("expression: speaking", "talk")],
            ("met", "", "essay", {"offered": "writing and speaking"}),
        ),
        ("essay, report", _ESSAY, ("not-met", "", "essay", {"offered": "writing"})),
        ("Words", [], ("not-applicable", "no-plan", "Words", {"offered": ""})),
        ("# A\n## Materials\nSand\n## Procedure\nSift.", [], ("needs-a-person", "none", "A", {"offered": ""})),
        ("# A\n## Objectives\n- Explain rain", [], ("needs-a-person", "none", "A", {"offered": ""})),
        (
            "essay\n## Objectives\n- Writing with reasons",
            _ESSAY[:1],
            ("not-applicable", "construct", "essay", {"offered": "writing"}),
        ),
        ("essay\n## Objectives\n- Explain the rain", _ESSAY[:1], ("not-met", "", "essay", {"offered": "writing"})),
    ],
)
def test_one_way_to_show_learning_is_enough_only_where_it_is_the_goal(
    answers: Asker, text: str, shown: list[tuple[str, str]], answer: Said
) -> None:
    assert answers("ways-to-show-learning", text, shown, **_CONSTRUCTS) == [answer]


_TASK = ("expression: visual", "drawing")


@pytest.mark.parametrize(
    ("text", "shown", "answer"),
    [
        (
            "## Objectives\n- Explain erosion of rocks\n## Assessment\nA drawing of rocks and their erosion.",
            [_TASK],
            ("met", "", "Explain erosion of rocks", {"count": "1", "bare": "0", "objective": ""}),
        ),
        (
            "## Objectives\n- Explain erosion of rocks\n- Name six planets\n## Assessment\nA drawing of rock erosion.",
            [_TASK],
            ("needs-a-person", "", "Name six planets", {"count": "2", "bare": "1", "objective": "Name six planets"}),
        ),
        (
            "A drawing of rocks.",
            [_TASK],
            ("not-applicable", "", "A drawing of rocks.", {"count": "0", "bare": "0", "objective": ""}),
        ),
    ],
)
def test_objectives_without_a_task_are_a_question(
    answers: Asker, text: str, shown: list[tuple[str, str]], answer: Said
) -> None:
    assert answers("alignment", text, shown) == [answer]


def test_objectives_without_any_task_are_not_asked_about(answers: Asker) -> None:
    said = answers("alignment", "## Objectives\n- Explain erosion\n## Story\nRocks.")
    assert [outcome for outcome, *_ in said] == ["not-applicable"]


@pytest.mark.parametrize(
    ("text", "shown", "answer"),
    [
        ("Words", [], ("not-applicable", "no-choice", "Words", {})),
        ("choose", [("choice: expression", "choose")], ("not-met", "", "choose", {})),
        ("choose", [("choice: content", "choose")], ("not-applicable", "no-choice", "choose", {})),
        (
            "choose, judged by",
            [("choice: expression", "choose"), ("transparency: criteria", "judged")],
            ("met", "", "judged", {}),
        ),
        ("choose\n## Rubric\nFour", [("choice: expression", "choose")], ("met", "", "## Rubric", {})),
        (
            "choose\n## Rubric\nFour\n## Success criteria\nTwo",
            [("choice: expression", "choose")],
            ("needs-a-person", "several", "## Rubric", {}),
        ),
    ],
)
def test_a_choice_of_form_asks_for_one_set_of_criteria(
    answers: Asker, text: str, shown: list[tuple[str, str]], answer: Said
) -> None:
    assert [_bare(said) for said in answers("shared-criteria", text, shown)] == [_bare(answer)]


def _bare(said: Said) -> Said:
    """An answer whose place is a heading, without the marks of it."""
    return said[0], said[1], said[2].lstrip("# "), said[3]


_POEM = ("expression: writing", "poem")


@pytest.mark.parametrize(
    ("texts", "answer"),
    [
        (["## Assessment\nA poem"], ("needs-a-person", "none", "Assessment", {})),
        (["## Assessment\nA poem\n## Rubric\nFour"], ("not-met", "late", "Rubric", {})),
        (["## Rubric\nFour\n## Assessment\nA poem"], ("met", "", "Rubric", {})),
        (["## Assessment\nA poem\n### Rubric\nFour"], ("met", "", "Rubric", {})),
        (["## Assessment\nA poem\n### Steps\nThree\n#### Rubric\nFour"], ("met", "", "Rubric", {})),
        (["## Assessment\n### The poem\nA poem\n### Rubric\nFour"], ("met", "", "Rubric", {})),
        (["## Assessment\nA poem\n### Steps\nThree\n## Close\n### Rubric\nFour"], ("not-met", "late", "Rubric", {})),
        (["## Rubric\nFour", "## Assessment\nA poem"], ("met", "", "Rubric", {})),
        (["## Assessment\nA poem", "## Rubric\nFour"], ("not-met", "late", "Rubric", {})),
        (["## Assessment\nA poem", "### Rubric\nFour"], ("not-met", "late", "Rubric", {})),
    ],
)
def test_criteria_stand_before_the_product_or_in_its_part(answers: Asker, texts: list[str], answer: Said) -> None:
    assert [_bare(said) for said in answers("criteria-first", texts, [_POEM])] == [answer]


@pytest.mark.parametrize(
    ("text", "shown", "top"),
    [
        ("Words", [], "Words"),
        ("## Assessment\nA quiz\n## Rubric\nFour", [("expression: test", "quiz")], "Assessment"),
        ("## Assessment\nIt is fun.\n## Rubric\nFour", [], "Assessment"),
        ("## Procedure\nA poem\n## Rubric\nFour", [_POEM], "Procedure"),
    ],
)
def test_without_an_assessed_product_no_criteria_are_asked_for(
    answers: Asker, text: str, shown: list[tuple[str, str]], top: str
) -> None:
    assert answers("criteria-first", text, shown) == [("not-applicable", "no-task", top, {})]


def test_a_product_beside_a_quiz_is_asked_about(answers: Asker) -> None:
    text = "## Assessment\nA quiz and a poem\n## Rubric\nFour"
    said = answers("criteria-first", text, [_POEM, ("expression: test", "quiz")])
    assert [_bare(answer) for answer in said] == [("not-met", "late", "Rubric", {})]


def test_a_quiz_before_the_criteria_does_not_make_them_late(answers: Asker) -> None:
    text = "## Assessment\nA quiz\n## Rubric\nFour\n## Homework\nA poem"
    said = answers("criteria-first", text, [_POEM, ("expression: test", "quiz")])
    assert [_bare(answer) for answer in said] == [("met", "", "Rubric", {})]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Judged by four points.\n## Assessment\nA poem", ("met", "", "Judged", {})),
        ("## Assessment\nA poem. Judged by four points.", ("met", "", "Judged", {})),
        ("## Assessment\nA poem.\n## Close\nJudged by four points.", ("not-met", "late", "Judged", {})),
    ],
)
def test_criteria_that_are_evidence_count_too(answers: Asker, text: str, answer: Said) -> None:
    assert answers("criteria-first", text, [_POEM, ("transparency: criteria", "Judged")]) == [answer]


_FILM = ("representation: video", "film")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Watch the [film](https://youtu.be/x).", "not-met"),
        ("Watch [the film of bees](https://example.org/bees).", "not-met"),
        ("Watch the film: <https://vimeo.com/1>", "not-met"),
        ('<iframe src="https://example.org/x" title="film"></iframe>', "not-met"),
        ('<video src="bees"></video>\n\nA film of bees', "not-applicable"),
        ('A film of bees <video src="bees"></video>', "not-met"),
        ('<iframe src="https://example.org/form"></iframe> after the film', "not-applicable"),
        ("Watch the [film](https://youtu.be/x) with captions.", "met"),
        ("Watch the [film](https://youtu.be/x).\n\nA transcript hangs beside the door.", "met"),
        ("Watch the [film](bees.mp4).\n\n" + "\n\n".join("abcdefg") + "\n\nA transcript.", "not-met"),
        ("Watch the film.", "not-applicable"),
        ("Watch the film, then read [a page](https://example.org/bees).", "not-applicable"),
        ("![A film](film.png)", "not-applicable"),
        ("Read.", "not-applicable"),
    ],
)
def test_a_linked_film_has_another_way_to_it_near_by(answers: Asker, text: str, outcome: str) -> None:
    shown = [_FILM] if "film" in text else []
    assert [said[0] for said in answers("film-alternatives", text, shown)] == [outcome]


@pytest.mark.parametrize(
    ("text", "words", "outcome"),
    [
        ("Listen to the [song](song.mp3).", "song", "not-met"),
        ("Listen to the [song](song.mp3) and read the lyrics.", "song", "met"),
        ("Listen to the recording.", "recording", "not-applicable"),
        ("Listen to the teacher.", "teacher", "not-applicable"),
    ],
)
def test_a_linked_recording_has_another_way_to_it_near_by(answers: Asker, text: str, words: str, outcome: str) -> None:
    said = answers("film-alternatives", text, [("representation: audio", words)])
    assert [answer[0] for answer in said] == [outcome]


def test_each_lesson_with_films_has_one_answer_of_its_own(answers: Asker) -> None:
    texts = [
        "A [film](a.mp4).\n\nA [movie](b.mp4).",
        "A [clip](c.mp4) with captions.",
        "Read about an episode.",
    ]
    shown = [_FILM, *(("representation: video", words) for words in ("movie", "clip", "episode"))]
    assert answers("film-alternatives", texts, shown) == [
        ("not-met", "", "film", {"count": "2"}),
        ("met", "", "clip", {"count": "1"}),
    ]


@pytest.mark.parametrize(
    ("text", "outcome", "start", "words"),
    [
        ("![A bee on a flower](bee.jpg)", "met", 0, {"count": "1"}),
        ("![](bee.jpg)", "not-met", 0, {"count": "1"}),
        ("![image](a.jpg) ![bee.jpg](b.jpg)", "not-met", 0, {"count": "2"}),
        ("![A bee](a.jpg) ![IMG](b.jpg)", "not-met", 16, {"count": "1"}),
        ('<img src="line.svg" alt="">', "not-applicable", 0, {}),
        ("Words", "not-applicable", 0, {}),
    ],
)
def test_a_picture_says_what_it_shows(
    answers: Asker, text: str, outcome: str, start: int, words: Mapping[str, str]
) -> None:
    (said,) = answers("image-alternatives", text)
    assert (said[0], said[3]) == (outcome, words)
    assert said[2] in text[start:]


_MUSEUM, _MAP = "[museum](https://example.org/m)", "[map](https://example.org/map/)"


@pytest.mark.parametrize(
    ("texts", "outcome", "case", "words"),
    [
        ([f"{_MUSEUM} {_MAP}"], "met", "", {"count": "2"}),
        ([_MUSEUM, _MAP], "met", "", {"count": "2"}),
        ([_MUSEUM, "[again](https://EXAMPLE.org/m/)"], "not-applicable", "short", {"count": "1"}),
        ([f"{_MUSEUM}{_LONG}{_LONG}"], "not-met", "", {"count": "1", "source": "museum"}),
        ([f"Words{_LONG}{_LONG}"], "needs-a-person", "none", {"count": "0"}),
        (["Words"], "not-applicable", "short", {"count": "0"}),
    ],
)
def test_sources_are_counted_once_over_the_unit(
    answers: Asker, texts: list[str], outcome: str, case: str, words: Mapping[str, str]
) -> None:
    assert [(said[0], said[1], said[3]) for said in answers("several-sources", texts)] == [(outcome, case, words)]


_LETTERS = "  - title: Letters\n    perspectives: [dockers]\n"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (f"---\nsources:\n{_LETTERS}---\n", ("met", "", "Letters", {"telling": "1", "count": "1"})),
        (
            f"---\nsources:\n{_LETTERS}  - title: A song\n---\n",
            ("needs-a-person", "", "A song", {"telling": "1", "count": "2", "source": "A song"}),
        ),
        (
            "---\nsources: [A song]\n---\n",
            ("needs-a-person", "silent", "A song", {"telling": "0", "count": "1", "source": "A song"}),
        ),
        ("Words", ("not-applicable", "none", "Words", {"telling": "0", "count": "0"})),
    ],
)
def test_sources_declare_whose_view_they_give(answers: Asker, text: str, answer: Said) -> None:
    assert answers("sources-declare", text) == [answer]


def _rule(catalogue: Catalogue, **changes: Any) -> Rule:
    rule = catalogue.rule("learners-choose")
    assert rule is not None
    changed: Rule = replace(rule, **changes)
    return changed


def _asked(rule: Rule, lessons: Sequence[Lesson], evidence: Sequence[Evidence], catalogue: Catalogue) -> list[Any]:
    return list(ask(rule, arranged(Unit("unit", "Unit", tuple(lessons)), evidence, (), catalogue.words)))


def test_a_finding_has_the_words_of_its_case_filled_in(
    catalogue: Catalogue, lesson_of: Reader, evidence_at: Finder
) -> None:
    lesson = lesson_of("Pick one.", "a.md")
    rule = _rule(catalogue, messages={"met": "Learners choose {offered}, {nobody}."}, is_preview=False)
    evidence = [evidence_at([lesson], "choice: content", "Pick")]
    assert _asked(rule, [lesson], evidence, catalogue) == [
        Finding(
            rule="learners-choose",
            outcome=Outcome.MET,
            severity=Severity.QUESTION,
            place=evidence[0].span,
            message="Learners choose what to work on, {nobody}.",
            evidence=tuple(evidence),
        )
    ]


def test_an_open_finding_says_what_to_do_and_what_to_ask(catalogue: Catalogue, lesson_of: Reader) -> None:
    lesson = lesson_of(f"# Rivers\n\nWords{_LONG}", "a.md", "en")
    rule = _rule(catalogue, options={"kinds": ["choice"]}, needs=(), severity=Severity.WARNING)
    (finding,) = _asked(rule, [lesson], [], catalogue)
    assert (finding.outcome, finding.severity) == (Outcome.NOT_MET, Severity.WARNING)
    assert (finding.message, finding.next_step, finding.question) == (rule.message, rule.next_step, rule.question)


def test_a_finding_without_words_of_its_own_says_that_it_does_not_apply(
    catalogue: Catalogue, lesson_of: Reader
) -> None:
    (finding,) = _asked(_rule(catalogue, messages={}), [lesson_of("Words")], [], catalogue)
    assert finding.message == "This does not apply here."


def test_a_rule_on_lessons_is_asked_of_each_and_one_on_units_of_all(
    catalogue: Catalogue, lesson_of: Reader, evidence_at: Finder
) -> None:
    lessons = [lesson_of("Pick one.", "b.md"), lesson_of("Pick two.", "a.md")]
    evidence = [
        evidence_at(lessons, "choice: content", "Pick two"),
        evidence_at(lessons, "choice: content", "Pick one"),
    ]
    by_lesson = _asked(_rule(catalogue, scope=Scope.LESSON), lessons, evidence, catalogue)
    by_unit = _asked(_rule(catalogue, scope=Scope.UNIT), lessons, evidence, catalogue)
    assert [finding.place.text for finding in by_lesson] == ["Pick one", "Pick two"]
    assert [finding.place.text for finding in by_unit] == ["Pick one"]


def test_a_lesson_in_another_language_is_not_checked_for_words_but_for_structure(
    catalogue: Catalogue, lesson_of: Reader
) -> None:
    lesson = lesson_of("Hola", "a.md", "es")
    structural = _rule(catalogue, check="image-alternatives")
    assert _asked(_rule(catalogue), [lesson], [], catalogue) == [
        NotChecked("a.md", "Asks about words; the lesson is in the language `es`.", "learners-choose")
    ]
    assert [type(answer) for answer in _asked(structural, [lesson], [], catalogue)] == [Finding]


def test_a_kind_of_question_that_there_is_not_is_a_mistake(catalogue: Catalogue, lesson_of: Reader) -> None:
    rule = _rule(catalogue, check="presnt")
    with pytest.raises(UserError) as mistake:
        _asked(rule, [lesson_of("Words")], [], catalogue)
    assert "There is no kind of question `presnt`.\n" in str(mistake.value)
    assert str(mistake.value).endswith("Did you mean `present`?")
