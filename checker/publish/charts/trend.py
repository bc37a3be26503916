"""Trends: one small line for each thing over the same points in time, each drawn apart, named and numbered."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import svg

from checker.publish.charts.figure import drawing, figure, label, percent
from checker.publish.words import Words

_ROW, _TEXT, _HEIGHT = 68, 13, 32
_LEFT, _RIGHT = 0.02, 0.9


@dataclass(frozen=True, slots=True)
class Line:
    """A thing and its amount at each point; None where nobody counted."""

    words: str
    amounts: tuple[int | None, ...]


def trend(caption: str, points: Sequence[str], rows: Sequence[Line], noun: str, name: str, words: Words) -> str:
    """A small line for each thing; its first and last amount stand at its ends, a gap is where nobody counted."""
    parts = [part for at, row in enumerate(rows) for part in _line(row, at * _ROW, points)]
    height = len(rows) * _ROW + 16
    if points:
        parts.append(label(points[0], _LEFT, height - 3))
        if len(points) > 1:
            parts.append(label(points[-1], _RIGHT, height - 3, anchor="end"))
    table = [(row.words, *("" if amount is None else amount for amount in row.amounts)) for row in rows]
    return figure(caption, drawing(height, parts, name, caption), (noun, *points), table, name, words)


def _line(row: Line, top: int, points: Sequence[str]) -> list[svg.Element]:
    most = max((amount for amount in row.amounts if amount is not None), default=0) or 1
    step = (_RIGHT - _LEFT) / max(1, len(points) - 1)
    places = [
        None if amount is None else (_LEFT + at * step, round(top + _TEXT + 11 + _HEIGHT * (1 - amount / most)))
        for at, amount in enumerate(row.amounts)
    ]
    joins: list[svg.Element] = [
        svg.Line(x1=percent(one[0]), y1=one[1], x2=percent(two[0]), y2=two[1], class_=["mm-join"])
        for one, two in pairwise(places)
        if one and two
    ]
    dots: list[svg.Element] = [
        svg.Circle(
            cx=percent(place[0]),
            cy=place[1],
            r=3,
            class_=["mm-area", "mm-full"],
            elements=[svg.Title(text=label(f"{row.words}, {point}: {amount:,}", 0, 0).text)],
        )
        for place, amount, point in zip(places, row.amounts, points, strict=True)
        if place and amount is not None
    ]
    return [label(row.words, 0, top + _TEXT), *joins, *dots, *_last(row, places)]


def _last(row: Line, places: Sequence[tuple[float, int] | None]) -> list[svg.Element]:
    """The last amount, behind its dot."""
    if not places or places[-1] is None or row.amounts[-1] is None:
        return []
    x, y = places[-1]
    return [label(f"{row.amounts[-1]:,}", x, y + 4, "mm-amount", shift=8)]
