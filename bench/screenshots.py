"""The pictures of the guides in `docs/screenshots`, taken from a site of the sample curriculum in a real browser.

    python bench/screenshots.py SITE

SITE is a folder that `manymeans publish` built; with a history and answers in it, its pages have something to show.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

_OUT = Path(__file__).parents[1] / "docs" / "screenshots"
_UNIT = "units/curriculum-the-westward-movement.html"
_SEVERAL = "units/curriculum-watershed-stories.html"


def main() -> None:
    site = Path(sys.argv[1]).resolve()
    _OUT.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": 1300, "height": 640})
        for name, (address, prepare) in _SHOTS.items():
            path, _, view = address.partition("#")
            page.goto((site / path).as_uri() + (f"#{view}" if view else ""))
            page.reload()
            page.wait_for_timeout(400)
            prepare(page)
            page.wait_for_timeout(300)
            page.screenshot(path=_OUT / f"{name}.png")
        browser.close()


def _top(page: Page) -> None:
    page.evaluate("scrollTo(0, 0)")


def _at(find: Callable[[Page], Locator]) -> Callable[[Page], None]:
    def scroll(page: Page) -> None:
        find(page).evaluate("part => scrollTo(0, part.getBoundingClientRect().top + scrollY - 110)")

    return scroll


def _answer(page: Page) -> None:
    item = page.locator(".mm-item").filter(visible=True).first
    item.get_by_text("Answer this question").click()
    item.get_by_label("Partly").check()
    item.get_by_label("Reason").fill("Lesson 2 opens with what learners bring; the others do not.")
    item.get_by_label("Your name").fill("A. Reviewer")
    item.locator(".mm-decide").evaluate("part => scrollTo(0, part.getBoundingClientRect().top + scrollY - 110)")


_SHOTS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "questions": ("questions.html#unit=curriculum-the-westward-movement", _top),
    "answer": ("questions.html#unit=curriculum-the-westward-movement", _answer),
    "notes": (_SEVERAL, _at(lambda page: page.locator(".mm-row:has(.mm-notes)").nth(4))),
    "steps": (_UNIT, _at(lambda page: page.locator("#next"))),
    "pathways": (_SEVERAL, _at(lambda page: page.locator("#pathways"))),
    "curriculum": ("curriculum.html", _top),
    "progress": ("progress.html", _top),
}


if __name__ == "__main__":
    main()
