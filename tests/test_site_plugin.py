"""The MkDocs plug-in in a site of somebody else: their theme and menu stay, our pages come, strict builds stop."""

import os
import shutil
import subprocess
import sys
import time
import tomllib
import urllib.request
from pathlib import Path

import pytest

pytest.importorskip("mkdocs")
pytest.importorskip("material")

_ROOT = Path(__file__).parents[1]
_CONFIG = """\
site_name: Our school
theme:
  name: {theme}
plugins:
  - search
  - manymeans{options}
{more}"""
_GOOD = (
    "# Rivers\n\n## Objectives\n\nExplain how a river moves.\n\n## Task\n\nStudents draw the river or record a talk.\n"
)
_BAD = "---\ntitle: [Rivers\n---\n# Rivers\n\nStudents draw the river.\n"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A site with a front page and one lesson, and the plug-in as the package declares it."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Welcome\n", encoding="utf-8")
    (tmp_path / "docs" / "rivers.md").write_text(_GOOD, encoding="utf-8")
    declared = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["mkdocs.plugins"]
    info = tmp_path / "installed" / "manymeans_here-0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: manymeans-here\nVersion: 0\n", encoding="utf-8")
    lines = "".join(f"{name} = {place}\n" for name, place in declared.items())
    (info / "entry_points.txt").write_text(f"[mkdocs.plugins]\n{lines}", encoding="utf-8")
    return tmp_path


def _environment(school: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(_ROOT), str(school / "installed")])}


def _build(school: Path, *flags: str, theme: str = "material", options: str = "", more: str = "") -> tuple[int, str]:
    (school / "mkdocs.yml").write_text(_CONFIG.format(theme=theme, options=options, more=more), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", *flags]
    run = subprocess.run(command, cwd=school, env=_environment(school), capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + run.stderr


def test_the_pages_stand_in_a_folder_of_the_site_with_their_look(school: Path) -> None:
    code, said = _build(school, "--strict")
    assert code == 0, said
    page = (school / "site" / "manymeans" / "units" / "docs-rivers.html").read_text(encoding="utf-8")
    assert 'href="../assets/manymeans.css"' in page
    assert 'src="../assets/manymeans.js"' in page
    assert "drawing or mapping" in page
    assert (school / "site" / "manymeans" / "assets" / "data" / "questions.js").is_file()
    assert (school / "site" / "rivers" / "index.html").is_file()


def test_a_menu_of_ones_own_stays_as_it_is_and_one_that_is_made_gets_the_main_pages(school: Path) -> None:
    _build(school, more="nav:\n  - Start: index.md\n  - What we offer: manymeans/index.md\n")
    assert "Our school" in (school / "site" / "manymeans" / "index.html").read_text(encoding="utf-8")
    start = (school / "site" / "index.html").read_text(encoding="utf-8")
    assert "What we offer" in start
    assert "manymeans/questions.html" not in start
    _build(school)
    start = (school / "site" / "index.html").read_text(encoding="utf-8")
    assert "manymeans/questions.html" in start
    assert "manymeans/units/docs-rivers.html" not in start


def test_a_theme_that_is_not_material_shows_the_pages_too(school: Path) -> None:
    code, said = _build(school, "--strict", theme="readthedocs")
    assert code == 0, said
    assert "This unit offers" in (school / "site/manymeans/units/docs-rivers.html").read_text(encoding="utf-8")


def test_a_strict_build_stops_at_a_finding_that_would_make_a_check_fail(school: Path) -> None:
    (school / "docs" / "rivers.md").write_text(_BAD, encoding="utf-8")
    code, said = _build(school)
    assert code == 0
    assert "WARNING -  manymeans: " in said
    assert "manymeans: docs/rivers.md:" in said
    assert "(file-can-be-read)" in said
    code, said = _build(school, "--strict")
    assert code == 1
    assert "strict mode" in said


def test_settings_that_cannot_be_read_are_told_in_one_sentence(school: Path) -> None:
    (school / "manymeans.yml").write_text("fail_on: sometimes\n", encoding="utf-8")
    code, said = _build(school)
    assert code == 1
    assert "fail_on" in said
    assert "Traceback" not in said


def test_lessons_may_lie_beside_the_site(school: Path) -> None:
    shutil.copytree(_ROOT / "curriculum", school / "curriculum")
    options = ":\n      lessons: curriculum\n      pages: units-we-teach"
    code, said = _build(school, "--strict", options=options)
    assert code == 0, said
    pages = school / "site" / "units-we-teach" / "units"
    assert sorted(path.name for path in pages.glob("*.html")) == [
        "curriculum-ratios-in-the-kitchen.html",
        "curriculum-the-westward-movement.html",
        "curriculum-watershed-stories.html",
    ]


def test_a_changed_lesson_is_checked_again_while_the_site_is_served(school: Path) -> None:
    (school / "mkdocs.yml").write_text(_CONFIG.format(theme="material", options="", more=""), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", "127.0.0.1:8765"]
    address = "http://127.0.0.1:8765/manymeans/units/docs-rivers.html"
    with subprocess.Popen(
        command, cwd=school, env=_environment(school), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as served:
        try:
            assert " about lakes" not in _served(address, "This unit offers")
            changed = f"{_GOOD}\nStudents give a talk about lakes.\n"
            (school / "docs" / "rivers.md").write_text(changed, encoding="utf-8")
            assert " about lakes" in _served(address, " about lakes")
        finally:
            served.terminate()


def _served(address: str, words: str) -> str:
    """The page once it says some words; what it says after a minute otherwise."""
    text, end = "", time.monotonic() + 60
    while words not in text and time.monotonic() < end:
        time.sleep(0.5)
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                text = answer.read().decode()
        except OSError:
            continue
    return text
