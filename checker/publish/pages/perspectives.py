"""Places, people, languages and sources over the curriculum: what is named, how often, and how much nobody says.

Each table can be downloaded; each chart has its table beside it. What is unknown is a row of its own and is hatched.
"""

from collections.abc import Iterator, Sequence

from checker.curriculum import (
    CurriculumAnswer,
    Table,
    Tally,
    answers,
    curriculum_rules,
    deeds_in,
    merged,
    tables,
    tally_of,
)
from checker.findings import OPEN
from checker.publish.charts import Bar, bars
from checker.publish.charts.figure import as_csv, as_json, grid
from checker.publish.markup import Data, Page, box, escape, joined, prose
from checker.publish.pages.answers import rule_link
from checker.publish.pages.offers import scrolling
from checker.publish.site import Site
from checker.publish.words import SHAPES, Words

_HERE = "perspectives.md"
_MOST_BARS, _MOST_ROWS = 12, 25
_TITLE = "Perspectives and sources"
_ABOUT = "Places, people, languages and sources over all units."
_LEAD = (
    "Who and what appears over all units, counted. Nothing is guessed: whose view a source gives, where it was made "
    "and in which language is known only where a unit says so. A count is no judgment; it is a place to begin a "
    "conversation."
)
_EMPTY = {
    "people": "No real person was found that a unit names as part of its content.",
    "places": "No place or people was found that a unit names as part of its content.",
    "sources": "No source was found. Add `sources:` to the front matter of a lesson, or link to what learners use.",
    "deeds": "No sentence was found in which a named person or group does something.",
}
_CHARTED = ("regions", "kinds", "decades", "source-regions", "perspectives")
_NO_VIEW = (
    "No source declares a perspective yet. Add `perspectives:` and `declared_by:` under `sources:` in the front matter."
)


def pages(site: Site) -> Iterator[Page | Data]:
    """The page and the figures to download."""
    tally = merged(_tallied(site))
    every = tables(tally)
    rules = curriculum_rules(site.catalogue, site.settings)
    said = list(answers(tally, rules, site.settings.community))
    body = joined([site.words.say(_LEAD), _asked(said, site), *(_part(table, site.words) for table in every)])
    yield Page(_HERE, site.words.say(_TITLE), body, site.words.say(_ABOUT))
    for table in filter(_is_downloaded, every):
        yield Data(f"{_data(table)}.csv", as_csv(table.columns, _cells(table)))
        yield Data(f"{_data(table)}.json", as_json(table.columns, _cells(table)))


def _tallied(site: Site) -> Iterator[Tally]:
    return (tally_of(entry.report, deeds_in(entry.unit, entry.report.evidence)) for entry in site.entries)


def _data(table: Table) -> str:
    return f"assets/data/perspectives-{table.id}"


def _asked(said: Sequence[CurriculumAnswer], site: Site) -> str:
    """What is asked of all units together, the open questions first."""
    shown = sorted((one for one in said if one.outcome != "not-applicable"), key=lambda one: one.outcome not in OPEN)
    if not shown:
        return ""
    return joined([f"## {site.words.say('Asked of all units together')}", *(_answer(one, site) for one in shown)])


def _answer(answer: CurriculumAnswer, site: Site) -> str:
    words = site.words
    shape = f"{SHAPES[answer.outcome]} {words.outcome(answer.outcome)}"
    parts = [f"**{rule_link(answer.rule, site, _HERE)}** · {escape(shape)}", prose(answer.message)]
    parts += [f"*{words.say('The question:')}* {prose(answer.question)}"] if answer.question else []
    parts += [f"*{words.say('To try:')}* {prose(answer.next_step)}"] if answer.next_step else []
    return box("mm-answer", joined(parts))


def _part(table: Table, words: Words) -> str:
    """One table under its heading: as a chart where lengths say something, else as rows, and always to download."""
    empty = words.say(_EMPTY.get(table.id, "Nothing was found."))
    shown = "" if not table.rows else _chart(table, words) if table.id in _CHARTED else _grid(table, words)
    note = escape(words.say(table.note)) if table.note else ""
    hint = prose(words.say(_NO_VIEW)) if table.id == "perspectives" and _is_unknown_only(table) else ""
    ways = _downloads(table, words) if _is_downloaded(table) else ""
    return joined([f"## {words.say(table.title)}", note, shown or prose(empty), hint, ways])


def _is_downloaded(table: Table) -> bool:
    """Whether a table has a file of its own; a chart carries its figures with it."""
    return bool(table.rows) and table.id not in _CHARTED


def _is_unknown_only(table: Table) -> bool:
    return all(row[0] == "unknown" for row in table.rows)


def _chart(table: Table, words: Words) -> str:
    """Bars of the first rows, what is unknown last and hatched."""
    known = [row for row in table.rows if row[0] != "unknown"][:_MOST_BARS]
    unknown = [row for row in table.rows if row[0] == "unknown"]
    rows = [Bar(str(row[0]), _count(row[1])) for row in known]
    rows += [Bar(words.say("unknown"), _count(row[1]), is_unknown=True) for row in unknown]
    noun = (words.say(table.columns[0]), words.say(table.columns[1]))
    return bars(_caption(table, words), rows, noun, f"perspectives-{table.id}", words)


def _caption(table: Table, words: Words) -> str:
    total = sum(_count(row[1]) for row in table.rows)
    unknown = sum(_count(row[1]) for row in table.rows if row[0] == "unknown")
    known = sum(row[0] != "unknown" for row in table.rows)
    return words.say(
        "{title}: {known} told apart, {total} counted, {unknown} of them unknown.",
        title=words.say(table.title),
        known=known,
        total=total,
        unknown=unknown,
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _grid(table: Table, words: Words) -> str:
    """The first rows; the rest is in the download."""
    head = [words.say(name) for name in table.columns]
    cells = _cells(table)
    shown = scrolling(grid(head, cells[:_MOST_ROWS]), words.say(table.title))
    left = len(cells) - _MOST_ROWS
    more = words.say("{count} more rows stand in the download.", count=left) if left > 0 else ""
    return joined([shown, more])


def _cells(table: Table) -> list[tuple[str | int, ...]]:
    return [
        tuple("" if cell is None else cell if isinstance(cell, int) else str(cell) for cell in row)
        for row in table.rows
    ]


def _downloads(table: Table, words: Words) -> str:
    ways = " · ".join(f"[{name}]({_data(table)}.{name.lower()})" for name in ("CSV", "JSON"))
    return f"{words.say('Download the figures')}: {ways}"
