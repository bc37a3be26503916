"""Raw HTML in a lesson: its words as runs, its pictures, players and links with their addresses."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from checker.document.blocks import Run
from checker.source import Source, Span

_PLAYERS = frozenset({"iframe", "video", "audio", "source", "embed", "object", "track"})
_UNSPOKEN = frozenset({"script", "style", "template", "svg", "noscript"})
_WORDS = re.compile(r"[^\r\n]+")


def html_runs(runs: list[Run], is_block: bool) -> tuple[Run, ...]:
    """The runs with every stretch of raw HTML read."""
    if not any("html" in run.marks for run in runs):
        return tuple(runs)
    if is_block:
        return tuple(_Reader(runs[0].span.source).read(runs[0].span.to(runs[-1].span)))
    return tuple(_inline(runs))


def _inline(runs: list[Run]) -> Iterator[Run]:
    """Inline tags read one by one; the words between them are runs already, which a link's tag gives its address."""
    address = ""
    for run in runs:
        if "html" not in run.marks:
            linked = address and not run.target
            yield Run(run.text, run.span, run.marks | {"link"}, address) if linked else run
            continue
        tag = run.span.text.lower()
        found = list(_Reader(run.span.source).read(run.span))
        address = "" if tag.startswith("</a") else next((r.target for r in found if "anchor" in r.marks), address)
        yield from (r for r in found if "anchor" not in r.marks)
        if tag.startswith("<br"):
            yield Run("", run.span, frozenset({"break"}))


class _Reader(HTMLParser):
    """Reads one stretch of HTML; the parser's line and column give every place."""

    def __init__(self, source: Source) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._runs: list[Run] = []
        self._unspoken = 0
        self._address = ""
        self._span = Span(source, 0, 0)
        self._starts: list[int] = []

    def read(self, span: Span) -> list[Run]:
        self._span = span
        text = span.text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.feed(text)
        self.close()
        return self._runs

    def _here(self) -> int:
        line, column = self.getpos()
        return self._span.start + self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _UNSPOKEN:
            self._unspoken += 1
        target = values.get("src") or values.get("data") or values.get("href") or ""
        at, whole = self._here(), self.get_starttag_text() or ""
        place = Span(self._source, at, min(at + len(whole), self._span.end))
        if tag == "img":
            self._runs.append(Run(values.get("alt", ""), place, frozenset({"image", "html-attribute"}), target))
        elif tag in _PLAYERS and target:
            self._runs.append(Run(values.get("title", ""), place, frozenset({"player", "html-attribute"}), target))
        elif tag == "a":
            self._address = target
            self._runs.append(Run("", place, frozenset({"anchor"}), target))
        elif tag in ("br", "p", "li", "div", "td", "tr"):
            self._runs.append(Run("", place, frozenset({"break"})))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSPOKEN:
            self._unspoken = max(0, self._unspoken - 1)
        if tag == "a":
            self._address = ""

    def handle_data(self, data: str) -> None:
        if self._unspoken:
            return
        at = self._here()
        for found in _WORDS.finditer(data):
            if not found[0].strip():
                continue
            place = Span(self._source, at + found.start(), at + found.end())
            marks = frozenset({"html", "link"} if self._address else {"html"})
            self._runs += [Run("", Span(self._source, place.start, place.start), frozenset({"break"}))] * bool(found.start())
            self._runs.append(Run(found[0], place, marks, self._address))

    def handle_entityref(self, name: str) -> None:
        self._entity(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._entity(f"&#{name};")

    def _entity(self, text: str) -> None:
        if self._unspoken:
            return
        at = self._here()
        end = at + len(text) if self._source.text.startswith(text, at) else at + len(text) - 1
        self._runs.append(Run(unescape(text), Span(self._source, at, end), frozenset({"html"})))
