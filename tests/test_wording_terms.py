"""Sentences in context, with and without a term: the table in `tests/wording` and the terms' own examples."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from checker.catalogue import Catalogue, load_catalogue
from checker.finders import find_wording
from checker.unit import Lesson, Voice
from checker.wording import Term, Wording, chosen

Reader = Callable[..., Lesson]
FOLDER = Path(__file__).parent / "wording"
LEAST_SENTENCES = 300


class Case(NamedTuple):
    """A lesson, and the term that must be found in it (`flag`) or must not (`quiet`), with who speaks."""

    pack: str
    term: str
    text: str
    is_flagged: bool
    voice: str

    @property
    def whole(self) -> str:
        return self.text if self.text.startswith(("#", "---")) else f"# Lesson\n\n{self.text}\n"


def _cases() -> list[Case]:
    return [case for path in sorted(FOLDER.glob("*.yaml")) for case in _of_file(path)]


def _of_file(path: Path) -> Iterator[Case]:
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        pack, _, name = entry["term"].partition("/")
        for key in ("flag", "quiet"):
            for said in entry.get(key, ()):
                text, voice = (said, "author") if isinstance(said, str) else (said["text"], said["voice"])
                yield Case(pack, f"{pack}/{name}", text, key == "flag", voice)


def _all_on(wording: Wording) -> Wording:
    names = [pack.id for pack in wording.packs] + [term.id for pack in wording.packs for term in pack.terms]
    return chosen(wording, dict.fromkeys(names, True), {})


def _language(wording: Wording, pack: str) -> str:
    return next(one.language for one in wording.packs if one.id == pack)


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case.term}:{case.text[:40]}")
def test_a_sentence_is_flagged_or_left_alone(case: Case, catalogue: Catalogue, lesson_of: Reader) -> None:
    wording = _all_on(catalogue.wording)
    lesson = lesson_of(case.whole, language=_language(wording, case.pack))
    found = find_wording(lesson, wording)
    own = [one.cue for one in found if one.voice == "author"]
    assert (f"wording/{case.term}" in own) is case.is_flagged, [(one.cue, one.voice) for one in found]


def test_there_are_enough_sentences_half_of_each_in_all_packs_and_voices(catalogue: Catalogue) -> None:
    cases = _cases()
    flagged = sum(case.is_flagged for case in cases)
    assert len(cases) >= LEAST_SENTENCES
    assert len(set(cases)) == len(cases)
    assert 0.4 <= flagged / len(cases) <= 0.6, Counter(case.is_flagged for case in cases)
    assert {case.pack for case in cases if case.is_flagged} == {pack.id for pack in catalogue.wording.packs}
    assert {case.pack for case in cases if not case.is_flagged} == {pack.id for pack in catalogue.wording.packs}
    assert {case.voice for case in cases} == {voice.value for voice in Voice}


def _terms() -> list[Term]:
    return [term for pack in load_catalogue().wording.packs for term in pack.terms]


@pytest.mark.parametrize("term", _terms(), ids=lambda term: term.id)
def test_a_term_fires_on_its_examples_and_not_on_the_others(
    term: Term, catalogue: Catalogue, lesson_of: Reader
) -> None:
    wording = _all_on(catalogue.wording)

    def finds(text: str) -> bool:
        lesson = lesson_of(f"# Lesson\n\n{text}\n", language=term.language)
        return f"wording/{term.id}" in [one.cue for one in find_wording(lesson, wording) if one.voice == "author"]

    assert [text for text in term.fires if not finds(text)] == []
    assert [text for text in term.silent if finds(text)] == []


@pytest.mark.parametrize("term", _terms(), ids=lambda term: term.id)
def test_a_term_says_why_what_else_and_after_whom(term: Term) -> None:
    assert term.why.endswith(".")
    assert term.alternatives
    assert term.silent
    assert term.fires or term.is_weak
    assert term.source
    assert term.url.startswith("https://")
    assert re.fullmatch(r"(?:19|20)\d\d(?:-\d\d)?", term.date)
