"""A tally as tables: the same rows for the terminal, JSON, CSV and pages. Every share stands beside its counts."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.curriculum.deeds import DOES, IS, UNDERGOES
from checker.curriculum.tally import Seen, Tally
from checker.facts import load_facts, region_name
from checker.measures import interval, spread_of

Cell = str | int | float | None
_LEAST_FOR_SHARES = 20


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a name for programs, a title for people, the names of its columns, and what it cannot tell."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def tables(tally: Tally) -> list[Table]:
    """All tables of a tally, in a fixed order."""
    return [make(tally) for make in TABLES.values()]


def _people(tally: Tally) -> Table:
    note = "Real people whom a lesson names as part of its content. Nothing is guessed from a name."
    return Table("people", "People who are named", _NAMED, tuple(_named(tally, "people")), note)


_NAMED = ("name", "times", "lessons", "units", "only in one unit", "first place")


def _named(tally: Tally, value: str) -> Iterator[tuple[str, int, int, int, str, str]]:
    for name, seen in tally.names_of(value):
        yield name, seen.count, len(seen.lessons), len(seen.units), _yes(len(seen.units) == 1), _place(seen)


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _place(seen: Seen) -> str:
    return f"{seen.first[0]}:{seen.first[1]}"


def _places(tally: Tally) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (row[0], _kind(row[0]), _region(row[0]), *row[1:]) for row in _named(tally, "place")
    ]
    columns = ("name", "kind", "region", *_NAMED[1:])
    note = "Regions after the United Nations' M49 standard; unknown where no table has the name."
    return Table("places", "Places and peoples who are named", columns, tuple(rows), note)


def _kind(name: str) -> str:
    place = load_facts().place(name)
    return place.kind if place else "unknown"


def _region(name: str) -> str:
    place = load_facts().place(name)
    return (region_name(place.region) if place else "") or "unknown"


def _regions(tally: Tally) -> Table:
    """How often places of each region are named; a region with one mention and one with a thousand both show."""
    seen: dict[str, list[Seen]] = defaultdict(list)
    for name, one in tally.names_of("place"):
        seen[_region(name)].append(one)
    total = sum(one.count for own in seen.values() for one in own)
    rows = [
        (
            name,
            sum(one.count for one in own),
            len(own),
            *_lessons_and_units(own),
            *_share(sum(o.count for o in own), total),
        )
        for name, own in seen.items()
    ]
    columns = ("region", "times", "places", "lessons", "units", *_SHARE)
    return Table("regions", "Regions of the world", columns, _by_count(rows), _SHARE_NOTE)


_SHARE = ("of 100", "at least", "at most")
_SHARE_NOTE = (
    f"Of 100 stands only where {_LEAST_FOR_SHARES} or more were counted, with the interval in which 95 of 100 such "
    "samples would put it. Unknown counts as a row of its own."
)


def _share(part: int, whole: int) -> tuple[Cell, Cell, Cell]:
    if whole < _LEAST_FOR_SHARES:
        return None, None, None
    low, high = interval(part, whole)
    return round(100 * part / whole, 1), round(100 * low, 1), round(100 * high, 1)


def _lessons_and_units(own: list[Seen]) -> tuple[int, int]:
    return len(frozenset().union(*(one.lessons for one in own))), len(frozenset().union(*(one.units for one in own)))


def _by_count(rows: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(sorted(rows, key=lambda row: (-int(row[1] or 0), str(row[0]))))


def _languages(tally: Tally) -> Table:
    """The languages of the lessons, and those that sources declare; one source may be in several."""
    sources = tally.accounts()
    declared = dict(spread_of(language for source in sources for language in source.languages).counts)
    names = sorted({*tally.languages, *declared})
    rows: list[tuple[Cell, ...]] = [(name, tally.languages.get(name, 0), declared.get(name, 0)) for name in names]
    unknown = sum(not source.languages for source in sources)
    rows += [("unknown", 0, unknown)] if unknown else []
    note = "A source's language is known only where the unit declares it."
    return Table("languages", "Languages", ("language", "lessons", "sources"), _by_count(rows), note)


def _sources(tally: Tally) -> Table:
    rows = (
        (
            one.title,
            one.kind,
            one.value_of("host"),
            min(one.years, default=None),
            one.value_of("region") or "unknown",
            one.value_of("language") or "unknown",
            one.value_of("perspective") or "unknown",
            one.seen.count,
            len(one.seen.units),
            _place(one.seen),
        )
        for one in sorted(
            tally.sources.values(), key=lambda one: (-len(one.seen.units), -one.seen.count, one.title, one.url)
        )
    )
    columns = ("title", "kind", "host", "year", "region", "language", "perspectives", "times", "units", "first place")
    note = "Perspectives are those that somebody declares in the front matter; all others are unknown."
    return Table("sources", "Sources", columns, tuple(rows), note)


def _spread(by: str, title: str) -> Callable[[Tally], Table]:
    """A table of the sources by one measure, with the unknown ones as a row."""

    def make(tally: Tally) -> Table:
        sources = list(tally.sources.values()) if by in ("kind", "host") else tally.accounts()
        spread = spread_of(source.value_of(by) for source in sources)
        rows: list[tuple[Cell, ...]] = [(name, count, *_share(count, spread.total)) for name, count in spread.counts]
        if spread.unknown:
            rows.append(("unknown", spread.unknown, *_share(spread.unknown, spread.total)))
        ids = {"kind": "kinds", "host": "hosts", "decade": "decades", "region": "source-regions"}
        return Table(ids.get(by, f"{by}s"), title, (by, "sources", *_SHARE), tuple(rows), _SHARE_NOTE)

    return make


def _perspectives(tally: Tally) -> Table:
    """How many sources declare each perspective; one source may declare several, most declare none."""
    sources = tally.accounts()
    counts = spread_of(view for source in sources for view in source.perspectives).counts
    rows: list[tuple[Cell, ...]] = [(name, count, *_share(count, len(sources))) for name, count in counts]
    unknown = sum(not source.perspectives for source in sources)
    rows += [("unknown", unknown, *_share(unknown, len(sources)))] if unknown else []
    title = "Perspectives that sources declare"
    return Table("perspectives", title, ("perspective", "sources", *_SHARE), tuple(rows), _SHARE_NOTE)


def _deeds(tally: Tally) -> Table:
    """For each person or group that is named in enough sentences: verbs, descriptors, and the time of the verbs."""
    by_name: dict[str, list[tuple[str, str, str, int]]] = defaultdict(list)
    for deed, count in tally.deeds.items():
        by_name[deed.name].append((deed.relation, deed.word, deed.time, count))
    rows = [_deed_row(name, own) for name, own in by_name.items()]
    columns = ("name", "counted", "does", "undergoes", "is called", "past", "present", "as subject of 100", *_SHARE[1:])
    note = (
        "Read from grammar, which errs now and then; the words are those of the lessons. Subject of 100: how often the "
        f"name is the one who acts, with its interval, where {_LEAST_FOR_SHARES} or more verbs were counted."
    )
    return Table("deeds", "What named people and groups do", columns, _by_count(rows), note)


def _deed_row(name: str, own: list[tuple[str, str, str, int]]) -> tuple[Cell, ...]:
    def total(relation: str = "", time: str = "") -> int:
        return sum(count for kind, _, when, count in own if relation in ("", kind) and time in ("", when))

    acts = total(DOES)
    verbs = acts + total(UNDERGOES)
    words = (_words(own, relation) for relation in (DOES, UNDERGOES, IS))
    return name, total(), *words, total(time="past"), total(time="present"), *_share(acts, verbs)


def _words(own: list[tuple[str, str, str, int]], relation: str) -> str:
    counts: dict[str, int] = defaultdict(int)
    for kind, word, _, count in own:
        if kind == relation:
            counts[word] += count
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:8]
    return ", ".join(f"{word} {count}" for word, count in ordered)


TABLES: Mapping[str, Callable[[Tally], Table]] = {
    "people": _people,
    "places": _places,
    "regions": _regions,
    "languages": _languages,
    "sources": _sources,
    "kinds": _spread("kind", "Kinds of source"),
    "hosts": _spread("host", "Where sources come from on the web"),
    "decades": _spread("decade", "Decades of sources"),
    "source-regions": _spread("region", "Regions in which sources were made"),
    "perspectives": _perspectives,
    "deeds": _deeds,
}
"""What makes each table, by its name."""
