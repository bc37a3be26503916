"""The pages are built by the real builder and opened in a real browser: whole, private, and searchable from a disk."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from checker.frontends.site import publish_site, read_curriculum

pytest.importorskip("mkdocs")
pytest.importorskip("material")
pytestmark = pytest.mark.filterwarnings("default")  # the builder's own

_REPOSITORY = Path(__file__).parents[1]
_HOSTILE = """---
title: "<script>attacked(1)</script> {{ 7 * 7 }}"
description: "</title><img src=x onerror=attacked(2)>"
---
# <script>attacked(3)</script>

<img src=x onerror="attacked(4)"> [a](javascript:attacked(5)) {: onclick="attacked(6)" }

<iframe src="https://elsewhere.example/player"></iframe> ![b](https://elsewhere.example/b.png)

![drawing](bad.svg)

!!! note "<script>attacked(7)</script>"

    Students choose: an essay, a podcast or a comic.

--8<-- "../../../../etc/hostname"
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the sample curriculum and one hostile lesson."""
    folder = tmp_path_factory.mktemp("repository")
    shutil.copytree(_REPOSITORY / "curriculum", folder / "curriculum")
    (folder / "curriculum" / "hostile.md").write_text(_HOSTILE, encoding="utf-8")
    (folder / "curriculum" / "bad.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='attacked(8)'/>")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return publish_site(read_curriculum(Path("curriculum")), folder / "build").parent


class _Page(HTMLParser):
    """The addresses and ids of a page, and whatever in its content could act."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.active: list[str] = []
        self._depth = 0
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._depth += tag == "article"
        self.ids += [values["id"]] if "id" in values else []
        self.addresses += [values[name] for name in ("href", "src") if values.get(name)]
        loads = values.get("src", "") + (values.get("href", "") if tag == "link" else "")
        acts = [name for name in values if name.startswith("on")]
        if (
            acts
            or re.match(r"\w+:|//", loads)
            or (self._depth and tag in ("script", "iframe", "object", "form", "style"))
        ):
            self.active.append(f"{tag} {values}")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "article"


@pytest.fixture(scope="module")
def built(site: Path) -> dict[Path, _Page]:
    """Every page of the site."""
    return {path: _Page(path) for path in sorted(site.rglob("*.html"))}


def test_no_page_loads_from_elsewhere_or_runs_what_a_lesson_brought(built: dict[Path, _Page]) -> None:
    assert len(built) > 100
    assert [f"{path.name}: {page.active}" for path, page in built.items() if page.active] == []


def test_no_id_stands_twice_on_a_page(built: dict[Path, _Page]) -> None:
    assert [path.name for path, page in built.items() if len(page.ids) != len(set(page.ids))] == []


def test_every_link_within_the_site_arrives(built: dict[Path, _Page], site: Path) -> None:
    lost = []
    for path, page in built.items():
        for address in page.addresses:
            parts = urlsplit(address)
            if parts.scheme or path.name == "404.html":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            fragment = "" if "=" in parts.fragment else unquote(parts.fragment)  # the view of a list is no place
            is_there = target.is_file() or (target / "index.html").is_file()
            ids = built[target].ids if fragment and target in built else [fragment]
            if not is_there or (fragment and not fragment.startswith("__") and fragment not in ids):
                lost.append(f"{path.relative_to(site)}: {address}")
    assert lost == []


def test_the_pictures_of_a_curriculum_are_in_its_site(site: Path) -> None:
    assert any(path.name.startswith("watershed") for path in (site / "media").iterdir())
    assert not any(path.name.startswith("bad") for path in (site / "media").iterdir())


def test_a_hostile_lesson_is_words_in_the_browser(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.add_init_script("window.attacks = []; window.attacked = number => window.attacks.push(number)")
    page.goto((site / "units" / "curriculum-hostile.html").as_uri())
    page.wait_for_timeout(300)
    assert page.evaluate("window.attacks") == []
    assert page.title().startswith("<script>attacked(1)</script> {{ 7 * 7 }}")
    assert [url for url in requests if not url.startswith(("file:", "data:", "about:", "blob:"))] == []
    page.close()


def test_search_works_in_a_page_opened_from_a_disk(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{(site / 'index.html').as_uri()}?q=salmon")
    page.wait_for_selector(".md-search-result__item", state="attached", timeout=10_000)
    assert "matching" in page.inner_text(".md-search-result__meta")
    page.close()


@pytest.mark.parametrize("width", [1400, 390])
def test_notes_stand_in_the_margin_or_open_with_a_tap_and_can_be_hidden(
    site: Path, browser: Browser, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((site / "units" / "curriculum-watershed-stories.html").as_uri())
    note = page.locator(".mm-seen:has(a)").first
    if width < 1000:
        assert not note.locator("li").first.is_visible()
        note.locator("summary").click()
    assert note.locator("li").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#mm-quiet").check()
    assert not note.is_visible()
    page.close()


def test_a_link_to_a_finding_opens_the_note_that_holds_it(site: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto((site / "units" / "curriculum-the-westward-movement.html").as_uri())
    way = page.locator(".mm-answer a[href^='#f']").first
    note = page.locator(f".mm-remark p{way.get_attribute('href')}")
    assert not note.is_visible()
    way.click()
    note.wait_for(state="visible")
    page.close()


def test_the_project_builds_its_own_site_with_the_sample_curriculum(tmp_path: Path) -> None:
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    for name in ("checker", "principles"):
        (tmp_path / name).symlink_to(_REPOSITORY / name)
    for name in ("docs", "curriculum"):
        shutil.copytree(_REPOSITORY / name, tmp_path / name)
    shutil.copy(_REPOSITORY / "mkdocs.yml", tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        build(load_config("mkdocs.yml", strict=True))
    built = tmp_path / "build" / "project"
    assert (built / "sample" / "units" / "curriculum-watershed-stories.html").is_file()
    assert (
        'href="../assets/manymeans.css"'
        in (built / "sample" / "units" / "curriculum-watershed-stories.html").read_text()
    )
    assert (built / "search" / "search_index.js").is_file()


def test_a_folder_that_is_made_for_a_site_is_left_out_by_git_and_one_that_is_there_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "lesson.md").write_text("# A\n", encoding="utf-8")
    curriculum = read_curriculum(tmp_path)
    publish_site(curriculum, tmp_path / "build", builds=False)
    assert (tmp_path / "build/.gitignore").read_text(encoding="utf-8") == "# Made by `manymeans publish`.\n*\n"
    own = tmp_path / "own"
    own.mkdir()
    publish_site(curriculum, own, builds=False)
    assert not (own / ".gitignore").exists()
    (tmp_path / "build/.gitignore").write_text("!pages\n", encoding="utf-8")
    publish_site(curriculum, tmp_path / "build", builds=False)
    assert (tmp_path / "build/.gitignore").read_text(encoding="utf-8") == "!pages\n"
