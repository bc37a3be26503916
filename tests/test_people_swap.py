"""A metamorphic test: who bears which name changes nothing but the name."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.catalogue import load_catalogue
from checker.engine import LessonReader, check
from checker.outputs.rows import report_row
from checker.settings import Settings
from checker.unit import Found

CURRICULUM = Path(__file__).parents[1] / "curriculum"
SWAPS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "names" / "swaps.yaml").read_text(encoding="utf-8")
)
NAME = re.compile(rf"\b({'|'.join(re.escape(name) for name in sorted(SWAPS, key=len, reverse=True))})(?!\w)")
# Columns move with the length of a name, and a fingerprint holds the words of its passage.
MOVES_WITH_WORDS = {"column", "end_column", "fingerprint"}


def swapped(column: int) -> Callable[[str], str]:
    return lambda text: NAME.sub(lambda match: SWAPS[match[0]][column], text)


def reports(folder: Path, change: Callable[[str], str]) -> Any:
    catalogue, settings = load_catalogue(), Settings()
    reader = LessonReader(catalogue, settings)
    rows = []
    for path in sorted(CURRICULUM.rglob("*.md")):
        copy = folder / path.relative_to(CURRICULUM)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
        shown = path.relative_to(CURRICULUM).as_posix()
        rows.append(report_row(check(reader.unit(shown, [Found(copy, shown)]), catalogue, settings)))
    return still(rows)


def still(rows: Any) -> Any:
    if isinstance(rows, dict):
        return {key: still(value) for key, value in rows.items() if key not in MOVES_WITH_WORDS}
    return [still(value) for value in rows] if isinstance(rows, list) else rows


@pytest.mark.parametrize("column", range(3))
def test_names_of_other_origins_and_genders_change_nothing_but_the_names(tmp_path: Path, column: int) -> None:
    change = swapped(column)
    before = reports(tmp_path / "before", lambda text: text)
    after = reports(tmp_path / "after", change)
    assert after == json.loads(change(json.dumps(before, ensure_ascii=False)))


def test_the_swap_reaches_the_people_that_are_found(tmp_path: Path) -> None:
    rows = [row for report in reports(tmp_path, lambda text: text) for row in report["evidence"]]
    people = {row["name"] for row in rows if row.get("value") == "people"}
    assert len(people) >= 10
    assert [name for name in sorted(people) if not NAME.search(name)] == ["Che-na-wah Weitch-ah-wah"]
