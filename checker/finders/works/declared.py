"""Sources that the front matter declares under `sources:` or `citation:`."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from checker.catalogue.vocabulary import FACETS
from checker.catalogue.works import WorkNames
from checker.document import FrontMatter
from checker.finders.works.kinds import is_hidden, kind_of
from checker.findings import Work

ROLES = ("core", "supplementary", "quoted-critique")
"""What a source is for in its unit."""

_YEAR = re.compile(r"-?\d{3,4}")


def declared(front: FrontMatter, names: WorkNames) -> Iterator[Work]:
    """The declared sources, in their order; an entry may be a mapping or only a title."""
    key = "sources" if front.values.get("sources") else "citation"
    entries = front.values.get(key) or ()
    for at, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        places = [found for found in front.below(key) if found.path[1:2] in ((at,), ())]
        if not places:
            continue
        first = next((found for found in places if found.path[-1] in ("title", "name")), places[0])
        yield _work(entry if isinstance(entry, Mapping) else {}, first.text, first.span, names)


def _work(entry: Mapping[str, Any], title: str, place: Any, names: WorkNames) -> Work:
    url, year = _text(entry, "url"), _YEAR.search(_text(entry, "year", "datePublished"))
    kind, role = _text(entry, "kind", "type"), _text(entry, "role")
    return Work(
        title=title,
        kind=kind if kind in FACETS["source"] else kind_of(url, title, "", names),
        places=(place,),
        found="declared",
        authors=_texts(entry, "author", "authors", "creator"),
        year=int(year[0]) if year else None,
        made_in=_text(entry, "place", "locationCreated"),
        language=_text(entry, "language", "inLanguage"),
        perspectives=tuple(one for one in _texts(entry, "perspectives") if one.lower() != "unknown"),
        declared_by=_text(entry, "declared_by"),
        role=role if role in ROLES else "",
        url=url,
        is_seen=not is_hidden(url, names),
    )


def _text(entry: Mapping[str, Any], *keys: str) -> str:
    value = next((entry[key] for key in keys if entry.get(key) not in (None, "")), "")
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value).strip()


def _texts(entry: Mapping[str, Any], *keys: str) -> tuple[str, ...]:
    value: Any = next((entry[key] for key in keys if entry.get(key) not in (None, "", [])), [])
    return tuple(str(part).strip() for part in (value if isinstance(value, list) else [value]))
