"""A lesson rewritten as the renderer wants lists: a blank line before each, four blanks for each level.

Authors write lists as GitHub shows them; Python-Markdown is stricter. Rendering the rewritten lesson too tells how much
of a difference is this alone, and what lies behind it.
"""

from checker.document import Block, Document, Kind


def strictly_written(document: Document) -> str:
    """The text of a lesson with its lists rewritten."""
    source = document.source
    starts = source.line_starts
    lines = [source.line_text(line) for line in range(1, len(starts) + 1)]
    levels: dict[int, tuple[int, int]] = {}
    firsts: set[int] = set()
    for block in document.blocks:
        _note(block, 0, levels, firsts, source)
    written: list[str] = []
    for at, line in enumerate(lines):
        if at in firsts and written and written[-1].strip():
            written.append(line[: len(line) - len(line.lstrip(" \t>"))].rstrip(" \t") if line.lstrip().startswith(">") else "")
        written.append(_set_in(line, *levels[at]) if at in levels and line.strip() else line)
    return "\n".join(written)


def _note(block: Block, level: int, levels: dict, firsts: set, source) -> None:
    """Notes for each line the depth of lists around it and the column at which its text begins."""
    if block.kind in (Kind.LIST, Kind.QUOTE, Kind.TABLE) or (block.kind is Kind.CODE and not block.level):
        firsts.add(source.position(block.span.start)[0] - 1)
    if block.kind is Kind.ITEM:
        first = source.position(block.span.start)[0] - 1
        last = source.position(max(block.span.start, block.span.end - 1))[0] - 1
        line = source.line_text(first + 1).expandtabs(4)
        marker = len(line) - len(line.lstrip(" "))
        rest = line[marker:].lstrip("-*+0123456789.)")
        content = len(line) - len(rest.lstrip(" ")) if rest.strip() else marker + 2
        if content - (len(line) - len(rest)) > 4:
            content = len(line) - len(rest) + 1
        for at in range(first, last + 1):
            levels[at] = (level, content if at > first else -1)
    for child in block.children:
        if block.kind is not Kind.QUOTE:
            _note(child, level + (block.kind is Kind.ITEM), levels, firsts, source)
        elif child.kind is Kind.LIST:
            firsts.add(source.position(child.span.start)[0] - 1)


def _set_in(line: str, level: int, content: int) -> str:
    text = line.expandtabs(4)
    lead = len(text) - len(text.lstrip(" "))
    if content < 0:
        return " " * (4 * level) + text.lstrip(" ")
    return " " * (4 * (level + 1) + max(0, lead - content)) + text.lstrip(" ")
