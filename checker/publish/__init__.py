"""Units and their reports to a site: plain Markdown pages, their look, and a `mkdocs.yml` for them.

No builder runs here and none is imported: the pages are finished Markdown, so that MkDocs with Material, or whatever
comes after it, only has to lay them out. What a page shows of a lesson is written anew in `lessons`; the pages
themselves are in `pages`; `site` knows what stands where.

Two sites come of this. `manymeans publish` writes and builds the pages of any curriculum, in a repository with or
without a `docs/` of its own: a foreign `docs/` may be that very curriculum, so it is never taken in. The project's own
site is the `mkdocs.yml` at its root: `docs/` as it is, and the pages of the sample curriculum put beside them by the
MkDocs front end, which runs the same functions.
"""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from checker.catalogue import Catalogue
from checker.decisions import History, Records
from checker.findings import Report
from checker.publish.config import mkdocs_config
from checker.publish.lessons import Pictures
from checker.publish.pages import pages
from checker.publish.site import Site, arranged
from checker.publish.writing import write_file, write_folder
from checker.settings import Settings
from checker.unit import Unit

__all__ = ["Pictures", "arranged", "files_of", "publish"]

_ASSETS = ("manymeans.css", "manymeans.js", "worker.js")


def publish(
    units: Sequence[Unit],
    reports: Sequence[Report],
    catalogue: Catalogue,
    out: Path,
    settings: Settings | None = None,
    root: Path = Path(),
    records: Records | None = None,
    history: History | None = None,
) -> None:
    """Writes the pages to `out/docs` and `out/mkdocs.yml`; only what changed is touched, what is no page any more goes.

    Reports are matched to units by the unit's id. `root` is the folder from which the paths of lessons are counted;
    pictures are copied from below it only. `records` know the names of units in the reviews, `history` the past.
    """
    site = arranged(units, reports, catalogue, settings, records, history)
    write_folder(out / "docs", files_of(site, Pictures(root)))
    write_file(out / "mkdocs.yml", mkdocs_config(site.name, site.words).encode())


def files_of(site: Site, pictures: Pictures) -> Iterator[tuple[str, bytes]]:
    """Pages and their data, their look, and last the pictures that the pages turned out to show."""
    for page in pages(site, pictures):
        yield page.path, page.text.encode()
    for name in _ASSETS:
        yield f"assets/{name}", files(__name__).joinpath("assets", name).read_bytes()
    yield from pictures.copies()
