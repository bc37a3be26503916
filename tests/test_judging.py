"""The learned judge: what it listens to, what it weighs, and that a place is always needed."""

from collections.abc import Callable
from dataclasses import replace
from math import isclose
from pathlib import Path

import pytest

from checker.cache import Cache
from checker.catalogue import principles_folder
from checker.errors import UserError
from checker.finders import opinions_in
from checker.finders.judging import SURE, Cues, Judge, judged, load_judge, may_show, name_words, sentences_in, signs_of
from checker.finders.judging.judge import Trust
from checker.finders.judging.network import load_network, windows
from checker.finders.judging.sentences import NETWORK, mean
from checker.finders.reading import read
from checker.finders.weighing import weighed
from checker.unit import Lesson

Reader = Callable[..., Lesson]
_NETWORK = load_network(principles_folder() / "judge")
_TRUST = Trust((1.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0, 0.0), 0.0, {"choice: content": 0.5}, 0.0)
_JUDGE = Judge(("choice: content",), (-3.0,), {"w:topic": ((0, 8.0),), "w:read": ((0, -4.0),)}, {"choice": _TRUST})


def test_a_sentence_shows_its_words_pairs_and_place(lesson_of: Reader) -> None:
    lesson = lesson_of("# Rivers\n\n## Homework\n\n- Choose two topics?\n")
    last = read(lesson).reads[-1]
    assert signs_of(last, 0, len(last.tokens)) == {
        "w:choos", "w:two", "w:topic", "b:choos_two", "b:two_topic", "s:choos_topic", "first:choos", "first2:choos_two",
        "len:0", f"aud:{last.passage.audience.value}", f"kind:{last.passage.kind}", "h:homework", "role:homework",
        "in:list", "q",
    }  # fmt: skip


def test_links_show_where_they_lead(lesson_of: Reader) -> None:
    lesson = lesson_of("# Rivers\n\nWatch [the film](https://www.youtube.com/x) and [the map](map.pdf).\n")
    last = read(lesson).reads[-1]
    assert {"host:youtube.com", "ext:pdf"} <= signs_of(last, 0, len(last.tokens))


def test_the_words_of_names_are_one_sign(lesson_of: Reader) -> None:
    signs = []
    for name in ("Ana Morales", "Wei Zhang"):
        last = read(lesson_of(f"# Rivers\n\nYesterday {name} drew a map.\n")).reads[-1]
        signs.append(signs_of(last, 0, len(last.tokens), name_words([name])))
    assert signs[0] == signs[1]
    assert "b:~name_~name" in signs[0]


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
def test_the_judge_is_given_no_sentence_that_words_alone_cannot_tell(sentence: str, lesson_of: Reader) -> None:
    reads = read(lesson_of(f"# Rivers\n\n{sentence}\n")).reads
    assert list(sentences_in(reads[-1])) == []


def test_a_score_is_the_bias_and_the_weights_over_the_root_of_their_number() -> None:
    (score,) = _JUDGE.scores({"w:topic", "w:read", "w:a", "w:b"})
    assert isclose(score, -3.0 + (8.0 - 4.0) / 2.0)
    assert _JUDGE.reasons({"w:topic", "w:read"}, "choice: content") == [("w:topic", 8.0)]


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
    lesson = lesson_of(f"# Rivers\n\n{_DULL * 11}Topic: any topic.\n")
    sentences = judged(read(lesson), _EAGER, frozenset())
    (found,) = weighed([], sentences, _EAGER)
    assert (found.kind, found.cue, found.span.text) == ("choice: content", "learned", "Topic: any topic.")


def test_a_lesson_in_which_no_sentence_is_likely_shows_nothing(lesson_of: Reader) -> None:
    sentences = judged(read(lesson_of(f"# Rivers\n\n{_DULL * 12}\n")), _EAGER, frozenset())
    assert weighed([], sentences, _EAGER) == []


def test_to_a_lesson_of_few_sentences_the_judge_adds_nothing(lesson_of: Reader) -> None:
    sentences = judged(read(lesson_of(f"# Rivers\n\n{_DULL * 10}Topic: any topic.\n")), _EAGER, frozenset())
    assert max(one.scores[0] for one in sentences) > SURE
    assert weighed([], sentences, _EAGER) == []


_EAGER = replace(_JUDGE, biases=(-0.5,))
_DULL = "Read page nine now. "


def test_the_judge_has_an_opinion_on_the_sentences_of_a_lesson(lesson_of: Reader) -> None:
    (said,) = (one for one in opinions_in(lesson_of(_PROJECT)) if one.kind == "choice: content")
    assert said.place.text == "Choose a topic for your research project."
    assert said.score >= 0.7
    assert "w:choos" in said.signs


_PROJECT = """\
# Rivers near us

## Project

Choose a topic for your research project.
"""


def test_a_window_holds_the_sentences_of_a_lesson_once_and_in_order(lesson_of: Reader) -> None:
    lesson = lesson_of("# Rivers\n\n" + "The river carries sand and stones down to the sea. " * 60)
    every = list(windows(read(lesson), frozenset(), _NETWORK.pieces))
    places = [(id(one), first) for window in every for _, _, (one, first, _) in window.sentences]
    assert len(every) > 2
    assert places == [(id(one), first) for one in read(lesson).reads for first, _ in one.sentences]
    assert all(len(window.pieces) <= 256 for window in every)
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


class _Silent:
    def run(self, *_: object) -> None:
        raise AssertionError("asked")


def test_the_mean_is_of_what_both_know() -> None:
    assert mean(("a", "b"), (1.0, 2.0), ("a", "c"), (3.0, 9.0)) == [1.0 + 2.0 * NETWORK, 2.0]


def test_a_list_of_word_pieces_without_its_marks_is_told(tmp_path: Path) -> None:
    (tmp_path / "network.onnx").write_bytes((principles_folder() / "judge" / "network.onnx").read_bytes())
    (tmp_path / "pieces.txt").write_text("river\n", "utf-8")
    with pytest.raises(UserError, match=r"pieces\.txt"):
        load_network(tmp_path)


def test_judge_and_network_know_the_same_kinds() -> None:
    assert _NETWORK.kinds == load_judge().kinds


def test_the_judge_that_comes_with_the_project_is_whole() -> None:
    judge = load_judge()
    assert len(judge.kinds) == len(judge.biases) >= 40
    assert set(judge.trusts) == {kind.partition(":")[0] for kind in judge.kinds}
    assert all(0 <= at < len(judge.kinds) for own in judge.signs.values() for at, _ in own)


def test_a_line_that_is_no_weight_is_told_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "judge"
    folder.mkdir()
    (folder / "trust.yaml").write_text(
        "facets:\n  - facet: choice\n    weights: [1]\n    bias: 0\n    least: 0\n"
        "    values:\n      - {value: content, sentence: 0, lesson: 0}\n",
        "utf-8",
    )
    (folder / "choice.tsv").write_text("content\tw:topic\t1.5\ncontent w:map\n", "utf-8")
    with pytest.raises(UserError, match=r"choice\.tsv:2"):
        load_judge(tmp_path)
