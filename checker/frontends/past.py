"""Units as they were in a commit: its files are written aside and checked there by the rules and settings of today."""

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from checker.cache import Cache, key_of
from checker.catalogue import Catalogue
from checker.decisions import Revision, UnitRecord, load_records, unit_record
from checker.decisions.history_file import read_record, record_row
from checker.frontends.revisions import Commit, Repository
from checker.frontends.run import Run, Task
from checker.settings import Settings

_INCLUDES = (b"--8<--", b"{% include", b"{%include")


@dataclass(frozen=True)
class Past:
    """Checks commits of a repository. A unit is checked once for all commits in which its files are the same.

    `paths` are what to check, from `base`, a folder in the repository; `tool` names program, rules and settings.
    """

    here: Repository
    run: Run
    base: Path
    paths: Sequence[Path]
    cache: Cache | None
    tool: str
    crashes: list[tuple[str, str]] = field(default_factory=list)

    def revision(self, commit: Commit) -> Revision:
        """What a commit holds. Its own waivers, answers and day count."""
        files = self.here.files(commit.id, self._reviews)
        with self._written(files) as top:
            run = self._run_in(top, commit)
            there = [path for path in self.paths if path.exists()]
            tasks = run.tasks(there, self._catalogue) if there else []
            keys = {task[0]: self._key(task, files, top, commit) for task in tasks}
            found = self._known(keys)
            found |= self._checked(run, [task for task in tasks if task[0] not in found], keys)
            named = {run.records.name_of(unit) if run.records else unit: record for unit, record in found.items()}
        return Revision(commit.name, commit.id, commit.date, {unit: named[unit] for unit in sorted(named)})

    @cached_property
    def _catalogue(self) -> Catalogue:
        return self.run.catalogue()

    @cached_property
    def _root(self) -> Path:
        """The folder from which records name units: that of the settings, or the working folder."""
        return (self.run.settings.folder or Path()).resolve()

    @cached_property
    def _reviews(self) -> str:
        return self.here.within(self._root / self.run.settings.reviews)

    @contextmanager
    def _written(self, files: dict[str, str]) -> Iterator[Path]:
        """The files in a folder aside, with the working folder moved to its place there."""
        with tempfile.TemporaryDirectory(prefix="manymeans-") as name:
            top = Path(name).resolve()
            self.here.write(files, top)
            working = top / os.path.relpath(self.base, self.here.top)
            working.mkdir(parents=True, exist_ok=True)
            with chdir(working):
                yield top

    def _run_in(self, top: Path, commit: Commit) -> Run:
        """The run with the settings of today, as if they had been written there; a curriculum's own rules stay here."""
        settings = self._moved(self.run.settings, top).model_copy(update={"baseline": None})
        records = replace(
            load_records(settings, commit.date), root=str(top / os.path.relpath(self._root, self.here.top))
        )
        return replace(self.run, settings=settings, records=records)

    def _moved(self, settings: Settings, top: Path) -> Settings:
        if settings.file is None:
            return settings
        origins = {
            keys: origin if keys[0] == "principles" else replace(origin, path=self._there(origin.path, top))
            for keys, origin in settings.origins().items()
        }
        return settings.written_by(self._there(settings.file, top), origins)

    def _there(self, path: Path, top: Path) -> Path:
        whole = path.resolve()
        return top / whole.relative_to(self.here.top) if whole.is_relative_to(self.here.top) else whole

    def _key(self, task: Task, files: Mapping[str, str], top: Path, commit: Commit) -> str:
        """What the answer for a unit depends on: the day where it may hold a waiver, all files for includes."""
        unit, members = task
        paths = [member.path.resolve() for member in members]
        names = [path.relative_to(top).as_posix() for path in paths]
        texts = [path.read_bytes() for path in paths]
        day = commit.date if any(b"manymeans" in text for text in texts) else ""
        has_includes = any(mark in text for text in texts for mark in _INCLUDES)
        others = [id for name, id in files.items() if has_includes or name.startswith(f"{self._reviews}/")]
        return key_of(self.tool, day, unit, *(f"{name} {files[name]}" for name in names), "", *others)

    def _known(self, keys: Mapping[str, str]) -> dict[str, UnitRecord]:
        kept = {unit: self.cache.get(key) for unit, key in keys.items()} if self.cache else {}
        return {unit: read_record(text) for unit, text in kept.items() if text is not None}

    def _checked(self, run: Run, tasks: Sequence[Task], keys: Mapping[str, str]) -> dict[str, UnitRecord]:
        principles = {rule.id: rule.principles for rule in self._catalogue.rules}
        units: dict[str, UnitRecord] = {}
        for report in run.reports(tasks, self._catalogue) if tasks else ():
            units[report.unit] = unit_record(report, principles)
            self.crashes.extend((report.unit, crash.trace) for crash in report.crashes)
            if self.cache and not report.crashes:
                self.cache.put(keys[report.unit], json.dumps(record_row(units[report.unit])))
        return units
