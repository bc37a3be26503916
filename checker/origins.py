"""Where and when a source was made, as far as it says so: its region after UN M49, its decade, its language."""

from collections.abc import Callable, Iterable, Mapping

from checker.facts import load_facts, region_name
from checker.findings import Work

NO_ACCOUNTS = frozenset({"tool", "lesson"})
"""Kinds of source that give no account of anything: a program, another lesson."""


def accounts(works: Iterable[Work]) -> list[Work]:
    """The sources that tell something of the world."""
    return [work for work in works if work.kind not in NO_ACCOUNTS]


def value_of(work: Work, by: str) -> str:
    """What a source is by `region`, `decade`, `language`, `kind`, `perspective` or `host`; empty: unknown."""
    return _VALUES[by](work)


def region_of(made_in: str) -> str:
    """The name of the region in which a place lies; the last part of "Eureka, California" that is known tells it."""
    if not made_in.strip():
        return ""
    facts = load_facts()
    for part in reversed(made_in.split(",")):
        for place in facts.meanings(part.strip()):
            if name := region_name(place.region):
                return name
    return ""


def decade_of(year: int | None) -> str:
    """The decade of a year, such as 1990s; empty where it is not known."""
    return "" if year is None else f"{year // 10 * 10}s"


_VALUES: Mapping[str, Callable[[Work], str]] = {
    "region": lambda work: region_of(work.made_in),
    "decade": lambda work: decade_of(work.year),
    "language": lambda work: work.language,
    "kind": lambda work: work.kind,
    "perspective": lambda work: "; ".join(work.perspectives),
    "host": lambda work: work.host,
}
