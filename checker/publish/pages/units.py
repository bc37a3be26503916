"""The list of units: a card for each, with what it offers in small words and what waits in it."""

from checker.findings import Outcome
from checker.publish.markup import Page, box, escape, joined, link
from checker.publish.pages.offers import offers_in_brief
from checker.publish.pages.unit import facts
from checker.publish.site import Entry, Site
from checker.publish.words import capital, count

_HERE = "units.md"


def page(site: Site) -> Page:
    """The page."""
    cards = (box("mm-unit", _card(entry)) for entry in site.entries)
    body = joined(cards) or "No unit was read. Give `manymeans publish` a folder with lessons in Markdown."
    return Page(_HERE, "Units", body, "All units, with what each offers.")


def _card(entry: Entry) -> str:
    opened = count(len(entry.with_outcome(Outcome.NEEDS_A_PERSON)), "open question")
    not_met = count(len(entry.with_outcome(Outcome.NOT_MET)), "finding")
    waiting = capital(f"{opened}, {not_met} not met")
    facts_line = " · ".join(escape(fact) for fact in facts(entry))
    return joined(
        [f"## {link(_HERE, entry.page, entry.unit.title)}", facts_line, "  \n".join(offers_in_brief(entry)), waiting]
    )
