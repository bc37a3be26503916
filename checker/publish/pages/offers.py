"""What a unit offers, in rows of words: each word leads to the first place in the text that shows it."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from checker.publish.markup import element, escape
from checker.publish.site import Entry, Mark, shown_path
from checker.publish.words import OFFERS, capital, count, facet_words, names_in, shortened, value_words

_MOST_NAMES = 8


def offered(entry: Entry) -> Mapping[str, Mapping[str, tuple[Mark, ...]]]:
    """The marks of what a unit offers, by facet and value, in the order in which pages show the facets."""
    found: dict[str, dict[str, tuple[Mark, ...]]] = {facet: {} for facet in OFFERS}
    for mark in entry.marks:
        values = found.get(mark.evidence.facet)
        if values is not None:
            values[mark.evidence.value] = (*values.get(mark.evidence.value, ()), mark)
    return {facet: values for facet, values in found.items() if values}


def offers(entry: Entry) -> str:
    """The rows for the unit's own page, as HTML."""
    rows = (
        element("dt", OFFERS[facet]) + element("dd", " · ".join(_word(facet, marks) for marks in values.values()))
        for facet, values in offered(entry).items()
    )
    body = "".join(rows)
    return element("dl", body, {"class": "mm-offers"}) if body else _NOTHING


_NOTHING = (
    "No way in, no way to show learning and no choice was recognized. That may be the unit, or its form: text in "
    "pictures, slides and linked files is not read. See [How to read this](../how-to-read.md)."
)


def _word(facet: str, marks: tuple[Mark, ...]) -> str:
    first = marks[0]
    words = element("a", escape(value_words(facet, first.evidence.value)), {"href": f"#{first.anchor}"})
    return f"{words}{_names(marks)}{_places(marks)}"


def _names(marks: tuple[Mark, ...]) -> str:
    names = names_in(mark.evidence for mark in marks)
    if not names:
        return ""
    more = ", …" if len(names) > _MOST_NAMES else ""
    return f" ({escape(', '.join(names[:_MOST_NAMES]))}{more})"


def _places(marks: tuple[Mark, ...]) -> str:
    return element("small", f" in {count(len(marks), 'place')}") if len(marks) > 1 else ""


def offers_in_brief(entry: Entry) -> Iterator[str]:
    """One line of Markdown for each of the first rows, without links: for cards."""
    for facet, values in offered(entry).items():
        if facet in ("representation", "expression", "choice"):
            words = " · ".join(escape(value_words(facet, value)) for value in values)
            yield f"**{OFFERS[facet]}** {words}"


def places(entry: Entry) -> str:
    """Every piece of evidence in the order of the text, as a table that is folded away; HTML."""
    titles = {lesson.path: lesson.title for lesson in entry.unit.lessons}
    groups = groupby(entry.marks, key=lambda mark: mark.evidence.span.source.path)
    body = "".join(
        element(
            "tr", element("th", escape(titles.get(path) or shown_path(path)), {"colspan": "4", "scope": "colgroup"})
        )
        + "".join(_place(mark) for mark in group)
        for path, group in groups
    )
    heads = "".join(element("th", name, {"scope": "col"}) for name in ("", "Line", "The words", "What they show"))
    table = element("table", element("thead", element("tr", heads)) + element("tbody", body), {"class": "mm-grid"})
    summary = element("summary", capital(f"{count(len(entry.marks), 'place')} in the text, in order"))
    attributes = {"class": "mm-places", "data-search-exclude": ""}
    return element("details", summary + element("div", table, {"class": "mm-table"}), attributes) if body else ""


def _place(mark: Mark) -> str:
    found = mark.evidence
    line = found.span.source.position(found.span.start)[0]
    words = element("a", escape(shortened(found.span.text) or "an empty place"), {"href": f"#{mark.anchor}"})
    kind = escape(f"{facet_words(found.facet)}: {value_words(found.facet, found.value)}")
    return element("tr", "".join(element("td", cell) for cell in (str(mark.number), str(line), words, kind)))
