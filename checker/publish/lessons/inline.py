"""Runs of text as HTML: emphasis, links, pictures, notes' numbers, and evidence marked in plain words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise

from checker.document import Run
from checker.publish.lessons.scene import Scene, overlap
from checker.publish.markup import element, escape
from checker.publish.site import Mark

_TAGS = (("strong", "strong"), ("emphasis", "em"), ("strike", "del"))
_NO_WORDS = frozenset({"code", "image", "player", "footnote", "break", "task", "html-attribute"})
_SIMPLE_TAG = re.compile(r"<(/?)(sub|sup|kbd|u|small|b|i|em|strong|q|cite|var|samp|ins|del|s|mark)>", re.IGNORECASE)
_MATH = re.compile(r"\$\$[^$]{1,2000}\$\$|\$(?!\s)[^$]{1,2000}(?<!\s)\$(?!\d)|\\\(.{1,500}?\\\)|\\\[.{1,500}?\\\]")
_LINK_AROUND = re.compile(r"[^\n]{0,300}?\)\]\(\s*<?([^\s()<>]{1,2000})")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run with the simple HTML tags that stand open around it in the author's file."""

    run: Run
    tags: tuple[str, ...]

    @property
    def role(self) -> tuple[str, str]:
        """What the run is a part of; neighbors with the same answer are one link or one picture."""
        names = ("image", "player", "footnote", "link")
        name = next((name for name in names if name in self.run.marks), "")
        return (name, self.run.target) if name else ("", "")


def inline(runs: Sequence[Run], scene: Scene) -> str:
    """The runs of one block as HTML on one line."""
    last = _last_places(runs, scene)
    groups = groupby(_pieces(runs), key=lambda piece: piece.role)
    return "".join(_group(name, target, list(pieces), scene, last) for (name, target), pieces in groups).strip()


def _pieces(runs: Sequence[Run]) -> Iterator[_Piece]:
    """The runs, with the tags that the file opens and closes between them."""
    tags: list[str] = []
    for at, run in enumerate(runs):
        between = run.span.source.text[runs[at - 1].span.end : run.span.start] if at else ""
        for found in _SIMPLE_TAG.finditer(between[:2000]):
            name = found[2].lower()
            if not found[1]:
                tags.append(name)
            elif name in tags:
                del tags[len(tags) - 1 - tags[::-1].index(name) :]
        yield _Piece(run, tuple(tags[:8]))


def _group(name: str, target: str, pieces: list[_Piece], scene: Scene, last: dict[int, int]) -> str:
    run = pieces[0].run
    path = run.span.source.path
    if name == "image":
        alt = "".join(" " if "break" in piece.run.marks else piece.run.text for piece in pieces)
        return scene.addresses.picture(target, alt, path, _link_around(pieces[-1].run))
    if name == "player":
        return scene.addresses.player(run.text, target, path)
    if name == "footnote":
        return _footnote_number(target, scene)
    words = "".join(_words(piece, scene, last) for piece in pieces)
    return scene.addresses.link(target, path, words) if name == "link" else words


def _link_around(run: Run) -> str:
    """The address of the link in which a picture stands; the run knows only the picture's own."""
    if "link" not in run.marks:
        return ""
    found = _LINK_AROUND.match(run.span.source.text, run.span.end)
    return found[1] if found else ""


def _footnote_number(label: str, scene: Scene) -> str:
    words = element("a", escape(label), {"href": f"#{footnote_id(label, scene)}"})
    return element("sup", words, {"class": "mm-footnote-number"})


def footnote_id(label: str, scene: Scene) -> str:
    """The id of a footnote of the lesson."""
    safe = "".join(sign if sign.isalnum() and sign.isascii() else f"-{ord(sign):x}" for sign in label)
    return f"{scene.place.prefix}-note-{safe}"


def _words(piece: _Piece, scene: Scene, last: dict[int, int]) -> str:
    run = piece.run
    if "break" in run.marks:
        return "<br>" if run.span.text.strip("\r\n") else " "
    if "task" in run.marks:
        return "☑ " if "x" in run.span.text.lower() else "☐ "
    words = element("code", escape(run.text)) if "code" in run.marks else _marked(run, scene, last)
    for mark, tag in _TAGS:
        words = element(tag, words) if mark in run.marks else words
    for tag in reversed(piece.tags):
        words = element(tag, words)
    return words


def _marked(run: Run, scene: Scene, last: dict[int, int]) -> str:
    """The words of a run, those inside evidence underlined. Each stretch is wrapped once, whatever overlaps there."""
    marks = [mark for mark in scene.marks if overlap(mark.evidence.span, run.span)]
    if not marks:
        return escape(run.text)
    math = [found.span() for found in _MATH.finditer(run.text)]
    cuts = {0, len(run.text), *chain(*math), *chain(*(_bounds(run, mark) for mark in marks))}
    pieces = []
    for start, end in pairwise(sorted(cuts)):
        words = escape(run.text[start:end])
        is_math = any(begin <= start and end <= stop for begin, stop in math)
        here = [] if is_math or not words.strip() else [mark for mark in marks if _covers(run, mark, start, end)]
        pieces.append(_underlined(words, here, run, end, scene, last) if here else words)
    return "".join(pieces)


def _underlined(words: str, marks: list[Mark], run: Run, end: int, scene: Scene, last: dict[int, int]) -> str:
    ends = [mark for mark in marks if last.get(mark.number) == run.span.start and _bounds(run, mark)[1] <= end]
    anchors = [anchor for mark in marks if (anchor := scene.first(mark.anchor))]
    attributes = {"class": "mm-mark", "data-notes": " ".join(str(mark.number) for mark in marks)}
    if anchors:
        attributes["id"] = anchors[0]
    if ends:
        attributes["data-n"] = " ".join(str(mark.number) for mark in ends)
    return "".join(element("span", "", {"id": anchor}) for anchor in anchors[1:]) + element("span", words, attributes)


def _covers(run: Run, mark: Mark, start: int, end: int) -> bool:
    first, last = _bounds(run, mark)
    return first <= start and end <= last


def _bounds(run: Run, mark: Mark) -> tuple[int, int]:
    """Where a mark begins and ends in a run's text; a run whose text is not what the file holds is marked whole."""
    if len(run.text) != run.span.end - run.span.start:
        return 0, len(run.text)
    span = mark.evidence.span
    return max(0, span.start - run.span.start), min(len(run.text), span.end - run.span.start)


def _last_places(runs: Sequence[Run], scene: Scene) -> dict[int, int]:
    """For each mark's number the start of the last run that it reaches: its number is shown there."""
    return {
        mark.number: run.span.start
        for run in runs
        for mark in scene.marks
        if not run.marks & _NO_WORDS and run.text.strip() and overlap(mark.evidence.span, run.span)
    }
