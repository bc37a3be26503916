"""The words for outcomes, kinds of evidence, numbers and times: what a page says instead of a code.

`Words` says them in the language of the site. An English text is its own key: a table for another language gives the
text in that language, and what a table lacks is said in English.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from checker.findings import Evidence, Outcome, Scope, Severity

SHAPES = {
    Outcome.MET: "●",
    Outcome.NOT_MET: "○",
    Outcome.NEEDS_A_PERSON: "◐",
    Outcome.NOT_APPLICABLE: "–",
}
OUTCOMES = {
    Outcome.MET: "Met",
    Outcome.NOT_MET: "Not met",
    Outcome.NEEDS_A_PERSON: "Needs a person",
    Outcome.NOT_APPLICABLE: "Not applicable",
}
SEVERITIES = {
    Severity.ERROR: "worth mending before anyone uses the unit",
    Severity.WARNING: "worth a change",
    Severity.SUGGESTION: "an idea to consider",
    Severity.QUESTION: "a question",
}
SCOPES = {
    Scope.UNIT: "each unit as a whole",
    Scope.LESSON: "each lesson",
    Scope.CURRICULUM: "all units together",
}

OFFERS = {
    "representation": "Ways in",
    "expression": "Ways to show learning",
    "choice": "Learners decide",
    "engagement": "What draws learners in",
    "support": "Support",
    "transparency": "Clear goals and feedback",
    "perspective": "Voices and places",
    "source": "Sources",
}
"""What a unit can offer, in the order in which pages show it."""

_CONCERNS = {"wording": "Words to look at", "assumption": "Taken for granted"}

_VALUES = {
    "representation": {
        "text": "reading",
        "audio": "listening",
        "video": "watching",
        "image": "looking at pictures",
        "hands-on": "handling things",
        "interactive": "trying out on a screen",
        "demonstration": "seeing it done",
        "experience": "going there, meeting people",
    },
    "expression": {
        "writing": "writing",
        "speaking": "speaking",
        "visual": "drawing or mapping",
        "performance": "acting or moving",
        "making": "making or building",
        "media": "recording or slides",
        "code": "programs or data",
        "test": "quiz or test",
    },
    "choice": {"expression": "how to show it", "content": "what it is about", "process": "how to work"},
    "engagement": {
        "relevance": "learners' own lives",
        "collaboration": "working together",
        "reflection": "looking back on one's learning",
        "goal-setting": "setting goals",
        "play": "play",
    },
    "support": {
        "scaffold": "hints, frames, templates",
        "vocabulary": "key words",
        "language": "help across languages",
        "accommodation": "access and accommodation",
        "extension": "going further",
        "prior-knowledge": "starting from what is known",
        "pace": "time and another try",
    },
    "transparency": {
        "objectives": "goals",
        "criteria": "what good work looks like",
        "formative": "checks along the way",
        "feedback": "feedback to act on",
        "revision": "another draft",
        "standards": "standards",
    },
    "perspective": {
        "multiple": "more than one view",
        "community": "families and community",
        "identity": "learners' cultures and languages",
        "critique": "questions of power and fairness",
        "people": "people",
        "place": "places and peoples",
    },
    "source": {
        "book": "books",
        "article": "articles",
        "website": "websites",
        "video": "films",
        "audio": "recordings",
        "image": "pictures",
        "data": "data",
        "primary": "first-hand accounts",
        "tool": "tools",
        "lesson": "other lessons",
    },
    "wording": {
        "deficit": "people named by what they lack",
        "disability": "words about disability",
        "gender": "words about gender",
        "race-colonial": "words about peoples and history",
        "ability-label": "learners ranked by ability",
        "minimizing": "hard things called easy",
        "language": "words about languages and speakers",
        "family": "words about families",
        "religion": "words about religion",
        "praise": "praise that doubts",
        "quoted-slur": "a slur in somebody's words",
        "usage": "usage that differs",
    },
    "assumption": {
        "device": "a device for each learner",
        "internet": "being online",
        "purchase": "something bought, brought or printed",
        "home": "help, time or quiet at home",
        "family": "one kind of family",
        "culture": "one custom taken as everyone's",
        "digital-skill": "skill with a tool",
        "disclosure": "willingness to tell about oneself",
        "competition": "ease with being ranked",
        "depth-reserved": "depth for some only",
    },
}
LANGUAGES = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "mi": "Māori",
    "pt": "Portuguese",
    "tet": "Tetum",
}
_DURATION = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_DURATION_UNITS = ("week", "day", "hour", "minute")
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of pages in one language.

    `texts` gives a text for an English one, parts in braces kept; `counted` gives for an English noun its forms for
    none, for one and for many, the last with `{number}` in it; `shares` gives the four ways to say a share of a noun.
    """

    language: str = "en"
    texts: Mapping[str, str] = field(default_factory=dict)
    counted: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    shares: Mapping[str, tuple[str, str, str, str, str]] = field(default_factory=dict)

    def say(self, text: str, /, **parts: object) -> str:
        """A text with its parts filled in."""
        said = self.texts.get(text, text)
        return said.format(**parts) if parts else said

    def facet(self, facet: str) -> str:
        """What a facet is called."""
        return self.say(OFFERS.get(facet) or _CONCERNS.get(facet) or _spaced(facet))

    def value(self, facet: str, value: str) -> str:
        """What a value of a facet is called."""
        return self.say(_VALUES.get(facet, {}).get(value) or _spaced(value))

    def kind(self, kind: str) -> str:
        """What a kind of evidence, `facet: value` or a facet alone, is called."""
        facet, _, value = kind.partition(":")
        name = self.facet(facet.strip())
        return f"{name}: {self.value(facet.strip(), value.strip())}" if value else name

    def outcome(self, outcome: Outcome) -> str:
        """What an outcome is called."""
        return self.say(OUTCOMES[outcome])

    def number(self, amount: int) -> str:
        """A number as it stands in a sentence."""
        return self.say(_SMALL[amount]) if amount < len(_SMALL) else f"{amount:,}"

    def count(self, amount: int, noun: str, plural: str = "") -> str:
        """A number with its noun: `no units`, `one unit`, `12 units`."""
        if forms := self.counted.get(noun):
            return forms[min(amount, 2)].format(number=self.number(amount))
        return f"{self.number(amount)} {noun if amount == 1 else plural or noun + 's'}"

    def share(self, amount: int, total: int, noun: str, plural: str = "") -> str:
        """A share as people say it: `two of three units`, `all 30 units`, `none of two units`, `the one unit`."""
        if forms := self.shares.get(noun):
            return forms[_way(amount, total)].format(number=self.number(amount), total=self.number(total))
        if total == 1:
            return f"the one {noun}" if amount else f"no {noun}"
        who = "none of" if amount == 0 else "all" if amount == total else f"{self.number(amount)} of"
        return f"{who} {self.number(total)} {plural or noun + 's'}"

    def series(self, parts: Sequence[str]) -> str:
        """Words in a row: `a`, `a and b`, `a, b and c`."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])

    def duration(self, text: str) -> str:
        """An ISO 8601 duration in words; any other text as it is."""
        found = _DURATION.fullmatch(text.strip())
        if found is None or not any(found.groups()):
            return text
        parts = zip(found.groups(), _DURATION_UNITS, strict=True)
        return self.series([f"{amount} {self.say(unit + 's' * (amount != '1'))}" for amount, unit in parts if amount])

    def language_name(self, code: str) -> str:
        """The name of a language, where we know it."""
        return self.say(LANGUAGES.get(code.split("-", maxsplit=1)[0].lower(), code))


def _way(amount: int, total: int) -> int:
    """Which of the forms of a share to use: none of one, the one, none of several, all, some."""
    if total == 1:
        return 1 if amount else 0
    return 2 if amount == 0 else 3 if amount == total else 4


ENGLISH = Words()
"""The words as they stand here, for texts that belong to no site."""


def _spaced(name: str) -> str:
    return name.replace("-", " ")


def sentence(text: str) -> str:
    """The text with a capital at its start and a period at its end."""
    stripped = text.strip()
    if not stripped:
        return ""
    return capital(stripped) + ("" if stripped.endswith((".", "!", "?", "…", "”")) else ".")


def capital(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def names_in(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """The names that evidence gives, each once, in order."""
    return tuple(dict.fromkeys(found.name for found in evidence if found.name))


def shortened(text: str, most: int = 140) -> str:
    """The text on one line, cut between two words."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(",;:.") + " …"
