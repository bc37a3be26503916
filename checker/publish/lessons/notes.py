"""Notes beside a part of a lesson: what was seen there, and the findings that have their place there."""

from collections.abc import Sequence
from itertools import groupby

from checker.publish.lessons.scene import Scene
from checker.publish.markup import element, escape, html_address, prose
from checker.publish.site import Mark, Remark, Site
from checker.publish.words import OUTCOMES, SHAPES, facet_words, value_words


def notes(marks: Sequence[Mark], remarks: Sequence[Remark], scene: Scene, site: Site) -> str:
    """The notes as HTML on one line; empty without any."""
    parts = ([_seen(marks, scene)] if marks else []) + [_remark(remark, scene, site) for remark in remarks]
    attributes = {"class": "mm-notes", "role": "note", "data-search-exclude": ""}
    return element("div", "".join(parts), attributes) if parts else ""


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


def _remark(remark: Remark, scene: Scene, site: Site) -> str:
    """A finding: what is there, why it matters, what to try, which principle."""
    finding, rule = remark.finding, site.catalogue.rule(remark.finding.rule)
    shape = element("span", SHAPES[finding.outcome], {"class": "mm-shape", "aria-hidden": "true"})
    head = element("summary", f"{shape} {escape(OUTCOMES[finding.outcome])}: {escape(site.title_of(finding.rule))}")
    parts = [
        element("p", prose(finding.message)),
        element("p", prose(rule.why)) if rule else "",
        _named("To try", finding.next_step),
        _named("The question", finding.question),
        _principles(remark, scene, site),
    ]
    own = scene.first(remark.anchor)
    return element("details", head + "".join(parts), {"class": "mm-remark"} | ({"id": own} if own else {}))


def _named(name: str, text: str) -> str:
    return element("p", f"{element('b', name)} {prose(text)}") if text else ""


def _principles(remark: Remark, scene: Scene, site: Site) -> str:
    """The principles behind a finding's rule, and the rule's own page."""
    rule, here = site.catalogue.rule(remark.finding.rule), scene.place.page
    if rule is None:
        return ""
    known = (site.catalogue.principle(id) for id in rule.principles)
    pages = [(principle.name, site.principle_page(principle)) for principle in known if principle]
    pages.append(("How this was decided", site.rule_page(rule.id)))
    links = (element("a", escape(words), {"href": html_address(here, page)}) for words, page in pages)
    return element("p", " · ".join(links), {"class": "mm-behind"})
