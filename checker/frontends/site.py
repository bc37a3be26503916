"""Pages to a site with MkDocs and Material, in this process; and the hook for the project's own site."""

import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.catalogue import Catalogue
from checker.decisions import History, Records, load_history, load_records
from checker.decisions.history_file import DEFAULT
from checker.engine import LessonReader, check
from checker.errors import UserError
from checker.findings import Report
from checker.frontends.extras import install_step
from checker.frontends.run import catalogue_for
from checker.publish import Pictures, arranged, files_of, publish
from checker.settings import Settings, find_settings, load_settings
from checker.unit import Unit, find_lessons, group

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


@dataclass(frozen=True, slots=True)
class Curriculum:
    """All that a site is made of: units and their reports, the rules, the settings, what was decided before."""

    units: Sequence[Unit]
    reports: Sequence[Report]
    catalogue: Catalogue
    settings: Settings
    records: Records
    history: History | None = None

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The pages and all that belongs to them, by path, for a builder that lays them out in a site of its own."""
        site = arranged(self.units, self.reports, self.catalogue, self.settings, self.records, self.history)
        return files_of(site, Pictures(Path()))


def read_curriculum(lessons: Path, settings_file: Path | None = None) -> Curriculum:
    """Reads and checks the lessons of a folder with the settings that hold for it. Raises UserError."""
    settings = load_settings(settings_file or find_settings(lessons.resolve()))
    catalogue, records = catalogue_for(settings), load_records(settings)
    reader = LessonReader(catalogue, settings)
    units = [reader.unit(*task) for task in group(find_lessons([lessons], settings), settings, reader.is_plan)]
    reports = [check(unit, catalogue, settings, records) for unit in units]
    return Curriculum(units, reports, catalogue, settings, records, history_for(settings))


def history_for(settings: Settings) -> History | None:
    """The history that was recorded for a curriculum, if it was. Raises UserError where it cannot be read."""
    path = (settings.folder or Path()) / DEFAULT
    return load_history(path) if path.is_file() else None


def publish_site(curriculum: Curriculum, out: Path, builds: bool = True) -> Path:
    """Writes the pages to `out/pages` and builds them to `out/site`; returns the first page to open.

    A folder that is made for it holds a `.gitignore` for all that is in it. Raises UserError where the builder is not
    installed; the pages are written all the same.
    """
    _make(out)
    publish(
        curriculum.units,
        curriculum.reports,
        curriculum.catalogue,
        out / "pages",
        curriculum.settings,
        records=curriculum.records,
        history=curriculum.history,
    )
    return build(out / "pages") if builds else out / "pages" / "docs" / "index.md"


def _make(out: Path) -> None:
    """Makes the folder, if it is not there, and keeps git from offering it; one that is there is its owner's."""
    if not out.exists():
        out.mkdir(parents=True)
        (out / ".gitignore").write_text("# Made by `manymeans publish`.\n*\n", encoding="utf-8")


def build(pages: Path) -> Path:
    """Builds `mkdocs.yml` of a folder into the folder `site` beside it and returns the first page of that.

    The site is built aside and moved into place, so that there is always a whole one.
    """
    try:
        from mkdocs.commands.build import build as build_site  # noqa: PLC0415 - an extra, and slow to load
        from mkdocs.config import load_config  # noqa: PLC0415
    except ImportError as error:
        step = f"{install_step('site')} Or ask for `--pages-only`."
        raise UserError("publish", "MkDocs, which builds the site, is not installed.", step) from error
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    site = pages.parent / "site"
    aside = site.with_name(".site.new")
    build_site(load_config(str(pages / "mkdocs.yml"), site_dir=str(aside.resolve())))
    write_index_script(aside)
    _move(aside, site)
    return site / "index.html"


def write_index_script(site: Path) -> None:
    """The search index as a script too: a page opened from a disk may load a script, but no data."""
    index = site / "search" / "search_index.json"
    if index.is_file():
        index.with_suffix(".js").write_text(f"var __index = {index.read_text(encoding='utf-8')}", encoding="utf-8")


def _move(aside: Path, site: Path) -> None:
    old = site.with_name(".site.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    aside.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def add_assets(config: "MkDocsConfig", folder: str) -> None:
    """Tells a builder of the look of the pages and of their scripts, all of them in the site itself."""
    config.extra_css.append(f"{folder}/assets/manymeans.css")
    config.extra_javascript.append(f"{folder}/assets/manymeans.js")
    config.extra["polyfills"] = [*config.extra.get("polyfills", []), f"{folder}/assets/worker.js"]


def add_pages(files: "Files", config: "MkDocsConfig", curriculum: Curriculum, folder: str) -> None:
    """Puts the pages beside those of a site, in a folder of its own, without writing them to the disk first.

    Their addresses end in `.html` whatever the site's own do, for links inside lessons are written for that. Only the
    pages that lead to the others are offered to a menu that the builder makes by itself.
    """
    from mkdocs.structure.files import File, InclusionLevel  # noqa: PLC0415 - an extra

    for path, data in curriculum.files():
        is_shown = path in _IN_MENU
        level = InclusionLevel.INCLUDED if is_shown or not path.endswith(".md") else InclusionLevel.NOT_IN_NAV
        content = data.decode() if path.endswith(".md") else data
        file = File.generated(config, f"{folder}/{path}", content=content, inclusion=level)
        file.use_directory_urls = False
        files.append(file)


_IN_MENU = frozenset(
    {"index.md", "units.md", "questions.md", "findings.md", "curriculum.md", "perspectives.md", "progress.md"}
)


def on_config(config: "MkDocsConfig") -> "MkDocsConfig":
    """MkDocs event: the look of the pages of the lessons that `extra: manymeans:` names."""
    add_assets(config, config.extra["manymeans"]["pages"])
    return config


def on_files(files: "Files", config: "MkDocsConfig") -> "Files":
    """MkDocs event: puts these pages beside those of `docs/`."""
    own = config.extra["manymeans"]
    lessons = Path(os.path.relpath(Path(config.config_file_path).parent / own["lessons"]))
    curriculum = read_curriculum(lessons)
    site = curriculum.settings.site.model_copy(update={"title": own["title"]})
    settings = curriculum.settings.model_copy(update={"site": site})
    add_pages(files, config, replace(curriculum, settings=settings), own["pages"])
    return files


def on_post_build(config: "MkDocsConfig") -> None:
    """MkDocs event: makes the search work in pages opened from a disk."""
    write_index_script(Path(config.site_dir))
