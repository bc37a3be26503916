"""Blocks of a lesson as HTML, each on one line, in the author's order."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from checker.document import Block, Kind
from checker.publish.lessons.inline import footnote_id, inline
from checker.publish.lessons.rawhtml import OpenTags, clean
from checker.publish.lessons.scene import Scene, level
from checker.publish.markup import code, element, escape
from checker.publish.site import Mark

_QUOTE_SIGN = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_ALIGNMENT = re.compile(r":?-+:?")
_LOOKS = frozenset(
    "note abstract info tip success question warning failure danger bug example quote".split()
)  # what the theme has a look for


@dataclass(frozen=True, slots=True)
class Row:
    """A top-level part of a lesson: the blocks that it is made of, the marks in them, and their HTML.

    Of a heading the HTML is that of its words.
    """

    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]
    html: str

    @property
    def heading(self) -> Block | None:
        """The heading that the part is, if it is one."""
        return self.blocks[0] if self.blocks[0].kind is Kind.HEADING else None


def rows(blocks: Iterable[Block], scene: Scene) -> Iterator[Row]:
    """The top-level parts, one a block, except where tabs or open HTML tags hold several together."""
    tags = OpenTags()
    held: list[tuple[list[Block], tuple[Mark, ...], str]] = []
    for group in _groups(blocks):
        near = scene.touching(group)
        if not held and group[0].kind is Kind.HEADING:
            yield Row((group[0],), near.marks, inline(group[0].runs, near))
            continue
        held.append((group, near.marks, _group(group, near, tags)))
        if not tags.names:
            yield _joined(held)
            held = []
    if held:
        yield _joined([*held, ([], (), tags.closed())])


def _joined(held: list[tuple[list[Block], tuple[Mark, ...], str]]) -> Row:
    blocks = tuple(block for group, _, _ in held for block in group)
    marks = dict.fromkeys(mark for _, own, _ in held for mark in own)
    return Row(blocks, tuple(marks), "".join(html for _, _, html in held))


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with included files in the place of the lines that include them."""
    for block in blocks:
        if block.kind is Kind.INCLUDE:
            yield from flat(block.children)
        else:
            yield block


def _groups(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks one by one, neighboring tabs together."""
    for is_tab, neighbors in groupby(flat(blocks), key=lambda block: block.kind is Kind.TAB):
        group = list(neighbors)
        yield from [group] if is_tab else ([block] for block in group)


def _group(group: list[Block], scene: Scene, tags: OpenTags) -> str:
    if group[0].kind is Kind.TAB:
        return element("div", "".join(_tab(tab, scene) for tab in group), {"class": "mm-tabs"})
    if group[0].kind is Kind.HTML:
        text = group[0].span.text
        text = _QUOTE_SIGN.sub("", text) if scene.in_quote else text
        return clean(text, group[0].span.source.path, scene, tags)
    writer = _WRITERS.get(group[0].kind)
    return writer(group[0], scene) if writer else _inside(group[0], scene)


def _inside(block: Block, scene: Scene) -> str:
    """The children of a block, tags that their HTML leaves open closed at its end."""
    tags = OpenTags()
    return "".join(_group(group, scene, tags) for group in _groups(block.children)) + tags.closed()


def _heading(block: Block, scene: Scene) -> str:
    name = f"h{level(block.level, scene)}"
    return element(name, inline(block.runs, scene), heading_id(block, scene))


def heading_id(block: Block, scene: Scene) -> Mapping[str, str]:
    """The id of a heading as an attribute; none where the same heading was included before."""
    known = scene.place.headings.get((block.span.source.path, block.span.start), "")
    anchor = scene.first(known) if known else ""
    return {"id": anchor} if anchor else {}


def _paragraph(block: Block, scene: Scene) -> str:
    words = inline(block.runs, scene)
    return element("p", words) if words else ""


def _list(block: Block, scene: Scene) -> str:
    is_loose = any(_paragraphs(item) > 1 for item in block.children)
    items = "".join(_item(item, scene, is_loose) for item in block.children)
    if block.label != "ordered":
        return element("ul", items)
    return element("ol", items, {"start": str(block.level)} if block.level != 1 else {})


def _paragraphs(item: Block) -> int:
    return sum(child.kind is Kind.PARAGRAPH for child in item.children)


def _item(item: Block, scene: Scene, is_loose: bool) -> str:
    is_task = bool(item.children and item.children[0].runs and "task" in item.children[0].runs[0].marks)
    attributes = {"class": "mm-task"} if is_task else {}
    if is_loose or not item.children or item.children[0].kind is not Kind.PARAGRAPH:
        return element("li", _inside(item, scene) + inline(item.runs, scene), attributes)
    rest = replace(item, children=item.children[1:])
    return element("li", inline(item.children[0].runs, scene) + _inside(rest, scene), attributes)


def _table(block: Block, scene: Scene) -> str:
    aligned = _alignments(block)
    head = [row for row in block.children if row.children and row.children[0].kind is Kind.HEADER_CELL]
    body = [row for row in block.children if row not in head]
    parts = ("thead", head), ("tbody", body)
    written = (element(name, "".join(_row(row, aligned, scene) for row in part)) for name, part in parts if part)
    return element("div", element("table", "".join(written), {"class": "mm-grid"}), {"class": "mm-table"})


def _alignments(block: Block) -> list[str]:
    """What the line under a table's head says of each column."""
    lines = block.span.text.splitlines()
    cells = _ALIGNMENT.findall(lines[1]) if len(lines) > 1 else []
    return [("center" if cell.startswith(":") else "right") if cell.endswith(":") else "" for cell in cells]


def _row(row: Block, aligned: list[str], scene: Scene) -> str:
    cells = []
    for at, cell in enumerate(row.children):
        side = aligned[at] if at < len(aligned) else ""
        words = inline(cell.runs, scene)
        name = "th" if cell.kind is Kind.HEADER_CELL and words else "td"
        cells.append(element(name, words, {"class": f"mm-{side}"} if side else {}))
    return element("tr", "".join(cells))


def _quote(block: Block, scene: Scene) -> str:
    inside = _inside(block, replace(scene, in_quote=True))
    if not block.label:
        return element("blockquote", inside)
    return _box(block.label, inline(block.title, scene) or escape(_spoken(block.label)), inside)


def _code(block: Block, _scene: Scene) -> str:
    return code("".join("\n" if "break" in run.marks else run.text for run in block.runs))


def _admonition(block: Block, scene: Scene) -> str:
    """An admonition or a fenced div, with its title or what it is; one that folds stands open, so that all is seen."""
    if any(run.target for run in block.runs):
        return element("figure", _embed(block, scene) + _inside(block, scene))
    label = block.label.split()[0] if block.label else ""
    title = inline(block.title, scene) or escape(_spoken(label))
    inside = inline(block.runs, scene) + _inside(block, scene)
    if block.span.text.lstrip().startswith("???"):
        summary = element("summary", title)
        return element("details", summary + inside, {"class": _look(label), "open": ""})
    return _box(label, title, inside)


def _box(label: str, title: str, inside: str) -> str:
    head = element("p", title, {"class": "admonition-title"}) if title else ""
    return element("div", head + inside, {"class": f"admonition {_look(label)}"})


def _look(label: str) -> str:
    return label if label in _LOOKS else "note"


def _spoken(label: str) -> str:
    return label.replace("-", " ").replace("_", " ").capitalize()


def _tab(block: Block, scene: Scene) -> str:
    """A content tab as a box under its name: what is folded away cannot be compared, printed or pointed at."""
    title = element("p", inline(block.title, scene), {"class": "mm-tab-title"}) if block.title else ""
    return element("div", title + _inside(block, scene), {"class": "mm-tab"})


def _embed(block: Block, scene: Scene) -> str:
    path = block.span.source.path
    words = " ".join(run.text for run in block.runs if run.text)
    target = next((run.target for run in block.runs if run.target), "")
    if block.label == "image":
        return element("p", scene.addresses.picture(target, words, path))
    return element("p", scene.addresses.card(_spoken(block.label) or "Player", words, target, path))


def _footnote(block: Block, scene: Scene) -> str:
    anchor = scene.first(footnote_id(block.label, scene))
    number = element("span", escape(block.label), {"class": "mm-footnote-number"})
    return element("div", number + _inside(block, scene), {"class": "mm-footnote"} | ({"id": anchor} if anchor else {}))


def _definitions(block: Block, scene: Scene) -> str:
    names = {Kind.TERM: "dt", Kind.DEFINITION: "dd"}
    parts = (
        element(names[child.kind], inline(child.runs, scene) + _inside(child, scene))
        for child in block.children
        if child.kind in names
    )
    return element("dl", "".join(parts))


def _rule(_block: Block, _scene: Scene) -> str:
    return element("hr")


_WRITERS: Mapping[Kind, Callable[[Block, Scene], str]] = {
    Kind.HEADING: _heading,
    Kind.PARAGRAPH: _paragraph,
    Kind.LIST: _list,
    Kind.TABLE: _table,
    Kind.QUOTE: _quote,
    Kind.CODE: _code,
    Kind.ADMONITION: _admonition,
    Kind.DIV: _admonition,
    Kind.TAB: _tab,
    Kind.EMBED: _embed,
    Kind.FOOTNOTE: _footnote,
    Kind.DEFINITION_LIST: _definitions,
    Kind.RULE: _rule,
}
