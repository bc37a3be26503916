"""Objectives: stated, and observable."""

import re
from collections.abc import Iterator

from checker.checks.question import Answer, Question
from checker.findings import Evidence, Outcome
from checker.phrases import inflections
from checker.source import Span
from checker.unit import Item

_WORD = re.compile(r"[A-Za-z']+")
_LEAD = re.compile(
    r"^\W*(?:(?:by the end.*?,|after .{3,40}?,)\s*)?"
    r"(?:(?:the\s+)?(?:students?|learners?|pupils?|participants?|children|you|i|we|swbat)\s+)?"
    r"(?:(?:will|should|can|must|shall)\s+)?(?:be able to\s+)?"
    r"(?:(?:to|learn (?:how )?to|know how to|begin to|begin|start|continue|learn)\s+)?",
    re.IGNORECASE,
)


def stated(question: Question) -> Iterator[Answer]:
    """A plan states at least one objective.

    A page counts as a plan when learners do something in it and two of its parts are those of a lesson. A single page
    may be a part of a lesson whose objectives stand elsewhere, and an aim may be said in passing: both are questions
    for a person; a unit of several lessons that states none is not met.

    Options:
        parts (roles of sections): the roles that make a page a plan.
        least_parts (number, 2): how many of them make it one.
    """
    objectives = list(question.objectives())
    if objectives:
        yield Answer(Outcome.MET, objectives[0].place, words={"count": str(len(objectives))})
    elif not _is_plan(question):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="no-plan")
    elif (aim := _aim(question)) is not None:
        yield Answer(Outcome.NEEDS_A_PERSON, aim, case="in-passing")
    else:
        outcome = Outcome.NOT_MET if len(question.lessons) > 1 else Outcome.NEEDS_A_PERSON
        yield Answer(outcome, question.top, is_absence=True)


def _is_plan(question: Question) -> bool:
    roles = {role for lesson in question.lessons for section in lesson.sections for role in section.own_roles}
    has_task = any(found.facet == "expression" for found in question.evidence)
    return has_task and len(roles & set(question.names("parts"))) >= question.number("least_parts", 2)


_AIM = re.compile(
    r"\b(?:(?:you|students|learners|participants|pupils|children|we) ?(?:['’]ll|will|should|can|are going to)"
    r" (?:also )?(?:learn|be able|understand|know|discover|practice|explore|develop|see how)"
    r"|(?:lesson|activity|unit|session|chapter|workshop|module|course|exercise|page)"
    r" (?:will |aims to |helps |is designed to )?"
    r"(?:introduces?|teach(?:es)?|covers?|explores?|explains?|show(?:s)?|aims|helps|is about)"
    r"|(?:goals?|aims?|purpose|objectives?|outcomes?) (?:of|is|are|for|include)|learn (?:how|about|to)\b|learning how)",
    re.IGNORECASE,
)


def _aim(question: Question) -> Span | None:
    """The place where a page says in passing what learners will learn."""
    for lesson in question.lessons:
        for passage in lesson.passages:
            if passage.kind != "heading" and _AIM.search(passage.text):
                return passage.place
    return None


def observable(question: Question) -> Iterator[Answer]:
    """Each objective begins with something that one can see or hear a learner do; one finding a lesson.

    Options:
        hidden (verbs): verbs that hide what a learner does.
    """
    hidden = {form: verb for verb in question.names("hidden") for form in inflections(verb)}
    objectives = list(question.objectives())
    found = [(objective, verb) for objective in objectives if (verb := _hidden_verb(objective, hidden))]
    if found:
        first, verb = found[0]
        words = {"verb": verb, "objective": first.text, "count": str(len(found)), "all": str(len(objectives))}
        shown = tuple(Evidence("transparency", "objectives", objective.place) for objective, _ in found)
        yield Answer(Outcome.NOT_MET, first.place, shown, words, "several" if len(found) > 1 else "")
    else:
        outcome = Outcome.MET if objectives else Outcome.NOT_APPLICABLE
        yield Answer(outcome, objectives[0].place if objectives else question.top)


def _hidden_verb(objective: Item, hidden: dict[str, str]) -> str:
    """The verb of an objective if it hides what a learner does and no visible verb is tied to it."""
    text = _LEAD.sub("", objective.text.strip("*_ "), count=1)
    words = [word.lower() for word in _WORD.findall(text)]
    if not words or words[0] not in hidden:
        return ""
    return "" if _SHOWN.search(" ".join(words[1:])) else hidden[words[0]]


_DOING = frozenset().union(
    *(
        inflections(verb)
        for verb in "explain describe draw write build compare show demonstrate solve calculate make create design "
        "name identify use apply present discuss analyze list label measure give tell sort model justify argue".split()
    )
)
_SHOWN = re.compile(
    r"\b(?:(?:by|through) (?:\w+ly )?(?:\w+ing|" + "|".join(sorted(_DOING)) + r")"
    r"|and (?:(?:can|will|be able to|to|how to) )?(?:\w+ly )?(?:" + "|".join(sorted(_DOING)) + r"))\b"
)
"""A verb that can be seen, tied to the hidden one ("understand ratios by drawing …", "understand and explain …")."""
