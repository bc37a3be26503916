"""The texts of the pages in another language: the part `site` of a file of words in `principles/words/`."""

from collections.abc import Mapping
from typing import Any

from checker.catalogue import principles_folder
from checker.catalogue.yamlfile import read_yaml
from checker.publish.words import ENGLISH, Words


def words_in(language: str) -> Words:
    """The words in a language; English needs no file, and stands in for what a file lacks."""
    path = principles_folder() / "words" / f"{language}.yaml"
    if language == ENGLISH.language or not path.is_file():
        return ENGLISH
    own: Mapping[str, Any] = read_yaml(path).values.get("site") or {}
    return Words(language, _table(own, "texts"), _table(own, "counted"), _table(own, "shares"))


def _table(own: Mapping[str, Any], name: str) -> dict[str, Any]:
    """One of the tables, without what the reader of YAML adds to it."""
    return {key: value for key, value in (own.get(name) or {}).items() if isinstance(value, str | list)}
