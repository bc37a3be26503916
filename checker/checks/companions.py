"""Things that go together: where there is one, another stands near it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from checker.checks.question import Answer, Question
from checker.checks.signs import Sign, evidence_of, named, signs
from checker.findings import Outcome


def goes_with(question: Question) -> Iterator[Answer]:
    """Where there is one thing, another goes with it: an alternative near a film, a second draft after feedback.

    Options:
        when (kinds of evidence): the thing that asks for company.
        when_words (phrases): words that ask for it, too.
        when_parts (roles of sections): parts of a lesson that ask for it, too.
        when_words_in (roles of sections): the parts in which those words count; without it, anywhere.
        kinds (kinds of evidence): what goes with it.
        words (phrases): words that do as well.
        parts (roles of sections): parts of a lesson that do as well.
        near (number, 0): how many passages away it may stand; 0 for anywhere in the lessons that are asked.
        order (any or after, any): whether it has to come after the first.
        least (number, 1): how many places that ask for company make the question worth asking.
        only_plans (yes or no, no): whether only a page is asked that has a task and two parts of a lesson plan.
        absent (outcome, needs-a-person): what to answer where it is missing.
    """
    askers = signs(question, "when", "when_words", "when_parts", "when_words_in")
    if len(askers) < question.number("least", 1) or (question.options.get("only_plans") and not question.is_plan()):
        yield Answer(Outcome.NOT_APPLICABLE, question.top, case="none")
        return
    company = _Company(question, signs(question, "kinds", "words", "parts"))
    pairs = [(asker, company.of(asker)) for asker in askers]
    alone = [asker for asker, found in pairs if found is None]
    if len(alone) == len(askers) or (alone and company.near):
        words = {"what": named(question, alone[0]), "count": str(len(alone))}
        outcome = question.outcome("absent", Outcome.NEEDS_A_PERSON)
        yield Answer(outcome, alone[0].place, evidence_of(alone[:10]), words)
    else:
        asker, found = next((asker, found) for asker, found in pairs if found is not None)
        words = {"what": named(question, asker), "with": named(question, found), "count": str(len(pairs) - len(alone))}
        yield Answer(Outcome.MET, found.place, evidence_of((asker, found)), words)


class _Company:
    """What may go with something, arranged so that each place is looked up and not searched for."""

    def __init__(self, question: Question, found: Sequence[Sign]) -> None:
        self.near = question.number("near", 0)
        self._is_after = question.text("order") == "after"
        self._question, self._order = question, question.order
        self._lessons = {lesson.path: lesson for lesson in question.lessons}
        self._found = sorted(found, key=self._key)
        self._keys = [self._key(one) for one in self._found]

    def of(self, asker: Sign) -> Sign | None:
        """What goes with a sign, as near and as late as the options say."""
        key = self._key(asker)
        at = bisect_right(self._keys, key) if self._is_after else bisect_left(self._keys, (key[0], key[1] - self.near))
        if not self.near and not self._is_after:
            at = 0
        if at == len(self._found):
            return None
        is_near = self._keys[at][0] == key[0] and self._keys[at][1] - key[1] <= self.near
        return self._found[at] if is_near or not self.near else None

    def _key(self, sign: Sign) -> tuple[int, int, int]:
        """The numbers of the lesson and of the passage, and the place, of a sign."""
        lesson = self._lessons.get(sign.place.source.path)
        starts = self._question.search.starts(lesson) if lesson else []
        return self._order(sign.place)[0], bisect_right(starts, sign.place.start), sign.place.start
