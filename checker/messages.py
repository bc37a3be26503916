"""The program's own words in the reader's language, from `principles/words`: every sentence that a front end prints."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from checker.catalogue import principles_folder
from checker.catalogue.yamlfile import nearest, read_yaml
from checker.errors import UserError

LANGUAGES = ("en", "es")
"""The languages in which the program speaks."""

Section = Mapping[str, str | Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Messages:
    """Sentences by section and key; a key that a translation lacks is said in English."""

    language: str
    sections: Mapping[str, Section]

    def say(self, section: str, key: str, count: int | None = None, **values: object) -> str:
        """One sentence with its values filled in; `count` chooses between the forms for one and for more."""
        form = self.sections[section][key]
        text = form if isinstance(form, str) else form["one" if count == 1 else "other"]
        shown = {"count": self.number(count)} if count is not None else {}
        return text.format(**shown, **values)

    def count(self, noun: str, amount: int) -> str:
        """A number with its noun: `1 unit`, `12 units`."""
        return self.say("counts", noun, amount)

    def number(self, amount: int) -> str:
        """A number as it is written in this language."""
        return f"{amount:,}".replace(",", "\u202f" if self.language == "es" else ",")

    def kind(self, facet: str, value: str) -> str:
        """What people call a kind of evidence."""
        words = self.sections.get(facet, {}).get(value)
        return words if isinstance(words, str) else value.replace("-", " ")


@cache
def load_messages(language: str = "en", folder: Path | None = None) -> Messages:
    """The messages of a language. Raises UserError for one that there is not."""
    if language not in LANGUAGES:
        raise UserError("language", f"The program does not speak `{language}`.", nearest(language, list(LANGUAGES)))
    root = (folder or principles_folder()) / "words"
    english = _read(root / "en.yaml")
    own = {} if language == "en" else _read(root / f"{language}.yaml")
    return Messages(language, {name: {**section, **own.get(name, {})} for name, section in english.items()})


def _read(path: Path) -> dict[str, dict[str, Any]]:
    sections = read_yaml(path).values.items()
    return {str(name): _plain(section) for name, section in sections if name != _LINES}


def _plain(section: Mapping[str, Any]) -> dict[str, Any]:
    """A section without the places of its lines."""
    return {
        str(key): _plain(value) if isinstance(value, dict) else str(value)
        for key, value in section.items()
        if key != _LINES
    }


_LINES = "__line__"


def facets_of(messages: Messages) -> tuple[str, ...]:
    """The facets that say what a unit offers, in the order in which they are shown."""
    return tuple(messages.sections["offers"])
