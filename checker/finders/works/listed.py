"""Sources that stand as references under a heading such as References, and works cited by author and year."""

import re
from collections.abc import Iterator

from checker.catalogue.works import WorkNames
from checker.finders.works.kinds import kind_of_words
from checker.findings import Work
from checker.unit import Passage

_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)[a-z]?\b")
_QUOTED = re.compile(r"[“\"«]([^”\"»]{3,150})[”\"»]")
_BY = re.compile(r"\bby ((?:[A-Z][\w'’.-]+ ?){1,4})")
_REFERENCE = re.compile(
    r"\W{0,5}(?P<who>[A-Z][^()\d]{2,200}?)[\s.,]{0,3}(?:\(Eds?\.\)\.?\s*)?\(?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?[^)]{0,20}?\)?[.,:]\s+"
    r"[“\"]?(?P<title>[^.?!”\"]{3,200}[?!]?)(?P<rest>.*)",
    re.DOTALL,
)
_IN_A_JOURNAL = re.compile(r"\d\s?\(\d|\bpp?\.\s?\d|\d+\s?[-–]\s?\d+|\b[Jj]ournal\b|, \d+\(|\bdoi\b")
_CITED = re.compile(
    r"(?<![\w.])(?P<who>[A-Z][\w'’-]+(?:,? (?:&|and) [A-Z][\w'’-]+| et al\.?)?),? \(?(?P<year>1[89]\d\d|20\d\d)[a-z]?\)"
)
_CAPITAL = re.compile(r"\b[A-Z]\w+ $")
_KEYS = re.compile(r"\[\[?([A-Z][A-Za-z]{2,}\d{4}[a-z]?)\]?(?:\(#CITE\))?")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SMALL = frozenset("a an the and or of in on for to from by with".split())
_LEAST, _MOST = 2, 80


def listed(passage: Passage, names: WorkNames) -> Iterator[Work]:
    """The reference that a list item or paragraph under a heading of sources is, where it has no link."""
    is_line = passage.kind in ("item", "cell") or (passage.kind == "paragraph" and _is_reference(passage.text))
    if "sources" not in passage.roles or not is_line or any(passage.targets()):
        return
    text = passage.text.strip()
    if not _LEAST <= len(text.split()) <= _MOST or text.endswith((":", "?")) or not _names_a_work(passage):
        return
    reference, year, author = _REFERENCE.match(text), _YEAR.search(text), _BY.search(text)
    yield Work(
        title=_set_off(passage) or (reference["title"].strip() if reference else re.split(r" [-–—(]", text)[0]),
        kind=_kind(text, reference, names),
        places=(passage.place,),
        found="listed",
        authors=(reference["who"].strip(" ,&"),) if reference else (author[1].strip(),) if author else (),
        year=int(reference["year"]) if reference else int(year[1]) if year else None,
    )


def _kind(text: str, reference: re.Match[str] | None, names: WorkNames) -> str:
    if reference and _IN_A_JOURNAL.search(reference["rest"]):
        return "article"
    return kind_of_words(text, names) or ("book" if reference else "website")


def _names_a_work(passage: Passage) -> bool:
    """Whether words under a heading of sources name one: by a year, a title that is set off, or words with capitals."""
    text = passage.text.strip()
    if _YEAR.search(text) or _QUOTED.search(text) or any("emphasis" in run.marks for run in passage.runs):
        return True
    if _is_fact(text):
        return False
    words = [word for word in _WORD.findall(text.partition(" - ")[0]) if word.lower() not in _SMALL]
    capitals = [word[0].isupper() for word in words]
    return bool(capitals) and (all(capitals) or sum(capitals[1:]) >= _LEAST)


def _is_fact(text: str) -> bool:
    """Whether a line gives a value to a plain label ("Driest place: a desert"), and no title."""
    label, colon, _ = text.partition(": ")
    words = [word for word in _WORD.findall(label) if word.lower() not in _SMALL]
    return bool(colon) and any(word[0].islower() for word in words)


def _is_reference(text: str) -> bool:
    return len(text.split()) <= _MOST and _YEAR.search(text) is not None


def _set_off(passage: Passage) -> str:
    """The title in italics or quotation marks; empty where nothing is set off."""
    emphasized = " ".join(run.text for run in passage.runs if "emphasis" in run.marks).strip()
    quoted = _QUOTED.search(passage.text)
    return emphasized or (quoted[1] if quoted else "")


def cited(passage: Passage) -> Iterator[Work]:
    """Works cited in a sentence by author and year, or by a key of a bibliography."""
    for found in _CITED.finditer(passage.text):
        if not passage.is_code(*found.span()) and not _CAPITAL.search(passage.text[: found.start()]):
            place = passage.span(*found.span())
            yield Work(found[0], "article", (place,), "named", (found["who"],), int(found["year"]))
    for found in _KEYS.finditer(passage.text):
        if not passage.is_code(*found.span()):
            yield Work(found[1], "article", (passage.span(*found.span(1)),), "named")
