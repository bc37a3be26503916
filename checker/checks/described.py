"""What the docstring of a kind of question says of its options: for people, for editors, and to check rules by."""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from checker.catalogue import FACETS, Rule
from checker.catalogue.vocabulary import ROLES
from checker.catalogue.yamlfile import nearest
from checker.findings import Outcome

_OPTION = re.compile(r"^ {4}(\w+) \(([^,)]+)(?:, ([^)]*))?\): (.*)$")
_KINDS = (*FACETS, *(f"{facet}: {value}" for facet, values in FACETS.items() for value in values))


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a kind of question: its name, what it holds, the default as a person writes it, what it is for."""

    name: str
    holds: str
    default: str
    about: str

    @property
    def names(self) -> tuple[str, ...]:
        """The words that it may hold; empty where it may hold others."""
        if self.holds in _NAMES:
            return _NAMES[self.holds]
        return tuple(self.holds.split(" or ")) if " or " in self.holds and self.holds != "yes or no" else ()

    @property
    def says_what_to_look_for(self) -> bool:
        """Whether it names what a rule looks for, and not only where or of what it is asked."""
        return self.holds in _LOOKED_FOR and not self.default and not self.name.startswith(_CONDITIONS)


_CONDITIONS = ("only_where", "goal")
_LOOKED_FOR = ("kinds of evidence", "phrases", "roles of sections", "front matter keys", "verbs", "words")


_NAMES: Mapping[str, tuple[str, ...]] = {
    "kinds of evidence": _KINDS,
    "roles of sections": ROLES,
    "outcome": tuple(outcome.value for outcome in Outcome),
}


@dataclass(frozen=True, slots=True)
class Described:
    """A kind of question: its name, what it asks, its options. `is_complete` says whether it names its options."""

    name: str
    about: str
    options: tuple[Option, ...]
    is_complete: bool

    def option(self, name: str) -> Option | None:
        """The option of that name."""
        return next((option for option in self.options if option.name == name), None)


def described(name: str, check: Callable[..., object]) -> Described:
    """What a kind of question says of itself."""
    text = inspect.getdoc(check) or ""
    about, has_options, below = text.partition("\nOptions:\n")
    options = [Option(*(part or "" for part in found.groups())) for found in map(_OPTION.match, _lines(below)) if found]
    return Described(name, " ".join(about.split("\n\n")[0].split()), tuple(options), bool(has_options))


def _lines(text: str) -> Iterable[str]:
    """The lines of a list, each with those that go on with it."""
    return re.sub(r"\n {5,}", " ", text).splitlines()


def see_that_it_can_be_asked(rule: Rule, checks: Mapping[str, Callable[..., object]]) -> None:
    """Fails for a rule whose kind of question or options nobody knows, with the line of its author."""
    if rule.check not in checks:
        step = nearest(rule.check, list(checks))
        raise rule.mistake(f"There is no kind of question `{rule.check}`.", step, "check")
    kind = described(rule.check, checks[rule.check])
    for name, value in rule.options.items():
        fault = option_fault(kind, name, value)
        if fault:
            raise rule.mistake(*fault, f"options.{name}")


def option_fault(kind: Described, name: str, value: Any) -> tuple[str, str] | None:
    """What is wrong with an option, and what to do; None where nothing is."""
    option = kind.option(name)
    if not kind.is_complete:
        return None
    if option is None:
        known = [option.name for option in kind.options]
        step = nearest(name, known) if known else "Take it away."
        return f"The question `{kind.name}` has no option `{name}`.", step
    if option.holds == "number" and (isinstance(value, bool) or not isinstance(value, int | float)):
        return f"`{name}` should be a number, not `{value}`.", f"Write `{name}: {option.default or 3}`."
    if option.holds == "yes or no" and not isinstance(value, bool):
        return f"`{name}` should be `true` or `false`, not `{value}`.", f"Write `{name}: true`."
    wrong = next((word for word in _words(value) if option.names and word not in option.names), None)
    return (f"`{name}` cannot hold `{wrong}`.", nearest(str(wrong), option.names)) if wrong is not None else None


def _words(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def can_never_fire(rule: Rule, kind: Described) -> str:
    """Why a rule can never find anything; empty where it can: all its options that say what to look for are empty."""
    looked_for = [option for option in kind.options if option.says_what_to_look_for]
    if not looked_for or any(_words(rule.options[one.name]) for one in looked_for if rule.options.get(one.name)):
        return ""
    names = ", ".join(f"`{option.name}`" for option in looked_for)
    return f"The rule can never find anything: its options name nothing to look for ({names})."


def all_checks_described(checks: Mapping[str, Callable[..., object]]) -> list[Described]:
    """All kinds of question, by name."""
    return [described(name, checks[name]) for name in sorted(checks)]
