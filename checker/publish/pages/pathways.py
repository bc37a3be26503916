"""Pathways: the objectives of a unit, and the ways in which learners can show that they have reached each."""

import re
from collections.abc import Iterable, Mapping, Sequence

from checker.findings import Evidence, Pathway
from checker.publish.markup import box, details, element, escape, joined, listed
from checker.publish.site import Entry
from checker.publish.words import OFFERS, capital, series, shortened, value_words
from checker.source import Span

_FEW = 10
_LEAD = re.compile(r"(?:I|we|you|students|learners|pupils) (?:can|will)(?: be able to)? ", re.IGNORECASE)

Ways = Mapping[str, tuple[Evidence, bool]]
"""The ways to show an objective: for each the words that show it, and whether learners choose it."""


def pathways(entry: Entry) -> str:
    """A table of objectives and ways, and the same in words; empty where no task takes up an objective."""
    served = {text: _ways(places, entry.report.pathways) for text, places in _objectives(entry).items()}
    values = tuple(dict.fromkeys(value for ways in served.values() for value in ways))
    if not values:
        return ""
    key = "◇ a task offers this way, ◆ learners choose it. A mark leads to the words."
    rows = [_row(text, ways, values, entry) for text, ways in served.items()]
    more = details(f"{len(rows) - _FEW} more objectives", _table(rows[_FEW:], values)) if len(rows) > _FEW else ""
    words = details("In words", listed(_sentence(text, ways) for text, ways in served.items()))
    return joined(["## Pathways", box("mm-pathways", joined([key, _table(rows[:_FEW], values), more])), words])


def _objectives(entry: Entry) -> dict[str, list[Span]]:
    """The objectives by their words, with every place where they stand: plan and lesson often say the same."""
    texts: dict[str, str] = {}
    places: dict[str, list[Span]] = {}
    for item in (item for lesson in entry.unit.lessons for item in lesson.objectives):
        plain = _LEAD.sub("", item.text.strip()).strip(" .;:").casefold()
        places.setdefault(texts.setdefault(plain, item.text), []).append(item.place)
    return places


def _ways(objective: Iterable[Span], tasks: Iterable[Pathway]) -> dict[str, tuple[Evidence, bool]]:
    """The ways of the tasks that take up an objective; one that learners choose in any task counts as chosen."""
    own = {place.order for place in objective}
    ways: dict[str, tuple[Evidence, bool]] = {}
    for task in tasks:
        if any(place.order in own for place in task.objectives):
            for way in task.ways:
                is_chosen = task.choice is not None or (way.value in ways and ways[way.value][1])
                ways[way.value] = (way, is_chosen)
    return ways


def _table(rows: Sequence[str], values: Iterable[str]) -> str:
    heads = ("Objective", *(capital(value_words("expression", value)) for value in values))
    head = element("tr", "".join(element("th", escape(name), {"scope": "col"}) for name in heads))
    table = element("table", element("thead", head) + element("tbody", "".join(rows)), {"class": "mm-grid"})
    return element("div", table, {"class": "mm-table"})


def _row(text: str, ways: Ways, values: Iterable[str], entry: Entry) -> str:
    cells = "".join(element("td", _mark(value, ways, entry), {"class": "mm-center"}) for value in values)
    return element("tr", element("th", escape(shortened(text)), {"scope": "row"}) + cells)


def _mark(value: str, ways: Ways, entry: Entry) -> str:
    if value not in ways:
        return ""
    evidence, is_chosen = ways[value]
    words = f"{OFFERS['expression']}: {value_words('expression', value)}{', chosen by learners' if is_chosen else ''}"
    shape = "◆" if is_chosen else "◇"
    anchor = next((mark.anchor for mark in entry.marks_of([evidence])), "")
    return element("a", shape, {"href": f"#{anchor}", "aria-label": words, "title": words}) if anchor else shape


def _sentence(text: str, ways: Ways) -> str:
    names = [value_words("expression", value) for value in ways]
    shown = "no task was found that takes it up" if not names else series(names)
    chosen = "; learners choose" if any(is_chosen for _, is_chosen in ways.values()) else ""
    return f"{escape(shortened(text))}: {shown}{chosen}."
