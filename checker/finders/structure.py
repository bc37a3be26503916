"""Evidence that stands in the structure of a lesson: headings, links, players, pictures, sections, code."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from checker.catalogue import Cue
from checker.document import Run
from checker.finders.conditions import BODY, failing
from checker.finders.reading import Read, Reading
from checker.findings import Evidence
from checker.phrases import tokens_of
from checker.unit import Voice

Found = tuple[Evidence, Read]
_PLACEHOLDER = re.compile(
    r"\W*(?:tbd|tba|to be (?:added|announced|decided|written|done)|todo|to do|n/?a|none|coming soon"
    r"|add .{0,30} here|insert .{0,30})?\W*",
    re.IGNORECASE,
)
_LEAST_WORDS = 3
_BOLD_LEVEL = 7
_HEADINGS = frozenset({"heading", "title"})
_ANY = BODY | {"heading", "header-cell", "term", "embed"}


def find(cue: Cue, reading: Reading) -> Iterator[Found]:
    """The evidence that a structural cue finds in a lesson."""
    return _FINDERS[cue.construction](cue, reading)


def _evidence(cue: Cue, read: Read) -> Evidence:
    return Evidence(cue.facet, cue.value, read.passage.place, cue.id)


def _headings(cue: Cue, reading: Reading) -> Iterator[Found]:
    """A heading or box title that says it; the place is the first words below. A page's title names a topic only."""
    for at, read in enumerate(reading.reads):
        if read.passage.kind not in ("heading", "title") or not read.tokens:
            continue
        hit = next((found for phrase in cue.phrases if (found := phrase.search(read.tokens))), None)
        is_title = read.passage.kind == "heading" and read.passage.section.level == 1
        if hit is None or is_title or failing(cue.conditions, reading, read, *hit, kinds=_HEADINGS):
            continue
        content = _content(reading, at)
        if content is not None:
            yield _evidence(cue, content), read


def _content(reading: Reading, at: int) -> Read | None:
    """The first passage under the heading at an index, if anything is said there before the next heading of its level.

    Bold lines that follow a bold line at once are read as one heading.
    """
    section = reading.reads[at].passage.section
    first: Read | None = None
    words = 0
    for read in reading.reads[at + 1 :]:
        passage = read.passage
        if passage.kind == "heading":
            is_sibling = passage.section.level == section.level and (words or section.level < _BOLD_LEVEL)
            if passage.section.level < section.level or is_sibling:
                break
            continue
        if _PLACEHOLDER.fullmatch(passage.text) and not any(passage.targets()):
            continue
        first = first or read
        words += sum(token.is_word for token in read.tokens)
        if words >= _LEAST_WORDS or any(passage.targets()):
            return first
    return None


def _sections(cue: Cue, reading: Reading) -> Iterator[Found]:
    """The first words under a heading, run-in or box that has the role, where the part holds a few words at least."""
    parts: dict[int, list[Read]] = {}
    for read in reading.reads:
        passage = read.passage
        is_body = passage.kind not in ("heading", "title", "header-cell") and read.tokens
        if is_body and cue.roles & passage.roles and not _PLACEHOLDER.fullmatch(passage.text):
            parts.setdefault(id(passage.section), []).append(read)
    for reads in parts.values():
        words = sum(token.is_word for read in reads for token in read.tokens)
        if words < _LEAST_WORDS and not any(any(read.passage.targets()) for read in reads):
            continue
        first = next((read for read in reads if not failing(cue.conditions, reading, read, 0, len(read.tokens))), None)
        if first is not None:
            yield _evidence(cue, first), first


def _links(cue: Cue, reading: Reading) -> Iterator[Found]:
    """A link or player whose host, file ending or words say what it is."""
    for read in reading.reads:
        for run in read.passage.targets():
            if "image" in run.marks and not cue.hosts:
                continue
            if not _is_target(cue, run.target) and not _says(cue, run.text):
                continue
            at = _token_at(read, run)
            if not (
                _bare(cue, read) or (read.tokens and failing(cue.conditions, reading, read, at, at + 1, kinds=_ANY))
            ):
                yield Evidence(cue.facet, cue.value, run.span, cue.id), read


def _token_at(read: Read, run: Run) -> int:
    """The index of the first token of a run, or of the last one before it."""
    offset = next((at for at, own in zip(read.passage.starts, read.passage.runs, strict=True) if own is run), 0)
    return next((at for at, token in enumerate(read.tokens) if token.start >= offset), max(0, len(read.tokens) - 1))


def _bare(cue: Cue, read: Read) -> str:
    """The condition that fails for a passage without words."""
    roles = read.passage.roles
    if cue.conditions.in_roles and not cue.conditions.in_roles & roles:
        return "in_roles"
    return "not_in_roles" if cue.conditions.not_in_roles & roles else ""


def _is_target(cue: Cue, target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    host = parts.netloc.lower().removeprefix("www.")
    if any(host == known or host.endswith("." + known) for known in cue.hosts):
        return True
    return PurePosixPath(parts.path.lower()).suffix.lstrip(".") in cue.extensions


def _says(cue: Cue, text: str) -> bool:
    tokens = tokens_of(text)
    return any(phrase.search(tokens) is not None for phrase in cue.phrases)


def _embeds(cue: Cue, reading: Reading) -> Iterator[Found]:
    """A picture or player shown in the page itself."""
    for read in reading.reads:
        passage = read.passage
        if passage.voice is not Voice.AUTHOR or _bare(cue, read):
            continue
        if cue.conditions.audience and passage.audience != cue.conditions.audience:
            continue
        labels = {name.removeprefix("embed:") for name in passage.inside if name.startswith("embed:")}
        for run in passage.runs:
            kind = "image" if "image" in run.marks else "player" if "player" in run.marks else ""
            is_named = (labels & cue.embeds) if labels else kind in cue.embeds
            if kind and is_named and _fits(cue, run.target) and _describes(cue, f"{run.text} {run.target}"):
                yield Evidence(cue.facet, cue.value, run.span, cue.id), read
                break


def _describes(cue: Cue, text: str) -> bool:
    """Whether the description and the file name of a picture hold what a cue asks for, and not what it excludes."""
    tokens = tokens_of(text.replace("_", " "))
    wanted, unwanted = cue.conditions.with_, cue.conditions.without
    if any(phrase.search(tokens) is not None for phrase in unwanted):
        return False
    return not wanted or any(phrase.search(tokens) is not None for phrase in wanted)


def _fits(cue: Cue, target: str) -> bool:
    return not (cue.hosts or cue.extensions) or _is_target(cue, target)


def _codes(cue: Cue, reading: Reading) -> Iterator[Found]:
    """A block of code in a language that shows something (`blocks` for a block editor)."""
    document = reading.lesson.document
    before = None
    reads = iter(reading.reads)
    following = next(reads, None)
    for block in document.walk():
        while following is not None and following.passage.place.start < block.span.start:
            before, following = following, next(reads, None)
        if block.kind != "code" or before is None or _bare(cue, before):
            continue
        language = block.label.lower().split(" ")[0].strip("{}.") or "none"
        is_heard = cue.conditions.audience in ("", before.passage.audience)
        if language in cue.codes and is_heard:
            yield Evidence(cue.facet, cue.value, block.span, cue.id), before


_FINDERS = {"heading": _headings, "section": _sections, "link": _links, "embed": _embeds, "code": _codes}
