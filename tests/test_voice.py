"""Who speaks: each voice in the places where it is met."""

from collections.abc import Callable

import pytest

from checker.catalogue.vocabulary import VOICES
from checker.unit import Lesson, Voice
from checker.voice import voice_at

Reader = Callable[..., Lesson]


def _voice(lesson: Lesson, word: str) -> Voice:
    passage = next(one for one in lesson.passages if word.lower() in one.text.lower())
    at = passage.text.lower().index(word.lower())
    return voice_at(lesson, passage, at, at + len(word))


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("The harbor is a marvel.", Voice.AUTHOR),
        ("# A marvel by the sea", Voice.AUTHOR),
        ('Say: "Look at the marvel by the sea."', Voice.AUTHOR),
        ("> [!note]\n> Look at the marvel.", Voice.AUTHOR),
        ("> It was a marvel to us all.", Voice.QUOTATION),
        ("*It was a marvel to us all.* — Ana Ruiz", Voice.QUOTATION),
        ('The diary has it so: "It was a marvel to all of us on deck."', Voice.QUOTATION),
        ('"It was a marvel to see it," said the pilot.', Voice.DIALOGUE),
        ('Students may say, "I think it is a marvel of stone."', Voice.DIALOGUE),
        ('ANA: "It is a marvel."', Voice.DIALOGUE),
        ("Read *A marvel of the North Sea* at home.", Voice.AUTHOR),
        ("Read *The Great Marvel of the North Sea* at home.", Voice.TITLE),
        ('Read "The Great Marvel of the North Sea" at home.', Voice.TITLE),
        ("See [All about the marvel at sea](https://example.org).", Voice.TITLE),
        ("## Sources\n\n- Ruiz, A. The marvel. 1999.", Voice.TITLE),
        ("- RL.4.1 Explain the marvel in the text.", Voice.STANDARD),
        ("The word marvel comes from Latin.", Voice.MENTION),
        ("People spoke of the so-called marvel.", Voice.MENTION),
        ('They hung a "marvel" on the wall.', Voice.MENTION),
        ("Avoid marvel in your essay.", Voice.CRITICIZED),
        ('Write "ship" instead of marvel.', Voice.CRITICIZED),
        ("~~marvel~~ ship", Voice.CRITICIZED),
        ("## Words to avoid\n\n- marvel", Voice.CRITICIZED),
        ("| Instead of | Say |\n|---|---|\n| marvel | ship |", Voice.CRITICIZED),
        ("marvel is outdated and nobody says it.", Voice.CRITICIZED),
        ("## Vocabulary\n\n- **marvel**: something to wonder at", Voice.HEADWORD),
        ("marvel\n:   something to wonder at", Voice.HEADWORD),
        ("Which is it?\n\nA. a marvel of stone\n\nB. a ship (correct)", Voice.WRONG_ANSWER),
        ("Type `marvel` into the box.", Voice.CODE),
        ("The page is https://example.org/marvel/sea.", Voice.ADDRESS),
    ],
)
def test_a_word_has_the_voice_of_its_place(text: str, voice: Voice, lesson_of: Reader) -> None:
    assert _voice(lesson_of(text + "\n"), "marvel") is voice


def test_words_with_capitals_beside_others_are_a_name(lesson_of: Reader) -> None:
    lesson = lesson_of("In spring the Harbor Marvel Society met.\n")
    assert _voice(lesson, "Marvel") is Voice.NAME


def test_a_sentence_in_capitals_is_no_name(lesson_of: Reader) -> None:
    assert _voice(lesson_of("# The Harbor Marvel Society Meets Here\n"), "Marvel") is Voice.AUTHOR


def test_the_right_answer_of_a_quiz_is_the_authors(lesson_of: Reader) -> None:
    lesson = lesson_of("Which is it?\n\nA. a ship\n\nB. a marvel of stone (correct)\n")
    assert _voice(lesson, "marvel") is Voice.AUTHOR


def test_each_voice_has_the_name_that_rules_know() -> None:
    assert tuple(voice.value for voice in Voice) == VOICES
