"""`principles/**/*.yaml` to frozen data, validated: an error points into the user's file."""

from checker.catalogue.folders import files_of, own_folder, principles_folder, rule_folders
from checker.catalogue.loading import load_catalogue
from checker.catalogue.model import (
    BUILT_IN,
    Catalogue,
    Conditions,
    Cue,
    Edition,
    Example,
    Folder,
    Framework,
    Principle,
    Profile,
    Rule,
)
from checker.catalogue.sections import SectionNames
from checker.catalogue.vocabulary import FACETS

__all__ = [
    "BUILT_IN",
    "FACETS",
    "Catalogue",
    "Conditions",
    "Cue",
    "Edition",
    "Example",
    "Folder",
    "Framework",
    "Principle",
    "Profile",
    "Rule",
    "SectionNames",
    "files_of",
    "load_catalogue",
    "own_folder",
    "principles_folder",
    "rule_folders",
]
