"""Reports for people at a terminal: what a unit offers first, then what is open, lesson by lesson."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from checker.absences import Parted, parted
from checker.findings import Finding, Outcome, Report, Severity
from checker.messages import facets_of
from checker.outputs.around import (
    SHAPES,
    Around,
    Totals,
    first_sentence,
    line_of,
    weightiest,
)
from checker.outputs.quoting import one_line, quote

_BOLD, _FAINT = "1", "2"
_COLORS = {Outcome.NOT_MET: "33", Outcome.NEEDS_A_PERSON: "36", Outcome.MET: "34", Outcome.NOT_APPLICABLE: "2"}
_MOST_LINES = 12
_MOST_RULES = 10
# More open findings than anybody reads in one go.
_MANY = 200
# What a question says: its rule, what it found, what to do next.
_Words = tuple[str, str, str]


def write(reports: Iterable[Report], around: Around) -> Iterator[str]:
    """The text of each unit, then the summary."""
    totals, asked = Totals(), set[_Words]()
    for report in totals.counting(reports, around.fails):
        text = unit_text(report, around, asked)
        if text:
            yield text + ("\n" if around.look.is_brief else "\n\n")
    if around.look.is_brief:
        yield "\n"
    yield summary_text(totals, around) + "\n"


def unit_text(report: Report, around: Around, asked: set[_Words]) -> str:
    """The text of one unit; empty where only failing findings are asked for and there are none.

    `asked` holds the questions about absences that stand in full further up; they are named by their rule only.
    """
    if around.look.is_brief:
        return _in_brief(report, around)
    shown = _shown(report, around)
    if around.look.level == 0:
        return "\n".join(_lessons(shown, around)).lstrip("\n")
    unread = [entry for entry in report.not_checked if not entry.rule]
    parts = parted(shown, report.evidence, around.catalogue, around.fails)
    lines = [*_title(report, around), *_offers(report, around), *_lessons(parts.placed, around)]
    lines += _absences(parts, around, len(report.lessons) > 1, asked)
    lines += _doubted(parts, around)
    for entry in unread:
        reason = around.messages.say("terminal", "not-checked", reason=one_line(entry.reason))
        lines += ["", f"  {one_line(entry.path)}", *_wrapped(reason, 4, around)]
    if not shown and not unread:
        lines += ["", f"  {around.messages.say('terminal', 'nothing-open')}"]
    return "\n".join(lines)


def _in_brief(report: Report, around: Around) -> str:
    """What is open in a unit as counts, and in full only what makes the run fail."""
    counts = Counter(finding.standing for finding in report.findings if finding.is_open)
    if not counts:
        return ""
    said = ", ".join(around.messages.say("tallies", outcome, counts[outcome]) for outcome in SHAPES if counts[outcome])
    failing = [finding for finding in report.findings if around.fails(finding)]
    return "\n".join([f"{around.look.paint(one_line(report.unit), _BOLD)}: {said}", *_lessons(failing, around)])


def _shown(report: Report, around: Around) -> list[Finding]:
    if around.look.level == 0:
        return [finding for finding in report.findings if around.fails(finding)]
    return around.shown(report)


def _title(report: Report, around: Around) -> list[str]:
    unit, title = one_line(report.unit), one_line(report.title)
    if len(unit) + len(title) + 2 <= around.look.width:
        return [f"{around.look.paint(unit, _BOLD)}  {title}"]
    return [around.look.paint(unit, _BOLD), *_wrapped(title, 2, around)]


def _offers(report: Report, around: Around) -> Iterator[str]:
    say = around.messages
    rows = [
        (facet, list(dict.fromkeys(say.kind(facet, found.value) for found in report.evidence if found.facet == facet)))
        for facet in facets_of(say)
    ]
    yield ""
    yield f"  {say.say('terminal', 'offers')}"
    for facet, kinds in rows:
        if kinds:
            yield from _wrapped(f"{say.say('offers', facet)}: {' · '.join(kinds)}", 4, around, hanging=2)
    if not any(kinds for _, kinds in rows):
        yield from _wrapped(say.say("terminal", "offers-nothing"), 4, around)


def _lessons(findings: Sequence[Finding], around: Around) -> Iterator[str]:
    for path, group in groupby(findings, key=lambda finding: finding.place.source.path):
        yield ""
        yield f"  {around.look.paint(one_line(path), _BOLD)}"
        yield from _of_one_lesson(weightiest(group), around)


def _absences(parts: Parted[Finding], around: Around, names_files: bool, asked: set[_Words]) -> Iterator[str]:
    """The weightiest questions about what was not found, and how many more there are; all where much is asked for.

    What was asked in the same words further up is named in one line: a hundred pages without a language are one matter.
    """
    say, is_whole = around.messages, around.look.shows_all or around.look.level > 1
    given = parts.absences if is_whole else parts.shown
    new = given if is_whole else [finding for finding in given if _words(finding) not in asked]
    again = dict.fromkeys(finding.rule for finding in given if finding not in new)
    asked.update(_words(finding) for finding in given)
    if new:
        yield ""
        yield f"  {around.look.paint(say.say('terminal', 'not-found'), _BOLD)}"
    for path, group in groupby(new, key=lambda one: one.place.source.path):
        if names_files:
            yield from ("", f"  {one_line(path)}")
        for finding in group:
            yield ""
            yield from _finding(finding, around, explains=True)
    if again:
        yield ""
        yield from _wrapped(say.say("terminal", "as-above", rules=", ".join(again)), 2, around)
    if parts.folded and not is_whole:
        yield ""
        yield from _wrapped(say.say("terminal", "more-questions", len(parts.folded)), 2, around)


def _words(finding: Finding) -> _Words:
    return finding.rule, finding.message, finding.next_step


def _doubted(parts: Parted[Finding], around: Around) -> Iterator[str]:
    """How many findings come from rules that were seldom right, or all of them where much is asked for."""
    say = around.messages
    if not parts.doubted:
        return
    yield ""
    if around.look.shows_all or around.look.level > 1:
        yield f"  {around.look.paint(say.say('terminal', 'seldom-right'), _BOLD)}"
        yield from _lessons(parts.doubted, around)
    else:
        yield from _wrapped(say.say("terminal", "doubted", len(parts.doubted)), 2, around)


def _of_one_lesson(findings: Sequence[Finding], around: Around) -> Iterator[str]:
    """Each finding, but those that say the same as one before it in a line; a rule's reasons stand once."""
    said: dict[tuple[str, str], list[Finding]] = {}
    explained: set[tuple[str, str, str]] = set()
    for finding in findings:
        said.setdefault((finding.rule, finding.message), []).append(finding)
    for same in said.values():
        shown = same if around.look.level > 1 else same[:1]
        for finding in shown:
            yield ""
            reasons = (finding.rule, finding.question, finding.next_step)
            yield from _finding(finding, around, explains=around.look.level > 1 or reasons not in explained)
            explained.add(reasons)
        if len(same) > len(shown):
            yield from _wrapped(_same(same[len(shown) :], around), 6, around)


def _same(findings: Sequence[Finding], around: Around) -> str:
    return around.messages.say(
        "terminal", "same", len(findings), lines=_numbers(line_of(finding) for finding in findings)
    )


def _numbers(lines: Iterable[int]) -> str:
    numbers = list(dict.fromkeys(lines))
    return ", ".join(map(str, numbers[:_MOST_LINES])) + (" …" if len(numbers) > _MOST_LINES else "")


def _finding(finding: Finding, around: Around, explains: bool) -> Iterator[str]:
    say, look = around.messages, around.look
    line = line_of(finding)
    head = f"{say.say('terminal', 'line', line=line)}  {one_line(finding.message)}"
    if look.is_plain:
        yield from _wrapped(f"{_outcome(finding, around)}. {head}", 2, around)
    else:
        mark = look.paint(SHAPES[finding.standing], _COLORS[finding.standing])
        first, *rest = _wrapped(head, 4, around)
        yield from (f"  {mark} {first.lstrip()}", *rest)
    if finding.is_open or finding.is_closed:
        if not finding.is_absence:
            yield from _quoted(finding, around)
        if explains:
            yield from _reasons(finding, around)
    yield from _wrapped(_kind(finding, around), 6, around, style=_FAINT)


def _outcome(finding: Finding, around: Around) -> str:
    words = around.messages.say("outcomes", finding.standing)
    return words[:1].upper() + words[1:]


def _quoted(finding: Finding, around: Around) -> Iterator[str]:
    """The line with the words underlined, or for a screen reader the words alone."""
    words = one_line(finding.place.text)
    if not words:
        return
    if around.look.is_plain:
        yield from _wrapped(f'{around.messages.say("terminal", "words")}: "{words}"', 6, around)
        return
    line = str(line_of(finding))
    found = quote(finding.place, around.look.width - len(line) - 11)
    lead = " " * (6 + len(line))
    yield around.look.paint(f"      {line} │ {found.text}", _FAINT)
    yield around.look.paint(f"{lead} │ {' ' * found.before}{'‾' * found.under}", _COLORS[finding.standing])
    others = [one.span.source.position(one.span.start)[0] for one in finding.evidence]
    lines = [number for number in dict.fromkeys(others) if number != line_of(finding)]
    if lines:
        yield f"{lead}   {around.messages.say('terminal', 'also', len(lines), lines=_numbers(lines))}"


def _reasons(finding: Finding, around: Around) -> Iterator[str]:
    """Why it matters, the question for a person, and what to do next, one sentence each."""
    rule = around.rule(finding)
    parts = {
        "why": first_sentence(rule.why) if rule else "",
        "ask": finding.question if finding.standing is Outcome.NEEDS_A_PERSON else "",
        "next": finding.next_step,
    }
    names = {part: around.messages.say("terminal", part) for part in parts}
    broad = max(map(len, names.values()))
    for part, text in parts.items():
        if text:
            yield from _wrapped(f"{names[part] + ':':<{broad + 1}} {one_line(text)}", 6, around, hanging=broad + 2)


def _kind(finding: Finding, around: Around) -> str:
    say = around.messages
    parts = [] if around.look.is_plain else [say.say("outcomes", finding.standing)]
    if finding.severity is not Severity.QUESTION and finding.is_open:
        parts.append(say.say("severities", finding.severity))
    parts.append(finding.rule)
    if finding.is_preview:
        parts.append(say.say("terminal", "preview"))
    if finding.decision:
        parts.append(_decision(finding, around))
    return f"[{', '.join(parts)}]"


def _decision(finding: Finding, around: Around) -> str:
    decision = finding.decision
    if decision is None:
        return ""
    known = around.messages.sections["decisions"]
    words = str(known.get(decision.kind, decision.kind))
    return one_line(f"{words}: {decision.reason}" if decision.reason else words)


def _wrapped(text: str, indent: int, around: Around, hanging: int = 0, style: str = "") -> list[str]:
    lead = " " * indent
    lines = textwrap.wrap(
        text,
        max(around.look.width, indent + 30),
        initial_indent=lead,
        subsequent_indent=lead + " " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [lead + around.look.paint(line[indent:], style) if style else line for line in lines]


def summary_text(totals: Totals, around: Around) -> str:
    """The last lines of a run: what was looked at, the outcomes, what could not be checked and why, what to do next."""
    lines = [line for text in _counts(totals, around) for line in _wrapped(text, 0, around, hanging=2)]
    if around.look.level > 0:
        if around.look.is_brief:
            lines += ["", *_most_open(totals, around)]
        lines += ["", *_next_steps(totals, around)]
    return "\n".join(lines)


def _counts(totals: Totals, around: Around) -> Iterator[str]:
    say = around.messages
    not_checked = say.number(sum(totals.unread.values()))
    yield say.say("terminal", "summary", looked_at=totals.looked_at(say), not_checked=not_checked)
    yield say.say("terminal", "answers", outcomes=totals.answers(say))
    for reason, count in sorted(totals.unread.items(), key=lambda item: (-item[1], item[0])):
        yield say.say("terminal", "not-checked-count", count, reason=one_line(reason))
    if totals.closed and not around.look.shows_all:
        yield say.say("terminal", "closed", totals.closed)
    if totals.known:
        yield say.say("terminal", "known", totals.known)
    if totals.gone:
        yield say.say("terminal", "gone", totals.gone)
    if totals.failing:
        words = say.say("severities", around.level)
        key = "would-fail" if around.exits_zero else "fails"
        yield say.say("terminal", key, totals.failing, level=around.level, words=words)
    if totals.previewed:
        yield say.say("terminal", "previewed", totals.previewed)


def _most_open(totals: Totals, around: Around) -> Iterator[str]:
    """The rules that are open most often, each with its title."""
    yield around.messages.say("terminal", "most-open")
    sure = [item for item in totals.open_rules.most_common() if not totals.is_doubted(item[0])]
    for id, count in sure[:_MOST_RULES]:
        rule = around.catalogue.rule(id)
        yield from _wrapped(f"{count:>5}  {id}" + (f": {rule.title}" if rule else ""), 2, around, hanging=7)


def _next_steps(totals: Totals, around: Around) -> Iterator[str]:
    say = around.messages
    yield say.say("terminal", "what-next")
    steps = []
    first = totals.first_rule(around.catalogue)
    if first:
        rule, count = first
        places = say.say("counts", "finding", count)
        steps.append(say.say("terminal", "step-rule", rule=rule, places=places))
        steps.append(say.say("terminal", "step-wrong", rule=rule))
    people = totals.outcomes[Outcome.NEEDS_A_PERSON]
    if people:
        steps.append(say.say("terminal", "step-people", people, questions=say.count("question", people)))
    if around.look.is_brief:
        steps.append(say.say("terminal", "step-brief"))
    if sum(totals.open_rules.values()) > _MANY and not totals.known:
        steps.append(say.say("terminal", "step-many"))
    for step in steps or [say.say("terminal", "step-none" if totals.lessons else "step-nothing-read")]:
        yield from _wrapped(f"- {step}", 2, around, hanging=2)
    page = around.page("how-to-read.html")
    yield from _wrapped(f"{say.say('terminal', 'verdict')} {page}", 0, around)
