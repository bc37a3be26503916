"""Safe replacements: the sentence's own grammar, the rest of the file byte for byte, and twice is once."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.catalogue import load_catalogue
from checker.document import parse
from checker.engine import LessonReader
from checker.frontends.cli import main
from checker.frontends.fixing import fixed_text, fixes
from checker.settings import Settings
from checker.source import Source, Span
from checker.wording import Match, replacement

CATALOGUE = load_catalogue()
READER = LessonReader(CATALOGUE, Settings())


def _fixed(text: str) -> str:
    return fixed_text(text, "lesson.md", None, READER, CATALOGUE.wording)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The slaves built it.", "The enslaved people built it."),
        ("He was born a slave in May.", "He was born an enslaved person in May."),
        ("A slave's day was long.", "An enslaved person's day was long."),
        ("Slaves built it.", "Enslaved people built it."),
        ("A former slave spoke.", "A formerly enslaved person spoke."),
        ("A runaway slave hid.", "A freedom seeker hid."),
        ("An unmanned probe landed.", "An uncrewed probe landed."),
        ("The first manned flight ended.", "The first crewed flight ended."),
        ("Two policemen came.", "Two police officers came."),
        ("Policemen came.", "Police officers came."),
        ("A wheelchair-bound student draws.", "A student who uses a wheelchair draws."),
        ("Wheelchair-bound students draw.", "Students who use a wheelchair draw."),
        ("The queen was confined to a wheelchair.", "The queen used a wheelchair."),
        ("Her uncle suffers from epilepsy.", "Her uncle has epilepsy."),
        ("Able-bodied guests stood.", "Non-disabled guests stood."),
        ("Use the handicapped parking.", "Use the accessible parking."),
        ("Mankind looked up.", "Humankind looked up."),
        ("A Moslem sailor came.", "A Muslim sailor came."),
    ],
)
def test_a_safe_replacement_fits_its_sentence(before: str, after: str) -> None:
    assert _fixed(f"# Lesson\n\n{before}\n") == f"# Lesson\n\n{after}\n"


@pytest.mark.parametrize(
    "text",
    [
        "Struggling readers meet here.",
        "> The slaves built it.",
        "Write enslaved people instead of slaves.",
        "*The Life of a Slave Girl* is on the shelf.",
        "Type `mankind` into the box.",
        "The slaves' songs were long.",
        "MANKIND",
    ],
)
def test_what_is_not_safe_or_not_the_authors_stays(text: str) -> None:
    assert _fixed(f"# Lesson\n\n{text}\n") == f"# Lesson\n\n{text}\n"


def test_an_alternative_follows_number_and_capital() -> None:
    source = Source("lesson.md", "Struggling readers")
    match = Match(Span(source, 0, 18), "Struggling readers")
    assert replacement("{last} who [needs|need] time", match, {}) == "Readers who need time"


_PIECES = st.sampled_from(
    (
        *("The slaves sang.", "mankind", "an unmanned probe", "two policemen", "\r\n", "\n\n", "- ", "> ", "`slaves` "),
        *("**a** ", "ä😀", "\t", "# ", "| a | b |\n|---|---|\n| fishermen | c |\n", "```\nslaves\n```\n"),
        *("[slaves](x.md) ", "é ", " ", "---\n"),
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join), st.sampled_from(["", "\ufeff"]))
def test_twice_is_once_and_the_structure_stays(body: str, mark: str) -> None:
    text = f"{mark}# Lesson\n\nWe look at the harbor and at all the ships that lie in it.\n\n{body}\n"
    once = _fixed(text)
    assert _fixed(once) == once
    assert once.count("\r\n") == text.count("\r\n")
    assert once.startswith(mark)
    assert _kinds(once) == _kinds(text)


def _kinds(text: str) -> list[str]:
    return [str(block.kind) for block in parse(Source("lesson.md", text)).walk()]


def test_a_file_keeps_its_mark_line_ends_and_encoding(tmp_path: Path) -> None:
    marked, old = tmp_path / "marked.md", tmp_path / "old.md"
    marked.write_bytes("\ufeff# Lesson\r\n\r\nThe slaves sang of home — at night.\r\n".encode())
    old.write_bytes("# Lesson\n\nThe slaves sang in the caf\xe9 at night.\n".encode("cp1252"))
    assert main(["fix", str(tmp_path)]) == 0
    assert marked.read_bytes() == "\ufeff# Lesson\r\n\r\nThe enslaved people sang of home — at night.\r\n".encode()
    assert old.read_bytes() == "# Lesson\n\nThe enslaved people sang in the caf\xe9 at night.\n".encode("cp1252")


def test_a_diff_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lesson = tmp_path / "lesson.md"
    lesson.write_text("# Lesson\n\nThe slaves sang.\n", encoding="utf-8")
    assert main(["fix", "--diff", str(lesson)]) == 0
    assert lesson.read_text(encoding="utf-8") == "# Lesson\n\nThe slaves sang.\n"
    assert "-The slaves sang.\n+The enslaved people sang.\n" in capsys.readouterr().out


def test_a_term_that_is_switched_off_is_not_fixed(tmp_path: Path) -> None:
    lesson = tmp_path / "lesson.md"
    lesson.write_text("# Lesson\n\nThe slaves sang.\n", encoding="utf-8")
    off = Settings.model_validate({"wording": {"terms": {"history/slaves": False}}})
    assert list(fixes([lesson], CATALOGUE, off)) == []
