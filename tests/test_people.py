import time
from pathlib import Path

import pytest
import yaml

from checker.catalogue import load_catalogue
from checker.engine import LessonReader
from checker.facts import load_facts
from checker.finders.names import find_names
from checker.findings import Evidence
from checker.settings import Settings
from checker.source import Source
from checker.unit import Lesson

CASES = yaml.safe_load((Path(__file__).parent / "names" / "lessons.yaml").read_text(encoding="utf-8"))
READER = LessonReader(load_catalogue(), Settings())

# Names of many origins, none of them an English word or a place.
NAMES = (
    "Adaeze Okonjo", "Nguyễn Văn Trỗi", "Łucja Wiśniewska", "Xóchitl Cuauhtémoc", "Siobhán O'Shaughnessy",
    "Priyanka Chakraborty", "Tāmati Ngata", "Ayşegül Yılmaz", "Fatoumata Diallo", "Björn Håkonsen", "Li Na",
    "Fei-Fei Xu", "Yaa Asantewaa", "Mary Johnson", "Abu Bakr al-Razi", "Ludwig van Beethoven", "J. R. Oppenheim",
    "María de los Ángeles Quispe", "Leilani Kealoha", "Jean-Baptiste Lefèvre", "Ngũgĩ wa Thiong'o",
)  # fmt: skip
FIGURE = (
    "# Lesson\n\nLearners read about {name} and draw a map.",
    "# Lesson\n\nThe poet {name} lived here.",
    "# Lesson\n\nIn 1903, {name} discovered a comet.",
    "# Lesson\n\nListen to a song by {name} twice.",
    "# Lesson\n\n- {name}, a chemist",
    "# Lesson\n\nCompare {name}'s theory with yours.",
)
NO_FIGURE = (
    "# Lesson\n\n{name} buys 3 pens for $2 each. How much does that cost?",
    "# Lesson\n\nThis lesson was written by {name}.\n\nBring paper.",
    "# Lesson\n\nPhoto by {name}, CC BY 2.0.",
    "# Lesson\n\n## Further reading\n\n- “The Water Book” by {name}",
)


def lesson(text: str) -> Lesson:
    read = READER.lesson_of(Source("lesson.md", text))
    assert isinstance(read, Lesson)
    return read


def found(text: str, value: str) -> list[Evidence]:
    return [one for one in find_names(lesson(text), load_facts()) if one.value == value]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["claim"])
def test_people_named_as_figures_are_found_and_nobody_else(case: dict[str, str]) -> None:
    assert [one.name for one in found(case["text"], "people")] == case["people"]


@pytest.mark.parametrize("frame", FIGURE)
def test_a_figure_is_found_whatever_the_origin_of_the_name(frame: str) -> None:
    named = {name: [one.name for one in found(frame.format(name=name), "people")] for name in NAMES}
    assert named == {name: [name] for name in NAMES}


@pytest.mark.parametrize("frame", NO_FIGURE)
def test_a_pupil_an_author_and_a_credit_are_no_figures_whatever_the_origin_of_the_name(frame: str) -> None:
    named = {name: [one.name for one in found(frame.format(name=name), "people")] for name in NAMES}
    assert named == {name: [] for name in NAMES}


def test_evidence_has_the_words_as_they_stand_and_the_whole_name() -> None:
    text = "# Comets\n\nThe astronomer Maria Mitchell saw one.\n\n## Prize\n\nA king sent Mitchell a medal.\n"
    rows = [(one.kind, one.span.text, one.name, one.cue) for one in found(text, "people")]
    assert rows == [
        ("perspective: people", "Maria Mitchell", "Maria Mitchell", "people/role-before"),
        ("perspective: people", "Mitchell", "Maria Mitchell", "people/role-before"),
    ]


def test_a_name_stands_once_in_each_section() -> None:
    text = "# A\n\nThe poet Bei Dao reads. Bei Dao speaks.\n\n## B\n\nBei Dao walks.\n"
    assert [one.span.source.position(one.span.start) for one in found(text, "people")] == [(3, 10), (7, 1)]


def test_the_place_is_exact_in_emphasis_entities_and_tables() -> None:
    text = "# A\n\n| Who | What |\n|---|---|\n| **Ada&nbsp;Lovelace**, a mathematician | notes |\n"
    assert [one.span.text for one in found(text, "people")] == ["Ada&nbsp;Lovelace"]


def test_a_surname_that_two_people_share_leads_to_neither() -> None:
    text = "# A\n\nThe chemists Marie Sklodowska and Bronia Sklodowska met.\n\n## B\n\nSklodowska laughed.\n"
    assert [one.name for one in found(text, "people")] == ["Marie Sklodowska", "Bronia Sklodowska"]


def test_a_whole_family_name_of_two_words_leads_to_the_person() -> None:
    text = "# A\n\nThe novelist Ursula Le Guin wrote it.\n\n## B\n\nAsk what Guin meant.\n"
    assert {one.name for one in found(text, "people")} == {"Ursula Le Guin"}


def test_a_city_that_bears_the_family_name_of_a_figure_is_the_figure() -> None:
    text = "# A\n\nThe poet Taras Shevchenko was born in Ukraine.\n\n## B\n\nFrom Shevchenko's letters we read two.\n"
    assert [(one.value, one.name) for one in find_names(lesson(text), load_facts())] == [
        ("people", "Taras Shevchenko"),
        ("place", "Ukraine"),
        ("people", "Taras Shevchenko"),
    ]


@pytest.mark.parametrize(
    "text", ["Ab, " * 8_000, "“A Bc by " * 6_000, "how many Ab Cd " * 6_000, "Ann Bell (1900) " * 6_000]
)
def test_a_long_passage_of_names_takes_time_in_proportion_to_its_length(text: str) -> None:
    short, long = seconds(text[: len(text) // 4]), seconds(text)
    assert long < 10 * max(short, 0.05)


def seconds(text: str) -> float:
    read, start = lesson(text), time.process_time()
    find_names(read, load_facts())
    return time.process_time() - start
