"""Who does a verb, by the syntax of its sentence; asked only where the place of the word does not tell."""

from checker.finders.actions import LEARNERS, TEACHERS, Actor
from checker.language import Parsed, Word

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CHAINED = frozenset({"conj", "xcomp", "ccomp", "advcl", "acl", "relcl", "dep", "parataxis"})


def actor_by_syntax(sentence: Parsed, start: int) -> Actor:
    """Who does the word that starts at a character of a sentence; unknown where it is no verb or nobody is named."""
    at = next((index for index, word in enumerate(sentence) if word.start == start), None)
    if at is None or not sentence[at].tag.startswith("VB") or _is_negated(sentence, at):
        return Actor.UNKNOWN
    for _ in range(6):
        subject = _subject(sentence, at)
        if subject is not None:
            return _named(subject)
        word = sentence[at]
        if word.relation == "ROOT":
            return Actor.IMPERATIVE if word.tag == "VB" else Actor.UNKNOWN
        if word.relation not in _CHAINED:
            return Actor.UNKNOWN
        owner = _object(sentence, word.head) if word.relation in ("xcomp", "ccomp", "advcl") else None
        if owner is not None and owner.text in LEARNERS:
            return Actor.LEARNER
        at = word.head
    return Actor.UNKNOWN


def _subject(sentence: Parsed, at: int) -> Word | None:
    return next((word for word in sentence if word.head == at and word.relation in _SUBJECTS), None)


def _object(sentence: Parsed, at: int) -> Word | None:
    return next((word for word in sentence if word.head == at and word.relation in ("dobj", "obj")), None)


def _named(word: Word) -> Actor:
    if word.text in LEARNERS:
        return Actor.LEARNER
    if word.text in TEACHERS:
        return Actor.TEACHER
    return Actor.IMPERATIVE if word.text in ("you", "we") else Actor.UNKNOWN


def _is_negated(sentence: Parsed, at: int) -> bool:
    return any(word.head == at and word.relation == "neg" for word in sentence)
