"""The JSON Schema of `sources:` in front matter, for editors; `docs/schema/sources-1.json` holds it."""

from typing import Any

from checker.catalogue.vocabulary import FACETS
from checker.finders.works.declared import ROLES


def sources_schema() -> dict[str, Any]:
    """The schema of the list under `sources:`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sources of a lesson",
        "description": "What learners work with, one entry for each. What nobody can say is left out.",
        "type": "array",
        "items": {"anyOf": [{"type": "string", "minLength": 1}, _entry()]},
    }


def _entry() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["title"],
        "additionalProperties": False,
        "properties": {
            "title": _text("The title, as in any reference."),
            "author": _texts("Who made it, in the form in which they name themselves."),
            "year": {"description": "The year in which it was made.", "type": ["integer", "string"]},
            "place": _text("Where it was made: `Eureka, California`."),
            "language": _texts("Its language, as a code: `en`, `es`, `yur`."),
            "kind": {"description": "What it is.", "enum": list(FACETS["source"])},
            "role": {"description": "What it is for in the unit.", "enum": list(ROLES)},
            "perspectives": _texts(
                "Whose view it gives, in the words of those who hold it; never guessed from a name."
            ),
            "declared_by": _text("Who says whose view it gives, and where."),
            "url": {"description": "Its address.", "type": "string", "pattern": "^https?://"},
            "note": _text("A word on it."),
        },
    }


def _text(about: str) -> dict[str, Any]:
    return {"description": about, "type": "string", "minLength": 1}


def _texts(about: str) -> dict[str, Any]:
    one = {"type": "string", "minLength": 1}
    return {"description": about, "anyOf": [one, {"type": "array", "items": one}]}
