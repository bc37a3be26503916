"""The list of units: a card for each, with what it offers in small words and what waits in it."""

from checker.findings import Outcome
from checker.publish.markup import Page, box, element, escape, joined, link
from checker.publish.pages.offers import offers_in_brief
from checker.publish.pages.unit import facts
from checker.publish.site import Entry, Site
from checker.publish.words import capital

_HERE = "units.md"


def page(site: Site) -> Page:
    """The page. A script puts a field before the cards in which a reader finds units by any of their words."""
    say = site.words.say
    finder = element("div", "", {"class": "mm-find", "data-label": say("Find a unit by its words")})
    cards = [box("mm-unit", _card(entry, site)) for entry in site.entries]
    empty = say("No unit was read. Give `manymeans publish` a folder with lessons in Markdown.")
    body = joined([finder, *cards]) if cards else empty
    return Page(_HERE, say("Units"), body, say("All units, with what each offers."), has_contents=False)


def _card(entry: Entry, site: Site) -> str:
    words = site.words
    opened = words.count(len(entry.waiting(Outcome.NEEDS_A_PERSON)), "open question")
    not_met = words.count(len(entry.waiting(Outcome.NOT_MET)), "finding not met", "findings not met")
    waiting = capital(f"{opened}, {not_met}")
    facts_line = " · ".join(escape(fact) for fact in facts(entry, words))
    title = f"## {link(_HERE, entry.page, entry.unit.title)}"
    return joined([title, facts_line, "  \n".join(offers_in_brief(entry, words)), waiting])
