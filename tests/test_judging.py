"""The learned judge: what it listens to, what it weighs, and that a place is always needed."""

from collections.abc import Callable
from dataclasses import replace
from math import isclose
from pathlib import Path

import pytest

from checker.cache import Cache
from checker.catalogue import principles_folder
from checker.errors import UserError
from checker.finders import opinions_on
from checker.finders.judging import SURE, Cues, Judge, Judged, load_judge, load_network, may_show, sentences_in
from checker.finders.judging.judge import Trust
from checker.finders.judging.network import WIDE, Width, windows
from checker.finders.reading import read
from checker.finders.weighing import weighed
from checker.unit import Lesson

Reader = Callable[..., Lesson]
_NETWORK = load_network(principles_folder() / "judge")
_TRUST = Trust((1.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0, 0.0), 0.0, {"choice: content": 0.5}, 0.0)
_JUDGE = Judge(("choice: content",), {"choice": _TRUST})


@pytest.mark.parametrize(
    "sentence",
    [
        "Students do not choose a topic.",
        "Students can't choose a topic here.",
        "The teacher chooses a topic for them.",
        "To come.",
        '> "We chose a topic," said the mayor.',
    ],
)
def test_the_judge_is_given_nothing_denied_quoted_or_done_by_a_teacher(sentence: str, lesson_of: Reader) -> None:
    reads = read(lesson_of(f"# Rivers\n\n{sentence}\n")).reads
    assert list(sentences_in(reads[-1])) == []


def test_a_kind_needs_cues_that_suffice_or_a_sentence_of_which_the_judge_is_sure() -> None:
    hint = Cues(is_trusted=False, strong=0, weak=1)
    assert not may_show([SURE - 0.1], hint)
    assert may_show([SURE], hint)
    assert may_show([], Cues(is_trusted=True, strong=1, weak=0))


def test_cues_and_scores_are_weighed_together() -> None:
    trusted = Cues(is_trusted=True, strong=1, weak=0)
    assert _JUDGE.shows("choice: content", [-2.5], trusted)
    assert not _JUDGE.shows("choice: content", [-2.6], trusted)
    assert _JUDGE.shows("choice: content", [-0.5])
    assert not _JUDGE.shows("choice: content", [-0.6])
    sure = replace(_JUDGE, trusts={"choice": replace(_TRUST, least=-9.0)})
    assert sure.shows("choice: content", [SURE])
    assert not sure.shows("choice: content", [SURE - 0.1])
    assert not _JUDGE.shows("choice: content", [])


def test_a_learned_place_is_the_best_sentence_and_says_that_it_is_learned(lesson_of: Reader) -> None:
    sentences = _heard(lesson_of(f"# Rivers\n\n{_DULL * 11}Topic: any topic.\n"))
    (found,) = weighed([], sentences, _JUDGE)
    assert (found.kind, found.cue, found.span.text) == ("choice: content", "learned", "Topic: any topic.")


def test_a_lesson_in_which_no_sentence_is_likely_shows_nothing(lesson_of: Reader) -> None:
    assert weighed([], _heard(lesson_of(f"# Rivers\n\n{_DULL * 12}\n")), _JUDGE) == []


def test_to_a_lesson_of_few_sentences_the_judge_adds_nothing(lesson_of: Reader) -> None:
    sentences = _heard(lesson_of(f"# Rivers\n\n{_DULL * 10}Topic: any topic.\n"))
    assert max(one.scores[0] for one in sentences) > SURE
    assert weighed([], sentences, _JUDGE) == []


def _heard(lesson: Lesson) -> list[Judged]:
    """The sentences of a lesson with scores as a network would give them that knows but one word."""
    return [
        Judged(one, first, last, (3.0 if any(token.text == "topic" for token in one.tokens[first:last]) else -4.0,))
        for one in read(lesson).reads
        for first, last in sentences_in(one)
    ]


_DULL = "Read page nine now. "


def test_the_judge_has_an_opinion_on_a_line_and_names_the_words_that_it_rests_on(lesson_of: Reader) -> None:
    lesson = lesson_of("# Rivers near us\n\n## Project\n\nChoose a topic for your research project.\n\nRead on.\n")
    (said,) = (one for one in opinions_on(lesson, 5) if one.kind == "choice: content")
    assert said.place.text == "Choose a topic for your research project."
    assert said.score >= 0.7
    assert {"Choose", "topic"} <= set(said.words)
    assert all(one.kind != "choice: content" for one in opinions_on(lesson, 7))


def test_a_sentence_is_heard_again_without_each_of_its_words(lesson_of: Reader) -> None:
    text = "# Rivers\n\nThe river is long.\n\nStudents choose a topic.\n\nThen they read.\n"
    reading = read(lesson_of(text))
    without = dict(_NETWORK.scores_without_words(reading, frozenset(), reading.reads[_SECOND], 0))
    assert list(without) == ["Students", "choose", "a", "topic"]
    shorter = list(_NETWORK.scores(read(lesson_of(text.replace("choose ", ""))), frozenset()).values())
    at = _NETWORK.kinds.index("choice: content")
    assert isclose(without["choose"][at], shorter[_SECOND][at], abs_tol=0.05)


_SECOND = 2  # after the title and the first sentence


@pytest.mark.parametrize("width", [WIDE, Width(96, 24, 24)])
def test_a_window_holds_the_sentences_of_a_lesson_once_and_in_order(width: Width, lesson_of: Reader) -> None:
    lesson = lesson_of("# Rivers\n\n" + "The river carries sand and stones down to the sea. " * 60)
    every = list(windows(read(lesson), frozenset(), _NETWORK.pieces, width))
    places = [(id(one), first) for window in every for _, _, (one, first, _) in window.sentences]
    assert len(every) > 2
    assert places == [(id(one), first) for one in read(lesson).reads for first, _ in one.sentences]
    assert all(len(window.pieces) <= width.most + width.behind for window in every)
    behind = [len(window.pieces) - window.sentences[-1][1] for window in every]
    assert all((0 < count <= width.behind) if width.behind else count == 0 for count in behind[:-1])
    assert behind[-1] == 0
    assert all(0 < start < end <= len(window.pieces) for window in every for start, end, _ in window.sentences)


@pytest.mark.parametrize(
    "names", [("Tricia Hill", "Kwabena Moss"), ("Dmytro", "Oluwaseun Diallo"), ("Ana", "Xóchitl O’Brien")]
)
def test_the_network_hears_no_names(names: tuple[str, str], lesson_of: Reader) -> None:
    heard = []
    for name in names:
        lesson = lesson_of(f"# A bridge by {name}\n\nYesterday {name}, a builder, drew it. Then {name} spoke.\n")
        every = list(windows(read(lesson), frozenset(), _NETWORK.pieces))
        heard.append([window.pieces for window in every])
    assert heard[0] == heard[1]


def test_the_network_tells_a_choice_from_a_menu(lesson_of: Reader) -> None:
    def best(text: str) -> float:
        scores = _NETWORK.scores(read(lesson_of(text)), frozenset()).values()
        return max(row[_NETWORK.kinds.index("choice: content")] for row in scores)

    assert best("# Rivers\n\nStudents choose a topic for their project.\n") > 0
    assert best("# Saving\n\nOpen the editor.\n\nChoose File and then Save as in the menu.\n") < -3
    assert best("# Rivers\n\nThe teacher chooses a topic for the class.\n") < -1


def test_what_the_network_said_is_kept_and_is_the_same(lesson_of: Reader, tmp_path: Path) -> None:
    lesson = lesson_of("# Rivers\n\nStudents choose a topic.\n\nThey draw a map of the river in pairs.\n")
    network = replace(_NETWORK, cache=Cache(tmp_path))
    new = list(network.scores(read(lesson), frozenset()).values())
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    silent = replace(network, session=_Silent())
    assert list(silent.scores(read(lesson), frozenset()).values()) == new
    for damage in ("", "no scores", kept.read_text("utf-8")[:-8]):
        kept.write_text(damage, "utf-8")
        assert list(network.scores(read(lesson), frozenset()).values()) == new
    other = lesson_of("# Rivers\n\nStudents choose a partner.\n\nThey draw a map of the river in pairs.\n")
    with pytest.raises(AssertionError, match="asked"):
        silent.scores(read(other), frozenset())


def test_scores_are_the_same_on_every_processor(lesson_of: Reader, tmp_path: Path) -> None:
    # Recorded in exact arithmetic. With signed weights a processor with AVX2 alone is off by .3 to .7 at each of these.
    network = replace(_NETWORK, cache=Cache(tmp_path))
    rows = list(network.scores(read(lesson_of(_RIVER)), frozenset()).values())
    for sentence, kind, score in _RECORDED:
        assert isclose(rows[sentence][network.kinds.index(kind)], score, abs_tol=0.15)


_RIVER = """# The river

By the end you can explain where our water comes from.

## Warm-up

Talk with a partner about what you already know about rivers.
Watch the short film and write down two questions.

## Work

1. Choose one part of the river and draw it, build it or record a talk about it.
2. Ask someone in your family how the river has changed.
3. Share your draft, and use what a classmate says to improve it.

## At the end

Write what you learned, and what you would do differently next time.
"""
_RECORDED = (
    (3, "representation: video", -0.75),
    (4, "representation: video", 3.76),
    (6, "perspective: community", -1.28),
    (7, "engagement: reflection", -3.31),
    (7, "expression: visual", 0.11),
    (8, "engagement: reflection", -0.77),
    (8, "perspective: community", 3.63),
)
"""The number of a sentence of this lesson, a kind, and its score; recorded anew when the network is made anew."""


class _Silent:
    def run(self, *_: object) -> None:
        raise AssertionError("asked")


def test_a_list_of_word_pieces_without_its_marks_is_told(tmp_path: Path) -> None:
    (tmp_path / "network.onnx").write_bytes((principles_folder() / "judge" / "network.onnx").read_bytes())
    (tmp_path / "pieces.txt").write_text("river\n", "utf-8")
    with pytest.raises(UserError, match=r"pieces\.txt"):
        load_network(tmp_path)


def test_judge_and_network_know_the_same_kinds() -> None:
    assert _NETWORK.kinds == load_judge().kinds


def test_the_judge_that_comes_with_the_project_is_whole() -> None:
    judge = load_judge()
    assert len(judge.kinds) >= 40
    assert set(judge.trusts) == {kind.partition(":")[0] for kind in judge.kinds}
