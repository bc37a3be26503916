"""Which language a lesson is in."""

import pytest

from checker.document import FrontMatter
from checker.unit.language import language_of

_ENGLISH = "Students read the story of the river and talk about what they have learned from it with a partner."
_SPANISH = "Los estudiantes leen la historia del río y hablan con su pareja sobre lo que han aprendido en la clase."
_GERMAN = "Die Schülerinnen und Schüler lesen die Geschichte des Flusses und sprechen zu zweit über das Gelernte."
_FRENCH = "Les élèves lisent l'histoire de la rivière et parlent avec leur voisin de ce qu'ils ont appris en classe."


@pytest.mark.parametrize(("text", "language"), [(_ENGLISH, "en"), (_SPANISH, "es"), (_GERMAN, "de"), (_FRENCH, "fr")])
def test_the_words_tell_the_language(text: str, language: str) -> None:
    assert language_of("lesson.md", FrontMatter(), text) == language


@pytest.mark.parametrize("key", ["inLanguage", "language", "lang", "locale"])
@pytest.mark.parametrize("value", ["es", "ES", "es-MX", "es_MX", " es "])
def test_what_front_matter_declares_comes_first(key: str, value: str) -> None:
    assert language_of("en/lesson.md", FrontMatter({key: value}), _ENGLISH) == "es"


@pytest.mark.parametrize("value", ["Spanish", "español", "Castellano"])
def test_front_matter_may_name_a_language_by_its_name(value: str) -> None:
    assert language_of("lesson.md", FrontMatter({"language": value}), _ENGLISH) == "es"


@pytest.mark.parametrize("value", ["", "Spanish (Mexico)", "12", "python 3", "klingonese"])
def test_a_declaration_that_is_no_code_is_passed_over(value: str) -> None:
    assert language_of("lesson.md", FrontMatter({"language": value}), _ENGLISH) == "en"


@pytest.mark.parametrize("path", ["es/lesson.md", "course/es-MX/lesson.md", "lesson.es.md", "lesson_es.md"])
def test_the_path_tells_the_language_of_a_text_that_is_not_plainly_english(path: str) -> None:
    assert language_of(path, FrontMatter(), "Uno, dos, tres.") == "es"


@pytest.mark.parametrize("path", ["es/lesson.md", "lesson.es.md"])
def test_a_text_in_plain_english_is_english_whatever_its_path(path: str) -> None:
    assert language_of(path, FrontMatter(), _ENGLISH) == "en"


def test_a_folder_that_happens_to_have_the_name_of_a_language_does_not_make_english_czech() -> None:
    text = "Warm-up: open Snap, make a new block, test the block, save your project, share your link. Exit ticket: why?"
    assert language_of("docs/cs/lesson.md", FrontMatter(), text) == "en"
    assert (
        language_of(
            "docs/cs/lesson.md",
            FrontMatter(),
            "Žáci čtou příběh řeky a ve dvojici mluví o tom, co se z něho ve škole dozvěděli.",
        )
        == "cs"
    )


@pytest.mark.parametrize(
    ("text", "language"), [("", "unknown"), ("Ratatatá 1 2 3", "unknown"), ("The river", "en"), ("# 🌊", "unknown")]
)
def test_a_few_words_are_english_only_if_one_of_them_is(text: str, language: str) -> None:
    assert language_of("lesson.md", FrontMatter(), text) == language


def test_a_list_of_things_in_english_stays_english() -> None:
    things = (
        "paper, scissors, glue, tape, string, markers, rulers, the books, a box of beads, and a globe for the class"
    )
    assert language_of("lesson.md", FrontMatter(), things) == "en"
