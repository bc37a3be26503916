"""Alternatives in the sentence's own grammar: number, capitals, the article before them.

An alternative is words with three signs: `{last}` and `{first}` are the last and the first of the words that were found
(`struggling readers`: `{last}` is `readers`), and `[needs|need]` is one form for one, another for many. What is many is
told by the last word, or by the first where the alternative begins with `{first}`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from checker.source import Span

_NUMBERED = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
_ARTICLE = re.compile(r"\b(an?)(\s+)$", re.IGNORECASE)
_MANY = frozenset(
    "children people men women kids youth folk persons policemen firemen mailmen chairmen salesmen congressmen "
    "fishermen businessmen alumnos alumnas estudiantes niños niñas personas adultos hombres".split()
)
_ONE = frozenset("class species series business always".split())
_VOWEL_SOUND = re.compile(r"(?:[aeio]|u(?!n[iu]|s[aeiu]|r[aio]|t[ei])|hon(?:est|or|our)|hour|heir)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """Words that were found: their place, and the text before them in their passage."""

    span: Span
    text: str
    before: str = ""

    @property
    def words(self) -> list[str]:
        return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", self.text)


def replacement(alternative: str, match: Match, forms: Mapping[str, str]) -> str:
    """An alternative as it would stand in the sentence, without the article before it."""
    words = match.words
    first, last = words[0], words[-1]
    chosen = forms.get(first.lower(), alternative)
    number = first if chosen.startswith("{first}") else last
    text = _NUMBERED.sub(lambda found: found[2 if is_many(number) else 1], chosen)
    text = text.replace("{last}", _moved(last, match)).replace("{first}", _moved(first, match))
    return text[:1].upper() + text[1:] if _is_capital(match) else text


def article_change(match: Match, new: str) -> tuple[int, str] | None:
    """How many characters before a match hold an article that no longer fits, and the one that does."""
    found = _ARTICLE.search(match.before)
    if found is None:
        return None
    fitting = "an" if _VOWEL_SOUND.match(new) else "a"
    if found[1].lower() == fitting:
        return None
    fitting = fitting.capitalize() if found[1][0].isupper() else fitting
    return len(found[0]), fitting + found[2]


def is_many(word: str) -> bool:
    """Whether a noun stands for several."""
    lower = word.lower()
    return lower in _MANY or (lower.endswith("s") and not lower.endswith("ss") and lower not in _ONE)


def _moved(word: str, match: Match) -> str:
    """A word that moves into the middle, without the capital that the start of a sentence gave it."""
    is_given = match.words[0] == word and _STARTS.search(match.before) is not None
    keeps = not is_given or word.lower() in _PROPER or (word.isupper() and len(word) > 1)
    return word if keeps else word[0].lower() + word[1:]


_STARTS = re.compile(r"(?:^|[.?!:*_#>|\"“-])\s*$")
_PROPER = frozenset("african black native indian american asian jamaican haitian irish european english".split())


def _is_capital(match: Match) -> bool:
    return match.text[:1].isupper()
