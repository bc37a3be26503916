"""Words that may be the name of a person, and how far what stands around them speaks for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.facts import Facts
from checker.finders.names.credits import is_cited, is_credited
from checker.finders.names.passages import Taken
from checker.finders.names.places import place_words
from checker.finders.names.shape import can_be_name, is_initial, points_of
from checker.finders.names.words import Run, Word, runs_of

WORTH = {
    "title": 2.0, "team": 1.75, "role before": 1.75, "creation": 1.75, "role after": 1.5, "years": 1.5, "by": 1.0,
    "deed": 1.0, "work before": 1.0, "suffix": 1.0, "courtesy": 1.0, "listed": 1.0, "work": 0.75, "who": 0.75,
    "named": 0.5, "subject": 0.25, "pupil": -0.75, "in a title": -0.75, "thing": -1.0, "whereabouts": -1.0,
    "article": -1.5, "in a problem": -2.0, "in a credit": -3.0,
}  # fmt: skip
"""What each reason adds to what the shape of a name tells."""

COURTESY = frozenset({"mr.", "mrs.", "ms.", "mx.", "mr", "mrs", "ms", "miss"})
_IN_TITLE_CASE = -0.5
_YEARS = re.compile(
    r"(?:['’]s)?,? ?\( ?(?:(?:b\.|born|c\.|ca\.|circa) ?)?\d{3,4} ?(?:[-–—]|to)? ?(?:\d{2,4}|present)?"
    r" ?(?:BCE?|CE|AD)? ?\)"
)
_SUFFIX = re.compile(r",? (?:Jr|Sr|II|III|IV)\b")
_COUNTING = re.compile(
    r"\bhow (?:many|much|far|long|old|tall)\b|[$€£¥₹]\s?\d|\b\d+ (?:more|fewer|less|times as)\b"
    r"|\b(?:in all|altogether|total cost|each cost)\b",
    re.IGNORECASE,
)
_NEAR = 160


@dataclass(frozen=True, slots=True)
class Candidate:
    """The words `first` to before `last` of a passage; `why` are keys of `WORTH`."""

    taken: Taken
    first: int
    last: int
    points: float
    why: tuple[str, ...]

    @property
    def words(self) -> Sequence[Word]:
        return self.taken.words[self.first : self.last]

    @property
    def name(self) -> str:
        return self.taken.text[self.words[0].start : self.words[-1].end]

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words)


def candidates(taken: Taken, facts: Facts, plain: frozenset[str]) -> Iterator[Candidate]:
    """The words of a passage that may be names of people, with their points.

    `plain` are the words that the lesson writes in lower case too, so that they are no names in it.
    """
    covered = place_words(taken, facts)
    for run in runs_of(taken.words, taken.text):
        for part in parted(taken, run, facts):
            words = taken.words[part.first : part.last]
            text = taken.text[words[0].start : words[-1].end]
            is_free = covered.isdisjoint(range(part.first, part.last)) and not is_cited(taken, words[-1].end)
            if is_free and can_be_name(words, text, facts) and not taken.passage.is_code(words[0].start, words[-1].end):
                why = tuple(_Around(taken, part, facts).reasons())
                points = points_of(words, facts, plain) + (_IN_TITLE_CASE if taken.is_title_case else 0.0)
                yield Candidate(taken, part.first, part.last, points + sum(WORTH[reason] for reason in why), why)


def parted(taken: Taken, run: Run, facts: Facts) -> Iterator[Run]:
    """The parts of a run of capitals that can be names: titles cut off, in title case ordinary words too."""
    start, end = _lead(taken, run, facts), _trail(taken, run, facts)
    for at in range(start, end) if taken.is_title_case else ():
        word = taken.words[at]
        if facts.is_ordinary(word.text) or word.lower in facts.words["never"] | facts.words["things"]:
            if at > start:
                yield Run(start, at)
            start = at + 1
    if start < end:
        yield Run(start, end)


def _trail(taken: Taken, run: Run, facts: Facts) -> int:
    """Where the name ends: before a role that is the label of what follows, or a nationality."""
    last = run.last
    while last - run.first > 1 and _is_after_name(taken.words[last - 1], last - run.first, facts):
        last -= 1
    return last


def _is_after_name(word: Word, count: int, facts: Facts) -> bool:
    meanings = facts.meanings(word.text)
    is_nationality = count > 2 and bool(meanings) and meanings[0].kind == "nationality"
    return is_nationality or word.lower in facts.words["roles"]


def _lead(taken: Taken, run: Run, facts: Facts) -> int:
    """Where the name begins: behind titles, roles, nationalities and the first word of a sentence."""
    at = run.first
    while at < run.last and _is_before_name(taken, at, run, facts):
        at += 1
    # What comes before a title belongs to it: Illinois Senator Ann Bell.
    titles = facts.words["honorifics"] | facts.words["roles"]
    at = max((place + 1 for place in range(at, run.last - 2) if taken.words[place].lower in titles), default=at)
    # The letter of an answer: "A. Rosa Parks".
    own = [is_initial(word.text) for word in taken.words[at : run.last]]
    return (
        at + 1 if at == run.first and taken.words[at].start == 0 and own[:2] == [True, False] and len(own) > 2 else at
    )


def _is_before_name(taken: Taken, at: int, run: Run, facts: Facts) -> bool:
    word, table = taken.words[at], facts.words
    if word.lower in table["honorifics"] | table["roles"] | table["function"] | COURTESY:
        return True
    meanings = facts.meanings(word.text)
    if run.last - at > 2 and meanings and meanings[0].kind in ("nationality", "people"):
        return True
    return taken.begins(word) and (facts.is_ordinary(word.text) or word.lower in table["never"])


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around one possible name."""

    taken: Taken
    run: Run
    facts: Facts

    def reasons(self) -> Iterator[str]:
        """The keys of `WORTH` that hold."""
        words = self.taken.words[self.run.first : self.run.last]
        start, end = words[0].start, words[-1].end
        before = self._before()
        told = (before, *self._behind(end), *self._after())
        yield from (reason for reason in told if reason and not (reason == "pupil" and before == "title"))
        if self.taken.is_in_title(self.run.first, self.run.last) and not self._is_owner(end):
            yield "in a title"
        if is_credited(self.taken, start, end):
            yield "in a credit"
        if _COUNTING.search(self.taken.text, max(0, start - _NEAR), end + _NEAR):
            yield "in a problem"

    def _before(self) -> str:
        """What the word before tells."""
        table, before = self.facts.words, self.taken.neighbor(self.run.first, -1)
        if before is None:
            return "role before" if self._is_listed_by_role() else ""
        lower = before.lower
        if lower in table["honorifics"] and (before.is_capitalized or len(lower) > 3):
            return "title"
        if lower in table["roles"] or self._is_example_of_a_role(lower):
            return "role before"
        if lower in ("of", "from") and self._has_work_before():
            return "work before"
        if lower in COURTESY:
            return "courtesy"
        return next((reason for key, reason in _BEFORE.items() if lower in table[key]), _SAID.get(lower, ""))

    def _is_role(self, word: Word) -> bool:
        return bool({word.lower, word.lower.rstrip("s")} & self.facts.words["roles"])

    def _is_example_of_a_role(self, lower: str) -> bool:
        """Whether the name is an example of a role: artists like Ann Bell, poets such as Ann Bell."""
        back = self.taken.words[max(0, self.run.first - 3) : self.run.first - 1]
        return lower in ("like", "as", "including") and any(map(self._is_role, back))

    def _is_listed_by_role(self) -> bool:
        """Whether a list of names behind a role goes on here: the explorers Ann Bell and this one."""
        back = self.taken.words[max(0, self.run.first - 9) : self.run.first]
        is_list = bool(back) and back[-1].lower in (",", ":", "and", "&")
        return is_list and any(self._is_role(word) or word.lower in _FIGURES for word in back)

    def _has_work_before(self) -> bool:
        """Whether a work or a life is said to be the person's: the poems of Ann Bell."""
        own = self.taken.words[max(0, self.run.first - 4) : self.run.first - 1]
        return any(word.lower in self.facts.words["works"] | self.facts.words["creations"] for word in own)

    def _behind(self, end: int) -> Iterator[str]:
        """What stands right behind the name: years of a life, a suffix."""
        if _YEARS.match(self.taken.text, end):
            yield "years"
        if _SUFFIX.match(self.taken.text, end):
            yield "suffix"

    def _after(self) -> Iterator[str]:
        """What the words after tell."""
        taken, last = self.taken, self.run.last
        after = taken.neighbor(last - 1, 1)
        if self._is_owner(taken.words[last - 1].end):
            yield self._owned(last)
        elif self._is_with_others(last):
            yield "team"
        elif after is not None:
            yield from self._done(after, last)
        elif last + 1 < len(taken.words) and taken.words[last].text in _MARKS:
            is_deed = taken.words[last].text == "," and taken.words[last + 1].lower in self.facts.words["deeds"]
            yield "deed" if is_deed else "role after" if self._has_role_at(last + 1) else ""

    def _is_with_others(self, at: int) -> bool:
        """Whether others act with the person: Bell and colleagues; Bell, Okonjo and Sato wrote."""
        own = self.taken.words[at : at + _TEAM]
        end = next(
            (
                place
                for place, word in enumerate(own)
                if word.is_word and not word.is_capitalized and word.text != "and"
            ),
            0,
        )
        if end < 2 and not (end == 1 and own[0].text == "and"):
            return False
        is_list = all(word.is_capitalized or word.text in (",", "and") for word in own[:end])
        is_joined = any(word.text in (",", "and") for word in own[:end])
        does = own[end].lower in self.facts.words["deeds"] and own[end - 1].is_capitalized
        return is_list and is_joined and (does or own[end].lower in _OTHERS)

    def _is_owner(self, end: int) -> bool:
        """Whether an apostrophe makes the name that of an owner: "Ann Bell's", "Sandi Metz' rules"."""
        return self.taken.text[end : end + 1] in ("'", "’")

    def _owned(self, at: int) -> str:
        """What is said to be the person's, within two words: a creation, or something that anybody may have."""
        own = {word.lower for word in self.taken.words[at : at + 3]}
        if own & self.facts.words["creations"] or self.taken.begins_title(self.taken.words[at - 1].end + 2):
            return "creation"
        return "work" if own & self.facts.words["works"] else ""

    def _done(self, after: Word, at: int) -> Iterator[str]:
        """What the person does or is."""
        table, lower = self.facts.words, after.lower
        if lower == "who":
            yield "who"
        if lower in table["links"]:
            following = self.taken.neighbor(at, 1)
            is_deed = following is not None and following.lower in table["deeds"]
            is_role = lower in ("was", "is") and self._has_role_at(at + 1)
            yield "deed" if is_deed else "role after" if is_role else ""
        elif lower in table["deeds"]:
            yield "deed"
        elif lower in table["pupil_verbs"]:
            yield "pupil"
        elif lower in table["things_after"] or (lower in table["works"] and not after.is_capitalized):
            yield "thing"

    def _has_role_at(self, at: int) -> bool:
        """Whether what begins here says what the person is: "an American poet"."""
        own, table = self.taken.words[at : at + 6], self.facts.words
        titles = table["roles"] | table["honorifics"]
        if not own or own[0].lower not in table["appositions"]:
            return bool(own) and own[0].is_capitalized and own[0].lower in titles
        return any(word.lower in titles for word in own)


_BEFORE = {"articles": "article", "whereabouts": "whereabouts", "subjects": "subject"}
_SAID = {"by": "by", "named": "named", "called": "named"}
_OTHERS = frozenset({"colleagues", "coauthors", "co-authors", "others"})
_TEAM = 8
_FIGURES = frozenset({"people", "figures", "leaders"})
_MARKS = frozenset({",", "(", "–", "—", "-", ":"})
