"""What the site's renderer shows of a lesson: its words in order, each with the path of blocks around it.

MkDocs takes the front matter off, Python-Markdown with the extensions that Material's pages recommend renders the rest,
and the words are read from the HTML. Code is left out. Extensions that only restyle words are left out too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

import markdown
from mkdocs.utils.meta import get_data

WORD = re.compile(r"[^\W_]+")

_EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.arithmatex",
    "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.snippets", "pymdownx.superfences",
    "pymdownx.tabbed", "pymdownx.tasklist",
]  # fmt: skip
_CONFIGS = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.highlight": {"use_pygments": False},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}
_PATH = {f"h{level}": f"h{level}" for level in range(1, 7)} | {
    "li": "li", "blockquote": "quote", "td": "td", "th": "th", "dt": "dt", "dd": "dd",
}  # fmt: skip
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
_CLOSED_BY = {"li": {"li"}, "td": {"td", "th"}, "th": {"td", "th"}, "tr": {"tr", "td", "th"}, "dt": {"dd", "dt"}}
_CLOSED_BY |= {"dd": {"dd", "dt"}, "p": {"p"}}
_UNSPOKEN = frozenset("code pre script style template svg noscript textarea title head".split())
_GENERATED = frozenset({"footnote-ref", "footnote-backref", "toc", "footnote"})


class Word(NamedTuple):
    """A word, the blocks around it from the outside in, and where it stands in the file (-1: not known)."""

    text: str
    path: tuple[str, ...]
    start: int = -1


@dataclass(slots=True)
class _Node:
    tag: str
    names: frozenset[str] = frozenset()
    alt: str = ""
    id: str = ""
    children: list["_Node | str"] = field(default_factory=list)


def renderer(includes: str = ".") -> markdown.Markdown:
    """The site's renderer; `includes` is the folder in which included files are looked for."""
    snippets = {"base_path": [includes], "check_paths": False}
    return markdown.Markdown(extensions=_EXTENSIONS, extension_configs=_CONFIGS | {"pymdownx.snippets": snippets})


def rendered_words(text: str, site: markdown.Markdown) -> list[Word]:
    """The words of a page; those of footnotes come last, sorted by the footnote's name."""
    body, _ = get_data(re.sub("\r\n?", "\n", text.removeprefix("\ufeff")))
    site.reset()
    tree = _tree(site.convert(body))
    notes = sorted((node for node in _all(tree) if node.id.startswith("fn:")), key=lambda node: node.id)
    chunks = list(_chunks(tree, ()))
    for note in notes:
        chunks += _chunks(_Node("div", children=list(note.children)), ("footnote",))
    return list(words_in(chunks))


def words_in(chunks: list[tuple[str, tuple[str, ...]]]) -> Iterator[Word]:
    """The words of stretches of text; stretches with the same path that touch are one."""
    text, path = "", ()
    for more, where in [*chunks, ("", ("end",))]:
        if where != path:
            yield from (Word(found[0], path) for found in WORD.finditer(text))
            text, path = "", where
        text += more


def _chunks(node: _Node, path: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The text below a node with its path; a line break stands for each edge of a block."""
    if node.names & _GENERATED or node.tag in _UNSPOKEN or (node.tag == "div" and "arithmatex" in node.names):
        yield " ", path
        return
    if node.tag == "img":
        yield node.alt, path
    inner = _inner_path(node, path)
    edge = "" if node.tag in _INLINE else "\n"
    yield edge, path
    for child in _ordered(node):
        if isinstance(child, str):
            yield child, inner
        elif not _is_made_up(child, node):
            yield from _chunks(child, inner)
    yield edge, path


def _inner_path(node: _Node, path: tuple[str, ...]) -> tuple[str, ...]:
    if node.tag in _PATH:
        return (*path, _PATH[node.tag])
    if "admonition" in node.names or (node.tag == "details" and node.names):
        return (*path, "admonition")
    return (*path, "tab") if "tabbed-block" in node.names else path


def _is_made_up(child: _Node, parent: _Node) -> bool:
    """Whether a title was made by the renderer from the type of an admonition."""
    is_title = "admonition-title" in child.names or (child.tag == "summary" and bool(parent.names))
    words = " ".join(text for text, _ in _chunks(child, ())).strip()
    return is_title and words.lower() in {" ".join(parent.names), *parent.names}


def _ordered(node: _Node) -> list["_Node | str"]:
    """The children of a node; each tab's label is put at the start of the tab."""
    if "tabbed-set" not in node.names:
        return node.children
    parts = [child for child in node.children if isinstance(child, _Node)]
    labels = [label for part in parts if "tabbed-labels" in part.names for label in _nodes(part)]
    tabs = [tab for part in parts if "tabbed-content" in part.names for tab in _nodes(part)]
    return [
        _Node("div", tab.names, children=[label, "\n", *tab.children]) for label, tab in zip(labels, tabs, strict=True)
    ]


def _nodes(node: _Node) -> list[_Node]:
    return [child for child in node.children if isinstance(child, _Node)]


def _all(node: _Node) -> Iterator[_Node]:
    yield node
    for child in _nodes(node):
        yield from _all(child)


def _tree(html: str) -> _Node:
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.stack[0]


class _Builder(HTMLParser):
    """HTML to a tree, forgiving as a browser is: an item ends the one before it, an end without a start is nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [_Node("body")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if self.stack[-1].tag in _CLOSED_BY.get(tag, ()):
            self.stack.pop()
        node = _Node(tag, frozenset(values.get("class", "").split()), values.get("alt", ""), values.get("id", ""))
        self.stack[-1].children.append(node)
        if tag not in _VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and tag in ("span", "a", "i", "p", "div", "iframe", "path", "svg"):
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        at = next((at for at in range(len(self.stack) - 1, 0, -1) if self.stack[at].tag == tag), 0)
        if at:
            del self.stack[at:]

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)
