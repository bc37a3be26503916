"""Places in a file: lines and columns, odd line ends, bytes that are no UTF-8."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from checker.source import Source, Span, decode, read

ODD_TEXT = st.text(st.sampled_from("aé\u0301👩🏽\u200d🏫 \t\r\n\x0c\x0b\u2028\x85\ufeffע"), max_size=60)


def positions(text: str, *offsets: int) -> list[tuple[int, int]]:
    source = Source("lesson.md", text)
    return [source.position(offset) for offset in offsets]


def test_lines_and_columns_count_from_one_in_code_points() -> None:
    assert positions("Draw 👩🏽‍🏫 it\nthen", 0, 5, 9, 10, 13) == [(1, 1), (1, 6), (1, 10), (1, 11), (2, 1)]


def test_a_line_ends_with_cr_with_lf_and_with_both() -> None:
    source = Source("lesson.md", "one\rtwo\r\nthree\nfour")
    assert source.line_starts == (0, 4, 9, 15)
    assert [source.line_text(line) for line in (1, 2, 3, 4)] == ["one", "two", "three", "four"]


def test_form_feeds_and_line_separators_end_no_line() -> None:
    assert Source("lesson.md", "one\x0ctwo\u2028three\x85four").line_starts == (0,)


def test_a_byte_order_mark_counts_as_a_column() -> None:
    assert positions("\ufeffone", 1) == [(1, 2)]


def test_a_combining_accent_is_a_column_of_its_own() -> None:
    assert positions("e\u0301a", 1, 2) == [(1, 2), (1, 3)]


def test_an_offset_at_the_end_of_the_file_has_a_place() -> None:
    assert positions("one\n", 4) == [(2, 1)]
    assert positions("", 0) == [(1, 1)]


def test_two_spans_join_from_the_start_of_one_to_the_end_of_the_other() -> None:
    source = Source("lesson.md", "one two three")
    assert Span(source, 0, 3).to(Span(source, 8, 13)).text == "one two three"
    assert Span(source, 0, 13).to(Span(source, 4, 7)).text == "one two three"


def test_utf8_is_read_with_its_mark_kept() -> None:
    assert decode("\ufeffété".encode()) == "\ufeffété"


def test_utf16_is_known_by_its_mark() -> None:
    assert decode("été".encode("utf-16")) == "été"


def test_other_bytes_are_read_as_windows_1252() -> None:
    assert decode(b"na\xefve \x93quote\x94") == "naïve “quote”"


def test_a_file_with_zero_bytes_is_no_text() -> None:
    assert decode(b"PNG\0\0") is None


def test_a_file_is_read_under_the_name_that_people_see(tmp_path: Path) -> None:
    (tmp_path / "lesson.md").write_bytes(b"one\r\ntwo")
    source = read(tmp_path / "lesson.md", "unit/lesson.md")
    assert source is not None
    assert (source.path, source.text) == ("unit/lesson.md", "one\r\ntwo")


@given(st.binary(max_size=40))
def test_any_bytes_are_text_or_none_and_never_half_a_character(data: bytes) -> None:
    text = decode(data)
    assert text is None or text.encode("utf-8").decode("utf-8") == text


@given(ODD_TEXT)
def test_every_offset_is_found_again_from_its_line_and_column(text: str) -> None:
    source = Source("lesson.md", text)
    for offset in range(len(text) + 1):
        line, column = source.position(offset)
        assert source.line_starts[line - 1] + column - 1 == offset
