"""Waivers in a lesson: `<!-- manymeans: allow RULE - reason -->`, what they say and for which part of the file.

    <!-- manymeans: allow RULE - why it is right here -->              the next block, or the one it stands in
    <!-- manymeans: allow RULE in section: why -->                     the section, with the sections below it
    <!-- manymeans: allow RULE, OTHER in file - why (owner: Ada, until: 2027-01-31) -->
    <!-- manymeans: allow RULE in unit - why -->                       all lessons of the unit
    {/* manymeans: allow RULE - why */}                                in MDX, where HTML comments are errors

In front matter, `manymeans: {allow: {RULE: why}}` holds for the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checker.decisions.extent import Extent, cut_by, extent_of
from checker.source import Source, Span
from checker.unit import Lesson

_COMMENT = re.compile(r"<!--+\s*manymeans:(?P<body>.*?)-->", re.DOTALL | re.IGNORECASE)
_MDX_COMMENT = re.compile(r"\{\s*/\*\s*manymeans:(?P<body>.*?)\*/\s*\}", re.DOTALL | re.IGNORECASE)
_DETAILS = re.compile(r"\((?=\s*(?:owner|until)\s*:)(?P<details>[^()]*)\)", re.IGNORECASE)
_WAIVER = re.compile(
    r"allow\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)(?:\s+in\s+(?P<scope>\w+))?\s*(?:(?:[–—:]|(?<=\s)-+)\s*(?P<reason>.*))?",
    re.IGNORECASE,
)
SCOPES = ("block", "section", "file", "unit")
"""The parts of a unit for which a waiver may hold."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """What a person allows: which rules, where, why.

    `problem` is what is wrong with it, by the key of the sentence that says so, and `word` the word that it is about;
    then it allows nothing. `cuts` says what it would cut in two on the rendered page: a list, a table, a paragraph.
    """

    rules: tuple[str, ...]
    place: Span
    extent: Extent
    scope: str = "block"
    reason: str = ""
    owner: str = ""
    until: str = ""
    problem: str = ""
    word: str = ""
    cuts: str = ""

    def is_over(self, today: str) -> bool:
        """Whether its last day lies before today (days as `2027-01-31`)."""
        return bool(self.until) and self.until < today


def waivers_in(lesson: Lesson) -> list[Waiver]:
    """The waivers in a lesson, in the order of the file."""
    found: list[Waiver] = [_of_text(lesson, *one) for one in _in_front_matter(lesson)]
    for source in _sources(lesson):
        if "manymeans:" in source.text.lower():
            found += [_of_text(lesson, *one) for one in _comments(lesson, source)]
    return found


def _sources(lesson: Lesson) -> list[Source]:
    """The file of a lesson and those that it includes."""
    sources = {lesson.path: lesson.document.source}
    for block in lesson.document.walk():
        sources.setdefault(block.span.source.path, block.span.source)
    return list(sources.values())


def _in_front_matter(lesson: Lesson) -> Iterator[tuple[str, Span]]:
    for found in lesson.document.front.fields:
        if found.path[:2] == ("manymeans", "allow") and len(found.path) == 3:
            reason = f" - {found.text}" if isinstance(found.path[2], str) else ""
            rule = found.path[2] if isinstance(found.path[2], str) else found.text
            yield f"allow {rule} in file{reason}", found.span


def _comments(lesson: Lesson, source: Source) -> Iterator[tuple[str, Span]]:
    """The comments that speak to the checker, but for those that are shown as code."""
    form = _MDX_COMMENT if source.path.lower().endswith(".mdx") else _COMMENT
    codes = [span for span in _codes(lesson) if span.source is source]
    for found in form.finditer(source.text):
        place = Span(source, found.start(), found.end())
        if not any(code.start <= place.start < code.end for code in codes):
            yield found["body"], place


def _codes(lesson: Lesson) -> Iterator[Span]:
    for block in lesson.document.walk():
        if block.kind == "code":
            yield block.span
        yield from (run.span for run in block.runs if "code" in run.marks)


def _of_text(lesson: Lesson, body: str, place: Span) -> Waiver:
    """The waiver that some words state, or what is wrong with them."""
    words = " ".join(body.split())
    details = _DETAILS.search(words)
    said = _WAIVER.fullmatch(_DETAILS.sub("", words).strip())
    if said is None:
        return _bad(place, "unreadable")
    rules = tuple(re.split(r"\s*,\s*", said["rules"]))
    scope = (said["scope"] or "block").lower()
    if scope not in SCOPES:
        return _bad(place, "no-scope", scope, rules)
    owner, until, no_day = _details(details["details"] if details else "")
    if no_day:
        return _bad(place, "no-day", no_day, rules)
    reason, extent = (said["reason"] or "").strip(), extent_of(lesson, place, scope)
    return Waiver(rules, place, extent, scope, reason, owner, until, cuts=cut_by(lesson, place))


def _bad(place: Span, problem: str, word: str = "", rules: tuple[str, ...] = ()) -> Waiver:
    return Waiver(rules, place, Extent(), problem=problem, word=word)


def _details(text: str) -> tuple[str, str, str]:
    """Owner, last day, and what is said for a last day and is none."""
    values = {"owner": "", "until": ""}
    for part in filter(str.strip, re.split(r"[,;]\s*(?=(?:owner|until)\s*:)", text, flags=re.IGNORECASE)):
        name, _, value = part.partition(":")
        values[name.strip().lower()] = value.strip().strip(",;")
    try:
        until = date.fromisoformat(values["until"]).isoformat() if values["until"] else ""
    except ValueError:
        return values["owner"], "", values["until"]
    return values["owner"], until, ""
