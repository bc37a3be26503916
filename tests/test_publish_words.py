"""Every text of the pages has its words in every language of the site, with the same parts filled in."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from checker.catalogue import Catalogue
from checker.catalogue.vocabulary import FACETS
from checker.engine import check, units_of
from checker.publish import arranged, files_of
from checker.publish.lessons import Pictures
from checker.publish.translations import words_in
from checker.publish.words import ENGLISH, Words
from checker.settings import Settings, SiteSettings

_ROOT = Path(__file__).parents[1]


def _calls() -> Iterator[ast.Call]:
    for path in sorted((_ROOT / "checker" / "publish").rglob("*.py")):
        yield from (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))


def _texts(method: str, at: int) -> set[str]:
    """The texts that the code hands to a method of `Words`, where they stand in the call itself."""
    named = (call for call in _calls() if getattr(call.func, "attr", getattr(call.func, "id", "")) == method)
    given = (call.args[at] for call in named if len(call.args) > at)
    return {text.value for text in given if isinstance(text, ast.Constant) and isinstance(text.value, str)}


class _Asked(dict[str, str]):
    """A table that remembers what it was asked for and does not hold."""

    def __init__(self, table: Mapping[str, str]) -> None:
        super().__init__(table)
        self.missing: set[str] = set()

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        if key not in self:
            self.missing.add(key)
        return super().get(key, default)


@pytest.fixture(scope="module")
def spanish() -> Words:
    """The words of a site in Spanish."""
    return words_in("es")


def test_every_text_in_the_code_has_its_spanish_words(spanish: Words) -> None:
    assert sorted(_texts("say", 0) - set(spanish.texts)) == []
    assert sorted(_texts("count", 1) - set(spanish.counted)) == []
    assert sorted(_texts("share", 2) - set(spanish.shares)) == []


def test_every_translation_keeps_the_parts_that_are_filled_in(spanish: Words) -> None:
    def parts(text: str) -> list[str]:
        return sorted(re.findall(r"\{\w+\}", text))

    assert {text: said for text, said in spanish.texts.items() if parts(text) != parts(said)} == {}


def test_the_pages_of_the_sample_curriculum_ask_for_no_text_that_is_missing(
    catalogue: Catalogue, spanish: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(_ROOT)
    settings = Settings(site=SiteSettings(language="es"))
    units = list(units_of([Path("curriculum")], catalogue, settings))
    site = arranged(units, [check(unit, catalogue, settings) for unit in units], catalogue, settings)
    asked = _Asked(spanish.texts)
    pages = dict(files_of(replace(site, words=replace(spanish, texts=asked)), Pictures(_ROOT)))
    assert sorted(asked.missing) == []
    assert pages["units.md"].decode().split("---\n\n")[1].startswith("# Unidades\n")


def test_every_kind_of_evidence_has_words_in_both_languages(spanish: Words) -> None:
    kinds = [(facet, value) for facet, values in FACETS.items() for value in values]
    assert [kind for kind in kinds if ENGLISH.value(*kind) not in spanish.texts] == []


def test_numbers_and_shares_are_said_as_the_language_says_them(spanish: Words) -> None:
    assert [spanish.count(amount, "unit") for amount in (0, 1, 2, 1200)] == [
        "ninguna unidad",
        "una unidad",
        "dos unidades",
        "1,200 unidades",
    ]
    assert [spanish.share(1, 1, "unit"), spanish.share(2, 3, "unit"), spanish.share(3, 3, "unit")] == [
        "la única unidad",
        "dos de tres unidades",
        "las tres unidades",
    ]
    assert spanish.duration("PT1H30M") == "1 hora y 30 minutos"


def test_what_a_table_lacks_is_said_in_english(lesson_of: Callable[..., object]) -> None:
    assert Words("es").say("{number} more", number=3) == "3 more"
