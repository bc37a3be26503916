"""Wording that is no term: slurs in what is quoted, and usage on which communities differ."""

import re
from collections.abc import Iterable, Iterator, Sequence

from checker.checks.question import Answer, Question, listed
from checker.findings import Evidence, Outcome
from checker.source import Span
from checker.unit import Voice
from checker.voice import voice_at
from checker.wording import Choice, Option

_NOTE = re.compile(
    r"\b(?:content (?:note|warning|advisory)|language (?:note|of the time|warning)|trigger warning|please note that"
    r"|offensive|derogatory|racist (?:language|terms?|words?)|slurs?|outdated (?:term|language|word)|hurtful"
    r"|harmful (?:language|words?|terms?)|historical (?:term|language)|words? (?:that|which) (?:hurt|are no longer)"
    r"|original (?:wording|language)|period language)\b",
    re.IGNORECASE,
)
_MOST_SHOWN = 10


def slurs_are_framed(question: Question) -> Iterator[Answer]:
    """Each lesson that quotes a slur says so: a note tells learners what they will meet and why.

    Options:
        kinds (kinds of evidence): the slurs in other voices than the author's.
    """
    is_any = False
    for lesson in question.lessons:
        slurs = tuple(one for one in question.of_option("kinds") if one.span.source is lesson.document.source)
        if slurs:
            is_any = True
            has_note = any(_NOTE.search(passage.text) for passage in lesson.passages if passage.voice is Voice.AUTHOR)
            outcome = Outcome.MET if has_note else Outcome.NEEDS_A_PERSON
            yield Answer(outcome, slurs[0].span, slurs, {"count": str(len(slurs))})
    if not is_any:
        yield Answer(Outcome.NOT_APPLICABLE, question.top)


def usage_agrees(question: Question) -> Iterator[Answer]:
    """Where communities differ, a unit keeps to one usage: to the one that the settings choose, or to any.

    Options:
        none.
    """
    answers = [answer for choice in question.wording.choices for answer in _of_choice(question, choice)]
    yield from answers
    if not answers:
        yield Answer(Outcome.MET if question.wording.choices else Outcome.NOT_APPLICABLE, question.top)


def _of_choice(question: Question, choice: Choice) -> Iterator[Answer]:
    """A finding for a usage that the settings did not choose, or a question where several are mixed."""
    uses = {option.id: places for option in choice.options if (places := list(_uses(question, option)))}
    names = {option.id: option.name for option in choice.options}
    chosen = question.wording.chosen.get(choice.id, "")
    others = [span for id, places in uses.items() if id != chosen for span in places]
    if chosen and others:
        guide = next((option.guide for option in choice.options if option.id == chosen), "")
        words = _words(others[0], len(others)) | {"chosen": names[chosen], "guide": guide}
        yield Answer(Outcome.NOT_MET, others[0], _shown(others), words, "chosen")
    elif not chosen and len(uses) > 1 and not _are_one(uses.values()):
        firsts = [places[0] for places in uses.values()]
        words = _words(firsts[0], len(uses)) | {
            "asked": choice.question,
            "words": listed([f'"{_line(span)}"' for span in firsts]),
        }
        yield Answer(Outcome.NEEDS_A_PERSON, firsts[0], _shown(firsts), words)


def _are_one(uses: Iterable[Sequence[Span]]) -> bool:
    """Whether all usages are the same words, or one of two only ever stands behind the other as its second name."""
    every = list(uses)
    if len({span.text for spans in every for span in spans}) == 1:
        return True
    pairs = (every, every[::-1]) if len(every) == 2 else ()
    return any(all(any(_names(one, other) for one in ones) for other in others) for ones, others in pairs)


def _names(one: Span, other: Span) -> bool:
    """Whether a usage stands right behind another, as in "multilingual learners (English learners)"."""
    is_behind = one.source is other.source and one.end <= other.start
    return is_behind and _BESIDE.fullmatch(one.source.text[one.end : other.start]) is not None


_BESIDE = re.compile(r"s?[*_]*\s*(?:/|\(|, also |, also called )\s*[*_]*")


def _words(span: Span, count: int) -> dict[str, str]:
    return {"words": f'"{_line(span)}"', "count": str(count)}


def _shown(spans: list[Span]) -> tuple[Evidence, ...]:
    return tuple(Evidence("wording", "usage", span) for span in spans[:_MOST_SHOWN])


def _line(span: Span) -> str:
    return " ".join(span.text.split())


def _uses(question: Question, option: Option) -> Iterator[Span]:
    """Where the author uses the words of an option."""
    for lesson in question.lessons:
        for said in question.search.said(lesson, option.phrases):
            is_case = not option.case or said.passage.text[said.start].isupper() == (option.case == "capital")
            if is_case and voice_at(lesson, said.passage, said.start, said.end) is Voice.AUTHOR:
                yield said.span
