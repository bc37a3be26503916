"""The file of a history: compact, the same bytes for the same history, a line for each revision and unit."""

import json
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from checker.decisions.fingerprint import VERSION
from checker.decisions.history import Counts, History, Revision, UnitRecord
from checker.errors import UserError

DEFAULT = "manymeans-history.json"


class _Unit(BaseModel):
    """A unit as it is written."""

    model_config = ConfigDict(extra="forbid", title="unit")

    title: str
    lessons: int
    not_checked: int = Field(description="Lessons that could not be checked.")
    principles: dict[str, tuple[int, int, int, int, int]] = Field(
        description="By principle: met, not met, needs a person, not applicable, not checked."
    )
    open: dict[str, tuple[str, ...]] = Field(description="By rule, the fingerprints of what is open.")


class _Revision(BaseModel):
    """A revision as it is written."""

    model_config = ConfigDict(extra="forbid", title="revision")

    name: str
    commit: str
    date: str
    units: dict[str, str] = Field(description="By unit, the key of what was found in it.")


class _File(BaseModel):
    """The file as it is written: units that are alike in several revisions stand in it once."""

    model_config = ConfigDict(extra="forbid", title="ManyMeans history")

    history: int = Field(description="The version of this format.", ge=1, le=VERSION)
    tool: str = Field("", description="The version of ManyMeans and of the rules that checked every revision.")
    revisions: tuple[_Revision, ...] = Field(description="The oldest first.")
    found: dict[str, _Unit] = Field(description="What was found in a unit, by the key that revisions name.")


def history_schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_File.model_json_schema()}


def load_history(path: Path) -> History:
    """The history in a file. Raises UserError."""
    try:
        read = _File.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        step = "Write it with `manymeans history`."
        raise UserError(str(path), f"The history cannot be read: {error.strerror}.", step) from error
    except (ValidationError, UnicodeDecodeError) as error:
        said = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise UserError(str(path), f"The history cannot be read: {said}.", "Write it anew.") from error
    units = {key: _record(unit) for key, unit in read.found.items()}
    missing = {key for one in read.revisions for key in one.units.values()} - set(units)
    if missing:
        what = f"The history names `{min(missing)}`, which is not in it."
        raise UserError(str(path), what, "Write it anew with `manymeans history`.")
    revisions = (
        Revision(one.name, one.commit, one.date, {unit: units[key] for unit, key in one.units.items()})
        for one in read.revisions
    )
    return History(tuple(revisions), read.tool)


def _record(unit: _Unit) -> UnitRecord:
    principles = {name: Counts(*counts) for name, counts in unit.principles.items()}
    return UnitRecord(unit.title, unit.lessons, unit.not_checked, principles, unit.open)


def history_text(history: History) -> str:
    """The text of the file, a line for each revision and for each thing found, so that diffs are small."""
    found: dict[str, str] = {}
    revisions: list[str] = []
    for revision in history.revisions:
        keys: dict[str, str] = {}
        for unit in sorted(revision.units):
            row = _json(record_row(revision.units[unit]))
            keys[unit] = blake2b(row.encode(), digest_size=6).hexdigest()
            found[keys[unit]] = row
        head = {"name": revision.name, "commit": revision.commit, "date": revision.date}
        revisions.append(_json({**head, "units": keys}))
    rows = ",\n".join(f"{_json(key)}:{found[key]}" for key in sorted(found))
    start = f'{{"history":{VERSION},"tool":{_json(history.tool)},"revisions":[\n'
    return start + ",\n".join(revisions) + '\n],"found":{\n' + rows + "\n}}\n"


def read_record(text: str) -> UnitRecord:
    """A unit's record from the text of its row."""
    return _record(_Unit.model_validate_json(text))


def record_row(unit: UnitRecord) -> dict[str, Any]:
    """A unit's record as it is written."""
    counts = {
        name: (one.met, one.not_met, one.needs_a_person, one.not_applicable, one.not_checked)
        for name, one in unit.principles.items()
    }
    return {
        "title": unit.title,
        "lessons": unit.lessons,
        "not_checked": unit.not_checked,
        "principles": counts,
        "open": unit.open,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
