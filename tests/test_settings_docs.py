"""The pages on settings and rules say what is true: every setting is there, and every example works."""

import re
from pathlib import Path

import pytest

from checker.asked import see_that_names_are_known
from checker.catalogue import Catalogue, load_catalogue, own_folder
from checker.checks import CHECKS
from checker.checks.described import can_never_fire, described, see_that_it_can_be_asked
from checker.frontends.cli.config import settings_table
from checker.settings import load_settings
from checker.trials import all_troubles

DOCS = Path(__file__).parents[1] / "docs"


def _blocks(page: str, *begins: str) -> list[str]:
    """The YAML blocks of a page that begin with one of some words; a comment above them counts for nothing."""
    blocks = re.findall(r"^```yaml\n(.*?)^```$", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [block for block in blocks if re.sub(r"^#.*\n", "", block).startswith(begins)]


def test_every_setting_stands_on_its_page() -> None:
    assert settings_table() in (DOCS / "settings.md").read_text("utf-8"), "run: manymeans config --format md"


@pytest.mark.parametrize("block", _blocks("settings.md", "profile", "fail_on", "edition"))
def test_the_examples_of_the_page_on_settings_are_settings(tmp_path: Path, catalogue: Catalogue, block: str) -> None:
    path = tmp_path / "manymeans.yml"
    path.write_text(block, "utf-8")
    settings = load_settings(path)
    assert settings.origins()
    see_that_names_are_known(catalogue, settings)


def test_the_rules_and_cues_of_the_page_for_authors_keep_their_promises(tmp_path: Path) -> None:
    blocks = [
        *(block for block in _blocks("rule-authors.md", "rules:") if "why:" in block or "extends:" in block),
        *_blocks("rule-authors.md", "facet:"),
    ]
    for at, block in enumerate(blocks):
        (tmp_path / f"{at}.yaml").write_text(block, "utf-8")
    catalogue = load_catalogue(others=[own_folder(tmp_path)])
    rules = [rule for rule in catalogue.rules if not rule.is_built_in]
    cues = [cue for cue in catalogue.cues if cue.origin != "built in"]
    assert [rule.id for rule in rules] == ["lessons-end-with-a-check", "learners-choose-at-our-schools"]
    assert [cue.id for cue in cues] == ["engagement/neighborhood-walk"]
    assert [str(trouble.error) for trouble in all_troubles(rules, cues, catalogue)] == []


_THREE = """\
rules:
  - id: own
    title: T
    why: W
    how: H
    severity: suggestion
    message: M
    next_step: N.
    question: Q?
    {}
    examples:
      - needs-a-person: "# Rivers"
"""


@pytest.mark.parametrize("block", _blocks("rule-authors.md", "check:"))
def test_the_kinds_of_question_on_the_page_for_authors_can_be_asked(tmp_path: Path, block: str) -> None:
    (tmp_path / "own.yaml").write_text(_THREE.format(block.strip().replace("\n", "\n    ")), "utf-8")
    catalogue = load_catalogue(others=[own_folder(tmp_path)])
    (rule,) = [rule for rule in catalogue.rules if not rule.is_built_in]
    see_that_it_can_be_asked(rule, CHECKS)
    assert rule.options
    assert can_never_fire(rule, described(rule.check, CHECKS[rule.check])) == ""
