"""The language of phrases: each piece of it, and that it ends."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.phrases import (
    PhraseError,
    compile_list,
    compile_phrase,
    compile_phrases,
    inflections,
    sentences_of,
    tokens_of,
)

_LISTS = {"learner": frozenset({"student", "students"}), "form": frozenset({"poem", "poems"})}


def _found(phrase: str, text: str) -> str | None:
    """The part of a text that a phrase matches."""
    tokens = tokens_of(text)
    place = compile_phrase(phrase, _LISTS).search(tokens)
    return None if place is None else text[tokens[place[0]].start : tokens[place[1] - 1].end]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("exit ticket", "An Exit Ticket.", "Exit Ticket"),
        ("exit ticket", "An exit-ticket.", "exit-ticket"),
        ("exit-ticket", "An exit ticket.", "exit ticket"),
        ("exit ticket", "Two exit tickets.", "exit tickets"),
        ("exit ticket", "A ticket to the exit.", None),
        ("exit ticket", "An exit. Ticket.", None),
        ("exit ticket", "a brexit ticket", None),
        ("write", "They wrote it.", "wrote"),
        ("=write", "They wrote it.", None),
        ("=write", "They write it.", "write"),
        ("write|draw", "They drew it.", "drew"),
        ("=write|draw it", "They drew it.", "drew it"),
        ("write _ poem", "Write a poem.", "Write a poem"),
        ("write _ poem", "Write poems.", None),
        ("write _ poem", "Write a long poem.", None),
        ("write long? poem", "Write poems.", "Write poems"),
        ("write long? poem", "Write long poems.", "Write long poems"),
        ("write _? _? poem", "Write a long poem.", "Write a long poem"),
        ("# minutes", "It takes 10 minutes.", "10 minutes"),
        ("# minutes", "It takes ten minutes.", "ten minutes"),
        ("# minutes", "It takes some minutes.", None),
        ("least # ways", "At least 2 ways.", "least 2 ways"),
        ("{learner} write", "Students write.", "Students write"),
        ("{learner}|pair write", "Pairs write.", "Pairs write"),
        ("{learner} write", "Teachers write.", None),
        ("{learner}? write", "Teachers write.", "write"),
        ("write .. poem", "Write a long poem.", "Write a long poem"),
        ("write .. poem", "Write it in the form of a poem.", None),
        ("write ... poem", "Write it in a new long poem.", "Write it in a new long poem"),
        ("write .. poem", "Write a b poem.", "Write a b poem"),
        ("write .. poem", "Write a b c poem.", None),
        ("write ... poem", "Write a b c d e f poem.", "Write a b c d e f poem"),
        ("write ... poem", "Write a b c d e f g poem.", None),
        ("write ... poem", "Write it, in a (long) poem.", "Write it, in a (long) poem"),
        ("write ... poem", "Write. A poem waits.", None),
        ("write ... poem", "Write! A poem waits.", None),
        ("write ... poem", "Write? A poem waits.", None),
        ("write ... poem", "Write; a poem waits.", None),
        ("write .. poem", "Write… A poem waits.", None),
        ("write a poem", "Write/draw a poem", None),
        ("write draw", "Write/draw it", "Write/draw"),
        ("write poem", 'Write "poems"', 'Write "poems'),
        ("don't write", "Don’t write.", "Don’t write"),
        ("write the", "Write a thing.", None),
        ("write her", "Write herrings.", None),
    ],
)
def test_a_phrase_matches_what_it_says(phrase: str, text: str, found: str | None) -> None:
    assert _found(phrase, text) == found


def test_a_search_stays_between_two_places() -> None:
    tokens, phrase = tokens_of("write a poem and write a song"), compile_phrase("write a", {})
    assert phrase.search(tokens) == (0, 2)
    assert phrase.search(tokens, 1) == (4, 6)
    assert phrase.search(tokens, 1, 5) is None


@pytest.mark.parametrize(
    ("phrase", "problem"),
    [
        ("", "a phrase needs at least one word"),
        ("   ", "a phrase needs at least one word"),
        ("... poem", "`... poem` begins with a gap; begin with a word"),
        (".. poem", "`.. poem` begins with a gap; begin with a word"),
        ("_ poem", "`_ poem` begins with a gap; begin with a word"),
        ("write?", "`write?` has no word that must be there; take the `?` from one"),
        ("write? {learner}?", "`write? {learner}?` has no word that must be there; take the `?` from one"),
        ("write |", "`write |` holds a sign without a word; write the word beside it"),
        ("write, draw", "`write,` is found in no text: marks are passed over; write the bare word"),
        ("poem|song : _", "`:` is found in no text: marks are passed over; write the bare word"),
        ("write|students' poem", "`students'` is found in no text: marks are passed over; write the bare word"),
        ("=# poem", "`#` is found in no text: marks are passed over; write the bare word"),
        ("write a|_ poem", "`_` is found in no text: marks are passed over; write the bare word"),
        (
            "“exit ticket”",
            "`“exit` is found in no text: marks are passed over; quote the whole phrase, and close each bracket",
        ),
        (
            "(exit ticket",
            "`(exit` is found in no text: marks are passed over; quote the whole phrase, and close each bracket",
        ),
        ("write * poem", "`*` is found in no text: marks are passed over; write the bare word"),
        ("write {poems}", "there is no list of words named poems; known are form, learner"),
    ],
)
def test_a_phrase_that_cannot_be_read_says_why(phrase: str, problem: str) -> None:
    with pytest.raises(PhraseError) as error:
        compile_phrase(phrase, _LISTS)
    assert str(error.value) == problem


def test_a_group_stands_for_one_phrase_a_choice() -> None:
    texts = [" ".join(phrase.text.split()) for phrase in compile_phrases("write (a poem|lyrics) (for class)?", _LISTS)]
    assert texts == ["write a poem for class", "write a poem", "write lyrics for class", "write lyrics"]


def test_a_phrase_with_too_many_choices_says_so() -> None:
    with pytest.raises(PhraseError) as error:
        compile_phrases("(a|b)" * 8, _LISTS)
    assert str(error.value) == f"`{'(a|b)' * 8}` stands for 201 phrases; write fewer groups"


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("write", {"write", "writes", "writing", "wrote", "written"}),
        ("study", {"study", "studies", "studying", "studied"}),
        ("play", {"play", "plays", "playing", "played"}),
        ("plan", {"plan", "plans", "planning", "planned"}),
        ("match", {"match", "matches", "matching", "matched"}),
        ("create", {"create", "creates", "creating", "created"}),
        ("criterion", {"criterion", "criterions", "criterioning", "criteria"}),
        ("an", {"an"}),
        ("the", {"the"}),
        ("co2", {"co2"}),
    ],
)
def test_a_word_stands_for_its_plain_forms(word: str, forms: set[str]) -> None:
    assert inflections(word) == forms


def test_a_list_may_name_another_list() -> None:
    assert compile_list(["{form}", "=haiku", "song"], _LISTS) == {
        "poem", "poems", "haiku", "song", "songs", "songing", "songed",
    }  # fmt: skip


def test_words_and_marks_are_parted() -> None:
    assert [token.text for token in tokens_of("Don’t stop (see p. 4): write/draw a 3-D map!")] == [
        "don't", "stop", "(", "see", "p", "4", ")", ":", "write", "/", "draw", "a", "3", "d", "map", "!",
    ]  # fmt: skip


def test_sentences_end_with_their_mark() -> None:
    text = "Read it. Why? Write; then share! The end"
    tokens = tokens_of(text)
    sentences = [text[tokens[first].start : tokens[last - 1].end] for first, last in sentences_of(tokens)]
    assert sentences == ["Read it.", "Why?", "Write; then share!", "The end"]


@given(st.text())
def test_each_token_stands_at_its_place(text: str) -> None:
    for token in tokens_of(text):
        assert text[token.start : token.end].lower().replace("’", "'") == token.text


_STEPS = st.lists(st.sampled_from(["a", "a?", "b?", "a|b", "_", "_?", "#", "{learner}", "..", "..."]), max_size=20)


@settings(max_examples=60, deadline=None)
@given(_STEPS, st.sampled_from(["a", "b", "a b", "a, b", "a 2", "a student"]))
def test_matching_ends_soon_on_a_long_text(steps: list[str], words: str) -> None:
    phrase = compile_phrase(" ".join(["a", *steps, "...", "never"]), _LISTS)
    tokens = tokens_of(f"{words} " * 1_000)
    began = time.process_time()
    assert phrase.search(tokens) is None
    assert time.process_time() - began < 5
