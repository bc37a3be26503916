"""At least so many kinds of something, or something at all."""

from collections.abc import Iterator, Sequence

from checker.checks.question import Answer, Question
from checker.findings import Evidence, Outcome


def at_least(question: Question) -> Iterator[Answer]:
    """At least `least` different values among the evidence of `kinds`.

    Options: `kinds`, `least` (2), `least_words` (150: below it a lesson is too short to say).
    """
    evidence = _first_of_each(question.of_kinds(question.names("kinds")))
    words = {"offered": question.said(evidence), "count": str(len(evidence))}
    if len(evidence) >= question.number("least", 2):
        yield Answer(Outcome.MET, evidence[0].span, tuple(evidence), words)
    elif _is_short(question):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, tuple(evidence), words, "short")
    elif evidence:
        yield Answer(Outcome.NOT_MET, evidence[0].span, tuple(evidence), words)
    else:
        yield Answer(Outcome.NEEDS_A_PERSON, question.top, (), words, "none")


def present(question: Question) -> Iterator[Answer]:
    """Any evidence of `kinds`.

    Options: `kinds`, `least_words` (150), `absent` (the outcome where there is none: `not-met` or `needs-a-person`).
    """
    evidence = question.of_kinds(question.names("kinds"))
    if evidence:
        shown = _first_of_each(evidence)
        yield Answer(Outcome.MET, evidence[0].span, tuple(shown), {"offered": question.said(shown)})
    elif _is_short(question):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="short")
    else:
        yield Answer(Outcome(str(question.options.get("absent", "not-met"))), question.top)


def reviewed(question: Question) -> Iterator[Answer]:
    """A question that only a person can answer, with the evidence of `kinds` to start from."""
    evidence = question.of_kinds(question.names("kinds"))[:12]
    words = {"offered": question.said(evidence)}
    case = "" if evidence else "none"
    yield Answer(Outcome.NEEDS_A_PERSON, evidence[0].span if evidence else question.top, tuple(evidence), words, case)


def undone(question: Question) -> Iterator[Answer]:
    """Each piece of evidence of `kinds` is a place where something is taken for granted."""
    evidence = _first_of_each(question.of_kinds(question.names("kinds")))
    for found in evidence:
        yield Answer(Outcome.NOT_MET, found.span, (found,), {"offered": question.said([found])}, found.value)
    if not evidence:
        yield Answer(Outcome.MET if not _is_short(question) else Outcome.NOT_APPLICABLE, question.top)


def _first_of_each(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The first evidence of each kind, in the order of the lessons."""
    firsts: dict[str, Evidence] = {}
    for found in evidence:
        firsts.setdefault(found.kind, found)
    return list(firsts.values())


def _is_short(question: Question) -> bool:
    return sum(lesson.words for lesson in question.lessons) < question.number("least_words", 150)
