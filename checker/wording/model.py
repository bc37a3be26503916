"""What the term packs in `principles/wording` hold, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from checker.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Guards:
    """What must hold around a term; an empty guard asks nothing.

    `before` and `after` are phrases that silence a term where they stand right beside it, `needs_before` and
    `needs_after` are asked for there. `with_` and `without` look at the sentence, `lesson_with` and `lesson_without` at
    the whole lesson. `is_alone`: no noun follows, so that the words name people themselves. `tags` are parts of speech
    of the last word, or of the first where `is_first_tagged`. `case` is `capital` or `lower`.
    """

    before: tuple[Phrase, ...] = ()
    after: tuple[Phrase, ...] = ()
    needs_before: tuple[Phrase, ...] = ()
    needs_after: tuple[Phrase, ...] = ()
    with_: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()
    lesson_with: tuple[Phrase, ...] = ()
    lesson_without: tuple[Phrase, ...] = ()
    not_subjects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    audience: str = ""
    roles: frozenset[str] = frozenset()
    not_roles: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    is_first_tagged: bool = False
    is_alone: bool = False
    starts: bool = False
    case: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that a thoughtful colleague might ask about, why, and what could be said.

    `construction` is `phrase`, or `pronoun` for "he" or "she" said of anyone. `alternatives` are written with the
    grammar of `checker.wording.grammar`; `forms` give one for a first word (`is`: `uses a wheelchair`). The first
    alternative may be put in without asking where `is_safe`. A weak term counts only where several stand together.
    """

    id: str
    pack: str
    language: str
    value: str
    construction: str
    phrases: tuple[Phrase, ...]
    why: str
    alternatives: tuple[str, ...]
    forms: Mapping[str, str]
    guards: Guards
    source: str
    url: str
    date: str
    is_safe: bool = False
    is_weak: bool = False
    is_preview: bool = True
    is_on: bool = True
    is_slur: bool = False
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """The terms of one file. `density` is how many weak terms in a thousand words make a finding (0: none do)."""

    id: str
    title: str
    language: str
    terms: tuple[Term, ...]
    is_on: bool = True
    density: int = 0
    least: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question on which communities differ, with the guide that gives it and its words."""

    id: str
    name: str
    guide: str
    url: str
    phrases: tuple[Phrase, ...]
    case: str = ""
    guards: Guards = Guards()


@dataclass(frozen=True, slots=True)
class Choice:
    """A question of wording on which communities and guides differ; a curriculum chooses, or mixes knowingly."""

    id: str
    question: str
    options: tuple[Option, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """How a lesson's subject is known: at least so many of its words in a thousand."""

    id: str
    words: frozenset[str]
    least: int


@dataclass(frozen=True, eq=False)
class Wording:
    """All packs, choices and subjects."""

    packs: tuple[Pack, ...] = ()
    choices: tuple[Choice, ...] = ()
    subjects: tuple[Subject, ...] = ()
    chosen: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _terms(self) -> Mapping[str, Term]:
        return {term.id: term for pack in self.packs for term in pack.terms}

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that have a pack."""
        return frozenset(pack.language for pack in self.packs)

    def term(self, id: str) -> Term | None:
        """The term of that id (`pack/term`)."""
        return self._terms.get(id)


NO_WORDING = Wording()
