"""Objectives one by one, tasks, and the grades that a lesson is for."""

from collections.abc import Callable

import pytest

from checker.unit import Lesson

Reader = Callable[..., Lesson]


def test_objectives_are_told_one_by_one_without_their_lead_in(lesson_of: Reader) -> None:
    lesson = lesson_of(
        "# Ratios\n## Objectives\nBy the end of the lesson, students will be able to:\n\n"
        "- compare two ratios\n- **draw** a ratio\n- Why?\n\n## Procedure\n- Cook.\n"
    )
    assert [(item.text, item.place.text) for item in lesson.objectives] == [
        ("compare two ratios", "compare two ratios"),
        ("draw a ratio", "draw** a ratio"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**Objective:** Students will compare two ratios.",
        "Objective: Students will compare two ratios.",
        "| Part | Words |\n|---|---|\n| Objective | Students will compare two ratios. |",
        "::: objectives\n- Students will compare two ratios.\n:::",
        "---\nteaches: Students will compare two ratios.\n---\nText.",
    ],
)
def test_an_objective_is_found_wherever_it_stands(lesson_of: Reader, text: str) -> None:
    assert [item for item in lesson_of(text).objectives if "compare two ratios" in item.text]


@pytest.mark.parametrize("lead", ["Students will:", "You will be able to …", "I can:", "SWBAT:", "Objectives:"])
def test_a_lead_in_is_no_objective(lesson_of: Reader, lead: str) -> None:
    assert lesson_of(f"## Objectives\n{lead}\n").objectives == ()


def test_tasks_are_what_learners_are_given_to_do(lesson_of: Reader) -> None:
    lesson = lesson_of(
        "# Rivers\nA long introduction to rivers.\n## Procedure\n1. Draw a river you know.\n2. Share it.\n"
        "## Homework\nAsk someone about their river.\n## Materials\n- four sheets of paper\n"
    )
    assert [item.text for item in lesson.tasks] == ["Draw a river you know.", "Ask someone about their river."]


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("---\neducationalLevel: Grade 6\n---\n", (6, 6)),
        ("---\ngrade: 6-8\n---\n", (6, 8)),
        ("---\ngrades: K-2\n---\n", (0, 2)),
        ("# Rivers\n**Grade level:** Grades 3–5\n", (3, 5)),
        ("# Rivers\nGrades K to 2\n", (0, 2)),
        ("# Rivers\nAges 8-10\n", (2, 4)),
        ("# Year 9 history\n", (9, 9)),
        ("---\ngrade: Kindergarten\n---\n", (0, 0)),
        ("---\nlevel: 6th grade\n---\n", (6, 6)),
        ("# Rivers\nIn the year 1066 the river froze.\n\nGrade 4\n", (4, 4)),
        ("# Rivers\nIn year 20 the river froze.\n", None),
        ("# Rivers\nNothing is said.\n", None),
    ],
)
def test_grades_are_known_where_a_lesson_says_them(
    lesson_of: Reader, text: str, grades: tuple[int, int] | None
) -> None:
    assert lesson_of(text).grades == grades


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Ratios at home\n---\n# Ratios\n", "Ratios at home"),
        ("Text.\n\n# Ratios\n", "Ratios"),
        ("Text.\n", "lesson.md"),
    ],
)
def test_the_title_is_declared_or_the_first_heading_or_the_name_of_the_file(
    lesson_of: Reader, text: str, title: str
) -> None:
    assert lesson_of(text, "units/lesson.md").title == title
