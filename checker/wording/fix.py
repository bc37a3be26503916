"""Replacements that are safe put into a text: nothing else of it changes, and a second time nothing does."""

from collections.abc import Iterable
from dataclasses import dataclass

from checker.findings import Evidence
from checker.source import Source
from checker.wording.grammar import Match, article_change, replacement
from checker.wording.model import Term, Wording

_BEFORE = 12


@dataclass(frozen=True, slots=True)
class Change:
    """New words for a stretch of a text."""

    start: int
    end: int
    new: str


def changes_for(source: Source, evidence: Iterable[Evidence], wording: Wording) -> list[Change]:
    """The safe changes for the wording evidence of one source, from the start of the text to its end."""
    found: list[Change] = []
    for one in sorted(evidence, key=lambda one: one.span.start):
        term = wording.term(one.cue.removeprefix("wording/"))
        if term is not None and _is_safe(term, one) and (not found or found[-1].end <= one.span.start):
            found.append(_change(source, one, term))
    return found


def _is_safe(term: Term, found: Evidence) -> bool:
    """Whether the term's first alternative may be put in here: the author's own words, whole, on one line."""
    text, after = found.span.text, found.span.source.text[found.span.end : found.span.end + 1]
    is_plain = all(sign.isalpha() or sign in " '’-" for sign in text)
    is_possessive_plural = after in ("'", "’") and text.endswith("s")
    is_shouted = text.isupper() and len(text) > 1
    return term.is_safe and found.voice == "author" and is_plain and not is_possessive_plural and not is_shouted


def _change(source: Source, found: Evidence, term: Term) -> Change:
    start, end = found.span.start, found.span.end
    line = source.text.rfind("\n", 0, start) + 1
    match = Match(found.span, found.span.text, source.text[max(line, start - _BEFORE) : start])
    new = replacement(term.alternatives[0], match, term.forms)
    article = article_change(match, new)
    return Change(start - article[0], end, article[1] + new) if article else Change(start, end, new)


def fixed(text: str, changes: Iterable[Change]) -> str:
    """The text with the changes made."""
    parts, at = [], 0
    for change in changes:
        parts += [text[at : change.start], change.new]
        at = change.end
    return "".join([*parts, text[at:]])
