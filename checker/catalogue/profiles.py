"""`principles/profiles.yaml`: which rules a curriculum chooses by one word. Every framework is a profile too."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from checker.catalogue.model import Framework, Profile
from checker.catalogue.shapes import Key, Shape
from checker.catalogue.yamlfile import Entry, read_yaml

EVERYTHING = Profile("all", "Every rule.", is_all=True)
"""The profile of all rules, which holds where the settings name none."""

PROFILE = Shape(
    "A choice of rules.",
    {
        "id": Key("The name that settings use.", is_needed=True),
        "title": Key("What it is for.", is_needed=True),
        "frameworks": Key("The rules that serve a principle of one of these frameworks.", "texts"),
        "families": Key("The rules of these files.", "texts"),
        "checks": Key("The rules that ask these kinds of question.", "texts"),
        "rules": Key("These rules.", "texts"),
    },
)

PROFILES = Shape("ManyMeans profiles", {"profiles": Key("The profiles.", "entries", of=PROFILE, is_needed=True)})


def read_profiles(paths: Iterable[Path], frameworks: Sequence[Framework]) -> tuple[Profile, ...]:
    """The profiles of some files, and one for each framework that has none of its name. Raises UserError."""
    ids = [framework.id for framework in frameworks]
    written = [_profile(entry, ids) for path in paths for entry in PROFILES.read(read_yaml(path))["profiles"]]
    named = {profile.id for profile in written}
    others = [Profile(one.id, one.name, frameworks=(one.id,)) for one in frameworks if one.id not in named]
    return (EVERYTHING, *written, *others)


def _profile(entry: Entry, frameworks: Sequence[str]) -> Profile:
    values = PROFILE.read(entry)
    entry.some_of("frameworks", frameworks)
    return Profile(
        id=values["id"],
        title=values["title"],
        frameworks=values["frameworks"],
        families=values["families"],
        checks=values["checks"],
        rules=values["rules"],
    )
