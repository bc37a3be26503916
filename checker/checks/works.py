"""What the sources of a unit are together: where and when they were made, and whose account they give."""

from collections.abc import Iterator

from checker.checks.question import Answer, Question
from checker.facts import load_facts, region_name
from checker.findings import Outcome
from checker.measures import Spread, spread_of
from checker.origins import accounts, region_of, value_of


def spread(question: Question) -> Iterator[Answer]:
    """The sources of a unit are not all of one region, decade, language or kind.

    Options:
        by (text, region): `region`, `decade`, `language` or `kind`.
        most (number, 99): of a hundred sources for which it is known, how many may be the same.
        least (number, 4): with fewer sources there is nothing to weigh.
        most_unknown (number, 50): of a hundred sources, for how many it may be unknown.
        over (outcome, needs-a-person): what to answer where they are the same.
        unknown (outcome, needs-a-person): what to answer where too little is known.
        only_where (kinds of evidence): without any of these nothing is asked.
        where_least (number, 1): how many places of these there have to be.
    """
    sources = accounts(question.works)
    by = question.text("by", "region")
    measured = spread_of(value_of(work, by) for work in sources)
    words = words_of(measured)
    if measured.total < question.number("least", 4):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, words=words, case="few")
        return
    first = next((work for work in sources if value_of(work, by) == measured.largest[0]), sources[0])
    case = judged(
        measured, question.number("most", 99), question.number("most_unknown", 50), question.number("least", 4)
    )
    if case == "same" and by == "region" and measured.largest[0] in _regions_shown(question):
        case = "own"
    if case in ("unknown", "same") and not question.is_about():
        case = "elsewhere"
    outcomes = {
        "elsewhere": Outcome.NOT_APPLICABLE,
        "unknown": question.outcome("unknown", Outcome.NEEDS_A_PERSON),
        "same": question.outcome("over", Outcome.NEEDS_A_PERSON),
        "own": Outcome.NOT_APPLICABLE,
        "": Outcome.MET,
    }
    yield Answer(outcomes[case], first.place, words=words, case=case)


def judged(measured: Spread, most: int, most_unknown: int, least: int) -> str:
    """`unknown`, `same` or nothing: the case of a spread."""
    if measured.share_unknown * 100 > most_unknown or measured.known < least:
        return "unknown"
    return "same" if measured.share_of_largest * 100 > most else ""


def words_of(measured: Spread) -> dict[str, str]:
    """What a message may say of a spread; counts, never a share alone."""
    largest, count = measured.largest
    return {
        "largest": largest,
        "count": str(count),
        "known": str(measured.known),
        "unknown": str(measured.unknown),
        "all": str(measured.total),
        "distinct": str(measured.distinct),
        "counts": ", ".join(f"{name} {number}" for name, number in measured.counts[:6]),
    }


def _regions_shown(question: Question) -> set[str]:
    """The regions of the places that the unit is about: those its titles name."""
    titles = " ".join([question.unit.title, *(lesson.title for lesson in question.lessons)])
    places = {
        found.name for found in question.of_kinds(("perspective: place",)) if found.name and found.span.text in titles
    }
    facts = load_facts()
    known = {place.region for name in places if (place := facts.place(name)) is not None}
    from_titles = {region_of(word) for word in titles.replace(":", " ").split()}
    return {region for region in from_titles | {region_name(code) for code in known} if region}


def contested(question: Question) -> Iterator[Answer]:
    """A topic on which people differ is told by more than one account.

    Options:
        topics (phrases): words that name such topics, in titles, headings and objectives.
        kinds (kinds of evidence): evidence of more than one account.
        least (number, 2): how many sources are enough.
        least_words (number, 150): below it a unit is too short to say.
    """
    topic = next(
        (said for said in question.said_words("topics") if _is_about(said.passage.kind, said.passage.roles)), None
    )
    if topic is None:
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="none")
        return
    sources, views = accounts(question.works), question.of_option("kinds")
    words = {"topic": topic.text, "count": str(len(sources)), "source": sources[0].title if sources else ""}
    if len(sources) >= question.number("least", 2) or views:
        place = views[0].span if views else sources[0].place
        yield Answer(Outcome.MET, place, tuple(views[:5]), words, "" if sources else "views")
    elif question.is_short():
        yield Answer(Outcome.NOT_APPLICABLE, topic.span, words=words, case="short")
    elif sources:
        yield Answer(Outcome.NOT_MET, sources[0].place, words=words)
    else:
        yield Answer(Outcome.NEEDS_A_PERSON, topic.span, words=words, case="no-source")


def _is_about(kind: str, roles: frozenset[str]) -> bool:
    return kind in ("heading", "title") or "objectives" in roles


def by_and_about(question: Question) -> Iterator[Answer]:
    """Where a source is about a people or community, some source says that it is by them.

    Options:
        least (number, 1): how many sources about a community make the question worth asking.
    """
    groups = _groups(question)
    about = [(work, group) for work in accounts(question.works) for group in groups if group in work.title.casefold()]
    if len(about) < question.number("least", 1):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="none")
        return
    declared = " ".join(view.casefold() for work in question.works for view in work.perspectives)
    silent = [(work, group) for work, group in about if group not in declared]
    words = {
        "count": str(len(about)),
        "source": (silent or about)[0][0].title,
        "group": groups[(silent or about)[0][1]],
    }
    outcome = Outcome.NEEDS_A_PERSON if silent else Outcome.MET
    yield Answer(outcome, (silent or about)[0][0].place, words=words)


def _groups(question: Question) -> dict[str, str]:
    """The peoples that the unit names or that its community declares, in lower case, with the name to say."""
    facts = load_facts()
    named = {found.name or found.span.text for found in question.of_kinds(("perspective: place",))}
    peoples = {name for name in named if (place := facts.place(name)) is not None and place.kind == "people"}
    return {name.casefold(): name for name in sorted(peoples | set(question.community.groups))}
