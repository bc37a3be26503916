"""Who made a lesson, a picture or a cited work: names that stand in a lesson without being its content."""

import re
from collections.abc import Sequence

from checker.finders.names.passages import Taken
from checker.finders.names.words import words_of
from checker.unit import Lesson

_AUTHOR_KEYS = frozenset(
    "author authors contributor contributors creator instructor instructors maintainer editor by".split()
)
_AUTHOR_LINE = re.compile(
    r"\W*(?:(?:lesson|unit|plan|page|this \w+|originally|written|created|developed|designed|adapted|prepared"
    r"|contributed|compiled|submitted|posted|updated|edited|illustrated|translated|content|slides)\W+){0,4}"
    r"(?:by|author|authors|contributors?|credits?|maintainers?|instructors?|developers?|editors?|teacher|facilitators?"
    r"|presenters?|acknowledge?ments?|thanks to)\b\s*:?",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:lessons?|activit(?:y|ies)|plans?|units?|curriculum|materials|guide|resource|module|workshop|course"
    r"|assignments?)\b[^.!?]{0,80}"
    r"\b(?:developed|created|written|designed|contributed|prepared|adapted|authored|produced|plan)\b[^.!?]{0,30}?"
    r"\bby\b(.{0,160})"
)
_LONGEST_BYLINE = 80
_CREDIT = re.compile(
    r"\blicen[cs]ed?\b|\bCC[ -](?:BY|0)|\bcopyright\b|©|public domain|share ?alike|\battribution\b"
    r"|\b(?:photo|image|picture|art(?:work)?|icons?|graphics?)s?(?: credit)?(?::| by)|\bsketchnotes?\b"
    r"|\b(?:unsplash|flickr|pixabay|pexels|wikimedia)\b",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:developed|maintained|created|built|designed|video|tutorial|course|talk|podcast) by $", re.IGNORECASE
)
# What follows makes a sentence of it: "… by Ann Bell is a good beginning".
_PROSE = re.compile(r"(?: (?:and|&) [\w. -]{3,40})? (?:is|are|was|were|explains|shows|gives|covers|tells|describes)\b")
_BYLINE = re.compile(r"(?:^|[.!?\n] ?)By $")
_SHORT, _LONG, _NEAR, _WINDOW = 70, 250, 60, 5
_CITED = re.compile(r"[,&]? ?(?:et al\.?)?,? ?\(?(?:19|20)\d\d[a-z]?(?:\)|;|, p)")
_WORK_FIRST = re.compile(
    r"\W*(?:copies of |chapters? \d* ?(?:of|from) |a copy of )?[“\"_*]?[^”\".]{3,120}[”\"_*]?,? by "
    r"(?:[^.]{0,60}(?:and|&|,) )?$",
    re.IGNORECASE,
)
_READINGS = re.compile(
    r"\bread|book|resource|reference|source|bibliograph|paper|literature|further|material|learn more|article|text",
    re.IGNORECASE,
)


def authors_of(lesson: Lesson, taken: Sequence[Taken]) -> frozenset[str]:
    """The words, in lower case, of the names of those who wrote a lesson, and of what stands beside them."""
    fields = lesson.document.front.fields
    declared = [field.text for field in fields if field.path and str(field.path[0]).lower() in _AUTHOR_KEYS]
    lines = [
        one.text[: found.end() + _LONGEST_BYLINE]
        for one in taken
        if one.passage.kind != "cell" and (found := _AUTHOR_LINE.match(one.text))
    ]
    told = [found[1] for one in taken if (found := _TOLD.search(one.text))]
    return frozenset(word.lower for text in (*declared, *lines, *told) for word in words_of(text))


def is_credited(taken: Taken, start: int, end: int) -> bool:
    """Whether the characters from `start` to `end` stand in a credit, a byline or a bare list of works."""
    # Only so many characters are looked at for each name, so that a long passage costs no more than its length.
    before = taken.text[max(0, start - _LONG) : start]
    is_made = len(taken.text) < _SHORT and _MADE.search(before) is not None
    is_licensed = _CREDIT.search(taken.text, max(0, start - _NEAR), end + _NEAR) is not None
    is_listed = start <= _LONG and _PROSE.match(taken.text, end) is None and _is_in_reading_list(taken, before)
    return is_made or is_licensed or is_listed or _BYLINE.search(before[-_WINDOW:]) is not None


def _is_in_reading_list(taken: Taken, before: str) -> bool:
    """Whether a title and "by" stand before, in a list of readings."""
    passage = taken.passage
    if passage.kind not in ("item", "fenced", "paragraph") or not _WORK_FIRST.match(before):
        return False
    around = " ".join((*passage.section.trail()[1:], passage.stem.text if passage.stem else ""))
    return "sources" in passage.roles or _READINGS.search(around) is not None


def is_cited(taken: Taken, end: int) -> bool:
    """Whether a name that ends at a character stands in a citation: (Name, 1978)."""
    window = max(0, end - _LONG)
    is_open = taken.text.rfind("(", window, end) > taken.text.rfind(")", window, end)
    return is_open and _CITED.match(taken.text, end) is not None
