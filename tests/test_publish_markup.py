"""Text from lessons and rules means the same on a page as in its file, whatever it holds; names of files are safe."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.publish.markup import Page, address, code, escape, few_then_more, html_address, line, outside, prose
from checker.publish.slugs import slug, unique_slugs
from checker.publish.words import ENGLISH

_SPECIAL = "`*_{}[]()<>#+-.!|~^$\\&\"' \n\t:=/?%a1é語🌍\u202e\x00\ud800"


class _Words(HTMLParser):
    """The words of some HTML, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


def _rendered(text: str) -> str:
    markdown = pytest.importorskip("markdown")
    return str(markdown.markdown(text, extensions=["attr_list", "md_in_html", "tables", "toc"]))


@given(st.text(st.sampled_from(_SPECIAL), max_size=40))
def test_an_escaped_text_is_read_back_as_it_was_and_brings_no_tag(text: str) -> None:
    shown = _Words(_rendered(f"**Said** {escape(text)} end"))
    expected = "".join("\ufffd" if 0xD800 <= ord(sign) <= 0xDFFF else sign for sign in text if sign != "\x00")
    assert " ".join(shown.words.split()) == " ".join(f"Said {expected} end".split())
    assert set(shown.tags) <= {"p", "strong"}


@given(st.text(st.sampled_from(_SPECIAL), max_size=40))
def test_a_text_at_the_start_of_a_line_begins_no_block(text: str) -> None:
    assert set(_Words(_rendered(line(text))).tags) <= {"p"}


@given(st.text(st.sampled_from(_SPECIAL), max_size=40))
def test_code_keeps_every_line_and_stays_on_one(text: str) -> None:
    shown = _Words(_rendered(code(text)))
    assert "\n" not in code(text)
    assert set(shown.tags) <= {"div", "pre", "code"}


def test_sentences_of_a_rule_may_hold_code_and_emphasis() -> None:
    assert prose("nobody can see *understand*; add `perspectives:`") == (
        "Nobody can see <em>understand</em>; add <code>perspectives:</code>."
    )
    assert prose("`*` and `*`") == "<code>&#42;</code> and <code>&#42;</code>."
    assert prose("2 * 3 * 4 <b>") == "2 &#42; 3 &#42; 4 &lt;b&gt;."


def test_a_page_carries_its_title_escaped_for_builders_that_do_not() -> None:
    page = Page("units/a.md", 'A <script> & "b"', "Body")
    assert page.text == (
        '---\ntitle: "A &lt;script&gt; &amp; &quot;b&quot;"\nhide:\n  - navigation\n---\n\n'
        '# A &lt;script&gt; &amp; "b"\n\nBody\n'
    )


def test_addresses_lead_from_page_to_page() -> None:
    assert address("units/a.md", "rules/b.md", "why") == "../rules/b.md#why"
    assert address("units/a.md", "units/a.md", "why") == "#why"
    assert html_address("principles/x/y.md", "units/a.md", "f1") == "../../units/a.html#f1"


def test_more_than_ten_are_folded_away() -> None:
    assert few_then_more(["a", "b", "c"], few=2) == (
        '- a\n- b\n\n<details class="mm-more" markdown="1" data-search-exclude="">\n'
        "<summary>1 more</summary>\n\n- c\n\n</details>"
    )


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVa\nScRiPt:alert(1)",
        " data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "x.md",
        "#a",
    ],
)
def test_only_the_web_and_mail_are_outside(target: str) -> None:
    assert outside(target) == ""


def test_addresses_outside_are_kept() -> None:
    assert outside("https://example.org/a?b=1#c") == "https://example.org/a?b=1#c"
    assert outside("//example.org/a") == "https://example.org/a"
    assert outside("mailto:a@example.org") == "mailto:a@example.org"


def test_slugs_are_plain_and_never_empty() -> None:
    assert slug("Años & Años: ¿Qué?") == "anos-anos-que"
    assert slug("curriculum/The River.md") == "curriculum-the-river"
    assert slug("語", "unit") == "unit"
    assert slug("../../etc/passwd") == "etc-passwd"


def test_slugs_that_collide_are_told_apart_in_order() -> None:
    assert unique_slugs(["a/b", "a-b", "a b", "a/b"]) == {"a/b": "a-b", "a-b": "a-b-2", "a b": "a-b-3"}


def test_numbers_and_times_are_said_in_words() -> None:
    assert [ENGLISH.count(0, "unit"), ENGLISH.count(1, "unit"), ENGLISH.count(12, "unit")] == [
        "no units",
        "one unit",
        "12 units",
    ]
    assert [
        ENGLISH.share(2, 3, "unit"),
        ENGLISH.share(41, 52, "unit"),
        ENGLISH.share(3, 3, "unit"),
        ENGLISH.share(1, 1, "unit"),
    ] == [
        "two of three units",
        "41 of 52 units",
        "all three units",
        "the one unit",
    ]
    assert [ENGLISH.duration("PT1H30M"), ENGLISH.duration("PT50M"), ENGLISH.duration("two weeks")] == [
        "1 hour and 30 minutes",
        "50 minutes",
        "two weeks",
    ]
    assert ENGLISH.kind("expression: media") == "Ways to show learning: recording or slides"
