"""Lessons to evidence: what each passage shows, with its exact place. A finder finds; it never ranks or decides."""

from checker.catalogue import Catalogue
from checker.findings import Evidence
from checker.finders.cues import hits
from checker.finders.reading import read
from checker.unit import Lesson


def find(lesson: Lesson, catalogue: Catalogue) -> list[Evidence]:
    """The evidence in one lesson, sorted by place, each kind once a passage."""
    found: dict[tuple[str, int], Evidence] = {}
    for hit in hits(read(lesson), catalogue):
        if hit.cue.is_weak:
            continue
        found.setdefault((hit.evidence.kind, id(hit.read.passage)), hit.evidence)
    return sorted(found.values(), key=lambda evidence: evidence.order)
