"""A hook for the project's own site: the pages of all rules and principles, made from their YAML at each build."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.catalogue import load_catalogue
from checker.publish import arranged
from checker.publish.markup import Page
from checker.publish.pages import principles, rules

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def reference_pages() -> Iterator[Page]:
    """The pages of a site without units: what each rule and each principle is."""
    site = arranged([], [], load_catalogue())
    yield from principles.pages(site)
    yield from rules.pages(site)


def on_files(files: "Files", config: "MkDocsConfig") -> "Files":
    """MkDocs event: puts the pages beside those of `docs/`."""
    from mkdocs.structure.files import File  # noqa: PLC0415 - an extra

    for page in reference_pages():
        files.append(File.generated(config, page.path, content=page.text))
    return files
