"""Works that are the same made one: by address, or by title."""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from checker.findings import Work

_WORD = re.compile(r"[^\W_]+")
_FILM = re.compile(r"\byoutu(?:\.be/|be(?:-nocookie)?\.com/(?:watch\?(?:\S*&)?v=|embed/|v/|shorts/))([\w-]{6,15})")
_SUBTITLES = (":", "(", " - ", " – ", " — ")
_SMALL = frozenset("the a an of and in on to s by".split())
_SURE = {"declared": 0, "listed": 1, "embedded": 2, "linked": 3, "named": 4}


def merged(works: Iterable[Work]) -> tuple[Work, ...]:
    """The works, each once, in the order of their first places; a merged one keeps all that each of them says."""
    groups: list[list[Work]] = []
    by_key: dict[str, list[Work]] = {}
    for work in works:
        keys = list(_keys(work))
        group = next((by_key[key] for key in keys if key in by_key and _agree(work, by_key[key])), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(work)
        for key in keys:
            by_key.setdefault(key, group)
    return tuple(sorted((_one(group) for group in groups), key=lambda work: (work.place.order, work.title)))


def _agree(work: Work, group: list[Work]) -> bool:
    """Whether a work is not at another address than those of a group."""
    known = {address_of(one.url) for one in group if one.url}
    return not work.url or not known or address_of(work.url) in known


def _keys(work: Work) -> Iterable[str]:
    if address := address_of(work.url):
        yield address
    words = title_key(work.title)
    if words and not (work.url and words in _VAGUE):
        yield f"title {words}"
        for sign in _SUBTITLES:
            main = title_key(work.title.partition(sign)[0])
            if main != words and " " in main:
                yield f"title {main}"


_VAGUE = frozenset(
    {"here", "link", "this", "click here", "this link", "page", "website", "source", "video", "article", "more"}
)


def title_key(title: str) -> str:
    """A title without case, signs and small words, for comparing."""
    return " ".join(word for word in _WORD.findall(title.casefold()) if word not in _SMALL)


def address_of(url: str) -> str:
    """An address without scheme, `www.`, fragment and final slash."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if film := _FILM.search(url):
        return f"youtube.com/{film[1]}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{query}"


def _one(group: list[Work]) -> Work:
    best = min(group, key=lambda work: (_SURE[work.found], not work.url, work.place.order))
    places = tuple(
        sorted({place.order: place for work in group for place in work.places}.values(), key=lambda p: p.order)
    )
    return replace(
        best,
        places=places,
        authors=next((work.authors for work in group if work.authors), ()),
        year=next((work.year for work in group if work.year is not None), None),
        made_in=next((work.made_in for work in group if work.made_in), ""),
        language=next((work.language for work in group if work.language), ""),
        perspectives=tuple(dict.fromkeys(one for work in group for one in work.perspectives)),
        declared_by=next((work.declared_by for work in group if work.declared_by), ""),
        role=next((work.role for work in group if work.role), ""),
        url=next((work.url for work in group if work.url), ""),
        is_seen=all(work.is_seen for work in group),
    )
