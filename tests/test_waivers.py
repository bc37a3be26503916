"""Waivers: what they say, for which part of a lesson, what is said of them, and that they harm no page."""

import re
from collections.abc import Callable

import markdown
import pytest

from checker.catalogue import Catalogue
from checker.decisions import Records
from checker.decisions.waivers import waivers_in
from checker.engine import check, fails
from checker.findings import Decision, DecisionKind, Report
from checker.settings import Settings
from checker.unit import Lesson, Unit

Reader = Callable[..., Lesson]
_TODAY = Records(today="2027-01-15")
_PICTURE = "![](river.png)"
_RULE = "pictures-have-words"


def _report(catalogue: Catalogue, *lessons: Lesson) -> Report:
    return check(Unit("unit", "Unit", lessons), catalogue, Settings(), _TODAY)


def _decisions(report: Report, rule: str = _RULE) -> list[Decision | None]:
    return [finding.decision for finding in report.findings if finding.rule == rule]


def _said(report: Report) -> list[tuple[str, int, str]]:
    """What is said of waivers: the name, the line, the message."""
    return [
        (finding.rule, finding.place.source.position(finding.place.start)[0], finding.message)
        for finding in report.findings
        if finding.rule.startswith("waiver-")
    ]


def _parts(lesson: Lesson) -> list[tuple[tuple[str, ...], str, str, str, str]]:
    return [(one.rules, one.scope, one.reason, one.owner, one.until) for one in waivers_in(lesson)]


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("allow a-rule - the board sets it", (("a-rule",), "block", "the board sets it", "", "")),
        ("allow a-rule: the board sets it", (("a-rule",), "block", "the board sets it", "", "")),
        ("allow a-rule – the board sets it", (("a-rule",), "block", "the board sets it", "", "")),
        ("allow a-rule—the board sets it", (("a-rule",), "block", "the board sets it", "", "")),
        ("allow a-rule -- it is so - really", (("a-rule",), "block", "it is so - really", "", "")),
        ("Allow a-rule, b-rule in section - why", (("a-rule", "b-rule"), "section", "why", "", "")),
        ("allow a-rule in file: why", (("a-rule",), "file", "why", "", "")),
        ("allow a-rule in unit - why", (("a-rule",), "unit", "why", "", "")),
        (
            "allow a-rule - why (owner: Ada Lovelace, until: 2027-01-31)",
            (("a-rule",), "block", "why", "Ada Lovelace", "2027-01-31"),
        ),
        ("allow a-rule (until: 2027-01-31) - why (as ever)", (("a-rule",), "block", "why (as ever)", "", "2027-01-31")),
        ("allow a-rule\n  - why\n  it is so", (("a-rule",), "block", "why it is so", "", "")),
        ("allow a-rule", (("a-rule",), "block", "", "", "")),
    ],
)
def test_a_waiver_names_rules_a_part_a_reason_an_owner_and_a_day(
    lesson_of: Reader, comment: str, expected: tuple[object, ...]
) -> None:
    assert _parts(lesson_of(f"# A\n\n<!-- manymeans: {comment} -->\n\nText.\n")) == [expected]


def test_front_matter_allows_for_the_file(lesson_of: Reader, catalogue: Catalogue) -> None:
    front = f"---\nmanymeans:\n  allow:\n    {_RULE}: drawn in class (until 2027)\n---\n"
    lesson = lesson_of(f"{front}# A\n\n{_PICTURE}\n")
    assert _parts(lesson) == [((_RULE,), "file", "drawn in class (until 2027)", "", "")]
    assert [one and one.kind for one in _decisions(_report(catalogue, lesson))] == [DecisionKind.WAIVED]


def test_a_comment_in_mdx_is_a_waiver_and_no_text(lesson_of: Reader) -> None:
    lesson = lesson_of("# A\n\n{/* manymeans: allow a-rule - why */}\n\nText. {/* a note */}\n", "a.mdx")
    assert _parts(lesson) == [(("a-rule",), "block", "why", "", "")]
    assert [passage.text.strip() for passage in lesson.passages] == ["A", "Text."]


def test_a_waiver_that_is_shown_as_code_is_none(lesson_of: Reader) -> None:
    comment = "<!-- manymeans: allow a-rule - why -->"
    assert waivers_in(lesson_of(f"# A\n\n```html\n{comment}\n```\n\nWrite `{comment}`.\n")) == []


_TWO = f"{_PICTURE}\n\nText.\n\n{_PICTURE}\n"


@pytest.mark.parametrize(
    ("text", "waived"),
    [
        (f"# A\n\n{{}}\n\n{_PICTURE}\n\n## B\n\nText.\n", True),
        (f"# A\n\n{{}}\n{_PICTURE}\n", True),
        (f"# A\n\nText. {{}} {_PICTURE}\n", True),
        (f"# A\n\n{{}}\n\nText.\n\n{_PICTURE}\n", False),
        (f"# A\n\n- one {{}}\n- {_PICTURE}\n", False),
        (f"# A\n\n{{}}\n\n- one\n- {_PICTURE}\n", True),
        (f"# A\n\n- {_PICTURE} {{}}\n- two\n", True),
        (f"# A\n\n| a | b |\n|---|---|\n| {{}} | {_PICTURE} |\n| c | d |\n", True),
        (f"# A\n\n| a | b |\n|---|---|\n| {{}} | c |\n| d | {_PICTURE} |\n", False),
        (f"# A\n\n!!! note\n\n    {{}}\n\n    {_PICTURE}\n", True),
        (f"# A\n\n!!! note\n\n    Text. {{}}\n\n{_PICTURE}\n", False),
        (f"# A\n\n!!! note\n\n    Text.\n\n    {{}}\n\n{_PICTURE}\n", True),
        (f"# A\n\n{{}}\n\n!!! note\n\n    {_PICTURE}\n", True),
        (f'# A\n\n=== "One"\n\n    {{}}\n\n    {_PICTURE}\n', True),
        (f"# A\n\n> {{}}\n>\n> {_PICTURE}\n", True),
    ],
)
def test_a_waiver_holds_for_the_block_that_it_stands_in_or_the_next_one(
    lesson_of: Reader, catalogue: Catalogue, text: str, waived: bool
) -> None:
    comment = f"<!-- manymeans: allow {_RULE} - why -->"
    (decision,) = _decisions(_report(catalogue, lesson_of(text.format(comment))))
    assert (decision is not None and decision.kind is DecisionKind.WAIVED) == waived


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# A\n\n## B\n\n{}\n\n### C\n\nText.\n\nFILM\n\n## D\n\nFILM\n", [11]),
        ("# A\n\n{}\n\n## B\n\nFILM\n\n## C\n\nFILM\n", [7]),
        ("{}\n\n# A\n\n## B\n\nFILM\n\n## C\n\nFILM\n", [7, 11]),
    ],
)
def test_a_section_reaches_to_the_next_heading_of_its_level(lesson_of: Reader, text: str, lines: list[int]) -> None:
    text = text.replace("{}", "<!-- manymeans: allow a-rule in section - why -->")
    lesson = lesson_of(text)
    (waiver,) = waivers_in(lesson)
    places = [passage.place for passage in lesson.passages if passage.text == "FILM"]
    assert [place.source.position(place.start)[0] for place in places if waiver.extent.holds(place)] == lines


def test_what_is_waived_stays_in_the_report_with_its_reason_and_fails_no_run(
    lesson_of: Reader, catalogue: Catalogue
) -> None:
    text = f"# A\n\n{_PICTURE}\n\n<!-- manymeans: allow {_RULE} in file - described aloud (owner: Ada) -->\n"
    report = _report(catalogue, lesson_of(text, "a.md"))
    assert _decisions(report) == [
        Decision(DecisionKind.WAIVED, by="Ada", reason="described aloud", path="a.md", line=5)
    ]
    assert not fails(report, "suggestion")
    assert fails(_report(catalogue, lesson_of(f"# A\n\n{_PICTURE}\n")), "warning")


def test_a_waiver_for_the_unit_holds_in_all_its_lessons(lesson_of: Reader, catalogue: Catalogue) -> None:
    first = lesson_of(f"# A\n\n<!-- manymeans: allow {_RULE} in unit - drawn in class -->\n", "unit/a.md")
    report = _report(catalogue, first, lesson_of(f"# B\n\n{_PICTURE}\n", "unit/b.md"))
    assert [one and one.kind for one in _decisions(report) if one] == [DecisionKind.WAIVED]


def test_a_waiver_that_is_over_waives_nothing_and_says_so(lesson_of: Reader, catalogue: Catalogue) -> None:
    text = f"# A\n\n<!-- manymeans: allow {_RULE} - why (until: {{}}) -->\n\n{_PICTURE}\n"
    over = _report(catalogue, lesson_of(text.format("2027-01-14")))
    assert [one and one.kind for one in _decisions(over)] == [DecisionKind.EXPIRED]
    assert _said(over) == [("waiver-is-in-date", 3, "This waiver held until 2027-01-14.")]
    assert fails(over, "warning")
    last_day = _report(catalogue, lesson_of(text.format("2027-01-15")))
    assert [one and one.kind for one in _decisions(last_day)] == [DecisionKind.WAIVED]
    assert _said(last_day) == []


@pytest.mark.parametrize(
    ("comment", "rule", "message"),
    [
        (f"allow {_RULE}", "waiver-has-a-reason", "This waiver gives no reason, so it allows nothing."),
        (f"allow {_RULE} -", "waiver-has-a-reason", "This waiver gives no reason, so it allows nothing."),
        ("allow pictures-have-word - why", "waiver-names-a-rule", "There is no rule `pictures-have-word` to allow."),
        (f"alow {_RULE} - why", "waiver-can-be-read", "This note to the checker cannot be read."),
        (f"allow {_RULE} in chapter - why", "waiver-can-be-read", "A waiver cannot be for `chapter`."),
        (f"allow {_RULE} - why (until: soon)", "waiver-can-be-read", "`soon` is no day."),
        (
            "allow learners-choose - why",
            "waiver-is-needed",
            "Nothing is found here that `learners-choose` would have to be allowed for.",
        ),
    ],
)
def test_a_waiver_that_does_nothing_is_a_finding_at_its_place(
    lesson_of: Reader, catalogue: Catalogue, comment: str, rule: str, message: str
) -> None:
    report = _report(catalogue, lesson_of(f"# A\n\n<!-- manymeans: {comment} -->\n\n{_PICTURE}\n"))
    assert _said(report) == [(rule, 3, message)]
    assert _decisions(report) == [None]


def test_a_waiver_at_a_further_place_of_a_finding_is_told_where_it_would_hold(
    lesson_of: Reader, catalogue: Catalogue
) -> None:
    text = f"# A\n\n{_PICTURE}\n\n<!-- manymeans: allow {_RULE} - a frame only -->\n\n{_PICTURE}\n"
    lesson = lesson_of(text)
    said = f"`{_RULE}` asks about this place and others at once, in {lesson.path}, line 3."
    assert _said(_report(catalogue, lesson)) == [("waiver-is-needed", 5, said)]


def test_a_waiver_above_the_first_of_five_pictures_allows_the_five_and_one_above_the_third_none(
    lesson_of: Reader, catalogue: Catalogue
) -> None:
    pictures, waiver = [_PICTURE] * 5, f"<!-- manymeans: allow {_RULE} - a frame only -->"
    for joint in ("\n", "\n\n"):
        first = _report(catalogue, lesson_of(f"# A\n\n{waiver}\n{joint.join(pictures)}\n"))
        assert [one and one.kind for one in _decisions(first)] == [DecisionKind.WAIVED]
    third = _report(catalogue, lesson_of("# A\n\n" + "\n\n".join([*pictures[:2], waiver, *pictures[2:]]) + "\n"))
    assert _decisions(third) == [None]
    assert [rule for rule, _, _ in _said(third)] == ["waiver-is-needed"]


def test_what_is_wrong_with_a_waiver_is_said_in_the_language_of_the_messages(
    lesson_of: Reader, catalogue: Catalogue
) -> None:
    text = "# A\n\n<!-- manymeans: allow pictures-have-word -->\n"
    unit = Unit("unit", "Unit", (lesson_of(text),))
    report = check(unit, catalogue, Settings(language_of_messages="es"), _TODAY)
    assert [(one.message, one.next_step) for one in report.findings if one.rule.startswith("waiver-")] == [
        (
            "Este permiso no da ningún motivo, así que no permite nada.",
            "Di en pocas palabras por qué está bien aquí: `… - el motivo`.",
        ),
        ("No hay ninguna regla `pictures-have-word` que permitir.", "¿Querías decir `pictures-have-words`?"),
    ]


def test_a_near_word_is_offered_for_a_rule_that_is_not_known(lesson_of: Reader, catalogue: Catalogue) -> None:
    report = _report(catalogue, lesson_of("# A\n\n<!-- manymeans: allow pictures-have-word - why -->\n"))
    steps = [finding.next_step for finding in report.findings if finding.rule == "waiver-names-a-rule"]
    assert steps == ["Did you mean `pictures-have-words`?"]


def test_a_waiver_is_not_called_needless_where_its_rule_could_not_be_asked(
    lesson_of: Reader, catalogue: Catalogue
) -> None:
    comment = "<!-- manymeans: allow learners-choose - why -->"
    assert _said(_report(catalogue, lesson_of(f"# Ríos\n\n{comment}\n\nTexto.\n", language="es"))) == []
    off = Settings.model_validate({"rules": {"learners-choose": {"enabled": False}}})
    unit = Unit("unit", "Unit", (lesson_of(f"# A\n\n{comment}\n\nText.\n"),))
    assert _said(check(unit, catalogue, off, _TODAY)) == []


_EXTENSIONS = (
    "admonition pymdownx.details pymdownx.superfences pymdownx.tabbed tables attr_list md_in_html "
    "pymdownx.tasklist def_list footnotes toc"
).split()
_COMMENT = "<!-- manymeans: allow learners-choose in file - the board -- not we -- sets the task -->"


def _rendered(text: str) -> str:
    """The page as the site builder renders it, without comments and white space."""
    page = markdown.Markdown(extensions=_EXTENSIONS).convert(text)
    return re.sub(r"<!--.*?-->|<p>\s*</p>|\s+", "", page, flags=re.DOTALL)


_HARMLESS = {
    "at the top": ("{}\n# A\n\nText.\n", "# A\n\nText.\n"),
    "before a heading": ("# A\n\n{}\n## B\n\nText.\n", "# A\n\n## B\n\nText.\n"),
    "before a paragraph": ("# A\n\n{}\nText.\n", "# A\n\nText.\n"),
    "at the end of a paragraph": ("Text. {}\n", "Text.\n"),
    "within a line": ("Text {} more.\n", "Text more.\n"),
    "before a list": ("Text:\n\n{}\n- one\n- two\n", "Text:\n\n- one\n- two\n"),
    "at the end of an item": ("- one {}\n- two\n", "- one\n- two\n"),
    "indented under an item": ("- one\n    {}\n- two\n", "- one\n- two\n"),
    "between an item's paragraphs": ("1. one\n\n    {}\n\n    more\n2. two\n", "1. one\n\n    more\n2. two\n"),
    "before a table": ("{}\n| a | b |\n|---|---|\n| c | d |\n", "| a | b |\n|---|---|\n| c | d |\n"),
    "in a cell": ("| a | b |\n|---|---|\n| c {} | d |\n", "| a | b |\n|---|---|\n| c | d |\n"),
    "before an admonition": ("{}\n!!! note\n    Text.\n", "!!! note\n    Text.\n"),
    "in an admonition": ("!!! note\n    {}\n    Text.\n", "!!! note\n    Text.\n"),
    "in a tab": ('=== "A"\n\n    {}\n\n    Text.\n', '=== "A"\n\n    Text.\n'),
    "in a quotation": ("> {}\n>\n> Text.\n", "> Text.\n"),
    "before code": ("{}\n\n```py\nx\n```\n", "```py\nx\n```\n"),
}
_HARMFUL = {
    "list": ("- one\n{}\n- two\n", "- one\n- two\n"),
    "list with blank lines": ("1. one\n\n{}\n\n2. two\n", "1. one\n2. two\n"),
    "table": ("| a | b |\n|---|---|\n{}\n| c | d |\n", "| a | b |\n|---|---|\n| c | d |\n"),
    "paragraph": ("Text\n{}\nmore.\n", "Text\nmore.\n"),
}


def _cuts(lesson: Lesson) -> list[str]:
    return [waiver.cuts for waiver in waivers_in(lesson)]


@pytest.mark.parametrize("place", _HARMLESS)
def test_a_waiver_leaves_the_rendered_page_as_it_was(lesson_of: Reader, place: str) -> None:
    with_waiver, without = _HARMLESS[place]
    assert _rendered(with_waiver.format(_COMMENT)) == _rendered(without)
    assert _cuts(lesson_of(with_waiver.format(_COMMENT))) == [""]


@pytest.mark.parametrize("place", _HARMFUL)
def test_a_waiver_that_would_cut_something_in_two_is_reported(
    lesson_of: Reader, catalogue: Catalogue, place: str
) -> None:
    with_waiver, without = _HARMFUL[place]
    lesson = lesson_of(with_waiver.format(_COMMENT))
    assert _rendered(with_waiver.format(_COMMENT)) != _rendered(without)
    assert _cuts(lesson) == [place.split(maxsplit=1)[0]]
    name = "waiver-leaves-the-page-whole"
    assert [rule for rule, _, _ in _said(_report(catalogue, lesson)) if rule == name] == [name]
