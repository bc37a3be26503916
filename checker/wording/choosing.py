"""The packs as a curriculum's settings switch them, with its choices where communities differ."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from checker.errors import UserError
from checker.wording.model import Pack, Wording

Pairs = tuple[tuple[str, str], ...]


def chosen(wording: Wording, switches: Mapping[str, bool], choices: Mapping[str, str]) -> Wording:
    """The wording with packs and terms switched on or off by name, and with choices. Raises UserError."""
    if not switches and not choices:
        return wording
    return _chosen(wording, tuple(sorted(switches.items())), tuple(sorted(choices.items())))


@lru_cache(maxsize=16)
def _chosen(wording: Wording, switches: tuple[tuple[str, bool], ...], choices: Pairs) -> Wording:
    _check(wording, switches, choices)
    packs = tuple(_switched(pack, dict(switches)) for pack in wording.packs)
    return Wording(packs, wording.choices, wording.subjects, dict(choices))


def _switched(pack: Pack, switches: Mapping[str, bool]) -> Pack:
    terms = tuple(replace(term, is_on=switches.get(term.id, term.is_on)) for term in pack.terms)
    is_any = any(switches.get(term.id, False) for term in pack.terms)
    return replace(pack, terms=terms, is_on=switches.get(pack.id, pack.is_on or is_any))


def _check(wording: Wording, switches: Iterable[tuple[str, bool]], choices: Pairs) -> None:
    names = [*(pack.id for pack in wording.packs), *(term.id for pack in wording.packs for term in pack.terms)]
    for name, _ in switches:
        if name not in names:
            raise UserError("settings", f"There is no pack or term of wording `{name}`.", _nearest(name, names))
    options = {choice.id: [option.id for option in choice.options] for choice in wording.choices}
    for id, value in choices:
        if id not in options:
            raise UserError("settings", f"There is no choice of wording `{id}`.", _nearest(id, list(options)))
        if value not in options[id]:
            raise UserError("settings", f"The choice `{id}` cannot be `{value}`.", _nearest(value, options[id]))


def _nearest(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"Did you mean `{near[0]}`?" if near else f"Known are {', '.join(known[:20])}."
