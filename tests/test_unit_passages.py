"""Passages: their words, the exact place of them, and what stands around them."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.catalogue import load_catalogue
from checker.document import parse
from checker.source import Source
from checker.unit import Audience, Lesson, Passage, Voice, read_lesson

Reader = Callable[..., Lesson]
_NAMES = load_catalogue().sections


def _passage(lesson: Lesson, words: str) -> Passage:
    return next(passage for passage in lesson.passages if words in passage.text)


def _stem(passage: Passage) -> str:
    return passage.stem.text if passage.stem else ""


def test_each_block_is_a_passage_with_its_kind(lesson_of: Reader) -> None:
    lesson = lesson_of(
        "# Title\nWords.\n\n- item\n\n| head |\n|---|\n| cell |\n\nterm\n:   meaning\n\n!!! note\n    Box.\n"
    )
    assert [(passage.kind, passage.text, passage.inside) for passage in lesson.passages] == [
        ("heading", "Title", ()),
        ("paragraph", "Words.", ()),
        ("item", "item", ("list",)),
        ("header-cell", "head", ("table",)),
        ("cell", "cell", ("table",)),
        ("term", "term", ("definition-list",)),
        ("paragraph", "meaning", ("definition-list", "definition")),
        ("paragraph", "Box.", ("admonition:note",)),
    ]


def test_code_blocks_are_no_passages(lesson_of: Reader) -> None:
    lesson = lesson_of("Before.\n\n```python\nprint(1)\n```\n\nAfter.\n")
    assert [passage.text for passage in lesson.passages] == ["Before.", "After."]


def test_the_paragraph_before_a_list_is_its_stem(lesson_of: Reader) -> None:
    lesson = lesson_of("Choose one:\n\n- write\n- draw\n\nThen share.\n\n## Next\n\n- walk\n")
    assert [_stem(_passage(lesson, word)) for word in ("write", "draw", "walk")] == ["Choose one:", "Choose one:", ""]


def test_a_list_in_an_item_has_the_item_for_its_stem(lesson_of: Reader) -> None:
    lesson = lesson_of("Choose one:\n\n- Make something\n  - a song\n- draw\n")
    assert [_stem(_passage(lesson, word)) for word in ("a song", "draw")] == ["Make something", "Choose one:"]


def test_code_between_a_stem_and_its_list_does_not_part_them(lesson_of: Reader) -> None:
    lesson = lesson_of("Choose one:\n\n```\nx\n```\n\n- write\n")
    assert _stem(_passage(lesson, "write")) == "Choose one:"


def test_a_definition_has_its_term_for_its_stem(lesson_of: Reader) -> None:
    lesson = lesson_of("Delta\n:   Where a river meets the sea.\n")
    assert _stem(_passage(lesson, "Where")) == "Delta"


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("You will read your book. Then you write.", Audience.LEARNER),
        ("Students read. Students write. Students share.", Audience.TEACHER),
        ("You ask students. You help students. You thank students.", Audience.TEACHER),
        ("## Differentiation\nShorter texts.", Audience.TEACHER),
        ("Open the box.", Audience.LEARNER),
        ("---\naudience: students\n---\nStudents read. Students write. Students share.", Audience.LEARNER),
        ("---\naudience: teacher\n---\nYou read your book.", Audience.TEACHER),
    ],
)
def test_a_page_speaks_to_teachers_or_learners(lesson_of: Reader, text: str, audience: Audience) -> None:
    lesson = lesson_of(text)
    assert (lesson.audience, lesson.passages[-1].audience) == (audience, audience)


@pytest.mark.parametrize(
    "note",
    [
        "## Teacher notes\nSay it slowly.\n",
        "::: instructor\nSay it slowly.\n:::\n",
        '!!! note "Teacher notes"\n    Say it slowly.\n',
        "> [!note] Teacher notes\n> Say it slowly.\n",
    ],
)
def test_notes_in_a_learners_page_speak_to_the_teacher(lesson_of: Reader, note: str) -> None:
    lesson = lesson_of(f"# Rivers\nYou will draw your river.\n\n{note}\n## Next\nYou will share your river.\n")
    audiences = [_passage(lesson, word).audience for word in ("draw", "slowly", "share")]
    assert audiences == [Audience.LEARNER, Audience.TEACHER, Audience.LEARNER]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("> We hold these truths.", Voice.QUOTATION),
        ("> - We hold these truths.", Voice.QUOTATION),
        ("> [!note]\n> We hold these truths.", Voice.AUTHOR),
        ("!!! quote\n    We hold these truths.", Voice.AUTHOR),
        ("We hold these truths.", Voice.AUTHOR),
    ],
)
def test_a_block_quote_is_not_the_authors_own_words(lesson_of: Reader, text: str, voice: Voice) -> None:
    assert _passage(lesson_of(text), "truths").voice is voice


def test_boxes_and_tabs_are_named_from_the_outermost(lesson_of: Reader) -> None:
    lesson = lesson_of('=== "Read"\n\n    !!! tip "Slowly"\n\n        - Take the page.\n')
    assert [(passage.kind, passage.text, passage.inside) for passage in lesson.passages] == [
        ("title", "Read", ("tab",)),
        ("title", "Slowly", ("tab", "admonition:tip")),
        ("item", "Take the page.", ("tab", "admonition:tip", "list")),
    ]


def test_links_and_pictures_are_targets_once_each(lesson_of: Reader) -> None:
    lesson = lesson_of("See [the *old* map](map.pdf), ![a river](river.png) and a note[^1].\n\n[^1]: Old.\n")
    assert [run.target for run in lesson.passages[0].targets()] == ["map.pdf", "river.png"]


def test_inline_code_is_known_by_its_place(lesson_of: Reader) -> None:
    passage = lesson_of("Type `write(x)` and write.\n").passages[0]
    first, second = passage.text.index("write"), passage.text.rindex("write")
    assert (passage.is_code(first, first + 5), passage.is_code(second, second + 5)) == (True, False)


@pytest.mark.parametrize(
    ("text", "words", "raw"),
    [
        ("Students *write* a poem.", "write a", "write* a"),
        ("- Fish &amp; chips", "Fish & chips", "Fish &amp; chips"),
        ("> one\n> two", "one two", "one\n> two"),
        ("\ufeff# Ríos y 🌊 mar", "🌊 mar", "🌊 mar"),
        ("| a | b |\r\n|---|---|\r\n| uno | dos |\r\n", "dos", "dos"),
        ("\tcode\n\nA\ttab", "A\ttab", "A\ttab"),
        ("[the map](map.pdf) here", "map here", "map](map.pdf) here"),
    ],
)
def test_the_place_of_words_is_their_slice_of_the_file(lesson_of: Reader, text: str, words: str, raw: str) -> None:
    passage = _passage(lesson_of(text), words)
    at = passage.text.index(words)
    assert passage.span(at, at + len(words)).text == raw


_PIECES = st.sampled_from(
    ["é", "🌊", "words", " ", "\n", "\n\n", "*", "**", "`", "- ", "> ", "# ", "| a |\n|---|\n", "\t", "\r\n", "&amp;",
     "[x](y)", "![x](y)", "!!! note\n    ", "::: objectives\n", ":::\n", "Materials: ", "**Homework:** ", "a\u0301",
     "\\*"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join), st.booleans())
def test_every_word_of_a_passage_that_is_plain_stands_at_its_place(text: str, has_mark: bool) -> None:
    source = Source("odd.md", ("\ufeff" if has_mark else "") + text)
    for passage in read_lesson(parse(source), _NAMES, "en").passages:
        _check_places(passage, source)


def _check_places(passage: Passage, source: Source) -> None:
    assert 0 <= passage.place.start <= passage.place.end <= len(source.text)
    for start, run in zip(passage.starts, passage.runs, strict=True):
        if run.text and run.text == run.span.text:
            assert passage.span(start, start + len(run.text)).text == run.text


def test_a_passage_of_nothing_but_a_picture_has_its_place(lesson_of: Reader) -> None:
    passage: Any = lesson_of("Text.\n\n![](river.png)\n").passages[1]
    assert passage.place.text == "![](river.png)"


@pytest.mark.parametrize(
    ("opening", "voice"), [("💁 You can", Voice.AUTHOR), ("⚠️ Do", Voice.AUTHOR), ("You can", Voice.QUOTATION)]
)
def test_a_block_quote_that_opens_with_a_pictograph_is_a_box_of_the_author(
    opening: str, voice: Voice, lesson_of: Reader
) -> None:
    lesson = lesson_of(f"# Sensors\n\n> {opening} look at the wiring once more.\n")
    assert lesson.passages[-1].voice is voice
