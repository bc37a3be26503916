"""Signs: the places that a rule's options name, by kinds of evidence, by words, or by parts of a lesson."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.checks.question import Question
from checker.findings import Evidence
from checker.source import Span


@dataclass(frozen=True, slots=True)
class Sign:
    """One place; `evidence` is what was found there, `text` the words that a phrase stands for."""

    place: Span
    evidence: Evidence | None = None
    text: str = ""


def signs(question: Question, kinds: str, words: str, parts: str, within: str = "") -> list[Sign]:
    """The signs that three options name, in the order of the lessons; any of them may be missing.

    `within` is an option that names the parts in which words count.
    """
    found = [Sign(one.span, one) for one in question.of_option(kinds)]
    roles = question.names(within) if within else ()
    found += [Sign(said.span, None, said.text) for said in question.said_words(words, roles)]
    found += [Sign(section.place, None, section.title) for section in question.sections(question.names(parts))]
    order = question.order
    return sorted(found, key=lambda sign: order(sign.place))


def evidence_of(found: Sequence[Sign]) -> tuple[Evidence, ...]:
    """The evidence of some signs."""
    return tuple(sign.evidence for sign in found if sign.evidence is not None)


def named(question: Question, sign: Sign) -> str:
    """What a sign is called in a sentence: the words in quotation marks, or the kind of evidence."""
    return f'"{sign.text}"' if sign.text else question.said([sign.evidence] if sign.evidence else [])
