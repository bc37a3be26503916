"""Many units at a time: in this process for a few, in several for many; results come in the order of the units."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from checker.catalogue import Catalogue, load_catalogue
from checker.engine import LessonReader, check, evidence_in
from checker.findings import Crash, NotChecked, Report
from checker.outputs.rows import evidence_row
from checker.settings import Settings
from checker.unit import Found, find_lessons, group

_FEW = 60
_CHUNK = 16

Task = tuple[str, list[Found]]
Result = TypeVar("Result")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class EvidenceRows:
    """The evidence of one unit as rows, ready to print."""

    rows: list[dict[str, Any]]
    not_checked: list[NotChecked]
    crashes: list[Crash]


@dataclass(frozen=True, slots=True)
class Run:
    """What holds for a whole run."""

    settings: Settings
    principles: Path | None = None
    jobs: int = 0

    def catalogue(self) -> Catalogue:
        """The catalogue with the curriculum's own names of sections."""
        return load_catalogue(self.principles, self.settings.headings.items())

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

    def _each(
        self, tasks: Sequence[Task], catalogue: Catalogue, work: Callable[["_Worker", Task], Result]
    ) -> Iterator[Result]:
        jobs = self.jobs if self.jobs > 0 else os.cpu_count() or 1
        if jobs == 1 or len(tasks) <= _FEW:
            worker = _Worker(catalogue, self.settings)
            yield from (work(worker, task) for task in tasks)
            return
        with ProcessPoolExecutor(jobs, initializer=_start, initargs=(self,)) as pool:
            yield from pool.map(_Call(work), tasks, chunksize=_CHUNK)


@dataclass(frozen=True, slots=True)
class _Worker:
    """What a process needs to work on units."""

    catalogue: Catalogue
    settings: Settings

    def read(self, task: Task) -> Any:
        return LessonReader(self.catalogue, self.settings).unit(*task)


def _report(worker: _Worker, task: Task) -> Report:
    return check(worker.read(task), worker.catalogue, worker.settings)


def _evidence(worker: _Worker, task: Task) -> EvidenceRows:
    evidence, not_checked, crashes = evidence_in(worker.read(task), worker.catalogue)
    return EvidenceRows(
        [evidence_row(found) for found in sorted(evidence, key=lambda one: one.order)], not_checked, crashes
    )


_worker: _Worker | None = None


def _start(run: Run) -> None:
    """Makes the one worker of a process, which keeps the catalogue for all its units."""
    global _worker  # noqa: PLW0603 - what a process keeps for all its units
    _worker = _Worker(run.catalogue(), run.settings)


@dataclass(frozen=True, slots=True)
class _Call(Generic[Result]):
    """Work as something that another process can be sent."""

    work: Callable[[_Worker, Task], Result]

    def __call__(self, task: Task) -> Result:
        if _worker is None:
            raise RuntimeError("the process was not started for this work")
        return self.work(_worker, task)


def counted(items: Iterable[Item], total: int, tell: Callable[[int, int], None]) -> Iterator[Item]:
    """The same items, telling after each how many are done."""
    for done, item in enumerate(items, start=1):
        tell(done, total)
        yield item
