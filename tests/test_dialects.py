"""Our reading of the dialect files beside what the site renders: the same words in the same blocks, or a named cause.

The comparison is the one that `bench/oracle.py` makes over whole curricula.
"""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from checker.source import read

HERE = Path(__file__).parent
DIALECTS = HERE / "dialects"

OURS = {
    "callouts.md": {"type of a callout, read by us as its label": 3},
    "divs.md": {"fenced div, read by us as a box": 4},
    "headings.md": {"heading with more than six marks": 2},
    "jekyll.md": {"template tag, taken off by us": 10},
    "mdx.mdx": {"import line of MDX, taken off by us": 9},
    "panels.md": {"braced tag, taken off by us": 25},
    "strict.md": {"list right after a line of text": 15},
    "unclosed.md": {"braced tag, taken off by us": 3, "after a code fence that ends at another indent": 4},
}
"""Where we read otherwise on purpose: the words on which we differ, by cause."""


@pytest.fixture(scope="module")
def oracle() -> ModuleType:
    pytest.importorskip("mkdocs", reason="needs the site builder: pip install 'manymeans[site]'")
    sys.path.insert(0, str(HERE.parent / "bench"))
    return importlib.import_module("oracle")


@pytest.mark.parametrize("name", sorted(path.name for path in DIALECTS.glob("*.md*")))
def test_a_dialect_file_is_read_as_the_site_renders_it(name: str, oracle: ModuleType) -> None:
    source = read(DIALECTS / name, name)
    tally = oracle.tally_of(source, oracle.renderer(str(DIALECTS)), DIALECTS)
    assert dict(tally.causes) == OURS.get(name, {})


def test_the_oracle_sees_a_word_in_another_block(oracle: ModuleType) -> None:
    words = [oracle.rendered_words(text, oracle.renderer()) for text in ("# One two", "One two")]
    (difference,) = oracle.compare(*words, length=9).differences
    assert (difference.ours[0].path, difference.theirs[0].path, difference.words) == (("h1",), (), 2)


def test_the_oracle_sees_a_word_that_one_side_lacks(oracle: ModuleType) -> None:
    words = [oracle.rendered_words(text, oracle.renderer()) for text in ("One two three", "One three")]
    (difference,) = oracle.compare(*words, length=13).differences
    assert [word.text for word in difference.ours] == ["two"]


def test_the_renderers_tabs_titles_and_footnotes_are_put_in_the_order_of_the_file(oracle: ModuleType) -> None:
    text = (
        '=== "A"\n\n    one[^n]\n\n=== "B"\n\n    two\n\n!!! note\n    three\n\n??? tip "Four"\n    five\n\n[^n]: six\n'
    )
    found = oracle.rendered_words(text, oracle.renderer())
    assert [("/".join(word.path), word.text) for word in found] == [
        ("tab", "A"),
        ("tab", "one"),
        ("tab", "B"),
        ("tab", "two"),
        ("admonition", "three"),
        ("admonition", "Four"),
        ("admonition", "five"),
        ("footnote", "six"),
    ]
