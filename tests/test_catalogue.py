"""The principles: those that come with the project keep their own promises, and a broken file says what is wrong."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.catalogue import FACETS, Catalogue, Cue, load_catalogue, principles_folder
from checker.catalogue.vocabulary import VOICES
from checker.checks import CHECKS
from checker.errors import UserError
from checker.finders.cues import hits
from checker.finders.reading import read
from checker.findings import Outcome
from checker.unit import Lesson, Voice

Reader = Callable[..., Lesson]
_SHIPPED = load_catalogue()
_OPEN = {Outcome.NOT_MET, Outcome.NEEDS_A_PERSON}
_QUIET = {Outcome.MET, Outcome.NOT_APPLICABLE}


def test_at_least_ten_rules_and_the_frameworks_load() -> None:
    assert len(_SHIPPED.rules) >= 10
    assert {"udl-3.0", "equity-framework", "mastery-collaborative"} <= {
        framework.id for framework in _SHIPPED.frameworks
    }


def test_every_kind_of_question_is_asked_by_a_rule() -> None:
    assert set(CHECKS) == {rule.check for rule in _SHIPPED.rules}


def test_every_kind_of_evidence_has_words_for_people() -> None:
    kinds = [f"{facet}: {value}" for facet, values in FACETS.items() for value in values]
    assert [kind for kind in kinds if kind not in _SHIPPED.words] == []


def test_the_voices_that_rules_name_are_those_that_passages_have() -> None:
    assert tuple(Voice) == VOICES


def test_no_principle_is_there_twice() -> None:
    ids = [principle.id for framework in _SHIPPED.frameworks for principle in framework.principles]
    assert sorted(ids) == sorted(set(ids))


def test_a_principle_shows_only_kinds_of_evidence_that_there_are() -> None:
    kinds = {*FACETS, *(f"{facet}: {value}" for facet, values in FACETS.items() for value in values)}
    shown = {kind for framework in _SHIPPED.frameworks for one in framework.principles for kind in one.shows}
    assert shown - kinds == set()


_CUES = [pytest.param(cue, id=cue.id) for cue in _SHIPPED.cues]


@pytest.mark.parametrize("cue", _CUES)
def test_a_cue_fires_on_its_examples(cue: Cue, lesson_of: Reader) -> None:
    assert cue.fires
    assert [text for text in cue.fires if not _fires(cue, lesson_of(text, "example.md"))] == []


@pytest.mark.parametrize("cue", _CUES)
def test_a_cue_stays_silent_on_near_misses(cue: Cue, lesson_of: Reader) -> None:
    assert cue.silent
    assert [text for text in cue.silent if _fires(cue, lesson_of(text, "example.md"))] == []


def _fires(cue: Cue, lesson: Lesson) -> bool:
    return any(hit.cue.id == cue.id for hit in hits(read(lesson), _SHIPPED))


@pytest.fixture
def principles(tmp_path: Path) -> Path:
    """A copy of the principles that a test may break."""
    folder = tmp_path / "principles"
    shutil.copytree(principles_folder(), folder, ignore=shutil.ignore_patterns("cues", "rules"))
    for name in ("cues", "rules"):
        (folder / name).mkdir()
    (folder / "cues/lists.yaml").write_text("learner: [student]\n", "utf-8")
    return folder


def _rule(**changes: str) -> str:
    """A rule of one key a line, the keys in order: the fourth key stands on line 5."""
    keys = {
        "id": "rivers", "title": "Rivers", "why": "Why", "how": "How", "check": "present",
        "options": "{kinds: [choice]}", "severity": "warning", "principles": "[EF-1.2]", "message": "No.",
        "next_step": "Draw.", "question": "Who?",
    } | changes  # fmt: skip
    lines = [f"    {key}: {value}" for key, value in keys.items() if value]
    return "rules:\n  -" + "\n".join(lines)[3:] + "\n"


def _cue(*lines: str) -> str:
    return "\n".join(["facet: expression", "cues:", "  - id: a", *(f"    {line}" for line in lines), ""])


_BROKEN_RULES = [
    (
        "a: [\n",
        (
            "1: A bracket or a quotation mark opens here and does not close.\n    a: [\n"
            "  Write `]` at the end of the list, and a second quotation mark at the end of each text in quotes."
        ),
    ),
    ("- a\n", "1: The file holds no keys.\n    - a\n  Begin with `key: value` lines."),
    (
        "rules: [a]\n",
        (
            "1: `rules` should be a list of entries.\n    rules: [a]\n"
            "  Write `rules:` and below it lines that begin with `- id: …`."
        ),
    ),
    ("ruls: []\n", "1: There is no key `ruls` here.\n    ruls: []\n  Did you mean `rules`?"),
    (_rule(title=""), "2: The key `title` is missing.\n    - id: rivers\n  Add `title: …`."),
    (_rule(severity="warn"), "8: `severity` cannot be `warn`.\n    severity: warn\n  Did you mean `warning`?"),
    (_rule(scope="unt"), "13: `scope` cannot be `unt`.\n    scope: unt\n  Did you mean `unit`?"),
    (_rule(mesage="x"), "13: There is no key `mesage` here.\n    mesage: x\n  Did you mean `message`?"),
    (
        _rule(options="[choice]"),
        (
            "7: `options` should hold keys with values.\n    options: [choice]\n"
            "  Write `options:` and below it lines `name: value`."
        ),
    ),
    (
        _rule(options="{kinds: [choise]}"),
        "7: `kinds` cannot hold `choise`.\n    options: {kinds: [choise]}\n  Did you mean `choice`?",
    ),
    (
        _rule(title="[a, b]"),
        "3: `title` holds a list, but one text is wanted.\n    title: [a, b]\n  Write `title: …` on one line.",
    ),
    (
        _rule(examples="[{not_met: text}]"),
        "13: There is no key `not_met` here.\n    examples: [{not_met: text}]\n  Did you mean `not-met`?",
    ),
    (
        _rule(examples="[{note: text}]"),
        (
            "13: The example names no outcome.\n    examples: [{note: text}]\n"
            "  Write its text under one of met, not-met, needs-a-person, not-applicable."
        ),
    ),
]


@pytest.mark.parametrize(("text", "message"), _BROKEN_RULES)
def test_a_broken_rule_is_told_with_its_line_and_the_nearest_word(principles: Path, text: str, message: str) -> None:
    path = principles / "rules/broken.yaml"
    path.write_text(text, "utf-8")
    assert _mistake(principles) == f"{path}:{message}"


_PLACE = "  Count the spaces: it begins exactly below the keys that it belongs with."
_CLOSE = "  Write `]` at the end of the list, and a second quotation mark at the end of each text in quotes."
_SLIPS = [
    ("a: b\n\tc: d\n", "2: There is a tab in this line.\n    c: d\n  Write spaces in its place."),
    ("a: b\na: c\n", "2: The key `a` is there twice.\n    a: c\n  Take one of them away."),
    (
        "a: Two ways: talk, draw\n",
        '1: There is a colon inside a text.\n    a: Two ways: talk, draw\n  Put the whole text in quotes: `a: "…"`.',
    ),
    (
        'a: "Yes" they say\n',
        (
            '1: Words follow after a closing quotation mark.\n    a: "Yes" they say\n'
            "  Put the whole text in single quotes: `'He said \"yes\" twice.'`."
        ),
    ),
    ("a:\n  b: c\n d: e\n", f"3: This line stands too far left or too far right.\n    d: e\n{_PLACE}"),
    ("a: b\n  c: d\n", f"2: This line stands too far left or too far right.\n    c: d\n{_PLACE}"),
    ("- a: b\n d: e\n", f"2: This line stands too far left or too far right.\n    d: e\n{_PLACE}"),
    (
        "a:\n  - b: |\n      c\n  Rain falls.\nd: e\n",
        (
            "4: This line is neither a key with a colon nor a part of the text above it.\n    Rain falls.\n"
            "  Move it to the right, below the text that it belongs to, or write `key: …`."
        ),
    ),
    (
        "a: [b, c\nd: e\n",
        f"1: A bracket or a quotation mark opens here and does not close.\n    a: [b, c\n{_CLOSE}",
    ),
    (
        'a: [b, "c]\nd: ["e"]\n',
        f'1: A bracket or a quotation mark opens here and does not close.\n    a: [b, "c]\n{_CLOSE}',
    ),
    (
        'a: "b\nd: e\n',
        '1: A quotation mark opens here and does not close.\n    a: "b\n  Write another one where the text ends.',
    ),
    (
        "a: @b\n",
        (
            "1: A text begins with a sign that means something else in YAML, such as `%`, `@`, `*` or `&`.\n    a: @b\n"
            "  Put the text in quotes."
        ),
    ),
    (
        "a: *b\n",
        (
            "1: A text begins with a sign that means something else in YAML, such as `%`, `@`, `*` or `&`.\n    a: *b\n"
            "  Put the text in quotes."
        ),
    ),
    (
        "rules:\n  - id: a\n    options:\n    words: [b]\n",
        (
            "4: There is no key `words` here.\n    words: [b]\n"
            "  If `words` is an option, move the line to the right: it stands two spaces further in than `options:`."
        ),
    ),
    (
        "rules:\n  - id: River Walks\n",
        (
            "2: `id` holds small letters, digits and hyphens only, not `River Walks`.\n    - id: River Walks\n"
            "  Write `id: river-walks`."
        ),
    ),
    (
        "rules:\n  - id: a\n    title: #1 of all\n",
        (
            "3: The key `title` holds nothing.\n    title: #1 of all\n"
            "  Write it after `title:`; put a text that begins with `#` in quotes."
        ),
    ),
    (
        _rule(options="\n      least: 2\n      kinds: [groupwork]"),
        (
            "9: `kinds` cannot hold `groupwork`.\n    kinds: [groupwork]\n"
            "  `manymeans rules kinds` lists those that there are."
        ),
    ),
    (
        _rule(examples="none"),
        (
            "13: `examples` should be a list of entries.\n    examples: none\n"
            "  Write `examples:` and below it lines that begin with `- met: …`."
        ),
    ),
]


@pytest.mark.parametrize(("text", "message"), _SLIPS)
def test_a_slip_of_the_pen_is_told_in_words_of_the_author(principles: Path, text: str, message: str) -> None:
    path = principles / "rules/slip.yaml"
    path.write_text(text, "utf-8")
    assert _mistake(principles) == f"{path}:{message}"


_BROKEN_CUES = [
    ("facet: expresion\n", "1: `facet` cannot be `expresion`.\n    facet: expresion\n  Did you mean `expression`?"),
    (_cue("value: writin"), "4: `value` cannot be `writin`.\n    value: writin\n  Did you mean `writing`?"),
    (
        _cue("value: writing"),
        (
            "3: The cue says nothing to look for.\n    - id: a\n"
            "  Add one of phrases, acts, headings, links, embeds, sections, codes."
        ),
    ),
    (
        _cue("value: writing", "acts: ['{lerner} write']"),
        (
            "5: `acts` holds a phrase that cannot be read: there is no list of words named lerner; known are learner.\n"
            "    acts: ['{lerner} write']\n  See the page on phrases."
        ),
    ),
    (
        _cue("value: writing", "acts: [write]", "with_out: [x]"),
        "6: There is no key `with_out` here.\n    with_out: [x]\n  Did you mean `without`?",
    ),
    (
        _cue("value: writing", "acts: [write]", "in_roles: [objectivs]"),
        "6: `in_roles` cannot hold `objectivs`.\n    in_roles: [objectivs]\n  Did you mean `objectives`?",
    ),
    (
        _cue("value: writing", "acts: [write]", "kinds: [itm]"),
        "6: `kinds` cannot hold `itm`.\n    kinds: [itm]\n  Did you mean `item`?",
    ),
    (
        _cue("value: writing", "acts: [write]", "most_words: many"),
        "6: `most_words` should be a whole number, not `many`.\n    most_words: many\n  Write `most_words: 3`.",
    ),
    (
        _cue("value: writing", "acts: [write: it]"),
        (
            "5: `acts` holds more than a list of texts.\n    acts: [write: it]\n"
            "  Write `acts: [one, two]`; quote a text with a colon."
        ),
    ),
]


@pytest.mark.parametrize(("text", "message"), _BROKEN_CUES)
def test_a_broken_cue_is_told_with_its_line_and_the_nearest_word(principles: Path, text: str, message: str) -> None:
    path = principles / "cues/broken.yaml"
    path.write_text(text, "utf-8")
    assert _mistake(principles) == f"{path}:{message}"


def test_a_list_of_words_may_name_only_lists_above_it(principles: Path) -> None:
    path = principles / "cues/lists.yaml"
    path.write_text("pupil: [a]\nchild: [b, '{kid}']\n", "utf-8")
    assert _mistake(principles) == (
        f"{path}:2: `child` names the list 'kid', which does not stand above it.\n    child: [b, '{{kid}}']\n"
        "  Put that list first."
    )


def test_a_name_that_is_there_twice_is_a_mistake(principles: Path) -> None:
    for name in ("a", "b"):
        (principles / f"rules/{name}.yaml").write_text(_rule(), "utf-8")
    assert _mistake(principles) == (
        f"{principles}/rules/b.yaml:2: The rule `rivers` is there twice.\n    - id: rivers\n"
        f"  Give one of them another name; the other stands in {principles}/rules/a.yaml:2."
    )


def test_a_rule_names_principles_that_there_are(principles: Path) -> None:
    (principles / "rules/a.yaml").write_text(_rule(principles="[EF-1.99]"), "utf-8")
    assert _mistake(principles) == (
        f"{principles}/rules/a.yaml:9: `principles` cannot hold `EF-1.99`.\n    principles: [EF-1.99]\n"
        "  Did you mean `EF-1.4`?"
    )


def test_a_heading_of_the_settings_has_a_role_that_there_is() -> None:
    with pytest.raises(UserError) as mistake:
        load_catalogue(headings=[("Ziele", "objectivs")])
    assert str(mistake.value) == (
        "headings: The heading `Ziele` cannot have the role `objectivs`.\n  Did you mean `objectives`?"
    )


@pytest.mark.parametrize(("data", "message"), [(b"\xff", "The file is no UTF-8 text.\n  Save it as UTF-8.")])
def test_a_file_that_is_no_text_is_a_mistake(principles: Path, data: bytes, message: str) -> None:
    path = principles / "rules/broken.yaml"
    path.write_bytes(data)
    assert _mistake(principles) == f"{path}: {message}"


def test_a_folder_that_holds_no_principles_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "cues/lists.yaml"
    assert _mistake(tmp_path) == f"{path}: The file cannot be read: No such file or directory.\n  See that it is there."


def _mistake(folder: Path) -> str:
    with pytest.raises(UserError) as mistake:
        load_catalogue(folder)
    return str(mistake.value)


def test_a_catalogue_can_be_loaded_from_a_folder_of_ones_own(principles: Path) -> None:
    (principles / "rules/a.yaml").write_text(_rule(), "utf-8")
    catalogue: Catalogue = load_catalogue(principles)
    assert [(rule.id, rule.place) for rule in catalogue.rules] == [("rivers", "a.yaml:2")]
