"""How hard the sentences are that learners read, against the grades that a lesson is for.

Two formulas are asked, one of syllables and one of letters, and only where both say that a text lies above the grades
is it put to a person: formulas know the length of words and sentences, nothing of sense.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import pyphen

from checker.checks.question import Answer, Question
from checker.findings import Outcome
from checker.unit import Audience, Lesson, Passage, Voice

_KINDS = frozenset({"paragraph", "item", "definition", "html"})
_NOT_READ = frozenset({"standards", "license", "sources", "teacher-notes", "vocabulary", "answer", "pacing"})
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…]+[\"”’)]*(?=\s+[\"“‘(]?[A-Z0-9]|\s*$)")
_LEAST_WORDS, _MARGIN, _LEAST_A_PASSAGE, _LEAST_SENTENCES = 150, 2, 20, 8


def reads_well(question: Question) -> Iterator[Answer]:
    """The sentences for learners lie no more than some grades above those of the lesson, or a support stands beside.

    Options:
        margin (number, 2): how many grades above the highest of the lesson are still fine.
        least_prose (number, 150): how many words of prose for learners are enough to say.
        supports (kinds of evidence): what makes a hard text fine: words explained, a recording, a scaffold.
    """
    asked = [lesson for lesson in question.lessons if lesson.grades and _language(lesson) == "en"]
    answers = [answer for lesson in asked if (answer := _of_lesson(question, lesson)) is not None]
    yield from answers
    if not answers:
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="not-enough")


def _language(lesson: Lesson) -> str:
    return "en" if lesson.language == "unknown" else lesson.language


def _of_lesson(question: Question, lesson: Lesson) -> Answer | None:
    read = list(_read_by_learners(lesson))
    sentences = [words for passage in read for words in _sentences(passage.text)]
    enough = question.number("least_prose", _LEAST_WORDS)
    if lesson.grades is None or sum(map(len, sentences)) < enough or len(sentences) < _LEAST_SENTENCES:
        return None
    lowest = min(_grades_of(sentences))
    last = lesson.grades[1]
    words = {"grade": f"{lowest:.0f}", "last": str(last), "lesson": lesson.title}
    if lowest <= last + question.number("margin", _MARGIN):
        return Answer(Outcome.MET, lesson.top, words=words)
    supports = [one for one in question.of_option("supports") if one.span.source is lesson.document.source]
    if supports:
        return Answer(
            Outcome.MET,
            supports[0].span,
            tuple(supports[:5]),
            words | {"offered": question.said(supports)},
            "supported",
        )
    return Answer(Outcome.NEEDS_A_PERSON, _hardest(read).place, words=words)


def _read_by_learners(lesson: Lesson) -> Iterator[Passage]:
    """The passages of prose that learners are to read."""
    for passage in lesson.passages:
        is_prose = passage.kind in _KINDS and len(passage.text.split()) >= 5
        is_theirs = passage.audience is Audience.LEARNER and passage.voice is Voice.AUTHOR
        if is_prose and is_theirs and not passage.roles & _NOT_READ:
            yield passage


def _sentences(text: str) -> list[list[str]]:
    """The sentences of a text as lists of words; what is too short to be one is left out."""
    bounds = [0, *(found.end() for found in _SENTENCE.finditer(text)), len(text)]
    sentences = [_WORD.findall(text[first:last]) for first, last in pairwise(bounds)]
    return [words for words in sentences if len(words) >= 3]


def _grades_of(sentences: Sequence[Sequence[str]]) -> tuple[float, float]:
    """The grades that Flesch and Kincaid's formula and Coleman and Liau's give a text."""
    count = sum(map(len, sentences))
    syllables = sum(_syllables(word.lower()) for words in sentences for word in words)
    letters = sum(sum(map(str.isalpha, word)) for words in sentences for word in words)
    flesch_kincaid = 0.39 * count / len(sentences) + 11.8 * syllables / count - 15.59
    coleman_liau = 5.88 * letters / count - 29.6 * len(sentences) / count - 15.8
    return flesch_kincaid, coleman_liau


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> int:
    """How many syllables a word has; hyphens are not allowed before every one, so groups of vowels count too."""
    spoken = re.sub(r"(?<=[^aeiouy])e$|(?<=[^aeioutdy])ed$|(?<=[^aeiouyszxc])es$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", spoken)), len(_hyphens().positions(word)) + 1)


@lru_cache(maxsize=1)
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US", left=1, right=1)


def _hardest(passages: Sequence[Passage]) -> Passage:
    """The passage that the formulas find hardest, of those that are long enough to tell."""
    scored = [
        (min(_grades_of(own)), passage)
        for passage in passages
        if sum(map(len, own := _sentences(passage.text))) >= _LEAST_A_PASSAGE
    ]
    return max(scored, key=lambda pair: pair[0])[1] if scored else passages[0]
