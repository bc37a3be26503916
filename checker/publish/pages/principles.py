"""The frameworks: a list of them, a page for each with its principles, and a page for each principle."""

from collections.abc import Iterator

from checker.catalogue import Framework, Principle
from checker.findings import Outcome
from checker.publish.markup import Page, box, escape, few_then_more, joined, line, link, listed, prose, web
from checker.publish.pages.answers import headed, in_unit
from checker.publish.pages.findings import MOST
from checker.publish.site import Entry, Remark, Site
from checker.publish.words import count, kind_words

_HERE = "principles.md"
_ANSWERS = {
    "rules": "Rules answer this from the text, and say where they looked.",
    "evidence": "ManyMeans lists what the text shows; whether that is enough is for a person to say.",
    "question": "A text cannot show this. ManyMeans only asks.",
}


def pages(site: Site) -> Iterator[Page]:
    """The list, then each framework with its principles."""
    yield _index(site)
    for framework in site.catalogue.frameworks:
        yield _framework(framework, site)
        yield from (_principle(principle, framework, site) for principle in framework.principles)


def _index(site: Site) -> Page:
    lead = "Rules and questions belong to principles that others have published. The words here are our own paraphrase."
    items = (
        f"**{link(_HERE, site.framework_page(framework.id), framework.name)}** ({escape(framework.publisher)}, "
        f"{framework.year}; {count(len(framework.principles), 'principle')}). {line(framework.summary)}"
        for framework in site.catalogue.frameworks
    )
    return Page(_HERE, "Principles", joined([lead, listed(items)]), "The frameworks behind rules and questions.")


def _framework(framework: Framework, site: Site) -> Page:
    here = site.framework_page(framework.id)
    groups = [*framework.groups, ("", "Other")] if framework.groups else [("", "Principles")]
    known = {id for id, _ in framework.groups}
    parts = []
    for id, name in groups:
        own = [p for p in framework.principles if p.group == id or (not id and p.group not in known)]
        if own:
            parts += [f"## {escape(name)}", listed(_item(principle, here, site) for principle in own)]
    publisher = f"{escape(framework.publisher)}, {framework.year}: {web(framework.url)}"
    source = f"*Published by {publisher}. {line(framework.license)}*"
    body = joined([box("mm-trail", link(here, _HERE, "All frameworks")), line(framework.summary), *parts, source])
    return Page(here, framework.name, body, framework.summary)


def _item(principle: Principle, here: str, site: Site) -> str:
    return f"{link(here, site.principle_page(principle), principle.name)}: {_standing(principle, site)}"


def _standing(principle: Principle, site: Site) -> str:
    """Where a principle stands over all units, in words."""
    rules = site.rules_of(principle)
    if not rules:
        return "asked of a person" if principle.answer == "question" else "no rule yet"
    counts = {outcome: sum(len(site.remarks(rule.id, outcome)) for rule in rules) for outcome in Outcome}
    if not any(counts.values()):
        return f"{count(len(rules), 'rule')}, nothing found yet"
    parts = (Outcome.MET, "met"), (Outcome.NOT_MET, "not met"), (Outcome.NEEDS_A_PERSON, "for a person")
    return ", ".join(f"{counts[outcome]} {words}" for outcome, words in parts if counts[outcome]) or "not applicable"


def _principle(principle: Principle, framework: Framework, site: Site) -> Page:
    here = site.principle_page(principle)
    group = dict(framework.groups).get(principle.group, "")
    framework_link = link(here, site.framework_page(framework.id), framework.name)
    trail = box("mm-trail", f"{framework_link}{f' · {escape(group)}' if group else ''}")
    body = joined(
        [
            trail,
            line(principle.summary),
            _ANSWERS.get(principle.answer, ""),
            f"## What a reviewer is asked\n\n{prose(principle.question)}" if principle.question else "",
            _rules(principle, here, site),
            _evidence(principle, here, site),
            *_outcomes(principle, here, site),
            _names(principle),
        ]
    )
    return Page(here, principle.name, body, principle.summary)


def _rules(principle: Principle, here: str, site: Site) -> str:
    rules = site.rules_of(principle)
    if not rules:
        return "## Rules\n\nNo rule answers this principle." if principle.answer == "rules" else ""
    return f"## Rules\n\n{listed(link(here, site.rule_page(rule.id), rule.title) for rule in rules)}"


def _evidence(principle: Principle, here: str, site: Site) -> str:
    """What the units show that speaks to the principle."""
    if not principle.shows:
        return ""
    rows = [(kind, [(entry, entry.shown.get(kind, 0)) for entry in site.entries]) for kind in principle.shows]
    items = (f"{escape(kind_words(kind))}: {_in_units([(e, n) for e, n in found if n], here)}" for kind, found in rows)
    return f"## What units show\n\n{listed(items)}"


def _in_units(found: list[tuple[Entry, int]], here: str) -> str:
    if not found:
        return "in no unit"
    links = (f"{link(here, entry.page, entry.unit.title)} ({count(places, 'place')})" for entry, places in found[:5])
    more = f" and {count(len(found) - 5, 'more unit')}" if len(found) > 5 else ""
    return ", ".join(links) + more


def _outcomes(principle: Principle, here: str, site: Site) -> Iterator[str]:
    """The findings of the rules behind a principle, by outcome."""
    rules = site.rules_of(principle)
    for outcome in (Outcome.NEEDS_A_PERSON, Outcome.NOT_MET, Outcome.MET):
        found: list[tuple[Entry, Remark]] = [pair for rule in rules for pair in site.remarks(rule.id, outcome)]
        if found:
            yield f"## {headed(outcome)}"
            yield few_then_more([_line(entry, remark, here) for entry, remark in found[:MOST]])


def _line(entry: Entry, remark: Remark, here: str) -> str:
    if remark.finding.outcome is not Outcome.MET:
        return in_unit(entry, remark, here)
    return f"{link(here, entry.page, entry.unit.title, 'findings')}: {prose(remark.finding.message)}"


def _names(principle: Principle) -> str:
    """The official number, older numbers and the address, last: they are for those who know the framework."""
    older = f" In earlier versions: {escape(', '.join(principle.formerly))}." if principle.formerly else ""
    page = f" {web(principle.url)}" if principle.url else ""
    return f"*Number in the framework: {escape(principle.id)}.{older}*{page}"
