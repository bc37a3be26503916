"""`principles/works/*.yaml`: what tells the kind of a source, and the programs and services that lessons name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.catalogue.vocabulary import FACETS
from checker.catalogue.yamlfile import Entry, read_yaml

_KINDS = FACETS["source"]
_KEYS = (
    "language", "hosts", "extensions", "hidden", "badges", "licenses", "nouns", "taking_in", "authors", "tools",
    "tools_in_use", "used_with", "own", "own_paths",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class WorkNames:
    """What tells the kind of a source.

    `hosts`, `extensions` and `nouns` lead to a kind; `hidden_*` are files whose content is not seen, such as slides;
    `badges` and `licenses` are addresses that are no sources. `tools` are names, those in `tools_in_use` only beside
    one of the words of `used_with`; `taking_in` are words before a title that learners read, see or hear. `own` names a
    lesson's own papers, `own_paths` pages for help with the page: no sources.
    """

    hosts: Mapping[str, str] = field(default_factory=dict)
    extensions: Mapping[str, str] = field(default_factory=dict)
    nouns: Mapping[str, str] = field(default_factory=dict)
    hidden_hosts: tuple[str, ...] = ()
    hidden_extensions: frozenset[str] = frozenset()
    badges: frozenset[str] = frozenset()
    licenses: tuple[str, ...] = ()
    taking_in: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    tools_in_use: tuple[str, ...] = ()
    used_with: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    own_paths: tuple[str, ...] = ()


NO_NAMES = WorkNames()
"""What knows no host and no program by name."""


def read_work_names(paths: Iterable[Path]) -> WorkNames:
    """The names of one file; without one, none. Raises UserError."""
    path = next(iter(paths), None)
    if path is None:
        return NO_NAMES
    entry = read_yaml(path)
    entry.only(_KEYS)
    hidden = Entry({**entry.mapping("hidden"), "__line__": {}}, entry.path, entry.line)
    return WorkNames(
        hosts=_kinds(entry, "hosts"),
        extensions=_kinds(entry, "extensions"),
        nouns=_kinds(entry, "nouns"),
        hidden_hosts=hidden.texts("hosts"),
        hidden_extensions=frozenset(hidden.texts("extensions")),
        badges=frozenset(entry.texts("badges")),
        licenses=entry.texts("licenses"),
        taking_in=entry.texts("taking_in"),
        authors=entry.texts("authors"),
        tools=entry.texts("tools"),
        tools_in_use=entry.texts("tools_in_use"),
        used_with=entry.texts("used_with"),
        own=entry.texts("own"),
        own_paths=entry.texts("own_paths"),
    )


def _kinds(entry: Entry, key: str) -> dict[str, str]:
    """Names to the kind under which they stand."""
    own = Entry({**entry.mapping(key), "__line__": {}}, entry.path, entry.line)
    own.only(_KINDS)
    return {name.lower(): kind for kind in entry.mapping(key) for name in own.texts(kind)}
