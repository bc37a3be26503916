"""The frame of every chart: what it says in words, the drawing, the table, the downloads."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from urllib.parse import quote

import svg

from checker.publish.markup import element, escape
from checker.publish.slugs import slug
from checker.publish.words import Words

Cell = str | int


class Look(StrEnum):
    """How an area looks, told apart without color: full, hatched one way, outlined, dotted, hatched wide."""

    FULL = "full"
    HALF = "half"
    OPEN = "open"
    FAINT = "faint"
    UNKNOWN = "unknown"


def percent(share: float) -> svg.Length:
    """A length along the line of a chart, from 0 to 1."""
    return svg.Length(round(share * 100, 3), "%")


def label(text: str, x: float, y: int, name: str = "mm-label", anchor: str = "start", shift: int = 0) -> svg.Text:
    """Words in a drawing: `x` is a share of the width, `y` and `shift` are pixels."""
    extra = {"text-anchor": anchor}
    return svg.Text(text=escape(text), x=percent(x), y=y, dx=shift or None, class_=[name], extra=extra)


def area(x: float, width: float, y: int, height: int, look: Look, name: str, title: str = "") -> svg.Rect:
    """A rectangle that looks as asked; `name` is the chart's, for its patterns."""
    inside: list[svg.Element] = [svg.Title(text=escape(title))] if title else []
    return svg.Rect(
        x=percent(x),
        width=percent(width),
        y=y,
        height=height,
        fill=_fill(look, name),
        class_=["mm-area", f"mm-{look}"],
        elements=inside or None,
    )


def drawing(height: int, parts: Iterable[svg.Element], name: str, words: str) -> str:
    """The SVG: as wide as its place; a screen reader says the words, the table beside it says the rest."""
    whole = svg.SVG(
        width=percent(1),
        height=height,
        class_=["mm-drawing"],
        extra={"role": "img", "aria-label": escape(words).replace('"', "&#34;")},
        elements=[_patterns(name), *parts],
        xmlns=None,
    )
    return whole.as_str()


def figure(
    caption: str,
    drawn: str,
    head: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    name: str,
    words: Words,
    key: str = "",
) -> str:
    """The figure: caption, key, drawing, then the table and the downloads, folded away."""
    summary = element("summary", escape(words.say("The figures as a table")))
    shown = element("div", grid(head, rows), {"class": "mm-table", "tabindex": "0", "role": "group"} | _named(caption))
    more = element("details", summary + shown + downloads(head, rows, name, words), {"class": "mm-figures"})
    parts = element("figcaption", escape(caption)) + key + element("div", drawn, {"class": "mm-plot"}) + more
    return element("figure", parts, {"class": "mm-chart", "data-search-exclude": ""})


def grid(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as HTML, its first column the heads of its rows; the cells are plain text."""
    top = element("tr", "".join(element("th", escape(name), {"scope": "col"}) for name in head))
    body = "".join(element("tr", _cells(row)) for row in rows)
    return element("table", element("thead", top) + element("tbody", body), {"class": "mm-grid"})


def downloads(head: Sequence[str], rows: Sequence[Sequence[Cell]], name: str, words: Words) -> str:
    """Links that save the table as CSV and as JSON. The data is in the link itself, so it works from a disk too."""
    said = words.say("Download the figures")
    ways = (("CSV", "text/csv", as_csv(head, rows)), ("JSON", "application/json", as_json(head, rows)))
    links = " ".join(
        element(
            "a",
            kind,
            {
                "href": f"data:{media};charset=utf-8,{quote(text)}",
                "download": f"{slug(name)}.{kind.lower()}",
                "aria-label": f"{said}: {kind}, {name}",
            },
        )
        for kind, media, text in ways
    )
    return element("p", f"{escape(said)}: {links}", {"class": "mm-downloads"})


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as CSV. A cell that a spreadsheet would run as a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([_harmless(cell) for cell in row] for row in [head, *rows])
    return out.getvalue()


def as_json(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as a JSON list of objects."""
    return json.dumps([dict(zip(head, row, strict=True)) for row in rows], ensure_ascii=False, indent=1)


def key(entries: Iterable[tuple[Look, str]], name: str) -> str:
    """What the looks of areas mean, in words beside a small sample of each."""
    items = "".join(element("li", f"{_sample(look, name)} {escape(words)}") for look, words in entries)
    return element("ul", items, {"class": "mm-key"})


def _sample(look: Look, name: str) -> str:
    sample = svg.Rect(x=1, y=1, width=14, height=10, fill=_fill(look, name), class_=["mm-area", f"mm-{look}"])
    return svg.SVG(
        width=16,
        height=12,
        class_=["mm-drawing", "mm-sample"],
        extra={"aria-hidden": "true"},
        elements=[sample],
        xmlns=None,
    ).as_str()


def _fill(look: Look, name: str) -> str | None:
    return f"url(#{name}-{look})" if look in (Look.HALF, Look.UNKNOWN) else None


def _patterns(name: str) -> svg.Defs:
    """The hatchings of a chart, told apart by their direction and width; ids are the chart's own."""
    return svg.Defs(elements=[_hatching(f"{name}-{Look.HALF}", 4, 0), _hatching(f"{name}-{Look.UNKNOWN}", 7, 45)])


def _hatching(id: str, gap: int, turn: int) -> svg.Pattern:
    line = svg.Line(x1=1, y1=0, x2=1, y2=gap, class_=["mm-hatch"])
    turned: list[svg.Transform] | None = [svg.Rotate(turn)] if turn else None
    return svg.Pattern(
        id=id, width=gap, height=gap, patternUnits="userSpaceOnUse", patternTransform=turned, elements=[line]
    )


def _cells(row: Sequence[Cell]) -> str:
    first, *rest = row
    cells = (element("td", escape(str(cell))) for cell in rest)
    return element("th", escape(str(first)), {"scope": "row"}) + "".join(cells)


def _named(caption: str) -> dict[str, str]:
    return {"aria-label": caption}


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
