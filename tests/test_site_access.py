"""Every kind of page holds what axe-core asks for, is well-formed HTML, and asks nothing of any other machine."""

import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser

_KINDS = (
    "index.html",
    "units.html",
    "units/curriculum-the-westward-movement.html",
    "units/curriculum-watershed-stories.html",
    "questions.html",
    "questions.html#unit=curriculum-the-westward-movement",
    "findings.html",
    "curriculum.html",
    "progress.html",
    "principles.html",
    "principles/udl-3-0.html",
    "principles/udl-3-0/udl-5-1.html",
    "rules.html",
    "rules/two-ways-to-show-learning.html",
    "how-to-read.html",
)
_VIEWS = [(width, scheme) for width in (1400, 390) for scheme in ("light", "dark")]


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core from the package that carries it; AXE_CORE may name another copy."""
    named = os.environ.get("AXE_CORE")
    bundled = files("axe_playwright_python") / "axe.min.js"
    return (Path(named) if named else bundled).read_text(encoding="utf-8")


def _kinds(site: Path) -> Iterator[str]:
    """A page of each kind; of rules and principles the first there is, where the one named is not."""
    for name in _KINDS:
        path = site / name.partition("#")[0]
        if path.is_file():
            yield name
        else:
            yield next(found.relative_to(site).as_posix() for found in sorted(path.parent.glob("*.html")))
    if (site / "perspectives.html").is_file():
        yield "perspectives.html"


@pytest.mark.parametrize(("width", "scheme"), _VIEWS)
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser,
    curriculum_site: Path,
    axe: str,
    width: int,
    scheme: str,
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    found, passed = [], 0
    for name in dict.fromkeys(_kinds(curriculum_site)):
        path, _, view = name.partition("#")
        page.goto((curriculum_site / path).as_uri() + (f"#{view}" if view else ""))
        page.reload()
        page.evaluate("document.querySelectorAll('details').forEach(part => (part.open = true))")
        page.wait_for_timeout(200)
        page.evaluate(axe)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        passed += len(result["passes"])
        found += [
            f"{name}: {broken['id']}: {node['html'][:160]}"
            for broken in result["violations"]
            for node in broken["nodes"]
        ]
    context.close()
    assert found == []
    assert passed > 20 * len(_KINDS)


def test_every_page_is_well_formed_html(curriculum_site: Path) -> None:
    broken = []
    for path in sorted(curriculum_site.rglob("*.html")):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_bytes(), transport_encoding="utf-8")
        broken += [f"{path.relative_to(curriculum_site)}: {error}" for error in parser.errors]
    assert broken == []


def test_no_request_leaves_the_machine_when_every_page_is_opened(browser: Browser, curriculum_site: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    pages = sorted(curriculum_site.rglob("*.html"))
    for path in pages:
        page.goto(path.as_uri())
    page.wait_for_timeout(500)
    page.close()
    assert len(pages) > 100
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:", "blob:"))] == []
