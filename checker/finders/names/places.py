"""Places, nations and peoples named as content: fact tables first, then what stands around the name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.facts import Facts, Place
from checker.facts.model import plain_name
from checker.finders.names.passages import Taken
from checker.finders.names.words import Word


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a passage: the words `first` to before `last`, and what it may mean."""

    taken: Taken
    first: int
    last: int
    meanings: tuple[Place, ...]
    is_sure: bool = True

    @property
    def words(self) -> Sequence[Word]:
        return self.taken.words[self.first : self.last]

    @property
    def key(self) -> str:
        return self.meanings[0].name


def mentions(taken: Taken, facts: Facts) -> Iterator[Mention]:
    """The names of places in a passage that are not parts of other names; not sure where the lesson must tell."""
    end = 0
    for at in taken.capitals:
        found = _longest_at(taken, at, facts) if at >= end else None
        if found is None:
            continue
        end = found.last
        verdict = _Around(found, facts).verdict()
        if verdict is not None:
            yield Mention(taken, found.first, found.last, found.meanings, verdict)


def place_words(taken: Taken, facts: Facts) -> frozenset[int]:
    """The words of a passage that stand in names of places of two words and more."""
    found: set[int] = set()
    for at in taken.capitals:
        one = _longest_at(taken, at, facts)
        if one is not None and one.last - one.first > 1:
            found.update(range(one.first, one.last))
    return frozenset(found)


def _longest_at(taken: Taken, at: int, facts: Facts) -> Mention | None:
    """The longest name of a place that begins at a word."""
    words = taken.words
    first = plain_name(words[at].text)
    if first not in facts.longest and (at + 1 == len(words) or words[at + 1].text != "."):
        return _by_head(taken, at, facts)
    for last in range(min(len(words), at + facts.longest.get(first, 1) + 2), at, -1):
        name = taken.text[words[at].start : words[last - 1].end]
        meanings = facts.meanings(name)
        if meanings and "\n" not in name:
            return Mention(taken, at, last, meanings)
    return _by_head(taken, at, facts)


def _by_head(taken: Taken, at: int, facts: Facts) -> Mention | None:
    """A name that says itself that it is a place: Mount Kenya, Lake Chad, Chilika Lake."""
    words = taken.words
    last = at + 1
    while (
        last < len(words)
        and last - at < 4
        and words[last].is_capitalized
        and words[last].start - words[last - 1].end <= 1
    ):
        last += 1
    own = words[at:last]
    if len(own) < 2 or taken.is_title_case or words[at].lower in facts.words["function"]:
        return None
    leads = own[0].lower in _LEADING_HEADS
    ends = [n for n, word in enumerate(own) if word.lower in _CLOSING_HEADS and n > 0]
    if leads and not facts.is_ordinary(own[1].text):
        last = at + 2
    elif ends and (not facts.is_ordinary(own[ends[0] - 1].text) or _is_named_water(taken, at, own[ends[0]])):
        last = at + ends[0] + 1
    else:
        return None
    inside = [word.lower for word in words[at : last + 1] if word.is_capitalized and word.lower not in _PEOPLES]
    if not facts.words["things"].isdisjoint(inside):
        return None
    name = taken.text[words[at].start : words[last - 1].end]
    return Mention(
        taken, at, last, (Place(plain_name(name), "people" if words[last - 1].lower in _PEOPLES else "landmark"),)
    )


def _is_named_water(taken: Taken, at: int, head: Word) -> bool:
    """Whether ordinary words with capitals are a river or sea: the Yellow River."""
    before = taken.neighbor(at, -1)
    return before is not None and before.text == "the" and head.lower in ("river", "sea", "mountains", "ocean")


_PEOPLES = frozenset({"tribe", "tribes", "nation"})
_LEADING_HEADS = frozenset({"mount", "mt.", "mt", "lake", "cape", "fort"})
_CLOSING_HEADS = frozenset(
    "river lake mountain mountains island islands desert ocean sea bay canyon county valley peninsula falls basin reef "
    "archipelago plateau glacier volcano strait gulf highlands province tribe tribes nation".split()
)


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a name."""

    mention: Mention
    facts: Facts

    def verdict(self) -> bool | None:
        """True for a place, False where the rest of the lesson must tell, None where the name is part of another."""
        if self._is_part() or self._is_language():
            return None
        meaning = self.mention.meanings[0]
        if self.facts.is_word(self.mention.words[0].text) and not meaning.is_known_alone:
            return self._is_beside_a_place()
        if self._is_located():
            return True
        word = self.mention.words[0].lower
        is_ambiguous = len(self.mention.words) == 1 and word in self.facts.words["also_people"]
        is_at_start = self.mention.taken.begins(self.mention.words[0]) and self.facts.is_word(
            self.mention.words[0].text
        )
        return meaning.is_known_alone and not is_ambiguous and not (is_at_start and len(self.mention.words) == 1)

    def _is_part(self) -> bool:
        """Whether the name stands in the name of an event, a work, a body or a person."""
        taken, mention = self.mention.taken, self.mention
        if taken.is_in_title(mention.first, mention.last) or taken.text[mention.words[-1].end :][:1] in _JOINED:
            return True
        after, before = taken.neighbor(mention.last - 1, 1), taken.neighbor(mention.first, -1)
        if after is not None and after.lower in _NO_PLACE_BEFORE:
            return True
        things = self.facts.words["things"]
        if taken.of_thing(mention.first, things):
            return True
        if after is not None and after.is_capitalized and self._ends_other(after):
            return True
        return before is not None and before.is_capitalized and self._begins_other(before)

    def _ends_other(self, after: Word) -> bool:
        words, taken = self.facts.words, self.mention.taken
        if self.mention.words[-1].is_possessive:
            return False
        lower = after.lower
        if lower in words["geography"] or lower in words["people_nouns"] or lower in words["directions"]:
            return False
        if lower in words["things"]:
            return True
        if self.facts.meanings(after.text) or (after.text.isupper() and len(after.text) <= 3):
            return False
        is_ordinary = self.facts.is_ordinary(after.text)
        if taken.is_title_case:
            return not is_ordinary and self.mention.meanings[0].kind != "nationality"
        is_of_a_people = self.mention.meanings[0].kind in ("nationality", "people")
        return not (is_of_a_people and not is_ordinary)

    def _begins_other(self, before: Word) -> bool:
        words, taken = self.facts.words, self.mention.taken
        lower = before.lower
        if before.text == "The":
            return not taken.begins(before) and not taken.is_title_case
        if lower in words["geography"] or lower in words["directions"] or self.facts.meanings(before.text):
            return False
        if lower in words["honorifics"]:
            return True
        is_ordinary = self.facts.is_ordinary(before.text) or lower in words["function"]
        if lower in words["function"] and before.text.isupper():
            return False
        if is_ordinary and (taken.is_title_case or taken.begins(before)):
            return False
        return not taken.begins(before) or not is_ordinary

    def _is_language(self) -> bool:
        """Whether the name of a nationality is here that of its language."""
        meaning, mention = self.mention.meanings[0], self.mention
        name = mention.words[0].lower
        if meaning.kind not in ("nationality", "people") or len(mention.words) > 1 or name not in LANGUAGES:
            return False
        words, taken = self.facts.words, mention.taken
        after, before = taken.neighbor(mention.last - 1, 1), taken.neighbor(mention.first, -1)
        if after is not None and {after.lower, after.lower.rstrip("s")} & (words["people_nouns"] | words["roles"]):
            return False
        if after is not None and after.lower in words["language_after"]:
            return True
        if before is not None and before.lower in words["language_before"]:
            return True
        if name in ("english", "latin") or any(word.lower in _OF_LANGUAGE for word in taken.words):
            return True
        return after is None and (before is None or before.lower in ("and", "or", "from", "to"))

    def _is_located(self) -> bool:
        """Whether the words around the name speak of a place."""
        taken, mention = self.mention.taken, self.mention
        before, after = taken.neighbor(mention.first, -1), taken.neighbor(mention.last - 1, 1)
        words = self.facts.words
        if before is not None and before.lower in ("the", "a", "an"):
            before = taken.neighbor(mention.first - 1, -1)
        is_after = before is not None and (before.lower in words["locatives"] or self._is_of_a_place(before))
        is_before = after is not None and after.lower in words["geography"] and after.is_capitalized
        return is_after or is_before or self._is_beside_a_place()

    def _is_of_a_place(self, before: Word) -> bool:
        """Whether "of" ties the name to a word for places: the city of Troy."""
        owner = self.mention.taken.words[max(0, self.mention.first - 2)]
        return before.lower == "of" and owner.lower in self.facts.words["geography"] | {
            "capital",
            "people",
            "map",
            "kingdom",
        }

    def _is_beside_a_place(self) -> bool:
        """Whether a comma or "and" joins the name to that of another place: Paris, France."""
        taken, mention = self.mention.taken, self.mention
        words, after = taken.words, mention.last
        while after < len(words) and words[after].lower in _JOINING:
            after += 1
        if mention.last < after < len(words) and words[after].is_capitalized:
            other = _longest_at(taken, after, self.facts)
            if other is not None and other.meanings[0].is_known_alone and not self._is_a_name(other):
                return True
        before = mention.first - 1
        while before > 0 and words[before].lower in _JOINING:
            before -= 1
        found = self.facts.meanings(words[before].text) if 0 <= before < mention.first - 1 else ()
        is_name = words[before].lower in self.facts.words["also_people"]
        return bool(found) and found[0].is_known_alone and not is_name

    def _is_a_name(self, other: Mention) -> bool:
        return other.words[0].lower in self.facts.words["also_people"]


# A Guinea pig, American English, American Sign Language.
_NO_PLACE_BEFORE = frozenset({"pig", "pigs", "fowl", "english", "spanish", "french", "portuguese", "sign"})
_JOINING = frozenset({",", "and", "or", "&"})
_JOINED = ("$", "€", "£", "@", "_")
_OF_LANGUAGE = frozenset(
    "language languages translate translates translated translating translation translations translator bilingual "
    "multilingual".split()
)
LANGUAGES = frozenset(
    "english spanish french german italian portuguese chinese japanese korean arabic russian hindi latin greek "
    "vietnamese thai turkish polish dutch swedish norwegian danish finnish hungarian czech romanian ukrainian bengali "
    "punjabi tamil urdu persian swahili somali tagalog filipino indonesian malay hebrew welsh irish catalan basque "
    "māori maori samoan tongan hawaiian navajo cherokee quechua guarani guaraní yoruba igbo zulu xhosa hmong khmer "
    "icelandic albanian serbian croatian bulgarian nepalese burmese mongolian lushootseed".split()
)
"""Nationalities and peoples whose name is also that of a language, in lower case."""
