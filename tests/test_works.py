"""Sources as objects: where they are found, what is none, when two are one, what kind they are."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from checker.catalogue import Catalogue, load_catalogue
from checker.engine import check
from checker.finders.works import hidden_in, works_in
from checker.finders.works.schema import sources_schema
from checker.findings import NotChecked, Work
from checker.settings import Settings
from checker.unit import Lesson, Unit

Reader = Callable[..., Lesson]
_ROOT = Path(__file__).parents[1]


@pytest.fixture
def works(lesson_of: Reader, catalogue: Catalogue) -> Callable[[str], tuple[Work, ...]]:
    return lambda text: works_in(lesson_of(text, language="en"), catalogue.works)


Finder = Callable[[str], tuple[Work, ...]]


def _brief(found: tuple[Work, ...]) -> list[tuple[str, str, str]]:
    return [(work.found, work.kind, work.title) for work in found]


def test_a_declared_source_keeps_all_that_its_entry_says(works: Finder) -> None:
    (work,) = works(
        "---\nsources:\n  - title: Letters from the harbor\n    author: [Ana Ruiz, Bo Lind]\n    year: 1931\n"
        "    place: Lisbon, Portugal\n    language: pt\n    kind: primary\n    role: core\n"
        "    perspectives: [dock workers]\n    declared_by: the archive\n    url: https://example.org/letters\n---\nText.\n"
    )
    assert (work.title, work.kind, work.found, work.place.text) == (
        "Letters from the harbor", "primary", "declared", "Letters from the harbor",
    )  # fmt: skip
    assert (work.authors, work.year, work.made_in, work.language) == (
        ("Ana Ruiz", "Bo Lind"), 1931, "Lisbon, Portugal", "pt",
    )  # fmt: skip
    assert (work.role, work.perspectives, work.declared_by, work.host) == (
        "core", ("dock workers",), "the archive", "example.org",
    )  # fmt: skip


def test_what_an_entry_leaves_out_or_calls_unknown_stays_unknown(works: Finder) -> None:
    (work,) = works(
        "---\nsources:\n  - title: A map\n    perspectives: [unknown]\n    year:\n    role: main\n---\nText.\n"
    )
    assert (work.perspectives, work.year, work.language, work.role) == ((), None, "", "")


@pytest.mark.parametrize("entry", ["[]", "''", "{perspectives: [x]}", "[{title: {a: b}}]", "17", "[[a, b]]"])
def test_odd_entries_do_no_harm(works: Finder, entry: str) -> None:
    assert len(works(f"---\nsources: {entry}\n---\nText.\n")) <= 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See [the harbor film](https://vimeo.com/1).", ("linked", "video", "the harbor film")),
        ("See https://example.org/a/b for more.", ("linked", "website", "example.org")),
        ("Open **example.edu** in class.", ("linked", "website", "example.edu")),
        (
            '<iframe src="https://www.youtube.com/embed/abcdefg" title="Tides"></iframe>',
            ("embedded", "video", "youtube.com"),
        ),
        ("Students read *Under the Sandal Tree* aloud.", ("named", "book", "Under the Sandal Tree")),
        ("Watch the film *Low Tide at Noon* together.", ("named", "video", "Low Tide at Noon")),
        ('Copies of "The Salt Road" by Mina Hall', ("named", "book", "The Salt Road")),
        ("Learners write their answers in Google Docs.", ("named", "tool", "Google Docs")),
        ("Learners open Word and type.", ("named", "tool", "Word")),
        ("As in the Tides and Moons lesson, work in pairs.", ("named", "lesson", "Tides and Moons lesson")),
        ("Groups forget half of it (Lind et al., 2012).", ("named", "article", "Lind et al., 2012)")),
        ("## References\n- Hall, M. (1998). Salt and trade. Harbor Press.\n", ("listed", "book", "Salt and trade")),
        ("## References\n- Lind, B. (2001). Tides. Sea Studies, 4(2), 1-9.\n", ("listed", "article", "Tides")),
        ("Begin as in [the first lesson](one.md) with a walk.", ("linked", "lesson", "the first lesson")),
    ],
)
def test_a_source_is_found_wherever_it_stands(works: Finder, text: str, found: tuple[str, str, str]) -> None:
    assert _brief(works(text)) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "> [a](https://example.org/a)",
        "## License\n[b](https://example.org/b)",
        "[![build](https://img.shields.io/x.svg)](https://img.shields.io/x)",
        "Text under [CC BY](https://creativecommons.org/licenses/by/4.0/).",
        "[Edit this page](https://example.org/edit)",
        "[← Back to the overview of all units](overview.md)",
        "before: [Lesson 1](one.md) · next: [Lesson 3](three.md), both by the same people",
        "![the harbor](images/harbor.png)",
        "[Write to us](mailto:a@example.org)",
        "[there](#part)",
        "[there](javascript:alert(1))",
        "[there](https://[bad)",
        "Open http://localhost:8080 in the browser.",
        "Fill in the [worksheet](https://example.org/w.docx).",
        "A photo by [Ana Ruiz](https://example.org/people/ana)",
        "The word *exactly* matters here.",
        "`Google Docs`",
        "A teacher may scratch the slate.",
        "Mail me at someone@example.org.",
    ],
)
def test_what_only_looks_like_a_source_is_none(works: Finder, text: str) -> None:
    assert _brief(works(text)) == []


def test_a_source_named_twice_is_one_with_all_its_places(works: Finder) -> None:
    found = works(
        "---\nsources:\n  - title: 'Tides and Moons: a field book'\n    url: https://example.org/tides/\n"
        "    perspectives: [fishers]\n---\n"
        "Students read *Tides and Moons* or [the field book](http://www.example.org/tides#one).\n\n"
        "## Sources\n- *Tides and Moons: a field book*\n"
    )
    (work,) = found
    assert (work.title, work.found, work.perspectives) == ("Tides and Moons: a field book", "declared", ("fishers",))
    assert [place.text for place in work.places] == [
        "Tides and Moons: a field book",
        "Tides and Moons",
        "the field book",
        "Tides and Moons: a field book",
    ]


@pytest.mark.parametrize(
    "other",
    ["https://youtu.be/abcdefg", "https://www.youtube.com/watch?v=abcdefg", "https://www.youtube.com/embed/abcdefg"],
)
def test_one_film_at_two_addresses_is_one_film(works: Finder, other: str) -> None:
    found = works(f"[Tides](https://www.youtube.com/watch?v=abcdefg) and [again]({other})")
    assert _brief(found) == [("linked", "video", "Tides")]


def test_two_pages_with_the_same_words_are_two(works: Finder) -> None:
    assert len(works("[Tides](https://example.org/one) and [Tides](https://example.org/two)")) == 2


def test_an_address_on_a_line_of_its_own_belongs_to_the_title_before_it(works: Finder) -> None:
    found = works('- Resource: "Tides and Moons"\n- Link: https://vimeo.com/77\n')
    assert [(work.title, work.kind, work.url) for work in found] == [
        ("Tides and Moons", "video", "https://vimeo.com/77")
    ]


def test_a_player_without_a_title_takes_that_of_the_heading_right_above_it(works: Finder) -> None:
    (work,) = works("## Who moves the sea?\n\n<iframe src='https://player.vimeo.com/video/7'></iframe>\n")
    assert (work.title, work.place.text) == ("Who moves the sea?", "Who moves the sea?")


def test_sources_in_words_are_looked_for_in_english_and_links_in_every_language(
    lesson_of: Reader, catalogue: Catalogue
) -> None:
    lesson = lesson_of("Lee *Bajo El Gran Puente* y [la carta](https://example.org/carta).", language="es")
    assert [work.title for work in works_in(lesson, catalogue.works)] == ["la carta"]


def test_slides_and_files_that_are_not_opened_are_counted_as_not_checked(
    lesson_of: Reader, catalogue: Catalogue
) -> None:
    lesson = lesson_of(
        "Show the [tides](https://docs.google.com/presentation/d/1) and [notes](notes.pdf).", language="en"
    )
    assert hidden_in(lesson, catalogue.works) == ("https://docs.google.com/presentation/d/1", "notes.pdf")
    report = check(Unit("u", "U", (lesson,)), catalogue, Settings())
    reason = "The lesson links to slides or files (PDF, Word and the like); what they hold is not seen."
    assert NotChecked("lesson.md", reason) in report.not_checked
    assert [work.is_seen for work in report.works] == [False]


def test_sources_are_evidence_with_a_name_and_stand_in_the_report_once_over_the_unit(
    lesson_of: Reader, catalogue: Catalogue
) -> None:
    lessons = tuple(lesson_of("[Tides](https://example.org/t)", f"{at}.md", "en") for at in (1, 2))
    report = check(Unit("u", "U", lessons), catalogue, Settings())
    shown = [(one.value, one.name, one.span.source.path) for one in report.evidence if one.facet == "source"]
    assert shown == [("website", "Tides", "1.md"), ("website", "Tides", "2.md")]
    assert [(work.title, len(work.places)) for work in report.works] == [("Tides", 2)]


@pytest.mark.parametrize(
    "text",
    ["A" * 60_000, "a." * 30_000, "[" * 20_000, "“" * 20_000, "Ab, C" * 12_000, "*A B " * 10_000, "http://" * 9_000],
)
def test_a_hostile_line_takes_no_time(works: Finder, text: str) -> None:
    assert len(works(f"## References\n- {text}\n")) < 20_000


def test_the_schema_of_sources_is_the_one_that_is_shipped() -> None:
    shipped = json.loads((_ROOT / "docs" / "schema" / "sources-1.json").read_text(encoding="utf-8"))
    assert shipped == sources_schema()


@pytest.mark.parametrize(
    ("sources", "is_valid"),
    [
        (["A book"], True),
        ([{"title": "A book", "year": 1931, "perspectives": ["fishers"], "role": "quoted-critique"}], True),
        ([{"year": 1931}], False),
        ([{"title": "A book", "kind": "pamphlet"}], False),
        ([{"title": "A book", "gender": "x"}], False),
        ("A book", False),
    ],
)
def test_the_schema_tells_good_entries_from_bad_ones(sources: object, is_valid: bool) -> None:
    assert jsonschema.Draft202012Validator(sources_schema()).is_valid(sources) is is_valid


def test_the_example_of_the_docs_and_the_sample_curriculum_fit_the_schema(lesson_of: Reader) -> None:
    held = [path.read_text(encoding="utf-8") for path in sorted((_ROOT / "curriculum").rglob("*.md"))]
    docs = (_ROOT / "docs" / "sources.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    lists = [lesson_of(text).document.front.values.get("sources") for text in [*held, f"---\n{docs}---\n"]]
    for sources in filter(None, lists):
        jsonschema.validate(json.loads(json.dumps(sources, default=str)), sources_schema())
    assert sum(map(bool, lists)) >= 6


def test_no_host_stands_under_two_kinds() -> None:
    names = load_catalogue().works
    assert len(names.hosts) > 250
    assert not set(names.tools) & set(names.tools_in_use)
