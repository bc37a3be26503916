"""Evidence counted: at least so many kinds, anything at all, or only shown to a person; and words not to be there."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from checker.checks.question import Answer, Question, first_of_each, quoted
from checker.findings import Evidence, Outcome
from checker.wording import Match, replacement


def at_least(question: Question) -> Iterator[Answer]:
    """At least so many different kinds of evidence, or so many parts of the lessons that hold some.

    Options:
        kinds (kinds of evidence): what counts.
        least (number, 2): how many are enough.
        of (kinds or parts, kinds): whether different kinds are counted, or different parts in which they stand.
        least_words (number, 150): below it a lesson is too short to say.
        only_where (kinds of evidence): without any of these nothing is asked of what is missing.
        where_least (number, 1): how many places of these there have to be.
        absent (outcome, needs-a-person): what to answer where there is none.
    """
    evidence = question.of_option("kinds")
    is_parts = question.text("of") == "parts"
    counted = _first_of_each_part(question, evidence) if is_parts else first_of_each(evidence)
    words = {"offered": question.said(counted), "count": str(len(counted))}
    if len(counted) >= question.number("least", 2):
        yield Answer(Outcome.MET, counted[0].span, tuple(counted), words)
    elif question.is_short():
        yield Answer(Outcome.NOT_APPLICABLE, question.top, tuple(counted), words, "short")
    elif counted:
        yield Answer(Outcome.NOT_MET, counted[0].span, tuple(counted), words)
    elif not question.is_about():
        yield Answer(Outcome.NOT_APPLICABLE, question.top, words=words, case="elsewhere")
    else:
        outcome = question.outcome("absent", Outcome.NEEDS_A_PERSON)
        yield Answer(outcome, question.top, words=words, case="none", is_absence=True)


def present(question: Question) -> Iterator[Answer]:
    """Any evidence of some kinds.

    Options:
        kinds (kinds of evidence): what is looked for.
        least_words (number, 150): below it a lesson is too short to say.
        only_plans (yes or no, no): whether only a page is asked that has a task and two parts of a lesson plan.
        only_where (kinds of evidence): without any of these nothing is asked of what is missing.
        where_least (number, 1): how many places of these there have to be.
        absent (outcome, not-met): what to answer where there is none.
    """
    evidence = question.of_option("kinds")
    if evidence:
        shown = first_of_each(evidence)
        yield Answer(Outcome.MET, evidence[0].span, tuple(shown), {"offered": question.said(shown)})
    elif question.is_short():
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="short")
    elif question.options.get("only_plans") and not question.is_plan():
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="no-plan")
    elif not question.is_about():
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="elsewhere")
    else:
        yield Answer(question.outcome("absent", Outcome.NOT_MET), question.top, is_absence=True)


def question(question: Question) -> Iterator[Answer]:
    """A question that only a person can answer, with the evidence to start from.

    Options:
        kinds (kinds of evidence): what is shown to the person.
        always (yes or no, yes): whether the question is put where there is no such evidence, too.
        least (number, 1): with fewer places it counts as if there were none.
        most (number, 12): how many places are shown.
    """
    found = question.of_option("kinds")
    evidence = found[: question.number("most", 12)] if len(found) >= question.number("least", 1) else []
    words = {"offered": question.said(evidence), "count": str(len(evidence))}
    if evidence:
        yield Answer(Outcome.NEEDS_A_PERSON, evidence[0].span, tuple(evidence), words)
    elif question.options.get("always", True):
        yield Answer(Outcome.NEEDS_A_PERSON, question.top, words=words, case="none", is_absence=True)
    else:
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="none")


def wording(question: Question) -> Iterator[Answer]:
    """None of some words; one finding a term, with all its places and the words that say the same better.

    Options:
        kinds (kinds of evidence): the kinds of wording that are not to be there.
    """
    evidence = question.of_option("kinds")
    terms: dict[str, list[Evidence]] = {}
    for found in evidence:
        terms.setdefault(found.cue or quoted(found).casefold(), []).append(found)
    for hits in terms.values():
        words = {"words": quoted(hits[0]), "count": str(len(hits)), **_advice(question, hits[0])}
        term = question.wording.term(hits[0].cue.removeprefix(_CUE))
        case = "several" if len(hits) > 1 else ""
        is_preview = term is not None and term.is_preview
        yield Answer(Outcome.NOT_MET, hits[0].span, tuple(hits), words, case, is_preview)
    if not terms:
        is_empty = not any(map(question.search.count, question.lessons))
        yield Answer(Outcome.NOT_APPLICABLE if is_empty else Outcome.MET, question.top)


def _advice(question: Question, found: Evidence) -> dict[str, str]:
    """Why a term is asked about, and what it offers instead in the grammar of its place."""
    term = question.wording.term(found.cue.removeprefix(_CUE))
    if term is None or not term.alternatives:
        return {"why": term.why if term else "", "alternatives": "plainer words for what is meant"}
    match = Match(found.span, quoted(found))
    offered = dict.fromkeys(replacement(one, match, term.forms) for one in term.alternatives)
    return {"why": term.why, "alternatives": " or ".join(f'"{one}"' for one in offered)}


_CUE = "wording/"


def _first_of_each_part(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The first evidence in each part of the lessons, in their order."""
    bounds = {lesson.path: sorted(section.place.start for section in lesson.sections) for lesson in question.lessons}
    firsts: dict[tuple[str, int], Evidence] = {}
    for found in evidence:
        path = found.span.source.path
        firsts.setdefault((path, bisect_right(bounds[path], found.span.start)), found)
    return list(firsts.values())
