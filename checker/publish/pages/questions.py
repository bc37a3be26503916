"""Everything that needs a person, each question with its passage in view."""

from collections.abc import Iterator
from itertools import takewhile

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
        f"{capital(count(total, 'question'))} that the text alone cannot answer, the weightiest first. Each stands "
        "with the words that it is about; the line in bold is where the tool looked."
    )


def _by_rule(site: Site) -> Iterator[str]:
    for id in site.asked:
        found = site.remarks(id, Outcome.NEEDS_A_PERSON)
        if not found:
            continue
        asked = {remark.finding.question for _, remark in found}
        shared = asked.pop() if len(asked) == 1 else ""
        yield f"## {rule_link(id, site, _HERE)}"
        yield f"**{prose(shared)}**" if shared else ""
        yield from (_question(entry, remark, shared) for entry, remark in found[:_FEW])
        more = [_question(entry, remark, shared) for entry, remark in found[_FEW:MOST]]
        yield details(f"{len(more)} more", joined(more)) if more else ""
        yield rest(len(found))


def _question(entry: Entry, remark: Remark, shared: str) -> str:
    """Where, the question if it is not that of all, what the tool saw, and the words in their place."""
    finding = remark.finding
    own = finding.question if finding.question != shared else ""
    parts = [
        f"{link(_HERE, entry.page, f'{entry.unit.title}, {where(entry, remark)}', remark.anchor)}",
        f"**{prose(own)}**" if own else "",
        prose(finding.message),
        passage(finding.place),
    ]
    return joined(parts)


def passage(place: Span) -> str:
    """The lines of a place with three before and three after it, as they stand in the file; HTML."""
    source = place.source
    first, last = source.position(place.start)[0], source.position(max(place.start, place.end - 1))[0]
    last = min(last, first + _MOST_LINES - 1)
    before = takewhile(_is_text, (source.line_text(at) for at in range(first - 1, max(0, first - 1 - _AROUND), -1)))
    after = (source.line_text(at) for at in range(last + 1, min(len(source.line_starts), last + _AROUND) + 1))
    lines = [
        *(escape(_cut(text)) for text in reversed(list(before))),
        *(element("strong", escape(_cut(source.line_text(at)))) for at in range(first, last + 1)),
        *(escape(_cut(text)) for text in after),
    ]
    return element("blockquote", "<br>".join(lines), {"class": "mm-passage", "data-search-exclude": ""})


def _is_text(text: str) -> bool:
    """Whether a line is not the end of the front matter, before which no passage begins."""
    return text.rstrip() not in ("---", "...")


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[:_WIDEST] + " …"
