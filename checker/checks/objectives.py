"""Objectives: stated, and observable."""

import re
from collections.abc import Iterator

from checker.checks.question import Answer, Question
from checker.findings import Outcome
from checker.phrases import inflections
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
    """The unit states at least one objective."""
    objectives = list(question.objectives())
    words = sum(lesson.words for lesson in question.lessons)
    if objectives:
        yield Answer(Outcome.MET, objectives[0].place, words={"count": str(len(objectives))})
    elif words < question.number("least_words", 150):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="short")
    else:
        yield Answer(Outcome.NOT_MET, question.top)


def observable(question: Question) -> Iterator[Answer]:
    """Each objective begins with something that one can see or hear a learner do; `hidden` lists verbs that hide it."""
    hidden = {form: verb for verb in question.names("hidden") for form in inflections(verb)}
    objectives = list(question.objectives())
    found = [(objective, verb) for objective in objectives if (verb := _hidden_verb(objective, hidden))]
    for objective, verb in found:
        yield Answer(Outcome.NOT_MET, objective.place, words={"verb": verb, "objective": objective.text})
    if not found:
        outcome = Outcome.MET if objectives else Outcome.NOT_APPLICABLE
        yield Answer(outcome, objectives[0].place if objectives else question.top)


def _hidden_verb(objective: Item, hidden: dict[str, str]) -> str:
    """The verb of an objective if it hides what a learner does and no other verb goes with it."""
    text = _LEAD.sub("", objective.text.strip("*_ "), count=1)
    words = [word.lower() for word in _WORD.findall(text)]
    if not words or words[0] not in hidden:
        return ""
    rest = " ".join(words[1:])
    return (
        ""
        if re.search(r"\b(?:by|and|through) [a-z]+(?:ing|e|t|n|k|w|y)\b", rest) and _has_doing(words)
        else hidden[words[0]]
    )


def _has_doing(words: list[str]) -> bool:
    """Whether a verb that can be seen stands further on ("understand ratios by drawing …")."""
    return any(word in _DOING for word in words[1:])


_DOING = frozenset().union(
    *(
        inflections(verb)
        for verb in "explain describe draw write build compare show demonstrate solve calculate make create design "
        "name identify use apply present discuss analyze list label measure give tell sort model justify argue".split()
    )
)
