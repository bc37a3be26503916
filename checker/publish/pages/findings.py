"""What is not met, grouped by rule, never a wall: ten, then more, and for a great many the units' own pages."""

from collections.abc import Iterator

from checker.findings import Outcome
from checker.publish.markup import Page, few_then_more, joined, prose
from checker.publish.pages.answers import in_unit, rule_link
from checker.publish.site import Site
from checker.publish.words import capital, count

_HERE = "findings.md"
MOST = 200
"""How many findings of one rule are listed on a page that covers all units."""


def page(site: Site) -> Page:
    """The page."""
    body = joined([_lead(site), *_by_rule(site)])
    return Page(_HERE, "Findings", body, "What the rules did not find met, grouped by rule.")


def _lead(site: Site) -> str:
    total = sum(len(entry.with_outcome(Outcome.NOT_MET)) for entry in site.entries)
    if not total:
        return "Nothing is marked as not met. What needs a person is on the page [Questions](questions.md)."
    return (
        f"{capital(count(total, 'finding'))} not met in {count(len(site.entries), 'unit')}, the weightiest rules "
        "first. A finding says what a written page shows, not how it is taught: see [How to read this](how-to-read.md)."
    )


def _by_rule(site: Site) -> Iterator[str]:
    for id in site.asked:
        found = site.remarks(id, Outcome.NOT_MET)
        if found:
            rule = site.catalogue.rule(id)
            yield f"## {rule_link(id, site, _HERE)}"
            yield prose(rule.why) if rule else ""
            yield few_then_more([in_unit(entry, remark, _HERE) for entry, remark in found[:MOST]])
            yield rest(len(found))


def rest(total: int) -> str:
    """What to say of those that are too many for a list."""
    return f"{total - MOST:,} more are on the pages of their units." if total > MOST else ""
