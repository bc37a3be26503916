"""What tests share: the principles, a reader of lessons, the system's Chromium, and a browser that drives it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from checker.catalogue import Catalogue, load_catalogue
from checker.document import parse
from checker.source import Source
from checker.unit import Lesson, read_lesson

_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The system's Chromium. Without one the test is skipped, or fails where MANYMEANS_REQUIRE_BROWSER is set."""
    found = next(filter(None, map(shutil.which, _COMMANDS)), None)
    if found:
        return Path(found)
    reason = f"needs a browser: none of {', '.join(_COMMANDS)} is on the PATH"
    if os.environ.get("MANYMEANS_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """A headless browser. For a module and no longer: while it is open, `asyncio.run` is refused in this thread."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The principles that come with the project."""
    return load_catalogue()


@pytest.fixture(scope="session")
def lesson_of(catalogue: Catalogue) -> Callable[..., Lesson]:
    """Reads a lesson from its text; `path` is its name."""

    def read(text: str, path: str = "lesson.md", language: str | None = None) -> Lesson:
        return read_lesson(parse(Source(path, text)), catalogue.sections, language)

    return read
