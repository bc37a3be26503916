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


def found(text: str) -> list[Evidence]:
    read = READER.lesson_of(Source("lesson.md", text))
    assert isinstance(read, Lesson)
    return [one for one in find_names(read, load_facts()) if one.value == "place"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["claim"])
def test_places_named_as_content_are_found_and_nothing_else(case: dict[str, str]) -> None:
    assert [one.name for one in found(case["text"])] == case["places"]


def test_evidence_has_the_words_as_they_stand_and_the_name_to_speak_of_the_place_by() -> None:
    rows = [
        (one.kind, one.span.text, one.name, one.cue) for one in found("# A\n\nShe left Burma for the U.S. in May.\n")
    ]
    assert rows == [
        ("perspective: place", "Burma", "Myanmar", "place/country"),
        ("perspective: place", "U.S.", "United States", "place/country"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "the Boston Tea Party", "the New York Times", "the Texas Education Agency", "the Berlin Conference",
        "a Guinea pig", "US$370", "the Treaty of Versailles", "American English", "George Washington", "Jack London",
        "the Mexican Revolution", "The Atlantic",
    ],
)  # fmt: skip
def test_a_name_inside_another_name_is_no_place(words: str) -> None:
    assert found(f"# A\n\nThen we read of {words} again.\n") == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("southern Africa", "Africa"), ("the Japanese garden", "Japanese"), ("St. Louis, Missouri", "St. Louis"),
        ("Northern Kenya", "Kenya"), ("Aotearoa", "New Zealand"), ("the Haudenosaunee", "Haudenosaunee"),
        ("São Paulo", "São Paulo"), ("Côte d’Ivoire", "Côte d'Ivoire"), ("the city of Troy", "Troy"),
        ("the Mekong River", "Mekong"), ("Lake Chilwa", "Lake Chilwa"), ("Paris, France", "Paris"),
    ],
)  # fmt: skip
def test_a_place_is_found_in_its_usual_company(words: str, name: str) -> None:
    assert [one.name for one in found(f"# A\n\nThen we read of {words} again.\n")][:1] == [name]


def test_standards_licenses_and_lists_of_works_name_no_places() -> None:
    text = (
        "# A\n\n## Standards\n\n- Texas TEKS 5.3: explain the climate of Mexico\n\n## License\n\nMade in Norway.\n\n"
        "## Sources\n\n- Kim, A. (2010). Farming in Peru.\n"
    )
    assert found(text) == []
