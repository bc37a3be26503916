"""What would help a unit most: three next steps, each with its reason and Markdown that is ready to paste."""

from collections.abc import Iterator
from itertools import chain

from checker.catalogue import Rule
from checker.findings import Outcome
from checker.publish.markup import box, code, details, escape, joined, prose
from checker.publish.pages.answers import rule_link, where
from checker.publish.pages.weight import in_parts
from checker.publish.site import Entry, Remark, Site

_MOST = 3


def steps(entry: Entry, site: Site, given: set[str]) -> str:
    """The steps as Markdown; a sentence that helps where there is none. `given` holds the ids that the page has."""
    say = site.words.say
    chosen = list(_chosen(entry, site))[:_MOST]
    title = f"## {say('What would help most')} {{: #next }}"
    if not chosen:
        return joined([title, say("No rule suggests a next step here. The questions below are for talking over.")])
    return joined([title, *(box("mm-step", _step(remark, entry, site, given)) for remark in chosen)])


def _chosen(entry: Entry, site: Site) -> Iterator[Remark]:
    """The weightiest open findings with a next step, one for each rule, what is not met before what is asked.

    Nobody should begin with what is in doubt.
    """
    rules: set[str] = set()
    lacking = in_parts(entry.waiting(Outcome.NOT_MET), entry, site)
    asked = in_parts(entry.waiting(Outcome.NEEDS_A_PERSON), entry, site)
    for remark in chain(lacking.placed, lacking.absences, asked.placed, asked.absences):
        if remark.finding.next_step and remark.finding.rule not in rules:
            rules.add(remark.finding.rule)
            yield remark


def _step(remark: Remark, entry: Entry, site: Site, given: set[str]) -> str:
    finding, rule = remark.finding, site.catalogue.rule(remark.finding.rule)
    place = escape(where(entry, remark, site.words))
    way = f"[{place}](#{remark.anchor})" if remark.anchor in given else place
    return joined(
        [
            f"**{prose(finding.next_step)}**",
            f"{prose(finding.message)} {way}",
            prose(rule.why) if rule else "",
            _paste(rule, site) if rule else "",
            f"{site.words.say('Behind it')}: {rule_link(finding.rule, site, entry.page)}",
        ]
    )


def _paste(rule: Rule, site: Site) -> str:
    """What can be put into the lesson: the rule's own text for it, else its example of a lesson that meets it."""
    if rule.paste.strip():
        return details(site.words.say("Ready to paste"), code(rule.paste))
    example = next((one.text for one in rule.examples if one.outcome is Outcome.MET), "")
    return details(site.words.say("A small lesson that does this"), code(example)) if example else ""
