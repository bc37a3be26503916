"""Questions asked of a whole curriculum, answered from its merged tally."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from checker.asked import chosen_rules
from checker.catalogue import Catalogue, Rule
from checker.curriculum.tally import Seen, Tally
from checker.errors import UserError
from checker.facts import load_facts
from checker.findings import Outcome, Scope, Severity
from checker.measures import Spread, spread_of
from checker.settings import Community, Settings

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_GROUPS = frozenset({"people", "nationality"})
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class CurriculumAnswer:
    """What one rule says of all units together; `places` are paths and lines from which a reader can start."""

    rule: str
    title: str
    outcome: Outcome
    severity: Severity
    message: str
    next_step: str = ""
    question: str = ""
    places: tuple[Place, ...] = ()
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a check answers: the outcome, the words that fill the message, the case, places to start from."""

    outcome: Outcome
    words: Mapping[str, str] = field(default_factory=dict)
    case: str = ""
    places: tuple[Place, ...] = ()


Check = Callable[[Rule, Tally, Community], Said]


def curriculum_rules(catalogue: Catalogue, settings: Settings) -> list[Rule]:
    """The rules that are asked of all units together, as the settings choose and change them."""
    return [rule for rule in chosen_rules(catalogue, settings) if rule.scope is Scope.CURRICULUM]


def answers(tally: Tally, rules: Sequence[Rule], community: Community) -> Iterator[CurriculumAnswer]:
    """What each rule says of a tally. Raises UserError for a kind of question that cannot be asked of a curriculum."""
    for rule in rules:
        check = CURRICULUM_CHECKS.get(rule.check)
        if check is None:
            what = f"`{rule.check}` cannot be asked of a whole curriculum."
            raise UserError(rule.place, what, f"These can: {', '.join(CURRICULUM_CHECKS)}.")
        yield _answer(rule, check(rule, tally, community))


def _answer(rule: Rule, said: Said) -> CurriculumAnswer:
    is_open = said.outcome in (Outcome.NOT_MET, Outcome.NEEDS_A_PERSON)
    message = next(
        (rule.messages[key] for key in (said.case, said.outcome.value) if key in rule.messages), rule.message
    )
    return CurriculumAnswer(
        rule=rule.id,
        title=rule.title,
        outcome=said.outcome,
        severity=rule.severity if said.outcome is Outcome.NOT_MET else Severity.QUESTION,
        message=_filled(message, said.words),
        next_step=_filled(rule.next_step, said.words) if is_open else "",
        question=rule.question if is_open else "",
        places=said.places,
        is_preview=rule.is_preview,
    )


def _filled(text: str, words: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), text)


def _number(rule: Rule, name: str, default: int) -> int:
    return int(rule.options.get(name, default))


def _sources_spread(rule: Rule, tally: Tally, community: Community) -> Said:  # noqa: ARG001 - one shape for all checks
    by = str(rule.options.get("by", "region"))
    sources = tally.accounts()
    spread = spread_of(source.value_of(by) for source in sources)
    words = _words(spread)
    least = _number(rule, "least", 10)
    if spread.total < least:
        return Said(Outcome.NOT_APPLICABLE, words, "few")
    if spread.known < least or spread.share_unknown * 100 > _number(rule, "most_unknown", 50):
        unknown = next((one.seen.first for one in sources if not one.value_of(by)), None)
        return Said(Outcome.NEEDS_A_PERSON, words, "unknown", (unknown,) if unknown else ())
    if spread.share_of_largest * 100 > _number(rule, "most", 80):
        places = tuple(one.seen.first for one in sources if one.value_of(by) == spread.largest[0])[:5]
        return Said(Outcome.NEEDS_A_PERSON, words, "", places)
    return Said(Outcome.MET, words)


def _words(spread: Spread) -> dict[str, str]:
    evenness = "" if spread.evenness is None else f"{spread.evenness:.2f}"
    return {
        "largest": spread.largest[0],
        "count": str(spread.largest[1]),
        "known": str(spread.known),
        "unknown": str(spread.unknown),
        "all": str(spread.total),
        "distinct": str(spread.distinct),
        "evenness": evenness,
        "counts": ", ".join(f"{name} {count}" for name, count in spread.counts[:6]),
    }


def _sources_declare(rule: Rule, tally: Tally, community: Community) -> Said:  # noqa: ARG001
    sources = tally.accounts()
    silent = [one for one in sources if not one.perspectives]
    words = {"telling": str(len(sources) - len(silent)), "count": str(len(sources)), "unknown": str(len(silent))}
    if len(sources) < _number(rule, "least", 5):
        return Said(Outcome.NOT_APPLICABLE, words, "few")
    if len(silent) * 100 > _number(rule, "most_unknown", 50) * len(sources):
        return Said(Outcome.NEEDS_A_PERSON, words, "", tuple(one.seen.first for one in silent[:5]))
    return Said(Outcome.MET, words)


def _groups_come_back(rule: Rule, tally: Tally, community: Community) -> Said:
    """Groups that are named several times, but in one unit of many only."""
    groups = [(name, seen) for name, seen in tally.names_of("place") if _is_group(name, community)]
    if len(tally.units) < _number(rule, "least_units", 3) or not groups:
        return Said(Outcome.NOT_APPLICABLE, {"units": str(len(tally.units))}, "few")
    least = _number(rule, "least", 3)
    alone = [(name, seen) for name, seen in groups if seen.count >= least and len(seen.units) == 1]
    words = {
        "names": ", ".join(f"{name} ({seen.count})" for name, seen in alone[:8]),
        "count": str(len(alone)),
        "all": str(len(groups)),
        "units": str(len(tally.units)),
    }
    if not alone:
        return Said(Outcome.MET, words)
    return Said(Outcome.NEEDS_A_PERSON, words, "", tuple(seen.first for _, seen in alone[:5]))


def _is_group(name: str, community: Community) -> bool:
    place = load_facts().place(name)
    return name in community.groups or (place is not None and place.kind in _GROUPS)


def _community_shown(rule: Rule, tally: Tally, community: Community) -> Said:  # noqa: ARG001
    """The declared groups and places among the names; the languages among those of lessons and sources."""
    named = {key.name.casefold(): seen for key, seen in tally.names.items()}
    declared = (*community.groups, *community.places)
    shown: dict[str, Seen] = {name: named[name.casefold()] for name in declared if name.casefold() in named}
    missing = [name for name in declared if name not in shown]
    words = {"shown": ", ".join(shown), "missing": ", ".join(missing)}
    words |= {"count": str(len(shown)), "all": str(len(declared))}
    if not declared:
        return Said(Outcome.NOT_APPLICABLE, words, "none")
    places = tuple(seen.first for seen in shown.values())[:5]
    return Said(Outcome.NEEDS_A_PERSON if missing else Outcome.MET, words, "", places)


CURRICULUM_CHECKS: Mapping[str, Check] = {
    "sources-spread": _sources_spread,
    "sources-declare": _sources_declare,
    "groups-come-back": _groups_come_back,
    "community-shown": _community_shown,
}
"""The kinds of question that can be asked of all units together, by the names that rules use."""
