"""Markdown as the site renders it, with exact places: each construct, odd text, hostile text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.document import Block, Document, Fault, Kind, Run, parse
from checker.source import Source


def read(text: str, path: str = "lesson.md") -> Document:
    return parse(Source(path, text))


def outline(text: str, path: str = "lesson.md") -> list[str]:
    """Each block as its kind, what it says of itself, and its words."""
    return [line for block in read(text, path).blocks for line in _outline(block, 0)]


def _outline(block: Block, depth: int) -> list[str]:
    label = f"[{block.label}]" if block.label else str(block.level) if block.kind is Kind.HEADING else ""
    title = f" <{_words(block.title)}>" if block.title else ""
    words = f" {_words(block.runs)!r}" if block.runs else ""
    below = [line for child in block.children for line in _outline(child, depth + 1)]
    return [f"{'  ' * depth}{block.kind}{label}{title}{words}", *below]


def _words(runs: tuple[Run, ...]) -> str:
    return "".join(" " if "break" in run.marks else run.text for run in runs)


def marks(text: str) -> list[tuple[str, str, str]]:
    """Each run as its text, its marks and its address."""
    runs = [run for block in read(text).walk() for run in block.runs]
    return [(run.text, " ".join(sorted(run.marks)), run.target) for run in runs]


# Headings, lists, tables, quotes, code


def test_headings_of_both_forms_have_their_level() -> None:
    text = "One\n===\n\nTwo\n---\n\n### Three ###\n\n#Four\n"
    assert outline(text) == ["heading1 'One'", "heading2 'Two'", "heading3 'Three'", "heading1 'Four'"]


def test_a_word_or_number_after_a_hash_within_a_paragraph_is_no_heading() -> None:
    assert outline("See the plan\n#volcano and #12.\n\n#12 is next.\n") == [
        "paragraph 'See the plan #volcano and #12.'",
        "paragraph '#12 is next.'",
    ]


def test_a_list_right_after_a_line_of_text_is_a_list() -> None:
    assert outline("Bring:\n- a pencil\n  - a soft one\n") == [
        "paragraph 'Bring:'",
        "list",
        "  item",
        "    paragraph 'a pencil'",
        "    list",
        "      item",
        "        paragraph 'a soft one'",
    ]


def test_a_tight_item_holds_code_and_quotes_between_its_words() -> None:
    assert outline("- Say\n  > hello\n  ```js\n  hi()\n  ```\n  and wave\n") == [
        "list",
        "  item",
        "    paragraph 'Say'",
        "    quote",
        "      paragraph 'hello'",
        "    code[js] 'hi()\\n'",
        "    paragraph 'and wave'",
    ]


def test_the_first_number_of_a_list_is_its_level() -> None:
    (ordered,) = read("3. three\n4. four\n").blocks
    assert (ordered.kind, ordered.label, ordered.level) == (Kind.LIST, "ordered", 3)


def test_what_follows_a_wide_number_by_four_blanks_stays_in_the_item() -> None:
    assert outline("10.  Ten\n\n    More of ten.\n") == [
        "list[ordered]",
        "  item",
        "    paragraph 'Ten'",
        "    paragraph 'More of ten.'",
    ]


def test_task_boxes_are_marks_without_words() -> None:
    assert marks("- [ ] Pencil\n- [x] *Map*\n") == [
        ("", "task", ""),
        ("Pencil", "", ""),
        ("", "task", ""),
        ("Map", "emphasis", ""),
    ]


def test_a_table_has_header_cells_and_cells_and_keeps_a_pipe_in_code() -> None:
    assert outline("| a | b |\n|---|---|\n| `x|y` | *z* \\| w |\n") == [
        "table",
        "  row",
        "    header-cell 'a'",
        "    header-cell 'b'",
        "  row",
        "    cell 'x y'",
        "    cell 'z | w'",
    ]


def test_a_table_whose_rule_holds_tabs_is_a_table() -> None:
    assert outline("a|b\n-\t|-\n1|2\n")[0] == "table"


def test_a_table_whose_rule_begins_with_a_colon_is_a_table() -> None:
    assert outline("a|b\n:-|-:\n1|2\n")[0] == "table"


def test_deep_quotes_stand_in_each_other() -> None:
    assert outline("> a\n>\n> > b\n> >\n> > > c\n") == [
        "quote",
        "  paragraph 'a'",
        "  quote",
        "    paragraph 'b'",
        "    quote",
        "      paragraph 'c'",
    ]


def test_definitions_belong_to_their_term() -> None:
    assert outline("Net\n:   A flat pattern.\n\n:smile: is no term.\n") == [
        "definition-list",
        "  term 'Net'",
        "  definition",
        "    paragraph 'A flat pattern.'",
        "paragraph 'smile: is no term.'",
    ]


def test_a_footnote_is_a_block_and_a_mark() -> None:
    assert outline("Short[^1].\n\n[^1]: Two screens.\n") == [
        "paragraph 'Short.'",
        "footnote[1]",
        "  paragraph 'Two screens.'",
    ]


def test_a_formula_that_fills_lines_is_code() -> None:
    assert outline("$$\nx\n=\ny\n$$\n\nAbout $x$.\n") == ["code[math] '$$x=y$$'", "paragraph 'About $x$.'"]


# Inline


def test_runs_have_marks_and_addresses() -> None:
    assert marks("**Read** [the *map*](m.md) and ![a hill](h.png) `now`") == [
        ("Read", "strong", ""),
        (" ", "", ""),
        ("the ", "link", "m.md"),
        ("map", "emphasis link", "m.md"),
        (" and ", "", ""),
        ("a hill", "image", "h.png"),
        (" ", "", ""),
        ("now", "code", ""),
    ]


def test_a_picture_without_words_takes_them_from_its_attribute_list() -> None:
    assert marks("![](h.png){alt='a hill'} Look.") == [
        ("a hill", "html-attribute image", "h.png"),
        ("Look.", "", ""),
    ]


def test_a_link_by_reference_is_one_also_inside_a_box() -> None:
    text = "::: note\nsee [the map][m]\n:::\n\n[m]: https://example.org\n"
    assert marks(text) == [("see ", "", ""), ("the map", "link", "https://example.org")]


def test_an_address_with_names_in_quotes_is_a_link() -> None:
    assert marks("[Data]('chapters:chapter' 'data')") == [("Data", "link", "'chapters:chapter'_'data'")]


def test_template_tags_and_attribute_lists_are_masked_and_code_is_not() -> None:
    text = "{% include a.html %}\nWord {{ x }} [go]({{ site.url }}/b){: .button } `{{ x }}`\n{: .lead }\n"
    assert [(run[0].strip(), *run[1:]) for run in marks(text) if run[0].strip()] == [
        ("Word", "", ""),
        ("go", "link", "/b"),
        ("{{ x }}", "code", ""),
    ]


def test_a_wiki_link_is_text() -> None:
    assert outline("See [[Treaty maps]].") == ["paragraph 'See [[Treaty maps]].'"]


def test_a_braced_tag_within_a_line_leaves_its_words() -> None:
    assert outline('A {glossary-link term="plan"}plan{glossary-link end} works.')[0].split() == [
        "paragraph", "'A", "plan", "works.'",
    ]  # fmt: skip


# HTML


def test_raw_html_gives_words_pictures_players_and_links() -> None:
    text = '<p>Watch <b>this</b>:</p>\n<iframe src="v.html" title="Bees"></iframe>\n<img src="b.png" alt="A bee">\n'
    assert [run for run in marks(text) if "break" not in run[1]] == [
        ("Watch ", "html", ""),
        ("this", "html", ""),
        (":", "html", ""),
        ("Bees", "html-attribute player", "v.html"),
        ("A bee", "html-attribute image", "b.png"),
    ]


def test_scripts_styles_and_comments_say_nothing() -> None:
    text = "<script>var a = 'x';</script>\n\n<style>p {}</style>\n\n<!-- not shown -->\n\nWord <!-- nor this -->\n"
    assert "".join(run[0] for run in marks(text)).split() == ["Word"]


def test_an_inline_tag_alone_on_a_line_leaves_the_next_lines_markdown() -> None:
    assert outline("<br/>\nListen **twice**.\n\n<img src='a.png'>\n- item\n") == [
        "html ' '",
        "paragraph 'Listen twice.'",
        "html ''",
        "list",
        "  item",
        "    paragraph 'item'",
    ]


def test_html_that_asks_for_markdown_holds_markdown() -> None:
    assert outline('<div class="grid" markdown>\n- one\n</div>\nafter\n') == [
        "div[grid]",
        "  list",
        "    item",
        "      paragraph 'one'",
        "paragraph 'after'",
    ]


def test_words_in_html_code_are_marked_as_code() -> None:
    assert marks("Press <code>go</code> now") == [("Press ", "", ""), ("go", "code", ""), (" now", "", "")]


# Dialects


def test_an_admonition_right_after_a_line_takes_its_title_and_inside() -> None:
    assert outline('Before.\n!!! tip "Two *maps*"\n    Print one.\n\n    - large\nAfter.\n') == [
        "paragraph 'Before.'",
        "admonition[tip] <Two maps>",
        "  paragraph 'Print one.'",
        "  list",
        "    item",
        "      paragraph 'large'",
        "paragraph 'After.'",
    ]


def test_an_admonition_in_an_item_in_an_admonition_is_found() -> None:
    assert outline(
        '1.  Find it.\n\n    ??? question "Where?"\n        North.\n\n        ???+ note\n            Or south.\n'
    ) == [
        "list[ordered]",
        "  item",
        "    paragraph 'Find it.'",
        "    admonition[question] <Where?>",
        "      paragraph 'North.'",
        "      admonition[note]",
        "        paragraph 'Or south.'",
    ]


def test_an_admonition_in_fenced_code_stays_code() -> None:
    assert outline("```\n!!! note\n    code\n```\n") == ["code '!!! note\\n    code\\n'"]


def test_an_admonition_set_in_by_four_blanks_outside_a_list_is_code() -> None:
    assert outline("Like this:\n\n    !!! note\n        In.\n") == [
        "paragraph 'Like this:'",
        "code '!!! note\\n    In.\\n'",
    ]


def test_marks_of_a_dialect_that_stand_in_prose_are_prose() -> None:
    assert outline("!!! Wow! Look!\n\n=== not a tab\n\n::: {\n") == [
        "paragraph '!!! Wow! Look!'",
        "paragraph '=== not a tab'",
        "paragraph ':: {'",
    ]


def test_tabs_in_an_item_hold_lists() -> None:
    assert outline('- Show it:\n\n    === "Write"\n\n        - a page\n\n    === "Draw"\n\n        Four panels.\n') == [
        "list",
        "  item",
        "    paragraph 'Show it:'",
        "    tab <Write>",
        "      list",
        "        item",
        "          paragraph 'a page'",
        "    tab <Draw>",
        "      paragraph 'Four panels.'",
    ]


def test_fenced_divs_nest_whatever_the_number_of_colons() -> None:
    assert outline("::::: challenge\nTry.\n\n::: solution\nDone.\n:::\n:::::::\n") == [
        "div[challenge]",
        "  paragraph 'Try.'",
        "  div[solution]",
        "    paragraph 'Done.'",
    ]


def test_panels_and_embeds_have_their_type_title_and_words() -> None:
    text = '{panel type="note" title="Tip"}\n\nIn.\n\n{panel end}\n\n'
    text += '{image file-path="a.png" alt="one\ntwo &#39;x&#39;"}\n'
    assert outline(text) == ["div[note] <Tip>", "  paragraph 'In.'", "embed[image] \"one two 'x'\""]


def test_a_callout_has_its_type_and_title() -> None:
    assert outline("> [!NOTE]\n> In.\n\n> [!tip]- A *claim*\n> Why?\n\n> [!no\n> callout]\n") == [
        "quote[note]",
        "  paragraph 'In.'",
        "quote[tip] <A claim>",
        "  paragraph 'Why?'",
        "quote",
        "  paragraph '[!no callout]'",
    ]


def test_abbreviations_imports_of_mdx_and_the_mark_of_a_contents_list_say_nothing() -> None:
    text = "import Quiz from './Quiz'\n\n[TOC]\n\n*[HTML]: a language\n\nWord.\n"
    assert outline(text, "lesson.mdx") == ["paragraph 'Word.'"]


def test_an_unclosed_box_is_prose_and_its_inside_is_read() -> None:
    assert outline("::: challenge\n\nStill *read*.\n") == ["paragraph ':: challenge'", "paragraph 'Still read.'"]


def test_a_private_character_in_a_file_stands_for_nothing() -> None:
    text = "\ue0000\ue001\n\n!!! tip\n    In.\n"
    assert outline(text) == ["paragraph '0\\ue001'", "admonition[tip]", "  paragraph 'In.'"]


# Front matter


def test_front_matter_has_a_place_for_each_value() -> None:
    document = read('---\r\ntitle: "Seeds"\r\nteaches:\r\n  - plant a bean\r\n---\r\n# Seeds\r\n')
    assert [(found.path, found.text, found.span.text) for found in document.front.fields] == [
        (("title",), "Seeds", "Seeds"),
        (("teaches", 0), "plant a bean", "plant a bean"),
    ]
    assert [(block.kind, block.text) for block in document.blocks] == [(Kind.HEADING, "Seeds")]


def test_front_matter_may_be_json() -> None:
    front = read('---\n{"title": "Seeds", "teaches": ["plant"]}\n---\n').front
    assert front.values == {"title": "Seeds", "teaches": ["plant"]}
    assert [found.span.text for found in front.fields] == ["Seeds", "plant"]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert outline("---\n\nWelcome to class.\n\n---\n\nMore.\n") == [
        "rule",
        "paragraph 'Welcome to class.'",
        "rule",
        "paragraph 'More.'",
    ]


def test_broken_front_matter_is_a_fault_at_its_line_and_the_body_is_read() -> None:
    text = "---\ntitle: Maps: who draws them?\nkey: [1, 2\n---\n# Maps\n"
    document = read(text)
    assert [_fault(fault) for fault in document.faults] == [
        (2, "The front matter cannot be read: mapping values are not allowed here.")
    ]
    assert [block.text for block in document.blocks] == ["Maps"]


def test_front_matter_that_is_too_long_to_be_meant_is_a_fault() -> None:
    document = read(f"---\ntitle: {'x' * 300_000}\n---\nBody.\n")
    assert [fault.what for fault in document.faults] == [
        "The front matter cannot be read: it is longer than 200,000 characters."
    ]
    assert [block.text for block in document.blocks] == ["Body."]


def _fault(fault: Fault) -> tuple[int, str]:
    return fault.span.source.position(fault.span.start)[0], fault.what


# Includes


def including(**files: str) -> Document:
    sources = {f"{name}.md": Source(f"parts/{name}.md", text) for name, text in files.items()}
    return parse(Source("lesson.md", '# Soup\n\n--8<-- "one.md"\n'), sources.get)


def test_an_included_line_has_its_place_in_its_own_file() -> None:
    document = including(one="---\ntitle: x\n---\nTie back *hair*.\n")
    runs = [run for block in document.walk() for run in block.runs]
    assert [(run.span.source.path, run.span.start, run.span.text) for run in runs] == [
        ("lesson.md", 2, "Soup"),
        ("parts/one.md", 17, "Tie back "),
        ("parts/one.md", 27, "hair"),
        ("parts/one.md", 32, "."),
    ]


def test_a_circle_of_includes_ends_with_a_fault() -> None:
    document = including(one='One.\n\n--8<-- "two.md"\n', two='Two.\n\n--8<-- "one.md"\n')
    assert [block.text for block in document.walk() if block.runs] == ["Soup", "One.", "Two."]
    assert [(fault.span.source.path, fault.what) for fault in document.faults] == [
        ("parts/two.md", "The included file one.md includes itself.")
    ]


def test_a_missing_include_is_a_fault_at_its_line() -> None:
    document = read('# Soup\n\n--8<-- "gone.md"\n')
    assert [_fault(fault) for fault in document.faults] == [(3, "The included file gone.md was not found.")]


# Any text


def check_places(text: str) -> None:
    document = read(text)
    for block in document.walk():
        assert 0 <= block.span.start <= block.span.end <= len(text)
        for run in (*block.title, *block.runs):
            assert 0 <= run.span.start <= run.span.end <= len(text)
        assert all(a.span.start <= b.span.start for a, b in pairwise(block.runs))
        for run in block.runs:
            check_run(run)


def check_run(run: Run) -> None:
    """The slice holds the characters of the text in their order; what is masked, and blanks, may lack."""
    raw = run.span.text
    has_own_words = bool(run.marks & {"html-attribute", "image", "player"}) or "&" in raw
    rest = iter(raw)
    assert has_own_words or all(character in rest for character in run.text if not character.isspace())


ALPHABET = list("ab1 \t\n\r#*_-+>`~|[](){}<>!?:=\"'\\&;/%$^.é\u0301👩🏽\u200dש\x0c\x00\u2028\ufeff\ue000\ue002")
PARTS = [
    "!!! note\n    ", '??? "x"\n    ', '=== "T"\n\n    ', "::: a\n", ":::\n", '{panel type="x"}\n', "{panel end}\n",
    "---\n", "a: b\n", "- ", "1. ", "> ", "> [!tip] x\n", "```\n", "<div markdown>\n", "</div>\n", "<br>\n",
    "<img alt='x'>",
    "{% x %}", "{{ x }}", "{: .c }", "[^1]", "[^1]: x\n", "[x]: y\n", "$$\n", "|a|b|\n|-|-|\n", "\n\n", "    ", "&amp;",
    '--8<-- "x"\n', "<!--", "-->", "<script>", "*[A]: b\n", "![](x){alt='y'}", "10.  ",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from(ALPHABET), max_size=80))
def test_any_characters_are_read_and_every_run_has_its_true_place(text: str) -> None:
    check_places(text)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from([*PARTS, *"ab\n "]), max_size=30).map("".join))
def test_any_mixture_of_dialects_is_read_and_every_run_has_its_true_place(text: str) -> None:
    check_places(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_any_unicode_is_read_and_every_run_has_its_true_place(text: str) -> None:
    check_places(text)


def test_mixed_line_ends_lead_to_true_places() -> None:
    text = "# One\r\n\r- two\n- thr\u0301ee\r\n\r\n!!! tip\r    four\r\n"
    found = [(run.text, run.span.text) for block in read(text).walk() for run in block.runs]
    assert found == [(word, word) for word in ("One", "two", "thr\u0301ee", "four")]


def test_words_after_a_masked_tag_with_accents_keep_their_place() -> None:
    (run,) = (run for block in read("Élan {{ 'é👩🏽' }} fin\n").walk() for run in block.runs)
    assert run.span.text == "Élan {{ 'é👩🏽' }} fin"


# Hostile text

HOSTILE = {
    "quotes": ">" * 100_000,
    "stars": "*" * 100_000,
    "stars and words": "*a **b " * 15_000,
    "brackets": "[" * 100_000,
    "closed brackets": "[" * 50_000 + "]" * 50_000,
    "links": "[a](" * 25_000,
    "pictures": "![" * 50_000,
    "braces": "{" * 100_000,
    "template tags": "{%" * 50_000,
    "output tags": "{{" * 50_000,
    "attribute lists": "{:" * 50_000,
    "attributes": "{a b='" * 15_000,
    "angle brackets": "<" * 100_000,
    "open tags": "<a " * 30_000,
    "tags": "<div>\n" * 15_000,
    "nested tags": "<div markdown>\n" * 10_000 + "</div>\n" * 10_000,
    "comments": "<!--" * 25_000,
    "entities": "&amp" * 25_000,
    "backticks": "`" * 100_000,
    "backticks and words": "`a`` " * 20_000,
    "tildes": "~" * 100_000,
    "hashes": "#" * 100_000,
    "underscores": "_a" * 50_000,
    "pipes": "|" * 100_000,
    "table rules": "|a\n|-" + "|-" * 30_000,
    "dashes": "- " * 50_000,
    "nested lists": "".join(f"{'  ' * depth}- a\n" for depth in range(400)),
    "nested admonitions": "".join(f"{'    ' * depth}!!! note\n" for depth in range(300)),
    "admonition with blanks": "!!! a" + " " * 100_000 + "?",
    "box with blanks": "::: a" + " " * 100_000 + ":x",
    "colons": ":" * 100_000,
    "boxes": "::: a\n" * 20_000 + ":::\n" * 20_000,
    "panels": "{panel}\n" * 20_000 + "{panel end}\n" * 20_000,
    "unclosed braced tags": '{image a="\n' * 20_000,
    "formulas": "$$\n" * 30_001,
    "math lines": "$$ a\n" * 30_000,
    "headings": "#a\n\n" * 20_000,
    "references": "[a]: b\n" * 20_000 + "\n::: c\n[a]\n:::\n",
    "notes": "[^1]: [^1]\n" * 20_000,
    "blanks": " " * 100_000,
    "tabs": "\t" * 100_000 + "a",
    "line ends": "\r" * 100_000,
    "front matter": "---\n" * 30_000,
    "deep front matter": "---\na: " + "[" * 5_000 + "\n---\n",
    "deep mappings": "---\n" + "{a: " * 3_000 + "\n---\n",
    "definitions": "a\n: b\n\n" * 10_000,
    "zero characters": "\0" * 100_000,
}


@pytest.fixture(scope="module")
def seconds_for_a_list() -> float:
    """What an ordinary text of about the same length takes on this machine."""
    start = time.process_time()
    list(read("- a\n\n  b\n\n" * 10_000).walk())
    return time.process_time() - start


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_fast_and_walked_without_end_of_the_stack(name: str, seconds_for_a_list: float) -> None:
    start = time.process_time()
    document = read(HOSTILE[name])
    blocks = list(document.walk())
    assert time.process_time() - start < 15 * seconds_for_a_list  # the slowest take two and a half times as long
    assert len(blocks) <= len(HOSTILE[name])


def test_an_alias_bomb_in_front_matter_stays_small() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, 12)]
    document = read("---\n" + "\n".join(lines) + "\n---\nBody.\n")
    assert len(document.front.fields) <= 20_000
    assert [block.text for block in document.blocks] == ["Body."]


def test_blocks_stand_at_most_fifty_deep() -> None:
    def depth(blocks: tuple[Block, ...]) -> int:
        return 1 + max((depth(block.children) for block in blocks), default=-1)

    for text in (">" * 500 + " deep", HOSTILE["nested lists"], HOSTILE["nested admonitions"] + " " * 1200 + "deep"):
        assert depth(read(text).blocks) <= 60
        assert "deep" not in text or "deep" in " ".join(block.text for block in read(text).walk())


def test_a_box_before_a_line_that_begins_with_a_colon_is_no_term() -> None:
    check_places("10.  !!! note\n    !!! note\n    ::: a\n")
