"""What a report to be mailed says, before it is Markdown or HTML: plain words, arranged."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker import __version__
from checker.absences import parted
from checker.findings import Finding, Outcome, Report
from checker.messages import facets_of
from checker.outputs.around import (
    SHAPES,
    Around,
    Totals,
    first_sentence,
    line_of,
    weightiest,
)
from checker.outputs.quoting import one_line

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Item:
    """One finding in words. Parts that have nothing to say are empty."""

    shape: str
    outcome: str
    place: str
    message: str
    quote: str
    why: str
    ask: str
    next_step: str
    principles: tuple[str, ...]
    rule: str
    page: str
    note: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One unit: what it offers (name and words), what is open, and what could not be checked (path and reason).

    `folded` is open too: the lighter questions about what was not found. So is `doubted`: what comes from rules that
    were seldom right so far.
    """

    anchor: str
    title: str
    path: str
    offers: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    folded: tuple[Item, ...]
    doubted: tuple[Item, ...]
    not_checked: tuple[tuple[str, str], ...]


def chapters(reports: Iterable[Report], around: Around) -> Iterator[Chapter]:
    """A chapter for each unit."""
    for number, report in enumerate(reports, 1):
        parts = parted(weightiest(around.shown(report)), report.evidence, around.catalogue, around.fails)
        yield Chapter(
            anchor=f"unit-{number}",
            title=one_line(report.title or report.unit),
            path=one_line(report.unit),
            offers=tuple(_offers(report, around)),
            items=tuple(_item(finding, around) for finding in (*parts.placed, *parts.shown)),
            folded=tuple(_item(finding, around) for finding in parts.folded),
            doubted=tuple(_item(finding, around) for finding in parts.doubted),
            not_checked=tuple((one_line(e.path), one_line(e.reason)) for e in report.not_checked if not e.rule),
        )


def _offers(report: Report, around: Around) -> Iterator[tuple[str, str]]:
    for facet in facets_of(around.messages):
        found = [one for one in report.evidence if one.facet == facet]
        words = dict.fromkeys(around.messages.kind(facet, one.value) for one in found)
        if words:
            yield around.messages.say("offers", facet), " · ".join(words)


def _item(finding: Finding, around: Around) -> Item:
    say, rule = around.messages, around.rule(finding)
    asks = finding.is_open or finding.is_closed
    names = [
        principle.name for id in (rule.principles if rule else ()) if (principle := around.catalogue.principle(id))
    ]
    words = one_line(finding.place.text)
    return Item(
        shape=SHAPES[finding.standing],
        outcome=say.say("outcomes", finding.standing),
        place=say.say("report", "place", path=one_line(finding.place.source.path), line=line_of(finding)),
        message=one_line(finding.message),
        quote=words[:_LONGEST] + (" …" if len(words) > _LONGEST else ""),
        why=first_sentence(rule.why) if rule and asks else "",
        ask=one_line(finding.question) if finding.standing is Outcome.NEEDS_A_PERSON else "",
        next_step=one_line(finding.next_step),
        principles=tuple(names) if asks else (),
        rule=finding.rule,
        page=around.rule_page(finding.rule) if rule else "",
        note=_note(finding, around),
    )


def _note(finding: Finding, around: Around) -> str:
    parts = [around.messages.say("report", "preview")] if finding.is_preview else []
    if finding.decision:
        kind = finding.decision.kind
        words = str(around.messages.sections["decisions"].get(kind, kind))
        parts.append(one_line(f"{words}: {finding.decision.reason}" if finding.decision.reason else words))
    return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the chapters: the title, what was looked at, and what findings are not."""

    title: str
    read: str
    by: str
    limits_title: str
    limits: tuple[str, ...]
    limits_page: str


def frame(totals: Totals, around: Around) -> Frame:
    """The frame, once all units were counted."""
    say = around.messages
    return Frame(
        title=say.say("report", "title"),
        read=f"{say.say('report', 'read', looked_at=totals.looked_at(say))} {totals.answers(say)}.",
        by=say.say("report", "by", version=__version__),
        limits_title=say.say("report", "not"),
        limits=tuple(say.say("report", f"not-{part}") for part in ("score", "proof", "absence", "learners", "last")),
        limits_page=around.page("how-to-read.html"),
    )
