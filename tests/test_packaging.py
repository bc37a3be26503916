"""The project installs as the README says, and what is installed is whole."""

import re
import subprocess
import sys
import tarfile
import tomllib
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from playwright.sync_api import Browser

import checker

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements/site.txt", "requirements/all.txt")


def test_the_version_is_that_of_the_installed_distribution() -> None:
    assert version("manymeans") == checker.__version__


def test_the_wheel_holds_the_checker_and_the_principles(tmp_path: Path) -> None:
    code = {path.relative_to(ROOT).as_posix() for path in (ROOT / "checker").rglob("*.py")}
    data = {path.relative_to(ROOT).as_posix() for path in (ROOT / "principles").rglob("*.yaml")}
    held = _files_of_wheel(ROOT, tmp_path)
    assert len(data) > 10
    assert code | {f"checker/_{name}" for name in data} <= held
    assert {name.split("/")[0] for name in held} == {"checker", f"manymeans-{checker.__version__}.dist-info"}


def test_the_wheel_made_from_the_source_archive_is_the_same(tmp_path: Path) -> None:
    with tarfile.open(_build("sdist", ROOT, tmp_path)) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.2 has no filters yet
        archive.extractall(tmp_path)
    unpacked = tmp_path / f"manymeans-{checker.__version__}"
    assert _files_of_wheel(unpacked, tmp_path / "again") == _files_of_wheel(ROOT, tmp_path)


def _files_of_wheel(project: Path, folder: Path) -> set[str]:
    with ZipFile(_build("wheel", project, folder)) as wheel:
        return set(wheel.namelist())


def _build(target: str, project: Path, folder: Path) -> Path:
    """Ask the build backend itself, as pip does: an environment made by the README's commands has no pip of its own."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    (built,) = folder.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return built


def test_the_readme_starts_with_two_commands_of_one_line_each() -> None:
    publish, test = _readme_blocks()[:2]
    assert re.fullmatch(r"python3 .* && \.venv/bin/manymeans publish curriculum\n", publish)
    assert re.fullmatch(r"python3 .* && \.venv/bin/python -m pytest\n", test)


def test_the_readme_commands_install_the_two_locks_and_nothing_else() -> None:
    named = [re.findall(r"-r (\S+)", block) for block in _readme_blocks()[:2]]
    assert named == [[lock] for lock in LOCKS]


def _readme_blocks() -> list[str]:
    return re.findall(r"^```bash\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_links_of_the_front_pages_lead_to_what_exists(page: str) -> None:
    links = re.findall(r"\]\((?!\w+:|#)([^)#]+)", (ROOT / page).read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_each_locked_requirement_has_hashes_and_no_address(lock: str) -> None:
    entries = _lock_entries(lock)
    assert len(entries) > 30
    assert [entry for entry in entries if not re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry)] == []
    assert "://" not in (ROOT / lock).read_text("utf-8")


@pytest.mark.parametrize(("lock", "extras"), [(LOCKS[0], ["site"]), (LOCKS[1], ["site", "test"])])
def test_locks_hold_what_the_project_asks_for(lock: str, extras: list[str]) -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = pyproject["project"]
    asked = pyproject["build-system"]["requires"] + project["dependencies"]
    asked += [line for extra in extras for line in project["optional-dependencies"][extra]]
    locked = [entry.split()[0].split("==") for entry in _lock_entries(lock)]
    assert [line for line in asked if not any(_is_met(Requirement(line), *pin) for pin in locked)] == []


def _is_met(asked: Requirement, name: str, pinned: str) -> bool:
    return canonicalize_name(asked.name) == canonicalize_name(name) and asked.specifier.contains(pinned)


def test_the_lock_of_the_site_is_a_part_of_the_whole_lock() -> None:
    assert set(_lock_entries(LOCKS[0])) <= set(_lock_entries(LOCKS[1]))


def _lock_entries(lock: str) -> list[str]:
    """One line a requirement, its hashes included."""
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", "")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def test_pre_commit_accepts_the_hook() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    assert subprocess.run(command, capture_output=True, text=True, check=False).returncode == 0


def test_the_browser_of_the_tests_opens_a_file(browser: Browser, tmp_path: Path) -> None:
    page_file = tmp_path / "page.html"
    page_file.write_text("<title>Many means</title>", "utf-8")
    page = browser.new_page()
    page.goto(page_file.as_uri())
    assert page.title() == "Many means"
