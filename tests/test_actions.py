"""Who acts: minimal pairs that differ in one thing."""

import pytest

from checker.finders.actions import Actor, actor_of, is_causative, is_hypothetical, is_negated
from checker.finders.grammar import actor_by_syntax
from checker.language import parse
from checker.phrases import Token, tokens_of

_WRITE = frozenset({"write", "writes", "writing", "wrote"})


def _last_verb(sentence: str) -> tuple[list[Token], int]:
    """The words of a sentence and the index of the last form of "write" in it."""
    tokens = tokens_of(sentence)
    return tokens, max(at for at, token in enumerate(tokens) if token.text in _WRITE)


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Students write a poem.", Actor.LEARNER),
        ("The teacher writes a poem.", Actor.TEACHER),
        ("Write a poem.", Actor.IMPERATIVE),
        ("Writing a poem", Actor.GERUND),
        ("The program writes a poem.", Actor.UNKNOWN),
        ("Each student writes.", Actor.LEARNER),
        ("Each group will then write.", Actor.LEARNER),
        ("The poem they write is short.", Actor.LEARNER),
        ("Everyone writes.", Actor.LEARNER),
        ("Students who finish early write.", Actor.LEARNER),
        ("In pairs, students draw and write.", Actor.LEARNER),
        ("Have students write.", Actor.LEARNER),
        ("Have them write.", Actor.LEARNER),
        ("The teacher asks students to write.", Actor.LEARNER),
        ("Teachers help students write.", Actor.LEARNER),
        ("Students ask the teacher and write.", Actor.LEARNER),
        ("Students watch while the teacher writes.", Actor.TEACHER),
        ("Give students time to write.", Actor.LEARNER),
        ("I write on the board.", Actor.TEACHER),
        ("Parents write a note.", Actor.TEACHER),
        ("You write a poem.", Actor.IMPERATIVE),
        ("We write a poem.", Actor.IMPERATIVE),
        ("Then write.", Actor.IMPERATIVE),
        ("1. Write.", Actor.IMPERATIVE),
        ("Please carefully write.", Actor.IMPERATIVE),
        ("Homework: write a poem.", Actor.IMPERATIVE),
        ("In your journal, write.", Actor.IMPERATIVE),
        ("After reading, write.", Actor.IMPERATIVE),
        ("When you are done, write.", Actor.IMPERATIVE),
        ("Draw and write.", Actor.IMPERATIVE),
        ("The drawing and write up", Actor.UNKNOWN),
        ("It writes a file.", Actor.UNKNOWN),
        ("A poem to write", Actor.UNKNOWN),
        ("The goal is to write.", Actor.UNKNOWN),
        ("Scientists write reports.", Actor.UNKNOWN),
        ("The teacher speaks. Write a poem.", Actor.IMPERATIVE),
        ("Students read; the teacher writes.", Actor.TEACHER),
        ("Students read: the program writes.", Actor.UNKNOWN),
    ],
)
def test_the_words_before_a_verb_tell_who_acts(sentence: str, actor: Actor) -> None:
    assert actor_of(*_last_verb(sentence)) is actor


@pytest.mark.parametrize(
    ("sentence", "is_so"),
    [
        ("Students write.", False),
        ("Students do not write.", True),
        ("Don’t write.", True),
        ("Never write.", True),
        ("Read without writing.", True),
        ("Do not read. Write.", False),
        ("Students not only write but draw.", False),
        ("Not everyone who came early to the lesson writes.", False),
    ],
)
def test_a_negation_shortly_before_a_verb_counts(sentence: str, is_so: bool) -> None:
    tokens, at = _last_verb(sentence)
    assert is_negated(tokens, 0, at) is is_so


@pytest.mark.parametrize(
    ("sentence", "is_so"),
    [
        ("If students write, praise them.", True),
        ("Ask whether students write.", True),
        ("If they are done, students write.", False),
        ("Students write.", False),
    ],
)
def test_a_condition_is_no_action(sentence: str, is_so: bool) -> None:
    assert is_hypothetical(*_last_verb(sentence)) is is_so


@pytest.mark.parametrize(
    ("sentence", "is_so"),
    [
        ("Have students write.", True),
        ("Let them write.", True),
        ("Students write.", False),
        ("Have paper. Write.", False),
    ],
)
def test_learners_may_be_asked_to_act(sentence: str, is_so: bool) -> None:
    assert is_causative(*_last_verb(sentence)) is is_so


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Students choose a form in which they write their poem.", Actor.LEARNER),
        ("The teacher chooses a form and writes a poem.", Actor.TEACHER),
        ("Students take the paper and quickly write a poem.", Actor.LEARNER),
        ("The computer will write a poem.", Actor.UNKNOWN),
        ("Students did not write a poem.", Actor.UNKNOWN),
        ("The writing on the wall is old.", Actor.UNKNOWN),
    ],
)
def test_the_syntax_tells_who_acts_where_the_place_does_not(sentence: str, actor: Actor) -> None:
    tokens, at = _last_verb(sentence)
    assert actor_by_syntax(parse([sentence])[sentence], tokens[at].start) is actor
