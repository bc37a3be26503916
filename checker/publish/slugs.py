"""Names of files and places that are safe on every disk and in every address."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

_LONGEST = 80
_ENDING = re.compile(r"\.(?:md|mdx|markdown)$", re.IGNORECASE)
_OTHER = re.compile(r"[^a-z0-9]+")


def slug(text: str, otherwise: str = "unnamed") -> str:
    """Lower-case letters, digits and single hyphens, without the ending of a Markdown file; else `otherwise`."""
    plain = unicodedata.normalize("NFKD", _ENDING.sub("", text)).encode("ascii", "ignore").decode().lower()
    return _OTHER.sub("-", plain).strip("-")[:_LONGEST].strip("-") or otherwise


def unique_slugs(
    texts: Iterable[str], otherwise: str = "unnamed", shown: Callable[[str], str] = str
) -> Mapping[str, str]:
    """A slug for each text; texts that would share one are told apart by a number, in the order of the texts."""
    given: dict[str, str] = {}
    taken: set[str] = set()
    for text in texts:
        if text not in given:
            given[text] = free(slug(shown(text), otherwise), taken)
            taken.add(given[text])
    return given


def free(name: str, taken: set[str]) -> str:
    """The name, or the first of `name-2`, `name-3`, … that is not taken."""
    number, tried = 1, name
    while tried in taken:
        number += 1
        tried = f"{name}-{number}"
    return tried
