"""How much processor time a site of many real lessons takes, part by part, and how heavy its pages are.

    MANYMEANS_CORPUS=/path/to/repositories python bench/site.py [REPOSITORY …]

Without names it takes repositories in the order of their names until 800 lessons are together.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from checker.engine import LessonReader, check
from checker.frontends.run import catalogue_for
from checker.frontends.site import build
from checker.publish import publish
from checker.settings import Settings
from checker.unit import Found, find_lessons, group

_ENOUGH = 800


def main() -> None:
    corpus = os.environ.get("MANYMEANS_CORPUS")
    if not corpus:
        sys.exit("Set MANYMEANS_CORPUS to a folder of repositories.")
    os.chdir(corpus)
    settings = Settings()
    catalogue = catalogue_for(settings)
    reader = LessonReader(catalogue, settings)
    tasks = list(_tasks(Path(), settings, reader))
    began = time.process_time()
    units = [reader.unit(*task) for task in tasks]
    reports = [check(unit, catalogue, settings) for unit in units]
    checked = time.process_time()
    lessons = sum(len(unit.lessons) for unit in units)
    findings = sum(len(report.findings) for report in reports)
    print(f"{len(units)} units, {lessons} lessons, {findings} findings")
    print(f"read and checked in {checked - began:.1f} s of processor time")
    with tempfile.TemporaryDirectory() as folder:
        publish(units, reports, catalogue, Path(folder) / "pages", settings)
        written = time.process_time()
        publish(units, reports, catalogue, Path(folder) / "pages", settings)
        again = time.process_time()
        build(Path(folder) / "pages")
        built = time.process_time()
        print(f"pages written in {written - checked:.1f} s, again in {again - written:.1f} s")
        print(f"MkDocs with Material built them in {built - again:.1f} s")
        _weigh(Path(folder) / "site")


def _tasks(corpus: Path, settings: Settings, reader: LessonReader) -> Iterator[tuple[str, list[Found]]]:
    """The units of the repositories that were named, or of as many as hold enough lessons."""
    total = 0
    for name in sys.argv[1:] or sorted(path.name for path in corpus.iterdir() if path.is_dir()):
        for id, members in group(find_lessons([corpus / name], settings), settings, reader.is_plan):
            total += len(members)
            yield id, members
        if total >= _ENOUGH and not sys.argv[1:]:
            return


def _weigh(site: Path) -> None:
    pages = sorted(((path.stat().st_size, path) for path in site.rglob("*.html")), reverse=True)
    sizes = [size for size, _ in pages]
    print(f"{len(pages)} pages: median {sizes[len(sizes) // 2] / 1024:.0f} kB, in all {sum(sizes) / 2**20:.0f} MB")
    for size, path in pages[:5]:
        print(f"  {size / 1024:8.0f} kB {path.relative_to(site)}")
    for path in sorted((site / "assets" / "data").glob("*.js")):
        if not path.stem[-1].isdigit():
            print(f"  {path.stat().st_size / 1024:8.0f} kB {path.relative_to(site)}")
    index = site / "search" / "search_index.js"
    print(f"  {index.stat().st_size / 1024:8.0f} kB {index.relative_to(site)}")


if __name__ == "__main__":
    main()
