"""Quick fixes: a waiver with its reason, a skeleton to fill in, a word that is safe to change."""

import re
from collections.abc import Iterator, Sequence

from lsprotocol import types

from checker.document import Block
from checker.findings import Finding
from checker.frontends.lsp.diagnostics import diagnostics, findings_here
from checker.frontends.lsp.places import Places
from checker.frontends.session import Checked
from checker.source import Span
from checker.unit import Lesson
from checker.wording.fix import changes_for

_REASON = "why this is right here"


def actions(checked: Checked, places: Places, wanted: types.Range, uri: str) -> list[types.CodeAction]:
    """What can be done about the findings that touch a range."""
    start, end = places.offset(wanted.start), places.offset(wanted.end)
    found: list[types.CodeAction] = []
    for finding, diagnostic in zip(findings_here(checked), diagnostics(checked, places), strict=True):
        if finding.place.start <= end and start <= finding.place.end:
            found += _for_finding(finding, diagnostic, checked, places, uri)
    return [*_words(checked, places, start, end, uri), *found]


def _words(checked: Checked, places: Places, start: int, end: int, uri: str) -> Iterator[types.CodeAction]:
    """Other words for those that touch a range, where they are safe to put in."""
    source = checked.lesson.document.source
    here = [
        one
        for one in checked.report.evidence
        if one.facet == "wording" and one.span.source is source and one.span.start <= end and start <= one.span.end
    ]
    for change in changes_for(source, here, checked.catalogue.wording):
        edit = types.TextEdit(places.range(Span(source, change.start, change.end)), change.new)
        yield types.CodeAction(
            title=f"Write \u201c{change.new}\u201d",
            kind=types.CodeActionKind.QuickFix,
            is_preferred=True,
            edit=types.WorkspaceEdit(changes={uri: [edit]}),
        )


def _for_finding(
    finding: Finding, diagnostic: types.Diagnostic, checked: Checked, places: Places, uri: str
) -> Iterator[types.CodeAction]:
    for title, edit in (*_skeletons(finding, checked, places), _waiver(finding, checked, places)):
        yield types.CodeAction(
            title=title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            edit=types.WorkspaceEdit(changes={uri: [edit]}),
        )


def _waiver(finding: Finding, checked: Checked, places: Places) -> tuple[str, types.TextEdit]:
    """A waiver on a line of its own before the block, in the syntax that the file allows."""
    block = _block_at(checked.lesson.document.blocks, finding.place.start)
    at = block.span if block else finding.place
    note = f"manymeans: allow {finding.rule} - {_REASON}"
    text = f"{{/* {note} */}}" if checked.lesson.path.endswith(".mdx") else f"<!-- {note} -->"
    return f"Allow `{finding.rule}` here, with a reason", _line_before(at, text, places)


def _block_at(blocks: Sequence[Block], offset: int) -> Block | None:
    """The outermost block at an offset that a line can be put before without breaking it: whole lists and tables."""
    return next(
        (block for block in blocks if block.span.start <= offset < max(block.span.end, block.span.start + 1)), None
    )


def _line_before(place: Span, text: str, places: Places) -> types.TextEdit:
    """An edit that puts text and an empty line before the line on which a place begins, as far in as that line."""
    line, _ = places.source.position(place.start)
    written = places.source.line_text(line)
    indent = written[: len(written) - len(written.lstrip())]
    start = types.Position(line - 1, 0)
    return types.TextEdit(types.Range(start, start), f"{indent}{text}\n\n")


def _skeletons(finding: Finding, checked: Checked, places: Places) -> Iterator[tuple[str, types.TextEdit]]:
    """What the rule offers to paste, put after the block that the finding points at."""
    rule = checked.catalogue.rule(finding.rule)
    if rule is None or not rule.paste:
        return
    block = _block_at(checked.lesson.document.blocks, finding.place.start)
    end = (block.span if block else finding.place).end
    line, _ = places.source.position(max(0, end - 1))
    after = places.position(places.source.line_starts[line - 1] + len(places.source.line_text(line)))
    text = _in_own_syntax(rule.paste, checked.lesson)
    yield f"Insert a draft to fill in: {rule.title.lower()}", types.TextEdit(types.Range(after, after), f"\n\n{text}")


_OPTION = re.compile(r"^- \*\*(?P<name>[^*]+)\*\*(?P<rest>.*)$", re.MULTILINE)


def _in_own_syntax(paste: str, lesson: Lesson) -> str:
    """The text to paste; its options are content tabs in a lesson that has such tabs, else a list."""
    text = paste.strip()
    if not any("tab" in passage.inside for passage in lesson.passages):
        return text
    return _OPTION.sub(lambda found: f'=== "{found["name"]}"\n\n    {found["name"]}{found["rest"]}\n', text).rstrip()
