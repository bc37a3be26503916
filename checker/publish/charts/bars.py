"""Bars: how much of each; and stacks: how each whole divides into kinds."""

from collections.abc import Sequence
from dataclasses import dataclass

import svg

from checker.publish.charts.figure import Look, area, drawing, figure, key, label
from checker.publish.words import Words

_ROW, _TEXT, _BAR = 42, 13, 14
_WIDEST = 0.86  # room for the number behind the longest bar


@dataclass(frozen=True, slots=True)
class Bar:
    """An amount of something; what is not known is hatched and stands last."""

    words: str
    amount: int
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """A whole and its parts, in the order of the kinds of the chart."""

    words: str
    parts: tuple[int, ...]


def bars(caption: str, rows: Sequence[Bar], noun: tuple[str, str], name: str, words: Words) -> str:
    """Bars, the longest first, each with its words above it and its number behind it.

    `noun` heads the two columns of the table: what is counted by, and what is counted. `name` is the chart's id on its
    page and the name of its downloads.
    """
    ordered = sorted(rows, key=lambda row: (row.is_unknown, -row.amount))
    most = max((row.amount for row in ordered), default=0) or 1
    parts = [part for at, row in enumerate(ordered) for part in _bar(row, at * _ROW, most, name)]
    drawn = drawing(len(ordered) * _ROW, parts, name, caption)
    return figure(caption, drawn, noun, [(row.words, row.amount) for row in ordered], name, words)


def _bar(row: Bar, top: int, most: int, name: str) -> list[svg.Element]:
    width = _WIDEST * row.amount / most
    look = Look.UNKNOWN if row.is_unknown else Look.FULL
    return [
        label(row.words, 0, top + _TEXT),
        area(0, width, top + _TEXT + 6, _BAR, look, name),
        label(f"{row.amount:,}", width, top + _TEXT + 18, "mm-amount", shift=6),
    ]


def stacks(
    caption: str, kinds: Sequence[tuple[Look, str]], rows: Sequence[Stack], noun: str, name: str, words: Words
) -> str:
    """A line for each whole, divided into the kinds; the words above it name the parts that are there.

    `kinds` gives the look and the name of each part, `noun` heads the first column of the table.
    """
    parts = [part for at, row in enumerate(rows) for part in _stack(row, at * _ROW, kinds, name)]
    head = (noun, *(said for _, said in kinds))
    drawn = drawing(len(rows) * _ROW, parts, name, caption)
    return figure(caption, drawn, head, [(row.words, *row.parts) for row in rows], name, words, key(kinds, name))


def _stack(row: Stack, top: int, kinds: Sequence[tuple[Look, str]], name: str) -> list[svg.Element]:
    whole, at = sum(row.parts) or 1, 0
    drawn: list[svg.Element] = [label(row.words, 0, top + _TEXT)]
    for amount, (look, said) in zip(row.parts, kinds, strict=True):
        if amount:
            title = f"{row.words}: {amount:,} {said}"
            drawn.append(area(at / whole, amount / whole, top + _TEXT + 6, _BAR, look, name, title))
        at += amount
    return drawn
