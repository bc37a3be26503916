"""Where the links, pictures and players of a lesson lead once it stands in a page of the site."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from checker.publish.lessons.pictures import Pictures
from checker.publish.markup import element, escape, has_scheme, html_address, outside
from checker.publish.site import LessonPlace, joined_path
from checker.publish.slugs import slug
from checker.publish.words import Words, shortened


@dataclass(frozen=True, slots=True)
class Addresses:
    """Resolves what one lesson links to. `lessons` and `units` are those of the whole site, by path."""

    place: LessonPlace
    path: str
    lessons: Mapping[str, LessonPlace]
    units: Mapping[str, LessonPlace]
    pictures: Pictures
    words: Words
    embeds: bool = False

    def link(self, target: str, source_path: str, words: str) -> str:
        """Words that lead to a target, as HTML; words alone where it is not safe or not part of the site."""
        if href := outside(target):
            return element("a", words, {"href": href, "rel": "noopener noreferrer"})
        if has_scheme(target):
            return words
        href = self._inside(target, source_path)
        if href:
            return element("a", words, {"href": href})
        return (
            element(
                "span",
                words,
                {"class": "mm-file", "title": self.words.say("{file}: not part of this site", file=target)},
            )
            if target
            else words
        )

    def picture(self, target: str, alt: str, source_path: str, around: str = "") -> str:
        """A picture of the curriculum itself, or a card that leads to one elsewhere; `around` is a link around it.

        Where the settings allow it, a picture from elsewhere is shown as well.
        """
        elsewhere = outside(target)
        if elsewhere and self.embeds:
            image = element(
                "img", "", {"src": elsewhere, "alt": alt, "loading": "lazy", "referrerpolicy": "no-referrer"}
            )
            return self.link(around, source_path, image) if around else image
        copy = "" if elsewhere else self.pictures.address(target, source_path)
        if not copy:
            return self.card("Picture", alt, around or target, source_path)
        shown = posixpath.relpath(copy, posixpath.dirname(self.place.page))
        image = element("img", "", {"src": shown, "alt": alt, "loading": "lazy"})
        return self.link(around, source_path, image) if around else image

    def player(self, words: str, target: str, source_path: str) -> str:
        """A player from elsewhere: a card, or the player itself in a frame of its own where the settings allow it."""
        href = outside(target)
        if not (self.embeds and href.startswith("http")):
            return self.card("Player", words, target, source_path)
        attributes = {"src": href, "title": words or self.words.say("Player"), "loading": "lazy", "class": "mm-player"}
        careful = {"sandbox": "allow-scripts allow-same-origin allow-presentation", "referrerpolicy": "no-referrer"}
        return element("iframe", "", attributes | careful | {"allowfullscreen": ""})

    def card(self, what: str, words: str, target: str, source_path: str) -> str:
        """A card in place of what lies elsewhere or cannot be shown: what it is, its words, its host."""
        href, say = outside(target), self.words.say
        host = urlsplit(href).hostname if href else ""
        thing = say(what)
        said = say("{thing} at {host}", thing=thing, host=host) if host else say("{thing}, not shown here", thing=thing)
        kind = element("span", escape(said), {"class": "mm-card-kind"})
        name = escape(words or shortened(target, 200) or thing)
        card = element("span", f"{kind} {name}", {"class": "mm-card"})
        return self.link(target, source_path, card) if href else card

    def _inside(self, target: str, source_path: str) -> str:
        """The address in the site of a link to a heading, a lesson or a unit; empty where it leads to none."""
        path, _, fragment = target.partition("#")
        path = unquote(path.split("?")[0])
        named = joined_path(source_path, path) if path else self.path
        place = self.lessons.get(named) or self.units.get(named)
        if place is None:
            return ""
        anchor = place.anchors.get(slug(unquote(fragment))) if fragment else ""
        return html_address(self.place.page, place.page, anchor or place.prefix)
