"""One file a format. Each offers `write(reports, around)`, which yields the text piece by piece as the units come."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module

from checker.findings import Report
from checker.outputs.around import Around, Look, Totals

Write = Callable[[Iterable[Report], Around], Iterator[str]]

FORMATS: Mapping[str, str] = {
    "text": "text:write",
    "json": "json_report:write",
    "jsonl": "json_report:write_lines",
    "sarif": "sarif:write",
    "junit": "junit:write",
    "github": "github:write",
    "gitlab": "gitlab:write",
    "csv": "csv_table:write",
    "html": "html_report:write",
    "md": "markdown:write",
}
"""The formats by name, each with its module and function; a module is loaded when its format is asked for."""


def writer(name: str) -> Write:
    """The function that writes a format."""
    module, _, function = FORMATS[name].partition(":")
    write: Write = getattr(import_module(f"checker.outputs.{module}"), function)
    return write


__all__ = ["FORMATS", "Around", "Look", "Totals", "Write", "writer"]
