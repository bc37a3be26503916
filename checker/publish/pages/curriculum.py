"""Where the curriculum stands: every unit by every principle that rules answer, a page for each framework.

A cell says the heaviest thing that is open: not met before a question, a question before met. What was not checked is
said in words and is never one of the outcomes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.catalogue import Framework, Principle
from checker.findings import Outcome
from checker.publish.charts import Look, Stack, stacks
from checker.publish.charts.figure import as_csv, as_json
from checker.publish.markup import Data, Page, element, escape, html_address, joined, link, listed
from checker.publish.pages.offers import scrolling
from checker.publish.site import Entry, Site
from checker.publish.words import SHAPES, Words, capital

_HERE = "curriculum.md"
_PER_PAGE = 50
_ORDER = (Outcome.NOT_MET, Outcome.NEEDS_A_PERSON, Outcome.MET, Outcome.NOT_APPLICABLE)
_LOOKS = (
    (Outcome.MET, Look.FULL),
    (Outcome.NEEDS_A_PERSON, Look.HALF),
    (Outcome.NOT_MET, Look.OPEN),
    (Outcome.NOT_APPLICABLE, Look.FAINT),
)


@dataclass(frozen=True, slots=True)
class _Matrix:
    """The units by the principles of one framework: for each pair how many findings there are of each outcome."""

    framework: Framework
    principles: tuple[Principle, ...]
    counts: Mapping[tuple[str, str], Mapping[Outcome, int]]

    def of(self, entry: Entry, principle: Principle) -> Mapping[Outcome, int]:
        return self.counts.get((entry.unit.id, principle.id), {})


def pages(site: Site) -> Iterator[Page | Data]:
    """A page for each framework that rules answer, the one with the most of them first; long ones in parts."""
    every = (_matrix(framework, site) for framework in site.catalogue.frameworks)
    matrices = sorted((matrix for matrix in every if matrix.principles), key=_size)
    if not matrices or not site.entries:
        yield Page(_HERE, site.words.say("Curriculum"), site.words.say(_EMPTY), site.words.say(_ABOUT))
        return
    for at, matrix in enumerate(matrices):
        yield from _pages(matrix, _HERE if not at else _own_page(matrix), matrices, site)


_EMPTY = "Nothing is to be seen yet: no unit was read, or no rule answers a principle. See [Units](units.md)."
_ABOUT = "All units by the principles that rules answer."


def _size(matrix: _Matrix) -> int:
    return -len(matrix.principles)


def _own_page(matrix: _Matrix) -> str:
    return f"curriculum-{matrix.framework.id.replace('.', '-')}.md"


def _matrix(framework: Framework, site: Site) -> _Matrix:
    rules = {principle.id: site.rules_of(principle) for principle in framework.principles}
    behind: dict[str, list[str]] = {}
    for id, own in rules.items():
        for rule in own:
            behind.setdefault(rule.id, []).append(id)
    counts: dict[tuple[str, str], dict[Outcome, int]] = {}
    for entry in site.entries:
        for remark in entry.remarks:
            for id in behind.get(remark.finding.rule, ()):
                cell = counts.setdefault((entry.unit.id, id), {})
                cell[remark.finding.standing] = cell.get(remark.finding.standing, 0) + 1
    return _Matrix(framework, tuple(p for p in framework.principles if rules[p.id]), counts)


def _pages(matrix: _Matrix, first: str, matrices: Sequence[_Matrix], site: Site) -> Iterator[Page | Data]:
    parts = [site.entries[at : at + _PER_PAGE] for at in range(0, len(site.entries), _PER_PAGE)]
    for at, part in enumerate(parts):
        here = _part_page(first, at)
        title = site.words.say("Where the curriculum stands")
        title = title if not at else site.words.say("{title}, page {number}", title=title, number=at + 1)
        body = _body(matrix, part, at, len(parts), first, matrices, site)
        yield Page(here, title, body, site.words.say(_ABOUT), has_contents=False)
    head, rows = _figures(matrix, site)
    name = f"assets/data/{first.removesuffix('.md')}"
    yield Data(f"{name}.csv", as_csv(head, rows))
    yield Data(f"{name}.json", as_json(head, rows))


def _part_page(first: str, at: int) -> str:
    return first.replace(".md", f"-part-{at + 1}.md") if at else first


def _body(
    matrix: _Matrix, part: Sequence[Entry], at: int, total: int, first: str, matrices: Sequence[_Matrix], site: Site
) -> str:
    words, here = site.words, _part_page(first, at)
    others = [
        link(here, _HERE if not number else _own_page(one), one.framework.name)
        for number, one in enumerate(matrices)
        if one is not matrix
    ]
    data = first.removesuffix(".md")
    said = words.say("Download the figures")
    return joined(
        [
            words.say("By the principles of {framework}.", framework=escape(matrix.framework.name)),
            _key(words),
            _table(matrix, part, here, site),
            _parts(first, at, total, words),
            f"{said}: [CSV](assets/data/{data}.csv) · [JSON](assets/data/{data}.json)",
            f"## {words.say('Each principle over all units')}" if not at else "",
            _chart(matrix, site) if not at else "",
            f"## {words.say('By other frameworks')}\n\n{listed(others)}" if others and not at else "",
            f"## {words.say('What else to look at')}" if not at else "",
            listed(words.say(text) for text in _WAYS) if not at else "",
        ]
    )


_WAYS = (
    "[Progress](progress.md): what changed since the last release.",
    "[Questions](questions.md): what waits for a person.",
    "[Findings](findings.md): what is not met, by unit, principle and rule.",
)


def _key(words: Words) -> str:
    """What the shapes mean."""
    shapes = (f"{SHAPES[outcome]} {words.outcome(outcome).lower()}" for outcome in (o for o, _ in _LOOKS))
    text = words.say("A cell shows what is most open; its words stand behind it.")
    return element("p", f"{escape(' · '.join(shapes))}. {escape(text)}", {"class": "mm-facts"})


def _table(matrix: _Matrix, part: Sequence[Entry], here: str, site: Site) -> str:
    words = site.words
    heads = "".join(_head(principle, here, site) for principle in matrix.principles)
    corner = element("th", escape(words.say("Unit")), {"scope": "col"})
    rows = "".join(_row(matrix, entry, here, words) for entry in part)
    table = element(
        "table",
        element("thead", element("tr", corner + heads)) + element("tbody", rows),
        {"class": "mm-grid mm-matrix", "data-search-exclude": ""},
    )
    return scrolling(table, words.say("Units by principles"))


def _head(principle: Principle, here: str, site: Site) -> str:
    name = element("a", escape(principle.name), {"href": html_address(here, site.principle_page(principle))})
    return element("th", element("span", name), {"scope": "col", "class": "mm-turned"})


def _row(matrix: _Matrix, entry: Entry, here: str, words: Words) -> str:
    unit = element("a", escape(entry.unit.title), {"href": html_address(here, entry.page)})
    cells = "".join(_cell(matrix.of(entry, principle), principle, words) for principle in matrix.principles)
    return element("tr", element("th", unit, {"scope": "row"}) + cells)


def _cell(counts: Mapping[Outcome, int], principle: Principle, words: Words) -> str:
    shape = next((SHAPES[outcome] for outcome in _ORDER if counts.get(outcome)), "")
    said = in_words(counts, words)
    if not shape:
        return element("td", escape(said), {"class": "mm-center mm-unchecked"})
    inside = element("span", shape, {"aria-hidden": "true"}) + element("span", escape(said), {"class": "mm-unseen"})
    return element("td", inside, {"class": "mm-center", "title": f"{principle.name}: {said}"})


def in_words(counts: Mapping[Outcome, int], words: Words) -> str:
    """The findings of one unit on one principle in words: `two met, one needs a person`; or that none was made."""
    parts = [f"{words.number(counts[o])} {words.outcome(o).lower()}" for o in _ORDER if counts.get(o)]
    return ", ".join(parts) or words.say("not checked")


def _parts(first: str, at: int, total: int, words: Words) -> str:
    """The way to the other parts of a long list of units."""
    if total < 2:
        return ""
    said = [words.say("Page {number}", number=number + 1) for number in range(total)]
    links = " · ".join(
        element("span", escape(name), {"aria-current": "page"})
        if number == at
        else element("a", escape(name), {"href": _part_page(first, number).replace(".md", ".html")})
        for number, name in enumerate(said)
    )
    return element("nav", links, {"class": "mm-pager", "aria-label": words.say("Pages of this list")})


def _figures(matrix: _Matrix, site: Site) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    head = (site.words.say("Unit"), *(principle.name for principle in matrix.principles))
    rows = [
        (entry.unit.title, *(in_words(matrix.of(entry, principle), site.words) for principle in matrix.principles))
        for entry in site.entries
    ]
    return head, rows


def _chart(matrix: _Matrix, site: Site) -> str:
    """For each principle how many units stand where."""
    words = site.words
    kinds = [(look, words.outcome(outcome).lower()) for outcome, look in _LOOKS]
    kinds.append((Look.UNKNOWN, words.say("not checked")))
    rows = [Stack(principle.name, _units_by_outcome(matrix, principle, site)) for principle in matrix.principles]
    caption = capital(
        words.say(
            "{units} on each principle, by what is most open in each.",
            units=words.count(len(site.entries), "unit"),
        )
    )
    return stacks(
        caption, kinds, rows, words.say("Principle"), f"principles-{matrix.framework.id.replace('.', '-')}", words
    )


def _units_by_outcome(matrix: _Matrix, principle: Principle, site: Site) -> tuple[int, ...]:
    standing = [
        next((outcome for outcome in _ORDER if matrix.of(entry, principle).get(outcome)), None)
        for entry in site.entries
    ]
    return (*(standing.count(outcome) for outcome, _ in _LOOKS), standing.count(None))
