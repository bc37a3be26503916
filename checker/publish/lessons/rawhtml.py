"""Raw HTML of a lesson, written anew: known tags and attributes, balanced; of everything else only the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from checker.publish.lessons.scene import Scene, level
from checker.publish.markup import element, escape
from checker.publish.slugs import slug

_KEPT = frozenset(
    "p div section article aside header footer figure figcaption blockquote ul ol li dl dt dd table thead tbody tfoot "
    "tr th td caption details summary pre code b i em strong u s small sub sup kbd q cite abbr mark del ins var samp "
    "span h1 h2 h3 h4 h5 h6".split()
)
_ALONE = frozenset({"br", "hr"})
_NUMBERS = frozenset({"colspan", "rowspan", "start"})
_HOLDING = frozenset("table thead tbody tfoot tr th td ul ol li dl dt dd details blockquote pre".split())
_UNSPOKEN = frozenset("script style template svg math noscript".split())
_PLAYERS = frozenset("iframe video audio source embed object track".split())
_BREAKING = frozenset("p div li tr td th br dd dt option".split())
_DEEPEST = 60


@dataclass(slots=True)
class OpenTags:
    """The tags that raw HTML has opened and not closed; they may span several blocks of the lesson."""

    names: list[str] = field(default_factory=list)

    def closed(self, kept: frozenset[str] = frozenset()) -> str:
        """The tags that close what was opened last, down to one of those kept."""
        tags: list[str] = []
        while self.names and self.names[-1] not in kept:
            tags.append(f"</{self.names.pop()}>")
        return "".join(tags)


def clean(text: str, source_path: str, scene: Scene, tags: OpenTags) -> str:
    """Raw HTML from a file as HTML on one line that holds nothing but words, layout, pictures and links.

    Tables, lists and parts that fold may go on in the next blocks; a `div` that lost its class need not.
    """
    cleaner = _Cleaner(source_path, scene, tags)
    cleaner.feed(text)
    cleaner.close()
    return "".join(cleaner.pieces) + tags.closed(_HOLDING)


@dataclass(frozen=True, slots=True)
class _Link:
    """A link that stands open: where it leads, the piece that it begins with, how many tags stood open before it."""

    target: str
    at: int
    depth: int


class _Cleaner(HTMLParser):
    """Reads HTML in any state and writes it balanced."""

    def __init__(self, source_path: str, scene: Scene, tags: OpenTags) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._source_path, self._scene, self._open = source_path, scene, tags
        self._unspoken: list[str] = []
        self._links: list[_Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _UNSPOKEN:
            self._unspoken.append(tag)
        elif self._unspoken:
            return
        elif tag in _ALONE:
            self.pieces.append(f"<{tag}>")
        elif tag in _KEPT and len(self._open.names) < _DEEPEST:
            self._open_tag(tag, values)
        else:
            self._other(tag, values)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _KEPT or tag == "a":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unspoken:
            if tag == self._unspoken[-1]:
                self._unspoken.pop()
        elif tag == "a":
            self._close_link()
        elif (name := self._shown(tag)) in self._open.names:
            depth = len(self._open.names) - 1 - self._open.names[::-1].index(name)
            if self._links and depth < self._links[-1].depth:
                self._close_link()
            self._close_tags(depth)

    def handle_data(self, data: str) -> None:
        if self._unspoken:
            return
        if "pre" in self._open.names:
            self.pieces.append("&#10;".join(escape(part) for part in data.split("\n")))
        else:
            self.pieces.append(escape(data))

    def close(self) -> None:
        super().close()
        self._close_link()

    def _close_tags(self, depth: int) -> None:
        """Closes what was opened last until so many tags stand open."""
        while len(self._open.names) > depth:
            self.pieces.append(f"</{self._open.names.pop()}>")

    def _open_tag(self, tag: str, values: Mapping[str, str]) -> None:
        name = self._shown(tag)
        kept = {key: value for key, value in values.items() if key in _NUMBERS and value.isdigit() and len(value) < 4}
        if tag == "abbr" and values.get("title"):
            kept["title"] = values["title"]
        if tag == "details":
            kept["open"] = ""
        kept |= {"class": "mm-grid"} if tag == "table" else {}
        self.pieces.append(element(name, "", kept | self._id(values)).removesuffix(f"</{name}>"))
        self._open.names.append(name)

    def _shown(self, tag: str) -> str:
        """The tag under which a tag is shown: headings keep their distance from those of the page."""
        is_heading = len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
        return f"h{level(int(tag[1]), self._scene)}" if is_heading else tag

    def _other(self, tag: str, values: Mapping[str, str]) -> None:
        """A link, a picture, a player; any other tag is a space at most."""
        if tag == "a":
            self._close_link()
            anchor = self._id(values)
            self.pieces.append(element("span", "", anchor) if anchor else "")
            self._open_link(values.get("href", ""))
        elif tag == "img":
            self._picture(values)
        elif tag in _PLAYERS and (target := values.get("src") or values.get("data")):
            self._close_link()
            self.pieces.append(self._scene.addresses.player(values.get("title", ""), target, self._source_path))
        elif tag in _BREAKING:
            self.pieces.append(" ")

    def _picture(self, values: Mapping[str, str]) -> None:
        """A picture is a link of its own or carries the one around it, which goes on after it."""
        around = self._links[-1].target if self._links else ""
        self._close_link()
        addresses = self._scene.addresses
        self.pieces.append(addresses.picture(values.get("src", ""), values.get("alt", ""), self._source_path, around))
        if around:
            self._open_link(around)

    def _open_link(self, target: str) -> None:
        self._links.append(_Link(target, len(self.pieces), len(self._open.names)))

    def _close_link(self) -> None:
        """Wraps what was written since a link was opened, tags that it leaves open closed inside it."""
        if not self._links:
            return
        link = self._links.pop()
        self._close_tags(link.depth)
        words = "".join(self.pieces[link.at :])
        self.pieces[link.at :] = [self._scene.addresses.link(link.target, self._source_path, words)] if words else []

    def _id(self, values: Mapping[str, str]) -> dict[str, str]:
        """The author's own anchor, so that links to it arrive, told apart from all other ids of the page."""
        name = values.get("id") or values.get("name") or ""
        anchor = self._scene.first(f"{self._scene.place.prefix}-{slug(name)}") if name else ""
        return {"id": anchor} if anchor else {}
