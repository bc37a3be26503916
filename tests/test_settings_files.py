"""Settings files that extend each other, one for each part of a curriculum, and overrides for some files."""

from pathlib import Path

import pytest

from checker.asked import asked, chosen_rules
from checker.catalogue import Catalogue
from checker.engine import fails
from checker.errors import UserError
from checker.findings import Finding, Outcome, Report, Severity
from checker.frontends.cli import main
from checker.frontends.run import Run, catalogue_for
from checker.settings import Settings, load_settings
from checker.source import Source, Span
from checker.unit import find_lessons, group

_FILM = "# Rivers\n\nStudents watch [a film](https://youtu.be/x).\n"


def _write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_yml", ".yml").replace("_md", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_what_a_file_says_counts_more_than_what_it_extends(tmp_path: Path) -> None:
    _write(
        tmp_path,
        base_yml=(
            "exclude: [old/]\nfail_on: error\nrules:\n  learners-choose: {severity: error, options: {least_words: 5}}\n"
        ),
        own__manymeans_yml=(
            "extends: ../base.yml\nfail_on: never\nrules:\n  learners-choose: {options: {absent: not-met}}\n"
        ),
    )
    settings = load_settings(tmp_path / "own/manymeans.yml")
    assert (settings.exclude, settings.fail_on, settings.extends) == (("old/",), "never", None)
    assert settings.rules["learners-choose"].model_dump() == {
        "enabled": None,
        "severity": "error",
        "options": {"least_words": 5, "absent": "not-met"},
    }


def test_overrides_and_folders_of_rules_are_added_to_those_of_the_file_that_is_extended(tmp_path: Path) -> None:
    _write(
        tmp_path,
        base_yml="principles: [rules]\noverrides:\n  - {files: [/own/a.md, /c.md], language: es}\n",
        own__manymeans_yml=(
            "extends: ../base.yml\nprinciples: [rules]\noverrides:\n  - {files: [/b.md], language: de}\n"
        ),
        rules__a_yml="rules: []\n",
        own__rules__a_yml="rules: []\n",
    )
    settings = load_settings(tmp_path / "own/manymeans.yml")
    assert settings.own_folders() == [tmp_path / "own/../rules", tmp_path / "own/rules"]
    languages = [settings.at(tmp_path / "own" / name).language for name in ("a.md", "b.md", "c.md")]
    assert languages == ["es", "de", None]


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("b.yml", "b.yml:1: The settings extend themselves: a.yml extends b.yml extends a.yml.\n    extends: a.yml\n"),
        ("c.yml", "a.yml:2: There is no settings file `c.yml`.\n    extends: c.yml\n"),
    ],
)
def test_a_circle_and_a_file_that_is_not_there_are_told_with_their_line(
    tmp_path: Path, base: str, message: str
) -> None:
    _write(tmp_path, a_yml=f"units: [a]\nextends: {base}\n", b_yml="extends: a.yml\n")
    with pytest.raises(UserError) as mistake:
        load_settings(tmp_path / "a.yml")
    assert str(mistake.value).startswith(f"{tmp_path}/{message}")


def test_a_mistake_in_a_file_that_is_extended_is_told_there(tmp_path: Path) -> None:
    _write(tmp_path, a_yml="extends: b.yml\n", b_yml="units: [a]\nfail_onn: error\n")
    with pytest.raises(UserError) as mistake:
        load_settings(tmp_path / "a.yml")
    assert str(mistake.value) == (
        f"{tmp_path}/b.yml:2: There is no setting `fail_onn`.\n    fail_onn: error\n  Did you mean `fail_on`?"
    )


def test_globs_count_from_the_folder_of_the_settings_file(tmp_path: Path) -> None:
    _write(
        tmp_path,
        manymeans_yml="include: ['units/**/*.md']\nexclude: ['units/old/']\nunits: ['units/*/']\n",
        units__rivers__a_md="# A\n",
        units__rivers__b_md="# B\n",
        units__old__c_md="# C\n",
        notes__d_md="# D\n",
    )
    settings = load_settings(tmp_path / "manymeans.yml")
    for start in ("", "units", "units/rivers"):
        found = find_lessons([tmp_path / start], settings)
        assert [lesson.path.relative_to(tmp_path).as_posix() for lesson in found] == [
            "units/rivers/a.md",
            "units/rivers/b.md",
        ]
        assert [unit for unit, _ in group(found, settings, lambda _: False)] == [f"{tmp_path}/units/rivers"]


def test_settings_that_are_named_and_stand_elsewhere_count_from_the_checked_folder(tmp_path: Path) -> None:
    _write(tmp_path, far__manymeans_yml="exclude: [old/]\n", near__old__a_md="# A\n", near__b_md="# B\n")
    found = find_lessons([tmp_path / "near"], load_settings(tmp_path / "far/manymeans.yml"))
    assert [lesson.path.name for lesson in found] == ["b.md"]


def test_a_folder_with_settings_of_its_own_is_checked_with_these(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(
        tmp_path,
        manymeans_yml="exclude: ['**/draft.md']\n",
        a_md=_FILM,
        old__manymeans_yml="extends: ../manymeans.yml\nrules:\n  films-have-captions: {enabled: false}\n",
        old__b_md=_FILM,
        old__draft_md=_FILM,
    )
    monkeypatch.chdir(tmp_path)
    settings = load_settings(tmp_path / "manymeans.yml").beside_others()
    run = Run(settings, jobs=1)
    catalogue = run.catalogue()
    reports = list(run.reports(run.tasks([Path()], catalogue), catalogue))
    asked_of = {report.unit: {finding.rule for finding in report.findings} for report in reports}
    assert list(asked_of) == ["a.md", "old/b.md"]
    assert asked_of["a.md"] - asked_of["old/b.md"] == {"films-have-captions"}
    assert main(["check", "--format", "json", "--quiet", "--settings", "manymeans.yml", "."]) in (0, 1)
    assert '"films-have-captions"' in capsys.readouterr().out


def test_an_override_changes_rules_for_the_files_that_fit(tmp_path: Path, catalogue: Catalogue) -> None:
    _write(
        tmp_path,
        manymeans_yml=(
            "rules:\n  learners-choose: {severity: error}\n"
            "overrides:\n"
            "  - files: ['old/**']\n    profile: [accessibility]\n"
            "    rules:\n      learners-choose: {enabled: true, options: {least_words: 9}}\n"
        ),
    )
    settings = load_settings(tmp_path / "manymeans.yml")
    old = {rule.id: rule for rule in chosen_rules(catalogue, settings.at(tmp_path / "old/a.md"))}
    assert old["learners-choose"].severity is Severity.ERROR
    assert old["learners-choose"].options["least_words"] == 9
    assert "films-have-captions" in old
    assert "objectives-observable" not in old
    assert len(chosen_rules(catalogue, settings.at(tmp_path / "new/a.md"))) == len(catalogue.rules)


def test_a_rule_about_lessons_follows_the_override_of_each_lesson(tmp_path: Path, catalogue: Catalogue) -> None:
    _write(tmp_path, manymeans_yml="overrides:\n  - {files: [a.md], profile: [accessibility]}\n")
    settings = load_settings(tmp_path / "manymeans.yml")
    a, b = f"{tmp_path}/a.md", f"{tmp_path}/b.md"
    paths = {rule.id: lessons for rule, lessons in asked(catalogue, settings, [a, b]) if rule.scope == "lesson"}
    whole = {rule.id for rule, _ in asked(catalogue, settings, [a, b]) if rule.scope == "unit"}
    assert whole == {rule.id for rule in catalogue.rules if rule.scope == "unit"}
    assert frozenset({b}) in paths.values()
    assert {rule.scope for rule, _ in asked(catalogue, settings, [a])} <= {"unit", "lesson"}


def test_the_language_of_some_files_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, manymeans_yml="overrides:\n  - {files: ['es/**'], language: es}\n", es__a_md="# Ok\n\nOk.\n")
    monkeypatch.chdir(tmp_path)
    run = Run(load_settings(tmp_path / "manymeans.yml"), jobs=1)
    catalogue = run.catalogue()
    (report,) = run.reports(run.tasks([Path()], catalogue), catalogue)
    assert [lesson.language for lesson in report.lessons] == ["es"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "rules:\n  learners-chose: {enabled: false}\n",
            (
                "2: There is no rule `learners-chose` to change.\n    learners-chose: {enabled: false}\n"
                "  Did you mean `learners-choose`?"
            ),
        ),
        (
            "profile: [udl-3.0, accessability]\n",
            (
                "1: There is no profile `accessability`.\n    profile: [udl-3.0, accessability]\n"
                "  Did you mean `accessibility`?"
            ),
        ),
        (
            "edition: 2026-10\n",
            "1: There is no edition `2026-10`.\n    edition: 2026-10\n  Did you mean `2026-11`?",
        ),
        (
            "overrides:\n  - files: [a]\n    rules:\n      learners-chose: {severity: error}\n",
            (
                "4: There is no rule `learners-chose` to change.\n    learners-chose: {severity: error}\n"
                "  Did you mean `learners-choose`?"
            ),
        ),
        (
            "rules:\n  learners-choose:\n    options:\n      leest_words: 5\n",
            (
                "4: The question `present` has no option `leest_words`.\n    leest_words: 5\n"
                "  Did you mean `least_words`?"
            ),
        ),
        (
            "rules:\n  learners-choose:\n    options: {least_words: many}\n",
            (
                "3: `least_words` should be a number, not `many`.\n    options: {least_words: many}\n"
                "  Write `least_words: 150`."
            ),
        ),
        (
            "principles: [our-rules]\n",
            (
                "1: There is no folder `{}/our-rules`.\n    principles: [our-rules]\n"
                "  Give the path of a folder of rules, from the settings file's folder."
            ),
        ),
    ],
)
def test_a_name_that_nobody_knows_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "manymeans.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(UserError) as mistake:
        catalogue_for(load_settings(path))
    assert str(mistake.value) == str(path) + ":" + message.replace("{}", str(tmp_path))


def test_a_profile_chooses_rules_and_several_are_put_together(catalogue: Catalogue) -> None:
    def names(*profiles: str) -> set[str]:
        return {rule.id for rule in chosen_rules(catalogue, Settings(profile=profiles))}

    assert names("all") == {rule.id for rule in catalogue.rules}
    assert names("accessibility", "pathways") == names("accessibility") | names("pathways")
    assert names() == set()
    served = {rule.id for rule in catalogue.rules if any(id.startswith("udl:3.0") for id in rule.principles)}
    assert names("udl-3.0") == served


def test_every_profile_holds_rules_that_there_are(catalogue: Catalogue) -> None:
    families = {rule.family for rule in catalogue.rules}
    checks = {rule.check for rule in catalogue.rules}
    empty = [one.id for one in catalogue.profiles if not chosen_rules(catalogue, Settings(profile=(one.id,)))]
    assert empty == []
    assert [name for one in catalogue.profiles for name in one.families if name not in families] == []
    assert [name for one in catalogue.profiles for name in one.checks if name not in checks] == []
    assert [name for one in catalogue.profiles for name in one.rules if catalogue.rule(name) is None] == []


def test_the_profiles_that_settings_promise_are_there(catalogue: Catalogue) -> None:
    promised = {"udl-3.0", "equity-framework", "pathways", "language", "accessibility", "all"}
    assert promised - {profile.id for profile in catalogue.profiles} == set()


def _report(outcome: Outcome, severity: Severity, is_preview: bool = False) -> Report:
    place = Span(Source("a.md", "text"), 0, 4)
    finding = Finding("rule", outcome, severity, place, "message", is_preview=is_preview)
    return Report("a.md", "A", (), (), (finding,))


@pytest.mark.parametrize(
    ("text", "fail"),
    [
        ("fail_on: warning\n", {"warning"}),
        ("fail_on: {not-met: error}\n", set()),
        ("fail_on: {not-met: never, needs-a-person: question}\n", {"question"}),
        ("fail_on: {needs-a-person: question}\n", {"warning", "question"}),
        ("fail_on: {not-met: suggestion}\n", {"warning", "suggestion"}),
    ],
)
def test_what_fails_is_set_by_severity_and_outcome_and_a_preview_never_does(
    tmp_path: Path, text: str, fail: set[str]
) -> None:
    path = tmp_path / "manymeans.yml"
    path.write_text(text, "utf-8")
    fail_on = load_settings(path).fail_on
    reports = {
        "warning": _report(Outcome.NOT_MET, Severity.WARNING),
        "suggestion": _report(Outcome.NOT_MET, Severity.SUGGESTION),
        "question": _report(Outcome.NEEDS_A_PERSON, Severity.QUESTION),
        "preview": _report(Outcome.NOT_MET, Severity.ERROR, is_preview=True),
        "met": _report(Outcome.MET, Severity.ERROR),
    }
    assert {name for name, report in reports.items() if fails(report, fail_on)} == fail


def test_the_engine_asks_what_the_settings_choose(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(_FILM, "utf-8")
    settings = Settings(profile=("accessibility",))
    run = Run(settings, jobs=1)
    (task,) = run.tasks([tmp_path], catalogue)
    (report,) = run.reports([task], catalogue)
    names = {rule.id for rule in chosen_rules(catalogue, settings)}
    assert {finding.rule for finding in report.findings} == {
        rule.id for rule in catalogue.rules if rule.id in names and rule.scope != "curriculum"
    }
