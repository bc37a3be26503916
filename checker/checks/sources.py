"""Sources: how many, and what they declare of themselves."""

from collections.abc import Iterator

from checker.checks.question import Answer, Question
from checker.findings import Outcome
from checker.unit import Item


def several(question: Question) -> Iterator[Answer]:
    """More than one source, counted each once over the unit. Options: `least` (2), `least_words` (300)."""
    sources = _distinct(question)
    words = {"count": str(len(sources))}
    place = sources[0].place if sources else question.top
    if len(sources) >= question.number("least", 2):
        yield Answer(Outcome.MET, place, words=words)
    elif sum(lesson.words for lesson in question.lessons) < question.number("least_words", 300):
        yield Answer(Outcome.NOT_APPLICABLE, place, words=words, case="short")
    elif sources:
        yield Answer(Outcome.NOT_MET, place, words=words | {"source": sources[0].text})
    else:
        yield Answer(Outcome.NEEDS_A_PERSON, place, words=words, case="none")


def declared(question: Question) -> Iterator[Answer]:
    """Sources say whose view they give, and who says so. Options: `key` (perspectives)."""
    sources = _distinct(question)
    key = str(question.options.get("key", "perspectives"))
    telling = [source for source in sources if dict(source.fields).get(key, "").strip()]
    words = {"telling": str(len(telling)), "count": str(len(sources))}
    if not sources:
        yield Answer(Outcome.NOT_APPLICABLE, question.top, words=words, case="none")
    elif len(telling) == len(sources):
        yield Answer(Outcome.MET, telling[0].place, words=words)
    else:
        silent = next(source for source in sources if source not in telling)
        yield Answer(
            Outcome.NEEDS_A_PERSON,
            silent.place,
            words=words | {"source": silent.text},
            case="" if telling else "silent",
        )


def _distinct(question: Question) -> list[Item]:
    found: dict[str, Item] = {}
    for source in question.sources():
        found.setdefault((source.target or source.text).casefold().rstrip("/"), source)
    return list(found.values())
