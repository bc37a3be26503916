"""The parts of a lesson that rules ask about one by one: objectives, tasks, grade band."""

import re
from collections.abc import Iterable, Iterator

from checker.document import FrontMatter
from checker.unit.model import Item, Passage

_WHO = r"(?:students?|learners?|pupils?|participants?|children|child|you|i|we|they|swbat)"
_LEAD = re.compile(
    rf"^(?:{_WHO}\s+(?:will|should|can|to|are able to|will be able to)|by the end of|after this lesson|objectives?)\b"
    r"[^.]*?[:…]\s*$",
    re.IGNORECASE,
)
ASSESSED = frozenset({"assessment", "homework", "rubric"})
"""The roles of parts in which what learners show is judged."""

_TASK_ROLES = frozenset({"procedure", "assessment", "homework", "extension"})
_GRADES = re.compile(
    r"\b(?:grades?|years?|klasse|grado|G)\.?\s*(k|\d{1,2}(?!\d))(?:\s*(?:-|–|to|through)\s*(\d{1,2}))?", re.IGNORECASE
)
_AGES = re.compile(r"\bages?\s*:?\s*(\d{1,2})(?:\s*(?:-|–|to)\s*(\d{1,2}))?", re.IGNORECASE)


def objectives_of(passages: Iterable[Passage]) -> Iterator[Item]:
    """The objectives of a lesson one by one, each once: list items and sentences under an objectives heading.

    Where a part lists its objectives, the sentences around the list only lead to it; of a table the first column
    counts, or the one that is headed so.
    """
    mine = [passage for passage in passages if "objectives" in passage.roles and passage.kind in _STATING]
    listing = {id(passage.section) for passage in mine if passage.kind == "item"}
    seen: set[str] = set()
    for passage in mine:
        text = passage.text.strip()
        key = " ".join(text.casefold().split()).rstrip(".")
        if _is_aside(passage, listing) or key in seen or _is_lead(text):
            continue
        seen.add(key)
        yield Item(text, passage.place)


def _is_lead(text: str) -> bool:
    """Whether words only lead to the objectives below them."""
    return len(text.split()) < 2 or text.endswith(":") or _LEAD.match(text) is not None


def _is_aside(passage: Passage, listing: set[int]) -> bool:
    """Whether a passage stands beside the objectives of its part without being one."""
    if passage.kind == "paragraph":
        return id(passage.section) in listing
    return passage.kind == "cell" and bool(passage.row) and "objectives" in passage.section.roles


_STATING = frozenset({"paragraph", "item", "cell", "front", "definition", "html"})


def tasks_of(passages: Iterable[Passage]) -> Iterator[Item]:
    """What learners are given to do: the passages of procedure, assessment, homework and extension."""
    for passage in passages:
        is_body = passage.kind in ("paragraph", "item", "cell")
        if is_body and passage.roles & _TASK_ROLES and len(passage.text.split()) >= 4:
            yield Item(passage.text.strip(), passage.place)


def grades_of(front: FrontMatter, passages: Iterable[Passage]) -> tuple[int, int] | None:
    """The first and last school grade that a lesson is for (0 is kindergarten), where it says so."""
    declared = front.text("educationalLevel", "grade", "grades", "gradeLevel", "level")
    texts = [f"grade {declared}" if re.match(r"k|\d", declared, re.IGNORECASE) else declared]
    texts += [p.text for p in list(passages)[:25] if len(p.text) < 200]
    for text in texts:
        if (found := _GRADES.search(text)) and (first := 0 if found[1].lower() == "k" else int(found[1])) <= 13:
            return first, max(first, int(found[2] or first))
        if (found := _AGES.search(text)) and int(found[1]) >= 4:
            first = max(0, int(found[1]) - 6)
            return first, max(first, int(found[2] or found[1]) - 6)
    return None
