"""The folder `principles/facts` to tables; read once a folder."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from checker.catalogue import principles_folder
from checker.catalogue.yamlfile import Entry, read_yaml
from checker.facts.model import Facts, Place, plain_name

Named = tuple[str, Place]
_REGION_KEYS = ("kind", "country", "region", "names")
_PEOPLE_KEYS = ("name", "also", "region", "source", "read")
# Of one name, the meaning that lessons have most often, where nothing around it tells.
_LIKELIEST = ("country", "region", "nationality", "people", "sea", "river", "mountain", "landmark", "subdivision",
              "large city", "city", "minor subdivision")  # fmt: skip
# Countries whose states and provinces lessons name without more words; other subdivisions need them.
_KNOWN, _LARGE = 300_000, 1_000_000
_WELL_KNOWN = frozenset({"US", "CA", "AU", "IN", "MX", "DE", "GB", "NZ", "CN", "BR"})


@lru_cache(maxsize=4)
def load_facts(folder: Path | None = None) -> Facts:
    """The tables of a folder of principles, or of the one that comes with the project. Raises UserError."""
    root = (folder or principles_folder()) / "facts"
    words = {
        key: frozenset(str(value).split())
        for key, value in read_yaml(root / "contexts.yaml").values.items()
        if key != "__line__"
    }
    ordinary = frozenset((root / "ordinary-words.txt").read_text(encoding="utf-8").split())
    dictionary = frozenset((root / "dictionary-words.txt").read_text(encoding="utf-8").split())
    named = [
        *_regions(root / "regions.yaml"),
        *_peoples(root / "peoples.yaml"),
        *_world(root / "world.tsv", ordinary | words["directions"] | words["geography"], dictionary),
    ]
    places = _by_name(named, ordinary)
    by_name = {place.name: place for found in places.values() for place in reversed(found)}
    return Facts(places, ordinary, dictionary, words, _longest(places), by_name)


def _regions(path: Path) -> Iterator[Named]:
    for entry in read_yaml(path).entries("places"):
        entry.only(_REGION_KEYS)
        for names in entry.texts("names"):
            name, *others = (part.strip() for part in names.split(" = "))
            place = Place(name, entry.text("kind"), entry.text("country", ""), entry.text("region"))
            yield from ((plain_name(known), place) for known in (name, *others))


def _peoples(path: Path) -> Iterator[Named]:
    for entry in read_yaml(path).entries("peoples"):
        entry.only(_PEOPLE_KEYS)
        name = entry.text("name")
        source, read = _page(entry)
        place = Place(name, "people", region=entry.text("region"), source=source, read=read)
        known = {plain_name(one) for one in (name, *entry.texts("also"))}
        plural = {f"{one}s" for one in known if " " not in one and not one.endswith("s")}
        yield from ((one, place) for one in (*sorted(known), *sorted(plural - known)))


def _page(entry: Entry) -> tuple[str, str]:
    """The page that shows a name and the day on which somebody saw it there; both empty where nobody did."""
    source, read = entry.text("source", ""), entry.text("read", "")
    if read and not source:
        step = "Add the address of that page as `source: …`, or take `read` away."
        entry.fail("`read` says that a page was read, but there is no `source`.", step, "read")
    if source and not read:
        step = "Open the page, see the name on it, and add the day as `read: 2027-01-31`; or take `source` away."
        entry.fail("`source` cites a page, but nothing says when somebody read it.", step, "source")
    return source, _day(entry, read) if read else ""


def _day(entry: Entry, given: str) -> str:
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        entry.fail(f"`{given}` is no day.", "Write it as `read: 2027-01-31`.", "read")


def _world(path: Path, ordinary: frozenset[str], dictionary: frozenset[str]) -> Iterator[Named]:
    for line in path.read_text(encoding="utf-8").splitlines():
        name, kind, full, country, region, people = line.split("\t")
        if kind == "subdivision" and country not in _WELL_KNOWN:
            kind = "minor subdivision"
        if kind == "city" and int(people) >= (_KNOWN if name.lower() not in dictionary else _LARGE):
            kind = "large city"
        if kind == "minor subdivision" and all(word.lower() in ordinary for word in name.split()):
            continue
        place = Place(full, kind, country, region, kind not in ("city", "minor subdivision"), people=int(people or 0))
        yield plain_name(name), place
        if kind == "nationality" and name.endswith(("n", "i")):
            yield f"{plain_name(name)}s", place


def _by_name(named: Iterable[Named], ordinary: frozenset[str]) -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for name, place in named:
        if not any(_same(place, known) for known in found[name]):
            found[name].append(place)
    return {name: _ranked(name, meanings, ordinary) for name, meanings in found.items()}


def _same(place: Place, known: Place) -> bool:
    """Whether a second entry says nothing new: one of our own tables has named it, or a city lies in its namesake."""
    if place.kind == known.kind == "nationality":
        return True
    return place.country == known.country and (bool(place.country) or place.region == known.region)


def _ranked(name: str, meanings: list[Place], ordinary: frozenset[str]) -> tuple[Place, ...]:
    """The meanings of a name, the likeliest first; where two are likely, their names tell them apart."""
    is_ordinary = not name.isupper() and all(word.lower() in ordinary for word in name.split())
    biggest = max(place.people for place in meanings)
    kept = [place for place in meanings if not place.people or place.people * 5 > biggest]
    ranked = sorted(kept, key=lambda place: (_LIKELIEST.index(place.kind), -place.people))
    likely = [place for place in ranked if place.is_known_alone]
    if ranked[0].kind == "country":
        ranked = [place for place in ranked if "city" not in place.kind]
        likely = [place for place in likely if "city" not in place.kind]
    if len(likely) > 1 and likely[0].kind not in ("nationality", "people"):
        ranked = [
            replace(place, name=f"{place.name} ({place.country})") if place.country else place for place in likely
        ]
    return tuple(
        replace(place, is_known_alone=False) if is_ordinary and _is_doubtful(name, place) else place for place in ranked
    )


def _is_doubtful(name: str, place: Place) -> bool:
    """Whether the name of a place is more often an ordinary word: Reading, Split."""
    return " " not in name or place.kind in ("city", "minor subdivision")


def _longest(places: Iterable[str]) -> dict[str, int]:
    """For each first word, how many words the longest name that begins with it has."""
    longest: dict[str, int] = {}
    for name in places:
        parts = name.split(" ")
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    return longest
