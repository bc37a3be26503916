"""ManyMeans as a library: the small surface that other programs may build on, and that stays as it is."""

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import Any

from checker.catalogue import Catalogue, Rule
from checker.engine import LessonReader
from checker.engine import check as check_unit
from checker.errors import UserError
from checker.findings import Decision, Evidence, Finding, Outcome, Report, Severity
from checker.frontends.run import Run, catalogue_for
from checker.outputs.rows import report_row
from checker.settings import Settings, find_settings, load_settings
from checker.source import Source, Span
from checker.unit import Lesson, Unit

__all__ = [
    "Decision",
    "Evidence",
    "Finding",
    "Outcome",
    "Report",
    "Rule",
    "Settings",
    "Severity",
    "Span",
    "UserError",
    "as_dict",
    "check",
    "check_text",
    "load_settings",
    "rules",
]


def check(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]], *, settings: Settings | None = None, jobs: int = 1
) -> Iterator[Report]:
    """The report of each unit at or below one or more paths, in order, as they are found.

    Without `settings`, the nearest `manymeans.yml` upward of the first path holds, as on the command line. `jobs` is
    the number of processes for more than 60 units; 0 takes one a processor, and then the caller's own program must be
    importable (`if __name__ == "__main__":`). Raises UserError for what a user can mend.
    """
    places = [Path(paths)] if isinstance(paths, str | PathLike) else [Path(path) for path in paths]
    start = places[0].resolve() if places else Path.cwd()
    run = Run(settings or load_settings(find_settings(start)).beside_others(), jobs=jobs)
    catalogue = run.catalogue()
    yield from run.reports(run.tasks(places, catalogue), catalogue)


def check_text(text: str, path: str = "lesson.md", *, settings: Settings | None = None) -> Report:
    """The report of one lesson that is given as text; `path` is the name that places carry. Raises UserError."""
    held = settings or Settings()
    catalogue = _catalogue(held)
    lesson = LessonReader(catalogue, held).lesson_of(Source(path, text))
    if not isinstance(lesson, Lesson):
        raise UserError(path, lesson.reason, "Give a lesson in Markdown.")
    return check_unit(Unit(path, lesson.title, (lesson,)), catalogue, held)


_known: dict[str, Catalogue] = {}


def _catalogue(settings: Settings) -> Catalogue:
    """The catalogue for some settings, read once: a caller may check many texts."""
    key = settings.model_dump_json() + str(settings.file)
    if key not in _known:
        _known[key] = catalogue_for(settings)
    return _known[key]


def rules(settings: Settings | None = None) -> tuple[Rule, ...]:
    """The rules that there are, with a curriculum's own where its settings name some."""
    return _catalogue(settings or Settings()).rules


def as_dict(report: Report) -> dict[str, Any]:
    """A report as plain values, as `--format json` writes a unit: see its schema in `docs/schema`."""
    return dict(report_row(report))
