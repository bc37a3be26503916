"""Stretches of a passage that are not simply the author's words: code, titles, quotations, headwords."""

import re
from collections.abc import Callable, Iterator

from checker.unit import Lesson, Passage, Voice
from checker.voice.whole import ATTRIBUTION

Stretch = tuple[int, int, Voice]

_URL = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w.-]+@[\w-]+\.\w+|\b[\w-]+(?:/[\w.-]+){2,}"
    r"|\b\w+\.(?:md|html?|pdf|org|com|py|js|edu)\b"
)
_MATH = re.compile(r"\$[^$\n]{1,200}\$|\\\([^)]{1,200}\\\)")


def _codes(_: Lesson, passage: Passage) -> Iterator[Stretch]:
    for at, run in zip(passage.starts, passage.runs, strict=True):
        if "code" in run.marks:
            yield at, at + len(run.text), Voice.CODE
    for found in _MATH.finditer(passage.text) if "$" in passage.text or "\\(" in passage.text else ():
        yield *found.span(), Voice.CODE


def _addresses(_: Lesson, passage: Passage) -> Iterator[Stretch]:
    for found in _URL.finditer(passage.text):
        yield *found.span(), Voice.ADDRESS


def _struck(_: Lesson, passage: Passage) -> Iterator[Stretch]:
    for at, run in zip(passage.starts, passage.runs, strict=True):
        if "strike" in run.marks:
            yield at, at + len(run.text), Voice.CRITICIZED


SMALL = frozenset("a an the of and in on for to with by at from or as is de la le der von & vs".split())


def _is_titled(text: str) -> bool:
    """Whether words are written as the title of a work: its weighty words begin with a capital."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    weighty = [word for word in words if word.lower() not in SMALL]
    return bool(weighty) and len(words) > 1 and sum(word[0].isupper() for word in weighty) >= 0.8 * len(weighty)


def _titles(_: Lesson, passage: Passage) -> Iterator[Stretch]:
    """Titles of works: set off and written with capitals, linked, or in a list of sources."""
    if "sources" in passage.roles and passage.kind in ("item", "paragraph", "cell"):
        yield 0, len(passage.text), Voice.TITLE
    for first, last in _set_off(passage, "emphasis"):
        if _is_titled(passage.text[first:last]):
            yield first, last, Voice.TITLE
    for first, last in _set_off(passage, "link"):
        words = passage.text[first:last]
        if len(words.split()) > 2 and words.strip()[:1].isupper():
            yield first, last, Voice.TITLE
    for found in _QUOTED.finditer(passage.text):
        words = found[1] or found[2]
        if _is_titled(words) and len(words.split()) <= _LONGEST_TITLE:
            yield *found.span(), Voice.TITLE


_LONGEST_TITLE = 14


def _set_off(passage: Passage, mark: str) -> Iterator[tuple[int, int]]:
    """The stretches of a passage that carry a mark, neighboring runs joined."""
    first = last = None
    for at, run in zip(passage.starts, passage.runs, strict=True):
        if mark in run.marks:
            first, last = at if first is None else first, at + len(run.text)
        elif first is not None and last is not None and "break" not in run.marks:
            yield first, last
            first = None
    if first is not None and last is not None:
        yield first, last


_QUOTED = re.compile(r"[\"“«]([^\"“”«»]{1,900})[\"”»]|(?<!\w)[‘']([^‘’'\n]{1,300})[’'](?!\w)")
_SAID = re.compile(
    r"\b(?:say|says|said|ask|asks|asked|answer|answers|answered|repl(?:y|ies|ied)|shout(?:s|ed)?|wrote|writes|write"
    r"|argued?|argues|claim(?:s|ed)?|think|thinks|thought|explain(?:s|ed)?|declared?|reads?|quot(?:e|es|ed|ing)"
    r"|according to|respond(?:s|ed)?|remark(?:s|ed)?|mutter(?:s|ed)?|whisper(?:s|ed)?|famously|testified|recalled)\b",
    re.IGNORECASE,
)
_TAUGHT = re.compile(
    r"(?:^|[.:;!?(\[*–—-]\s*"
    r"|\b(?:then|and|teacher|you|facilitator|instructor|trainer)(?: (?:can|may|might|will|could|should))?\s+)"
    r"(?:say|ask|tell|remind|explain|prompt|announce|model|introduce|script|think aloud|conclude|share|emphasi[sz]e"
    r"|begin)\b(?!s|ed)[^\"“.?!]{0,80}$",
    re.IGNORECASE,
)
_TEACHER_SAYS = re.compile(r"\b(?:teacher|say|ask|prompt|script|think aloud|tell (?:the )?\w+)\W*$", re.IGNORECASE)
_LEARNERS_SAY = re.compile(
    r"\b(?:students?|learners?|pupils?|child(?:ren)?|kids?|participants?|someone|they|he|she|people|parents?|many|some)"
    r"(?: (?:may|might|will|would|could|often|sometimes|once|always))? "
    r"(?:say|says|said|ask|asks|asked|think|thinks|thought|wrote|writes|answers?|answered|reply|replied|argued?|feel"
    r"|claims?|claimed|explained|call|calls|called)\b"
    r"|\b(?-i:[A-Z][a-z]+) (?:says|said|asks|asked|thinks|thought|wrote|writes|answers|answered|replied|argues|argued"
    r"|claims|claimed|explained|called)\b",
    re.IGNORECASE,
)
_FEW = 4


def _quotations(_: Lesson, passage: Passage) -> Iterator[Stretch]:
    """What stands in quotation marks: a few words are mentioned, more are spoken by somebody, unless the teacher is."""
    for found in _QUOTED.finditer(passage.text):
        words = (found[1] or found[2]).split()
        before, after = passage.text[max(0, found.start() - 100) : found.start()], passage.text[found.end() :][:60]
        if _is_for_the_teacher(passage, before, after) and len(words) > 2:
            continue
        if len(words) <= _FEW:
            yield *found.span(), Voice.MENTION
        elif found[1] is not None or _SAID.search(before[-40:]):
            said = _LEARNERS_SAY.search(before) or _LEARNERS_SAY.search(after) or _SAID.match(after.lstrip(" ,"))
            yield *found.span(), Voice.DIALOGUE if said else Voice.QUOTATION


def _is_for_the_teacher(passage: Passage, before: str, after: str) -> bool:
    """Whether quoted words are a plan's own words for the teacher to say."""
    if _LEARNERS_SAY.search(before[-60:]) or ATTRIBUTION.match(after):
        return False
    stem = passage.stem.text if passage.stem is not None and not before.strip() else ""
    return _TAUGHT.search(before) is not None or _TEACHER_SAYS.search(stem.rstrip(" :")) is not None


def _headwords(_: Lesson, passage: Passage) -> Iterator[Stretch]:
    """The word that a list of words explains: it stands first, set off, and a mark parts it from what it means."""
    if not passage.roles & {"vocabulary"} and passage.kind != "definition":
        return
    lead = next((run for run in passage.runs if run.text.strip()), None)
    if passage.kind == "cell" and not passage.row.strip():
        yield 0, len(passage.text), Voice.HEADWORD
    elif lead is not None and lead.marks & {"strong", "emphasis"} and len(lead.text.split()) <= _FEW:
        yield 0, passage.starts[passage.runs.index(lead)] + len(lead.text), Voice.HEADWORD
    elif (mark := re.match(r"[^.?!:–—]{1,40}?(?=:| [–—-] )", passage.text)) and len(mark[0].split()) <= _FEW:
        yield 0, mark.end(), Voice.HEADWORD
    elif len(passage.text.split()) <= _FEW:
        yield 0, len(passage.text), Voice.HEADWORD


READERS: tuple[Callable[[Lesson, Passage], Iterator[Stretch]], ...] = (
    _codes, _addresses, _struck, _titles, _headwords, _quotations,
)  # fmt: skip
