"""Every format over real lessons: how long, how large, and whether it can be read back. Prints a table.

Run `python -m bench.outputs [NUMBER]`; the lessons stand in the folder that MANYMEANS_CORPUS names.
"""

import csv
import io
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from checker.engine import makes_fail
from checker.frontends.run import Run
from checker.messages import load_messages
from checker.outputs import FORMATS, Around, writer
from checker.settings import Settings

_MANY = 400


def main() -> None:
    folder = os.environ.get("MANYMEANS_CORPUS")
    if not folder:
        print("Set MANYMEANS_CORPUS to a folder of lessons.")
        return
    run = Run(Settings(), jobs=2)
    catalogue = run.catalogue()
    tasks = run.tasks([Path(folder)], catalogue)
    many = int(sys.argv[1]) if len(sys.argv) > 1 else _MANY
    reports = list(run.reports(tasks[:: max(1, len(tasks) // many)][:many], catalogue))
    around = Around(catalogue, load_messages(), lambda finding: makes_fail(finding, "suggestion"))
    findings = sum(finding.is_open for report in reports for finding in report.findings)
    print(f"{len(reports)} units, {findings} open findings")
    for name in FORMATS:
        start = time.perf_counter()
        text = "".join(writer(name)(reports, around))
        spent = time.perf_counter() - start
        told = _READ.get(name, lambda text: "")(text)
        print(f"{name:<8}{spent:6.2f} s {len(text.encode()) / 1e6:8.2f} MB  {told}")


def _sarif(text: str) -> str:
    import jsonschema  # noqa: PLC0415 - only needed here

    log = json.loads(text)
    schema = json.loads(Path("tests/schemas/sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    return f"{len(log['runs'][0]['results'])} results, fits the schema"


def _widest(text: str) -> str:
    return f"widest line {max(map(len, text.splitlines()))}"


_READ: dict[str, Callable[[str], str]] = {
    "json": lambda text: f"{len(json.loads(text)['units'])} units",
    "jsonl": lambda text: f"{sum(bool(json.loads(line)) for line in text.split(chr(10)) if line)} units",
    "sarif": _sarif,
    "junit": lambda text: f"{len(ElementTree.fromstring(text).findall('.//testcase'))} cases",
    "gitlab": lambda text: f"{len({row['fingerprint'] for row in json.loads(text)})} fingerprints",
    "github": lambda text: f"{len(text.splitlines())} lines",
    "csv": lambda text: f"{len(list(csv.reader(io.StringIO(text, newline=''))))} rows",
    "text": _widest,
}

if __name__ == "__main__":
    main()
