"""A rule that extends another: what it takes over, what it changes, and what is said of a mistake."""

from pathlib import Path

import pytest

from checker.catalogue import Rule
from checker.catalogue.rules import read_rules
from checker.errors import UserError

_BASE = """\
rules:
  - id: base
    title: Rivers
    why: Why
    how: How
    check: present
    options: {kinds: [choice, support], least_words: 150}
    severity: warning
    status: stable
    since: "2026-11"
    voices: [author, quotation]
    principles: [A-1, A-2]
    message: No.
    messages: {met: Yes., short: Short.}
    next_step: Draw.
    question: Who?
    examples:
      - met: "# One"
"""


def _read(folder: Path, text: str) -> Rule:
    (folder / "base.yaml").write_text(_BASE, "utf-8")
    (folder / "own.yaml").write_text(text, "utf-8")
    rules = read_rules([(folder / "own.yaml", "folder own"), (folder / "base.yaml", "built in")], ["A-1", "A-2", "A-3"])
    return rules[0]


def test_what_is_not_written_is_as_in_the_rule_that_is_extended(tmp_path: Path) -> None:
    rule = _read(tmp_path, "rules:\n  - id: own\n    extends: base\n    message: Not yet.\n")
    assert (rule.id, rule.extends, rule.origin, rule.message, rule.title) == (
        "own",
        "base",
        "folder own",
        "Not yet.",
        "Rivers",
    )
    assert rule.options == {"kinds": ["choice", "support"], "least_words": 150}
    assert (rule.voices, rule.principles, rule.place) == (("author", "quotation"), ("A-1", "A-2"), "own.yaml:2")
    assert [example.text for example in rule.examples] == ["# One"]


def test_a_rule_that_extends_a_stable_one_is_preview_until_it_says_so(tmp_path: Path) -> None:
    assert _read(tmp_path, "rules:\n  - id: own\n    extends: base\n").status == "preview"
    assert _read(tmp_path, "rules:\n  - {id: own, extends: base, status: stable}\n").status == "stable"


def test_keys_are_put_together_and_lists_take_additions_and_removals(tmp_path: Path) -> None:
    rule = _read(
        tmp_path,
        "rules:\n  - id: own\n    extends: base\n"
        "    options: {kinds: {add: ['expression: media'], remove: [support]}, absent: needs-a-person}\n"
        "    messages: {met: Indeed.}\n    principles: {add: [A-3], remove: [A-1]}\n"
        "    examples: {add: [{met: '# Two'}]}\n",
    )
    assert rule.options == {"kinds": ["choice", "expression: media"], "least_words": 150, "absent": "needs-a-person"}
    assert rule.messages == {"met": "Indeed.", "short": "Short."}
    assert rule.principles == ("A-2", "A-3")
    assert [example.text for example in rule.examples] == ["# One", "# Two"]


def test_a_plain_list_replaces_the_list_that_is_extended(tmp_path: Path) -> None:
    rule = _read(tmp_path, "rules:\n  - {id: own, extends: base, principles: [A-3], options: {kinds: [choice]}}\n")
    assert (rule.principles, rule.options) == (("A-3",), {"kinds": ["choice"], "least_words": 150})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "rules:\n  - id: own\n    extends: bse\n",
            "3: There is no rule `bse` to extend.\n    extends: bse\n  Did you mean `base`?",
        ),
        (
            "rules:\n  - {id: own, extends: other}\n  - {id: other, extends: own}\n",
            (
                "3: The rules extend each other: own, other.\n    - {id: other, extends: own}\n"
                "  Take one `extends` away."
            ),
        ),
        (
            "rules:\n  - id: own\n    extends: base\n    principles: {remove: [A-3]}\n",
            ("4: `principles` has no `A-3` to take away.\n    principles: {remove: [A-3]}\n  Did you mean `A-2`?"),
        ),
        (
            "rules:\n  - id: own\n    extends: base\n    principles: {add: [A-4]}\n",
            "4: `principles` cannot hold `A-4`.\n    principles: {add: [A-4]}\n  Did you mean `A-3`?",
        ),
        (
            "rules:\n  - id: own\n    extends: base\n    voices: [auther]\n",
            "4: `voices` cannot hold `auther`.\n    voices: [auther]\n  Did you mean `author`?",
        ),
        (
            "rules:\n  - id: own\n    extends: base\n    status: stabel\n",
            "4: `status` cannot be `stabel`.\n    status: stabel\n  Did you mean `stable`?",
        ),
        (
            "rules:\n  - id: own\n    extends: base\n    scope: curiculum\n",
            "4: `scope` cannot be `curiculum`.\n    scope: curiculum\n  Did you mean `curriculum`?",
        ),
        (
            "rules:\n  - id: own\n    extends: base\n    id: again\n",
            "4: The key `id` is there twice.\n    id: again\n  Take one of them away.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UserError) as mistake:
        _read(tmp_path, text)
    assert str(mistake.value) == f"{tmp_path}/own.yaml:{message}"
