"""Notes beside a part of a lesson: what was seen there, and the findings that have their place there."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from checker.findings import Outcome
from checker.publish.deciding import said
from checker.publish.lessons.scene import Scene
from checker.publish.markup import element, escape, html_address, prose
from checker.publish.site import Mark, Remark, Site
from checker.publish.words import SHAPES, Words, capital

_FEW = 2


def notes(marks: Sequence[Mark], remarks: Sequence[Remark], scene: Scene, site: Site) -> str:
    """The notes as HTML on one line; empty without any."""
    by_rule: dict[tuple[str, Outcome], list[Remark]] = {}
    for remark in remarks:
        by_rule.setdefault((remark.finding.rule, remark.finding.outcome), []).append(remark)
    found = [_remarks(own, scene, site) for own in by_rule.values()]
    parts = [_seen(marks, scene, site.words) if marks else "", *found[:_FEW], _folded(found[_FEW:], site.words)]
    attributes = {"class": "mm-notes", "role": "note", "data-search-exclude": ""}
    return element("div", "".join(parts), attributes) if any(parts) else ""


def _folded(found: Sequence[str], words: Words) -> str:
    """Findings beyond the first few, which would push the text apart."""
    if not found:
        return ""
    head = element("summary", escape(capital(words.say("{number} more", number=words.number(len(found))))))
    return element("details", head + "".join(found), {"class": "mm-remark"})


def _seen(marks: Sequence[Mark], scene: Scene, words: Words) -> str:
    """Evidence by facet and value, each place a number that leads to the underlined words."""

    def name(mark: Mark) -> str:
        return words.facet(mark.evidence.facet)

    by_facet = sorted(marks, key=lambda mark: (name(mark), mark.evidence.value, mark.number))
    items = (
        element("li", f"{element('b', escape(facet))} {_values(list(group), scene, words)}")
        for facet, group in groupby(by_facet, key=name)
    )
    head = element("summary", escape(" · ".join(dict.fromkeys(map(name, by_facet)))))
    return element("details", head + element("ul", "".join(items)), {"class": "mm-seen"})


def _values(marks: list[Mark], scene: Scene, words: Words) -> str:
    groups = groupby(marks, key=lambda mark: mark.evidence.value)
    return ", ".join(f"{_value(list(group), scene, words)}" for _, group in groups)


def _value(marks: list[Mark], scene: Scene, words: Words) -> str:
    first = marks[0].evidence
    names = dict.fromkeys(mark.evidence.name for mark in marks if mark.evidence.name)
    shown = ", ".join(names) or words.value(first.facet, first.value)
    return f"{escape(shown)} {' '.join(_number(mark, scene) for mark in marks)}"


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
    head = element(
        "summary", f"{shape} {escape(site.words.outcome(finding.outcome))}: {escape(site.title_of(finding.rule))}"
    )
    parts = [
        *(_message(remark, scene) for remark in remarks),
        element("p", prose(rule.why)) if rule else "",
        *(element("p", said(remark.finding, site.words)) for remark in remarks if remark.finding.decision),
        *_named(site.words.say("To try"), [remark.finding.next_step for remark in remarks]),
        *_named(site.words.say("The question"), [remark.finding.question for remark in remarks]),
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
    pages.append((site.words.say("How this was decided"), site.rule_page(rule.id)))
    links = (element("a", escape(words), {"href": html_address(here, page)}) for words, page in pages)
    return element("p", " · ".join(links), {"class": "mm-behind"})
