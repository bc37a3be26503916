"""Files to units: lessons with their sections and roles, objectives, tasks, sources, audience and language."""

from checker.unit.discovery import Found, find_lessons, group, leads
from checker.unit.language import unknown_language
from checker.unit.model import Audience, Item, Lesson, Passage, Section, Unit, Unread, Voice
from checker.unit.parts import ASSESSED
from checker.unit.reading import read_lesson

__all__ = [
    "ASSESSED",
    "Audience",
    "Found",
    "Item",
    "Lesson",
    "Passage",
    "Section",
    "Unit",
    "Unread",
    "Voice",
    "find_lessons",
    "group",
    "leads",
    "read_lesson",
    "unknown_language",
]
