"""Pages to a site with MkDocs and Material, in this process; and the hook for the project's own site."""

import logging
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.catalogue import Catalogue, load_catalogue
from checker.engine import check, units_of
from checker.errors import UserError
from checker.findings import Report
from checker.publish import publish
from checker.settings import find_settings, load_settings
from checker.unit import Unit

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

_NAME = "What our units offer"


def publish_site(
    units: Sequence[Unit], reports: Sequence[Report], catalogue: Catalogue, out: Path, builds: bool = True
) -> Path:
    """Writes the pages to `out/pages` and builds them to `out/site`; returns the first page to open.

    Raises UserError where the builder is not installed; the pages are written all the same.
    """
    publish(units, reports, catalogue, out / "pages", _NAME)
    return build(out / "pages") if builds else out / "pages" / "docs" / "index.md"


def build(pages: Path) -> Path:
    """Builds `mkdocs.yml` of a folder into the folder `site` beside it and returns the first page of that.

    The site is built aside and moved into place, so that there is always a whole one.
    """
    try:
        from mkdocs.commands.build import build as build_site  # noqa: PLC0415 - an extra, and slow to load
        from mkdocs.config import load_config  # noqa: PLC0415
    except ImportError as error:
        step = "Install it with `pip install 'manymeans[site]'`, or ask for `--pages-only`."
        raise UserError("publish", "MkDocs, which builds the site, is not installed.", step) from error
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    site = pages.parent / "site"
    aside = site.with_name(".site.new")
    build_site(load_config(str(pages / "mkdocs.yml"), site_dir=str(aside.resolve())))
    _write_index_script(aside)
    _move(aside, site)
    return site / "index.html"


def _write_index_script(site: Path) -> None:
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


def on_config(config: "MkDocsConfig") -> "MkDocsConfig":
    """MkDocs event: checks the lessons that `extra: manymeans:` names and writes their pages, before any is read."""
    lessons, pages, folder = _places(config)
    settings = load_settings(find_settings(lessons.resolve()))
    catalogue = load_catalogue(None, settings.headings.items())
    units = list(units_of([lessons], catalogue, settings))
    reports = [check(unit, catalogue, settings) for unit in units]
    publish(units, reports, catalogue, pages, config.extra["manymeans"]["title"])
    config.extra_css.append(f"{folder}/assets/manymeans.css")
    config.extra["polyfills"] = [f"{folder}/assets/worker.js"]
    return config


def on_files(files: "Files", config: "MkDocsConfig") -> "Files":
    """MkDocs event: puts these pages beside those of `docs/`."""
    from mkdocs.structure.files import File  # noqa: PLC0415 - an extra

    _, pages, folder = _places(config)
    for path in sorted((pages / "docs").rglob("*")):
        if path.is_file():
            name = path.relative_to(pages / "docs").as_posix()
            files.append(File.generated(config, f"{folder}/{name}", abs_src_path=str(path.resolve())))
    return files


def on_post_build(config: "MkDocsConfig") -> None:
    """MkDocs event: makes the search work in pages opened from a disk."""
    _write_index_script(Path(config.site_dir))


def _places(config: "MkDocsConfig") -> tuple[Path, Path, str]:
    """The folder of lessons, the folder for their pages, and where these stand in the site."""
    root = Path(os.path.relpath(Path(config.config_file_path).parent))
    folder = config.extra["manymeans"]["pages"]
    return root / config.extra["manymeans"]["lessons"], root / "build" / folder, folder
