"""Pathways: the objectives of a unit, and the ways in which learners can show that they have reached each."""

import re
from collections.abc import Iterable, Mapping, Sequence

from checker.findings import Evidence, Pathway
from checker.publish.charts import downloads
from checker.publish.markup import box, details, element, escape, joined, listed
from checker.publish.pages.offers import scrolling
from checker.publish.site import Entry
from checker.publish.words import Words, capital, shortened
from checker.source import Span

_FEW = 10
_LEAD = re.compile(r"(?:I|we|you|students|learners|pupils) (?:can|will)(?: be able to)? ", re.IGNORECASE)

Ways = Mapping[str, tuple[Evidence, bool]]
"""The ways to show an objective: for each the words that show it, and whether learners choose it."""


def pathways(entry: Entry, words: Words) -> str:
    """A table of objectives and ways, and the same in words; empty where no task takes up an objective."""
    served = {text: _ways(places, entry.report.pathways) for text, places in _objectives(entry).items()}
    values = tuple(dict.fromkeys(value for ways in served.values() for value in ways))
    if not values:
        return ""
    key = words.say("◇ a task offers this way, ◆ learners choose it. A mark leads to the words.")
    rows = [_row(text, ways, values, entry, words) for text, ways in served.items()]
    rest = words.say("{number} more objectives", number=len(rows) - _FEW)
    more = details(rest, _table(rows[_FEW:], values, words)) if len(rows) > _FEW else ""
    said = details(words.say("In words"), listed(_sentence(text, ways, words) for text, ways in served.items()))
    table = box("mm-pathways", joined([key, _table(rows[:_FEW], values, words), more]))
    title = f"## {words.say('Pathways')} {{: #pathways }}"
    return joined([title, *_single(served, words), table, said, _downloads(served, values, words)])


def _single(served: Mapping[str, Ways], words: Words) -> list[str]:
    """The objectives that can be shown in one way only, in a sentence before the table."""
    single = [text for text, ways in served.items() if len(ways) == 1]
    if not single:
        return []
    lead = words.say("One way only, so far, leads to:") if len(single) > 1 else words.say("One way only leads to:")
    items = [f"{escape(shortened(text))} ({escape(_names(served[text], words))})" for text in single[:_FEW]]
    return [lead, listed(items)]


def _names(ways: Ways, words: Words) -> str:
    return words.series([words.value("expression", value) for value in ways])


def _downloads(served: Mapping[str, Ways], values: Sequence[str], words: Words) -> str:
    """The table's figures: for each objective and way whether it is offered, or chosen."""
    states = {False: words.say("offered"), True: words.say("chosen by learners")}
    head = (words.say("Objective"), *(words.value("expression", value) for value in values))
    rows = [
        (text, *(states[ways[value][1]] if value in ways else "" for value in values)) for text, ways in served.items()
    ]
    return downloads(head, rows, words.say("Pathways"), words)


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


def _table(rows: Sequence[str], values: Iterable[str], words: Words) -> str:
    heads = (words.say("Objective"), *(capital(words.value("expression", value)) for value in values))
    head = element("tr", "".join(element("th", escape(name), {"scope": "col"}) for name in heads))
    table = element("table", element("thead", head) + element("tbody", "".join(rows)), {"class": "mm-grid"})
    return scrolling(table, words.say("Pathways"))


def _row(text: str, ways: Ways, values: Iterable[str], entry: Entry, words: Words) -> str:
    cells = "".join(element("td", _mark(value, ways, entry, words), {"class": "mm-center"}) for value in values)
    return element("tr", element("th", escape(shortened(text)), {"scope": "row"}) + cells)


def _mark(value: str, ways: Ways, entry: Entry, words: Words) -> str:
    if value not in ways:
        return ""
    evidence, is_chosen = ways[value]
    said = f"{words.facet('expression')}: {words.value('expression', value)}"
    said = f"{said}, {words.say('chosen by learners')}" if is_chosen else said
    shape = "◆" if is_chosen else "◇"
    anchor = next((mark.anchor for mark in entry.marks_of([evidence])), "")
    return element("a", shape, {"href": f"#{anchor}", "aria-label": said, "title": said}) if anchor else shape


def _sentence(text: str, ways: Ways, words: Words) -> str:
    shown = _names(ways, words) if ways else words.say("no task was found that takes it up")
    chosen = words.say("; learners choose") if any(is_chosen for _, is_chosen in ways.values()) else ""
    return f"{escape(shortened(text))}: {escape(shown)}{chosen}."
