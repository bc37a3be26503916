"""Everything that needs a person: each question with its passage in view, and a form in which to answer it."""

from collections.abc import Iterator
from itertools import chain, takewhile

from checker.findings import Outcome
from checker.publish.deciding import STATES, said
from checker.publish.markup import Data, Page, element, escape, html_address, prose
from checker.publish.pages.answers import where
from checker.publish.pages.decision import form
from checker.publish.pages.lists import Item, Listing, listing_pages
from checker.publish.site import Entry, Remark, Site
from checker.publish.words import SEVERITIES, capital
from checker.source import Source, Span

_HERE = "questions.md"
_AROUND = 3
_MOST_LINES = 8
_WIDEST = 400


def pages(site: Site) -> Iterator[Page | Data]:
    """The pages and the data for their filter."""
    waiting = list(_asked(site, settled=False))
    listing = Listing(
        "questions",
        site.words.say("Questions"),
        site.words.say("Everything that needs a person."),
        _lead(len(waiting), site),
        waiting,
        list(_asked(site, settled=True)),
        lambda entry, remark: question(entry, remark, site),
    )
    yield from listing_pages(listing, site)


def _asked(site: Site, settled: bool) -> Iterator[Item]:
    """Questions at a place before those about what was not found, the weightiest rules first; open or settled ones."""
    found = chain.from_iterable(site.remarks(id, Outcome.NEEDS_A_PERSON) for id in site.asked)
    chosen = (item for item in found if item[1].finding.is_settled is settled)
    return iter(sorted(chosen, key=lambda item: item[1].finding.is_absence))


def _lead(total: int, site: Site) -> str:
    if not total:
        return site.words.say("No question is open. A rule asks one when the text alone cannot give the answer.")
    lead = (
        "{questions} that the text alone cannot answer, the weightiest first. Each stands with the words that it is "
        "about; the line in bold is where the tool looked."
    )
    return capital(site.words.say(lead, questions=site.words.count(total, "question")))


def question(entry: Entry, remark: Remark, site: Site) -> str:
    """One question as HTML: what is asked, where, the words in their place, what the tool saw, how to answer."""
    finding = remark.finding
    asked = finding.question or site.title_of(finding.rule)
    seen = element("p", prose(finding.message))
    parts = [
        element("h2", prose(asked)),
        place_line(entry, remark, site, _HERE),
        passage(finding.place),
        _folded_until_answered(seen, site) if site.settings.reflection else seen,
        element("p", said(finding, site.words)) if finding.decision else "",
        form(entry, remark, site),
    ]
    return element("article", "".join(parts), {"class": "mm-item", "data-search-exclude": ""})


def _folded_until_answered(seen: str, site: Site) -> str:
    """What the tool saw, folded away: the reviewer thinks first."""
    summary = site.words.say("Answer for yourself first. Then see what the tool saw.")
    return element("details", element("summary", escape(summary)) + seen, {"class": "mm-first"})


def place_line(entry: Entry, remark: Remark, site: Site, here: str) -> str:
    """The outcome of a finding, its place, its rule, its weight, and what was decided: one line of HTML."""
    finding, words = remark.finding, site.words
    place = f"{entry.unit.title}, {where(entry, remark, words)}"
    parts = [escape(words.outcome(finding.outcome))]
    parts.append(element("a", escape(place), {"href": html_address(here, entry.page, remark.anchor)}))
    if page := site.rule_page(finding.rule):
        parts.append(element("a", escape(site.title_of(finding.rule)), {"href": html_address(here, page)}))
    else:
        parts.append(escape(site.title_of(finding.rule)))
    parts.append(escape(words.say(SEVERITIES[finding.severity])))
    if finding.decision:
        parts.append(element("b", escape(words.say(STATES[finding.decision.kind]))))
    return element("p", " · ".join(parts), {"class": "mm-facts"})


def passage(place: Span) -> str:
    """The lines of a place with three before and three after it, as they stand in the file; HTML."""
    source = place.source
    first, last = source.position(place.start)[0], source.position(max(place.start, place.end - 1))[0]
    last = min(last, first + _MOST_LINES - 1)
    above = (source.line_text(at) for at in range(first - 1, max(0, first - 1 - _AROUND), -1))
    after = _without_empty_end([source.line_text(at) for at in range(last + 1, _end(source, last) + 1)])
    before = _without_empty_end(list(takewhile(_is_text, above)))
    lines = [
        *(escape(_cut(text)) for text in reversed(before)),
        *(element("strong", escape(_cut(source.line_text(at)))) for at in range(first, last + 1)),
        *(escape(_cut(text)) for text in after),
    ]
    return element("blockquote", "<br>".join(lines), {"class": "mm-passage"})


def _end(source: Source, last: int) -> int:
    return min(len(source.line_starts), last + _AROUND)


def _without_empty_end(lines: list[str]) -> list[str]:
    """The lines without the empty ones at their end."""
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _is_text(text: str) -> bool:
    """Whether a line is not the end of the front matter, before which no passage begins."""
    return text.rstrip() not in ("---", "...")


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[:_WIDEST] + " …"
