"""The baseline: the findings that were there before, by fingerprint, in a file that a team keeps in its repository."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from checker.decisions.fingerprint import VERSION
from checker.decisions.matching import Pairing, pair
from checker.errors import UserError
from checker.findings import DecisionKind, Finding, Outcome

DEFAULT = "manymeans-baseline.json"

Marks = Mapping[str, str]
"""Fingerprints, each with the day on which it came into the baseline."""

Rules = Mapping[str, Marks]
"""The fingerprints of one unit by rule."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings of before: unit, rule, fingerprint, day. `lost` are its units that are no longer on disk."""

    units: Mapping[str, Rules] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    path: str = ""

    def of(self, unit: str, marks: Iterable[str] = ()) -> Rules:
        """The findings of a unit, which has these fingerprints now.

        A unit that the baseline lacks has those of the recorded units around and below it, for its files were grouped
        in another way; else those of a lost unit that has half its fingerprints, for it was renamed.
        """
        if unit in self.units:
            return self.units[unit]
        around = [parent.as_posix() for parent in PurePosixPath(unit).parents]
        below = [name for name in self.units if name.startswith(f"{unit}/")]
        near = [self.units[name] for name in (*around, *below) if name in self.units]
        return _joined(near) if near else self._renamed(set(marks))

    def _renamed(self, marks: set[str]) -> Rules:
        own = {mark for mark in marks if not mark.endswith("-whole")}
        shares = [(len(own & _marks(self.units[name])), name) for name in sorted(self.lost)]
        most, name = max(shares, default=(0, ""))
        return self.units[name] if most and 2 * most >= len(own) else {}

    @property
    def count(self) -> int:
        """How many findings it holds."""
        return sum(len(marks) for rules in self.units.values() for marks in rules.values())


def _marks(rules: Rules) -> set[str]:
    return {mark for marks in rules.values() for mark in marks}


def _joined(units: Iterable[Rules]) -> Rules:
    joined: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for rules in units:
        for rule, marks in rules.items():
            joined[rule] |= marks
    return joined


def pairings(recorded: Rules, findings: Iterable[Finding]) -> dict[str, Pairing]:
    """By rule, which recorded finding is which of these."""
    now = by_rule(findings)
    return {rule: pair(recorded.get(rule, ()), now.get(rule, ())) for rule in sorted({*recorded, *now})}


def by_rule(findings: Iterable[Finding]) -> dict[str, list[str]]:
    """The fingerprints of all places that are not met, by rule, in their order."""
    marks: defaultdict[str, list[str]] = defaultdict(list)
    for finding in findings:
        if finding.outcome is Outcome.NOT_MET:
            marks[finding.rule] += [finding.fingerprint, *finding.further]
    return dict(marks)


def is_recorded(finding: Finding) -> bool:
    """Whether a new baseline takes a finding: it is not met, and no waiver or answer speaks of it."""
    kind = finding.decision.kind if finding.decision else DecisionKind.KNOWN
    return finding.outcome is Outcome.NOT_MET and kind in (DecisionKind.KNOWN, DecisionKind.CHANGED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How the findings of now stand to those of a baseline."""

    known: int = 0
    moved: int = 0
    changed: int = 0
    came: int = 0
    went: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.known + other.known,
            self.moved + other.moved,
            self.changed + other.changed,
            self.came + other.came,
            self.went + other.went,
        )


def recorded_anew(recorded: Rules, findings: Iterable[Finding], today: str, only_less: bool) -> tuple[Rules, Tally]:
    """What a baseline holds of a unit from now on; with `only_less` nothing comes in, so that numbers only go down."""
    found_now = [finding for finding in findings if is_recorded(finding)]
    rules: dict[str, Marks] = {}
    tally = Tally()
    for rule, found in pairings(recorded, found_now).items():
        days = recorded.get(rule, {})
        kept = {new: days[old] for old, new in (*found.same, *found.moved)}
        changed = {old if only_less else new: days[old] for old, new in found.changed}
        came = {} if only_less else dict.fromkeys(found.came, today)
        if kept or changed or came:
            rules[rule] = {**kept, **changed, **came}
        tally += Tally(len(found.same), len(found.moved), len(found.changed), len(found.came), len(found.went))
    return rules, tally


class _File(BaseModel):
    """The file as it is written."""

    model_config = ConfigDict(extra="forbid", title="ManyMeans baseline")

    baseline: int = Field(description="The version of this format.", ge=1, le=VERSION)
    units: dict[str, dict[str, dict[str, str]]] = Field(
        description="By unit and rule, fingerprints with the day on which each came in."
    )


def baseline_schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_File.model_json_schema()}


def load_baseline(path: Path, root: Path) -> Baseline:
    """The baseline in a file. Raises UserError. Its units count from the root, the folder of the settings."""
    try:
        read = _File.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        step = "Write it with `manymeans baseline`, or take `baseline:` out of the settings."
        raise UserError(str(path), f"The baseline cannot be read: {error.strerror}.", step) from error
    except (ValidationError, UnicodeDecodeError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else {"loc": (), "msg": str(error)}
        where = ".".join(str(part) for part in first["loc"])
        what = f"The baseline cannot be read{f' at `{where}`' if where else ''}: {first['msg']}."
        raise UserError(str(path), what, "Take it from the repository again, or write it anew.") from error
    lost = (name for name in read.units if not (root / name).exists())
    return Baseline(read.units, frozenset(lost), path.as_posix())


def baseline_text(units: Mapping[str, Rules]) -> str:
    """The text of the file: sorted, a fingerprint a line, so that two branches seldom touch the same line."""
    plain = {unit: {rule: dict(marks) for rule, marks in rules.items()} for unit, rules in units.items() if rules}
    return json.dumps({"baseline": VERSION, "units": plain}, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
