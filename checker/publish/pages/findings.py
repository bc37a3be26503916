"""What is not met, the weightiest rules first; with a script, whatever a reader looks for among all findings."""

from collections.abc import Iterator
from itertools import chain

from checker.findings import Outcome
from checker.publish.deciding import said
from checker.publish.markup import Data, Page, element, escape, prose
from checker.publish.pages.lists import Item, Listing, listing_pages
from checker.publish.pages.questions import place_line
from checker.publish.site import Entry, Remark, Site
from checker.publish.words import SHAPES, Words, capital

_HERE = "findings.md"
MOST = 200
"""How many findings of one rule are listed on a page that covers all units."""


def pages(site: Site) -> Iterator[Page | Data]:
    """The pages and the data for their filter."""
    not_met = list(_found(site, Outcome.NOT_MET))
    waiting = [item for item in not_met if not item[1].finding.is_settled]
    settled = [item for item in not_met if item[1].finding.is_settled]
    listing = Listing(
        "findings",
        site.words.say("Findings"),
        site.words.say("What the rules did not find met, and all else by filter."),
        _lead(len(waiting), site),
        waiting,
        [*settled, *_found(site, Outcome.NEEDS_A_PERSON), *_found(site, Outcome.MET)],
        lambda entry, remark: finding(entry, remark, site),
    )
    yield from listing_pages(listing, site)


def _found(site: Site, outcome: Outcome) -> Iterator[Item]:
    return chain.from_iterable(site.remarks(id, outcome) for id in site.asked)


def _lead(total: int, site: Site) -> str:
    words = site.words
    if not total:
        return words.say("Nothing is marked as not met. What needs a person is on the page [Questions](questions.md).")
    lead = (
        "{findings} in {units}, the weightiest rules first. A finding says what a written page shows, not how it is "
        "taught: see [How to read this](how-to-read.md)."
    )
    findings = words.count(total, "finding not met", "findings not met")
    return capital(words.say(lead, findings=findings, units=words.count(len(site.entries), "unit")))


def finding(entry: Entry, remark: Remark, site: Site) -> str:
    """One finding as HTML: what is there, its outcome and place, what to try."""
    own, words = remark.finding, site.words
    shape = element("span", SHAPES[own.outcome], {"aria-hidden": "true"})
    parts = [
        element("h2", f"{shape} {prose(own.message)}"),
        place_line(entry, remark, site, _HERE),
        element("p", f"{element('em', escape(words.say('To try')))}: {prose(own.next_step)}") if own.next_step else "",
        element("p", said(own, words)) if own.decision else "",
    ]
    return element("article", "".join(parts), {"class": "mm-item mm-short", "data-search-exclude": ""})


def rest(total: int, words: Words) -> str:
    """What to say of those that are too many for a list."""
    return (
        words.say("{number} more are on the pages of their units.", number=f"{total - MOST:,}") if total > MOST else ""
    )
