"""Strips: a row of cells for each thing, one cell a column: means over lessons, coverage over units."""

from collections.abc import Sequence
from dataclasses import dataclass

import svg

from checker.publish.charts.figure import Look, area, drawing, figure, key, label
from checker.publish.words import Words

_ROW, _TEXT, _CELL = 42, 13, 15
_GAP = 0.12  # the share of a column that stays empty
_MOST_NUMBERS = 16


@dataclass(frozen=True, slots=True)
class Strip:
    """A thing and how it stands in each column."""

    words: str
    cells: tuple[Look, ...]


def strips(
    caption: str,
    kinds: Sequence[tuple[Look, str]],
    columns: Sequence[str],
    rows: Sequence[Strip],
    noun: str,
    name: str,
    words: Words,
) -> str:
    """A line of cells for each thing, one for each column; columns are numbered where there is room.

    `kinds` gives the looks and what they mean, `columns` the names that the table and the hover say, `noun` heads the
    first column of the table.
    """
    said = dict(kinds)
    parts = [part for at, row in enumerate(rows) for part in _strip(row, at * _ROW, columns, said, name)]
    height = len(rows) * _ROW
    if 1 < len(columns) <= _MOST_NUMBERS:
        parts += [
            label(str(at + 1), (at + 0.44) / len(columns), height + 8, anchor="middle") for at in range(len(columns))
        ]
        height += 14
    table = [(row.words, *(said[look] for look in row.cells)) for row in rows]
    drawn = drawing(height, parts, name, caption)
    return figure(caption, drawn, (noun, *columns), table, name, words, key(kinds, name))


def _strip(row: Strip, top: int, columns: Sequence[str], said: dict[Look, str], name: str) -> list[svg.Element]:
    width = 1 / len(row.cells)
    cells = (
        area(at * width, width * (1 - _GAP), top + _TEXT + 6, _CELL, look, name, f"{row.words}, {column}: {said[look]}")
        for at, (look, column) in enumerate(zip(row.cells, columns, strict=True))
    )
    return [label(row.words, 0, top + _TEXT), *cells]
