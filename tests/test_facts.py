import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.errors import UserError
from checker.facts import load_facts, region_name, regions_above
from checker.facts.model import plain_name

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


def peoples() -> list[dict[str, Any]]:
    return yaml.safe_load((FACTS / "peoples.yaml").read_text(encoding="utf-8"))["peoples"]  # type: ignore[no-any-return]


def with_people(folder: Path, entry: str) -> Path:
    """A copy of the tables with one people in them."""
    shutil.copytree(FACTS, folder / "facts")
    (folder / "facts" / "peoples.yaml").write_text(f"peoples:\n  - {entry}\n", encoding="utf-8")
    return folder


def test_every_people_has_a_known_region() -> None:
    assert [one["name"] for one in peoples() if one["region"] and not region_name(one["region"])] == []


def test_a_people_has_a_page_and_the_day_of_its_reading_or_neither() -> None:
    assert [one["name"] for one in peoples() if ("source" in one) != ("read" in one)] == []
    assert [
        one["name"] for one in peoples() if not one.get("source", "https://").startswith(("https://", "http://"))
    ] == []
    assert {type(one["read"]) for one in peoples() if "read" in one} == {date}


def test_no_name_is_that_of_two_peoples() -> None:
    names = [plain_name(name) for one in peoples() for name in {one["name"], *one.get("also", [])}]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_the_guide_counts_the_peoples_whose_page_was_read() -> None:
    pages = [one["source"] for one in peoples() if "read" in one]
    guide = " ".join((FACTS.parents[1] / "docs" / "people-and-places.md").read_text(encoding="utf-8").split())
    counted = f"{len(pages)} of {len(peoples())} names of peoples were seen on a page ({len(set(pages))} pages)"
    assert counted in guide


def test_a_people_without_a_page_claims_none(tmp_path: Path) -> None:
    (place,) = load_facts(with_people(tmp_path, '{name: Arrernte, region: "053"}')).meanings("Arrernte")
    assert (place.kind, place.source, place.read) == ("people", "", "")


def test_a_people_knows_its_page_and_the_day_on_which_the_name_was_seen_there(tmp_path: Path) -> None:
    entry = '{name: Arrernte, region: "053", source: "https://example.org/arrernte", read: 2026-11-22}'
    (place,) = load_facts(with_people(tmp_path, entry)).meanings("Arrernte")
    assert (place.source, place.read) == ("https://example.org/arrernte", "2026-11-22")


@pytest.mark.parametrize(
    ("keys", "what", "step"),
    [
        ('source: "https://example.org", read: last week', "`last week` is no day.", "Write it as `read: 2027-01-31`."),
        ('source: "https://e.org", read: 2026-13-40', "`2026-13-40` is no day.", "Write it as `read: 2027-01-31`."),
        ("read: 2026-11-22", "`read` says that a page was read, but there is no `source`.",
         "Add the address of that page as `source: …`, or take `read` away."),
        ('source: "https://example.org"', "`source` cites a page, but nothing says when somebody read it.",
         "Open the page, see the name on it, and add the day as `read: 2027-01-31`; or take `source` away."),
    ],
)  # fmt: skip
def test_a_page_that_nobody_read_is_an_error(tmp_path: Path, keys: str, what: str, step: str) -> None:
    with pytest.raises(UserError) as raised:
        load_facts(with_people(tmp_path, f'{{name: Arrernte, region: "053", {keys}}}'))
    assert (raised.value.where, raised.value.what, raised.value.next_step) == (
        f"{tmp_path}/facts/peoples.yaml:2", what, step,
    )  # fmt: skip


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
