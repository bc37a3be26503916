"""Headings, bold words, tables, boxes and front matter say which part of a lesson they open."""

from collections.abc import Callable

import pytest

from checker.catalogue import Catalogue, SectionNames, load_catalogue
from checker.document import parse
from checker.source import Source
from checker.unit import Lesson, read_lesson

Reader = Callable[..., Lesson]


@pytest.fixture(scope="module")
def names(catalogue: Catalogue) -> SectionNames:
    return catalogue.sections


def _roles(lesson: Lesson, words: str) -> set[str]:
    """The roles of the first passage that holds some words."""
    return set(next(passage.roles for passage in lesson.passages if words in passage.text))


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Objectives", "objectives"),
        ("What you'll learn", "objectives"),
        ("Success Criteria", "success-criteria"),
        ("Standards", "standards"),
        ("Essential Questions", "essential-questions"),
        ("Materials", "materials"),
        ("Prior knowledge", "prior-knowledge"),
        ("Key vocabulary", "vocabulary"),
        ("Do Now", "warm-up"),
        ("Guided Practice", "procedure"),
        ("Pacing guide", "pacing"),
        ("Exit ticket", "assessment"),
        ("Rubric", "rubric"),
        ("Differentiation", "differentiation"),
        ("Early finishers", "extension"),
        ("Reflection", "reflection"),
        ("Wrap-Up", "closure"),
        ("Homework", "homework"),
        ("Works cited", "sources"),
        ("Teacher notes", "teacher-notes"),
        ("Home connection", "family-community"),
        ("Safety", "safety"),
        ("Overview", "introduction"),
        ("License", "license"),
    ],
)
def test_each_role_has_a_name(names: SectionNames, heading: str, role: str) -> None:
    assert names.of_heading(heading) == {role}


@pytest.mark.parametrize(
    "heading",
    [
        "Warm-up (10 minutes)",
        "Warm-up (5-10 min)",
        "Warm-up [10 mins]",
        "Warm-up: 10 min.",
        "Warm-up – 10 minutes",
        "1. Warm-up",
        "2.1. Warm-up",
        "III. Warm-up",
        "Part 1: Warm-up",
        "Step 2: Warm-up",
        "**Warm-up**",
        "*Warm-up:*",
        "WARM-UP",
        "Warm-up:",
        "  Warm-up  ",
        "“Warm-up”",
    ],
)
def test_numbers_minutes_and_emphasis_are_noise(names: SectionNames, heading: str) -> None:
    assert names.of_heading(heading) == {"warm-up"}


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_both_apostrophes_are_the_same(names: SectionNames, apostrophe: str) -> None:
    assert names.of_heading(f"What you{apostrophe}ll need") == {"materials"}


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        ("Objectives and Standards", {"objectives", "standards"}),
        ("Vocabulary & Materials", {"vocabulary", "materials"}),
        ("Homework / Extension", {"homework", "extension"}),
        ("Rubric, Homework", {"rubric", "homework"}),
        ("Assessment - Exit Ticket", {"assessment"}),
        ("Materials/Preparation", {"materials"}),
    ],
)
def test_a_heading_that_merges_names_has_the_roles_of_all(names: SectionNames, heading: str, roles: set[str]) -> None:
    assert names.of_heading(heading) == roles


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Learning objectives for this week", "objectives"),
        ("Our Essential Questions", "essential-questions"),
        ("Today's Homework", "homework"),
    ],
)
def test_a_name_at_the_edge_of_a_heading_counts(names: SectionNames, heading: str, role: str) -> None:
    assert names.of_heading(heading) == {role}


@pytest.mark.parametrize(
    "heading",
    ["", "The water cycle", "Family Tree of the Romanovs", "Safety in Numbers", "The Purpose of Government", "x" * 91],
)
def test_a_heading_that_is_a_topic_has_no_role(names: SectionNames, heading: str) -> None:
    assert names.of_heading(heading) == set()


def test_a_part_below_a_named_part_has_its_role_until_it_names_its_own(lesson_of: Reader) -> None:
    lesson = lesson_of(
        "# Rivers\n## Procedure\nOne.\n### Mapping the town\nTwo.\n### Homework\nThree.\n## Rapids\nFour.\n"
    )
    roles = {word: _roles(lesson, word) for word in ("One", "Two", "Three", "Four")}
    assert roles == {"One": {"procedure"}, "Two": {"procedure"}, "Three": {"homework"}, "Four": set()}


def test_the_trail_of_a_section_begins_with_the_outermost(lesson_of: Reader) -> None:
    lesson = lesson_of("# Rivers\n## Procedure\n### Mapping\nText.\n")
    assert [section.trail() for section in lesson.sections] == [
        ("",),
        ("", "Rivers"),
        ("", "Rivers", "Procedure"),
        ("", "Rivers", "Procedure", "Mapping"),
    ]


def test_a_bold_line_opens_a_section(lesson_of: Reader) -> None:
    lesson = lesson_of("# Rivers\n\n**Materials**\n\nPaper and string.\n\n**Homework:**\n\nDraw a river.\n")
    assert (_roles(lesson, "Paper"), _roles(lesson, "Draw")) == ({"materials"}, {"homework"})
    assert [section.title for section in lesson.sections] == ["", "Rivers", "Materials", "Homework:"]


def test_a_bold_sentence_opens_no_section(lesson_of: Reader) -> None:
    lesson = lesson_of("# Rivers\n\n**Wash your hands.**\n\n**Stop!**\n\n**[Materials](materials.pdf)**\n\nPaper.\n")
    assert [section.title for section in lesson.sections] == ["", "Rivers"]


def test_a_bold_line_ends_at_the_next_heading(lesson_of: Reader) -> None:
    lesson = lesson_of("## Procedure\n\n**Homework**\n\nDraw.\n\n### Mapping\n\nWalk.\n")
    assert (_roles(lesson, "Draw"), _roles(lesson, "Walk")) == ({"homework"}, {"procedure"})


@pytest.mark.parametrize(
    "text",
    [
        "**Materials:** paper",
        "**Materials**: paper",
        "Materials: paper",
        "- **Materials:** paper",
        "- Materials: paper",
    ],
)
def test_a_run_in_gives_its_own_words_a_role(lesson_of: Reader, text: str) -> None:
    lesson = lesson_of(f"# Rivers\n\n{text}\n\nNext we walk.\n")
    assert (_roles(lesson, "paper"), _roles(lesson, "Next")) == ({"materials"}, set())


def test_a_run_in_that_stands_alone_gives_its_role_to_the_list_below(lesson_of: Reader) -> None:
    lesson = lesson_of("# Rivers\n\nMaterials:\n\n- paper\n- string\n\nNext we walk.\n")
    assert (_roles(lesson, "string"), _roles(lesson, "Next")) == ({"materials"}, set())


def test_an_item_gives_its_role_to_the_items_below_it(lesson_of: Reader) -> None:
    lesson = lesson_of("# Rivers\n\n- **Materials:**\n  - paper\n- Walk to the river.\n")
    assert (_roles(lesson, "paper"), _roles(lesson, "Walk")) == ({"materials"}, set())


def test_words_that_only_begin_like_a_name_are_no_run_in(lesson_of: Reader) -> None:
    lesson = lesson_of("# Rivers\n\nMaterials science: a short history\n")
    assert _roles(lesson, "short history") == set()


def test_a_table_row_has_the_role_of_its_first_cell(lesson_of: Reader) -> None:
    lesson = lesson_of("| Part | What |\n|---|---|\n| Materials | paper |\n| Weather | rain |\n")
    assert (_roles(lesson, "paper"), _roles(lesson, "rain")) == ({"materials"}, set())


def test_a_table_column_has_the_role_of_its_header(lesson_of: Reader) -> None:
    lesson = lesson_of("| Day | Homework | Materials |\n|---|---|---|\n| one | draw | paper |\n")
    roles = [(passage.text, passage.header, passage.row, set(passage.roles)) for passage in lesson.passages[3:]]
    assert roles == [
        ("one", "Day", "", set()),
        ("draw", "Homework", "one", {"homework"}),
        ("paper", "Materials", "one", {"materials"}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "::: objectives\nCompare two ratios.\n:::\n",
        ":::::: objectives\n\nCompare two ratios.\n\n::::::\n",
        '!!! note "Objectives"\n    Compare two ratios.\n',
        "> [!note] Objectives\n> Compare two ratios.\n",
    ],
)
def test_a_box_has_the_role_of_its_kind_or_title(lesson_of: Reader, text: str) -> None:
    lesson = lesson_of(f"# Ratios\n\n{text}\nNext we cook.\n")
    assert (_roles(lesson, "Compare"), _roles(lesson, "Next")) == ({"objectives"}, set())


def test_front_matter_has_the_roles_of_its_terms(lesson_of: Reader) -> None:
    lesson = lesson_of("---\ntitle: Ratios\nteaches: Compare two ratios\nmaterials: [cups, water]\n---\nText.\n")
    front = [(passage.text, set(passage.roles)) for passage in lesson.passages if passage.kind == "front"]
    assert front == [
        ("Ratios", set()),
        ("Compare two ratios", {"objectives"}),
        ("cups", {"materials"}),
        ("water", {"materials"}),
    ]


def test_the_settings_add_names_of_their_own() -> None:
    names = load_catalogue(headings=[("Ziele", "objectives"), ("Rivers", "homework")]).sections
    lesson = read_lesson(
        parse(Source("a.md", "## Ziele\nEins.\n## Rivers (10 min)\nZwei.\n## Homework\nDrei.\n")), names
    )
    roles = [_roles(lesson, word) for word in ("Eins", "Zwei", "Drei")]
    assert roles == [{"objectives"}, {"homework"}, {"homework"}]


def test_a_name_of_the_settings_wins_over_the_shipped_one() -> None:
    names = load_catalogue(headings=[("Reflection", "assessment")]).sections
    assert names.of_heading("Reflection") == {"assessment"}
