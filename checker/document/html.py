"""Raw HTML in a lesson: its words as runs, its pictures, players and links with their addresses."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from checker.document.blocks import Run
from checker.source import Span

_PLAYERS = frozenset({"iframe", "video", "audio", "source", "embed", "object", "track"})
_UNSPOKEN = frozenset({"script", "style", "template", "svg", "noscript"})
_EMPTY = frozenset({"br", "hr"})
_CODE = frozenset({"code", "pre"})
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr iframe video audio source embed object track".split()
)
_WORDS = re.compile(r"[^\r\n]+")


def html_runs(runs: list[Run], is_block: bool) -> tuple[Run, ...]:
    """The runs with every stretch of raw HTML read; the text of such a run is the HTML, as long as its span."""
    if not any("html" in run.marks for run in runs):
        return tuple(runs)
    if is_block:
        return tuple(_Reader(runs[0].span).read(_joined(runs)))
    return tuple(_inline(runs))


def _joined(runs: list[Run]) -> str:
    """The text of the lines of a block, with blanks for what stands between them in the file."""
    parts, end = [], runs[0].span.start
    for run in runs:
        parts += [" " * (run.span.start - end), run.text]
        end = max(end, run.span.start) + len(run.text)
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


class _Reader(HTMLParser):
    """Reads one stretch of HTML; the parser's line and column give every place."""

    def __init__(self, span: Span) -> None:
        super().__init__(convert_charrefs=False)
        self._span = span
        self._runs: list[Run] = []
        self._unspoken = self._codes = 0
        self._address = ""
        self._starts: list[int] = []

    def read(self, text: str) -> list[Run]:
        """The runs in a text that stands at the reader's span."""
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.feed(text)
        self.close()
        return self._runs

    def _here(self) -> int:
        line, column = self.getpos()
        return self._span.start + self._starts[line - 1] + column

    def _place(self, start: int, end: int) -> Span:
        return Span(self._span.source, start, end)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._unspoken += tag in _UNSPOKEN
        self._codes += tag in _CODE
        target = values.get("src") or values.get("data") or values.get("href") or ""
        at, whole = self._here(), self.get_starttag_text() or ""
        place = self._place(at, min(at + len(whole), len(self._span.source.text)))
        if tag == "img":
            self._runs.append(Run(values.get("alt", ""), place, frozenset({"image", "html-attribute"}), target))
        elif tag in _PLAYERS and target:
            self._runs.append(Run(values.get("title", ""), place, frozenset({"player", "html-attribute"}), target))
        elif tag == "a":
            self._address = target
            self._runs.append(Run("", place, frozenset({"anchor"}), target))
        elif tag not in _INLINE:
            self._runs.append(Run("", place, frozenset({"break"})))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        at = self._here()
        self._unspoken = max(0, self._unspoken - (tag in _UNSPOKEN))
        self._codes = max(0, self._codes - (tag in _CODE))
        if tag == "a":
            self._address = ""
        elif tag not in _INLINE and tag not in _EMPTY:
            self._runs.append(Run("", self._place(at, at), frozenset({"break"})))

    def handle_data(self, data: str) -> None:
        if self._unspoken:
            return
        at = self._here()
        for found in _WORDS.finditer(data):
            words, start = found[0], at + found.start()
            if found.start():
                self._runs.append(Run("", self._place(start, start), frozenset({"break"})))
                words = words.lstrip()
                start += len(found[0]) - len(words)
            if words.strip():
                self._runs.append(Run(words, self._place(start, start + len(words)), self._marks(), self._address))

    def _marks(self) -> frozenset[str]:
        named = (("html", True), ("link", bool(self._address)), ("code", bool(self._codes)))
        return frozenset(name for name, holds in named if holds)

    def handle_entityref(self, name: str) -> None:
        self._entity(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._entity(f"&#{name};")

    def _entity(self, text: str) -> None:
        if self._unspoken:
            return
        at = self._here()
        end = at + len(text) - (not self._span.source.text.startswith(text, at))
        self._runs.append(Run(unescape(text), self._place(at, end), self._marks(), self._address))
