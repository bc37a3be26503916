"""Progress: what came and went between the last two releases, and how each principle moved over all of them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.catalogue import Framework, Principle
from checker.decisions import Change, Comparison, History, Revision, compare
from checker.publish.charts import Line, trend
from checker.publish.markup import Page, details, element, escape, few_then_more, html_address, joined
from checker.publish.pages.offers import scrolling
from checker.publish.site import Site
from checker.publish.slugs import slug
from checker.publish.words import Words, capital

_HERE = "progress.md"
_MOST_PAIRS = 30
_EMPTY = (
    "No history was recorded yet. `manymeans history` reads the tags or commits of your repository and writes it; "
    "publish again, and this page says what came and went from one release to the next."
)
_ONE = "One release was recorded. With a second one, this page says what came and what went between them."
_LEAD = (
    "Findings are told apart by their words and their place, not counted: what only moved to another place, or was "
    "reworded, is neither gone nor new. All releases were looked at with the same rules."
)


def page(site: Site) -> Page:
    """The page; without a history it says how to record one."""
    words = site.words
    body = joined(_body(site.history, site)) if site.history and site.history.revisions else words.say(_EMPTY)
    return Page(_HERE, words.say("Progress"), body, words.say("What changed from one release to the next."))


def _body(history: History, site: Site) -> Iterator[str]:
    words, revisions = site.words, history.revisions
    if len(revisions) < 2:
        yield words.say(_ONE)
    else:
        yield words.say(_LEAD)
        yield _since(revisions[-2], revisions[-1], site, f"## {words.say('Since the last release')}")
        yield from _between(revisions, site)
    yield from _principles(history, site)
    yield _units(revisions, words)


def _between(revisions: Sequence[Revision], site: Site) -> Iterator[str]:
    """The earlier steps, the newest first, each folded away, and the whole way from the first to the last."""
    if len(revisions) < 3:
        return
    pairs = list(pairwise(revisions))[-_MOST_PAIRS:-1]
    yield f"## {site.words.say('Earlier steps')} {{: #earlier }}"
    yield details(_title(revisions[0], revisions[-1], site.words), _since(revisions[0], revisions[-1], site))
    for before, after in reversed(pairs):
        yield details(_title(before, after, site.words), _since(before, after, site))


def _title(before: Revision, after: Revision, words: Words) -> str:
    return words.say("From {before} to {after}", before=_named(before), after=_named(after))


def _named(revision: Revision) -> str:
    return f"{revision.name} ({revision.date})" if revision.date else revision.name


def _since(before: Revision, after: Revision, site: Site, heading: str = "") -> str:
    words, found = site.words, compare(before, after)
    said = words.say(
        "{title}: {came}, {went}, {moved}, {changed}.",
        title=_title(before, after, words),
        came=words.count(len(found.came), "finding came", "findings came"),
        went=_counted(found.went, "{number} went", words),
        moved=_counted(found.moved, "{number} moved", words),
        changed=_counted(found.changed, "{number} reworded", words),
    )
    return joined([heading, capital(escape(said)), *_lists(found, before, after, site)])


def _counted(changes: Sequence[Change], said: str, words: Words) -> str:
    return words.say(said, number=words.number(len(changes)) if changes else words.say("none"))


def _lists(found: Comparison, before: Revision, after: Revision, site: Site) -> Iterator[str]:
    kinds = (("Came", found.came, after), ("Went", found.went, before), ("Moved", found.moved, after))
    for title, changes, revision in (*kinds, ("Reworded", found.changed, after)):
        if changes:
            yield f"**{site.words.say(title)}**"
            yield few_then_more([_change(change, revision, site) for change in changes], site.words)


def _change(change: Change, revision: Revision, site: Site) -> str:
    """One change: the unit, which leads to its page where it still has one, and the rule."""
    record = revision.units.get(change.unit)
    title = record.title if record else change.unit
    entry = site.recorded.get(change.unit)
    unit = element("a", escape(title), {"href": html_address(_HERE, entry.page)}) if entry else escape(title)
    page = site.rule_page(change.rule)
    rule = escape(site.title_of(change.rule))
    return f"{unit}: {element('a', rule, {'href': html_address(_HERE, page)}) if page else rule}"


def _principles(history: History, site: Site) -> Iterator[str]:
    """What was open and what was met over the releases, where it moved; a framework's charts under its name."""
    counted = {name for revision in history.revisions for name in revision.principles}
    still = []
    for framework in site.catalogue.frameworks:
        own = [principle for principle in framework.principles if principle.id in counted]
        charts = [_chart(framework, own, history, site.words, what) for what in ("open", "met")]
        if any(charts):
            yield f"## {escape(framework.name)}"
            yield from charts
        elif own:
            still.append(framework.name)
    if still:
        yield site.words.say("Nothing moved on the principles of {frameworks}.", frameworks=site.words.series(still))


def _chart(framework: Framework, own: Sequence[Principle], history: History, words: Words, what: str) -> str:
    """The principles that moved, as lines; empty where none did."""
    points = [revision.name for revision in history.revisions]
    rows = [
        Line(principle.name, tuple(_amount(one, principle, what) for one in history.revisions)) for principle in own
    ]
    moved = [row for row in rows if len(set(row.amounts)) > 1]
    caption = words.say("Findings met, where that moved." if what == "met" else "Findings open, where that moved.")
    name = f"{what}-{slug(framework.id)}"
    return trend(caption, points, moved, words.say("Principle"), name, words) if moved else ""


def _amount(revision: Revision, principle: Principle, what: str) -> int | None:
    """How much is met, or open; None where no finding of that release answers the principle."""
    if principle.id not in revision.principles:
        return None
    counts = revision.total(principle.id)
    return counts.met if what == "met" else counts.not_met + counts.needs_a_person


def _units(revisions: Sequence[Revision], words: Words) -> str:
    """How many findings were open in each unit, release by release, as a table."""
    titles = {unit: record.title for revision in revisions for unit, record in revision.units.items()}
    columns = (words.say("Unit"), *(revision.name for revision in revisions))
    heads = "".join(element("th", escape(column), {"scope": "col"}) for column in columns)
    rows = "".join(
        element("tr", element("th", escape(title), {"scope": "row"}) + _cells(unit, revisions, words))
        for unit, title in sorted(titles.items(), key=lambda pair: pair[1])
    )
    table = element("table", element("thead", element("tr", heads)) + element("tbody", rows), {"class": "mm-grid"})
    name = words.say("Open findings by unit")
    return joined([f"## {name} {{: #units }}", scrolling(table, name)])


def _cells(unit: str, revisions: Sequence[Revision], words: Words) -> str:
    return "".join(_open(revision, unit, words) for revision in revisions)


def _open(revision: Revision, unit: str, words: Words) -> str:
    record = revision.units.get(unit)
    if record is None:
        return element("td", escape(words.say("not there")))
    return element("td", f"{sum(map(len, record.open.values())):,}")
