"""What a page must be before a rule asks what it lacks; the words stand in `principles/needs.yaml`.

A question about reaching a goal over weeks makes no sense on a page of ten minutes, and one about classmates none in a
course for one reader. A rule names what it needs; where a page is not that, it is told so and asked nothing. What a
page offers is shown all the same.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from checker.catalogue import Rule, principles_folder
from checker.catalogue.yamlfile import Entry, read_yaml
from checker.checks.question import Question
from checker.checks.search import phrases
from checker.unit import Lesson, Passage

LESSON = "lesson"
_FORM = frozenset(
    "image-alternatives film-alternatives alternatives-help links-say-where headings-say-what more-than-color-or-place "
    "headed frames-named abbreviations wording slurs-are-framed usage-agrees reads-well avoids groups-come-back "
    "community-shown".split()
)
"""Kinds of question about the form of a page, which any page may be asked."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a page must be: what that is, what is said where it is not, and the words by which it is known."""

    id: str
    about: str
    says: str
    words: tuple[str, ...]
    least: int
    least_words: int
    lists: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def load_needs() -> Mapping[str, Need]:
    """The needs by name. Raises UserError."""
    path = principles_folder() / "needs.yaml"
    return {need.id: need for need in map(_need, read_yaml(path).entries("needs"))}


def _need(entry: Entry) -> Need:
    entry.only(("id", "about", "says", "words", "least", "least_words", *_LISTS))
    lists = {name: tuple(map(str, entry.values.get(name) or ())) for name in _LISTS}
    words = tuple(map(str, entry.values.get("words") or ()))
    least, least_words = entry.number("least", 1), entry.number("least_words", 0)
    return Need(entry.text("id"), entry.text("about"), entry.text("says"), words, least, least_words, lists)


def needs_of(rule: Rule) -> list[Need]:
    """What a page must be before a rule asks what it lacks: a lesson, where more than its form is asked about."""
    needs = load_needs()
    return [needs[name] for name in (rule.needs if rule.check in _FORM else (LESSON, *rule.needs))]


def unmet(rule: Rule, question: Question) -> Need | None:
    """The first need of a rule that no lesson in question meets."""
    return next((need for need in needs_of(rule) if not _meets(need, question)), None)


def _meets(need: Need, question: Question) -> bool:
    key = need.id, tuple(map(id, question.lessons))
    if key not in question.search.met:
        question.search.met[key] = _SPECIAL.get(need.id, _says)(need, question)
    return question.search.met[key]


def _says(need: Need, question: Question) -> bool:
    """Whether the lessons say the words of a need often enough, or say too little to tell."""
    if sum(map(question.search.count, question.lessons)) < need.least_words:
        return True
    wanted = phrases(need.words)
    return sum(len(question.search.said(lesson, wanted)) for lesson in question.lessons) >= need.least


def _is_taught(need: Need, question: Question) -> bool:
    """Whether one of the lessons is a page that somebody is taught from."""
    return any(_is_lesson(need, lesson) for lesson in question.lessons)


def _is_lesson(need: Need, lesson: Lesson) -> bool:
    stem = _plain(PurePosixPath(lesson.path).stem)
    if stem in need.lists["files"] or stem.rpartition(" ")[2] in need.lists["endings"]:
        return False
    title = _plain(lesson.title)
    if title in need.lists["titles"] or any(part in f" {title} " for part in need.lists["in_titles"]):
        return False
    return not (_is_template(need, lesson) or _is_fragment(lesson) or _is_list(lesson))


def _is_template(need: Need, lesson: Lesson) -> bool:
    """Whether placeholders stand where words should."""
    return any(one in passage.text.lower() for passage in lesson.passages for one in need.lists["placeholders"])


def _is_fragment(lesson: Lesson) -> bool:
    """Whether it is a part of another page: short, without a heading and a title of its own."""
    is_headed = any(passage.kind in ("heading", "front") for passage in lesson.passages)
    return not is_headed and lesson.words < _FRAGMENT


def _is_list(lesson: Lesson) -> bool:
    """Whether it is mostly a list of links, or a table."""
    prose = [passage for passage in lesson.passages if passage.kind not in ("heading", "front", "title")]
    words = sum(len(passage.text.split()) for passage in prose)
    linked = sum(len(run.text.split()) for passage in prose for run in passage.runs if run.target)
    return words > _FEW and linked > _MOST_LINKED * words


def _is_about_people(need: Need, question: Question) -> bool:
    """Whether a title or an objective names people and their affairs, or several perspectives were found."""
    told = sum(found.facet == "perspective" and found.value not in _NAMED for found in question.evidence)
    if told >= need.least:
        return True
    objectives = {objective.place.order for objective in question.objectives()}
    wanted = phrases(need.words)
    return any(
        _is_named(said.passage, lesson, objectives)
        for lesson in question.lessons
        for said in question.search.said(lesson, wanted)
    )


def _is_named(passage: Passage, lesson: Lesson, objectives: set[tuple[str, int, int]]) -> bool:
    return passage.text.strip() == lesson.title or passage.place.order in objectives


def _shows_writing(_: Need, question: Question) -> bool:
    """Whether learners write, calculate or answer questions."""
    return bool(question.of_kinds(["expression: writing", "expression: test"]))


def _is_long(need: Need, question: Question) -> bool:
    """Whether it takes several sessions: several lessons, or words for days and weeks in the author's voice."""
    return len(question.lessons) >= _SEVERAL or _says(need, question)


_SPECIAL: Mapping[str, Callable[[Need, Question], bool]] = {
    LESSON: _is_taught,
    "accounts": _is_about_people,
    "writing": _shows_writing,
    "sessions": _is_long,
}
_LISTS = ("files", "endings", "titles", "in_titles", "placeholders")
_NAMED = frozenset({"people", "place"})
_FRAGMENT, _FEW, _MOST_LINKED, _SEVERAL = 200, 40, 0.6, 3


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
