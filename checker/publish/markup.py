"""Pieces of pages. Whatever comes from a lesson, a rule or a path goes through `escape` before it stands in one.

An escaped text means the same inside raw HTML and inside Markdown, in every builder: what is special to either is
written as a character reference, braces (which template languages read) included. A text never breaks a line, so
nothing in it can begin a block.
"""

import json
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape as escape_html
from urllib.parse import urlsplit

from checker.publish.words import ENGLISH, Words, sentence

_ACTIVE = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_{}[]|~^$"}
_ACTIVE |= {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_QUOTES = {ord('"'): "&#34;", ord("'"): "&#39;"}
_SPACES = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\ue000\ue001\ufdd0-\ufdef]")
_BROKEN = re.compile(r"[\ud800-\udfff]")
_STARTS = re.compile(r"^(?:[#+\-=>:!?/%]|\d+(?=[.)]))")
_CODE = re.compile(r"&#96;(.+?)&#96;")
_STRESSED = re.compile(r"&#42;(?=\S)((?:(?!&#42;)[^<])+?)(?<=\S)&#42;")
_FEW = 10
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_GAPS = re.compile(r"[\x00-\x20\x7f]+")
_SAFE = ("http:", "https:", "mailto:")


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file below `docs/`; `title` and `description` are plain text, `body` is Markdown."""

    path: str
    title: str
    body: str
    description: str = ""
    has_contents: bool = True

    @property
    def text(self) -> str:
        """The whole file. Builders put title and description into HTML as they are, so they are escaped for that."""
        meta = {"title": self.title, "description": self.description}
        lines = [f"{key}: {json.dumps(escape_html(_one_line(text)))}" for key, text in meta.items() if text]
        hidden = ["navigation"] if self.has_contents else ["navigation", "toc"]
        front = "\n".join([*lines, "hide:", *(f"  - {part}" for part in hidden)])
        return f"---\n{front}\n---\n\n# {escape(self.title)}\n\n{self.body.strip()}\n"


@dataclass(frozen=True, slots=True)
class Data:
    """One file below `docs/` that is no page: figures or texts for a script, or to download."""

    path: str
    text: str


def escape(text: str) -> str:
    """The text on one line, safe between tags and within a line of Markdown."""
    return _one_line(text).translate(_ACTIVE)


def line(text: str) -> str:
    """The text escaped, safe at the start of a line of Markdown too."""
    escaped = escape(text.strip())
    return _STARTS.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found[0]), escaped)


def prose(text: str) -> str:
    """Sentences of a rule or a finding, safe at the start of a line, with code and emphasis as in Markdown."""
    return _STRESSED.sub(r"<em>\1</em>", _CODE.sub(r"<code>\1</code>", line(sentence(text))))


def _one_line(text: str) -> str:
    return _BROKEN.sub("\ufffd", _UNSEEN.sub("", _SPACES.sub(" ", text)))


def element(name: str, content: str = "", attributes: Mapping[str, str] | None = None) -> str:
    """An HTML element on one line; `content` is HTML, the attributes are plain text."""
    pairs = "".join(f' {key}="{escape(value).translate(_QUOTES)}"' for key, value in (attributes or {}).items())
    return f"<{name}{pairs}>" if name in _EMPTY else f"<{name}{pairs}>{content}</{name}>"


UNSEARCHED = '{: data-search-exclude="" }'
"""What a heading ends with if the search is to leave out its section: findings are found by filter."""

_EMPTY = frozenset({"br", "hr", "img", "input"})


def code(text: str) -> str:
    """A block of code, or of a lesson's raw lines, on one line of HTML."""
    lines = [escape(part.expandtabs(4)) for part in text.strip("\r\n").splitlines()]
    return f'<div class="mm-code"><pre><code>{"&#10;".join(lines)}</code></pre></div>'


def has_scheme(target: str) -> bool:
    """Whether an address names a scheme, such as `https:` or `javascript:`, unseen characters or not."""
    return _SCHEME.match(_GAPS.sub("", target)) is not None


def outside(target: str) -> str:
    """The target where it is an address elsewhere that a browser may follow, else nothing."""
    packed = _GAPS.sub("", target)
    if packed.startswith("//"):
        return f"https:{packed}"
    return packed if packed.lower().startswith(_SAFE) and _is_whole(packed) else ""


def _is_whole(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "mailto" or bool(parts.hostname)


def web(target: str, words: str = "") -> str:
    """A link to an address elsewhere, as inline HTML; the words alone where it is not one that a browser may follow."""
    href = outside(target)
    label = escape(words or target)
    return element("a", label, {"href": href, "rel": "noopener noreferrer"}) if href else label


def address(here: str, page: str, anchor: str = "") -> str:
    """The way from one page to another, both named from the top folder; pages end in `.md`."""
    way = "" if here == page else _way(posixpath.dirname(here), page)
    return f"{way}#{anchor}" if anchor else way or posixpath.basename(page)


@lru_cache(maxsize=100_000)
def _way(folder: str, page: str) -> str:
    """The way from a folder to a page; the same few are asked for again and again."""
    return posixpath.relpath(page, folder or ".")


def html_address(here: str, page: str, anchor: str = "") -> str:
    """The same for raw HTML, where no builder looks: pages end in `.html` there."""
    return re.sub(r"\.md(?=#|$)", ".html", address(here, page, anchor))


def link(here: str, page: str, words: str, anchor: str = "") -> str:
    """A Markdown link to another page; the words are plain text."""
    return f"[{escape(words)}]({address(here, page, anchor)})"


def listed(items: Iterable[str]) -> str:
    """A Markdown list; an item is one line of Markdown."""
    return "\n".join(f"- {item}" for item in items)


def few_then_more(items: Sequence[str], words: Words = ENGLISH, few: int = _FEW) -> str:
    """A Markdown list of which all but the first few are folded away."""
    shown = listed(items[:few])
    if len(items) <= few:
        return shown
    return f"{shown}\n\n{details(words.say('{number} more', number=len(items) - few), listed(items[few:]))}"


def details(summary: str, body: str) -> str:
    """A part folded away, which the search leaves out; the summary is plain text, the body Markdown."""
    head = f'<details class="mm-more" markdown="1" data-search-exclude="">\n<summary>{escape(summary)}</summary>'
    return f"{head}\n\n{body}\n\n</details>"


def box(name: str, body: str) -> str:
    """Markdown inside a box that the style sheet knows by its class."""
    return f'<div class="{name}" markdown="1">\n\n{body}\n\n</div>'


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the cells are one line of Markdown each."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def joined(parts: Iterable[str]) -> str:
    """Blocks of Markdown, those that hold something, with an empty line between them."""
    return "\n\n".join(part for part in parts if part)
