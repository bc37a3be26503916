"""The main part of a saved web page: what is around it (menus, scripts, forms) is left out, and told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.errors import UserError
from checker.frontends.extras import install_step
from checker.frontends.importing.losses import Loss

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_MAIN = ("main", "[role=main]", "article", "#content", "#main", "body")
_LEAST_WORDS = 20
_AROUND = "script style noscript template nav header footer aside dialog svg".split()
_FIELDS = "button input select textarea".split()
_PLAYERS = {"iframe": "embedded page or player", "video": "film", "audio": "recording", "object": "embedded object"}


@dataclass(frozen=True, slots=True)
class Part:
    """The main part of a page as HTML, and what was left out of it."""

    html: str
    losses: tuple[Loss, ...]


def main_part(page: str) -> Part:
    """The main part of a page with its title. A player becomes a link, so that what it shows can be found."""
    soup = _soup(page)
    parts = (found for name in _MAIN if (found := soup.select_one(name)))
    main = next((part for part in parts if len(part.get_text(" ").split()) >= _LEAST_WORDS), soup.body or soup)
    losses = tuple(loss for loss in (*_linked_players(soup, main), *_cleared(main)) if loss.count)
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    head = soup.new_tag("title")
    head.string = title
    return Part(f"<html><head>{head}</head><body>{main}</body></html>", losses)


def _soup(page: str) -> "BeautifulSoup":
    try:
        from bs4 import BeautifulSoup  # noqa: PLC0415 - an extra
    except ImportError as error:
        what = "Beautiful Soup, which reads web pages, is not installed."
        raise UserError("import", what, install_step("import")) from error
    return BeautifulSoup(page, "html.parser")


def _linked_players(soup: "BeautifulSoup", main: "Tag") -> Iterator[Loss]:
    for name, words in _PLAYERS.items():
        players = main.find_all(name)
        for player in players:
            source = player.find("source")
            target = str(player.get("src") or player.get("data") or (source.get("src") if source else "") or "")
            link = soup.new_tag("a", href=target)
            link.string = str(player.get("title") or target)
            player.replace_with(link)
        yield Loss(words, len(players), "a link stands in its place")


def _cleared(main: "Tag") -> Iterator[Loss]:
    """Takes away what is around the text."""
    fields = main.find_all(_FIELDS)
    for tag in (*fields, *main.find_all(_AROUND)):
        if tag.name == "header" and tag.find(["h1", "h2"]):
            tag.unwrap()
        elif not tag.decomposed:
            tag.decompose()
    yield Loss("form field", len(fields), "left out")
    merged = [cell for cell in main.find_all(["td", "th"]) if cell.get("colspan") or cell.get("rowspan")]
    yield Loss("merged cell", len(merged), "kept as an HTML table")
