"""The name of a finding for good: the rule, the words that it is about, and their place in the unit.

A fingerprint reads `4c1f09a2b7-d03e11`. The first part is a hash of the rule and of the words: the sentence, list item,
cell or heading in which the finding stands, as words alone, so that emphasis, spacing, line breaks, quotation marks,
dashes and capitals do not count. The second part is a hash of the rule and of the place: the path of the lesson within
its unit and the titles of the sections around it; line numbers do not count. So each part outlives a change of the
other: words that moved keep the first part, edited words keep the second.

A finding about a whole lesson or unit has no words of its own, wherever it points. Its fingerprint ends with `-whole`,
and its first part is a hash of the titles of all sections and of the words that it rests on, so that an answer about
the whole is asked for again when these change. A finding that lists several places has a fingerprint for each.
The second and further ones of the same rule with the same words in the same place end with `-2`, `-3` and so on.

This definition is promised: it changes with `VERSION` only, and then old records are still read.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import NamedTuple

from checker.catalogue import Rule
from checker.document import Run
from checker.findings import Finding, Outcome, Scope
from checker.source import Span
from checker.unit import Lesson, Passage, Unit

VERSION = 1
"""The version of the definition; it stands in every record that holds fingerprints."""

OPEN = frozenset({Outcome.NOT_MET, Outcome.NEEDS_A_PERSON})
"""The outcomes whose findings have a fingerprint."""

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)")
_FINGERPRINT = re.compile(r"([0-9a-f]{10})-([0-9a-f]{6})(-whole)?(?:-(\d{1,5}))?")


class Fingerprint(NamedTuple):
    """A fingerprint in its parts."""

    words: str
    place: str
    is_whole: bool = False
    ordinal: int = 1

    def __str__(self) -> str:
        whole, ordinal = "-whole" * self.is_whole, f"-{self.ordinal}" if self.ordinal > 1 else ""
        return f"{self.words}-{self.place}{whole}{ordinal}"


def read_fingerprint(text: str) -> Fingerprint | None:
    """A fingerprint from its text; None where it is none."""
    found = _FINGERPRINT.fullmatch(text)
    return Fingerprint(found[1], found[2], bool(found[3]), int(found[4] or 1)) if found else None


def normal_words(text: str) -> str:
    """The words of a text as they count: no case, punctuation, typography or spacing, one blank between words."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "")
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", plain)))


def fingerprinted(findings: Iterable[Finding], unit: Unit, subjects: Mapping[str, "Subject"]) -> tuple[Finding, ...]:
    """The findings of a unit, in their order; the open ones with their fingerprints."""
    places = Places(unit, subjects)
    seen: Counter[Fingerprint] = Counter()
    return tuple(_marked(finding, places, seen) if finding.outcome in OPEN else finding for finding in findings)


def _marked(finding: Finding, places: "Places", seen: Counter[Fingerprint]) -> Finding:
    first, *others = (_numbered(plain, seen) for plain in places.fingerprints(finding))
    return replace(finding, fingerprint=first, further=tuple(others))


def _numbered(plain: Fingerprint, seen: Counter[Fingerprint]) -> str:
    seen[plain] += 1
    return str(plain._replace(ordinal=seen[plain]))


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule is asked of, and whether its answer is about all of it, wherever it points."""

    scope: Scope = Scope.UNIT
    is_all: bool = False


def subjects_of(rules: Iterable[Rule]) -> dict[str, Subject]:
    """The subjects of some rules, by the name of the rule."""
    return {rule.id: Subject(rule.scope, rule.check in ABOUT_ALL) for rule in rules}


ABOUT_ALL = frozenset(
    "at-least present question balance spread ratio open-questions says has-part order declared headed "
    "objectives-stated ways-to-show-learning shared-criteria criteria-first several-sources sources-declare "
    "sources-spread contested-topic by-and-about groups-come-back integration community-shown in-the-present "
    "reads-well".split()
)
"""The kinds of question with one answer to all that they are asked of; it points at the first of what it rests on."""


@dataclass(frozen=True)
class Places:
    """Where in a unit things stand: the passage, the sections and the lesson around a place."""

    unit: Unit
    subjects: Mapping[str, Subject] = field(default_factory=dict)

    def fingerprints(self, finding: Finding) -> list[Fingerprint]:
        """The fingerprints of a finding and of the places that it lists, before those that are equal are numbered."""
        if self._is_whole(finding):
            return [self._of_whole(finding)]
        listed = (found.span for found in finding.evidence if finding.outcome is Outcome.NOT_MET)
        places = dict.fromkeys(span.order for span in listed if span.order != finding.place.order)
        own = [self._of_place(finding.rule, finding.place)]
        by_order = {found.span.order: found.span for found in finding.evidence}
        return own + [self._of_place(finding.rule, by_order[order]) for order in places]

    def _of_place(self, rule: str, place: Span) -> Fingerprint:
        passage = self.passage(place)
        return _hashed(rule, _words_at(place, passage), self._within(place.source.path), _trail(passage))

    def passage(self, place: Span) -> Passage | None:
        """The passage in which a place stands, or the last one before it."""
        starts, passages = self._passages.get(place.source.path, ([], []))
        at = bisect_right(starts, place.start) - 1
        return passages[at] if at >= 0 else None

    def _is_whole(self, finding: Finding) -> bool:
        """Whether a finding is about the whole: its rule says so, or it points at the first heading."""
        place, lesson = finding.place, self._lessons.get(finding.place.source.path)
        if lesson is None:
            return False
        if self.subjects.get(finding.rule, Subject()).is_all:
            return True
        is_top = (lesson.top.start, lesson.top.end) == (place.start, place.end)
        return is_top and all(found.span.order != place.order for found in finding.evidence)

    def _of_whole(self, finding: Finding) -> Fingerprint:
        rests_on = sorted({normal_words(found.span.text) for found in finding.evidence})
        if self.subjects.get(finding.rule, Subject()).scope is Scope.LESSON:
            path = finding.place.source.path
            outline, within = self._outlines[path], self._within(path)
        else:
            outline, within = "\n".join(self._outlines.values()), ""
        return _hashed(finding.rule, "\n".join((outline, *rests_on)), within, ())._replace(is_whole=True)

    def _within(self, path: str) -> str:
        """The path of a lesson within its unit; a unit that is one file has its name."""
        whole = PurePosixPath(path)
        return whole.relative_to(self.unit.id).as_posix() if self._is_below(whole) else whole.name

    def _is_below(self, path: PurePosixPath) -> bool:
        return path != PurePosixPath(self.unit.id) and path.is_relative_to(self.unit.id)

    @cached_property
    def _lessons(self) -> dict[str, Lesson]:
        return {lesson.path: lesson for lesson in self.unit.lessons}

    @cached_property
    def _outlines(self) -> dict[str, str]:
        """The titles of the sections of each lesson."""
        return {path: "\n".join(normal_words(one.title) for one in own.sections) for path, own in self._lessons.items()}

    @cached_property
    def _passages(self) -> dict[str, tuple[list[int], list[Passage]]]:
        """The passages of each file, those of included files too, with their starts."""
        by_path: dict[str, list[Passage]] = {}
        for lesson in self.unit.lessons:
            for passage in lesson.passages:
                by_path.setdefault(passage.place.source.path, []).append(passage)
        for passages in by_path.values():
            passages.sort(key=lambda passage: passage.place.start)
        return {path: ([one.place.start for one in own], own) for path, own in by_path.items()}


def _hashed(rule: str, words: str, within: str, trail: Iterable[str]) -> Fingerprint:
    place = "\n".join((within, *map(normal_words, trail)))
    return Fingerprint(_hash(5, rule, words), _hash(3, rule, place))


def _hash(size: int, *parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def _trail(passage: Passage | None) -> tuple[str, ...]:
    """The titles of the sections around a passage; a heading stands in the section around its own."""
    section = passage.section if passage else None
    if passage is not None and section is not None and passage.kind == "heading":
        section = section.parent
    return tuple(title for title in section.trail() if title) if section else ()


def _words_at(place: Span, passage: Passage | None) -> str:
    """The words of the sentences that a place touches; of the raw text where no words are read there."""
    if passage is None or place.start >= passage.place.end:
        return normal_words(place.text) or normal_words(_line(place))
    if any("image" in run.marks for run in _runs(place, passage)):
        return normal_words(place.text)
    start, end = _sentences(passage.text, _offset(passage, place.start), _offset(passage, place.end))
    words = normal_words(passage.text[start:end])
    rest = place.source.text[passage.place.end : place.end]
    return " ".join(filter(None, (words, normal_words(rest)))) or normal_words(place.text) or normal_words(_line(place))


def _runs(place: Span, passage: Passage) -> Iterator[Run]:
    return (run for run in passage.runs if run.span.start < place.end and place.start < run.span.end)


def _line(place: Span) -> str:
    return place.source.line_text(place.source.position(place.start)[0])


def _offset(passage: Passage, at: int) -> int:
    """Where in the text of a passage a place of the file stands."""
    for run, start in zip(reversed(passage.runs), reversed(passage.starts), strict=True):
        if run.span.start <= at:
            return start + min(at - run.span.start, len(run.text))
    return 0


def _sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentences around a part of a text."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    before = [at for at in ends if at <= start]
    after = [at for at in ends if at >= end]
    return before[-1] if before else 0, after[0] if after else len(text)
