"""Settings: their defaults, where they are found, and what is said of each mistake."""

from pathlib import Path

import pytest

from checker.errors import UserError
from checker.settings import FailLevels, Override, RuleSettings, Settings, find_settings, load_settings


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n"])
def test_without_settings_the_defaults_hold(tmp_path: Path, text: str) -> None:
    path = tmp_path / "manymeans.yml"
    path.write_text(text, "utf-8")
    assert load_settings(path).model_dump() == load_settings(None).model_dump() == Settings().model_dump()


def test_the_defaults_are_what_the_page_on_settings_promises() -> None:
    promised = {
        "extends": None,
        "include": ("**/*.md", "**/*.mdx", "**/*.markdown"),
        "exclude": (),
        "all_files": False,
        "units": (),
        "headings": {},
        "language": None,
        "profile": ("all",),
        "edition": None,
        "principles": (),
        "fail_on": "warning",
        "rules": {},
        "overrides": (),
        "largest": 2_000_000,
    }
    assert {name: value for name, value in Settings().model_dump().items() if name in promised} == promised


def test_every_setting_says_what_it_is_for() -> None:
    undescribed = [
        f"{model.__name__}.{name}"
        for model in (Settings, RuleSettings, FailLevels, Override)
        for name, field in model.model_fields.items()
        if not field.description
    ]
    assert undescribed == []


@pytest.mark.parametrize(
    ("written", "code"), [("es", "es"), ("Spanish", "es"), ("Español", "es"), ("pt-BR", "pt"), ("yur", "yur")]
)
def test_a_language_is_its_code_or_its_name(written: str, code: str) -> None:
    assert Settings(language=written).language == code
    assert Override(files=("a",), language=written).language == code


def test_yaml_and_toml_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "manymeans.yml").write_text(
        "\ufeffexclude: [old/]\nfail_on: never\nheadings:\n  Ziele: objectives\n"
        "rules:\n  learners-choose:\n    enabled: false\n    severity: error\n    options: {least_words: 10}\n",
        "utf-8",
    )
    (tmp_path / "pyproject.toml").write_text(
        '[tool.manymeans]\nexclude = ["old/"]\nfail_on = "never"\nheadings = {Ziele = "objectives"}\n'
        '[tool.manymeans.rules.learners-choose]\nenabled = false\nseverity = "error"\noptions = {least_words = 10}\n',
        "utf-8",
    )
    written = Settings(
        exclude=("old/",),
        fail_on="never",
        headings={"Ziele": "objectives"},
        rules={"learners-choose": RuleSettings(enabled=False, severity="error", options={"least_words": 10})},
    )
    read = [load_settings(tmp_path / name).model_dump() for name in ("manymeans.yml", "pyproject.toml")]
    assert read == [written.model_dump()] * 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n", "{}: The settings are not keys with values.\n  Write `key: value` lines."),
        ("words\n", "{}: The settings are not keys with values.\n  Write `key: value` lines."),
        (
            "units: [a]\nfaill_on: error\n",
            "{}:2: There is no setting `faill_on`.\n    faill_on: error\n  Did you mean `fail_on`?",
        ),
        (
            "zzz: 1\n",
            "{}:1: There is no setting `zzz`.\n    zzz: 1\n  Known are "
            + ", ".join(sorted(Settings.model_fields))
            + ".",
        ),
        (
            "fail_on: errors\n",
            "{}:1: `fail_on` cannot be `errors`.\n    fail_on: errors\n  Did you mean `error`?",
        ),
        (
            "language: spanisch\n",
            (
                "{}:1: `language` cannot be `spanisch`: no language is known by that word.\n    language: spanisch\n"
                "  Did you mean `es`, Spanish?"
            ),
        ),
        (
            "overrides:\n  - files: [a/]\n    language: klingonese\n",
            (
                "{}:3: `overrides.0.language` cannot be `klingonese`: no language is known by that word.\n"
                "    language: klingonese\n  Write its code: `en`, `es`, `yur`."
            ),
        ),
        (
            "units: rivers\n",
            "{}:1: `units` should be a list.\n    units: rivers\n  Write `units: [one, two]`.",
        ),
        (
            "largest: many\n",
            (
                "{}:1: `largest` cannot be `many`: "
                "input should be a valid integer, unable to parse string as an integer.\n"
                "    largest: many\n  See the page on settings for what it may hold."
            ),
        ),
        (
            "rules: [a]\n",
            (
                "{}:1: `rules` should hold keys with values.\n    rules: [a]\n"
                "  Write them below it, each on a line of its own: `key: value`."
            ),
        ),
        (
            "rules:\n  a:\n    enabled: true\n  b:\n    enabld: false\n",
            "{}:5: There is no setting `enabld`.\n    enabld: false\n  Did you mean `enabled`?",
        ),
        (
            "rules:\n  learners-choose: off\n",
            (
                "{}:2: `rules.learners-choose` should hold keys with values.\n    learners-choose: off\n"
                "  Write them below it, each on a line of its own: `key: value`."
            ),
        ),
        (
            "fail_on:\n  not-met: errors\n",
            "{}:2: `fail_on.not-met` cannot be `errors`.\n    not-met: errors\n  Did you mean `error`?",
        ),
        (
            "fail_on:\n  needs-person: question\n",
            ("{}:2: There is no setting `needs-person`.\n    needs-person: question\n  Did you mean `needs-a-person`?"),
        ),
        (
            "overrides:\n  - files: [a/**]\n    profil: [language]\n",
            "{}:3: There is no setting `profil`.\n    profil: [language]\n  Did you mean `profile`?",
        ),
        (
            "overrides:\n  - profile: [language]\n",
            "{}:2: `overrides.0.files` is missing.\n    - profile: [language]\n  Add `files: …`.",
        ),
        (
            "units: &all [*all]\n",
            "{}: The file is not YAML: the values hold themselves.\n  Mend the syntax.",
        ),
        (
            "rules:\n  a:\n    severity: warn\n",
            "{}:3: `rules.a.severity` cannot be `warn`.\n    severity: warn\n  Did you mean `warning`?",
        ),
        (
            "largest: -3\n",
            (
                "{}:1: `largest` cannot be `-3`: input should be greater than 0.\n    largest: -3\n"
                "  See the page on settings for what it may hold."
            ),
        ),
        (
            "fail_on: error\n\nfail_on: warning\n",
            "{}:3: `fail_on` stands here again; it was said in line 1.\n    fail_on: warning\n  Keep one of them.",
        ),
        (
            "rules:\n  a-b:\n    enabled: true\n  a-b:\n    enabled: false\n",
            "{}:4: `rules.a-b` stands here again; it was said in line 2.\n    a-b:\n  Keep one of them.",
        ),
        (
            "rules:\n\ta-b: 1\n",
            (
                "{}:2:1: The file is not YAML: found character '\\t' that cannot start any token.\n    a-b: 1\n"
                "  Put spaces where the tab is."
            ),
        ),
        ("units: *x\n", "{}:1:8: The file is not YAML: found undefined alias 'x'.\n    units: *x\n  Mend the syntax."),
        (
            "units: [\n",
            "{}:2:1: The file is not YAML: expected the node content, but found '<stream end>'.\n  Mend the syntax.",
        ),
        (
            "units: \x07\n",
            (
                "{}: The file is not YAML: unacceptable character #x0007: special characters are not allowed.\n"
                "  Mend the syntax."
            ),
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_do(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "manymeans.yml"
    path.write_text(text, "utf-8")
    assert _mistake(path) == message.format(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[tool.manymeans]\nfail_on = 'warnings'\n",
            "{}:2: `fail_on` cannot be `warnings`.\n    fail_on = 'warnings'\n  Did you mean `warning`?",
        ),
        (
            "[tool.manymeans\n",
            (
                "{}: The file is not TOML: Expected ']' at the end of a table declaration (at line 1, column 16).\n"
                "  Mend the syntax."
            ),
        ),
        ("[tool]\nmanymeans = 3\n", "{}: The settings are not keys with values.\n  Write `key: value` lines."),
        ("tool = 3\n", "{}: The settings are not keys with values.\n  Write `key: value` lines."),
    ],
)
def test_a_mistake_in_toml_is_told_in_the_same_way(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(text, "utf-8")
    assert _mistake(path) == message.format(path)


def test_a_file_that_is_no_text_or_is_not_there_is_a_users_mistake(tmp_path: Path) -> None:
    path = tmp_path / "manymeans.yml"
    path.write_bytes(b"units: \xff\xfe\n")
    assert _mistake(path) == f"{path}: The settings are not UTF-8 text.\n  Save the file as UTF-8."
    step = "Give the path of a settings file, such as manymeans.yml."
    gone = tmp_path / "gone.yml"
    assert _mistake(gone) == f"{gone}: The settings cannot be read: No such file or directory.\n  {step}"
    assert _mistake(tmp_path) == f"{tmp_path}: The settings cannot be read: Is a directory.\n  {step}"


def _mistake(path: Path) -> str:
    with pytest.raises(UserError) as mistake:
        load_settings(path)
    return str(mistake.value)


def test_deep_nesting_does_not_break_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "manymeans.yml"
    path.write_text("[" * 5_000, "utf-8")
    assert _mistake(path).startswith(f"{path}: The file is not YAML: ")


def test_the_nearest_file_upward_holds_but_none_above_the_repository(tmp_path: Path) -> None:
    lesson = tmp_path / "repository/units/rivers/lesson.md"
    lesson.parent.mkdir(parents=True)
    lesson.write_text("# Rivers\n", "utf-8")
    (tmp_path / "manymeans.yml").write_text("", "utf-8")
    (tmp_path / "repository/.git").mkdir()
    found = [find_settings(lesson)]
    for name in ("repository/pyproject.toml", "repository/.manymeans.yml", "repository/units/manymeans.yaml"):
        (tmp_path / name).write_text("[tool.manymeans.rules.a]\n" if name.endswith("toml") else "", "utf-8")
        found.append(find_settings(lesson))
    assert found == [
        None,
        tmp_path / "repository/pyproject.toml",
        tmp_path / "repository/.manymeans.yml",
        tmp_path / "repository/units/manymeans.yaml",
    ]
    assert find_settings(lesson.parent) == found[-1]


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n", "utf-8")
    assert find_settings(tmp_path) is None
