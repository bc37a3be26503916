"""The rules: a list by weight, and a page for each with its reason, its way to decide and its examples."""

from collections.abc import Iterator

from checker.catalogue import Example, Rule
from checker.findings import Outcome
from checker.publish.markup import Page, box, code, escape, few_then_more, joined, link, listed, prose, web
from checker.publish.pages.answers import headed, in_unit
from checker.publish.pages.findings import MOST
from checker.publish.site import Site
from checker.publish.words import SCOPES, SEVERITIES, count

_HERE = "rules.md"


def pages(site: Site) -> Iterator[Page]:
    """The list, then each rule."""
    rules = [rule for id in site.asked if (rule := site.catalogue.rule(id))]
    items = [f"{link(_HERE, site.rule_page(rule.id), rule.title)}: {_standing(rule, site)}" for rule in rules]
    lead = (
        "Each rule is one question that a principle asks of a unit. A rule names the words it looked for and the place."
    )
    body = joined([lead, listed(items)]) if items else "The catalogue holds no rules."
    yield Page(_HERE, "Rules", body, "All rules, with where each stands.")
    yield from (_rule(rule, site) for rule in site.catalogue.rules)


def _standing(rule: Rule, site: Site) -> str:
    parts = [
        f"{len(found)} {words}"
        for outcome, words in (
            (Outcome.MET, "met"),
            (Outcome.NOT_MET, "not met"),
            (Outcome.NEEDS_A_PERSON, "for a person"),
        )
        if (found := site.remarks(rule.id, outcome))
    ]
    return ", ".join(parts) or "nothing found"


def _rule(rule: Rule, site: Site) -> Page:
    here = site.rule_page(rule.id)
    body = joined(
        [
            box("mm-trail", link(here, _HERE, "All rules")),
            _facts(rule),
            _part("Why", rule.why),
            _part("How it decides", rule.how),
            _part("What helps", rule.next_step),
            _part("What a reviewer is asked", rule.question),
            _examples(rule),
            _principles(rule, here, site),
            *_findings(rule, here, site),
            f"*In settings and waivers this rule is called* `{_name(rule)}`.",
        ]
    )
    return Page(here, rule.title, body, rule.why)


def _name(rule: Rule) -> str:
    return "".join(sign for sign in rule.id if sign.isalnum() or sign in "-_.:")


def _facts(rule: Rule) -> str:
    tried = " It is still being tried out, and its findings do not make a check fail." if rule.is_preview else ""
    return f"Asked of {SCOPES[rule.scope]}. Where it is not met, that is {SEVERITIES[rule.severity]}.{tried}"


def _part(title: str, text: str) -> str:
    return f"## {title}\n\n{prose(text)}" if text.strip() else ""


def _examples(rule: Rule) -> str:
    parts = [part for example in rule.examples for part in _example(example)]
    return joined(["## Examples", "These small lessons are the rule's own tests.", *parts]) if parts else ""


def _example(example: Example) -> Iterator[str]:
    note = f" {prose(example.note)}" if example.note else ""
    yield f"**{headed(example.outcome)}.**{note}"
    yield code(example.text)


def _principles(rule: Rule, here: str, site: Site) -> str:
    known = [principle for id in rule.principles if (principle := site.catalogue.principle(id))]
    names = {framework.id: framework.name for framework in site.catalogue.frameworks}
    items = (f"{link(here, site.principle_page(p), p.name)} ({escape(names[p.framework])})" for p in known)
    source = f"Source: {web(rule.source_url)}" if rule.source_url else ""
    return joined(["## Principles", listed(items), source]) if known else ""


def _findings(rule: Rule, here: str, site: Site) -> Iterator[str]:
    for outcome in (Outcome.NEEDS_A_PERSON, Outcome.NOT_MET):
        found = site.remarks(rule.id, outcome)
        if found:
            yield f"## {headed(outcome)}"
            yield few_then_more([in_unit(entry, remark, here) for entry, remark in found[:MOST]])
    met = site.remarks(rule.id, Outcome.MET)
    if met:
        entries = dict.fromkeys(entry for entry, _ in met)
        yield f"## {headed(Outcome.MET)}\n\nIn {count(len(entries), 'unit')}."
        yield few_then_more([link(here, entry.page, entry.unit.title, "findings") for entry in list(entries)[:MOST]])
