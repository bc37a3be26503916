"""Words that a lesson should say, and words that call for a look."""

from collections.abc import Iterator

from checker.checks.question import Answer, Question
from checker.checks.search import Said
from checker.findings import Outcome


def says(question: Question) -> Iterator[Answer]:
    """The lessons say one of some phrases.

    Options:
        words (phrases): what is looked for; one is enough.
        kinds (kinds of evidence): evidence that does as well.
        parts (roles of sections): the parts in which the words count; without it, anywhere.
        least_words (number, 150): below it a lesson is too short to say.
        only_plans (yes or no, no): whether only a page is asked that has a task and two parts of a lesson plan.
        absent (outcome, needs-a-person): what to answer where nothing is said.
    """
    parts = question.names("parts")
    said = question.said_words("words", parts)
    evidence = question.of_option("kinds")
    if said:
        yield Answer(Outcome.MET, said[0].span, words=_words(said))
    elif evidence:
        words = {"said": question.said(evidence[:3]), "count": str(len(evidence))}
        yield Answer(Outcome.MET, evidence[0].span, tuple(evidence[:5]), words)
    elif question.is_short():
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="short")
    elif question.options.get("only_plans") and not question.is_plan():
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="no-plan")
    elif parts and not question.sections(parts):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="no-part")
    else:
        place = question.sections(parts)[0].place if parts else question.top
        yield Answer(question.outcome("absent", Outcome.NEEDS_A_PERSON), place, is_absence=not parts)


def avoids(question: Question) -> Iterator[Answer]:
    """None of some phrases is said, or what excuses it stands near by; one finding for all its places.

    Options:
        words (phrases): what calls for a look.
        parts (roles of sections): the parts in which the words count; without it, anywhere.
        only_with (phrases): words without which a lesson is not asked.
        unless (phrases): words in the same lesson that settle it.
        found (outcome, not-met): what to answer where such words are said.
        least_words (number, 40): a lesson with fewer words and no such phrase is too short to say.
    """
    said = question.said_words("words", question.names("parts"))
    if said and question.names("only_with"):
        about = {one.span.source.path for one in question.said_words("only_with")}
        said = [one for one in said if one.span.source.path in about]
    settled = {excuse.span.source.path for excuse in question.said_words("unless")} if said else set()
    left = [one for one in said if one.span.source.path not in settled]
    if left:
        yield Answer(question.outcome("found", Outcome.NOT_MET), left[0].span, words=_words(left))
    elif said:
        yield Answer(Outcome.MET, said[0].span, words=_words(said), case="settled")
    elif question.is_short(40):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="short")
    else:
        yield Answer(Outcome.MET, question.top)


def _words(said: list[Said]) -> dict[str, str]:
    return {"said": f'"{said[0].text}"', "count": str(len(said))}
