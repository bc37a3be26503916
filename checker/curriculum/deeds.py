"""What named people and groups do: the verbs of which they are the subject or object, and the words that describe them.

Read from the grammar of the sentences that name them. A group is a people or nationality of the fact tables; whom a
person's name may belong to is never asked.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.facts import load_facts
from checker.findings import Evidence
from checker.language import Parsed, parse
from checker.unit import Unit

DOES, UNDERGOES, IS = "does", "undergoes", "is"
"""The relations of a group to a word: subject of a verb, object of one, described by a word."""

_GROUPS = frozenset({"people", "nationality"})
_SENTENCE = re.compile(r"[^.!?;:\n•|]+[.!?]?")
_LEAST_WORDS, _MOST_WORDS = 3, 60
_PROSE = frozenset({"paragraph", "item", "cell", "definition", "html"})
_SUBJECT = frozenset({"nsubj"})
_OBJECT = frozenset({"nsubjpass", "dobj", "obj"})
_TIMES = {"VBD": "past", "VBZ": "present", "VBP": "present"}
_EMPTY = frozenset(
    "be is are was were been being am have has had do does did can could will would may might should".split()
)


@dataclass(frozen=True, slots=True, order=True)
class Deed:
    """A group or person, its relation to a word, the word as written, and the time of the verb (or none)."""

    name: str
    relation: str
    word: str
    time: str = ""


def deeds_in(unit: Unit, evidence: Sequence[Evidence]) -> list[Deed]:
    """The deeds of the people and groups that a unit names, in the order of the places."""
    asked = list(_asked(unit, evidence))
    parsed = parse(sentence for _, _, sentence in asked)
    return [deed for name, words, sentence in asked for deed in _deeds(name, words, parsed[sentence])]


def _asked(unit: Unit, evidence: Sequence[Evidence]) -> Iterator[tuple[str, str, str]]:
    """The name, the words as written, and the sentence, of every sentence that names a person or group."""
    for lesson in unit.lessons:
        own = (found for found in evidence if found.span.source.path == lesson.path)
        written = {" ".join(found.span.text.split()): found.name for found in own if _can_do(found)}
        for passage in lesson.passages if written else ():
            if passage.kind in _PROSE and any(words in passage.text for words in written):
                yield from _named(written, passage.text)


def _named(written: Mapping[str, str], text: str) -> Iterator[tuple[str, str, str]]:
    for one in _SENTENCE.finditer(text):
        sentence = " ".join(one[0].split())
        if _LEAST_WORDS <= len(sentence.split()) <= _MOST_WORDS:
            yield from ((name or words, words, sentence) for words, name in written.items() if words in sentence)


def _can_do(found: Evidence) -> bool:
    if found.kind == "perspective: people":
        return True
    place = load_facts().place(found.name) if found.kind == "perspective: place" and found.name else None
    return place is not None and place.kind in _GROUPS


def _deeds(name: str, words: str, sentence: Parsed) -> Iterator[Deed]:
    last = words.rsplit(maxsplit=1)[-1].lower()
    for at, word in enumerate(sentence):
        if word.text == last:
            yield from _of(name, at, sentence)


def _of(name: str, at: int, sentence: Parsed) -> Iterator[Deed]:
    """What the grammar says of the word at an index; "Yurok families" is about the families that the name describes."""
    who = sentence[at].head if sentence[at].relation in ("amod", "compound") else at
    relation, head = sentence[who].relation, sentence[sentence[who].head]
    verb = head.text
    if relation in _SUBJECT and verb not in _EMPTY:
        yield Deed(name, DOES, verb, _time(sentence[who].head, sentence))
    elif relation in _OBJECT and verb not in _EMPTY:
        yield Deed(name, UNDERGOES, verb, _time(sentence[who].head, sentence))
    for other, word in enumerate(sentence):
        is_said = word.relation in ("acomp", "attr") and relation in _SUBJECT and word.head == sentence[who].head
        is_put = word.relation == "amod" and word.head == who and other != at
        if (is_said or is_put) and word.text.isalpha():
            yield Deed(name, IS, word.text)


def _time(verb: int, sentence: Parsed) -> str:
    helpers = [word.tag for word in sentence if word.head == verb and word.relation in ("aux", "auxpass")]
    return next((time for tag in (*helpers, sentence[verb].tag) if (time := _TIMES.get(tag))), "")
