"""The page itself: what its front matter declares, its title, its headings, its frames and abbreviations."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from checker.checks.question import Answer, Question, listed
from checker.findings import Outcome
from checker.source import Span
from checker.unit import Lesson, Passage


def declared(question: Question) -> Iterator[Answer]:
    """The front matter declares something; one of several keys is enough for each thing.

    Options:
        keys (front matter keys): what is looked for; `authors|author|creator` is one thing under three names.
        least (number, all of them): how many of these are enough.
        only_where (kinds of evidence): without any of these nothing is asked of what is missing.
        where_least (number, 1): how many places of these there have to be.
        absent (outcome, needs-a-person): what to answer where something is missing.
    """
    wanted = [tuple(key.split("|")) for key in question.names("keys")]
    pages = [lesson for lesson in question.lessons if lesson.document.front.values]
    if not pages:
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="no-front-matter")
        return
    least = question.number("least", len(wanted))
    poor = [(page, _missing(page.document.front.values, wanted)) for page in pages]
    poor = [(page, missing) for page, missing in poor if len(wanted) - len(missing) < least]
    if poor and not question.is_about():
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="elsewhere")
    elif poor:
        page, missing = poor[0]
        words = {"missing": listed([f"`{keys[0]}`" for keys in missing]), "count": str(len(poor))}
        place = page.document.front.fields[0].span if page.document.front.fields else page.top
        outcome = question.outcome("absent", Outcome.NEEDS_A_PERSON)
        yield Answer(outcome, place, words=words | {"all": str(len(pages))}, is_absence=True)
    else:
        yield Answer(Outcome.MET, pages[0].top, words={"count": str(len(pages))})


def _missing(values: Mapping[str, Any], wanted: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    names = {str(key).lower().replace("-", "_"): value for key, value in values.items()}
    filled = {name for name, value in names.items() if value not in (None, "", [], {})}
    return [keys for keys in wanted if not filled & {key.lower().replace("-", "_") for key in keys}]


def titled(question: Question) -> Iterator[Answer]:
    """Each page has a title of its own: a heading at the top or `title:` in the front matter, not used twice in a unit.

    Options:
        none.
    """
    bare = [lesson for lesson in question.lessons if not _title(lesson)]
    titles = Counter(_title(lesson).casefold() for lesson in question.lessons)
    twice = [lesson for lesson in question.lessons if _title(lesson) and titles[_title(lesson).casefold()] > 1]
    if bare:
        yield Answer(Outcome.NOT_MET, bare[0].top, words={"count": str(len(bare))})
    elif twice:
        words = {"title": _title(twice[0]), "count": str(len(twice))}
        yield Answer(Outcome.NEEDS_A_PERSON, twice[0].top, words=words, case="twice")
    else:
        yield Answer(Outcome.MET, question.top)


def _title(lesson: Lesson) -> str:
    """The title that a page gives itself; a file name is none."""
    heading = next((passage.text for passage in lesson.passages if passage.kind == "heading"), "")
    return lesson.document.front.text("title", "name") or heading.strip()


def headed(question: Question) -> Iterator[Answer]:
    """Long stretches of text are divided by headings; one finding a lesson for its longest stretch.

    Options:
        most (number, 600): how many words may stand below one heading.
    """
    most = question.number("most", 600)
    stretches = [stretch for lesson in question.lessons for stretch in _stretches(lesson)]
    longest = max(stretches, key=lambda stretch: stretch[0], default=(0, question.top))
    if longest[0] > most:
        yield Answer(Outcome.NOT_MET, longest[1], words={"count": str(longest[0])})
    elif sum(words for words, _ in stretches) > most:
        yield Answer(Outcome.MET, question.top, words={"count": str(longest[0])})
    else:
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="short")


def _stretches(lesson: Lesson) -> Iterator[tuple[int, Span]]:
    """The words below each heading, and where they begin; list items, tables and boxes part a text by themselves."""
    words, start = 0, lesson.top
    for passage in lesson.passages:
        if passage.kind == "heading":
            yield words, start
            words, start = 0, passage.place
        elif passage.kind == "paragraph" and not passage.inside:
            words += len(passage.text.split())
    yield words, start


def frames_named(question: Question) -> Iterator[Answer]:
    """Each player or frame that is written as HTML has a name that software can read out.

    Options:
        none.
    """
    frames = [frame for lesson in question.lessons for passage in lesson.passages for frame in _frames(passage)]
    bare = [place for place, tag in frames if not _NAMED.search(tag)]
    if bare:
        yield Answer(Outcome.NOT_MET, bare[0], words={"count": str(len(bare))})
    elif frames:
        yield Answer(Outcome.MET, frames[0][0], words={"count": str(len(frames))})
    else:
        yield Answer(Outcome.NOT_APPLICABLE, question.top)


_FRAME = re.compile(r"<(?:iframe|embed|object)\b[^>]*>", re.IGNORECASE)
_NAMED = re.compile(r"""\b(?:title|aria-label|aria-labelledby)\s*=\s*["']?[^"'\s>]""", re.IGNORECASE)


def _frames(passage: Passage) -> Iterator[tuple[Span, str]]:
    for run in passage.runs:
        if "player" in run.marks and (tag := _FRAME.match(run.span.text)):
            yield run.span, tag[0]


def abbreviations(question: Question) -> Iterator[Answer]:
    """An abbreviation is written out somewhere: beside itself in brackets, or as a word that is explained.

    Options:
        known (words): abbreviations that need no explanation.
        least (number, 3): how often one is used before it is asked about.
    """
    known = {word.upper() for word in question.names("known")}
    counts: Counter[str] = Counter()
    firsts: dict[str, Span] = {}
    explained: set[str] = set()
    for lesson in question.lessons:
        for passage in lesson.passages:
            for short, place in _abbreviations(passage):
                counts[short] += 1
                firsts.setdefault(short, place)
            explained |= set(_explained(passage))
    explained |= {short for short in firsts if _is_spelled_out(short, question)}
    bare = [
        short for short in firsts if counts[short] >= question.number("least", 3) and short not in known | explained
    ]
    if bare:
        words = {"short": listed([f'"{short}"' for short in bare[:4]]), "count": str(len(bare))}
        yield Answer(Outcome.NEEDS_A_PERSON, firsts[bare[0]], words=words)
    else:
        yield Answer(Outcome.MET if firsts else Outcome.NOT_APPLICABLE, question.top)


_SHORT = re.compile(r"(?<![\w/.&-])[A-Z]{2,6}s?(?![\w/&-])")
_BRACKETED = re.compile(r"\(([A-Z]{2,6})s?[),:; ]|\b([A-Z]{2,6})s? ?(?:\(|stands for|means|is short for|=|:|–|—)")
_SHOUTED = re.compile(r"[a-z]")


def _abbreviations(passage: Passage) -> Iterator[tuple[str, Span]]:
    """The abbreviations in running text; words in capitals among others in capitals are only loud."""
    if passage.kind not in ("paragraph", "item") or not _SHOUTED.search(passage.text):
        return
    for found in _SHORT.finditer(passage.text):
        if not passage.is_code(found.start(), found.end()):
            yield found[0].rstrip("s"), passage.span(found.start(), found.end())


def _is_spelled_out(short: str, question: Question) -> bool:
    """Whether words that begin with its letters follow each other somewhere, or it is a word that is only loud."""
    first = "" if len(short) > _SHORTEST else "(?-i:(?=[A-Z]))"
    words = r"[\s-]+(?:(?:of|and|the|for|in|to)\s+)?".join(rf"{first}{letter}\w+" for letter in short)
    wanted = re.compile(rf"\b(?:{words}|(?-i:{short.lower()}))\b", re.IGNORECASE)
    return any(wanted.search(passage.text) for lesson in question.lessons for passage in lesson.passages)


_SHORTEST = 2


def _explained(passage: Passage) -> Iterator[str]:
    for found in _BRACKETED.finditer(passage.text):
        yield found[1] or found[2]
