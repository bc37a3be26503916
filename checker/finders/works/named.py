"""Works that a sentence names by their title, and programs and services by their name."""

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.catalogue.works import WorkNames
from checker.finders.works.kinds import kind_of_words
from checker.findings import Work
from checker.unit import Passage, Voice

_AUTHOR = r"[A-Z][\w'’-]+(?:\.? (?:[A-Z]\.? ?)*[A-Z][\w'’-]+){0,3}"
_BY = re.compile(rf"\s*\(?by\s+(?P<who>{_AUTHOR})")
_QUOTED = re.compile(r"[“\"](?P<title>[^“”\"\n]{3,120}?)[,.]?[”\"]")
_SMALL = frozenset(
    "a an the and or but of in on at to for from by with as is it its into over vs de la el y du le les von und".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LEAD, _MOST = 40, 14
_LEAST_CAPITALS = 3
_HEARD = frozenset({"paragraph", "item", "cell", "definition", "heading", "title", "html", "front"})
_LESSON = re.compile(
    r"\b[Tt]he (?P<plain>(?:[A-Z][\w&'’-]*(?: (?:and|of|to|in|for|the|&|with))? ){2,5}"
    r"(?:unit|topic|lesson|session|module|activity))\b"
    r"|\b(?:[Ss]ession|[Ll]esson|[Uu]nit|[Mm]odule|[Aa]ctivity|[Ee]xercise),? [“\"](?P<quoted>[A-Z][^”\"\n]{3,60})[”\"]"
)
_LICENSED = re.compile(r"\blicensed under\b|\blicen[cs]e\b.*\bCC\b", re.IGNORECASE)
_SEARCHED = re.compile(r"\bsearch\b[^.]{0,20}$", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:resources?|videos?|recommended videos?|texts?|books?|readings?|films?|songs?|read[- ]aloud|articles?"
    r"|search (?:\w+ )?for)(?:\W*:\W*(?:[A-Z]\w*\s){0,3})?\W{0,4}$",
    re.IGNORECASE,
)


def named(passage: Passage, names: WorkNames) -> Iterator[Work]:
    """Titles in italics or in quotation marks that learners, or the class, take in."""
    if passage.kind not in _HEARD or "license" in passage.roles:
        return
    if _LICENSED.search(passage.text):
        return
    for start, end, is_set in (*_emphasized(passage), *_quoted(passage)):
        title = " ".join(passage.text[start:end].split()).strip(" .,:;")
        if title.startswith("("):
            continue
        before, after = _before(passage, start), passage.text[end : end + _LEAD]
        author = _BY.match(after.lstrip('”"*_,. '))
        is_labelled = _LABEL.search(before) is not None
        if not _is_title(title) and not (is_labelled and _SEARCHED.search(before)):
            continue
        is_long = " " in title
        is_led = _leads(before, names) and (is_long or is_set)
        if author or is_labelled or is_led or (is_set and is_long and (_is_material(passage) or _is_whole(title))):
            kind = _kind(title, before, after, names)
            place = passage.span(start, end)
            yield Work(title, kind, (place,), "named", (author["who"],) if author else ())


def _before(passage: Passage, start: int) -> str:
    """The words before a place in a passage; at its start, the end of the words that lead into its list."""
    own = passage.text[max(0, start - _LEAD) : start]
    return own if own.strip(' “"*_') or passage.stem is None else f"{passage.stem.text[-_LEAD:]} {own}"


def _kind(title: str, before: str, after: str, names: WorkNames) -> str:
    return (
        kind_of_words(before, names, last=True) or kind_of_words(after, names) or kind_of_words(title, names) or "book"
    )


def _is_whole(title: str) -> bool:
    """Whether words in italics are long enough to be nothing else than a title."""
    capitals = [found[0] for found in _WORD.finditer(title) if found[0][0].isupper()]
    return len(capitals) >= _LEAST_CAPITALS


def _is_material(passage: Passage) -> bool:
    return bool(passage.roles & {"materials", "sources"}) or passage.kind == "cell"


def _leads(before: str, names: WorkNames) -> bool:
    """Whether the words before a title say that it is taken in."""
    return _leading(names.taking_in).search(before) is not None


@lru_cache(maxsize=8)
def _leading(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(
        rf"\b(?:{parts})(?:\s+(?:the|a|an|our|their|this|these|short|aloud|story|book|poem|film|video)\b)*[\s:(*_“\"]*$",
        re.IGNORECASE,
    )


def _emphasized(passage: Passage) -> Iterator[tuple[int, int, bool]]:
    """The stretches in italics, joined over line breaks."""
    start = end = -1
    for at, run in zip(passage.starts, passage.runs, strict=True):
        is_on = "emphasis" in run.marks and "strong" not in run.marks and not run.target
        if is_on:
            start, end = (at if start < 0 else start), at + len(run.text)
        elif start >= 0 and run.text.strip():
            yield start, end, True
            start = -1
    if start >= 0:
        yield start, end, True


def _quoted(passage: Passage) -> Iterator[tuple[int, int, bool]]:
    for found in _QUOTED.finditer(passage.text):
        if not passage.is_code(*found.span()):
            yield *found.span("title"), False


def _is_title(text: str) -> bool:
    """Whether words are written as a title: every word that is not a small one begins with a capital."""
    words = _WORD.findall(text)
    large = [word for word in words if word.lower() not in _SMALL]
    if not 1 <= len(words) <= _MOST or not large or not words[0][0].isupper():
        return False
    return all(word[0].isupper() or word[0].isdigit() for word in large) and (len(large) > 1 or len(large[0]) > 3)


def lessons(passage: Passage) -> Iterator[Work]:
    """Other lessons by name: "the Sorting Algorithms unit", the session "Storage"."""
    if passage.kind in ("heading", "title", "front", "header-cell"):
        return
    for found in _LESSON.finditer(passage.text):
        name = "quoted" if found["quoted"] else "plain"
        yield Work(found[name], "lesson", (passage.span(*found.span(name)),), "named")


def tools(passage: Passage, names: WorkNames) -> Iterator[Work]:
    """Programs and services by name; one with an everyday meaning only where it is used."""
    if passage.voice is Voice.QUOTATION or passage.kind == "embed" or "license" in passage.roles:
        return
    for found in _named((*names.tools, *names.tools_in_use)).finditer(passage.text):
        if found[0] in names.tools or _is_used(passage.text, *found.span(), names):
            yield from _tool(found, passage)


def _tool(found: re.Match[str], passage: Passage) -> Iterator[Work]:
    start, end = found.span()
    if not passage.is_code(start, end):
        yield Work(found[0], "tool", (passage.span(start, end),), "named")


def _is_used(text: str, start: int, end: int, names: WorkNames) -> bool:
    pattern = _using(names.used_with)
    before = text[max(0, start - _LEAD) : start]
    return (
        pattern.search(before) is not None
        or re.match(r"\s+(?:app|program|project|quiz|document|account)s?\b", text[end:]) is not None
    )


@lru_cache(maxsize=8)
def _using(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"\b(?:{parts})(?:\s+(?:the|a|an))?[\s(*_]*$")


@lru_cache(maxsize=8)
def _named(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?<![\w@#/.-])(?:{parts})(?![\w@-]|\.\w)") if words else re.compile(r"(?!)")
