"""Sources: how many, and what they declare of themselves."""

from collections.abc import Iterable, Iterator

from checker.checks.question import Answer, Question
from checker.findings import Outcome, Work
from checker.origins import accounts


def several(question: Question) -> Iterator[Answer]:
    """More than one source, counted each once over the unit; programs and other lessons are none.

    Options:
        least (number, 2): how many are enough.
        least_words (number, 300): below it a unit is too short to need sources of its own.
        only_where (kinds of evidence): without any of these nothing is asked where no source is named.
        where_least (number, 1): how many places of these there have to be.
    """
    sources = _each_once(accounts(question.works))
    words = {"count": str(len(sources))}
    place = sources[0].place if sources else question.top
    if len(sources) >= question.number("least", 2):
        yield Answer(Outcome.MET, place, words=words)
    elif question.is_short(300):
        yield Answer(Outcome.NOT_APPLICABLE, place, words=words, case="short")
    elif sources:
        yield Answer(Outcome.NOT_MET, place, words=words | {"source": sources[0].title})
    elif not question.is_about():
        yield Answer(Outcome.NOT_APPLICABLE, place, words=words, case="elsewhere")
    else:
        yield Answer(Outcome.NEEDS_A_PERSON, place, words=words, case="none", is_absence=True)


def declared(question: Question) -> Iterator[Answer]:
    """Sources say whose view they give, and who says so; programs and other lessons give none.

    Options:
        most_unknown (number, 0): of a hundred sources, how many may leave it open.
        only_where (kinds of evidence): without any of these nothing is asked of sources that leave it open.
        where_least (number, 1): how many places of these there have to be.
    """
    sources = _each_once(accounts(question.works))
    telling = [work for work in sources if _tells(work)]
    words = {"telling": str(len(telling)), "count": str(len(sources))}
    if not sources:
        yield Answer(Outcome.NOT_APPLICABLE, question.top, words=words, case="none")
        return
    silent = [work for work in sources if not _tells(work)]
    if len(silent) * 100 <= question.number("most_unknown", 0) * len(sources):
        case = "some-open" if silent else ""
        yield Answer(Outcome.MET, telling[0].place if telling else silent[0].place, words=words, case=case)
        return
    words |= {"source": silent[0].title}
    if not question.is_about():
        yield Answer(Outcome.NOT_APPLICABLE, silent[0].place, words=words, case="elsewhere")
        return
    yield Answer(Outcome.NEEDS_A_PERSON, silent[0].place, words=words, case="" if telling else "silent")


def _tells(work: Work) -> bool:
    return bool(work.perspectives)


def _each_once(works: Iterable[Work]) -> list[Work]:
    """The works of several lessons, each address or title once, the first of them."""
    found: dict[str, Work] = {}
    for work in works:
        found.setdefault((work.url or work.title).casefold().rstrip("/"), work)
    return list(found.values())
