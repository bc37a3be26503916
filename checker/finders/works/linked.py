"""Sources that a lesson links to, shows in a player, or names by a bare address."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from checker.catalogue.works import WorkNames
from checker.document import Run
from checker.finders.works.kinds import is_hidden, is_no_source, kind_of, parts_of
from checker.findings import Work, host_of
from checker.unit import Passage, Voice

_BARE = re.compile(
    r"(?<![@\w/.-])(?:https?://\S+|www\.\S+|(?:[a-z0-9-]+\.){1,3}(?:com|org|net|edu|gov|io|info|tv|co\.uk|ac\.uk|org\.nz|ca|au)"
    r"(?:/[^\s)\]>\"'”]*)?)(?![\w@])",
    re.IGNORECASE,
)
_EDITING = re.compile(
    r"^\W*(?:edit|edit (?:this|on)|view (?:on|source)|report (?:a|an)|improve|back to|return to|next|previous|home|up"
    r"|top|table of contents|contents|permalink|share)\b(?:.{0,25})$",
    re.IGNORECASE,
)
_LEADING_ON = re.compile(
    r"^\s*[←→↑↓⬅➡«»‹›]|^\s*@|[→➡»]\s*$|^\W*(?:return to|back to|go back|next lesson|previous lesson)\b", re.IGNORECASE
)
_WAY = re.compile(r"\b(?:next|previous|before|after|back|up|continue)\s*:\s*$|[·|]\s*$", re.IGNORECASE)
_OVERVIEWS = frozenset({"index", "readme", "_index", ""})
_OWN_FILES = re.compile(r"\b(?:resources?|assets|files|downloads|worksheets|handouts|images)\b", re.IGNORECASE)
_FILE_TYPE = re.compile(r"\W*(?:docx?|pdf|pptx?|xlsx?|odt|epub|zip|download)\W*", re.IGNORECASE)
_THANKED = re.compile(
    r"\b(?:by|project of|courtesy of|©|copyright)[\s(*_:]*(?:the )?$"
    r"|\b(?:support (?:of|from)|thanks to|funded|sponsored)\b[^.;]*$",
    re.IGNORECASE,
)
_PAGE = frozenset({"md", "mdx", "markdown", "html", "htm", ""})
_SILENT = frozenset({"code", "image"})
_LEAD = 60
_LONG = 300
_FEWEST, _MOST = 2, 15
_SIGNS = " :-–—•*_\t"
_ENDS = re.compile(r"[.!?]\s|\b(?:at|from|on|to|see|visit|is|the|via)$", re.IGNORECASE)
_LEAST_AROUND = 4


def linked(passage: Passage, names: WorkNames) -> Iterator[Work]:
    """The sources behind the links, players and bare addresses of a passage."""
    if "license" in passage.roles or passage.voice is Voice.QUOTATION:
        return
    for run, before in _targets(passage):
        work = _work(run, before, passage, names)
        if work is not None:
            yield work
    yield from _bare(passage, names)


def hidden(passage: Passage, names: WorkNames) -> Iterator[str]:
    """The addresses of slides and files behind the links of a passage."""
    return (run.target for run in passage.targets() if "image" not in run.marks and is_hidden(run.target, names))


def _targets(passage: Passage) -> Iterator[tuple[Run, str]]:
    """The links and players, each once with all its words as one run, and the words before it."""
    own: list[Run] = []
    start = 0
    for at, run in [*zip(passage.starts, passage.runs, strict=True), (len(passage.text), None)]:
        if own and (run is None or run.target != own[0].target):
            text = passage.text[start:at]
            yield (
                Run(text, own[0].span.to(own[-1].span), own[0].marks, own[0].target),
                passage.text[max(0, start - _LONG) : start],
            )
            own = []
        if run is not None and run.target and "footnote" not in run.marks:
            start = start if own else at
            own.append(run)


def _work(run: Run, before: str, passage: Passage, names: WorkNames) -> Work | None:
    if _is_aside(run, before, names):
        return None
    if parts_of(run.target) is None:
        return _page_of_the_site(run, before, passage)
    if "image" in run.marks and not _shows_a_work(run, names):
        return None
    kind = "image" if "image" in run.marks else kind_of(run.target, run.text, before, names)
    found = "embedded" if run.marks & {"player", "image"} else "linked"
    is_seen = not is_hidden(run.target, names)
    if _is_address(run.text) and (lead := _lead(passage, run)):
        return Work(
            passage.text[slice(*lead)], kind, (passage.span(*lead), run.span), found, url=run.target, is_seen=is_seen
        )
    return Work(_title(run), kind, (run.span,), found, url=run.target, is_seen=is_seen)


def _lead(passage: Passage, run: Run) -> tuple[int, int] | None:
    """Where the words stand that lead up to a bare address and name what is there: "A film about dams: https://…"."""
    whole = passage.text[: passage.text.find(run.text)]
    words = whole.strip(_SIGNS)
    is_name = _FEWEST <= len(words.split()) <= _MOST and words[:1].isupper() and not _ENDS.search(words)
    start = whole.find(words)
    return (start, start + len(words)) if is_name else None


def _is_aside(run: Run, before: str, names: WorkNames) -> bool:
    """Whether a link leads to a badge or license, to a maker, to the next page, or to the lesson's own papers."""
    if is_no_source(run.target, names) or any(path in run.target for path in names.own_paths):
        return True
    if (
        _FILE_TYPE.fullmatch(run.text)
        or _EDITING.match(run.text)
        or _LEADING_ON.search(run.text)
        or _THANKED.search(before)
    ):
        return True
    return "image" not in run.marks and is_own(run.text, names)


def is_own(text: str, names: WorkNames) -> bool:
    """Whether words name a paper of the lesson itself: a worksheet, a rubric."""
    return any(re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) for word in names.own)


def _shows_a_work(run: Run, names: WorkNames) -> bool:
    """Whether a picture is somebody else's: it stands at the address of a collection of pictures."""
    return names.hosts.get(host_of(run.target)) == "image"


def _title(run: Run) -> str:
    """The words of a link; its host where the words are only an address, or none."""
    words = " ".join(run.text.split())
    return host_of(run.target) if not words or _is_address(words) else words


def _is_address(words: str) -> bool:
    return parts_of(words.strip()) is not None and " " not in words.strip()


def _page_of_the_site(run: Run, before: str, passage: Passage) -> Work | None:
    """Another lesson of the same curriculum: a link in a sentence, not a list of the pages around this one."""
    words = " ".join(run.text.split())
    target = run.target.partition("#")[0].partition("?")[0]
    if not target or not words or "image" in run.marks or urlsplit(target.replace("[", "")).scheme:
        return None
    if _OWN_FILES.search(target) or PurePosixPath(target).stem.lower() in _OVERVIEWS or _WAY.search(before):
        return None
    if PurePosixPath(target).suffix.lstrip(".").lower() not in _PAGE or not _is_in_a_sentence(words, passage):
        return None
    return Work(words, "lesson", (run.span,), "linked", url=target)


def _is_in_a_sentence(words: str, passage: Passage) -> bool:
    around = len(passage.text.split()) - len(words.split())
    return around >= _LEAST_AROUND and not passage.roles & {"materials", "sources"}


def _bare(passage: Passage, names: WorkNames) -> Iterator[Work]:
    """Addresses written out as words."""
    for found in _BARE.finditer(passage.text):
        address = found[0].rstrip(".,;:!?*_\"'”’")
        start, end = found.start(), found.start() + len(address)
        url = _whole(address)
        if (
            passage.is_code(start, end)
            or _is_linked(passage, start)
            or parts_of(url) is None
            or is_no_source(url, names)
        ):
            continue
        kind = kind_of(url, "", passage.text[max(0, start - _LEAD) : start], names)
        place = passage.span(*_host_in(address, start))
        yield Work(host_of(url), kind, (place,), "linked", url=url, is_seen=not is_hidden(url, names))


def _host_in(address: str, start: int) -> tuple[int, int]:
    """Where the host stands in an address that stands at an offset."""
    first = address.find("://") + 3 if "://" in address else 0
    last = address.find("/", first)
    return start + first, start + (last if last > 0 else len(address))


def _is_linked(passage: Passage, at: int) -> bool:
    return bool(passage.runs[max(0, bisect_right(passage.starts, at) - 1)].target)


def _whole(address: str) -> str:
    return address if "://" in address else f"https://{address}"
