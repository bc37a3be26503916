"""A small language of phrases, for people who do not program, and its matcher.

A phrase is words: `exit ticket`. Each word stands for its plain inflections too (`write`: writes, writing, wrote).
`a|b` is one or the other, `word?` may be left out, `=word` is only that form, `{learner}` is a named list of words,
`(exit ticket|exit slip)` is one
of several words or groups of words, `(on paper)?` may be left out (`a|b c|d` without brackets is a or b, then c or d),
`_` is any one word, `#` a number, `..` up to two words, `...` up to six words of the same sentence.
Matching takes time in proportion to the text, whatever the phrase.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.?!]+(?=[\s\"”’'*)\]]|$)|[:;,()\"“”\[\]|/…]|—|–")
_SENTENCE_END = frozenset({".", "?", "!", ";", "…"})
_GAPS = {"..": 2, "...": 6}
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, in lower case, with its place in the text of its passage."""

    text: str
    start: int
    end: int
    is_word: bool


def tokens_of(text: str) -> list[Token]:
    """The words and marks of a text; a hyphen or a slash parts words."""
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text):
        word = found[0].lower().replace("’", "'")
        if word == "." and tokens and tokens[-1].text in _SHORT and not _SENTENCE_STARTS.match(text, found.end()):
            continue
        tokens.append(Token(word, found.start(), found.end(), word[0].isalnum()))
    return tokens


_SHORT = frozenset(
    "pp p ch vol no nos approx min mins mr mrs ms dr st e.g i.e eg ie etc vs fig figs sec hr hrs max".split()
)
_SENTENCE_STARTS = re.compile(r"\s+[A-Z][a-z]+\s+[a-z]|\s*$")


def ends_sentence(token: Token) -> bool:
    """Whether a mark ends a sentence."""
    return not token.is_word and token.text[0] in _SENTENCE_END


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a phrase: the forms it takes (None for any word), or a gap of at most so many words."""

    forms: frozenset[str] | None
    is_optional: bool = False
    gap: int = 0
    is_number: bool = False

    def takes(self, token: Token) -> bool:
        if not token.is_word:
            return False
        if self.is_number and (token.text[0].isdigit() or token.text in _NUMBERS):
            return True
        return self.forms is None or token.text in self.forms


NUMBER = "#"
"""Stands for any number where forms are listed."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase; `text` is as written.

    `firsts` are the forms with which a match can begin, `needs` the forms of each word that must be there.
    """

    text: str
    steps: tuple[Step, ...]
    firsts: frozenset[str] = frozenset()
    needs: tuple[frozenset[str], ...] = ()

    def __post_init__(self) -> None:
        firsts: set[str] = set()
        for step in self.steps:
            firsts |= ({*_NUMBERS, NUMBER} if step.is_number else set()) | (step.forms or frozenset())
            if not step.is_optional:
                break
        needs = [step.forms for step in self.steps if step.forms and not step.is_optional and not step.is_number]
        object.__setattr__(self, "firsts", frozenset(firsts))
        object.__setattr__(self, "needs", tuple(sorted(needs, key=len)))

    @property
    def said(self) -> frozenset[str]:
        """All the words that the phrase itself names."""
        return frozenset().union(*(step.forms for step in self.steps if step.forms))

    def is_possible(self, texts: frozenset[str]) -> bool:
        """Whether a text that holds these words can hold a match; cheap, to be asked first."""
        for need in self.needs:  # noqa: SIM110 - a plain loop: this is asked some millions of times
            if need.isdisjoint(texts):
                return False
        return True

    def match_at(self, tokens: Sequence[Token], at: int) -> int | None:
        """The index after the match that begins at a token, or None."""
        return _Match(self.steps, tokens).end(0, at)

    def search(self, tokens: Sequence[Token], start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """The first match that begins and ends between two indexes."""
        last = len(tokens) if end is None else end
        takes_number = NUMBER in self.firsts
        for at in range(start, last):
            text = tokens[at].text
            if text in self.firsts or (takes_number and text[0].isdigit()):
                stop = self.match_at(tokens, at)
                if stop is not None and stop <= last:
                    return at, stop
        return None


class _Match:
    """One try to match steps; it remembers what failed, so that no phrase takes longer than steps times words."""

    __slots__ = ("_failed", "_steps", "_tokens")

    def __init__(self, steps: tuple[Step, ...], tokens: Sequence[Token]) -> None:
        self._steps, self._tokens = steps, tokens
        self._failed: set[tuple[int, int]] = set()

    def end(self, step_at: int, at: int) -> int | None:
        """The index after a match of the steps from one on that begins at a token."""
        if step_at == len(self._steps):
            return at
        if (step_at, at) in self._failed:
            return None
        step = self._steps[step_at]
        stop = self._after_gap(step_at, at, step.gap) if step.gap else self._after_word(step, step_at, at)
        if stop is None:
            self._failed.add((step_at, at))
        return stop

    def _after_word(self, step: Step, step_at: int, at: int) -> int | None:
        tokens = self._tokens
        if at < len(tokens):
            # A slash, quotation mark or bracket inside a phrase does not part it.
            here = at + 1 if step_at and tokens[at].text in _PASSED and at + 1 < len(tokens) else at
            if step.takes(tokens[here]):
                stop = self.end(step_at + 1, here + 1)
                if stop is not None:
                    return stop
        return self.end(step_at + 1, at) if step.is_optional else None

    def _after_gap(self, step_at: int, at: int, left: int) -> int | None:
        tokens = self._tokens
        while True:
            stop = self.end(step_at + 1, at)
            if stop is not None or at >= len(tokens) or ends_sentence(tokens[at]):
                return stop
            left -= tokens[at].is_word
            if left < 0:
                return None
            at += 1


_PASSED = frozenset({"/", '"', "“", "”", "(", ")", "[", "]", ","})


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why."""


_GROUP = re.compile(r"\(([^()]+)\)(\??)")
_MOST_EXPANDED = 200


def compile_phrases(text: str, lists: Mapping[str, frozenset[str]]) -> list[Phrase]:
    """The phrases that a written form stands for: one for each choice in its groups. Raises PhraseError."""
    texts = _expanded(text)
    if len(texts) > _MOST_EXPANDED:
        raise PhraseError(f"`{text}` stands for {len(texts)} phrases; write fewer groups")
    return [compile_phrase(one, lists) for one in texts]


def _expanded(text: str) -> list[str]:
    found = _GROUP.search(text)
    if found is None:
        return [text]
    if text[: found.start()].rstrip(" ") == text[: found.start()] != "" or text[found.end() :].startswith("|"):
        raise PhraseError(f"`{text}`: put all the choices inside the brackets, and a space around them")
    choices = [*found[1].split("|"), *([""] if found[2] else [])]
    rest = _expanded(text[found.end() :])
    return [f"{text[: found.start()]}{choice}{other}" for choice in choices for other in rest][: _MOST_EXPANDED + 1]


def compile_phrase(text: str, lists: Mapping[str, frozenset[str]]) -> Phrase:
    """A phrase from its written form. Raises PhraseError."""
    steps = [_step(part, lists) for part in text.replace("-", " ").lower().split()]
    if not steps:
        raise PhraseError("a phrase needs at least one word")
    first = steps[0]
    if all(step.is_optional or step.gap for step in steps):
        raise PhraseError(f"`{text}` has no word that must be there; take the `?` from one")
    if any(step.forms is not None and not step.forms and not step.is_number for step in steps):
        raise PhraseError(f"`{text}` holds a sign without a word; write the word beside it")
    if first.gap or (first.forms is None and not first.is_number):
        raise PhraseError(f"`{text}` begins with a gap; begin with a word")
    return Phrase(text, tuple(steps))


def _step(part: str, lists: Mapping[str, frozenset[str]]) -> Step:
    if part in _GAPS:
        return Step(None, gap=_GAPS[part])
    is_optional = part.endswith("?")
    part = part.rstrip("?")
    if part == "_":
        return Step(None, is_optional)
    forms: set[str] = set()
    for word in part.split("|"):
        if word == NUMBER:
            continue
        if word.startswith("{"):
            name = word.strip("{}")
            if name not in lists:
                raise PhraseError(f"there is no list of words named {name}; known are {', '.join(sorted(lists))}")
            forms |= lists[name]
        elif word:
            _see_that_it_is_a_word(word.removeprefix("="))
            forms |= {word[1:]} if word.startswith("=") else inflections(word)
    return Step(frozenset(forms), is_optional, is_number=NUMBER in part.split("|"))


def _see_that_it_is_a_word(word: str) -> None:
    """Raises PhraseError for what no word of a text can ever be: a mark, or letters with a mark beside them."""
    if word and [token.text for token in tokens_of(word) if token.is_word] != [word]:
        quoted = not _QUOTES.isdisjoint(word)
        step = "quote the whole phrase, and close each bracket" if quoted else "write the bare word"
        raise PhraseError(f"`{word}` is found in no text: marks are passed over; {step}")


_QUOTES = frozenset('"“”()')


def compile_list(words: Iterable[str], lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The forms of a named list of single words."""
    forms: set[str] = set()
    for word in words:
        forms |= (
            lists[word.strip("{}")]
            if word.startswith("{")
            else {word[1:]}
            if word.startswith("=")
            else inflections(word)
        )
    return frozenset(forms)


@lru_cache(maxsize=10_000)
def inflections(word: str) -> frozenset[str]:
    """The plain forms of a word, as a verb and as a noun: more than English has, which costs nothing here."""
    if not word.isalpha() or len(word) < 3 or word in _FIXED:
        return frozenset({word, *_IRREGULAR.get(word, ())})
    if word in _IRREGULAR:
        return frozenset({word, *_s_forms(word), _ing_form(word), *_IRREGULAR[word]})
    return frozenset({word, *_s_forms(word), _ing_form(word), _ed_form(word)})


def _s_forms(word: str) -> tuple[str, ...]:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return (word[:-1] + "ies",)
    if word.endswith("o"):
        return (word + "s", word + "es")
    return (word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s"),)


def _doubles(word: str) -> bool:
    short = len(word) <= 4 and word[-3] not in _VOWELS if len(word) > 3 else len(word) == 3
    return short and word[-1] not in "wxyhaeiou" and word[-2] in _VOWELS


def _ing_form(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return word[:-1] + "ing"
    return word + (word[-1] if _doubles(word) else "") + "ing"


def _ed_form(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ied"
    return word + (word[-1] if _doubles(word) else "") + "ed"


def sentences_of(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The sentences of a text as ranges of tokens, each with the mark that ends it."""
    start = 0
    for at, token in enumerate(tokens):
        if ends_sentence(token) and token.text[0] != ";":
            yield start, at + 1
            start = at + 1
    if start < len(tokens):
        yield start, len(tokens)


_FIXED = frozenset(
    "the and for but her his its our your their they them she him not any all own how who what when where why with "
    "from into onto that this than then these those there here each every both few some such only also very "
    "too own".split()
)
_NUMBERS = frozenset("one two three four five six seven eight nine ten".split())
_IRREGULAR: dict[str, tuple[str, ...]] = {
    "be": ("is", "are", "was", "were", "been", "being"), "write": ("wrote", "written"), "draw": ("drew", "drawn"),
    "choose": ("chose", "chosen"), "read": (), "speak": ("spoke", "spoken"), "tell": ("told",), "say": ("said",),
    "make": ("made",), "build": ("built",), "sing": ("sang", "sung"), "think": ("thought",),
    "give": ("gave", "given"), "take": ("took", "taken"), "teach": ("taught",), "find": ("found",),
    "see": ("saw", "seen"), "hear": ("heard",), "watch": ("watches", "watched"), "hold": ("held",), "keep": ("kept",),
    "know": ("knew", "known"), "run": ("ran", "running"), "get": ("got", "getting"), "put": ("putting",),
    "cut": ("cutting",), "sit": ("sat", "sitting"), "go": ("went", "gone", "goes"),
    "do": ("did", "done", "does", "doing"), "have": ("had", "has", "having"), "show": ("showed", "shown"),
    "bring": ("brought",), "buy": ("bought",), "begin": ("began", "begun", "beginning"), "meet": ("met",),
    "lead": ("led",), "set": ("setting",), "let": ("letting",), "win": ("won", "winning"), "stand": ("stood",),
    "feel": ("felt",), "understand": ("understood",), "child": ("children",), "person": ("people", "persons"),
    "man": ("men",), "woman": ("women",), "rewrite": ("rewrote", "rewritten"), "self": ("selves",),
    "life": ("lives",), "submit": ("submitted", "submitting"), "plan": ("planned", "planning"),
    "map": ("mapped", "mapping"), "step": ("stepped", "stepping"), "stop": ("stopped", "stopping"),
    "program": ("programmed", "programming"), "swap": ("swapped", "swapping"), "chat": ("chatted", "chatting"),
    "quiz": ("quizzes",), "criterion": ("criteria",), "wrap": ("wrapped", "wrapping"), "sketch": ("sketched",),
    "film": ("filmed",), "model": ("modeled", "modelled", "modelling"), "label": ("labeled", "labelled", "labelling"),
    "tap": ("tapped", "tapping"), "clap": ("clapped", "clapping"), "drop": ("dropped", "dropping"),
    "spin": ("spun", "spinning"), "throw": ("threw", "thrown"), "grow": ("grew", "grown"), "wear": ("wore", "worn"),
    "eat": ("ate", "eaten"), "jot": ("jotted", "jotting"), "log": ("logged", "logging"),
    "debug": ("debugged", "debugging"), "pick": ("picked",),
}  # fmt: skip
