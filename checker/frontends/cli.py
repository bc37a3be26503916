"""The command line."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from checker.catalogue import load_catalogue
from checker.engine import evidence_in, units_of
from checker.outputs.rows import evidence_row
from checker.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="manymeans")
    sub = parser.add_subparsers(dest="command", required=True)
    e = sub.add_parser("evidence")
    e.add_argument("paths", nargs="+", type=Path)
    e.add_argument("--format", default="json")
    args = parser.parse_args(arguments)
    catalogue = load_catalogue()
    settings = Settings()
    rows = []
    for unit in units_of(args.paths, catalogue, settings):
        evidence, _, crashes = evidence_in(unit, catalogue)
        for crash in crashes:
            print(crash.trace, file=sys.stderr)
        rows += [evidence_row(x) for x in sorted(evidence, key=lambda x: x.order)]
    json.dump(rows, sys.stdout, ensure_ascii=False, indent=1)
    return 0
