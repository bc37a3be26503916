"""`manymeans rules` and `manymeans config`: what they print, write and say of a mistake."""

import io
import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from checker.catalogue import Catalogue, principles_folder
from checker.catalogue.coverage import NOTHING, coverage
from checker.catalogue.rules import read_rules
from checker.catalogue.vocabulary import FACETS, ROLES
from checker.checks import CHECKS
from checker.checks.described import all_checks_described
from checker.frontends.cli import main
from checker.frontends.cli.rules.kinds import kinds_page
from checker.frontends.cli.rules.schemas import schema_text, schemas
from checker.trials import is_perhaps_two_phrases

SCHEMAS = Path(__file__).parents[1] / "checker/schemas"
DOCS = Path(__file__).parents[1] / "docs"

_ANSWERS = {
    "id": "exit-tickets",
    "title": "Lessons end with a check",
    "why": "It helps to plan the next day.",
    "check": "says",
    "look-for": "exit ticket, exit slip",
    "severity": "warning",
    "principles": "EF-1.2",
    "message": "No exit ticket was found.",
    "next-step": "Ask one question at the door.",
    "question": "How do you know what learners took along?",
    "speaks": "Students read.",
    "silent": "Students fill in an exit ticket.",
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _flags(**changes: str) -> list[str]:
    answers = _ANSWERS | {key.replace("_", "-"): value for key, value in changes.items()}
    return [part for key, value in answers.items() for part in (f"--{key}", value)]


def test_rules_new_writes_a_rule_that_keeps_its_promises(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "new", *_flags()]) == 0
    (rule,) = read_rules([(here / "rules/own.yaml", "")])
    assert (rule.id, rule.check, rule.options, rule.status) == (
        "exit-tickets",
        "says",
        {"words": ["exit ticket", "exit slip"], "least_words": 0},
        "preview",
    )
    assert capsys.readouterr().out == (
        "Written to rules/own.yaml. Try it: manymeans rules test rules\n"
        "To use it, add to manymeans.yml:\n  principles: [rules]\n"
    )
    assert main(["rules", "test", "rules"]) == 0
    assert capsys.readouterr().out == "1 rule and 0 cues with 2 examples: all is well.\n"
    assert (here / "rules/rules.schema.json").read_text("utf-8") == schema_text(schemas()["rules"])
    assert (
        (here / "rules/own.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=rules.schema.json\n")
    )


def test_rules_new_adds_to_a_file_that_is_there(here: Path) -> None:
    assert main(["rules", "new", *_flags()]) == 0
    (here / "manymeans.yml").write_text("principles: [rules]\n", "utf-8")
    assert main(["rules", "new", *_flags(id="entry-tickets")]) == 0
    assert [rule.id for rule in read_rules([(here / "rules/own.yaml", "")])] == ["exit-tickets", "entry-tickets"]


def test_rules_new_asks_for_what_no_flag_gives_until_the_answer_is_known(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = [value if key != "check" else "sais\nsays" for key, value in _ANSWERS.items()]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(said) + "\n"))
    assert main(["rules", "new"]) == 0
    said_back = capsys.readouterr().err
    assert "  `sais` is none of these. Did you mean `says`?\n" in said_back
    assert "Which kind of question? (`?` lists them) [present] " in said_back
    assert "What does it look for? Here it holds phrases, several with commas. " in said_back
    (rule,) = read_rules([(here / "rules/own.yaml", "")])
    assert (rule.id, rule.principles) == ("exit-tickets", ("EF-1.2",))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"severity": "warn"}, "--severity: `warn` is none of these. Did you mean `warning`?"),
        ({"principles": "EF-1.2, EF-1.22"}, "--principles: `EF-1.22` is none of these. Did you mean `EF-1.2`?"),
        (
            {"id": "Exit tickets"},
            ("--id: `id` holds small letters, digits and hyphens only, not `Exit tickets`. Write `id: exit-tickets`."),
        ),
        (
            {"check": "has-part", "look-for": "home work"},
            "--look-for: `home work` is none of these. Did you mean `homework`?",
        ),
        ({"id": "learners-choose"}, "learners-choose: There is a rule of that name."),
    ],
)
def test_rules_new_refuses_a_flag_that_nobody_knows(
    here: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, str], message: str
) -> None:
    assert main(["rules", "new", *_flags(**changes)]) == 2
    assert capsys.readouterr().err.splitlines()[0] == f"manymeans: {message}"
    assert not (here / "rules/own.yaml").exists()


def test_a_question_mark_lists_what_an_answer_may_hold(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = [f"?\n{value}" if key in ("check", "principles") else value for key, value in _ANSWERS.items()]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(said) + "\n"))
    assert main(["rules", "new"]) == 0
    listed = capsys.readouterr().err
    assert "  says  The lessons say one of some phrases.\n" in listed
    assert "  EF-1.2  Choice, voice and leadership\n" in listed


def test_rules_new_puts_the_examples_of_a_rule_on_front_matter_into_the_front_matter(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "new", *_flags(check="declared", look_for="grade", silent="grade: 4")]) == 0
    capsys.readouterr()
    assert main(["rules", "test", "rules/own.yaml"]) == 0
    assert capsys.readouterr().out == "1 rule and 0 cues with 2 examples: all is well.\n"


_OWN = """\
rules:
  - id: tickets
    title: T
    why: W
    how: H
    check: says
    options: {options}
    severity: warning
    principles: [EF-1.2]
    message: No.
    next_step: Ask.
    question: Who?
    examples:
      - needs-a-person: |
          # Rivers
          Students read.
      - met: |
          # Rivers
          Students fill in an exit ticket.
"""


_NO_TEXT = "`“slip”` is found in no text: marks are passed over."
_QUOTE_IT = (
    "  Quote the whole phrase, and close each bracket. The page for authors of rules says how phrases are written."
)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            _OWN.replace("{options}", "{least_words: 0}"),
            [
                (
                    "own.yaml:7: The rule can never find anything: its options name nothing to look for "
                    "(`words`, `kinds`, `parts`)."
                ),
                "    options: {least_words: 0}",
                "  Name what it looks for.",
            ],
        ),
        (
            _OWN.replace("{options}", "{words: [exit slip], least_words: 0}"),
            [
                "own.yaml:17: An example should be met, but the rule says needs-a-person.",
                "    - met: |",
                '  Change the rule, or the example that begins "# Rivers Students fill in an exit ticket.".',
            ],
        ),
        (
            _OWN.replace("{options}", "{words: [exit ticket, “slip”], least_words: 0}"),
            [
                "own.yaml:7: `words` holds a phrase that cannot be read, `“slip”`: " + _NO_TEXT,
                "    options: {words: [exit ticket, “slip”], least_words: 0}",
                _QUOTE_IT,
            ],
        ),
        (
            _OWN.replace("{options}", "{word: [exit ticket]}"),
            [
                "own.yaml:7: The question `says` has no option `word`.",
                "    options: {word: [exit ticket]}",
                "  Did you mean `words`?",
            ],
        ),
        (
            _OWN.replace("{options}", "{words: [exit ticket]}").replace("check: says", "check: sais"),
            [
                "own.yaml:6: There is no kind of question `sais`.",
                "    check: sais",
                "  Did you mean `says`?",
            ],
        ),
        (
            _OWN.replace("{options}", "{words: [exit ticket], least_words: 0}").replace("needs-a-person: |", "met: |"),
            [
                "own.yaml:14: An example should be met, but the rule says needs-a-person.",
                "    - met: |",
                '  Change the rule, or the example that begins "# Rivers Students read.".',
            ],
        ),
        (
            _OWN.replace("{options}", "{words: [exit ticket], least_words: 0}").partition("      - needs-a-person")[0],
            [
                "own.yaml:13: No example shows when the rule speaks up.",
                "    examples:",
                "  Add a lesson under `not-met:` or `needs-a-person:`.",
            ],
        ),
    ],
)
def test_rules_test_reports_what_is_wrong_with_a_rule(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, lines: list[str]
) -> None:
    (here / "rules").mkdir()
    (here / "rules/own.yaml").write_text(text, "utf-8")
    assert main(["rules", "test", "rules"]) == 1
    said = capsys.readouterr().out.replace("rules/", "").splitlines()
    assert said[:4] == ["tickets", *lines]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        (
            {"{options}": "{words: [exit ticket], least_words: 0}", "message: No.": "message: No {thing}."},
            [
                "own.yaml:10: Nothing fills in `{thing}`: readers see it as it stands.",
                "    message: No {thing}.",
                "  Take the braces away; a built-in rule of the kind `says` shows which names there are.",
            ],
        ),
        (
            {"{options}": "{words: [exit ticket], least_words: 0}", "message: No.": "messages: {meet: Yes.}"},
            ["own.yaml:10: No outcome is called `meet`.", "    messages: {meet: Yes.}", "  Did you mean `met`?"],
        ),
    ],
)
def test_rules_test_points_to_what_is_most_likely_a_slip(
    here: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, str], lines: list[str]
) -> None:
    text = _OWN
    for old, new in changes.items():
        text = text.replace(old, new)
    (here / "rules").mkdir()
    (here / "rules/own.yaml").write_text(text, "utf-8")
    assert main(["rules", "test", "rules"]) == 0
    said = capsys.readouterr().out.replace("rules/", "").splitlines()
    assert said[:4] == ["tickets (worth a look)", *lines]


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (
            "\n      words: [exit ticket]\n      least_words: '0'",
            [
                "own.yaml:9: `least_words` should be a number, but `0` in quotes is a text.",
                "    least_words: '0'",
                "  Write `least_words: 0`.",
            ],
        ),
        (
            "\n      words: [exit ticket]\n      kind: [choice]\n      part: [closure]",
            ["own.yaml:9: The question `says` has no option `kind`.", "    kind: [choice]", "  Did you mean `kinds`?"],
        ),
        (
            "\n      least_words: 0\n      words: ['{river} bank']",
            [
                (
                    "own.yaml:9: `words` holds a phrase that cannot be read, `{river} bank`: "
                    "there is no list of words named river."
                ),
                "    words: ['{river} bank']",
                "  Write the words themselves: `(river|creek)`. Lists of words are for cues.",
            ],
        ),
        (
            "{words: [exit ticket]}",
            [
                "own.yaml:14: An example should be needs-a-person, but the rule says not-applicable.",
                "    - needs-a-person: |",
                (
                    '  Change the rule, or the example that begins "# Rivers Students read.". '
                    "It is perhaps too short: `least_words` is 150."
                ),
            ],
        ),
    ],
)
def test_rules_test_shows_the_line_of_the_option_and_says_why(
    here: Path, capsys: pytest.CaptureFixture[str], options: str, lines: list[str]
) -> None:
    (here / "rules").mkdir()
    (here / "rules/own.yaml").write_text(_OWN.replace("{options}", options), "utf-8")
    assert main(["rules", "test", "rules"]) == 1
    said = capsys.readouterr().out.replace("rules/", "").splitlines()
    assert said[:4] == ["tickets", *lines]


def test_rules_test_points_to_a_phrase_that_was_perhaps_meant_as_two(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "rules").mkdir()
    (here / "rules/own.yaml").write_text(
        _OWN.replace("{options}", "{words: [exit ticket|exit slip, exit ticket], least_words: 0}"), "utf-8"
    )
    assert main(["rules", "test", "rules"]) == 0
    assert capsys.readouterr().out == (
        "tickets (worth a look)\n"
        "rules/own.yaml:7: `exit ticket|exit slip` is read as exit, then ticket or exit, then slip.\n"
        "    options: {words: [exit ticket|exit slip, exit ticket], least_words: 0}\n"
        "  For one phrase or the other write `(exit ticket|exit slip)`.\n\n"
        "1 rule and 0 cues with 2 examples: all is well, 1 to look at.\n"
    )


@pytest.mark.parametrize(
    ("phrase", "is_perhaps"),
    [
        ("exit ticket|exit slip", True),
        ("poster board|comic strip", True),
        ("choose|pick a topic", False),
        ("draw a|the picture", False),
        ("(exit ticket|exit slip)", False),
        ("exit ticket", False),
    ],
)
def test_which_phrases_look_like_two(phrase: str, is_perhaps: bool) -> None:
    assert is_perhaps_two_phrases(phrase) is is_perhaps


def test_every_principle_of_every_framework_is_answered(catalogue: Catalogue) -> None:
    covered = coverage(catalogue)
    assert [one.principle.id for frame in covered for one in frame.answered if one.by == NOTHING] == []
    assert sum(len(frame.answered) for frame in covered) == sum(len(one.principles) for one in catalogue.frameworks)


def test_rules_coverage_counts_by_kind_in_both_formats(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "coverage"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert main(["rules", "coverage", "--format", "json"]) == 0
    frames = json.loads(capsys.readouterr().out)
    total = sum(len(frame["principles"]) for frame in frames)
    by_rules = sum(frame["counts"].get("rules", 0) for frame in frames)
    assert last.startswith(f"{total} principles of {len(frames)} frameworks: {by_rules} by rules, ")


def test_rules_coverage_names_the_rules_that_answer(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "coverage", "--framework", "udl-3.0", "--format", "json"]) == 0
    (frame,) = json.loads(capsys.readouterr().out)
    (row,) = [row for row in frame["principles"] if row["id"] == "udl:3.0:7.1"]
    assert row["answered_by"] == "rules"
    assert "learners-choose" in row["rules"]


def test_rules_show_prints_the_options_and_the_place(
    here: Path, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "show", "learners-choose"]) == 0
    said = capsys.readouterr().out
    rule = catalogue.rule("learners-choose")
    assert rule is not None
    assert rule.written is not None
    assert f"Comes from: built in ({rule.written.path.as_posix()}:{rule.written.line()})\n" in said
    assert "Options:\n  kinds:\n  - choice\n" in said


def test_rules_diff_says_what_would_change_and_knows_its_editions(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "diff", "2026-11"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("since 2026-11.")
    assert main(["rules", "diff", "2026-12"]) == 2
    assert capsys.readouterr().err == ("manymeans: 2026-12: There is no such edition.\n  Did you mean `2026-11`?\n")


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_shipped_schema_is_that_of_the_code(name: str) -> None:
    text = (SCHEMAS / f"{name}.json").read_text("utf-8")
    assert text == schema_text(schemas()[name]), "run: manymeans rules schema --write checker/schemas"


@pytest.mark.parametrize("name", ["rules", "cues", "frameworks", "wording"])
def test_every_file_that_comes_with_the_project_fits_its_schema(name: str) -> None:
    validator = jsonschema.Draft202012Validator(json.loads((SCHEMAS / f"{name}.json").read_text("utf-8")))
    files = [path for path in (principles_folder() / name).glob("*.yaml") if path.stem not in _ASIDE]
    wrong = {path.name: error.message for path in files for error in validator.iter_errors(_plain(path))}
    assert files
    assert wrong == {}


_ASIDE = {"lists", "choices", "subjects"}


def _plain(path: Path) -> object:
    return yaml.safe_load(path.read_text("utf-8"))


def test_the_page_on_kinds_of_question_is_that_of_the_code() -> None:
    text = (DOCS / "kinds-of-question.md").read_text("utf-8")
    assert text == kinds_page(all_checks_described(CHECKS)), "run: manymeans rules kinds --format md"


def test_the_page_for_authors_names_every_kind_of_evidence_and_every_role() -> None:
    text = " ".join((DOCS / "rule-authors.md").read_text("utf-8").split())
    assert [facet for facet, values in FACETS.items() if f"- `{facet}`: {', '.join(values)} " not in text] == []
    assert f"whatever its heading: {', '.join(ROLES)}. They are" in text


def test_rules_kinds_ends_with_the_words_to_choose_from(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "kinds"]) == 0
    below = capsys.readouterr().out.partition("\nkinds of evidence\n")[2]
    assert "\n  choice: expression, content, process\n" in below
    assert below.endswith("introduction, answer, license\n")


def test_every_kind_of_question_says_what_it_asks_and_which_options_it_has() -> None:
    kinds = all_checks_described(CHECKS)
    assert [kind.name for kind in kinds if not (kind.about.endswith((".", ")")) and kind.is_complete)] == []
    assert [f"{kind.name}.{one.name}" for kind in kinds for one in kind.options if not one.about] == []


def test_the_schemas_are_printed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "--schema"]) == 0
    assert capsys.readouterr().out == (SCHEMAS / "settings.json").read_text("utf-8")
    assert main(["rules", "schema", "cues"]) == 0
    assert capsys.readouterr().out == (SCHEMAS / "cues.json").read_text("utf-8")


def test_config_says_where_each_value_was_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "base.yml").write_text("fail_on: error\nrules:\n  learners-choose: {severity: error}\n", "utf-8")
    (here / "manymeans.yml").write_text(
        "extends: base.yml\nexclude: [old/]\n"
        "overrides:\n  - files: ['es/**']\n    language: es\n    rules: {pictures-have-words: {enabled: false}}\n",
        "utf-8",
    )
    (here / "es").mkdir()
    (here / "es/a.md").write_text("# A\n", "utf-8")
    assert main(["config", "es/a.md"]) == 0
    said = {line.split()[0]: line.split(maxsplit=1)[1] for line in capsys.readouterr().out.splitlines()[1:]}
    assert said["exclude"] == "old/  (manymeans.yml:2)"
    assert said["fail_on"] == "error  (base.yml:1, extended by manymeans.yml:1)"
    assert said["language"] == "es  (manymeans.yml:5, override for es/**)"
    assert said["largest"] == "2000000  (default)"
    assert said["rules.learners-choose.severity"] == "error  (base.yml:3, extended by manymeans.yml:1)"
    assert said["rules.pictures-have-words"] == "not asked  (manymeans.yml:6, override for es/**)"


@pytest.mark.parametrize(("path", "out"), [("old/a.md", "exclude"), ("a.txt", "include")])
def test_config_says_which_setting_leaves_a_file_out(
    path: str, out: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "manymeans.yml").write_text('exclude: [old/]\ninclude: ["**/*.md"]\n', "utf-8")
    (here / path).parent.mkdir(exist_ok=True)
    (here / path).write_text("# A\n", "utf-8")
    assert main(["config", path]) == 0
    line = 1 if out == "exclude" else 2
    said = f"  This file is no lesson here: `{out}` leaves it out  (manymeans.yml:{line})"
    assert capsys.readouterr().out.splitlines()[1] == said


def test_config_as_json_holds_the_same(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "manymeans.yml").write_text("exclude: [old/]\n", "utf-8")
    assert main(["config", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"name": "exclude", "value": "old/", "from": "manymeans.yml:1"} in rows
