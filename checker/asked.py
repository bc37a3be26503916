"""Which rules are asked of a lesson or a unit, and how the settings change them: edition, profile, changes by name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from checker.catalogue import Catalogue, Profile, Rule
from checker.catalogue.yamlfile import nearest
from checker.errors import UserError
from checker.findings import Scope, Severity
from checker.settings import RuleSettings, Settings


def asked(catalogue: Catalogue, settings: Settings, lessons: Sequence[str]) -> Iterator[tuple[Rule, frozenset[str]]]:
    """Each rule as it is asked of some lessons of a unit, with the paths of these lessons.

    A rule about a whole unit follows an override only where that fits all its lessons.
    """
    everywhere = frozenset(lessons)
    for rule in chosen_rules(catalogue, settings.at(*map(Path, lessons))):
        if rule.scope is Scope.UNIT or (rule.scope is Scope.LESSON and not settings.overrides):
            yield rule, everywhere
    if settings.overrides:
        yield from _by_lesson(catalogue, settings, lessons)


def _by_lesson(
    catalogue: Catalogue, settings: Settings, lessons: Sequence[str]
) -> Iterator[tuple[Rule, frozenset[str]]]:
    """The rules about single lessons, asked together of those for which the same overrides hold."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for path in lessons:
        groups.setdefault(settings.fitting(Path(path)), []).append(path)
    for paths in groups.values():
        for rule in chosen_rules(catalogue, settings.at(Path(paths[0]))):
            if rule.scope is Scope.LESSON:
                yield rule, frozenset(paths)


def chosen_rules(catalogue: Catalogue, settings: Settings) -> list[Rule]:
    """The rules of a catalogue as settings choose and change them. Raises UserError for a name that is not known."""
    see_that_names_are_known(catalogue, settings)
    profiles = [profile for profile in catalogue.profiles if profile.id in settings.profile]
    changes = [(rule, settings.rules.get(rule.id, _UNCHANGED)) for rule in _of_edition(catalogue, settings)]
    return [_changed(rule, change) for rule, change in changes if _is_chosen(rule, change, profiles, catalogue)]


_UNCHANGED = RuleSettings()


def _is_chosen(rule: Rule, change: RuleSettings, profiles: Sequence[Profile], catalogue: Catalogue) -> bool:
    """Whether a rule is asked: what the settings say of it counts first; a curriculum's own rules always are."""
    if change.enabled is not None:
        return change.enabled
    has_all = not catalogue.profiles or not rule.is_built_in
    return has_all or any(holds(profile, rule, catalogue) for profile in profiles)


def holds(profile: Profile, rule: Rule, catalogue: Catalogue) -> bool:
    """Whether a profile holds a rule."""
    if profile.is_all or rule.id in profile.rules or rule.family in profile.families or rule.check in profile.checks:
        return True
    served = [principle.framework for id in rule.principles if (principle := catalogue.principle(id))]
    return any(framework in profile.frameworks for framework in served)


def _changed(rule: Rule, change: RuleSettings) -> Rule:
    if not change.severity and not change.options:
        return rule
    severity = Severity(change.severity) if change.severity else rule.severity
    return replace(rule, severity=severity, options={**rule.options, **change.options})


def _of_edition(catalogue: Catalogue, settings: Settings) -> list[Rule]:
    """The rules as the edition of the settings released them; a curriculum's own rules as they are."""
    if settings.edition is None:
        return list(catalogue.rules)
    edition = next(edition for edition in catalogue.editions if edition.id == settings.edition)
    released = {rule.id: rule for rule in edition.rules}
    rules: list[Rule] = []
    for rule in catalogue.rules:
        then = released.get(rule.id)
        if not rule.is_built_in:
            rules.append(rule)
        elif then:
            rules.append(replace(rule, severity=then.severity, is_preview=then.is_preview, options=dict(then.options)))
    return rules


def see_that_names_are_known(catalogue: Catalogue, settings: Settings) -> None:
    """Fails for a rule, a profile or an edition that the settings name and nobody knows, with the user's line."""
    for at, override in enumerate(settings.overrides):
        _see_rules(catalogue, settings, list(override.rules), ("overrides", str(at), "rules"))
        _see_profiles(catalogue, settings, override.profile or (), ("overrides", str(at), "profile"))
    _see_rules(catalogue, settings, list(settings.rules), ("rules",))
    _see_profiles(catalogue, settings, settings.profile, ("profile",))
    editions = [edition.id for edition in catalogue.editions]
    if settings.edition is not None and settings.edition not in editions:
        raise mistake(settings, ("edition",), f"There is no edition `{settings.edition}`.", settings.edition, editions)


def _see_rules(catalogue: Catalogue, settings: Settings, names: Sequence[str], keys: tuple[str, ...]) -> None:
    for name in names:
        if catalogue.rule(name) is None:
            known = [rule.id for rule in catalogue.rules]
            raise mistake(settings, (*keys, name), f"There is no rule `{name}` to change.", name, known)


def _see_profiles(catalogue: Catalogue, settings: Settings, names: Sequence[str], keys: tuple[str, ...]) -> None:
    known = [profile.id for profile in catalogue.profiles]
    for name in names if known else ():
        if name not in known:
            raise mistake(settings, keys, f"There is no profile `{name}`.", name, known)


def mistake(settings: Settings, keys: tuple[str, ...], what: str, word: str, known: Sequence[str]) -> UserError:
    """The error about a word in the settings, with the user's line and the nearest word that is known."""
    origin = settings.origin(*keys)
    where = f"{origin.path}:{origin.line}" if origin else "settings"
    return UserError(where, what, nearest(word, list(known)), origin.text if origin else "")
