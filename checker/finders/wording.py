"""Words that a colleague might ask about: each term of the packs where its frame and guards hold, and who says it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from checker.finders.reading import Read, Reading, read
from checker.findings import Evidence
from checker.language import Parsed, parse
from checker.phrases import NUMBER, Phrase, Token
from checker.unit import Lesson, Voice
from checker.voice import voice_at
from checker.wording import Guards, Pack, Term, Wording
from checker.wording.pronouns import generic_pronouns

FACET = "wording"
CUE = "wording/"
QUOTED_SLUR = "quoted-slur"
_LONGEST_SENTENCE = 1_000


def find_wording(lesson: Lesson, wording: Wording) -> list[Evidence]:
    """The wording evidence of a lesson, sorted by place: the author's words, and slurs in any voice."""
    language = "en" if lesson.language == "unknown" else lesson.language
    packs = [pack for pack in wording.packs if pack.language == language and pack.is_on]
    if not packs:
        return []
    reading = _unpossessive(read(lesson))
    index = _index_of(wording, language)
    subjects = _subjects_of(reading, wording)
    hits = [hit for one in reading.reads for hit in _hits(one, reading, index, subjects)]
    hits = _without_overlaps(_tagged(hits))
    kept = [hit for pack in packs for hit in _dense(pack, [hit for hit in hits if hit.term.pack == pack.id], lesson)]
    found = [(hit.term, hit.evidence(lesson)) for hit in kept]
    own = [one for term, one in found if one.voice == Voice.AUTHOR.value or term.is_slur]
    return sorted(own, key=lambda one: one.order)


def term_of(evidence: Evidence, wording: Wording) -> Term | None:
    """The term that wording evidence was found by."""
    return wording.term(evidence.cue.removeprefix(CUE))


@dataclass(frozen=True, slots=True)
class _Hit:
    """A term whose words stand in a passage."""

    term: Term
    read: Read
    first: int
    last: int

    @property
    def bounds(self) -> tuple[int, int]:
        return self.read.tokens[self.first].start, self.read.tokens[self.last - 1].end

    def evidence(self, lesson: Lesson) -> Evidence:
        start, end = self.bounds
        voice = voice_at(lesson, self.read.passage, start, end)
        is_quoted = self.term.is_slur and voice is not Voice.AUTHOR
        value = QUOTED_SLUR if is_quoted else self.term.value
        return Evidence(FACET, value, self.read.passage.span(start, end), CUE + self.term.id, voice=voice.value)


@dataclass(slots=True)
class _Index:
    """The terms of a language by the words with which their phrases begin."""

    words: dict[str, list[tuple[Phrase, Term]]] = field(default_factory=dict)
    pronouns: list[Term] = field(default_factory=list)


@lru_cache(maxsize=8)
def _index_of(wording: Wording, language: str) -> _Index:
    index = _Index()
    packs = [pack for pack in wording.packs if pack.language == language and pack.is_on]
    for term in (term for pack in packs for term in pack.terms if term.is_on):
        if term.construction == "pronoun":
            index.pronouns.append(term)
        for phrase in term.phrases:
            for form in sorted(phrase.firsts):
                index.words.setdefault(form, []).append((phrase, term))
    return index


def _unpossessive(reading: Reading) -> Reading:
    """The reading with `'s` taken from nouns, so that a term is found in "a slave's life" too."""
    reads = [
        replace(one, tokens=plain, texts=frozenset(token.text for token in plain))
        if any("'" in text for text in one.texts) and (plain := [_plain(token) for token in one.tokens])
        else one
        for one in reading.reads
    ]
    return Reading(reading.lesson, reads)


def _plain(token: Token) -> Token:
    is_owned = token.text.endswith("'s") and token.text not in _CONTRACTED
    return Token(token.text[:-2], token.start, token.end - 2, True) if is_owned else token


_CONTRACTED = frozenset("it's that's what's he's she's let's there's here's who's where's how's".split())


def _hits(one: Read, reading: Reading, index: _Index, subjects: frozenset[str]) -> Iterator[_Hit]:
    for at, token in enumerate(one.tokens):
        for phrase, term in index.words.get(token.text, ()):
            if not phrase.is_possible(one.texts):
                continue
            end = phrase.match_at(one.tokens, at)
            if (
                end is not None
                and _is_whole(one.tokens, at, end)
                and _holds(term.guards, reading, one, at, end, subjects)
            ):
                yield _Hit(term, one, at, end)
    for term in index.pronouns:
        for start, stop in one.sentences:
            for first, last in generic_pronouns(one.tokens, start, stop, one.passage.text):
                if _holds(term.guards, reading, one, first, last, subjects):
                    yield _Hit(term, one, first, last)


def _is_whole(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether no mark parts the words of a match."""
    return all(token.is_word for token in tokens[first:last])


def _holds(guards: Guards, reading: Reading, one: Read, first: int, last: int, subjects: frozenset[str]) -> bool:
    """Whether the guards of a term hold for a match; parts of speech are looked at later."""
    return (
        _passage_holds(guards, one, subjects)
        and _beside_holds(guards, one.tokens, first, last)
        and _case_holds(guards.case, one, first)
        and (not guards.starts or _starts(one, first))
        and (not guards.is_alone or _is_alone(one.tokens, last))
        and _sentence_holds(guards, one, first)
        and (not guards.lesson_with or reading.has_anywhere(guards.lesson_with))
        and not (guards.lesson_without and reading.has_anywhere(guards.lesson_without))
    )


def _passage_holds(guards: Guards, one: Read, subjects: frozenset[str]) -> bool:
    passage = one.passage
    return (
        (not guards.audience or passage.audience == guards.audience)
        and (not guards.roles or bool(guards.roles & passage.roles))
        and not guards.not_roles & passage.roles
        and (not guards.kinds or passage.kind in guards.kinds)
        and (not guards.subjects or bool(guards.subjects & subjects))
        and not guards.not_subjects & subjects
    )


def _beside_holds(guards: Guards, tokens: Sequence[Token], first: int, last: int) -> bool:
    return (
        not _any_before(guards.before, tokens, first)
        and not _any_after(guards.after, tokens, last)
        and (not guards.needs_before or _any_before(guards.needs_before, tokens, first))
        and (not guards.needs_after or _any_after(guards.needs_after, tokens, last))
    )


_LONGEST_BEFORE = 6
_QUOTES = frozenset('"“”()[]')
_PASSED = _QUOTES | {","}


def _any_before(phrases: Sequence[Phrase], tokens: Sequence[Token], first: int) -> bool:
    """Whether one of some phrases ends right before a token, a comma, quotation mark or bracket aside."""
    while first and tokens[first - 1].text in _PASSED:
        first -= 1
    starts = range(max(0, first - _LONGEST_BEFORE), first)
    return any(
        _begins(phrase, tokens[at].text) and phrase.match_at(tokens[:first], at) == first
        for at in starts
        for phrase in phrases
    )


def _begins(phrase: Phrase, text: str) -> bool:
    return text in phrase.firsts or (NUMBER in phrase.firsts and text[0].isdigit())


def _any_after(phrases: Sequence[Phrase], tokens: Sequence[Token], last: int) -> bool:
    """Whether one of some phrases begins right after a token, a quotation mark or bracket aside."""
    while last < len(tokens) and tokens[last].text in _QUOTES:
        last += 1
    return last < len(tokens) and any(
        _begins(phrase, tokens[last].text) and phrase.match_at(tokens, last) is not None for phrase in phrases
    )


def _case_holds(case: str, one: Read, first: int) -> bool:
    is_capital = one.passage.text[one.tokens[first].start].isupper()
    return not case or is_capital == (case == "capital") or (case == "lower" and _starts(one, first))


def _starts(one: Read, first: int) -> bool:
    """Whether a match is the first of its sentence, or of what follows a dash, colon or comma."""
    start, _ = one.sentence_of(first)
    if first == start or not one.tokens[first - 1].is_word:
        return True
    between = one.passage.text[one.tokens[first - 1].end : one.tokens[first].start]
    return " - " in between


_FOLLOWING = frozenset(
    "in who whom whose that and or are is was were be to of at for from with by on as can could will would may might "
    "must should do does did have has had need needs than but because when while if not also often into through this y "
    "o que de en con son".split()
)


def _is_alone(tokens: Sequence[Token], last: int) -> bool:
    """Whether no noun follows: the words name people by themselves."""
    return last >= len(tokens) or not tokens[last].is_word or tokens[last].text in _FOLLOWING


def _sentence_holds(guards: Guards, one: Read, first: int) -> bool:
    start, end = one.sentence_of(first)
    if guards.with_ and not any(one.holds(phrase, start, end) for phrase in guards.with_):
        return False
    return not any(one.holds(phrase, start, end) for phrase in guards.without)


def _tagged(hits: list[_Hit]) -> list[_Hit]:
    """The hits whose words are the parts of speech that their terms ask for."""
    texts = {id(hit): hit.read.sentence_text(hit.first) for hit in hits if hit.term.guards.tags}
    parsed = parse(text for text, _ in texts.values() if len(text) < _LONGEST_SENTENCE) if texts else {}
    return [hit for hit in hits if id(hit) not in texts or _has_tag(hit, *texts[id(hit)], parsed)]


def _has_tag(hit: _Hit, text: str, offset: int, parsed: Mapping[str, Parsed]) -> bool:
    at = hit.first if hit.term.guards.is_first_tagged else hit.last - 1
    start = hit.read.tokens[at].start - offset
    return any(word.start == start and word.tag in hit.term.guards.tags for word in parsed.get(text, ()))


def _without_overlaps(hits: list[_Hit]) -> list[_Hit]:
    """The hits without those that lie inside, or begin inside, a longer one."""
    kept: dict[int, list[tuple[int, int]]] = {}
    chosen = []
    for hit in sorted(hits, key=lambda hit: (-(hit.last - hit.first), hit.first)):
        taken = kept.setdefault(id(hit.read), [])
        if not any(first < hit.last and hit.first < last for first, last in taken):
            taken.append((hit.first, hit.last))
            chosen.append(hit)
    return chosen


def _dense(pack: Pack, hits: list[_Hit], lesson: Lesson) -> list[_Hit]:
    """The hits of a pack: the weak ones only where enough of them stand in so many words, and then the first."""
    weak = sorted(
        (hit for hit in hits if hit.term.is_weak), key=lambda hit: hit.read.passage.place.start + hit.bounds[0]
    )
    strong = [hit for hit in hits if not hit.term.is_weak]
    own = [hit for hit in weak if hit.evidence(lesson).voice == Voice.AUTHOR.value]
    is_dense = bool(pack.density) and len(own) >= max(pack.least, pack.density * lesson.words / 1_000)
    return [*strong, *(own[:1] if is_dense and not strong else [])]


def _subjects_of(reading: Reading, wording: Wording) -> frozenset[str]:
    """The subjects that a lesson is about, by the share of their words."""
    counts = dict.fromkeys((subject.id for subject in wording.subjects), 0)
    words = 0
    for one in reading.reads:
        words += len(one.tokens)
        for subject in wording.subjects:
            if not subject.words.isdisjoint(one.texts):
                counts[subject.id] += sum(token.text in subject.words for token in one.tokens)
    return frozenset(
        subject.id for subject in wording.subjects if counts[subject.id] >= max(2, subject.least * words / 1_000)
    )
