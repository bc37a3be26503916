"""The first page: what the site is and is not, three doors, and where the curriculum stands, in sentences."""

from collections.abc import Iterator

from checker.findings import Outcome
from checker.publish.markup import Page, box, joined, listed
from checker.publish.pages.offers import offered
from checker.publish.site import Entry, Site
from checker.publish.words import capital, count, share

_IS = (
    "These pages show what the units offer their learners, as far as the written text says it: ways into the content, "
    "ways to show learning, choices, support, sources and voices. Each statement leads to the words that it rests on. "
    "What a text cannot say is asked as a question, for a person to answer."
)
_IS_NOT = (
    "This is no score of a unit, a teacher or a school. It sees a page, not a classroom. A finding that is met says "
    "that words were found; one that is not met, that they were not. [How to read this](how-to-read.md) says more."
)
_DOORS = (
    ("Writers", "What does my unit offer, and what would help most?", "[Find your unit](units.md)"),
    ("Reviewers", "What needs me?", "[See the open questions](questions.md)"),
    ("Leaders", "Where does our curriculum stand?", "[Go by principle](principles.md)"),
)


def page(site: Site) -> Page:
    """The page."""
    doors = "\n\n".join(box("mm-door", f"**{who}**\n\n{question}\n\n{way}") for who, question, way in _DOORS)
    body = joined([_IS, _IS_NOT, box("mm-doors", doors), "## Where it stands", listed(_sentences(site))])
    return Page("index.md", site.name, body, "What the units offer, and what needs a person.", False)


def _sentences(site: Site) -> Iterator[str]:
    units, total = site.entries, len(site.entries)
    lessons = sum(len(entry.unit.lessons) for entry in units)
    yield capital(f"{count(total, 'unit was', 'units were')} read, with {count(lessons, 'lesson')}.")
    if not total:
        return
    for facet, words in (
        ("representation", "two or more ways in"),
        ("expression", "two or more ways to show learning"),
    ):
        yield capital(f"{share(_with(units, facet, 2), total, 'unit')} offer{_s(total)} {words}.")
    yield f"Learners decide something in {share(_with(units, 'choice', 1), total, 'unit')}."
    questions, not_met = _all(units, Outcome.NEEDS_A_PERSON), _all(units, Outcome.NOT_MET)
    yield capital(f"{count(questions, 'question waits', 'questions wait')} for [a person](questions.md).")
    met = count(_all(units, Outcome.MET), "is", "are")
    yield capital(f"{count(not_met, 'finding is', 'findings are')} [not met](findings.md), {met} met.")
    if unread := sum(len(entry.not_checked) for entry in units):
        yield f"{capital(count(unread, 'thing'))} could not be checked; each unit's page says what and why."


def _with(units: tuple[Entry, ...], facet: str, least: int) -> int:
    return sum(len(offered(entry).get(facet, ())) >= least for entry in units)


def _all(units: tuple[Entry, ...], outcome: Outcome) -> int:
    return sum(len(entry.with_outcome(outcome)) for entry in units)


def _s(total: int) -> str:
    return "s" if total == 1 else ""
