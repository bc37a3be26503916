"""Minimal pairs: the same short lesson with and without one kind of evidence, written as the codebook says."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from checker.catalogue import Catalogue
from checker.finders import find
from checker.unit import Lesson

Reader = Callable[..., Lesson]
FOLDER = Path(__file__).parent / "pairs"
LEAST_RIGHT = 0.90
LEAST_PAIRS = 160
LEAST_A_FACET = 18
VALUES = {
    "representation": "text audio video image hands-on interactive demonstration experience",
    "expression": "writing speaking visual performance making media code test",
    "choice": "expression content process",
    "engagement": "relevance collaboration reflection goal-setting play",
    "support": "scaffold vocabulary language accommodation extension prior-knowledge pace",
    "transparency": "objectives criteria formative feedback revision standards",
    "perspective": "multiple community identity critique",
    "assumption": "device internet purchase home family culture",
}
DIFFERENCES = (
    "who acts|negation|permission|structure|empty section|quotation|code|alternative already offered|teacher's choice|"
    "named group only|hypothetical|question|heading without content|overview only|example pupil|link target|audience"
).split("|")
DIALECTS = {
    "heading": r"^#{1,6} ",
    "bold run-in": r"^\*\*[^*]+:\*\*",
    "table": r"^\|(?: ?:?-+:? ?\|)+$",
    "list": r"^- (?!\[)",
    "numbered list": r"^\d+\. ",
    "task list": r"^- \[[ x]\] ",
    "admonition": r"^!!! \w+",
    "content tab": r'^=== "',
    "fenced div": r"^::: \w+",
    "panel": r"^\{panel ",
    "callout": r"^> \[!\w+\]",
    "definition list": r"^: {3}",
    "front matter": r"\A---\n(?:.+\n)+---\n",
    "footnote": r"^\[\^\w+\]: ",
    "HTML": r"^<(?:details|iframe|div)\b",
    "quotation": r"^> [^\[]",
    "fenced code": r"^```",
    "link": r"[^!]\[[^\]^]+\]\([^)]+\)",
    "picture": r"!\[[^\]]*\]\([^)]+\)",
}


class Pair(NamedTuple):
    """The same lesson twice: once it shows a kind of evidence, once it does not."""

    kind: str
    differs: str
    shows: str
    silent: str

    @property
    def title(self) -> str:
        return next(line for line in self.shows.splitlines() if line.startswith("# ")).removeprefix("# ")


def _pairs(facet: str) -> list[Pair]:
    return [Pair(**entry) for entry in yaml.safe_load((FOLDER / f"{facet}.yaml").read_text(encoding="utf-8"))]


def _all_pairs() -> list[Pair]:
    return [pair for facet in VALUES for pair in _pairs(facet)]


def _wrong(pair: Pair, catalogue: Catalogue, lesson_of: Reader) -> Iterator[str]:
    """What is wrong with the two sides of a pair, one line each; nothing where both are right."""
    for is_shown, text in ((True, pair.shows), (False, pair.silent)):
        cues = [found.cue for found in find(lesson_of(text), catalogue) if found.kind == pair.kind]
        if bool(cues) != is_shown:
            said = f"found by {', '.join(sorted(set(cues)))}" if cues else "missed"
            yield f"{pair.kind} ({pair.differs}), {pair.title}: {said}"


def test_nine_in_ten_pairs_are_right_on_both_sides(catalogue: Catalogue, lesson_of: Reader) -> None:
    pairs = _all_pairs()
    wrong = {pair: lines for pair in pairs if (lines := list(_wrong(pair, catalogue, lesson_of)))}
    share = 1 - len(wrong) / len(pairs)
    by_facet = Counter(pair.kind.split(":")[0] for pair in wrong)
    listed = "\n".join(line for lines in wrong.values() for line in lines)
    assert share >= LEAST_RIGHT, f"{share:.1%} of {len(pairs)} right; wrong {dict(by_facet)}\n{listed}"


@pytest.mark.parametrize("facet", VALUES)
def test_the_pairs_of_a_facet_are_well_formed_and_cover_its_values(facet: str) -> None:
    pairs = _pairs(facet)
    assert len(pairs) >= LEAST_A_FACET
    assert {pair.kind for pair in pairs} == {f"{facet}: {value}" for value in VALUES[facet].split()}
    for pair in pairs:
        assert pair.shows != pair.silent
        for text in (pair.shows, pair.silent):
            assert re.search("^# ", text, re.MULTILINE), text
            assert 3 <= len(text.splitlines()) <= 20, text


def test_there_are_enough_pairs_and_each_stands_once() -> None:
    pairs = _all_pairs()
    assert len(pairs) >= LEAST_PAIRS
    assert len({pair.shows for pair in pairs}) == len(pairs)


def test_pairs_differ_in_each_way_that_matters() -> None:
    assert set(DIFFERENCES) <= {pair.differs for pair in _all_pairs()}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_dialect_occurs_in_the_pairs(dialect: str) -> None:
    texts = [text for pair in _all_pairs() for text in (pair.shows, pair.silent)]
    assert any(re.search(DIALECTS[dialect], text, re.MULTILINE) for text in texts)
