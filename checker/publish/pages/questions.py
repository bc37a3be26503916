"""Everything that needs a person, each question with its passage in view."""

from collections.abc import Iterator

from checker.findings import Outcome
from checker.publish.markup import Page, details, element, escape, joined, link, prose
from checker.publish.pages.answers import rule_link, where
from checker.publish.pages.findings import MOST, rest
from checker.publish.site import Entry, Remark, Site
from checker.publish.words import capital, count
from checker.source import Span

_HERE = "questions.md"
_FEW = 10
_AROUND = 3
_MOST_LINES = 8
_WIDEST = 400


def page(site: Site) -> Page:
    """The page."""
    return Page(_HERE, "Questions", joined([_lead(site), *_by_rule(site)]), "Everything that needs a person.")


def _lead(site: Site) -> str:
    total = sum(len(entry.with_outcome(Outcome.NEEDS_A_PERSON)) for entry in site.entries)
    if not total:
        return "No question is open. A rule asks one when the text alone cannot give the answer."
    return (
        f"{capital(count(total, 'question'))} that the text alone cannot answer, the weightiest first. Each stands with the "
        "words that it is about; the line in bold is where the tool looked."
    )


def _by_rule(site: Site) -> Iterator[str]:
    for id in site.asked:
        found = site.remarks(id, Outcome.NEEDS_A_PERSON)
        if not found:
            continue
        yield f"## {rule_link(id, site, _HERE)}"
        yield from (_question(entry, remark, site) for entry, remark in found[:_FEW])
        more = [_question(entry, remark, site) for entry, remark in found[_FEW:MOST]]
        yield details(f"{len(more)} more", joined(more)) if more else ""
        yield rest(len(found))


def _question(entry: Entry, remark: Remark, site: Site) -> str:
    finding = remark.finding
    asked = finding.question or finding.message or site.title_of(finding.rule)
    words = [
        f"**{prose(asked)}**",
        prose(finding.message) if finding.question else "",
        link(_HERE, entry.page, f"{entry.unit.title}, {where(entry, remark)}", remark.anchor),
    ]
    return joined([*words, passage(finding.place)])


def passage(place: Span) -> str:
    """The lines of a place with three before and three after it, as they stand in the file; HTML."""
    source = place.source
    first, last = source.position(place.start)[0], source.position(max(place.start, place.end - 1))[0]
    last = min(last, first + _MOST_LINES - 1)
    numbers = range(max(1, first - _AROUND), min(len(source.line_starts), last + _AROUND) + 1)
    lines = (_line(source.line_text(number), first <= number <= last) for number in numbers)
    return element("blockquote", "<br>".join(lines), {"class": "mm-passage", "data-search-exclude": ""})


def _line(text: str, is_place: bool) -> str:
    words = escape(text if len(text) <= _WIDEST else text[:_WIDEST] + " …")
    return element("strong", words) if is_place and words else words
