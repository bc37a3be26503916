"""Whether a curriculum's own rules, and its changes to rules, ask what can be asked: told before a run starts."""

from collections.abc import Iterator, Mapping
from typing import Any

from checker.asked import see_that_names_are_known
from checker.catalogue import Catalogue
from checker.checks import known_checks
from checker.checks.described import described, option_fault, see_that_it_can_be_asked
from checker.errors import UserError
from checker.findings import Scope
from checker.settings import RuleSettings, Settings


def see_that_all_can_be_asked(catalogue: Catalogue, settings: Settings) -> None:
    """Fails for a name, a kind of question or an option that nobody knows, with the user's own line."""
    see_that_names_are_known(catalogue, settings)
    for rule in catalogue.rules:
        if not rule.is_built_in and rule.scope is not Scope.CURRICULUM:
            see_that_it_can_be_asked(rule, known_checks())
    for keys, changes in _changes(settings):
        for id, change in changes.items():
            _see_options(catalogue, settings, (*keys, id, "options"), id, change.options)


def _changes(settings: Settings) -> Iterator[tuple[tuple[str, ...], Mapping[str, RuleSettings]]]:
    """The changes of rules in the settings and in each override, with the keys under which they stand."""
    yield ("rules",), settings.rules
    for at, override in enumerate(settings.overrides):
        yield ("overrides", str(at), "rules"), override.rules


def _see_options(
    catalogue: Catalogue, settings: Settings, keys: tuple[str, ...], id: str, options: Mapping[str, Any]
) -> None:
    rule = catalogue.rule(id)
    check = known_checks().get(rule.check) if rule and rule.scope is not Scope.CURRICULUM else None
    for name, value in options.items():
        fault = option_fault(described(rule.check, check), name, value) if rule and check else None
        if fault:
            origin = settings.origin(*keys, name)
            where = f"{origin.path}:{origin.line}" if origin else "settings"
            raise UserError(where, *fault, origin.text if origin else "")
