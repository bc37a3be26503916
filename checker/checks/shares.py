"""How things are spread: over kinds, over lessons, one against another."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from checker.checks.question import Answer, Question, listed
from checker.checks.signs import evidence_of, signs
from checker.findings import Evidence, Outcome
from checker.source import Span
from checker.unit import Lesson, Passage, Voice


def balance(question: Question) -> Iterator[Answer]:
    """No kind of evidence makes up nearly all of it.

    Options:
        kinds (kinds of evidence): what is counted.
        most (number, 80): of a hundred places, how many may be of one kind.
        least (number, 8): with fewer places than this there is nothing to weigh.
        over (outcome, needs-a-person): what to answer where one kind takes up more.
    """
    evidence = question.of_option("kinds")
    if len(evidence) < max(1, question.number("least", 8)):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="few")
        return
    counts = Counter(found.kind for found in evidence)
    kind, largest = min(counts.items(), key=lambda item: (-item[1], item[0]))
    first = next(found for found in evidence if found.kind == kind)
    others = [found for found in evidence if found.kind != kind]
    words = {"largest": question.said([first]), "count": str(largest), "all": str(len(evidence))}
    words |= {"offered": question.said(evidence)}
    is_over = largest * 100 > question.number("most", 80) * len(evidence)
    outcome = question.outcome("over", Outcome.NEEDS_A_PERSON) if is_over else Outcome.MET
    yield Answer(outcome, first.span, (first, *others[:5]), words, "" if others or not is_over else "only")


def spread(question: Question) -> Iterator[Answer]:
    """Over the lessons of a unit, something comes back instead of standing in one lesson only.

    Options:
        kinds (kinds of evidence): what should come back.
        least (number, 2): in how many lessons it should stand.
        least_lessons (number, 3): with fewer lessons there is nothing to spread.
        absent (outcome, not-applicable): what to answer where no lesson has it.
    """
    evidence = question.of_option("kinds")
    firsts: dict[str, Evidence] = {}
    for found in evidence:
        firsts.setdefault(found.span.source.path, found)
    words = {"count": str(len(firsts)), "all": str(len(question.lessons)), "offered": question.said(evidence)}
    if len(question.lessons) < question.number("least_lessons", 3):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="few")
    elif not firsts:
        yield Answer(question.outcome("absent", Outcome.NOT_APPLICABLE), question.top, words=words, case="none")
    else:
        titles = {lesson.path: lesson.title for lesson in question.lessons}
        words |= {"lessons": listed([titles.get(path, path) for path in islice(firsts, 4)])}
        outcome = Outcome.MET if len(firsts) >= question.number("least", 2) else Outcome.NOT_MET
        shown = tuple(firsts.values())
        yield Answer(outcome, shown[0].span, shown[:10], words)


def ratio(question: Question) -> Iterator[Answer]:
    """Of two things, the first is not outweighed by the second: learners' talk by the teacher's.

    Options:
        kinds (kinds of evidence): the first thing.
        words (phrases): words that count as the first thing, too.
        to_kinds (kinds of evidence): the second thing.
        to_words (phrases): words that count as the second thing, too.
        most (number, 1): how many of the second may stand against one of the first.
        least (number, 4): with fewer places of both together there is nothing to weigh.
        over (outcome, needs-a-person): what to answer where there are more of the second.
    """
    these = signs(question, "kinds", "words", "")
    those = signs(question, "to_kinds", "to_words", "")
    words = {"these": str(len(these)), "those": str(len(those)), "all": str(len(these) + len(those))}
    if len(these) + len(those) < question.number("least", 4):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, words=words, case="few")
    elif len(those) > question.number("most", 1) * len(these):
        over = question.outcome("over", Outcome.NEEDS_A_PERSON)
        yield Answer(over, those[0].place, evidence_of((*those[:6], *these[:6])), words)
    else:
        yield Answer(Outcome.MET, these[0].place, evidence_of(these[:12]), words)


def open_questions(question: Question) -> Iterator[Answer]:
    """Of the questions in a lesson, some are open: they ask why, how, or what learners think.

    Options:
        one_in (number, 4): at least one question in so many is open.
        least (number, 6): with fewer questions there is nothing to weigh.
        over (outcome, needs-a-person): what to answer where fewer are open.
    """
    asked = [found for lesson in question.lessons for found in _questions(lesson)]
    opened = [place for place, is_open in asked if is_open]
    words = {"open": str(len(opened)), "all": str(len(asked))}
    if len(asked) < question.number("least", 6):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, words=words, case="few")
    elif len(opened) * question.number("one_in", 4) < len(asked):
        closed = next(place for place, is_open in asked if not is_open)
        case = "" if opened else "none"
        yield Answer(question.outcome("over", Outcome.NEEDS_A_PERSON), closed, words=words, case=case)
    else:
        yield Answer(Outcome.MET, opened[0], words=words)


_QUESTION = re.compile(r"[^.?!\n:]{6,200}\?")
_OPEN = re.compile(
    r"\b(?:why|how (?!many|much|old|long|far|tall|big|often)"
    r"|what (?:do|did|would|could|might|should|if|else|makes?|other)|in what way"
    r"|which .{1,40}(?:better|best|would|and why)|who (?:is missing|decides|benefits)"
    r"|do you (?:think|agree|feel|notice)|can you (?:think|imagine|explain|find another))\b",
    re.IGNORECASE,
)


def _questions(lesson: Lesson) -> Iterator[tuple[Span, bool]]:
    """The questions that a lesson asks, and whether each is open."""
    for passage in lesson.passages:
        if "?" in passage.text and passage.voice is Voice.AUTHOR and passage.kind not in ("front", "heading"):
            for found in _QUESTION.finditer(passage.text):
                if not passage.is_code(found.start(), found.end()) and not _is_link(passage, found[0]):
                    yield passage.span(found.start(), found.end()), _OPEN.search(found[0]) is not None


def _is_link(passage: Passage, words: str) -> bool:
    """Whether words are the title of something that is linked."""
    return any(words.strip() in run.text for run in passage.targets())
