"""The pages of the site, one module a kind of page; each gives Markdown and knows nothing of builders."""

from collections.abc import Iterator

from checker.publish.lessons import Pictures
from checker.publish.markup import Page
from checker.publish.pages import findings, home, principles, questions, reading, rules, unit, units
from checker.publish.site import Site


def pages(site: Site, pictures: Pictures) -> Iterator[Page]:
    """All pages; `pictures` collects what the lessons show."""
    yield home.page(site)
    yield units.page(site)
    for entry in site.entries:
        yield unit.page(entry, site, pictures)
    yield questions.page(site)
    yield findings.page(site)
    yield from principles.pages(site)
    yield from rules.pages(site)
    yield reading.page()
