"""The first page: what the site is and is not, three doors, and where the curriculum stands, in sentences."""

from collections.abc import Iterator

from checker.findings import Outcome
from checker.publish.markup import Page, box, joined, link, listed
from checker.publish.pages.offers import offered
from checker.publish.site import Entry, Site
from checker.publish.words import capital

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
    ("Writers", "What does my unit offer, and what would help most?", "units.md", "Find your unit"),
    ("Reviewers", "What needs me?", "questions.md", "See the open questions"),
    ("Leaders", "Where does our curriculum stand, and is it moving?", "curriculum.md", "See all units by principle"),
)
_AT_LEAST_TWO = (
    ("representation", "{units} offers two or more ways in.", "{units} offer two or more ways in."),
    (
        "expression",
        "{units} offers two or more ways to show learning.",
        "{units} offer two or more ways to show learning.",
    ),
)


def page(site: Site) -> Page:
    """The page."""
    say = site.words.say
    doors = "\n\n".join(
        box("mm-door", f"**{say(who)}**\n\n{say(question)}\n\n{link('index.md', to, say(way))}")
        for who, question, to, way in _DOORS
    )
    stands = f"## {say('Where it stands')}"
    body = joined([box("mm-doors", doors), stands, listed(_sentences(site)), say(_IS), say(_IS_NOT)])
    return Page("index.md", site.name, body, say("What the units offer, and what needs a person."), False)


def _sentences(site: Site) -> Iterator[str]:
    units, total, words = site.entries, len(site.entries), site.words
    lessons = words.count(sum(len(entry.unit.lessons) for entry in units), "lesson")
    read = words.count(total, "unit was", "units were")
    yield capital(words.say("{units} read, with {lessons}.", units=read, lessons=lessons))
    if not total:
        return
    for facet, one, several in _AT_LEAST_TWO:
        those = _with(units, facet, 2)
        said = one if 1 in (those, total) else several
        yield capital(words.say(said, units=words.share(those, total, "unit")))
    share = words.share(_with(units, "choice", 1), total, "unit")
    yield words.say("Learners decide something in {units}.", units=share)
    yield from _waiting(site)


def _waiting(site: Site) -> Iterator[str]:
    """What waits for somebody, and what could not be looked at."""
    units, words = site.entries, site.words
    questions = words.count(_open(units, Outcome.NEEDS_A_PERSON), "question waits", "questions wait")
    yield capital(words.say("{questions} for [a person](questions.md).", questions=questions))
    not_met = words.count(_open(units, Outcome.NOT_MET), "finding is", "findings are")
    met = words.count(sum(len(entry.with_outcome(Outcome.MET)) for entry in units), "is", "are")
    yield capital(words.say("{findings} [not met](findings.md), {met} met.", findings=not_met, met=met))
    if unread := sum(len(entry.not_checked) for entry in units):
        things = words.count(unread, "thing")
        yield capital(words.say("{things} could not be checked; each unit's page says what and why.", things=things))


def _with(units: tuple[Entry, ...], facet: str, least: int) -> int:
    return sum(len(offered(entry).get(facet, ())) >= least for entry in units)


def _open(units: tuple[Entry, ...], outcome: Outcome) -> int:
    return sum(len(entry.waiting(outcome)) for entry in units)
