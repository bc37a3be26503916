"""What link and footnote references mean where they stand in another piece of the file than their definition."""

import re
from collections.abc import Mapping, Sequence

from checker.document.lines import Line

_DEFINITION = re.compile(r"[ >\t]*\[(?P<label>[^\[\]\n]{1,200})\]:[ \t]*(?P<address>\S+)")
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,200})\]")
_MOST = 2_000


def definitions_in(lines: Sequence[Line]) -> dict[str, Line]:
    """A line that defines each label of a file, for the parser's eyes only."""
    found: dict[str, Line] = {}
    for line in lines:
        if "]:" in line.text and len(found) < _MOST and (matched := _DEFINITION.match(line.text)):
            found.setdefault(_key(matched["label"]), Line(matched[0].lstrip(" >\t"), line.start))
    return found


def lead_of(lines: Sequence[Line], definitions: Mapping[str, Line]) -> list[Line]:
    """The definitions that some lines refer to, the footnotes' first, and an end that keeps them from the lines."""
    if not definitions:
        return []
    used = {_key(label) for line in lines if "[" in line.text for label in _REFERENCE.findall(line.text)}
    lead = sorted((definitions[label] for label in used if label in definitions), key=lambda line: line.start)
    notes = [line for line in lead if line.text.startswith("[^")]
    links = [line for line in lead if not line.text.startswith("[^")]
    end = Line("", lines[0].start)
    return [*notes, end, *links, end, Line("<!-- -->", end.start), end] if lead else []


def _key(label: str) -> str:
    return " ".join(label.casefold().split())
