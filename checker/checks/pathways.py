"""Ways of showing learning: how many, judged how, and whether the medium is itself the goal."""

from collections.abc import Iterator, Mapping, Sequence

from checker.checks.question import Answer, Question
from checker.findings import Evidence, Outcome
from checker.phrases import inflections, tokens_of
from checker.source import Span
from checker.unit import ASSESSED, Item


def ways(question: Question) -> Iterator[Answer]:
    """Two or more ways to show learning, unless the objectives name the one way there is.

    Where no way is found, only a page is asked that states objectives or has two parts of a lesson plan.

    Options:
        least (number, 2): how many ways are enough.
        constructs (words for each way): the words by which an objective makes a way the goal itself.
        goals (ways to show learning): ways that are the goal itself wherever they are the only one.
    """
    found = _ways(question.of_kinds(["expression"]))
    words = {"offered": question.said(found)}
    if len(found) >= question.number("least", 2):
        yield Answer(Outcome.MET, found[0].span, tuple(found), words)
    elif not found:
        if any(question.objectives()) or question.has_plan_parts():
            yield Answer(Outcome.NEEDS_A_PERSON, question.top, words=words, case="none", is_absence=True)
        else:
            yield Answer(Outcome.NOT_APPLICABLE, question.top, words=words, case="no-plan")
    elif found[0].value in question.names("goals") or _is_construct(question, found[0].value):
        yield Answer(Outcome.NOT_APPLICABLE, found[0].span, tuple(found), words, "construct")
    else:
        yield Answer(Outcome.NOT_MET, found[0].span, tuple(found), words)


def alignment(question: Question) -> Iterator[Answer]:
    """Objectives and tasks belong together: each objective is taken up by a task, or each task serves an objective.

    Words tell this only roughly, so what has no match is a question, never a fault.

    Options:
        of (objectives or tasks, objectives): which of the two are looked at one by one.
    """
    yield from _tasks_serve(question) if question.text("of") == "tasks" else _objectives_served(question)


def _tasks_serve(question: Question) -> Iterator[Answer]:
    """Each assessed task takes up the matter of an objective."""
    tasks = [task for task in question.pathways if task.is_assessed]
    idle = [task for task in tasks if not task.objectives]
    words = {"count": str(len(tasks)), "bare": str(len(idle)), "task": idle[0].title if idle else ""}
    if not tasks or not any(question.objectives()):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, words=words)
    elif idle:
        yield Answer(Outcome.NEEDS_A_PERSON, idle[0].task, idle[0].ways[:5], words)
    else:
        yield Answer(Outcome.MET, tasks[0].task, words=words)


def _objectives_served(question: Question) -> Iterator[Answer]:
    """Each objective is taken up by a task in which learners show something, or at least comes back in the lessons.

    Where most objectives do neither, the tasks speak in other words or stand on other pages, and nothing is asked.
    """
    objectives = list(question.objectives())
    served = {place.order for task in question.pathways for place in task.objectives}
    idle = [objective for objective in objectives if objective.place.order not in served]
    bare = [objective for objective in idle if not _comes_back(question, objective)] if idle else []
    words = {"count": str(len(objectives)), "bare": str(len(bare)), "objective": bare[0].text if bare else ""}
    if not objectives or not question.pathways:
        yield Answer(Outcome.NOT_APPLICABLE, question.top, words=words)
    elif 2 * len(bare) > len(objectives):
        yield Answer(Outcome.NOT_APPLICABLE, objectives[0].place, words=words, case="other-words")
    elif bare:
        yield Answer(Outcome.NEEDS_A_PERSON, bare[0].place, words=words)
    else:
        yield Answer(Outcome.MET, objectives[0].place, words=words)


def _comes_back(question: Question, objective: Item) -> bool:
    """Whether a passage outside the objectives, or a title, holds half of the words that carry an objective."""
    wanted = _roots(objective.text)
    stated = {one.place.order for one in question.objectives()}
    passages = (passage for lesson in question.lessons for passage in lesson.passages)
    others = (passage for passage in passages if passage.place.order not in stated and passage.kind != "front")
    return not wanted or any(2 * len(wanted & _roots(passage.text)) >= len(wanted) for passage in others)


def _roots(text: str) -> frozenset[str]:
    """The beginnings of the longer words of a text, so that inflections of a word are one."""
    return frozenset(token.text[:_ROOT] for token in tokens_of(text) if len(token.text) >= _ROOT)


_ROOT = 5


def shared_criteria(question: Question) -> Iterator[Answer]:
    """Where learners choose how to show learning, one set of criteria serves all ways.

    Options:
        none.
    """
    chosen = question.of_kinds(["choice: expression"])
    criteria = question.of_kinds(["transparency: criteria"]) or _criteria_sections(question)
    if not chosen:
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="no-choice")
    elif not criteria:
        yield Answer(Outcome.NOT_MET, chosen[0].span, tuple(chosen[:3]))
    elif len(criteria) == 1:
        yield Answer(Outcome.MET, criteria[0].span, (criteria[0], chosen[0]))
    else:
        yield Answer(Outcome.NEEDS_A_PERSON, criteria[0].span, (*criteria[:4], chosen[0]), case="several")


def criteria_first(question: Question) -> Iterator[Answer]:
    """The criteria stand before the product that they judge.

    A product is what learners write, make, perform or present in an assessment part; a quiz has its answers instead.
    Without criteria the outcome is a question, for they may stand elsewhere.

    Options:
        none.
    """
    tasks = [
        task.task for task in question.pathways if task.is_assessed and {way.value for way in task.ways} - {"test"}
    ]
    sections = [
        section.place for lesson in question.lessons for section in lesson.sections if section.own_roles & _CRITERIA
    ]
    criteria = sections + [found.span for found in question.of_kinds(["transparency: criteria"])]
    if not tasks:
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="no-task")
    elif not criteria:
        yield Answer(Outcome.NEEDS_A_PERSON, tasks[0], case="none")
    else:
        order = question.order
        first_criteria, first_task = min(criteria, key=order), min(tasks, key=order)
        is_late = order(first_criteria) > order(first_task)
        is_inside = first_criteria.source is first_task.source and _within(question, first_task, first_criteria)
        outcome = Outcome.NOT_MET if is_late and not is_inside else Outcome.MET
        yield Answer(outcome, first_criteria, case="late" if outcome is Outcome.NOT_MET else "")


_CRITERIA = frozenset({"rubric", "success-criteria"})


def _within(question: Question, task: Span, criteria: Span) -> bool:
    """Whether the criteria stand in the assessment part of the task itself, which is then shown as a whole."""
    for lesson in question.lessons:
        part = next((section for section in lesson.sections if section.place == task), None)
        while part and part.parent and part.parent.roles & ASSESSED:
            part = part.parent
        after = [section for section in lesson.sections if section.place.start > part.place.start] if part else []
        end = next((section.place.start for section in after if part and section.level <= part.level), None)
        if part and lesson.document.source is criteria.source:
            return part.place.start <= criteria.start and (end is None or criteria.start < end)
    return False


def _criteria_sections(question: Question) -> list[Evidence]:
    return [
        Evidence("transparency", "criteria", section.place)
        for lesson in question.lessons
        for section in lesson.sections
        if section.own_roles & _CRITERIA
    ]


def _ways(evidence: Sequence[Evidence]) -> list[Evidence]:
    firsts: dict[str, Evidence] = {}
    for found in evidence:
        firsts.setdefault(found.value, found)
    return list(firsts.values())


def _is_construct(question: Question, way: str) -> bool:
    """Whether an objective names the way as what is to be learned."""
    constructs = question.options.get("constructs")
    named = constructs.get(way, ()) if isinstance(constructs, Mapping) else ()
    forms = {form for word in named for form in inflections(str(word))}
    return any(token.text in forms for objective in question.objectives() for token in tokens_of(objective.text))
