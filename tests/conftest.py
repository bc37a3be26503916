"""What tests share: principles, readers of lessons, answers to questions, the system's Chromium, and a browser."""

import os
import shutil
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from checker.catalogue import Catalogue, load_catalogue
from checker.checks import CHECKS
from checker.checks.question import Answer, Question
from checker.decisions import History, Review, Revision, history_text, reviews_text, unit_record
from checker.decisions.history_file import DEFAULT
from checker.document import parse
from checker.finders import pathways
from checker.finders.works import works_in
from checker.findings import Evidence, Outcome
from checker.frontends.site import publish_site, read_curriculum
from checker.source import Source, Span
from checker.unit import Lesson, Unit, read_lesson


def pytest_configure(config: pytest.Config) -> None:
    """What a run keeps, it keeps in a folder of its own, also in the programs that tests start."""
    folder = TemporaryDirectory(prefix="manymeans-")
    os.environ["MANYMEANS_CACHE"] = folder.name
    config.add_cleanup(folder.cleanup)


_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The system's Chromium. Without one the test is skipped, or fails where MANYMEANS_REQUIRE_BROWSER is set."""
    found = next(filter(None, map(shutil.which, _COMMANDS)), None)
    if found:
        return Path(found)
    reason = f"needs a browser: none of {', '.join(_COMMANDS)} is on the PATH"
    if os.environ.get("MANYMEANS_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """A headless browser. For a module and no longer: while it is open, `asyncio.run` is refused in this thread."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The principles that come with the project."""
    return load_catalogue()


@pytest.fixture(scope="session")
def lesson_of(catalogue: Catalogue) -> Callable[..., Lesson]:
    """Reads a lesson from its text; `path` is its name."""

    def read(text: str, path: str = "lesson.md", language: str | None = None) -> Lesson:
        return read_lesson(parse(Source(path, text)), catalogue.sections, language)

    return read


@pytest.fixture(scope="session")
def evidence_at() -> Callable[[Sequence[Lesson], str, str], Evidence]:
    """Makes evidence of a kind at the place of some words in the first of some lessons that has them."""

    def found(lessons: Sequence[Lesson], kind: str, words: str) -> Evidence:
        facet, _, value = kind.partition(": ")
        source = next(lesson.document.source for lesson in lessons if words in lesson.document.source.text)
        start = source.text.index(words)
        return Evidence(facet, value, Span(source, start, start + len(words)))

    return found


@pytest.fixture(scope="session")
def raw_answers(
    lesson_of: Callable[..., Lesson], catalogue: Catalogue, evidence_at: Callable[..., Evidence]
) -> Callable[..., list[Answer]]:
    """Asks a kind of question of some lessons with given evidence, pairs of a kind and of the words that show it."""

    def asked(
        check: str, texts: str | Sequence[str], shown: Sequence[tuple[str, str]] = (), **options: Any
    ) -> list[Answer]:
        written = [texts] if isinstance(texts, str) else texts
        lessons = tuple(lesson_of(text, f"{at}.md", "en") for at, text in enumerate(written))
        evidence = [evidence_at(lessons, kind, words) for kind, words in shown]
        unit, rule = Unit("unit", "Unit", lessons), replace(catalogue.rules[0], options=options)
        works = [work for lesson in lessons for work in works_in(lesson, catalogue.works)]
        question = Question(rule, unit, lessons, evidence, pathways(unit, evidence), catalogue.words, works=works)
        return list(CHECKS[check](question))

    return asked


@pytest.fixture(scope="session")
def answers(raw_answers: Callable[..., list[Answer]]) -> Callable[..., list[tuple[str, str, str, dict[str, str]]]]:
    """The same as outcome, case, place and words of each answer."""

    def asked(*given: Any, **options: Any) -> list[tuple[str, str, str, dict[str, str]]]:
        said = raw_answers(*given, **options)
        return [(one.outcome.value, one.case, one.place.text, dict(one.words)) for one in said]

    return asked


_OWN_SETTINGS = "units: [course/*/]\nprofile: []\nprinciples: [own]\nbaseline: manymeans-baseline.json\n"
_OWN_RULE = """\
family: pictures
rules:
  - id: words-for-pictures
    extends: pictures-have-words
    scope: lesson
    status: stable
"""
_THINGS = "river bridge market garden kitchen museum forest harbor library street orchard theater".split()
_DOINGS = "draw describe compare measure sort retell question explain".split()


@dataclass(frozen=True)
class OldCourse:
    """A course of units of five lessons each; all lessons of a unit but the fifth have a picture without words.

    Its one rule, `words-for-pictures`, asks each lesson about its pictures.
    """

    folder: Path

    def lesson(self, unit: int, number: int) -> Path:
        return self.folder / f"course/unit-{unit:02}/lesson-{number}.md"

    def picture(self, unit: int, number: int) -> str:
        return f"![](photo-{unit:02}-{number}.png)"

    def change(self, unit: int, number: int, old: str, new: str) -> None:
        """Changes words of a lesson, which must be there."""
        text = self.lesson(unit, number).read_text("utf-8")
        assert old in text
        self.lesson(unit, number).write_text(text.replace(old, new), "utf-8")


@pytest.fixture(params=[3])
def old_course(tmp_path: Path, request: pytest.FixtureRequest) -> OldCourse:
    """A course that is the same at each run, with a settings file that names its units: three, or as many as asked."""
    course, chance = OldCourse(tmp_path), Random(8)
    for unit in range(request.param):
        for number in range(1, 6):
            picture = course.picture(unit, number) if number < 5 else "There is no picture today."
            course.lesson(unit, number).parent.mkdir(parents=True, exist_ok=True)
            course.lesson(unit, number).write_text(_old_lesson(chance, picture), "utf-8")
    (tmp_path / "own" / "rules").mkdir(parents=True)
    (tmp_path / "own" / "rules" / "pictures.yaml").write_text(_OWN_RULE, "utf-8")
    (tmp_path / "manymeans.yml").write_text(_OWN_SETTINGS, "utf-8")
    return course


def _old_lesson(chance: Random, picture: str) -> str:
    things = chance.sample(_THINGS, 3)
    steps = [f"{chance.choice(_DOINGS).capitalize()} the {thing}.\n\n" for thing in things]
    return (
        f"# The {things[0]} and the {things[1]}\n\n## Opening\n\nLook at the {things[2]} first.\n\n{picture}\n\n"
        f"## Activity\n\n{''.join(steps)}## Closing\n\nTell a partner about the {things[0]}.\n"
    )


@pytest.fixture(scope="session")
def curriculum_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the sample curriculum, with answers of reviewers and a history of three releases."""
    pytest.importorskip("mkdocs")
    pytest.importorskip("material")
    folder = tmp_path_factory.mktemp("curriculum-site")
    shutil.copytree(Path(__file__).parents[1] / "curriculum", folder / "curriculum")
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("default")  # the builder's own
        patch.chdir(folder)
        (folder / "manymeans.yml").write_text("units: []\n", encoding="utf-8")
        _record_the_past(folder)
        return publish_site(read_curriculum(Path("curriculum")), folder / "build").parent


def _record_the_past(folder: Path) -> None:
    """Three releases, of which the first had a poorer lesson, and answers to three questions, two of them apart."""
    lesson = folder / "curriculum" / "the-westward-movement.md"
    now = lesson.read_text(encoding="utf-8")
    records = []
    for name, text in (
        ("2026.1", now.replace("map", "chart")),
        ("2026.2", now.replace("mankind", "people") + "\nStudents choose a topic.\n"),
        ("2026.3", now),
    ):
        lesson.write_text(text, encoding="utf-8")
        curriculum = read_curriculum(Path("curriculum"))
        principles = {rule.id: rule.principles for rule in curriculum.catalogue.rules}
        units = {report.unit: unit_record(report, principles) for report in curriculum.reports}
        records.append(Revision(name, "", f"2026-0{len(records) + 1}-01", units))
    (folder / DEFAULT).write_text(history_text(History(tuple(records))), encoding="utf-8")
    report = next(report for report in curriculum.reports if "westward" in report.unit)
    asked = [found for found in report.findings if found.outcome is Outcome.NEEDS_A_PERSON][:2]
    answers = [
        Review(report.unit, asked[0].rule, asked[0].fingerprint, "Ana", "2026-03-02", "yes", reason="We tried it."),
        Review(report.unit, asked[1].rule, asked[1].fingerprint, "Ana", "2026-03-02", "yes", reason="It does."),
        Review(report.unit, asked[1].rule, asked[1].fingerprint, "Ben", "2026-03-03", "no", reason="It does not."),
    ]
    (folder / "reviews").mkdir()
    (folder / "reviews" / "answers.yml").write_text(reviews_text(answers), encoding="utf-8")
