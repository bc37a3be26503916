"""Raw HTML in a lesson: its words as runs, its pictures, players and links with their addresses."""

import re
from collections.abc import Iterator
from html import unescape

from checker.document.blocks import Run
from checker.source import Span

_PLAYERS = frozenset({"iframe", "video", "audio", "source", "embed", "object", "track"})
_UNSPOKEN = frozenset({"script", "style", "template", "svg", "noscript"})
_CODE = frozenset({"code", "pre"})
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr iframe video audio source embed object track".split()
)
_LINE = re.compile(r"[^\r\n]+")
_TOKEN = re.compile(
    r"<!--[\s\S]*?(?:-->|\Z)|<[!?][^>]*+>|\ue000\d+\ue001"  # comments, declarations, and where a block was taken out
    r"|<(?P<slash>/?)(?P<name>[a-zA-Z][\w:-]*+)(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][\da-fA-F]{1,6}|[a-zA-Z]\w{1,31});?)"
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")


def html_runs(runs: list[Run], is_block: bool) -> tuple[Run, ...]:
    """The runs with every stretch of raw HTML read; the text of such a run is the HTML, as long as its span."""
    if not any("html" in run.marks for run in runs):
        return tuple(runs)
    if is_block:
        return tuple(_Reader(runs[0].span).read(_joined(runs)))
    return tuple(_inline(runs))


def _joined(runs: list[Run]) -> str:
    """The text of the lines of a block, with blanks for what stands between them in the file."""
    parts: list[str] = []
    end = runs[0].span.start
    for run in runs:
        if run.span.start < end:
            parts[-1] = parts[-1][: run.span.start - end]
        parts += [" " * (run.span.start - end), run.text]
        end = run.span.start + len(run.text)
    return "".join(parts)


def _inline(runs: list[Run]) -> Iterator[Run]:
    """Inline tags read one by one; the words between them are runs already, which the tags around them mark."""
    address, codes = "", 0
    for run in runs:
        if "html" not in run.marks:
            linked = bool(address and not run.target)
            marks = run.marks | ({"link"} if linked else set()) | ({"code"} if codes else set())
            yield Run(run.text, run.span, frozenset(marks), address if linked else run.target)
            continue
        tag = run.text.lower()
        found = list(_Reader(run.span).read(run.text))
        address = "" if tag.startswith("</a") else next((r.target for r in found if "anchor" in r.marks), address)
        codes = max(0, codes + tag.startswith("<code") - tag.startswith("</code"))
        yield from (r for r in found if "anchor" not in r.marks)


class _Reader:
    """Reads one stretch of HTML, token by token, in one pass; what is no tag is text, as in a browser."""

    def __init__(self, span: Span) -> None:
        self._span = span
        self._runs: list[Run] = []
        self._unspoken = self._codes = 0
        self._address = ""

    def read(self, text: str) -> list[Run]:
        """The runs in a text that stands at the reader's span."""
        at = 0
        for token in _TOKEN.finditer(text):
            self._text(text, at, token.start())
            at = token.end()
            if token["name"]:
                self._tag(token)
            elif token["entity"]:
                self._entity(token)
        self._text(text, at, len(text))
        return self._runs

    def _place(self, start: int, end: int) -> Span:
        """The place of a part of the text."""
        return Span(self._span.source, self._span.start + start, self._span.start + end)

    def _tag(self, token: re.Match[str]) -> None:
        tag, place = token["name"].lower(), self._place(*token.span())
        step = -1 if token["slash"] else 0 if token["attributes"].endswith("/") else 1
        self._unspoken = max(0, self._unspoken + step * (tag in _UNSPOKEN))
        self._codes = max(0, self._codes + step * (tag in _CODE))
        if not token["slash"]:
            self._open(tag, _values(token["attributes"]), place)
        elif tag == "a":
            self._address = ""
        elif tag not in _INLINE:
            self._runs.append(Run("", place, frozenset({"break"})))

    def _open(self, tag: str, values: dict[str, str], place: Span) -> None:
        target = values.get("src") or values.get("data") or values.get("href") or ""
        if tag == "img":
            self._runs.append(Run(values.get("alt", ""), place, frozenset({"image", "html-attribute"}), target))
        elif tag in _PLAYERS and target:
            self._runs.append(Run(values.get("title", ""), place, frozenset({"player", "html-attribute"}), target))
        elif tag == "a":
            self._address = target
            self._runs.append(Run("", place, frozenset({"anchor"}), target))
        elif tag not in _INLINE:
            self._runs.append(Run("", place, frozenset({"break"})))

    def _text(self, text: str, start: int, end: int) -> None:
        """Adds the words between two tokens, a run for each line."""
        if self._unspoken or start == end:
            return
        for found in _LINE.finditer(text, start, end):
            first, words = found.start(), found[0]
            if first > start:
                self._runs.append(Run("", self._place(first, first), frozenset({"break"})))
                words = words.lstrip()
                first = found.end() - len(words)
            if words.strip():
                self._runs.append(Run(words, self._place(first, found.end()), self._marks(), self._address))
            elif words and first == start:
                self._runs.append(Run(" ", self._place(first, found.end()), self._marks(), self._address))

    def _entity(self, token: re.Match[str]) -> None:
        if not self._unspoken:
            self._runs.append(Run(unescape(token[0]), self._place(*token.span()), self._marks(), self._address))

    def _marks(self) -> frozenset[str]:
        named = (("html", True), ("link", bool(self._address)), ("code", bool(self._codes)))
        return frozenset(name for name, holds in named if holds)


def _values(attributes: str) -> dict[str, str]:
    """The attributes of a tag by name; the first of a name counts."""
    values: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(attributes):
        values.setdefault(name.lower(), unescape(double or single or bare))
    return values
