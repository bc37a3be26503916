"""The files of reviewers' answers, `reviews/*.yml`: read strictly, added to without touching what stands there."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import yaml

from checker.catalogue.yamlfile import Entry, read_yaml
from checker.decisions.fingerprint import read_fingerprint
from checker.decisions.reviews import ANSWERS, Review

_KEYS = tuple(one.name for one in fields(Review) if one.name not in ("path", "line"))


def load_reviews(folder: Path) -> tuple[Review, ...]:
    """The answers in the files of a folder, by file and line; none where there is no folder. Raises UserError."""
    files = sorted(path for ending in ("*.yml", "*.yaml") for path in folder.rglob(ending) if path.is_file())
    return tuple(review for path in files for review in read_reviews(path))


def read_reviews(path: Path) -> list[Review]:
    """The answers in one file. Raises UserError that shows the user's line."""
    if not path.read_bytes().strip():
        return []
    top = read_yaml(path)
    top.only(("reviews",))
    return [_review(entry) for entry in top.entries("reviews")]


def _review(entry: Entry) -> Review:
    entry.only(_KEYS)
    outcome = _outcome(entry)
    fingerprint = entry.text("fingerprint")
    if read_fingerprint(fingerprint) is None:
        entry.fail(
            f"`{fingerprint}` is no fingerprint.", "Copy it from the finding: `4c1f09a2b7-d03e11`.", "fingerprint"
        )
    return Review(
        unit=entry.text("unit").strip("/"),
        rule=entry.text("rule"),
        fingerprint=fingerprint,
        who=entry.text("who"),
        when=_day(entry),
        outcome=outcome,
        reason=entry.text("reason", ""),
        answer=entry.text("answer", ""),
        question=entry.text("question", ""),
        reflection=entry.text("reflection", ""),
        path=entry.path.as_posix(),
        line=entry.line,
    )


def _outcome(entry: Entry) -> str:
    """The outcome; YAML reads a bare `yes` or `no` as true or false."""
    given = entry.values.get("outcome")
    if isinstance(given, bool):
        return "yes" if given else "no"
    return entry.one_of("outcome", ANSWERS)


def _day(entry: Entry) -> str:
    given = entry.text("when")
    try:
        return date.fromisoformat(given[:10]).isoformat()
    except ValueError:
        return _no_day(entry, given)


def _no_day(entry: Entry, given: str) -> NoReturn:
    entry.fail(f"`{given}` is no day.", "Write it as `when: 2027-01-31`.", "when")


def review_text(review: Review) -> str:
    """One answer as an entry of a file, indented by two: what a person can paste below `reviews:`."""
    values = {name: getattr(review, name) for name in _KEYS if getattr(review, name)}
    values["when"] = date.fromisoformat(review.when)
    text = yaml.safe_dump([values], sort_keys=False, allow_unicode=True, width=100)
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


def reviews_text(reviews: Iterable[Review]) -> str:
    """A whole file of answers."""
    return "reviews:\n" + "".join(review_text(review) for review in reviews)


def with_review(text: str, review: Review) -> str:
    """The text of a file with one more answer at its end; comments and order stay as they are."""
    text = re.sub(r"(?m)^reviews:[ \t]*\[[ \t]*\][ \t]*$", "reviews:", text).rstrip()
    if re.search(r"(?m)^reviews:", text) is None:
        text = f"{text}\nreviews:".lstrip("\n")
    first = re.search(r"(?m)^( *)- ", text)
    indent = first[1] if first else "  "
    entry = "".join(indent + line[2:] for line in review_text(review).splitlines(keepends=True))
    return f"{text}\n{entry}"


def review_path(folder: Path, unit: str) -> Path:
    """The file for the answers to a unit."""
    name = re.sub(r"[^\w-]+", "-", unit).strip("-")
    return folder / f"{name or 'unit'}.yml"


def reviews_schema() -> dict[str, Any]:
    """The JSON Schema of a file of reviews."""
    text = {"type": "string"}
    described: Mapping[str, Mapping[str, Any]] = {
        "unit": {**text, "description": "The unit: its folder or file, from the folder of the settings."},
        "rule": {**text, "description": "The name of the rule."},
        "fingerprint": {
            **text,
            "pattern": r"^[0-9a-f]{10}-[0-9a-f]{6}(-whole)?(-\d{1,5})?$",
            "description": "The fingerprint of the finding when it was answered.",
        },
        "who": {**text, "description": "Who answers."},
        "when": {**text, "format": "date", "description": "The day of the answer, such as 2027-01-31."},
        "outcome": {"enum": [*ANSWERS, True, False], "description": "What holds for this unit."},
        "reason": {**text, "description": "Why."},
        "answer": {**text, "description": "The answer to the question in words."},
        "question": {**text, "description": "The question, for people who read the file."},
        "reflection": {**text, "description": "What the reviewer thought before seeing what the tool found."},
    }
    one = {
        "type": "object",
        "properties": described,
        "required": ["unit", "rule", "fingerprint", "who", "when", "outcome"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ManyMeans reviews",
        "type": "object",
        "properties": {"reviews": {"type": "array", "items": one}},
        "required": ["reviews"],
        "additionalProperties": False,
    }
