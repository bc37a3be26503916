"""Odd text in the formats: whatever a lesson holds, a quoted line and its underline fit, and each format is read."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.catalogue import load_catalogue
from checker.findings import Finding, Outcome, Report, Severity
from checker.messages import load_messages
from checker.outputs import Around, Look, writer
from checker.outputs.quoting import columns, quote
from checker.source import Source, Span

_ODD = st.text(alphabet=st.sampled_from("a b\t\n\r🌊水é\u0301\u202e\x1b\x00<&\"'|`*:=%,\ufeff\u2028"), max_size=120)
_CATALOGUE = load_catalogue()


@st.composite
def _spans(draw: st.DrawFn) -> Span:
    source = Source("a.md", draw(_ODD))
    start = draw(st.integers(0, len(source.text)))
    return Span(source, start, draw(st.integers(start, len(source.text))))


@given(_spans(), st.integers(1, 80))
def test_the_underline_stands_under_what_is_quoted(span: Span, width: int) -> None:
    found = quote(span, width)
    assert "\n" not in found.text
    assert "\x1b" not in found.text
    assert found.before + found.under <= columns(found.text)
    # A sign takes two columns at most, a tab four.
    assert columns(found.text) <= 4 * max(width, 20) + 4


@given(_spans(), _ODD)
@settings(max_examples=60, deadline=None)
def test_every_format_of_odd_words_can_be_read_back(span: Span, words: str) -> None:
    finding = Finding("pictures-have-words", Outcome.NOT_MET, Severity.WARNING, span, words, words, words)
    report = Report(words, words, (), (), (finding, replace(finding, outcome=Outcome.NEEDS_A_PERSON)))
    around = Around(_CATALOGUE, load_messages(), lambda found: found.outcome is Outcome.NOT_MET, Look(width=60))

    def text(name: str) -> str:
        return "".join(writer(name)([report], around))

    assert json.loads(text("json"))["units"][0]["title"] == words
    assert len(text("jsonl").split("\n")) == 2
    assert len(json.loads(text("sarif"))["runs"][0]["results"]) == len(json.loads(text("gitlab"))) == 2
    assert len(ElementTree.fromstring(text("junit")).findall(".//testcase")) == 2
    assert len(list(csv.reader(io.StringIO(text("csv"), newline="")))) == 3
    assert all(line.startswith("::") for line in text("github").split("\n")[:-1])
    for name in ("text", "md", "html"):
        assert "\x1b" not in text(name)
