"""What a fact table holds."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_CONTRACTED = frozenset({"d", "ll", "m", "re", "s", "ve"})
_APOSTROPHES = str.maketrans({"’": "'", "ʻ": "'", "‘": "'", "ʼ": "'"})


@dataclass(frozen=True, slots=True)
class Place:
    """A country, nationality, people, region, city or landmark.

    `name` is the name to speak of it by, unique among places; `country` an ISO 3166-1 code and `region` a UN M49 code,
    empty where the place lies in several. A place that is not `is_known_alone` is believed only where the words around
    it tell of a place: its name is also that of many other things. `people` counts those of a city. `source` is a page
    that shows the name of a people and `read` the day on which it was seen there; both are empty where nobody did.
    """

    name: str
    kind: str
    country: str = ""
    region: str = ""
    is_known_alone: bool = True
    source: str = ""
    people: int = 0
    read: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All tables of one folder. `places` leads from a name as written to what it may mean, the likeliest first."""

    places: Mapping[str, tuple[Place, ...]]
    ordinary: frozenset[str]
    dictionary: frozenset[str]
    words: Mapping[str, frozenset[str]]
    longest: Mapping[str, int] = field(default_factory=dict)
    by_name: Mapping[str, Place] = field(default_factory=dict)

    def meanings(self, name: str) -> tuple[Place, ...]:
        """What a name may mean as a place; nothing where no table has it."""
        return self.places.get(plain_name(name), ())

    def place(self, name: str) -> Place | None:
        """The place that is spoken of by a name, as evidence gives it."""
        return self.by_name.get(name)

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is an ordinary one of lessons, and no name by itself."""
        lower = word.translate(_APOSTROPHES).lower()
        head, _, tail = lower.partition("'")
        return lower in self.ordinary or (tail in _CONTRACTED and head in self.ordinary)

    def is_word(self, word: str) -> bool:
        """Whether a word stands in a dictionary in lower case."""
        lower = word.translate(_APOSTROPHES).lower()
        return lower in self.ordinary or lower in self.dictionary

    def is_form(self, word: str) -> bool:
        """Whether a word is a plain form (plural, past, …) of a word that a dictionary has in lower case."""
        return any(stem in self.dictionary for stem in _stems(word.translate(_APOSTROPHES).lower()))


def _stems(word: str) -> Iterator[str]:
    for end in ("s", "es", "ed", "d", "ing", "ly"):
        if word.endswith(end) and len(word) - len(end) > 2:
            yield word.removesuffix(end)
    if word.endswith(("ies", "ied")):
        yield word[:-3] + "y"
    if word.endswith("ing"):
        yield word[:-3] + "e"


def plain_name(name: str) -> str:
    """A name as the tables hold it: composed characters, straight apostrophes, one space."""
    if name.isascii() and "  " not in name and "\n" not in name:
        return name.strip()
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", name).translate(_APOSTROPHES)).strip()
