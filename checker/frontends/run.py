"""Many units at a time: in this process for a few, in several for many; results come in the order of the units."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from checker.catalogue import Catalogue, load_catalogue, rule_folders
from checker.checks.sound import see_that_all_can_be_asked
from checker.curriculum import Tally, deeds_in, tally_of
from checker.decisions import Records, load_records
from checker.engine import LessonReader, check, evidence_in
from checker.findings import Crash, NotChecked, Report
from checker.outputs.rows import EvidenceRow, evidence_row
from checker.settings import Settings, load_settings
from checker.unit import Found, Unit, find_lessons, group

_FEW = 60
_CHUNK = 16

Task = tuple[str, list[Found]]
Result = TypeVar("Result")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class EvidenceRows:
    """The evidence of one unit as rows, ready to print."""

    rows: list[EvidenceRow]
    not_checked: list[NotChecked]
    crashes: list[Crash]


def catalogue_for(settings: Settings, principles: Path | None = None) -> Catalogue:
    """The project's rules with those of installed packages and of a curriculum's settings.

    Raises UserError with the user's line for what cannot be read, is not known or cannot be asked.
    """
    catalogue = load_catalogue(principles, settings.headings.items(), rule_folders(settings.own_folders()))
    see_that_all_can_be_asked(catalogue, settings)
    return catalogue


@dataclass(frozen=True, slots=True)
class Run:
    """What holds for a whole run."""

    settings: Settings
    principles: Path | None = None
    jobs: int = 0
    records: Records | None = None

    def catalogue(self) -> Catalogue:
        """The catalogue with the curriculum's own rules, cues and names of sections."""
        return catalogue_for(self.settings, self.principles)

    def tasks(self, paths: Sequence[Path], catalogue: Catalogue) -> list[Task]:
        """The units at or below some paths, not yet read."""
        reader = LessonReader(catalogue, self.settings)
        return group(find_lessons(paths, self.settings), self.settings, reader.is_plan)

    def reports(self, tasks: Sequence[Task], catalogue: Catalogue) -> Iterator[Report]:
        """The report of each unit."""
        return self._each(tasks, catalogue, _report)

    def evidence(self, tasks: Sequence[Task], catalogue: Catalogue) -> Iterator[EvidenceRows]:
        """The evidence of each unit."""
        return self._each(tasks, catalogue, _evidence)

    def tallies(self, tasks: Sequence[Task], catalogue: Catalogue) -> Iterator[Tally]:
        """The tally of each unit, with what named groups do in it."""
        return self._each(tasks, catalogue, _tally)

    def known_records(self) -> dict[Path | None, Records]:
        """What was decided before, where the caller gave it, by settings file."""
        return {self.settings.file: self.records} if self.records else {}

    def _each(
        self, tasks: Sequence[Task], catalogue: Catalogue, work: Callable[["Worker", Task], Result]
    ) -> Iterator[Result]:
        jobs = self.jobs if self.jobs > 0 else os.cpu_count() or 1
        if jobs == 1 or len(tasks) <= _FEW:
            worker = Worker(catalogue, self.settings, self.principles, records=self.known_records())
            yield from (work(worker, task) for task in tasks)
            return
        with ProcessPoolExecutor(jobs, initializer=_start, initargs=(self,)) as pool:
            yield from pool.map(_Call(work), tasks, chunksize=_CHUNK)


@dataclass(frozen=True, slots=True)
class Worker:
    """What a process needs to work on units: the settings and rules of the run, and those of folders with their own."""

    catalogue: Catalogue
    settings: Settings
    principles: Path | None = None
    others: dict[Path, tuple[Catalogue, Settings]] = field(default_factory=dict)
    records: dict[Path | None, Records] = field(default_factory=dict)

    def held(self, task: Task) -> tuple[Catalogue, Settings]:
        """The rules and the settings that hold for a unit."""
        file = task[1][0].settings
        if file is None:
            return self.catalogue, self.settings
        if file not in self.others:
            shared = {"all_files", "language_of_messages"}
            settings = load_settings(file).model_copy(update=self.settings.model_dump(include=shared))
            self.others[file] = (catalogue_for(settings, self.principles), settings)
        return self.others[file]

    def read(self, task: Task) -> Unit:
        """A unit from its files."""
        return LessonReader(*self.held(task)).unit(*task)

    def report(self, task: Task) -> Report:
        """Everything found in a unit."""
        catalogue, settings = self.held(task)
        return check(self.read(task), catalogue, settings, self.decided(settings))

    def decided(self, settings: Settings) -> Records:
        """What was decided before, as some settings name it; read once."""
        if settings.file not in self.records:
            self.records[settings.file] = load_records(settings)
        return self.records[settings.file]


def _report(worker: Worker, task: Task) -> Report:
    return worker.report(task)


def _tally(worker: Worker, task: Task) -> Tally:
    unit, held = worker.read(task), worker.held(task)
    report = check(unit, *held)
    return tally_of(report, deeds_in(unit, report.evidence))


def _evidence(worker: Worker, task: Task) -> EvidenceRows:
    evidence, not_checked, crashes = evidence_in(worker.read(task), worker.held(task)[0])
    return EvidenceRows(
        [evidence_row(found) for found in sorted(evidence, key=lambda one: one.order)], not_checked, crashes
    )


_worker: Worker | None = None


def _start(run: Run) -> None:
    """Makes the one worker of a process, which keeps the catalogue for all its units."""
    global _worker  # noqa: PLW0603 - what a process keeps for all its units
    _worker = Worker(run.catalogue(), run.settings, run.principles, records=run.known_records())


@dataclass(frozen=True, slots=True)
class _Call(Generic[Result]):
    """Work as something that another process can be sent."""

    work: Callable[[Worker, Task], Result]

    def __call__(self, task: Task) -> Result:
        if _worker is None:
            raise RuntimeError("the process was not started for this work")
        return self.work(_worker, task)


def counted(items: Iterable[Item], total: int, tell: Callable[[int, int], None]) -> Iterator[Item]:
    """The same items, telling after each how many are done."""
    for done, item in enumerate(items, start=1):
        tell(done, total)
        yield item
