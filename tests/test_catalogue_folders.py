"""Rules, cues, terms and kinds of question from a curriculum's folder and from installed packages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker.catalogue import load_catalogue, own_folder
from checker.errors import UserError

ROOT = Path(__file__).parents[1]

_RULE = """\
rules:
  - id: {id}
    title: Rivers have names
    why: A name lets learners look it up.
    how: Looks for an exit.
    check: {check}
    options: {options}
    severity: warning
    status: stable
    principles: [EF-1.2]
    message: No river is named.
    next_step: Name one.
    question: Which river?
    examples:
      - not-met: |
          # Rivers
          Students look at water.
      - met: |
          # Rivers
          Students look at the Klamath river.
"""
_CUE = """\
facet: engagement
cues:
  - id: by-the-river
    value: relevance
    phrases: ["{water} bank"]
    fires: ["Students meet at the river bank."]
    silent: ["Students meet at the bank."]
"""
_LESSON = "# Rivers\n\nStudents look at water.\n"


def _rule(id: str, check: str = "says", options: str = "{words: [klamath], absent: not-met, least_words: 0}") -> str:
    return _RULE.format(id=id, check=check, options=options)


def _run(*arguments: str, folder: Path, path: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """Runs the program in a folder, with packages from another one."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, filter(None, [ROOT, path]))), "COLUMNS": "120"}
    command = [sys.executable, "-m", "checker", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def curriculum(tmp_path: Path) -> Path:
    """A curriculum with a folder of its own rules: flat files, a list of words and a cue."""
    folder = tmp_path / "curriculum"
    (folder / "our-rules").mkdir(parents=True)
    (folder / "our-rules/rivers.yaml").write_text(_rule("rivers-have-names"), "utf-8")
    (folder / "our-rules/cues.yml").write_text(_CUE, "utf-8")
    (folder / "our-rules/lists.yaml").write_text("water: [river, lake]\n", "utf-8")
    (folder / "manymeans.yml").write_text("principles: [our-rules]\nprofile: [accessibility]\n", "utf-8")
    (folder / "lesson.md").write_text(_LESSON, "utf-8")
    return folder


def test_rules_and_cues_of_a_folder_stand_beside_the_built_in_ones(curriculum: Path) -> None:
    shipped = load_catalogue()
    catalogue = load_catalogue(others=[own_folder(curriculum / "our-rules")])
    known = {rule.id for rule in shipped.rules}
    assert [(rule.id, rule.origin) for rule in catalogue.rules if rule.id not in known] == [
        ("rivers-have-names", f"folder {curriculum}/our-rules")
    ]
    cues = {cue.id for cue in shipped.cues}
    assert [(cue.id, cue.origin) for cue in catalogue.cues if cue.id not in cues] == [
        ("engagement/by-the-river", f"folder {curriculum}/our-rules")
    ]


def test_a_rule_of_a_folder_is_asked_whatever_the_profile_and_can_fail_a_run(curriculum: Path) -> None:
    done = _run("check", "lesson.md", folder=curriculum)
    assert "No river is named." in done.stdout
    assert done.returncode == 1


def test_rules_list_says_where_each_rule_comes_from(curriculum: Path) -> None:
    lines = _run("rules", "list", folder=curriculum).stdout.splitlines()
    (line,) = [line for line in lines if line.startswith("rivers-have-names")]
    assert line.split() == ["rivers-have-names", "warning", "stable", "unit", "says", "folder", "our-rules"]
    assert lines[-1] == "  folder our-rules: 1"


def test_rules_test_tries_the_rules_and_cues_of_a_folder(curriculum: Path) -> None:
    done = _run("rules", "test", "our-rules", folder=curriculum)
    assert (done.stdout, done.returncode) == ("1 rule and 1 cue with 4 examples: all is well.\n", 0)


def test_a_file_of_no_known_kind_is_told_with_the_nearest_word(curriculum: Path) -> None:
    path = curriculum / "our-rules/other.yaml"
    path.write_text("ruls: []\n", "utf-8")
    with pytest.raises(UserError) as mistake:
        load_catalogue(others=[own_folder(curriculum / "our-rules")])
    assert str(mistake.value) == (
        f"{path}:1: The file holds none of rules, cues, principles, roles, terms.\n    ruls: []\n"
        "  Did you mean `rules`?"
    )


def test_a_name_that_a_built_in_rule_has_is_told(curriculum: Path) -> None:
    path = curriculum / "our-rules/rivers.yaml"
    path.write_text(_rule("learners-choose"), "utf-8")
    with pytest.raises(UserError) as mistake:
        load_catalogue(others=[own_folder(curriculum / "our-rules")])
    assert str(mistake.value) == (
        f"{path}:2: The rule `learners-choose` is there twice.\n    - id: learners-choose\n"
        "  A rule that comes with ManyMeans has this name. Take another; to change that rule, use `extends:`."
    )


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which a package with a rule and a kind of question was installed, without a network."""
    source = tmp_path_factory.mktemp("source")
    (source / "district_rules/rules").mkdir(parents=True)
    (source / "district_rules/__init__.py").write_text("", "utf-8")
    (source / "district_rules/checks.py").write_text(
        "from checker.checks.question import Answer\n"
        "from checker.findings import Outcome\n\n\n"
        "def long_title(question):\n"
        '    """A title of many letters.\n\n    Options:\n        least (number, 50): how many.\n    """\n'
        "    for lesson in question.lessons:\n"
        "        is_long = len(lesson.title) >= question.number('least', 50)\n"
        "        yield Answer(Outcome.MET if is_long else Outcome.NOT_MET, lesson.top)\n",
        "utf-8",
    )
    rule = _rule("titles-are-long", "long-title", "{least: 30}")
    rule = rule.replace(
        "# Rivers\n          Students look at the", "# Rivers that run into the western sea\n          The"
    )
    (source / "district_rules/rules/titles.yaml").write_text(rule, "utf-8")
    (source / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "district-rules"\nversion = "1.2"\n'
        '[project.entry-points."manymeans.rules"]\ndistrict = "district_rules"\n'
        '[project.entry-points."manymeans.checks"]\nlong-title = "district_rules.checks:long_title"\n'
        '[tool.hatch.build.targets.wheel]\nonly-include = ["district_rules"]\n',
        "utf-8",
    )
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(source)]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    (wheel,) = source.glob("*.whl")
    target = tmp_path_factory.mktemp("installed")
    _install(wheel, target)
    return target


def _install(wheel: Path, target: Path) -> None:
    """As `pip install --target` does; a wheel without scripts is only unpacked, so no pip is needed."""
    subprocess.run([sys.executable, "-m", "zipfile", "-e", str(wheel), str(target)], check=True)


def test_rules_and_kinds_of_question_of_a_package_work_and_are_listed_with_their_package(
    packages: Path, curriculum: Path
) -> None:
    lines = _run("rules", "list", folder=curriculum, path=packages).stdout.splitlines()
    (line,) = [line for line in lines if line.startswith("titles-are-long")]
    assert line.split()[4:] == ["long-title", "package", "district-rules", "1.2"]
    assert lines[-2:] == ["  package district-rules 1.2: 1", "  folder our-rules: 1"]
    done = _run("check", "--format", "json", "lesson.md", folder=curriculum, path=packages)
    assert '"titles-are-long"' in done.stdout
    assert _run("check", "--format", "json", "lesson.md", folder=curriculum).stdout.count("titles-are-long") == 0


def test_an_option_of_a_packages_question_is_checked_by_its_own_words(packages: Path, curriculum: Path) -> None:
    (curriculum / "manymeans.yml").write_text("rules:\n  titles-are-long: {options: {leest: 3}}\n", "utf-8")
    done = _run("check", "lesson.md", folder=curriculum, path=packages)
    assert done.stderr == (
        f"manymeans: {curriculum}/manymeans.yml:2: The question `long-title` has no option `leest`.\n"
        "    titles-are-long: {options: {leest: 3}}\n  Did you mean `least`?\n"
    )
    assert done.returncode == 2


def test_nothing_is_imported_from_the_folder_that_is_checked(packages: Path, curriculum: Path) -> None:
    (curriculum / "evil-1.0.dist-info").mkdir()
    (curriculum / "evil-1.0.dist-info/METADATA").write_text(
        "Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n", "utf-8"
    )
    (curriculum / "evil-1.0.dist-info/entry_points.txt").write_text(
        "[manymeans.checks]\nsays = evil:check\n[manymeans.rules]\nevil = evil\n", "utf-8"
    )
    for name in ("evil.py", "district_rules.py", "conftest.py", "sitecustomize.py"):
        (curriculum / name).write_text("from pathlib import Path\nPath('was-here').write_text(__file__)\n", "utf-8")
    (curriculum / "manymeans.yml").write_text("principles: [our-rules]\n", "utf-8")
    done = _run("check", "--format", "json", ".", folder=curriculum, path=packages)
    assert '"titles-are-long"' in done.stdout
    assert not (curriculum / "was-here").exists()
