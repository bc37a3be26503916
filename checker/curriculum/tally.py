"""The tally of a report, and the sum of tallies. All parts are sums, unions or least elements, so order is nothing."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import TypeVar

from checker.curriculum.deeds import Deed
from checker.finders.works.merging import address_of, title_key
from checker.findings import Report, Work
from checker.origins import NO_ACCOUNTS, decade_of, region_of
from checker.source import Span

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Place = tuple[str, int]
_FOUND = ("declared", "listed", "embedded", "linked", "named")


@dataclass(frozen=True, slots=True, order=True)
class NameKey:
    """A person or a place: `value` is `people` or `place`."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Seen:
    """How often something is named, in which lessons and units, and where first (path and line)."""

    count: int
    lessons: frozenset[str]
    units: frozenset[str]
    first: Place

    def and_also(self, other: "Seen") -> "Seen":
        """Both together."""
        places = min(self.first, other.first)
        return Seen(self.count + other.count, self.lessons | other.lessons, self.units | other.units, places)


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """A source over the curriculum. What nobody says stays empty; of several that say it, the least counts."""

    best: tuple[int, str, str, str]
    years: frozenset[int]
    regions: frozenset[str]
    languages: frozenset[str]
    perspectives: frozenset[str]
    hosts: frozenset[str]
    seen: Seen

    @property
    def kind(self) -> str:
        """The kind that the surest way of finding it gave."""
        return self.best[1]

    @property
    def title(self) -> str:
        """The title that the surest way of finding it gave."""
        return self.best[2]

    @property
    def url(self) -> str:
        """Its address; empty where none is known."""
        return self.best[3]

    def value_of(self, by: str) -> str:
        """What it is by `kind`, `region`, `decade`, `language`, `perspective` or `host`; empty: unknown."""
        if by == "kind":
            return self.kind
        if by == "decade":
            return decade_of(min(self.years, default=None))
        sets = {
            "region": self.regions,
            "language": self.languages,
            "perspective": self.perspectives,
            "host": self.hosts,
        }
        return "; ".join(sorted(sets[by])) if by == "perspective" else min(sets[by], default="")

    def and_also(self, other: "SourceSeen") -> "SourceSeen":
        """Both together."""
        return SourceSeen(
            min(self.best, other.best),
            self.years | other.years,
            self.regions | other.regions,
            self.languages | other.languages,
            self.perspectives | other.perspectives,
            self.hosts | other.hosts,
            self.seen.and_also(other.seen),
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """The sum over some units. `languages` counts lessons, `not_checked` what could not be looked at."""

    units: frozenset[str] = frozenset()
    lessons: int = 0
    words: int = 0
    not_checked: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[NameKey, Seen] = field(default_factory=dict)
    sources: Mapping[str, SourceSeen] = field(default_factory=dict)
    deeds: Mapping[Deed, int] = field(default_factory=dict)

    def names_of(self, value: str) -> list[tuple[str, Seen]]:
        """The people or the places, the most frequent first."""
        own = [(key.name, seen) for key, seen in self.names.items() if key.value == value]
        return sorted(own, key=lambda item: (-item[1].count, item[0]))

    def accounts(self) -> list[SourceSeen]:
        """The sources that tell something of the world, the most used first."""
        own = [source for source in self.sources.values() if source.kind not in NO_ACCOUNTS]
        return sorted(own, key=lambda one: (-len(one.seen.units), -one.seen.count, one.title, one.url))


EMPTY = Tally()
"""The tally of nothing."""


def tally_of(report: Report, deeds: Iterable[Deed] = ()) -> Tally:
    """The tally of one report; `deeds` are what named groups do in the unit."""
    names: dict[NameKey, Seen] = {}
    for found in report.evidence:
        if found.facet == "perspective" and found.value in ("people", "place"):
            key = NameKey(found.value, found.name or " ".join(found.span.text.split()))
            _add(names, key, _seen([found.span], report.unit), Seen.and_also)
    sources: dict[str, SourceSeen] = {}
    for work in report.works:
        _add(sources, _source_key(work), _source(work, report.unit), SourceSeen.and_also)
    languages: dict[str, int] = {}
    counted: dict[Deed, int] = {}
    for lesson in report.lessons:
        languages[lesson.language] = languages.get(lesson.language, 0) + 1
    for deed in deeds:
        counted[deed] = counted.get(deed, 0) + 1
    return Tally(
        units=frozenset({report.unit}),
        lessons=len(report.lessons),
        words=sum(lesson.words for lesson in report.lessons),
        not_checked=sum(not entry.rule for entry in report.not_checked),
        languages=_sorted(languages),
        names=_sorted(names),
        sources=_sorted(sources),
        deeds=_sorted(counted),
    )


def _source_key(work: Work) -> str:
    return address_of(work.url) or f"title {title_key(work.title)}"


def _source(work: Work, unit: str) -> SourceSeen:
    region = region_of(work.made_in)
    return SourceSeen(
        best=(_FOUND.index(work.found), work.kind, work.title, work.url),
        years=frozenset() if work.year is None else frozenset({work.year}),
        regions=frozenset({region} - {""}),
        languages=frozenset(part for part in work.language.replace(",", " ").split() if part),
        perspectives=frozenset(work.perspectives),
        hosts=frozenset({work.host} - {""}),
        seen=_seen(work.places, unit),
    )


def _seen(places: Iterable[Span], unit: str) -> Seen:
    found = sorted((place.source.path, place.source.position(place.start)[0]) for place in places)
    return Seen(len(found), frozenset(path for path, _ in found), frozenset({unit}), found[0])


def merged(tallies: Iterable[Tally]) -> Tally:
    """The sum of some tallies; the order does not matter."""
    return reduce(_both, tallies, EMPTY)


def _both(one: Tally, other: Tally) -> Tally:
    return Tally(
        one.units | other.units,
        one.lessons + other.lessons,
        one.words + other.words,
        one.not_checked + other.not_checked,
        _joined(one.languages, other.languages, int.__add__),
        _joined(one.names, other.names, Seen.and_also),
        _joined(one.sources, other.sources, SourceSeen.and_also),
        _joined(one.deeds, other.deeds, int.__add__),
    )


def _joined(
    one: Mapping[Key, Value], other: Mapping[Key, Value], both: Callable[[Value, Value], Value]
) -> dict[Key, Value]:
    joined = dict(one)
    for key, value in other.items():
        _add(joined, key, value, both)
    return _sorted(joined)


def _add(into: dict[Key, Value], key: Key, value: Value, both: Callable[[Value, Value], Value]) -> None:
    into[key] = both(into[key], value) if key in into else value


def _sorted(values: Mapping[Key, Value]) -> dict[Key, Value]:
    return dict(sorted(values.items(), key=lambda item: item[0]))  # type: ignore[arg-type, return-value]
