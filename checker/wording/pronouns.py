"""The pronouns "he" and "she" said of anyone: their owner is any learner, user or person."""

from collections.abc import Sequence
from itertools import pairwise

from checker.phrases import Token

_PRONOUNS = frozenset("he his him himself she her hers herself".split())
_OTHER = {
    "he": "she",
    "she": "he",
    "his": "her",
    "her": "his",
    "him": "her",
    "himself": "herself",
    "herself": "himself",
}
_ANYONE = frozenset("someone anyone everyone somebody anybody everybody".split())
_DETERMINERS = frozenset("a an each every any one no".split())
_PEOPLE = frozenset(
    "student learner child pupil participant person teacher user player reader writer creator author programmer "
    "developer facilitator trainer instructor coder viewer customer consumer citizen employee worker scientist doctor "
    "engineer researcher designer speaker listener volunteer member partner reporter journalist owner visitor client "
    "leader patient parent educator attendee activist licensor kid peer".split()
)
_GENDERED = frozenset(
    "girl boy woman man women men mother father mom dad mum king queen prince princess wife husband son daughter "
    "sister brother aunt uncle grandmother grandfather lady gentleman mr mrs ms sir madam actress waitress god goddess "
    "knight emperor girls boys niece nephew bride groom female male grandma grandpa".split()
)  # fmt: skip
_MOST_BETWEEN = 22
_STARTERS = frozenset(
    "a an the each every any one no if when once after before while then this that it there in for as at on how what "
    "which who where why with by to so and but or not only let have ask tell give".split()
)
_PAST = frozenset("was were had did said went came made took saw told lived once".split())


def generic_pronouns(tokens: Sequence[Token], start: int, end: int, text: str) -> list[tuple[int, int]]:
    """Where a sentence says "he" or "she" of anyone: ranges of tokens, the pronoun and the noun that it belongs to."""
    found: list[tuple[int, int]] = []
    owner = None
    if _is_about_one(tokens, start, end, text) or _is_neutral(tokens, start, end):
        return []
    for at in range(start, end):
        word = tokens[at].text
        if word in _GENDERED or _is_name(tokens[at], text, at == start):
            owner = None if not found else owner
            if word in _GENDERED:
                return []
        if _is_owner(tokens, at):
            owner = at
        elif owner is not None and word in _PRONOUNS and at - owner <= _MOST_BETWEEN and not _is_both(tokens, at, end):
            found.append((at, _end_of(tokens, at, end)))
    if any(tokens[at].text in _PAST for at in range(start, end)):
        return []
    return found[:1]


def _is_about_one(tokens: Sequence[Token], start: int, end: int, text: str) -> bool:
    """Whether a sentence begins with somebody's name, or with what is left of one ("Ms." | "Ruiz asks …")."""
    if any(token.text in _GENDERED for token in tokens[max(0, start - 2) : start]):
        return True
    first = tokens[start]
    is_capital = first.is_word and text[first.start].isupper() and first.text not in _STARTERS | _ANYONE | _PEOPLE
    return (
        is_capital and start + 1 < end and tokens[start + 1].text.endswith(("s", "ed")) and not _is_plural(first.text)
    )


def _is_neutral(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a sentence says "they" of one, or speaks of somebody known: "your teacher", "one student asked"."""
    words = [token.text for token in tokens[start:end]]
    known = pairwise(words)
    told = zip(words, words[1:], words[2:], words[3:], strict=False)
    return (
        bool({"themselves", "themself"} & set(words))
        or any(first in ("your", "my", "our") and second in _PEOPLE for first, second in known)
        or any(
            one in ("one", "a") and two in _PEOPLE and (b.endswith("ed") or c.endswith("ed")) for one, two, b, c in told
        )
    )


def _is_plural(word: str) -> bool:
    return word.endswith("s")


def _is_owner(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word names anyone: "someone", "each student", "a careful reader"."""
    word = tokens[at].text
    if word in _ANYONE:
        return True
    before = [tokens[back].text for back in range(max(0, at - 3), at)]
    return (word in _PEOPLE and bool(_DETERMINERS.intersection(before[-2:]))) or (
        word in ("student", "learner", "participant", "child", "creator", "user") and before[-1:] == ["the"]
    )


def _is_both(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the other pronoun stands beside: "he or she", "his/her"."""
    if at >= 2 and tokens[at - 1].text == "/" and tokens[at - 2].text == "s":
        return True
    near = {tokens[there].text for there in range(max(0, at - 3), min(end, at + 4))}
    return _OTHER.get(tokens[at].text, "") in near or bool(
        near & {"her", "hers", "she"} and near & {"he", "his", "him"}
    )


def _end_of(tokens: Sequence[Token], at: int, end: int) -> int:
    """The pronoun, with the noun that it owns."""
    is_owner = tokens[at].text in ("his", "her") and at + 1 < end and tokens[at + 1].is_word
    owns = is_owner and tokens[at + 1].text not in _STARTERS
    return at + 2 if owns else at + 1


def _is_name(token: Token, text: str, is_first: bool) -> bool:
    return not is_first and token.is_word and text[token.start].isupper() and token.text not in ("i", "youtube")
