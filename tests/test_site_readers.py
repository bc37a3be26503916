"""What the readers of a site come for, done in a real browser: find, filter, send, decide, compare, read, print."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from checker.decisions import load_reviews

_UNIT = "units/curriculum-the-westward-movement.html"
_SEVERAL = "units/curriculum-watershed-stories.html"


def _address(site: Path, name: str) -> str:
    path, _, view = name.partition("#")
    return (site / path).as_uri() + (f"#{view}" if view else "")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a wide screen, which fails where a script does."""
    opened = browser.new_page(viewport={"width": 1400, "height": 1000})
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    opened.close()
    assert faults == []


def _shown(page: Page) -> list[str]:
    """The first lines of the items of a list that are to be seen."""
    items = page.locator(".mm-item").filter(visible=True)
    return [items.nth(at).locator(".mm-facts").inner_text() for at in range(items.count())]


def test_a_reviewer_finds_the_open_questions_of_one_unit_and_downloads_a_decision(
    page: Page, curriculum_site: Path, tmp_path: Path
) -> None:
    page.goto(_address(curriculum_site, _UNIT))
    page.get_by_role("link", name="Answer the questions of this unit").click()
    page.get_by_role("status").filter(has_text="shown").wait_for()
    shown = _shown(page)
    assert shown
    assert all("The Westward Movement, line" in line for line in shown)
    item = page.locator(".mm-item").filter(visible=True).nth(1)
    item.get_by_text("Answer this question").click()
    item.get_by_label("Partly").check()
    item.get_by_label("Reason").fill('Only "sometimes",\nsays the writer: yes # or no')
    item.get_by_label("Your name").fill("María")
    item.get_by_label("Date").fill("2027-01-31")
    with page.expect_download() as download:
        item.get_by_role("button", name="Download").click()
    (tmp_path / "reviews").mkdir()
    download.value.save_as(tmp_path / "reviews" / download.value.suggested_filename)
    (review,) = load_reviews(tmp_path / "reviews")
    assert (review.unit, review.who, review.when, review.outcome, review.reason) == (
        "curriculum/the-westward-movement.md",
        "María",
        "2027-01-31",
        "partly",
        'Only "sometimes",\nsays the writer: yes # or no',
    )
    assert review.fingerprint in item.locator("code").inner_text()


def test_what_was_decided_and_what_is_disputed_says_who_and_why(page: Page, curriculum_site: Path) -> None:
    page.goto(_address(curriculum_site, "questions.html#state=answered"))
    answered = page.locator(".mm-item").filter(visible=True)
    answered.first.wait_for()
    assert "Answered (by Ana, 2026-03-02, met). We tried it." in answered.first.inner_text()
    page.goto(_address(curriculum_site, "questions.html#state=disputed"))
    page.reload()
    disputed = page.locator(".mm-item").filter(visible=True).first.inner_text()
    assert "Reviewers disagree" in disputed
    assert "It does." in disputed
    assert "It does not." in disputed


def test_a_filter_stands_in_the_address_and_can_be_sent(page: Page, browser: Browser, curriculum_site: Path) -> None:
    page.goto(_address(curriculum_site, "findings.html"))
    page.get_by_label("Principle").wait_for()
    options = page.get_by_label("Principle").locator("option")
    name = options.nth(1).inner_text()
    page.get_by_label("Principle").select_option(label=name)
    page.get_by_label("Outcome").select_option(value="any")
    page.wait_for_function("document.querySelectorAll('.mm-items:not([hidden]) .mm-item').length > 0")
    here = _shown(page)
    other = browser.new_context().new_page()
    other.goto(page.url)
    other.wait_for_function("document.querySelectorAll('.mm-items:not([hidden]) .mm-item').length > 0")
    assert "principle=" in page.url
    assert other.get_by_label("Principle").locator("option:checked").inner_text() == name
    assert _shown(other) == here
    other.context.close()


def test_words_narrow_a_list_and_a_view_without_a_hit_says_what_to_do(page: Page, curriculum_site: Path) -> None:
    page.goto(_address(curriculum_site, "questions.html"))
    field = page.get_by_label("Words in it")
    field.fill("westward learners")
    page.wait_for_function("location.hash.includes('westward')")
    assert all("Westward" in line for line in _shown(page))
    field.fill("no such words anywhere")
    page.get_by_text("Nothing fits all of these.").wait_for()
    page.get_by_role("button", name="Show all again").click()
    assert field.input_value() == ""
    assert len(_shown(page)) > 5


def test_an_objective_that_has_one_way_only_is_named_before_the_table(page: Page, curriculum_site: Path) -> None:
    page.goto(_address(curriculum_site, "units/curriculum-the-westward-movement.html"))
    lead = page.get_by_text("One way only").first
    single = lead.locator("xpath=following-sibling::ul[1]/li")
    assert single.count() > 0
    words = single.first.inner_text().rsplit(" (", 1)[0]
    row = page.locator(".mm-pathways tr", has_text=words.removesuffix(" …")[:60]).first
    assert row.locator("td a").count() == 1


def test_a_leader_compares_two_releases(page: Page, curriculum_site: Path) -> None:
    page.goto(_address(curriculum_site, "progress.html"))
    said = page.locator(".md-content").inner_text()
    assert "From 2026.2 (2026-02-01) to 2026.3 (2026-03-01):" in said
    assert "Came" in said
    earlier = page.get_by_text("From 2026.1 (2026-01-01) to 2026.3 (2026-03-01)", exact=True)
    earlier.click()
    assert page.locator("details[open]", has=earlier).is_visible()
    assert page.locator("svg.mm-drawing").count() >= 2


def test_a_leader_reads_the_matrix_in_words(page: Page, curriculum_site: Path) -> None:
    page.goto(_address(curriculum_site, "curriculum.html"))
    cells = page.locator(".mm-matrix td")
    assert cells.count() > 20
    said = [cells.nth(at).inner_text().strip() for at in range(10)]
    assert all(any(word in cell for word in ("met", "person", "applicable", "not checked")) for cell in said)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).first.evaluate("link => link.setAttribute('download', '')")
        page.get_by_role("link", name="CSV", exact=True).first.click()
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("Unit,")


@pytest.mark.parametrize("name", ["index.html", "units.html", "questions.html", "curriculum.html", _UNIT, _SEVERAL])
def test_nothing_is_wider_than_a_phone(browser: Browser, curriculum_site: Path, name: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(_address(curriculum_site, name))
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("h1").first.is_visible()
    page.close()


def test_a_printed_unit_has_its_notes_and_no_controls(page: Page, curriculum_site: Path) -> None:
    page.goto(_address(curriculum_site, _UNIT))
    page.emulate_media(media="print")
    assert page.locator(".mm-notes li").first.is_visible()
    assert not page.locator(".mm-switches").is_visible()
    assert len(page.pdf()) > 10_000
    page.goto(_address(curriculum_site, "questions.html"))
    assert not page.locator(".mm-fields").is_visible()
    assert page.locator(".mm-item").first.is_visible()


def test_questions_that_are_folded_away_open_by_hand_and_on_paper(page: Page, curriculum_site: Path) -> None:
    page.goto(_address(curriculum_site, _UNIT))
    more = page.locator("details.mm-more", has_text="about what was not found")
    assert more.count() == 1
    folded = more.locator(".mm-answer").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()
    page.emulate_media(media="screen")
    more.locator("summary").click()
    assert folded.is_visible()


def test_the_keyboard_alone_filters_and_answers(page: Page, curriculum_site: Path) -> None:
    page.goto(_address(curriculum_site, "questions.html"))
    page.get_by_label("Words in it").wait_for()
    reached: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        label = page.evaluate("document.activeElement.closest('label, button, summary')?.textContent ?? ''")
        reached.append(label.strip())
        if "Answer this question" in label:
            break
    assert "Show all again" in reached
    assert "Copy the address of this view" in reached
    assert reached[-1] == "Answer this question"
    page.keyboard.press("Enter")
    page.get_by_label("Reason").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert "outcome:" in page.locator(".mm-decide code").first.inner_text()
    assert page.get_by_label("Yes").first.is_checked() or page.locator(".mm-form input:focus").count() == 1


def test_the_dark_scheme_of_the_system_is_taken_up_by_pages_and_charts(browser: Browser, curriculum_site: Path) -> None:
    def colors(scheme: str) -> tuple[str, str]:
        page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(_address(curriculum_site, "curriculum.html"))
        body = page.evaluate("getComputedStyle(document.body).backgroundColor")
        text = page.evaluate("getComputedStyle(document.querySelector('.mm-drawing text')).fill")
        page.close()
        return body, text

    light, dark = colors("light"), colors("dark")
    assert light[0] != dark[0]
    assert light[1] != dark[1]


def test_without_a_script_everything_is_there(browser: Browser, curriculum_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(_address(curriculum_site, "questions.html"))
    shown = page.locator(".mm-item")
    assert shown.count() > 5
    assert shown.last.is_visible()
    first = page.locator(".mm-decide").first
    first.locator("summary").click()
    entry = yaml.safe_load(first.locator("code").inner_text())
    assert set(entry["reviews"][0]) >= {"unit", "rule", "fingerprint", "who", "when", "outcome", "reason"}
    page.goto(_address(curriculum_site, _UNIT))
    assert page.locator(".mm-mark").count() > 10
    assert page.locator(".mm-notes").first.is_visible()
    context.close()


def test_what_is_ready_to_paste_has_a_button_that_copies_it(page: Page, curriculum_site: Path) -> None:
    page.goto(_address(curriculum_site, _UNIT))
    step = page.locator(".mm-step", has=page.locator(".mm-code")).first
    step.locator("summary").click()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    step.get_by_role("button", name="Copy").click()
    step.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").strip() == step.locator("code").inner_text().strip()


def test_a_writer_finds_a_unit_by_its_words(page: Page, curriculum_site: Path) -> None:
    page.goto(_address(curriculum_site, "units.html"))
    page.get_by_label("Find a unit by its words").fill("salmon")
    assert page.locator(".mm-unit").filter(visible=True).count() == 1
    assert page.url.endswith("#text=salmon")
