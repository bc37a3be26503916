"""Lessons that a hasty tool gets wrong, with the outcome that each must have."""

from collections.abc import Callable, Sequence

import pytest

from checker.catalogue import Catalogue
from checker.engine import check
from checker.findings import Finding
from checker.settings import Community, Settings
from checker.unit import Lesson, Unit

Reader = Callable[..., Lesson]
Asker = Callable[..., dict[str, Finding]]
_ABOUT = {
    "more-than-one-source", "sources-say-whose-view", "contested-topics-have-two-accounts",
    "sources-from-more-than-one-region", "sources-of-more-than-one-time", "sources-of-more-than-one-kind",
    "told-by-and-not-only-about", "groups-come-back", "named-people-have-a-part", "more-than-heroes-and-holidays",
    "peoples-are-in-the-present", "our-community-is-in-view",
}  # fmt: skip


@pytest.fixture
def answers(lesson_of: Reader, catalogue: Catalogue) -> Asker:
    """The findings of the rules on sources and perspectives for a unit of some lessons, by the rule."""

    def asked(*texts: str, settings: Settings | None = None) -> dict[str, Finding]:
        lessons = tuple(lesson_of(text, f"{at}.md", "en") for at, text in enumerate(texts))
        report = check(Unit("unit", lessons[0].title, lessons), catalogue, settings or Settings())
        return {finding.rule: finding for finding in report.findings if finding.rule in _ABOUT}

    return asked


def _outcomes(found: dict[str, Finding], *rules: str) -> list[str]:
    return [found[rule].outcome.value for rule in rules]


def _declared(entries: Sequence[str]) -> str:
    return "---\nsources:\n" + "".join(f"  - {entry}\n" for entry in entries) + "---\n"


def test_a_unit_on_china_by_chinese_authors_is_not_told_to_look_elsewhere(answers: Asker) -> None:
    places = ["Beijing, China", "Shanghai, China", "China", "Chengdu, China"]
    views = ["poet", "historian", "farmer", "student"]
    entries = [
        f"{{title: Text {at}, place: '{place}', perspectives: [{views[at]}]}}" for at, place in enumerate(places)
    ]
    found = answers(f"{_declared(entries)}# Four voices from China\nStudents read the four texts and compare them.\n")
    assert _outcomes(found, "sources-from-more-than-one-region", "sources-say-whose-view") == ["not-applicable", "met"]
    assert found["sources-from-more-than-one-region"].message == (
        "The sources come from Eastern Asia, which the unit is about."
    )


def test_a_unit_with_all_sources_unknown_is_a_question_and_never_not_met(answers: Asker) -> None:
    links = "".join(f"- [Text {at}](https://example.org/{at})\n" for at in range(8))
    found = answers(f"# The history of a harbor\nShips from Portugal came to India and to Angola.\n## Sources\n{links}")
    assert _outcomes(found, "sources-say-whose-view", "sources-from-more-than-one-region") == ["needs-a-person"] * 2
    assert "not-met" not in {finding.outcome.value for finding in found.values()}
    assert found["sources-from-more-than-one-region"].message == "For 8 of 8 sources nobody says where they were made."


def test_a_lesson_of_two_sentences_is_asked_nothing_about_sources_or_people(answers: Asker) -> None:
    found = answers("# Walk\nWe walk to the harbor. We come back before noon.\n")
    assert {finding.outcome.value for finding in found.values()} == {"not-applicable"}


def test_one_account_of_a_contested_topic_is_named_with_its_place(answers: Asker) -> None:
    words = " Students mark on the map who built the line, who paid for it and who lived there before it came." * 3
    found = answers(f"# Westward expansion\n{words}\n\nThey read [the state's page](https://example.org/state).\n")
    finding = found["contested-topics-have-two-accounts"]
    assert (finding.outcome, finding.place.text) == ("not-met", "the state's page")
    assert finding.message == (
        'The topic "Westward expansion" is one on which people differ, and it is told by one source only: '
        "the state's page."
    )


def test_programs_and_other_lessons_are_no_second_account(answers: Asker) -> None:
    words = " Students mark on the map who built the line, who paid for it and who lived there before it came." * 3
    found = answers(
        f"# Westward expansion\n{words}\n\nThey read [one page](https://example.org/one) and write in Google Docs, "
        "as in [the lesson before](one.md).\n"
    )
    assert found["contested-topics-have-two-accounts"].outcome == "not-met"


def test_sources_by_a_people_answer_sources_about_it(answers: Asker) -> None:
    about = "{title: The Yurok and their river, place: California}"
    text = "# A river\nStudents read what the Yurok say of their river.\n"
    assert answers(_declared([about]) + text)["told-by-and-not-only-about"].outcome == "needs-a-person"
    by = "{title: Words at the mouth, perspectives: [Yurok], declared_by: the author}"
    assert answers(_declared([about, by]) + text)["told-by-and-not-only-about"].outcome == "met"


def test_a_people_that_one_lesson_of_three_names_is_a_question(answers: Asker) -> None:
    one = "# The Yurok\n" + "".join(f"## Part {at}\nThe Yurok live at the river.\n" for at in range(4))
    found = answers(one, "# Ratios\nWe compare.\n", "# Seeds\nWe plant.\n")
    assert (found["groups-come-back"].outcome, found["groups-come-back"].message) == (
        "needs-a-person",
        'Yurok is named 5 times, and only in one of 3 lessons: "The Yurok".',
    )


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [("Today the Yurok run a hatchery.", "met"), ("The Yurok hunted there.", "needs-a-person")],
)
def test_a_people_of_the_past_only_is_a_question(answers: Asker, sentence: str, outcome: str) -> None:
    text = f"# A river\nThe Yurok lived there. The Yurok built houses. The Yurok traded. {sentence}\n"
    assert answers(text)["peoples-are-in-the-present"].outcome == outcome


@pytest.mark.parametrize(
    ("text", "outcome", "message"),
    [
        (
            "The Klamath River is near. We speak Hmong.",
            "met",
            "The learners' community is in view: Hmong and Klamath River.",
        ),
        (
            "We compare two numbers and say how we know it." * 20,
            "needs-a-person",
            "Nothing of what the settings say about the learners' community appears: Hmong and Klamath River.",
        ),
        ("We compare.", "not-applicable", "Too short to say."),
    ],
)
def test_the_declared_community_is_looked_for_in_the_unit(
    answers: Asker, text: str, outcome: str, message: str
) -> None:
    settings = Settings(community=Community(languages=("Hmong",), places=("Klamath River",)))
    finding = answers(f"# A unit\n{text}\n", settings=settings)["our-community-is-in-view"]
    assert (finding.outcome.value, finding.message) == (outcome, message)


def test_without_a_declared_community_nothing_is_asked(answers: Asker) -> None:
    finding = answers("# A unit\n" + "We compare two numbers. " * 80)["our-community-is-in-view"]
    assert (finding.outcome.value, finding.message) == ("not-applicable", "The settings declare no `community:`.")


def test_a_feast_alone_is_a_cue_and_a_dispute_beside_it_answers_it(answers: Asker) -> None:
    feast = "# Culture day\nStudents bring traditional food and wear traditional dress.\n"
    assert answers(feast)["more-than-heroes-and-holidays"].outcome == "needs-a-person"
    more = f"{feast}They retell the dispute from the point of view of two families.\n"
    assert answers(more)["more-than-heroes-and-holidays"].outcome == "met"


def test_all_rules_on_perspectives_are_preview(catalogue: Catalogue) -> None:
    own = [rule for rule in catalogue.rules if rule.family in ("perspectives", "curriculum")]
    assert len(own) >= 14
    assert [rule.id for rule in own if not rule.is_preview] == []
