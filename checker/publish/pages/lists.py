"""Lists over all units that a reader can search: a page at a time without a script, filtered with one.

Every item is written once, as HTML. It stands in one of the pages, so that nothing is missing where no script runs, and
in a data file of the same length, from which the script takes what a filter finds. The index holds what is filtered by.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from checker.publish.deciding import STATES, state
from checker.publish.markup import Data, Page, element, escape, joined
from checker.publish.pages.answers import lesson_title
from checker.publish.site import Entry, Remark, Site
from checker.publish.words import SEVERITIES, Words, shortened

PER_PAGE = 50
_MOST_TEXT = 240

Item = tuple[Entry, Remark]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its short name, its title, what leads into it, its items, and those that only a filter shows."""

    name: str
    title: str
    about: str
    lead: str
    items: Sequence[Item]
    hidden: Sequence[Item]
    write: Callable[[Entry, Remark], str]


def listing_pages(listing: Listing, site: Site) -> Iterator[Page | Data]:
    """The pages of a list and the data files for its filter."""
    everything = [*listing.items, *listing.hidden]
    written = [listing.write(*item) for item in everything]
    pages = list(_parts(written[: len(listing.items)])) or [[]]
    for at, part in enumerate(pages):
        yield _page(listing, part, at, len(pages), site)
    if everything:
        yield Data(f"assets/data/{listing.name}.js", _call("index", listing.name, _index(everything, site)))
    for at, part in enumerate(_parts(written)):
        yield Data(f"assets/data/{listing.name}-{at}.js", _call("part", listing.name, at, part))


def _parts(items: Sequence[str]) -> Iterator[Sequence[str]]:
    return (items[at : at + PER_PAGE] for at in range(0, len(items), PER_PAGE))


def _page(listing: Listing, part: Sequence[str], at: int, total: int, site: Site) -> Page:
    words = site.words
    title = listing.title if not at else words.say("{title}, page {number}", title=listing.title, number=at + 1)
    items = "".join(part)
    body = joined(
        [
            listing.lead,
            element("div", "", _filter(listing, site)) if listing.items or listing.hidden else "",
            element("div", items, {"class": "mm-items"}) if items else "",
            _pager(listing.name, at, total, words),
        ]
    )
    return Page(_path(listing.name, at), title, body, listing.about, has_contents=False)


def _path(name: str, at: int) -> str:
    return f"{name}-{at + 1}.md" if at else f"{name}.md"


def _filter(listing: Listing, site: Site) -> dict[str, str]:
    """The place where the script puts the fields, with the words that it needs."""
    said = {key: site.words.say(text) for key, text in _FIELDS.items()}
    return {
        "class": "mm-filter",
        "data-list": listing.name,
        "data-per-page": str(PER_PAGE),
        "data-shown": str(len(listing.items)),
        "data-words": json.dumps(said, ensure_ascii=False),
    }


_FIELDS = {
    "title": "Find and filter",
    "unit": "Unit",
    "lesson": "Lesson",
    "principle": "Principle",
    "rule": "Rule",
    "outcome": "Outcome",
    "severity": "Weight",
    "state": "Decision",
    "owner": "Owner",
    "text": "Words in it",
    "any": "any",
    "listed": "as listed here",
    "clear": "Show all again",
    "found": "{number} of {total} shown.",
    "none": "Nothing fits all of these. Take one of them back, or show all again.",
    "before": "Earlier",
    "after": "Later",
    "page": "Page {number} of {total}",
    "address": "Copy the address of this view",
    "copied": "Copied",
    "copy": "Copy",
    "download": "Download",
    "answer": "Your answer",
    "said": "In your own words",
    "yes": "Yes",
    "partly": "Partly",
    "no": "No",
    "not-for-this-unit": "Not for this unit",
    "reason": "Reason",
    "name": "Your name",
    "date": "Date",
    "reflection": "Your first thought",
}


def _pager(name: str, at: int, total: int, words: Words) -> str:
    """The way to the other pages of a list."""
    if total < 2:
        return ""
    shown = sorted({0, total - 1, *range(max(0, at - 2), min(total, at + 3))})
    links = " · ".join(_page_link(name, number, at, words) for number in shown)
    return f'<nav class="mm-pager" aria-label="{escape(words.say("Pages of this list"))}">{links}</nav>'


def _page_link(name: str, number: int, at: int, words: Words) -> str:
    said = words.say("Page {number}", number=number + 1)
    if number == at:
        return element("span", escape(said), {"aria-current": "page"})
    return element("a", escape(said), {"href": _path(name, number).replace(".md", ".html")})


def _call(what: str, *parts: object) -> str:
    """A data file as a script that hands its data over: a page opened from a disk may load no other kind."""
    said = ",\n".join(json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in parts)
    return f"manymeans.{what}({said})\n"


def _index(items: Sequence[Item], site: Site) -> dict[str, object]:
    """What a filter needs to know of each item: names are listed once, an item has their numbers."""
    units, lessons, rules = _Names(), _Names(), _Names()
    outcomes, severities, states, owners = _Names(), _Names(), _Names(), _Names()
    words = site.words
    rows = [
        [
            units.at(entry.name, entry.unit.title),
            lessons.at(remark.finding.place.source.path, lesson_title(entry, remark, words)),
            rules.at(remark.finding.rule, site.title_of(remark.finding.rule)),
            outcomes.at(remark.finding.outcome.value, words.outcome(remark.finding.outcome)),
            severities.at(remark.finding.severity.value, words.say(SEVERITIES[remark.finding.severity])),
            states.at(*_state(remark, words)),
            owners.at(owner := remark.finding.decision.by if remark.finding.decision else "", owner),
            shortened(f"{remark.finding.message} {remark.finding.question} {remark.finding.place.text}", _MOST_TEXT),
        ]
        for entry, remark in items
    ]
    return {
        "fields": ["unit", "lesson", "rule", "outcome", "severity", "state", "owner"],
        "names": [names.pairs for names in (units, lessons, rules, outcomes, severities, states, owners)],
        "principles": _principles(rules, site),
        "rows": rows,
    }


def _state(remark: Remark, words: Words) -> tuple[str, str]:
    decision = remark.finding.decision
    return state(remark.finding), words.say(STATES[decision.kind] if decision else "open")


def _principles(rules: "_Names", site: Site) -> list[tuple[str, str, list[int]]]:
    """The principles behind the rules of a list: id, name, the numbers of their rules."""
    behind: dict[str, list[int]] = {}
    for at, (id, _) in enumerate(rules.pairs):
        rule = site.catalogue.rule(id)
        for principle in rule.principles if rule else ():
            behind.setdefault(principle, []).append(at)
    known = ((id, site.catalogue.principle(id), own) for id, own in behind.items())
    return [(id, principle.name, own) for id, principle, own in known if principle]


class _Names:
    """Names in the order in which they come, each with a key, told apart by the key."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []
        self._known: dict[str, int] = {}

    def at(self, key: str, name: str) -> int:
        if key not in self._known:
            self._known[key] = len(self.pairs)
            self.pairs.append((key, name))
        return self._known[key]
