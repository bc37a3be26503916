"""A document to a lesson: sections, passages, audience, language and the parts that rules ask about."""

import re

from checker.catalogue.sections import SectionNames
from checker.document import Document
from checker.unit.language import language_of
from checker.unit.model import Audience, Lesson
from checker.unit.parts import grades_of, objectives_of, tasks_of
from checker.unit.passages import Walk

_THIRD = re.compile(r"\b(?:students?|learners?|pupils?|participants?|children|kids|the class|ss)\b", re.IGNORECASE)
_SECOND = re.compile(r"\b(?:you|your|you'll|you’ll|yourself)\b", re.IGNORECASE)
_DIRECTING = re.compile(
    r"\b(?:ask|have|tell|invite|give|divide|remind|let|show|encourage|help|guide|lead|put|pair|break|instruct|prompt|allow|get"
    r"|bring|engage|organi[sz]e|assign|split) (?:the |your |all |each |every )?(?:\w+ )?"
    r"(?:students?|learners?|participants?|children|class|groups?|kids|pupils)\b"
    r"|\b(?:students?|learners?|participants?|children|pupils) (?:will|should|can|may|are|work|must|need)\b"
    r"|\bthe (?:teacher|facilitator|instructor|trainer)\b",
    re.IGNORECASE,
)
_MANY_DIRECTIONS = 4
_PLAN_ROLES = frozenset({"differentiation", "teacher-notes", "pacing", "standards"})


def read_lesson(document: Document, names: SectionNames, language: str | None = None) -> Lesson:
    """The lesson that a document holds; `language` overrides what it declares and what is detected."""
    text = _prose(document)
    audience = _audience(document, text, names)
    walk = Walk(document, names, audience)
    walk.run()
    passages = tuple(walk.passages)
    path = document.source.path
    return Lesson(
        path=path,
        title=_title(document, walk),
        document=document,
        language=language or language_of(path, document.front, text),
        audience=audience,
        grades=grades_of(document.front, passages),
        sections=tuple(walk.sections),
        passages=passages,
        objectives=tuple(objectives_of(passages)),
        tasks=tuple(tasks_of(passages)),
    )


def _prose(document: Document) -> str:
    return "\n".join(block.text for block in document.walk() if block.runs and block.kind != "code")


def _audience(document: Document, text: str, names: SectionNames) -> Audience:
    """Whom the page speaks to: a plan speaks of students, a page for learners says "you"."""
    declared = document.front.text("audience").lower()
    if declared:
        return Audience.LEARNER if re.search(r"student|learner", declared) else Audience.TEACHER
    third, second = len(_THIRD.findall(text)), len(_SECOND.findall(text))
    if third >= 3 and (third >= 0.4 * second or len(_DIRECTING.findall(text)) >= _MANY_DIRECTIONS):
        return Audience.TEACHER
    if second > third:
        return Audience.LEARNER
    headings = (names.of_heading(block.text) for block in document.walk() if block.kind == "heading")
    return Audience.TEACHER if any(roles & _PLAN_ROLES for roles in headings) else Audience.LEARNER


def _title(document: Document, walk: Walk) -> str:
    declared = document.front.text("title", "name")
    heading = next((passage.text for passage in walk.passages if passage.kind == "heading"), "")
    return declared or heading.strip() or document.source.path.rsplit("/", 1)[-1]
