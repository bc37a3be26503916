"""Editions keep the rules as they were released, and a difference to them is told."""

from dataclasses import replace
from pathlib import Path

from checker.asked import chosen_rules
from checker.catalogue import Catalogue, Rule, principles_folder
from checker.catalogue.editions import changes, edition_text, read_editions
from checker.findings import Severity
from checker.settings import Settings


def _later(catalogue: Catalogue, tmp_path: Path) -> tuple[Catalogue, Rule, Rule, Rule]:
    """A later version: a rule changed, one withdrawn, one added; the edition is that of the version before."""
    changed, withdrawn, *others = catalogue.rules
    path = tmp_path / "2026-11.yaml"
    path.write_text(edition_text("2026-11", catalogue.rules), "utf-8")
    now = replace(changed, severity=Severity.ERROR, is_preview=False, options={**changed.options, "near": 99})
    added = replace(changed, id="added-later", since="2027-02")
    return (
        replace(catalogue, rules=(now, added, *others), editions=read_editions([path])),
        changed,
        withdrawn,
        added,
    )


def test_a_pinned_edition_is_as_it_was_whatever_a_later_version_changed(catalogue: Catalogue, tmp_path: Path) -> None:
    later, changed, withdrawn, _ = _later(catalogue, tmp_path)
    pinned = chosen_rules(later, Settings(edition="2026-11"))
    assert pinned == [rule for rule in catalogue.rules if rule.id != withdrawn.id]
    assert pinned[0] == changed
    assert chosen_rules(later, Settings()) == list(later.rules)


def test_a_rule_of_ones_own_is_asked_in_every_edition(catalogue: Catalogue, tmp_path: Path) -> None:
    later, _, _, added = _later(catalogue, tmp_path)
    own = replace(added, origin="folder own")
    with_own = replace(later, rules=(own,))
    assert chosen_rules(with_own, Settings(edition="2026-11")) == [own]


def test_what_a_later_version_changed_is_told(catalogue: Catalogue, tmp_path: Path) -> None:
    later, changed, withdrawn, _ = _later(catalogue, tmp_path)
    (edition,) = later.editions
    told = dict.fromkeys(rule for rule, _ in changes(edition, later.rules))
    assert set(told) == {"added-later", changed.id, withdrawn.id}
    of_changed = [change for rule, change in changes(edition, later.rules) if rule == changed.id]
    assert of_changed == [
        f"severity: {changed.severity} → error",
        f"status: {changed.status} → stable",
        f"option near: {changed.options.get('near', 'not set')} → 99",
    ]
    others = [change for rule, change in changes(edition, later.rules) if rule != changed.id]
    assert sorted(others) == [f"added in 2027-02 ({changed.severity}, {changed.status})", "withdrawn"]


def test_the_newest_edition_is_the_rules_as_they_stand(catalogue: Catalogue) -> None:
    newest = catalogue.editions[-1]
    assert list(changes(newest, catalogue.rules)) == [], f"run: manymeans rules freeze {newest.id}"
    path = principles_folder() / "editions" / f"{newest.id}.yaml"
    assert path.read_text("utf-8") == edition_text(newest.id, catalogue.rules)
    assert {rule.since for rule in catalogue.rules} <= {edition.id for edition in catalogue.editions}
