"""The frameworks: a list of them, a page for each with its principles, and a page for each principle.

A site without units is a reference: its pages say what answers a principle, and nothing of where it stands.
"""

from collections.abc import Iterator

from checker.catalogue import Framework, Principle
from checker.findings import Outcome
from checker.publish.markup import UNSEARCHED, Page, box, escape, few_then_more, joined, line, link, listed, prose, web
from checker.publish.pages.answers import headed, in_unit
from checker.publish.pages.findings import MOST
from checker.publish.site import Entry, Remark, Site
from checker.publish.words import Words

_HERE = "principles.md"
_LEAD = "Rules and questions belong to principles that others have published. The words here are our own paraphrase."
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
    words = site.words
    items = (
        f"**{link(_HERE, site.framework_page(framework.id), framework.name)}** ({escape(framework.publisher)}, "
        f"{framework.year}; {words.count(len(framework.principles), 'principle')}). {line(framework.summary)}"
        for framework in site.catalogue.frameworks
    )
    about = words.say("The frameworks behind rules and questions.")
    return Page(_HERE, words.say("Principles"), joined([words.say(_LEAD), listed(items)]), about, has_contents=False)


def _framework(framework: Framework, site: Site) -> Page:
    here, say = site.framework_page(framework.id), site.words.say
    groups = [*framework.groups, ("", say("Other"))] if framework.groups else [("", say("Principles"))]
    known = {id for id, _ in framework.groups}
    parts = []
    for id, name in groups:
        own = [p for p in framework.principles if p.group == id or (not id and p.group not in known)]
        if own:
            parts += [f"## {escape(name)}", listed(_item(principle, here, site) for principle in own)]
    publisher = f"{escape(framework.publisher)}, {framework.year}: {web(framework.url)}"
    source = f"*{say('Published by {publisher}.', publisher=publisher)} {line(framework.license)}*"
    trail = box("mm-trail", link(here, _HERE, say("All frameworks")))
    body = joined([trail, line(framework.summary), *parts, source])
    return Page(here, framework.name, body, framework.summary)


def _item(principle: Principle, here: str, site: Site) -> str:
    return f"{link(here, site.principle_page(principle), principle.name)}: {_standing(principle, site)}"


def _standing(principle: Principle, site: Site) -> str:
    """Where a principle stands over all units, in words."""
    words, rules = site.words, site.rules_of(principle)
    if not site.entries:
        return _answered(principle, site)
    if not rules:
        return words.say("asked of a person" if principle.answer == "question" else "no rule yet")
    counts = {outcome: sum(len(site.remarks(rule.id, outcome)) for rule in rules) for outcome in Outcome}
    if not any(counts.values()):
        return words.say("{rules}, nothing found yet", rules=words.count(len(rules), "rule"))
    kinds = (Outcome.MET, "{number} met"), (Outcome.NOT_MET, "{number} not met")
    parts = (*kinds, (Outcome.NEEDS_A_PERSON, "{number} for a person"))
    said = (words.say(text, number=counts[outcome]) for outcome, text in parts if counts[outcome])
    return ", ".join(said) or words.outcome(Outcome.NOT_APPLICABLE).lower()


def _answered(principle: Principle, site: Site) -> str:
    """What answers a principle, in words."""
    rules = site.rules_of(principle)
    parts = [site.words.count(len(rules), "rule")] if rules else []
    if principle.answer != "rules":
        parts += [site.words.say("evidence")] if principle.shows else []
        parts += [site.words.say("a question for a person")]
    return site.words.series(parts)


def _principle(principle: Principle, framework: Framework, site: Site) -> Page:
    here, say = site.principle_page(principle), site.words.say
    group = dict(framework.groups).get(principle.group, "")
    framework_link = link(here, site.framework_page(framework.id), framework.name)
    trail = box("mm-trail", f"{framework_link}{f' · {escape(group)}' if group else ''}")
    body = joined(
        [
            trail,
            line(principle.summary),
            say(_ANSWERS.get(principle.answer, "")),
            f"## {say('What a reviewer is asked')}\n\n{prose(principle.question)}" if principle.question else "",
            _rules(principle, here, site),
            _evidence(principle, here, site),
            *_outcomes(principle, here, site),
            _names(principle, site.words),
            f"*{line(framework.license)}*",
        ]
    )
    return Page(here, principle.name, body, principle.summary)


def _rules(principle: Principle, here: str, site: Site) -> str:
    rules, title = site.rules_of(principle), f"## {site.words.say('Rules')}"
    if not rules:
        return f"{title}\n\n{site.words.say('No rule answers this principle.')}" if principle.answer == "rules" else ""
    return f"{title}\n\n{listed(link(here, site.rule_page(rule.id), rule.title) for rule in rules)}"


def _evidence(principle: Principle, here: str, site: Site) -> str:
    """What the units show that speaks to the principle."""
    if not principle.shows:
        return ""
    words = site.words
    if not site.entries:
        kinds = listed(escape(words.kind(kind)) for kind in principle.shows)
        return joined([f"## {words.say('What a unit can show')}", kinds])
    rows = [(kind, [(entry, entry.shown.get(kind, 0)) for entry in site.entries]) for kind in principle.shows]
    items = (
        f"{escape(words.kind(kind))}: {_in_units([(e, n) for e, n in found if n], here, words)}" for kind, found in rows
    )
    return f"## {words.say('What units show')}\n\n{listed(items)}"


def _in_units(found: list[tuple[Entry, int]], here: str, words: Words) -> str:
    if not found:
        return words.say("in no unit")
    links = ", ".join(
        f"{link(here, entry.page, entry.unit.title)} ({words.count(places, 'place')})" for entry, places in found[:5]
    )
    if len(found) <= 5:
        return links
    return words.say("{units} and {more}", units=links, more=words.count(len(found) - 5, "more unit"))


def _outcomes(principle: Principle, here: str, site: Site) -> Iterator[str]:
    """The findings of the rules behind a principle, by outcome."""
    rules = site.rules_of(principle)
    for outcome in (Outcome.NEEDS_A_PERSON, Outcome.NOT_MET, Outcome.MET):
        found: list[tuple[Entry, Remark]] = [pair for rule in rules for pair in site.remarks(rule.id, outcome)]
        if found:
            yield f"## {headed(outcome, site.words)} {UNSEARCHED}"
            yield few_then_more([_line(entry, remark, here, site.words) for entry, remark in found[:MOST]], site.words)


def _line(entry: Entry, remark: Remark, here: str, words: Words) -> str:
    if remark.finding.outcome is not Outcome.MET:
        return in_unit(entry, remark, here, words)
    return f"{link(here, entry.page, entry.unit.title, 'findings')}: {prose(remark.finding.message)}"


def _names(principle: Principle, words: Words) -> str:
    """The official number, older numbers and the address, last: they are for those who know the framework."""
    formerly = words.say("In earlier versions: {numbers}.", numbers=escape(", ".join(principle.formerly)))
    page = f" {web(principle.url)}" if principle.url else ""
    number = words.say("Number in the framework: {number}.", number=escape(principle.id))
    return f"*{number}{f' {formerly}' if principle.formerly else ''}*{page}"
