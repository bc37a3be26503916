"""The pages of the site, one module a kind of page; each gives Markdown and knows nothing of builders."""

from collections.abc import Iterator

from checker.publish.lessons import Pictures
from checker.publish.markup import Data, Page
from checker.publish.pages import (
    curriculum,
    findings,
    home,
    perspectives,
    principles,
    progress,
    questions,
    reading,
    rules,
    unit,
    units,
)
from checker.publish.site import Site


def pages(site: Site, pictures: Pictures) -> Iterator[Page | Data]:
    """All pages and their data; `pictures` collects what the lessons show."""
    yield home.page(site)
    yield units.page(site)
    for entry in site.entries:
        yield unit.page(entry, site, pictures)
    yield from questions.pages(site)
    yield from findings.pages(site)
    yield from curriculum.pages(site)
    yield from perspectives.pages(site)
    yield progress.page(site)
    yield from principles.pages(site)
    yield from rules.pages(site)
    yield reading.page(site)
