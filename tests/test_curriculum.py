"""Tallies add up in any order; tables always have their counts and their unknown; the rules of the whole answer."""

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.catalogue import Catalogue, Example, Rule, load_catalogue
from checker.curriculum import (
    CURRICULUM_CHECKS,
    EMPTY,
    Deed,
    NameKey,
    Seen,
    SourceSeen,
    Tally,
    answers,
    deeds_in,
    merged,
    tables,
    tally_of,
)
from checker.engine import check
from checker.errors import UserError
from checker.findings import Scope
from checker.measures import interval, spread_of
from checker.settings import Community, Settings
from checker.unit import Lesson, Unit

Reader = Callable[..., Lesson]
_SHIPPED = load_catalogue()
_RULES = [rule for rule in _SHIPPED.rules if rule.scope is Scope.CURRICULUM]

_names = st.sampled_from(["Ana", "Bo", "Cy"])
_seen = st.builds(
    Seen,
    st.integers(1, 9),
    st.frozensets(st.sampled_from(["a.md", "b.md"]), min_size=1),
    st.frozensets(st.sampled_from(["a", "b"]), min_size=1),
    st.tuples(st.sampled_from(["a.md", "b.md"]), st.integers(1, 9)),
)
_sources = st.builds(
    SourceSeen,
    st.tuples(st.integers(0, 4), st.sampled_from(["book", "video"]), _names, st.just("")),
    st.frozensets(st.integers(1900, 1903)),
    st.frozensets(st.sampled_from(["Caribbean", "Polynesia"])),
    st.frozensets(st.sampled_from(["en", "es"])),
    st.frozensets(_names),
    st.frozensets(st.sampled_from(["example.org"])),
    _seen,
)
_tallies = st.builds(
    Tally,
    units=st.frozensets(st.sampled_from(["a", "b", "c"])),
    lessons=st.integers(0, 5),
    words=st.integers(0, 500),
    not_checked=st.integers(0, 3),
    languages=st.dictionaries(st.sampled_from(["en", "es"]), st.integers(1, 4)),
    names=st.dictionaries(st.builds(NameKey, st.sampled_from(["people", "place"]), _names), _seen),
    sources=st.dictionaries(_names, _sources),
    deeds=st.dictionaries(
        st.builds(Deed, _names, st.just("does"), st.sampled_from(["sing", "sail"])), st.integers(1, 4)
    ),
)


@given(_tallies, _tallies, _tallies)
def test_tallies_add_up_the_same_however_they_are_bracketed(a: Tally, b: Tally, c: Tally) -> None:
    assert merged([merged([a, b]), c]) == merged([a, merged([b, c])])


@given(_tallies, _tallies)
def test_tallies_add_up_the_same_whichever_comes_first(a: Tally, b: Tally) -> None:
    assert merged([a, b]) == merged([b, a])
    assert repr(tables(merged([a, b]))) == repr(tables(merged([b, a])))


@given(_tallies)
def test_the_tally_of_nothing_changes_nothing(a: Tally) -> None:
    assert merged([a, EMPTY]) == merged([a]) == merged([EMPTY, a])


@pytest.fixture(scope="module")
def tally(lesson_of: Reader, catalogue: Catalogue) -> Callable[..., Tally]:
    """The tally of one unit from the texts of its lessons."""

    def made(name: str, *texts: str) -> Tally:
        lessons = tuple(lesson_of(text, f"{name}/{at}.md", "en") for at, text in enumerate(texts))
        unit = Unit(name, lessons[0].title, lessons)
        report = check(unit, catalogue, Settings())
        return tally_of(report, deeds_in(unit, report.evidence))

    return made


def test_real_units_give_the_same_bytes_in_every_order(tally: Callable[..., Tally]) -> None:
    units = [
        tally("a", "# A\nStudents read [Tides](https://example.org/t). The Yurok live at the river.\n"),
        tally("b", "# B\nSee [the tides](http://www.example.org/t/). The Yurok sell fish in Oregon.\n"),
        tally("c", "---\nsources:\n  - {title: T, url: 'https://example.org/t', year: 1990}\n---\n# C\nIn Peru.\n"),
    ]
    assert len({repr(tables(merged(order))) for order in permutations(units)}) == 1


def test_a_source_that_two_units_name_is_one_source(tally: Callable[..., Tally]) -> None:
    both = merged(
        [
            tally("a", "[Tides](https://example.org/t)"),
            tally(
                "b", "---\nsources:\n  - {title: Tides!, url: 'https://www.example.org/t/', year: 1990}\n---\nText.\n"
            ),
        ]
    )
    (source,) = both.sources.values()
    assert (source.title, source.years, len(source.seen.units)) == ("Tides!", frozenset({1990}), 2)
    assert source.value_of("decade") == "1990s"


def test_each_table_counts_what_is_unknown(tally: Callable[..., Tally]) -> None:
    one = tally("a", "---\nsources:\n  - {title: One, place: Peru, perspectives: [miners]}\n  - Two\n---\n# A\nText.\n")
    held = {table.id: table.rows for table in tables(one)}
    assert held["source-regions"] == (("South America", 1, None, None, None), ("unknown", 1, None, None, None))
    assert held["perspectives"] == (("miners", 1, None, None, None), ("unknown", 1, None, None, None))
    assert ("unknown", 0, 2) in held["languages"]


def test_what_a_named_group_does_is_read_from_grammar(tally: Callable[..., Tally]) -> None:
    one = tally(
        "a",
        "# A river\nThe Yurok manage the river. Yurok families sell fish. Settlers removed the Yurok. "
        "The Yurok are skillful.\n",
    )
    told = {(deed.relation, deed.word, deed.time) for deed in one.deeds if deed.name == "Yurok"}
    assert {("does", "manage", "present"), ("does", "sell", "present"), ("undergoes", "removed", "past")} <= told
    assert ("is", "skillful", "") in told


def test_tables_of_nothing_have_no_rows_but_their_columns() -> None:
    assert [table.id for table in tables(EMPTY) if table.rows] == []
    assert all(table.columns and table.title for table in tables(EMPTY))


def _examples() -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{example.outcome}-{at}")
        for rule in _RULES
        for at, example in enumerate(rule.examples)
    ]


@pytest.mark.parametrize(("rule", "example"), _examples())
def test_a_rule_of_the_whole_answers_its_example_as_it_says(
    rule: Rule, example: Example, tally: Callable[..., Tally]
) -> None:
    whole = merged(tally(f"unit-{at}", text) for at, text in enumerate(example.lessons))
    (answer,) = answers(whole, [rule], Settings.model_validate(dict(example.settings)).community)
    assert answer.outcome == example.outcome
    assert bool(answer.question) == (answer.outcome in ("not-met", "needs-a-person"))


def test_every_question_of_the_whole_is_asked_by_a_rule() -> None:
    assert {rule.check for rule in _RULES} == set(CURRICULUM_CHECKS)


def test_a_question_that_cannot_be_asked_of_the_whole_is_a_mistake_of_its_author() -> None:
    rule = next(rule for rule in _SHIPPED.rules if rule.check == "at-least")
    with pytest.raises(UserError, match="`at-least` cannot be asked of a whole curriculum"):
        list(answers(EMPTY, [rule], Community()))


def test_the_declared_community_is_looked_for_over_all_units(tally: Callable[..., Tally]) -> None:
    rule = next(rule for rule in _RULES if rule.check == "community-shown")
    whole = tally("a", "# A river\nThe Yurok live at the river.\n")
    said = {
        groups: [answer.outcome.value for answer in answers(whole, [rule], Community(groups=groups))]
        for groups in (("Yurok",), ("Yurok", "Hmong"), ())
    }
    assert said == {("Yurok",): ["met"], ("Yurok", "Hmong"): ["needs-a-person"], (): ["not-applicable"]}


@pytest.mark.parametrize(
    ("names", "distinct", "largest", "share", "unknown", "evenness"),
    [
        ([], 0, ("", 0), 0.0, 0.0, None),
        (["", ""], 0, ("", 0), 0.0, 1.0, None),
        (["a", "a", ""], 1, ("a", 2), 1.0, 1 / 3, None),
        (["b", "a"], 2, ("a", 1), 0.5, 0.0, 1.0),
    ],
)
def test_a_spread_has_its_counts(
    names: list[str], distinct: int, largest: tuple[str, int], share: float, unknown: float, evenness: float | None
) -> None:
    spread = spread_of(names)
    assert (spread.distinct, spread.largest, spread.total) == (distinct, largest, len(names))
    assert (spread.share_of_largest, spread.share_unknown, spread.evenness) == (share, unknown, evenness)


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_its_share_and_stays_between_none_and_all(part: int, rest: int) -> None:
    low, high = interval(part, part + rest)
    assert 0 <= low <= high <= 1
    if part + rest:
        assert low - 1e-9 <= part / (part + rest) <= high + 1e-9
