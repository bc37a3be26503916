"""Who appears in a unit and how: whether groups come back, whether people have a part, whose present is told."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from checker.checks.question import Answer, Question, listed
from checker.facts import load_facts
from checker.findings import Evidence, Outcome
from checker.source import Span
from checker.unit import Lesson, Passage

_NAMED = ("perspective: people", "perspective: place")
_GROUPS = frozenset({"people", "nationality"})


def come_back(question: Question) -> Iterator[Answer]:
    """People and groups do not all stand in one box or one month, nor a group in one lesson of many.

    Options:
        boxes (phrases): titles of boxes and parts set apart.
        least (number, 3): with fewer places where somebody is named there is nothing to weigh.
        least_lessons (number, 3): with fewer lessons only boxes and months are looked at.
        least_months (number, 3): with fewer months in its headings a unit is not planned by months.
    """
    named = question.of_kinds(_NAMED)
    if len(named) < question.number("least", 3):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="few")
        return
    boxes = [(found, title) for found in named if (title := _box(question, found.span))]
    if len(boxes) == len(named):
        words = {"box": boxes[0][1], "count": str(len(named)), "names": _names(named)}
        yield Answer(Outcome.NEEDS_A_PERSON, named[0].span, tuple(named[:8]), words, "box")
        return
    month = _only_month(question, named)
    if month:
        words = {"month": month, "count": str(len(named)), "names": _names(named)}
        yield Answer(Outcome.NEEDS_A_PERSON, named[0].span, tuple(named[:8]), words, "month")
        return
    alone = _in_one_lesson(question, named)
    if alone:
        words = {"names": _names(alone), "count": str(len(alone)), "lessons": str(len(question.lessons))}
        words |= {"lesson": _title(question, alone[0].span)}
        yield Answer(Outcome.NEEDS_A_PERSON, alone[0].span, tuple(alone[:8]), words, "lesson")
    else:
        yield Answer(Outcome.MET, named[0].span, tuple(named[:8]), {"count": str(len(named)), "names": _names(named)})


def _in_one_lesson(question: Question, named: Sequence[Evidence]) -> list[Evidence]:
    """The places of a group that is named several times, all in one lesson of a unit with many."""
    if len(question.lessons) < question.number("least_lessons", 3):
        return []
    places: dict[str, list[Evidence]] = defaultdict(list)
    for found in named:
        if _is_group(found):
            places[found.name].append(found)
    least = question.number("least", 3)
    alone = (own for own in places.values() if len(own) >= least and len({one.span.source.path for one in own}) == 1)
    return next(alone, [])


_MONTH = re.compile(r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b")


def _only_month(question: Question, named: Sequence[Evidence]) -> str:
    """The month below whose heading everybody is named, in a unit whose headings name several; else empty."""
    every = {month for lesson in question.lessons for part in lesson.sections for month in _MONTH.findall(part.title)}
    if len(every) < question.number("least_months", 3):
        return ""
    months = {_month_of(question, found.span) for found in named}
    return months.pop() if len(months) == 1 else ""


def _month_of(question: Question, span: Span) -> str:
    passage = _passage_at(question, span)
    titles = passage.section.trail() if passage else ()
    return next((month for title in reversed(titles) for month in _MONTH.findall(title)), "")


def _is_group(found: Evidence) -> bool:
    place = load_facts().place(found.name) if found.value == "place" and found.name else None
    return place is not None and place.kind in _GROUPS


def _box(question: Question, span: Span) -> str:
    """The title of the box or part set apart in which a place stands; empty where it stands in none."""
    passage = _passage_at(question, span)
    if passage is None:
        return ""
    titles = passage.section.trail()
    boxes = question.names("boxes")
    return next((title for title in titles if any(box.casefold() in title.casefold() for box in boxes)), "")


def _passage_at(question: Question, span: Span) -> Passage | None:
    lesson = next((one for one in question.lessons if one.path == span.source.path), None)
    if lesson is None:
        return None
    starts = [passage.place.start for passage in lesson.passages]
    at = bisect_right(starts, span.start) - 1
    return lesson.passages[at] if at >= 0 else None


def _title(question: Question, span: Span) -> str:
    return next((lesson.title for lesson in question.lessons if lesson.path == span.source.path), "")


def _names(found: Sequence[Evidence]) -> str:
    return listed(list(dict.fromkeys(one.name or one.span.text for one in found))[:5])


def have_a_part(question: Question) -> Iterator[Answer]:
    """People who are named stand in what learners aim at, read or do, not only in pictures.

    Options:
        least (number, 2): with fewer places where somebody is named there is nothing to weigh.
    """
    people = question.of_kinds(("perspective: people",))
    if len(people) < question.number("least", 2):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="few")
        return
    shown = [found for found in people if _is_picture(_passage_at(question, found.span), found.span)]
    words = {"names": _names(shown or people), "count": str(len(people))}
    others = [found for found in people if found not in shown]
    if others:
        yield Answer(Outcome.MET, others[0].span, tuple(others[:8]), words)
    else:
        yield Answer(Outcome.NEEDS_A_PERSON, shown[0].span, tuple(shown[:8]), words)


def _is_picture(passage: Passage | None, span: Span) -> bool:
    runs = passage.runs if passage else ()
    return any("image" in run.marks and run.span.start <= span.start < run.span.end for run in runs)


_LEVELS = ("contributions", "additive", "transformation", "action")


def integration(question: Question) -> Iterator[Answer]:
    """Cultures and groups come in as more than heroes, holidays, food and dress (the levels are Banks's).

    Options:
        contributions (phrases): heroes, holidays, food, dress.
        additive (phrases): a text, unit or theme about a group, added to what stands.
        transformation (phrases): the topic itself seen from several sides.
        action (phrases): learners decide and act on an issue.
        kinds (kinds of evidence): evidence of several views.
        least (number, 2): how many such words make the question worth asking.
    """
    said = {level: question.said_words(level) for level in _LEVELS}
    views, first = question.of_option("kinds"), said["contributions"]
    words = {level: str(len(found)) for level, found in said.items()} | {"views": str(len(views))}
    words |= {"said": f'"{first[0].text}"' if first else "", "levels": listed([name for name in _LEVELS if said[name]])}
    if len(first) < question.number("least", 2):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, words=words, case="none")
    elif views or any(said[level] for level in _LEVELS[1:]):
        yield Answer(Outcome.MET, first[0].span, tuple(views[:5]), words)
    else:
        yield Answer(Outcome.NEEDS_A_PERSON, first[0].span, words=words)


def community_shown(question: Question) -> Iterator[Answer]:
    """The groups, languages and places that the settings declare for the learners' community appear in the unit.

    Options:
        most_missing (number, 0): of a hundred that are declared, how many may be missing.
        least_words (number, 150): below it a unit is too short to say.
    """
    community = question.community
    declared = (*community.groups, *community.languages, *community.places)
    places = {name: _where(question.lessons, name) for name in declared}
    shown = [name for name in declared if places[name] is not None]
    missing = [name for name in declared if places[name] is None]
    words = {"shown": listed(shown), "missing": listed(missing), "count": str(len(shown)), "all": str(len(declared))}
    place = next((found for found in places.values() if found is not None), question.top)
    if not declared:
        yield Answer(Outcome.NOT_APPLICABLE, question.top, words=words, case="none")
    elif len(missing) * 100 <= question.number("most_missing", 0) * len(declared):
        yield Answer(Outcome.MET, place, words=words)
    elif question.is_short():
        yield Answer(Outcome.NOT_APPLICABLE, question.top, words=words, case="short")
    else:
        case = "" if shown else "nothing"
        yield Answer(Outcome.NEEDS_A_PERSON, place, words=words, case=case, is_absence=not shown)


def _where(lessons: Sequence[Lesson], name: str) -> Span | None:
    """Where a name first stands in some lessons, as a whole word."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    for lesson in lessons:
        for passage in lesson.passages:
            if found := pattern.search(passage.text):
                return passage.span(*found.span())
    return None


_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


def in_the_present(question: Question) -> Iterator[Answer]:
    """Peoples who live today are spoken of in the present too.

    Options:
        present (texts): words of a sentence about today.
        past (texts): words of a sentence about the past.
        least (number, 3): with fewer sentences that tell a time there is nothing to weigh.
    """
    told = list(_told(question))
    past, present = (
        [found for found, time in told if time == "past"],
        [found for found, time in told if time == "present"],
    )
    words = {"past": str(len(past)), "present": str(len(present)), "names": _names(past or present)}
    if len(told) < question.number("least", 3):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, words=words, case="few")
    elif present:
        yield Answer(Outcome.MET, present[0].span, tuple(present[:5]), words)
    else:
        yield Answer(Outcome.NEEDS_A_PERSON, past[0].span, tuple(past[:8]), words)


def _told(question: Question) -> Iterator[tuple[Evidence, str]]:
    """Each sentence that names a people with its time, where it tells one; the evidence stands for the name."""
    present, past = _any_of(question.names("present")), _any_of(question.names("past"))
    for found, sentence in _sentences(question):
        if present.search(sentence):
            yield found, "present"
        elif past.search(sentence):
            yield found, "past"


def _sentences(question: Question) -> Iterator[tuple[Evidence, str]]:
    """The sentences of each lesson that name a people, as it is written in the place where it was found."""
    for lesson in question.lessons:
        own = (found for found in question.of_kinds(("perspective: place",)) if found.span.source.path == lesson.path)
        written = {found.span.text: found for found in own if _is_people(found)}
        for passage in lesson.passages if written else ():
            for one in _SENTENCE.finditer(passage.text):
                yield from ((found, one[0]) for name, found in written.items() if name in one[0])


def _is_people(found: Evidence) -> bool:
    place = load_facts().place(found.name) if found.name else None
    return place is not None and place.kind == "people"


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    parts = "|".join(map(re.escape, words))
    return re.compile(rf"\b(?:{parts})\b", re.IGNORECASE) if words else re.compile(r"(?!)")
