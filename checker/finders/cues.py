"""The cues applied to a lesson: every place where one of them fires, before any weighing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from checker.catalogue import Catalogue, Cue
from checker.finders import structure
from checker.finders.actions import Actor, actor_of, is_causative, is_hypothetical, is_negated
from checker.finders.conditions import failing
from checker.finders.grammar import actor_by_syntax
from checker.finders.reading import Read, Reading
from checker.findings import Evidence
from checker.language import parse
from checker.phrases import Phrase
from checker.unit import Audience

_HOMEWORK = frozenset({"homework", "extension"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that fired: the evidence, where it stands, who acts."""

    evidence: Evidence
    cue: Cue
    read: Read
    first: int
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class _Pending:
    """A verb whose actor the place of the word does not tell."""

    hit: Hit
    sentence: str
    offset: int


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
            for form in sorted(phrase.first_forms):
                index.words.setdefault(form, []).append((phrase, cue))
    return index


def hits(reading: Reading, catalogue: Catalogue, with_syntax: bool = True) -> list[Hit]:
    """Every place where a cue fires, in the order of the lesson."""
    index = index_of(catalogue)
    found: list[Hit] = []
    pending: list[_Pending] = []
    for read in reading.reads:
        for hit in _word_hits(read, reading, index):
            if isinstance(hit, Hit):
                found.append(hit)
            else:
                pending.append(hit)
    if with_syntax:
        found += _by_syntax(pending)
    for cue in index.others:
        found += [Hit(evidence, cue, read, 0) for evidence, read in structure.find(cue, reading)]
    return sorted(found, key=lambda hit: hit.evidence.order)


def _word_hits(read: Read, reading: Reading, index: CueIndex) -> Iterator[Hit | _Pending]:
    seen: set[str] = set()
    for at, token in enumerate(read.tokens):
        for phrase, cue in index.words.get(token.text, ()):
            if cue.id in seen:
                continue
            end = phrase.match_at(read.tokens, at)
            if end is None or failing(cue.conditions, reading, read, at, end):
                continue
            hit = _judged(cue, read, at, end)
            if hit is not None:
                seen.add(cue.id)
                yield hit


def _judged(cue: Cue, read: Read, at: int, end: int) -> Hit | _Pending | None:
    passage, tokens = read.passage, read.tokens
    if passage.is_code(tokens[at].start, tokens[end - 1].end):
        return None
    start, _ = read.sentence_of(at)
    if not cue.conditions.negated and is_negated(tokens, start, at):
        return None
    evidence = Evidence(cue.facet, cue.value, read.place(at, end), cue.id)
    if cue.construction == "phrase":
        return Hit(evidence, cue, read, at)
    if is_hypothetical(tokens, at) and not is_causative(tokens, at):
        return None
    actor = actor_of(tokens, at)
    if actor is Actor.UNKNOWN:
        text, offset = read.sentence_text(at)
        return _Pending(Hit(evidence, cue, read, at, actor), text, tokens[at].start - offset)
    return Hit(evidence, cue, read, at, actor) if acts(actor, cue, read) else None


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


def _by_syntax(pending: list[_Pending]) -> Iterator[Hit]:
    if not pending:
        return
    parsed = parse(item.sentence for item in pending if len(item.sentence) < 1_000)
    for item in pending:
        if item.sentence not in parsed:
            continue
        actor = actor_by_syntax(parsed[item.sentence], item.offset)
        hit = item.hit
        if acts(actor, hit.cue, hit.read):
            yield Hit(hit.evidence, hit.cue, hit.read, hit.first, actor)
