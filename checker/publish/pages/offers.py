"""What a unit offers, in rows of words: each word leads to the first place in the text that shows it."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from checker.publish.markup import element, escape
from checker.publish.site import Entry, Mark, shown_path
from checker.publish.words import OFFERS, Words, capital, names_in, shortened

_MOST_NAMES = 4


def offered(entry: Entry) -> Mapping[str, Mapping[str, tuple[Mark, ...]]]:
    """The marks of what a unit offers, by facet and value, in the order in which pages show the facets."""
    found: dict[str, dict[str, tuple[Mark, ...]]] = {facet: {} for facet in OFFERS}
    for mark in entry.marks:
        values = found.get(mark.evidence.facet)
        if values is not None:
            values[mark.evidence.value] = (*values.get(mark.evidence.value, ()), mark)
    return {facet: values for facet, values in found.items() if values}


def offers(entry: Entry, words: Words) -> str:
    """The rows for the unit's own page, as HTML."""
    rows = (
        element("dt", escape(words.facet(facet)))
        + element("dd", " · ".join(_word(facet, marks, words) for marks in values.values()))
        for facet, values in offered(entry).items()
    )
    body = "".join(rows)
    return element("dl", body, {"class": "mm-offers"}) if body else words.say(_NOTHING)


_NOTHING = (
    "No way in, no way to show learning and no choice was recognized. That may be the unit, or its form: text in "
    "pictures, slides and linked files is not read. See [How to read this](../how-to-read.md)."
)


def _word(facet: str, marks: tuple[Mark, ...], words: Words) -> str:
    first = marks[0]
    said = element("a", escape(words.value(facet, first.evidence.value)), {"href": f"#{first.anchor}"})
    return f"{said}{_names(marks)}{_places(marks, words)}"


def _names(marks: tuple[Mark, ...]) -> str:
    names = names_in(mark.evidence for mark in marks)
    if not names:
        return ""
    more = ", …" if len(names) > _MOST_NAMES else ""
    return f" ({escape(', '.join(names[:_MOST_NAMES]))}{more})"


def _places(marks: tuple[Mark, ...], words: Words) -> str:
    if len(marks) < 2:
        return ""
    return element("small", f" {escape(words.say('in {places}', places=words.count(len(marks), 'place')))}")


def offers_in_brief(entry: Entry, words: Words) -> Iterator[str]:
    """One line of Markdown for each of the first rows, without links: for cards."""
    for facet, values in offered(entry).items():
        if facet in ("representation", "expression", "choice"):
            said = " · ".join(escape(words.value(facet, value)) for value in values)
            yield f"**{escape(words.facet(facet))}** {said}"


def places(entry: Entry, words: Words) -> str:
    """Every piece of evidence in the order of the text, as a table that is folded away; HTML."""
    titles = {lesson.path: lesson.title for lesson in entry.unit.lessons}
    groups = groupby(entry.marks, key=lambda mark: mark.evidence.span.source.path)
    body = "".join(
        element(
            "tr", element("th", escape(titles.get(path) or shown_path(path)), {"colspan": "4", "scope": "colgroup"})
        )
        + "".join(_place(mark, words) for mark in group)
        for path, group in groups
    )
    names = ("No.", "Line", "The words", "What they show")
    heads = "".join(element("th", escape(words.say(name)), {"scope": "col"}) for name in names)
    table = element("table", element("thead", element("tr", heads)) + element("tbody", body), {"class": "mm-grid"})
    summary = words.say("{places} in the text, in order", places=words.count(len(entry.marks), "place"))
    attributes = {"class": "mm-places", "data-search-exclude": ""}
    inside = element("summary", escape(capital(summary))) + scrolling(table, words.say("Places in the text"))
    return element("details", inside, attributes) if body else ""


def scrolling(table: str, name: str) -> str:
    """A wide table in a part that scrolls by itself, by keyboard too; HTML."""
    return element("div", table, {"class": "mm-table", "tabindex": "0", "role": "group", "aria-label": name})


def _place(mark: Mark, words: Words) -> str:
    found = mark.evidence
    line = found.span.source.position(found.span.start)[0]
    shown = escape(shortened(found.span.text) or words.say("an empty place"))
    link = element("a", shown, {"href": f"#{mark.anchor}"})
    kind = escape(f"{words.facet(found.facet)}: {words.value(found.facet, found.value)}")
    return element("tr", "".join(element("td", cell) for cell in (str(mark.number), str(line), link, kind)))
