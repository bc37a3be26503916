"""What a lesson takes for granted: a device, a connection, a purchase, a kind of home; unless it is the goal itself."""

from collections import Counter
from collections.abc import Iterator, Sequence

from checker.checks.question import Answer, Question, first_of_each, quoted
from checker.document import Kind
from checker.findings import Evidence, Outcome


def taken_for_granted(question: Question) -> Iterator[Answer]:
    """Each kind of evidence that there is points to something taken for granted: one finding a kind.

    In a lesson whose goal the thing itself is (a computer, where programming is learned), it is not taken for granted.

    Options:
        kinds (kinds of evidence): what is not to be there.
        goal (phrases): words by which a title or an objective makes the thing the goal of a lesson.
        goal_titles (phrases): words that do so in a title or an objective only.
        goal_codes (words): languages of blocks of code, each of which counts as one such word.
        goal_every (number, 100): such words do the same where one stands in so many words of a lesson.
        at_goal (outcome, not-applicable): what to answer where all of it stands in such lessons.
        least_words (number, 150): below it a lesson without any is too short to say.
    """
    evidence, goals = question.of_option("kinds"), _lessons_with_goal(question)
    others = [found for found in evidence if found.span.source.path not in goals]
    for first in first_of_each(others):
        same = [found for found in others if found.kind == first.kind]
        yield Answer(Outcome.NOT_MET, first.span, tuple(same[:10]), _taken(question, first, same), first.value)
    if evidence and not others:
        outcome = question.outcome("at_goal", Outcome.NOT_APPLICABLE)
        words = _taken(question, evidence[0], evidence)
        yield Answer(outcome, evidence[0].span, tuple(evidence[:10]), words, "goal")
    if not evidence:
        yield Answer(Outcome.MET if not question.is_short() else Outcome.NOT_APPLICABLE, question.top)


def _taken(question: Question, first: Evidence, same: Sequence[Evidence]) -> dict[str, str]:
    return {"offered": question.said([first]), "words": quoted(first), "count": str(len(same[:10]))}


def _lessons_with_goal(question: Question) -> set[str]:
    """The paths of the lessons that the words of `goal` make lessons on the thing itself."""
    titles = {lesson.path: lesson.title for lesson in question.lessons}
    words = {lesson.path: question.search.count(lesson) for lesson in question.lessons}
    objectives = {objective.place.order for objective in question.objectives()}
    goals, counts = set[str](), _blocks_of_code(question)
    often_said = question.said_words("goal")
    counts.update(said.span.source.path for said in often_said)
    for said in [*often_said, *question.said_words("goal_titles")]:
        path = said.span.source.path
        if said.passage.text.strip() == titles.get(path) or said.passage.place.order in objectives:
            goals.add(path)
    often = (path for path, count in counts.items() if count * question.number("goal_every", 100) >= words.get(path, 0))
    return goals | set(often)


def _blocks_of_code(question: Question) -> Counter[str]:
    """How many blocks of code in the languages of `goal_codes` each lesson has, by path."""
    languages = frozenset(question.names("goal_codes"))
    blocks = ((lesson.path, block) for lesson in question.lessons if languages for block in lesson.document.walk())
    return Counter(path for path, block in blocks if block.kind is Kind.CODE and _language(block.label) in languages)


def _language(label: str) -> str:
    """The language that the first word of a block of code names, as in `python` or `{python}`."""
    return (label.lower().split() or [""])[0].strip("{}.")
