"""Parts of a lesson: which there are, whether something stands in them, and in which order."""

from collections.abc import Iterator

from checker.checks.question import Answer, Question
from checker.checks.signs import signs
from checker.findings import Outcome
from checker.unit import Lesson, Passage, Section


def in_order(question: Question) -> Iterator[Answer]:
    """One named part of a lesson stands before another, in each lesson that has both.

    A part inside another one is not compared with it, and a part of a single activity not with those of the lesson. A
    heading with nothing of its own under it, such as "Lesson" above the title, is no part.

    Options:
        first (roles of sections): the part that should come first.
        then (roles of sections): the part that should come after it.
    """
    both = [pair for lesson in question.lessons if (pair := _pair(question, lesson)) is not None]
    late = [(first, then) for first, then in both if first.place.start > then.place.start]
    if late:
        first, then = late[0]
        words = {"first": first.title, "then": then.title, "count": str(len(late))}
        yield Answer(Outcome.NOT_MET, first.place, words=words)
    elif both:
        first, then = both[0]
        yield Answer(Outcome.MET, first.place, words={"first": first.title, "then": then.title})
    else:
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="none")


def _pair(question: Question, lesson: Lesson) -> tuple[Section, Section] | None:
    """The first part of each kind in a lesson."""
    firsts, thens = frozenset(question.names("first")), frozenset(question.names("then"))
    first = next((section for section in lesson.sections if section.own_roles & firsts), None)
    if first is None:
        return None
    filled = {id(part) for passage in lesson.passages if passage.kind != "heading" for part in _and_above(passage)}
    others = (
        section
        for section in lesson.sections
        if section.own_roles & thens and not section.own_roles & firsts and id(section) in filled
    )
    then = next((other for other in others if other.level >= first.level and not _is_in(first, other)), None)
    return (first, then) if then else None


def _and_above(passage: Passage) -> Iterator[Section]:
    """The part that a passage stands in, and those around it."""
    part: Section | None = passage.section
    while part is not None:
        yield part
        part = part.parent


def has_part(question: Question) -> Iterator[Answer]:
    """A part of some role is there and holds something.

    Options:
        parts (roles of sections): the parts that are looked for; one is enough.
        kinds (kinds of evidence): evidence that does as well.
        filled (number, 1): how many words the part holds at least.
        only_plans (yes or no, no): whether only a page is asked that has a task and two parts of a lesson plan.
        absent (outcome, needs-a-person): what to answer where there is no such part.
    """
    found = signs(question, "kinds", "", "")
    parts = question.sections(question.names("parts"))
    filled = [part for part in parts if _words_in(question, part) >= question.number("filled", 1)]
    if filled:
        yield Answer(Outcome.MET, filled[0].place, words={"part": filled[0].title})
    elif found:
        yield Answer(Outcome.MET, found[0].place, words={"part": found[0].text})
    elif question.options.get("only_plans") and not question.is_plan():
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="none")
    elif parts:
        yield Answer(Outcome.NOT_MET, parts[0].place, words={"part": parts[0].title}, case="empty")
    else:
        yield Answer(question.outcome("absent", Outcome.NEEDS_A_PERSON), question.top, is_absence=True)


def _words_in(question: Question, part: Section) -> int:
    """How many words stand in a part, those of its parts among them, its own heading aside."""
    lesson = next(lesson for lesson in question.lessons if part in lesson.sections)
    inside = (passage for passage in lesson.passages if passage.kind != "heading" and _is_in(passage.section, part))
    return sum(len(passage.text.split()) for passage in inside)


def _is_in(section: Section | None, part: Section) -> bool:
    while section is not None and section is not part:
        section = section.parent
    return section is part
