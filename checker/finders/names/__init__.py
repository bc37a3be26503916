"""People and places that a lesson names as content, each with its exact place and the name to speak of it by."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from checker.facts import Facts, Place
from checker.finders.names.passages import Taken, fenced, take
from checker.finders.names.people import Person, people_in
from checker.finders.names.places import Mention, mentions
from checker.findings import Evidence
from checker.unit import Lesson, Passage

__all__ = ["find_names"]

_Any = TypeVar("_Any")


def find_names(lesson: Lesson, facts: Facts) -> list[Evidence]:
    """The people and places named in a lesson: the first place of each name in each section, sorted by place."""
    passages = (*lesson.passages, *fenced(lesson))
    taken = [take(passage, facts) for passage in passages if _is_content(passage) and _may_name(passage.text, facts)]
    people = people_in(lesson, taken, facts)
    borne = {(id(person.taken), at) for person in people for at in range(person.first, person.last)}
    places = [
        mention
        for one in taken
        if "standards" not in one.passage.roles
        for mention in mentions(one, facts)
        if not any((id(one), at) in borne for at in range(mention.first, mention.last))
    ]
    evidence = [*_places(places), *_people(people)]
    return sorted(evidence, key=lambda found: found.order)


_CAPITAL = re.compile(r"(?<![^\W\d_])[^\W\d_a-z][^\W\d_]*")


def _may_name(text: str, facts: Facts) -> bool:
    """A cheap first look: whether a passage has any word that may be a name."""
    return any(
        (found.start() > 2 and not facts.is_ordinary(found[0]))
        or found[0] in facts.longest
        or not facts.is_word(found[0])
        for found in _CAPITAL.finditer(text)
    )


def _is_content(passage: Passage) -> bool:
    """Whether what a passage names is content: no license, no bare list of works."""
    if passage.roles & {"license"} or not any(character.isupper() for character in passage.text):
        return False
    is_listed = "sources" in passage.roles and passage.kind in ("item", "front")
    return not (is_listed and (any(passage.targets()) or _WORK.search(passage.text)))


_WORK = re.compile(r"\b(?:1[5-9]|20)\d\d\b|[“\"]|\bby [A-Z]|, [A-Z]\.")
"""What a list of works has and other lists have not: a year, a quoted title, an author."""


def _places(found: list[Mention]) -> Iterator[Evidence]:
    sure = {mention.key for mention in found if mention.is_sure}
    settled = [mention.meanings[0] for mention in found if mention.is_sure and _is_one(mention.meanings)]
    kept = [mention for mention in found if mention.is_sure or mention.key in sure or _is_at_home(mention, settled)]
    for mention in _firsts((one, (id(one.taken.passage.section), one.key)) for one in kept):
        meaning = _meant(mention.meanings, settled)
        yield _evidence(mention.taken, mention.first, mention.last, "place", meaning.name, meaning.kind)


def _is_one(meanings: tuple[Place, ...]) -> bool:
    """Whether a name has one likely meaning."""
    return len(meanings) == 1 or not meanings[1].is_known_alone


def _is_at_home(mention: Mention, settled: list[Place]) -> bool:
    """Whether the lesson names two other places of the same region, so that a name like Georgia is one too."""
    regions = {place.region for place in mention.meanings if place.region}
    return len({place.name for place in settled if place.region in regions and place.kind != "nationality"}) > 1


def _meant(meanings: tuple[Place, ...], settled: list[Place]) -> Place:
    """Of several places of one name, the one in the country or region that the lesson names most, or the likeliest."""

    def nearness(place: Place) -> tuple[int, int]:
        same_country = sum(bool(place.country) and one.country == place.country for one in settled)
        same_region = sum(bool(place.region) and one.region == place.region for one in settled)
        return same_country + same_region, -meanings.index(place)

    return max(meanings, key=nearness)


def _people(found: list[Person]) -> Iterator[Evidence]:
    for person in _firsts((one, (id(one.taken.passage.section), one.name)) for one in found):
        yield _evidence(person.taken, person.first, person.last, "people", person.name, person.why)


def _firsts(found: Iterable[tuple[_Any, tuple[int, str]]]) -> list[_Any]:
    firsts: dict[tuple[int, str], _Any] = {}
    for one, key in found:
        firsts.setdefault(key, one)
    return list(firsts.values())


def _evidence(taken: Taken, first: int, last: int, value: str, name: str, why: str) -> Evidence:
    span = taken.passage.span(taken.words[first].start, taken.words[last - 1].end)
    return Evidence("perspective", value, span, f"{value}/{why.replace(' ', '-')}" if why else value, name)
