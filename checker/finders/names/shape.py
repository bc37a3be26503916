"""What the words of a name tell by themselves: how it is written, and that they are no ordinary words and no places.

Nothing else is asked of a name: no table of given names, no guess where it comes from or whose it is.
"""

import re
from collections.abc import Sequence

from checker.facts import Facts
from checker.finders.names.words import Word

LONGEST = 5
_NEVER_ALONE = -9.0
_PLURAL = -0.25
_ALSO_NAMES = frozenset({"may", "april", "june", "august", "summer", "winter", "day", "week", "sun"})
# Endings of English nouns and adjectives that hardly any name has.
_NOUN = re.compile(
    r"..(?:tion|sion|ment|ness|[^r]ity|ism|ology|ography|metry|ship|hood|ware|able|ible|onal|inal|ational|....ance|ics"
    r"|lessons?)s?$"
)
# How far two words, by how strange their first and their last are, look like a name.
_SHAPES = {
    (0, 0): 0.0, (0, 1): 0.25, (0, 2): 1.75,
    (1, 0): 0.25, (1, 1): 0.5, (1, 2): 2.0,
    (2, 0): 1.75, (2, 1): 2.0, (2, 2): 2.0,
}  # fmt: skip
_PREFIX = re.compile(r"^(?:Mc|Mac|O['’]|D['’]|De|La|Le|Di|Du|Van|Fitz|al-|[^\W\d_]{1,3}['’ʻ])")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")


def points_of(words: Sequence[Word], facts: Facts, plain: frozenset[str] = frozenset()) -> float:
    """How far words look like the name of a person: from -1 to 2; `plain` are words that are no names in the lesson."""
    own = [word for word in words if not is_initial(word.text) and word.is_capitalized]
    first, last = (0 if word.lower in plain else strangeness(word, facts) for word in (own[0], own[-1]))
    if len(words) == 1:
        # The name of a city is that of a person only where it is the family name of one who is named in full elsewhere.
        return _NEVER_ALONE if facts.meanings(own[0].text) else (-1.0, -0.25, 0.25)[first]
    if len(own) > 1:
        is_plural = last == 0 and facts.is_form(own[-1].text)
        return _SHAPES[first, last] + (_PLURAL if is_plural else 0.0)
    initials = len(words) - 1
    return (0.5 if initials > 1 else -0.25) + 0.75 * first


def strangeness(word: Word, facts: Facts) -> int:
    """0 for an ordinary word or a form of one, 1 for a rare word, 2 for what is only a name or of another language."""
    parts = word.text.split("-")
    is_compound = len(parts) > 1 and all(facts.is_word(part) or facts.is_form(part) for part in parts)
    if facts.is_ordinary(word.text) or is_compound or _NOUN.search(word.text):
        return 0
    if facts.is_word(word.text):
        return 1
    return 0 if facts.is_form(word.text) else 2


def can_be_name(words: Sequence[Word], text: str, facts: Facts) -> bool:
    """Whether words can be the name of a person at all; `text` is the name as written."""
    if not 1 <= len(words) <= LONGEST or not any(len(word.text) > 1 and not is_initial(word.text) for word in words):
        return False
    if any(_is_odd(word.text) for word in words) or _is_of_a_thing(words, facts):
        return False
    return len(words) == 1 or (not facts.meanings(text) and _is_whole(words, facts))


def _is_whole(words: Sequence[Word], facts: Facts) -> bool:
    """Whether several words are one name: no abbreviation in it, no place or people beside another word."""
    first, last = words[0].text, words[-1].text
    is_short = len(first) == 2 and first.isupper() and not is_initial(first)
    if (last.isupper() and not is_initial(last)) or is_short or first in last:
        return False
    if any(_is_land(word, facts) for word in words) or all(_is_place(word, facts) for word in words):
        return False
    return not any(meaning.kind == "people" for meaning in facts.meanings(last))


def _is_of_a_thing(words: Sequence[Word], facts: Facts) -> bool:
    table = facts.words
    never = any(
        word.lower in table["never"] and (at == 0 or word.lower not in _ALSO_NAMES) for at, word in enumerate(words)
    )
    if len(words) > 1 and words[0].lower in table["directions"]:
        return True
    things = table["brands"] | table["things"] | table["geography"]
    return never or any(word.lower in things for word in words) or (len(words) == 1 and _is_land(words[0], facts))


def _is_place(word: Word, facts: Facts) -> bool:
    found = facts.meanings(word.text)
    return bool(found) and found[0].is_known_alone and word.lower not in facts.words["also_people"]


def _is_land(word: Word, facts: Facts) -> bool:
    """Whether a word is the name of a country, region or nationality that no person bears."""
    return _is_place(word, facts) and facts.meanings(word.text)[0].kind in ("country", "region", "nationality")


def is_initial(text: str) -> bool:
    """Whether a word stands for a name: `J.`, `J.R.R.`."""
    is_letter = len(text) <= 2 and text[0].isupper() and text[1:] in ("", ".")
    return is_letter or _INITIALS.fullmatch(text) is not None


def _is_odd(text: str) -> bool:
    """Whether a word is written as no name is: all capitals, or a capital inside."""
    if len(text) <= 2 or is_initial(text):
        return False
    parts = re.split(r"[-'’ʻ]", _PREFIX.sub("", text))
    return text.isupper() or any(part[1:] != part[1:].lower() for part in parts if part)
