"""`principles/**/*.yaml` to frozen data, validated: an error points into the user's file."""

from checker.catalogue.loading import load_catalogue, principles_folder
from checker.catalogue.model import Catalogue, Conditions, Cue, Example, Framework, Principle, Rule
from checker.catalogue.sections import SectionNames
from checker.catalogue.vocabulary import FACETS

__all__ = [
    "FACETS",
    "Catalogue",
    "Conditions",
    "Cue",
    "Example",
    "Framework",
    "Principle",
    "Rule",
    "SectionNames",
    "load_catalogue",
    "principles_folder",
]
