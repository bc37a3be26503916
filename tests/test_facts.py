from pathlib import Path

import pytest
import yaml

from checker.facts import load_facts, region_name, regions_above

FACTS = Path(__file__).parents[1] / "principles" / "facts"


def test_a_name_leads_to_the_place_and_the_place_to_its_region() -> None:
    (japan,) = load_facts().meanings("Japan")
    assert (japan.name, japan.kind, japan.country, region_name(japan.region)) == (
        "Japan",
        "country",
        "JP",
        "Eastern Asia",
    )


def test_a_name_of_two_places_leads_to_both_under_names_that_tell_them_apart() -> None:
    meanings = load_facts().meanings("Georgia")
    assert [(place.name, place.country) for place in meanings] == [("Georgia (GE)", "GE"), ("Georgia (US)", "US")]


def test_evidence_leads_back_to_the_place() -> None:
    facts = load_facts()
    assert [facts.place(name).region for name in ("Diné", "Myanmar", "Georgia (US)")] == ["021", "035", "021"]  # type: ignore[union-attr]


def test_regions_lie_in_larger_regions() -> None:
    assert [region_name(code) for code in regions_above("014")] == [
        "Eastern Africa", "Sub-Saharan Africa", "Africa", "World",
    ]  # fmt: skip
    assert regions_above("") == ()


def test_every_country_has_a_region_of_the_standard() -> None:
    places = {place for meanings in load_facts().places.values() for place in meanings if place.kind == "country"}
    without = {place.name for place in places if not region_name(place.region)}
    assert without == {"Antarctica"}


def test_every_people_has_a_source_and_a_known_region() -> None:
    peoples = yaml.safe_load((FACTS / "peoples.yaml").read_text(encoding="utf-8"))["peoples"]
    assert [one["name"] for one in peoples if not one["source"].startswith("https://")] == []
    assert [one["name"] for one in peoples if one["region"] and not region_name(one["region"])] == []


def test_every_entry_of_our_own_places_has_a_known_region() -> None:
    places = yaml.safe_load((FACTS / "regions.yaml").read_text(encoding="utf-8"))["places"]
    codes = {place["region"] for place in places if place["region"]}
    assert {code for code in codes if not region_name(code)} == set()


@pytest.mark.parametrize("word", ["exit", "ticket", "parks", "don't", "classroom"])
def test_ordinary_words_are_known(word: str) -> None:
    assert load_facts().is_ordinary(word)


@pytest.mark.parametrize("name", ["Nakamura", "Okonjo", "Johnson", "Nguyễn", "Wiśniewska"])
def test_names_are_no_ordinary_words(name: str) -> None:
    facts = load_facts()
    assert not facts.is_ordinary(name)
    assert not facts.is_word(name)
    assert not facts.is_form(name)


def test_no_table_holds_a_fact_about_a_person() -> None:
    assert sorted(path.name for path in FACTS.iterdir()) == [
        "contexts.yaml", "dictionary-words.txt", "ordinary-words.txt", "peoples.yaml", "regions.yaml", "world.tsv",
    ]  # fmt: skip
