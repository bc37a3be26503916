"""The cues applied to a lesson: every place where one of them fires, before any weighing."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from checker.catalogue import Catalogue, Cue
from checker.finders import structure
from checker.finders.actions import Actor, actor_of, is_causative, is_denied, is_hypothetical, is_negated
from checker.finders.conditions import failing
from checker.finders.grammar import actor_by_syntax
from checker.finders.reading import Read, Reading
from checker.findings import Evidence
from checker.language import parse
from checker.phrases import NUMBER, Phrase
from checker.unit import Audience

_HOMEWORK = frozenset({"homework", "extension"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue whose words stand in a passage: the evidence, where it stands, who acts.

    `missed` says why the cue did not fire all the same: the name of a condition, or `negated`, `code`, `hypothetical`,
    `actor`. It is empty where the cue fired.
    """

    evidence: Evidence
    cue: Cue
    read: Read
    first: int
    actor: Actor | None = None
    missed: str = ""


@dataclass(slots=True)
class CueIndex:
    """The cues of a catalogue by the words with which their phrases begin."""

    words: dict[str, list[tuple[Phrase, Cue]]] = field(default_factory=dict)
    others: list[Cue] = field(default_factory=list)


@lru_cache(maxsize=4)
def index_of(catalogue: Catalogue) -> CueIndex:
    """The index of the cues of a catalogue."""
    index = CueIndex()
    for cue in catalogue.cues:
        if cue.construction not in ("phrase", "act"):
            index.others.append(cue)
            continue
        for phrase in cue.phrases:
            for form in sorted(phrase.firsts):
                index.words.setdefault(form, []).append((phrase, cue))
    return index


def hits(reading: Reading, catalogue: Catalogue, with_syntax: bool = True) -> list[Hit]:
    """Every place where a cue fires, in the order of the lesson."""
    return [hit for hit in tried(reading, catalogue, with_syntax) if not hit.missed]


def tried(reading: Reading, catalogue: Catalogue, with_syntax: bool = True) -> list[Hit]:
    """Every place where the words of a cue stand, those where it did not fire included, in the order of the lesson."""
    index = index_of(catalogue)
    found = [hit for read in reading.reads for hit in _word_hits(read, reading, index)]
    if with_syntax:
        found = _by_syntax(found)
    for cue in index.others:
        found += [Hit(evidence, cue, read, 0) for evidence, read in structure.find(cue, reading)]
    return sorted(found, key=lambda hit: hit.evidence.order)


def _word_hits(read: Read, reading: Reading, index: CueIndex) -> Iterator[Hit]:
    fired: set[str] = set()
    possible = _possible(read, index)
    for at, token in enumerate(read.tokens):
        for phrase, cue in possible.get(token.text, ()):
            if cue.id in fired:
                continue
            end = phrase.match_at(read.tokens, at)
            if end is None:
                continue
            missed = failing(cue.conditions, reading, read, at, end) or _unsaid(cue, phrase, read, at, end)
            actor = actor_of(read.tokens, at) if cue.construction == "act" else None
            if not missed and actor is not None and not acts(actor, cue, read):
                missed = _UNDECIDED if actor is Actor.UNKNOWN else "actor"
            if missed in ("", _UNDECIDED):
                fired.add(cue.id)
            yield Hit(Evidence(cue.facet, cue.value, read.place(at, end), cue.id), cue, read, at, actor, missed)


def _possible(read: Read, index: CueIndex) -> dict[str, list[tuple[Phrase, Cue]]]:
    """For each word of a passage the phrases that may begin there, all words that they need being in the passage."""
    possible: dict[str, list[tuple[Phrase, Cue]]] = {}
    for text in read.texts:
        own = [*index.words.get(text, ()), *(index.words.get(NUMBER, ()) if text[0].isdigit() else ())]
        if found := [(phrase, cue) for phrase, cue in own if phrase.is_possible(read.texts)]:
            possible[text] = found
    return possible


_UNDECIDED = "undecided"
"""The place of a verb does not tell who acts; syntax may."""


def _unsaid(cue: Cue, phrase: Phrase, read: Read, at: int, end: int) -> str:
    """Why words that stand there do not say what a cue looks for: code, a negation, a condition."""
    passage, tokens = read.passage, read.tokens
    if passage.is_code(tokens[at].start, tokens[end - 1].end):
        return "code"
    start, _ = read.sentence_of(at)
    is_against = is_negated(tokens, start, at) or is_denied(tokens, at, end, phrase.said)
    if is_against and not cue.conditions.negated:
        return "negated"
    is_condition = cue.construction == "act" and is_hypothetical(tokens, at) and not is_causative(tokens, at)
    return "hypothetical" if is_condition else ""


def _by_syntax(found: list[Hit]) -> list[Hit]:
    """The same hits, the undecided ones decided by the syntax of their sentence."""
    texts = {id(hit): hit.read.sentence_text(hit.first) for hit in found if hit.missed == _UNDECIDED}
    parsed = parse(text for text, _ in texts.values() if len(text) < _LONGEST_SENTENCE)
    decided = []
    for hit in found:
        text, offset = texts.get(id(hit), ("", 0))
        if text in parsed:
            actor = actor_by_syntax(parsed[text], hit.read.tokens[hit.first].start - offset)
            decided.append(replace(hit, actor=actor, missed="" if acts(actor, hit.cue, hit.read) else "actor"))
        else:
            decided.append(hit)
    return decided


_LONGEST_SENTENCE = 1_000


def acts(actor: Actor, cue: Cue, read: Read) -> bool:
    """Whether the one who acts is the one that a cue asks for; an imperative speaks to whom the page speaks to."""
    who = cue.conditions.who
    if who == "any":
        return actor is not Actor.UNKNOWN
    if who == "teacher":
        return actor is Actor.TEACHER or (actor in _UNNAMED and not _is_told_to_learners(read))
    if actor is Actor.LEARNER:
        return True
    if actor not in _UNNAMED or cue.conditions.imperative == "never":
        return False
    return cue.conditions.imperative == "any" or _is_told_to_learners(read)


_UNNAMED = frozenset({Actor.IMPERATIVE, Actor.GERUND})


def _is_told_to_learners(read: Read) -> bool:
    """Whether a sentence without a subject speaks to learners."""
    passage = read.passage
    if passage.audience is Audience.LEARNER or passage.roles & _HOMEWORK:
        return True
    return passage.stem is not None and _speaks_of_learners(passage.stem.text)


def _speaks_of_learners(text: str) -> bool:
    words = text.lower().split()
    return any(
        word in words for word in ("students", "learners", "participants", "children", "they", "groups", "pairs")
    )
