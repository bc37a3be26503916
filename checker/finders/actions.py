"""Who does it: whether a verb in a sentence is a learner's action, the teacher's, or nobody's.

What the place of a word tells is asked first, for the small model reads many lesson imperatives as nouns; the syntax
parser is asked by `finders.grammar` where the place is silent.
"""

from collections.abc import Sequence
from enum import StrEnum

from checker.phrases import Token, ends_sentence, inflections


class Actor(StrEnum):
    """Who acts."""

    LEARNER = "learner"
    TEACHER = "teacher"
    IMPERATIVE = "imperative"
    GERUND = "gerund"
    UNKNOWN = "unknown"


LEARNERS = frozenset(
    "student students learner learners pupil pupils participant participants child children kids kid class groups "
    "group pair pairs partners partner team teams classmates everyone everybody volunteers trainees readers "
    "scholars youth ss toddlers preschoolers kindergartners they each teammates peers kiddos child's graders trios "
    "triads".split()
)
TEACHERS = frozenset(
    "t teacher teachers instructor instructors facilitator facilitators trainer trainers i adult adults parent "
    "parents caregiver caregivers educator educators".split()
)
_CAUSE = frozenset().union(
    *(
        inflections(verb)
        for verb in "have ask let invite tell encourage get allow prompt challenge instruct direct require remind help "
        "want need enable guide permit expect assign task request support lead give send".split()
    )
)
_CLAUSE_MARKS = frozenset({":", ";", "—", "–", "|", "…", "(", "“", '"', "["})
_LIGHT = frozenset(
    "will would should shall can could may might must to then also either both now next first second third finally "
    "and or not please always just only again together individually independently quickly carefully briefly silently "
    "aloud later once after before step let's lets try practice continue begin start be able going want need have "
    "is are do use each one person take turns turn work all".split()
)
_INTRODUCING = frozenset(
    "in on at after before during as when while with for using from if once by at to through based without "
    "following".split()
)
_NEGATIONS = frozenset(
    "not never no don't doesn't didn't won't can't cannot shouldn't without avoid avoids rather neither nor isn't "
    "aren't mustn't stop".split()
)
_OTHER_SUBJECTS = frozenset(
    "it he she who which that computer program page site website book text author scientist scientists people".split()
)


def actor_of(tokens: Sequence[Token], at: int) -> Actor:
    """Who does the verb at an index, as far as the words before it in its clause tell."""
    start = clause_start(tokens, at)
    left = [token.text for token in tokens[start:at] if token.is_word]
    verb = tokens[at].text
    subject = _subject(left)
    if subject is not None:
        return subject
    if verb.endswith("ing") and _is_opening(left):
        return Actor.GERUND
    if _is_opening(left) or _after_introduction(tokens, start, at) or _is_coordinated(tokens, start, at):
        return Actor.IMPERATIVE
    return Actor.UNKNOWN


def clause_start(tokens: Sequence[Token], at: int) -> int:
    """The index of the first token of the clause that a token stands in."""
    for here in range(at - 1, -1, -1):
        if ends_sentence(tokens[here]) or tokens[here].text in _CLAUSE_MARKS:
            return here + 1
    return 0


def _subject(left: list[str]) -> Actor | None:
    """The nearest word before the verb that names who acts."""
    for at in range(len(left) - 1, -1, -1):
        word = left[at]
        if word in LEARNERS and not (word in ("they", "each") and not _leads_up(left[at + 1 :])):
            return Actor.LEARNER
        if word in TEACHERS:
            is_helped = at > 0 and left[at - 1] in ("your", "the", "a", "an") and _turn_to(left, at)
            return Actor.LEARNER if is_helped else Actor.TEACHER
        if word == "them" and any(other in _CAUSE for other in left[:at]):
            return Actor.LEARNER
        if word in ("you", "we", "you'll", "we'll"):
            return Actor.IMPERATIVE
        is_relative = at > 0 and left[at - 1] in LEARNERS
        if word in _CLAUSE_WORDS and not is_relative and not _leads_up(left[at + 1 :]):
            return Actor.UNKNOWN
        if word in _OTHER_SUBJECTS and _leads_up(left[at + 1 :]):
            return Actor.UNKNOWN
    return None


# These open a clause with a subject of its own ("find out why bakers choose …").
_CLAUSE_WORDS = frozenset({"why", "how", "who", "what", "which", "that", "whose", "where"})


def _leads_up(words: list[str]) -> bool:
    return all(word in _LIGHT for word in words)


def _turn_to(left: list[str], at: int) -> bool:
    """Whether learners stand before a teacher to whom they only turn ("students ask the teacher and write")."""
    return any(word in LEARNERS for word in left[:at]) and any(word in ("and", "or", "then") for word in left[at + 1 :])


def _is_opening(left: list[str]) -> bool:
    return all(word in _LIGHT or word.isdigit() for word in left) and len(left) <= 5


def _after_introduction(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Whether the verb opens the main clause after an introduction and a comma ("In your journal, write …")."""
    if not tokens[start].is_word or tokens[start].text not in _INTRODUCING:
        return False
    commas = [here for here in range(start, at) if tokens[here].text == ","]
    return bool(commas) and _is_opening([token.text for token in tokens[commas[-1] + 1 : at] if token.is_word])


def _is_coordinated(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Whether the verb goes on after "and", "or", "then" or a comma in a sentence that began with another verb."""
    before = tokens[at - 1].text if at else ""
    opener = tokens[start].text
    return (
        before in ("and", "or", "then", ",", "/")
        and opener not in _INTRODUCING
        and opener not in _ARTICLES
        and at - start <= 30
    )


_ARTICLES = frozenset("the a an this that these those there it its his her their our some many most all in".split())


def is_negated(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Whether a negation stands shortly before a word in its clause."""
    first = max(clause_start(tokens, at), start, at - 5)
    near = [token.text for token in tokens[first:at]]
    return any(word in _NEGATIONS for word in near) and "only" not in near


def is_denied(tokens: Sequence[Token], at: int, end: int, said: frozenset[str]) -> bool:
    """Whether a negation stands inside a match or right after it ("families are not invited").

    `said` are the words that the phrase itself asks for.
    """
    inside = any(token.text in _DENIALS and token.text not in said for token in tokens[at:end])
    after = [token.text for token in tokens[end : end + 2]]
    return inside or (len(after) == 2 and after[0] in _LINKS and after[1] in _DENIALS)


_DENIALS = frozenset({"no", "not", "never", "isn't", "aren't", "don't", "doesn't", "cannot", "can't", "won't"})
_LINKS = frozenset({"is", "are", "was", "were", "do", "does", "will", "can", "may", "should", "must"})


def is_hypothetical(tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause of a word is a condition ("if students write …"); "ask if", "decide whether" are none."""
    start = clause_start(tokens, at)
    for here in range(at - 1, start - 1, -1):
        if tokens[here].text == ",":
            return False
        if tokens[here].text in _CONDITIONS:
            before = {token.text for token in tokens[max(start, here - 4) : here]}
            return before.isdisjoint(_DECIDING if tokens[here].text == "whether" else _ASKING)
    return False


_CONDITIONS = frozenset({"if", "unless", "whether", "imagine", "suppose"})
_DECIDING = frozenset().union(*(inflections(verb) for verb in "decide choose pick select".split()))
_ASKING = frozenset().union(
    *(
        inflections(verb)
        for verb in "ask see check know decide wonder tell determine consider discuss find say test predict".split()
    )
)


def is_causative(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody has, asks or lets learners do it."""
    start = clause_start(tokens, at)
    words = [token.text for token in tokens[start:at]]
    return any(word in _CAUSE for word in words) and any(word in LEARNERS or word == "them" for word in words)
