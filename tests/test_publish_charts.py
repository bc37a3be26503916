"""Charts say in words and in a table what they show, without color, without a script, with text as text."""

import json
import re
from html import unescape
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from checker.publish.charts import Bar, Line, Look, Stack, Strip, bars, stacks, strips, trend
from checker.publish.words import ENGLISH

_KINDS = ((Look.FULL, "met"), (Look.UNKNOWN, "not checked"))
_CHARTS = {
    "bars": bars(
        "Places by region.",
        [Bar("Africa", 2), Bar("not known", 9, is_unknown=True), Bar("Asia <east>", 5)],
        ("Region", "Places"),
        "places",
        ENGLISH,
    ),
    "stacks": stacks("Principles.", _KINDS, [Stack("Choice", (3, 1))], "Principle", "principles", ENGLISH),
    "strips": strips(
        "Means.", _KINDS, ["1. Rain", "2. Snow"], [Strip("reading", (Look.FULL, Look.UNKNOWN))], "Way", "means", ENGLISH
    ),
    "trend": trend("Met.", ["v1", "v2", "v3"], [Line("Choice", (1, None, 4))], "Principle", "met", ENGLISH),
}


def _rows(chart: str) -> list[list[str]]:
    """The rows of the table in a chart."""
    rows = re.findall("<tr>(.*?)</tr>", chart)
    return [[unescape(re.sub("<.*?>", "", cell)) for cell in re.findall("<t[hd].*?</t[hd]>", row)] for row in rows]


def test_bars_stand_by_length_and_what_is_not_known_stands_last() -> None:
    expected = [["Region", "Places"], ["Asia <east>", "5"], ["Africa", "2"], ["not known", "9"]]
    assert _rows(_CHARTS["bars"]) == expected


def test_stacks_strips_and_trends_hold_their_figures_as_a_table() -> None:
    assert _rows(_CHARTS["stacks"]) == [["Principle", "met", "not checked"], ["Choice", "3", "1"]]
    assert _rows(_CHARTS["strips"]) == [["Way", "1. Rain", "2. Snow"], ["reading", "met", "not checked"]]
    assert _rows(_CHARTS["trend"]) == [["Principle", "v1", "v2", "v3"], ["Choice", "1", "", "4"]]


@pytest.mark.parametrize("name", _CHARTS)
def test_a_chart_is_one_line_that_a_builder_leaves_alone(name: str) -> None:
    assert "\n" not in _CHARTS[name]
    ElementTree.fromstring(_CHARTS[name])


@pytest.mark.parametrize("name", _CHARTS)
def test_a_drawing_has_a_name_and_no_color_or_script_of_its_own(name: str) -> None:
    drawn = ElementTree.fromstring(_CHARTS[name]).find(".//div[@class='mm-plot']/svg")
    assert drawn is not None
    assert drawn.get("role") == "img"
    assert drawn.get("aria-label")
    values = [
        value for node in drawn.iter() for key, value in node.attrib.items() if key in ("fill", "stroke", "style")
    ]
    assert [value for value in values if not value.startswith("url(#")] == []
    assert "<script" not in _CHARTS[name]


def test_the_figures_can_be_saved_from_the_page_itself() -> None:
    found = dict(re.findall(r'href="data:([a-z/]+);charset=utf-8,(.*?)"', unescape(_CHARTS["bars"])))
    assert unquote(found["text/csv"]) == "Region,Places\nAsia <east>,5\nAfrica,2\nnot known,9\n"
    assert json.loads(unquote(found["application/json"]))[0] == {"Region": "Asia <east>", "Places": 5}


def test_a_spreadsheet_runs_nothing_that_a_lesson_wrote() -> None:
    chart = bars("C.", [Bar("=cmd()", 1)], ("A", "B"), "c", ENGLISH)
    found = dict(re.findall(r'href="data:([a-z/]+);charset=utf-8,(.*?)"', unescape(chart)))
    assert unquote(found["text/csv"]) == "A,B\n'=cmd(),1\n"


def test_what_is_not_known_is_hatched() -> None:
    assert _CHARTS["bars"].count('fill="url(#places-unknown)"') == 1
    assert _CHARTS["bars"].count('class="mm-area mm-unknown"') == 1
