"""`principles/editions/*.yaml`: the rules as an edition released them, so that a later version changes nothing."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from checker.catalogue.model import Edition, Released, Rule
from checker.catalogue.shapes import Key, Shape
from checker.catalogue.yamlfile import Entry, read_yaml
from checker.findings import Severity

RELEASED = Shape(
    "A rule as it was released.",
    {
        "id": Key("The rule.", is_needed=True),
        "severity": Key("How much a finding weighed.", names=tuple(Severity), is_needed=True),
        "status": Key("Whether it was tried out still.", names=("preview", "stable"), is_needed=True),
        "options": Key("The details of its question.", "mapping"),
    },
)

EDITION = Shape(
    "ManyMeans edition",
    {
        "edition": Key("Year and month.", is_needed=True),
        "rules": Key("Its rules.", "entries", of=RELEASED, is_needed=True),
    },
)


def read_editions(paths: Iterable[Path]) -> tuple[Edition, ...]:
    """The editions of some files, the oldest first. Raises UserError."""
    editions = [_edition(EDITION.read(read_yaml(path))) for path in paths]
    return tuple(sorted(editions, key=lambda edition: edition.id))


def _edition(values: dict[str, Any]) -> Edition:
    return Edition(values["edition"], tuple(_released(entry) for entry in values["rules"]))


def _released(entry: Entry) -> Released:
    values = RELEASED.read(entry)
    return Released(values["id"], Severity(values["severity"]), values["status"] == "preview", values["options"])


def edition_text(id: str, rules: Sequence[Rule]) -> str:
    """The file that keeps the rules as they stand."""
    rows: list[dict[str, Any]] = []
    for rule in sorted((rule for rule in rules if rule.is_built_in), key=lambda rule: rule.id):
        options = {"options": dict(rule.options)} if rule.options else {}
        rows.append({"id": rule.id, "severity": rule.severity.value, "status": rule.status, **options})
    head = f"# The rules as edition {id} released them. Written by `manymeans rules freeze {id}`; not to be edited.\n"
    return head + yaml.safe_dump(
        {"edition": id, "rules": rows}, sort_keys=False, allow_unicode=True, width=118, default_flow_style=None
    )


def changes(edition: Edition, rules: Sequence[Rule]) -> Iterator[tuple[str, str]]:
    """What has changed since an edition: pairs of a rule and what is different now, by rule."""
    now = {rule.id: rule for rule in rules if rule.is_built_in}
    then = {released.id: released for released in edition.rules}
    for id in sorted({*now, *then}):
        if id not in then:
            yield id, f"added in {now[id].since} ({now[id].severity}, {now[id].status})"
        elif id not in now:
            yield id, "withdrawn"
        else:
            yield from ((id, change) for change in _differences(then[id], now[id]))


def _differences(then: Released, now: Rule) -> Iterator[str]:
    if then.severity is not now.severity:
        yield f"severity: {then.severity} → {now.severity}"
    if then.is_preview != now.is_preview:
        yield f"status: {'preview' if then.is_preview else 'stable'} → {now.status}"
    for name in sorted({*then.options, *now.options}):
        before, after = then.options.get(name, _NONE), now.options.get(name, _NONE)
        if before != after:
            yield f"option {name}: {before} → {after}"


_NONE = "not set"
