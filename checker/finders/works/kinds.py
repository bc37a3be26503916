"""What kind of thing a source is: by its host, the ending of its address, and the words around it."""

import re
from pathlib import PurePosixPath
from urllib.parse import SplitResult, urlsplit

from checker.catalogue.works import WorkNames

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_AROUND, _JUST_BEFORE = 6, 3
_WEAK = frozenset({"tool", "lesson", "website"})


def parts_of(url: str) -> SplitResult | None:
    """The parts of an absolute web address; None for anything else."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https", "") and "." in host and not host.replace(".", "").isdigit()
    return parts if is_web else None


def kind_of_address(url: str, names: WorkNames) -> str:
    """The kind that an address tells; empty where it tells none."""
    parts = parts_of(url)
    if parts is None:
        return ""
    by_ending = names.extensions.get(_ending(parts), "")
    return by_ending or names.hosts.get(_longest(parts, names.hosts), "")


def kind_of_words(text: str, names: WorkNames, last: bool = False, around: int = _AROUND) -> str:
    """The kind that a noun among some words names: the first one, or the last where they lead up to the source."""
    words = [found[0].lower() for found in _WORD.finditer(text)]
    words = words[-around:][::-1] if last else words[:around]
    return next((names.nouns[word] for word in words if word in names.nouns), "")


def kind_of(url: str, title: str, before: str, names: WorkNames) -> str:
    """The kind of a linked source. What the address says of a thing's form is surer than a noun; a noun than a host."""
    by_address = kind_of_address(url, names)
    if by_address and by_address not in _WEAK:
        return by_address
    by_words = kind_of_words(title, names, last=True)
    return by_words or by_address or kind_of_words(before, names, last=True, around=_JUST_BEFORE) or "website"


def is_hidden(url: str, names: WorkNames) -> bool:
    """Whether an address leads to slides or a file whose content is not seen."""
    parts = parts_of(url)
    if parts is None:
        return _ending(urlsplit(url.partition("#")[0])) in names.hidden_extensions if "[" not in url else False
    return _ending(parts) in names.hidden_extensions or bool(_longest(parts, names.hidden_hosts))


def is_no_source(url: str, names: WorkNames) -> bool:
    """Whether an address is that of a badge or a license."""
    parts = parts_of(url)
    return parts is not None and bool(_longest(parts, names.badges) or _longest(parts, names.licenses))


def _ending(parts: SplitResult) -> str:
    return PurePosixPath(parts.path.lower()).suffix.lstrip(".")


def _longest(parts: SplitResult, known: object) -> str:
    """The most special of the known addresses (hosts, some with the start of a path) that an address stands under."""
    host, path = (parts.hostname or "").removeprefix("www."), parts.path.strip("/").lower()
    steps = path.split("/") if path else []
    names = host.split(".")
    for depth in range(min(len(steps), 4), -1, -1):
        for at in range(len(names) - 1):
            candidate = "/".join([".".join(names[at:]), *steps[:depth]])
            if candidate in known:  # type: ignore[operator]
                return candidate
    return ""
