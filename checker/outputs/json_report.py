"""JSON, as one whole or a unit a line, written as the units come; and the JSON Schema of it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from checker import __version__
from checker.findings import Report
from checker.outputs.around import Around
from checker.outputs.rows import SCHEMA, ReportFile, report_row


def write(reports: Iterable[Report], around: Around) -> Iterator[str]:
    """One JSON object that holds all units."""
    about = json.dumps(around.messages.say("terminal", "verdict"), ensure_ascii=False)
    before = f'{{\n "schema": {SCHEMA},\n "version": "{__version__}",\n "about": {about},\n "units": ['
    for report in reports:
        row = json.dumps(report_row(report), ensure_ascii=False, indent=1)
        yield f"{before}\n  " + row.replace("\n", "\n  ")
        before = ","
    yield "\n ]\n}\n" if before == "," else f"{before}]\n}}\n"


def write_lines(reports: Iterable[Report], around: Around) -> Iterator[str]:  # noqa: ARG001 - every format is called alike
    """One JSON object a line, each a unit, with the versions in each."""
    for report in reports:
        row = {"schema": SCHEMA, "version": __version__, **report_row(report)}
        yield json.dumps(row, ensure_ascii=False) + "\n"


def report_schema() -> dict[str, Any]:
    """The JSON Schema of a report."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - only needed here

    schema = TypeAdapter(ReportFile).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A report of ManyMeans, version {SCHEMA} of its form",
        **{key: value for key, value in schema.items() if key != "title"},
    }
