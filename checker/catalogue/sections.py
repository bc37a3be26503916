"""Headings to roles: which part of a lesson a heading, a bold line, a run-in, a table row or a div opens."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_NOISE = re.compile(
    r"\\?[\[(][^\])]{0,40}\d+ ?(?:-|–|to)? ?\d* ?(?:min|minute|minutes|mins|hour|hours|sec|m|h)\b[^\])]{0,20}\\?[\])]"
    r"|\b\d+ ?(?:-|–|to)? ?\d* ?(?:min|minutes|mins|hours?)\b\.?"
    r"|^\W*(?:(?:part|step|section|unit|day|lesson) )?[\dIVX]{1,4}(?:\.\d+)*[.):]\s*|[*_#`~\"“”]|:\s*$"
)
_SPLIT = re.compile(r"\s*(?:/|&|,|;|\band\b|\bor\b|[–—:|]| - )\s*")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class SectionNames:
    """The names of sections in one or more languages: name to roles, and label of a div to roles."""

    names: Mapping[str, frozenset[str]]
    divs: Mapping[str, frozenset[str]]

    def of_heading(self, text: str) -> frozenset[str]:
        """The roles that a heading gives to its section; empty where it says nothing of a role."""
        return _roles(self, normal(text))

    def of_label(self, text: str) -> frozenset[str]:
        """The roles of a bold run-in or a table cell: only a whole name counts, for such words are many."""
        name = normal(text)
        return self.names.get(name) or self.names.get(_bare(name)) or _split_roles(self, name, most=1)

    def is_name(self, text: str) -> bool:
        """Whether a text is the whole name of a section."""
        return normal(text) in self.names

    def of_div(self, label: str) -> frozenset[str]:
        """The roles of a fenced div, a panel or an admonition by its type."""
        return self.divs.get(label, frozenset())

    def __hash__(self) -> int:
        return id(self)


def normal(text: str) -> str:
    """A heading in lower case without emphasis, numbering, minutes and a final colon."""
    return _SPACES.sub(" ", _NOISE.sub(" ", text.replace("’", "'"))).strip(" .:-–—|\t").lower()


@lru_cache(maxsize=50_000)
def _roles(names: SectionNames, name: str) -> frozenset[str]:
    if not name or len(name) > 90:
        return frozenset()
    known = names.names.get(name) or names.names.get(_bare(name))
    return known or _split_roles(names, name) or _edge_roles(names, name) or _numbered(name)


_NUMBERED = re.compile(
    r"(?:activity|task|exercise|station|stage|session|mini-lesson|period|workshop|game|round)"
    r" ?#?(?:\d+|[a-f]|one|two|three)\b"
)


def _numbered(name: str) -> frozenset[str]:
    """The role of a step that is only counted ("Activity 2: Build a tower")."""
    return frozenset({"procedure"}) if _NUMBERED.match(name) else frozenset()


_BRACKET = re.compile(r"\s*\([^)]{1,40}\)\s*$")
_GENERIC = re.compile(r"\s+(?:activity|activities|task|tasks|section|time|questions?|prompts?)$")


def _bare(name: str) -> str:
    """A name without a bracket or a word such as "activity" behind it."""
    return _GENERIC.sub("", _BRACKET.sub("", name))


def _split_roles(names: SectionNames, name: str, most: int = 3) -> frozenset[str]:
    """Roles of a heading that merges two names ("Materials/Preparation")."""
    parts = [part for part in _SPLIT.split(name) if part]
    known = [names.names[part] for part in parts if part in names.names]
    if not known or len(parts) > 5 or len(parts) - len(known) > most:
        return frozenset()
    return frozenset().union(*known)


def _edge_roles(names: SectionNames, name: str) -> frozenset[str]:
    """Roles of a heading that begins or ends with a known name of two words, or has at most two words beside one."""
    words = name.split(" ")
    for length in range(min(5, len(words) - 1), 0, -1):
        others = len(words) - length
        if length == 1 and others > 2:
            break
        for part in (" ".join(words[:length]), " ".join(words[-length:])):
            if part in names.names and (length > 1 or part not in _TOO_COMMON):
                return names.names[part]
    return frozenset()


_TOO_COMMON = frozenset(
    "language skills time length process presentation texts links about description context criteria support access "
    "project lab lesson task tasks production steps methods opening launch advanced background evidence supplies "
    "technology test points variation target targets terms resources source review summary engage explain points "
    "set up setup preparation goal purpose families family parents challenge practice exercise reading alternatives "
    "preparation setup challenges variations outcomes equipment safety discussion introduction overview".split()
)
