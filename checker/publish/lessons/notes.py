"""Notes beside a part of a lesson: what was seen there, and the findings that have their place there."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from checker.findings import Outcome
from checker.publish.lessons.scene import Scene
from checker.publish.markup import element, escape, html_address, prose
from checker.publish.site import Mark, Remark, Site
from checker.publish.words import OUTCOMES, SHAPES, facet_words, number, value_words

_FEW = 2


def notes(marks: Sequence[Mark], remarks: Sequence[Remark], scene: Scene, site: Site) -> str:
    """The notes as HTML on one line; empty without any."""
    by_rule: dict[tuple[str, Outcome], list[Remark]] = {}
    for remark in remarks:
        by_rule.setdefault((remark.finding.rule, remark.finding.outcome), []).append(remark)
    found = [_remarks(own, scene, site) for own in by_rule.values()]
    parts = [_seen(marks, scene) if marks else "", *found[:_FEW], _folded(found[_FEW:])]
    attributes = {"class": "mm-notes", "role": "note", "data-search-exclude": ""}
    return element("div", "".join(parts), attributes) if any(parts) else ""


def _folded(found: Sequence[str]) -> str:
    """Findings beyond the first few, which would push the text apart."""
    if not found:
        return ""
    head = element("summary", f"{number(len(found))} more".capitalize())
    return element("details", head + "".join(found), {"class": "mm-remark"})


def _seen(marks: Sequence[Mark], scene: Scene) -> str:
    """Evidence by facet and value, each place a number that leads to the underlined words."""
    by_facet = sorted(marks, key=lambda mark: (facet_words(mark.evidence.facet), mark.evidence.value, mark.number))
    items = (
        element("li", f"{element('b', escape(name))} {_values(list(group), scene)}")
        for name, group in groupby(by_facet, key=lambda mark: facet_words(mark.evidence.facet))
    )
    names = dict.fromkeys(facet_words(mark.evidence.facet) for mark in by_facet)
    head = element("summary", escape(" · ".join(names)))
    return element("details", head + element("ul", "".join(items)), {"class": "mm-seen"})


def _values(marks: list[Mark], scene: Scene) -> str:
    groups = groupby(marks, key=lambda mark: mark.evidence.value)
    return ", ".join(f"{_value(list(group), scene)}" for _, group in groups)


def _value(marks: list[Mark], scene: Scene) -> str:
    first = marks[0].evidence
    names = dict.fromkeys(mark.evidence.name for mark in marks if mark.evidence.name)
    words = ", ".join(names) or value_words(first.facet, first.value)
    return f"{escape(words)} {' '.join(_number(mark, scene) for mark in marks)}"


def _number(mark: Mark, scene: Scene) -> str:
    """The number of a mark; where its words could not be underlined, the number itself is the place."""
    own = scene.first(mark.anchor)
    attributes = {"class": "mm-number", "href": f"#{mark.anchor}"} | ({"id": own} if own else {})
    return element("a", str(mark.number), attributes)


def _remarks(remarks: Sequence[Remark], scene: Scene, site: Site) -> str:
    """The findings of one rule: what is there, why it matters, what to try, which principle.

    The ids are on the sentences, for a browser that is led to one opens what it is folded in.
    """
    finding, rule = remarks[0].finding, site.catalogue.rule(remarks[0].finding.rule)
    shape = element("span", SHAPES[finding.outcome], {"class": "mm-shape", "aria-hidden": "true"})
    head = element("summary", f"{shape} {escape(OUTCOMES[finding.outcome])}: {escape(site.title_of(finding.rule))}")
    parts = [
        *(_message(remark, scene) for remark in remarks),
        element("p", prose(rule.why)) if rule else "",
        *_named("To try", [remark.finding.next_step for remark in remarks]),
        *_named("The question", [remark.finding.question for remark in remarks]),
        _principles(finding.rule, scene, site),
    ]
    return element("details", head + "".join(parts), {"class": "mm-remark"})


def _message(remark: Remark, scene: Scene) -> str:
    own = scene.first(remark.anchor)
    return element("p", prose(remark.finding.message), {"id": own} if own else {})


def _named(name: str, texts: Iterable[str]) -> Iterator[str]:
    """Each text once, under a name."""
    return (element("p", f"{element('b', name)} {prose(text)}") for text in dict.fromkeys(texts) if text)


def _principles(rule_id: str, scene: Scene, site: Site) -> str:
    """The principles behind a rule, and the rule's own page."""
    rule, here = site.catalogue.rule(rule_id), scene.place.page
    if rule is None:
        return ""
    known = (site.catalogue.principle(id) for id in rule.principles)
    pages = [(principle.name, site.principle_page(principle)) for principle in known if principle]
    pages.append(("How this was decided", site.rule_page(rule.id)))
    links = (element("a", escape(words), {"href": html_address(here, page)}) for words, page in pages)
    return element("p", " · ".join(links), {"class": "mm-behind"})
