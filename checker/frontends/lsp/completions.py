"""What can be written next: the keys of the front matter and their values, and rules in a waiver."""

import re
from collections.abc import Iterator, Mapping

from lsprotocol import types

from checker.catalogue import Catalogue
from checker.source import Source

# The keys that docs/front-matter.md describes, each with what it holds.
KEYS: Mapping[str, str] = {
    "title": "The title. Without it, the first heading.",
    "description": "One or two sentences.",
    "about": "Subjects: [History, Civics]",
    "educationalLevel": "Grade or level: Grade 7",
    "timeRequired": "A duration: PT50M",
    "inLanguage": "The language of the text: en, es",
    "teaches": "Objectives: what learners will know or be able to do.",
    "assesses": "What is assessed.",
    "competencyRequired": "What learners should know before.",
    "educationalAlignment": "Standards: educationalFramework and targetName.",
    "license": "The license of the lesson.",
    "sources": "What learners work with, one entry for each.",
}
SOURCE_KEYS: Mapping[str, str] = {
    "title": "The title of the work.",
    "author": "Who made it.",
    "year": "The year it was made.",
    "url": "Where it can be found.",
    "place": "Where it was made.",
    "language": "Its language.",
    "kind": "What it is.",
    "role": "core, supplementary or quoted-critique",
    "perspectives": "Whose view it gives, in the words of those who hold it.",
    "declared_by": "Who says so, and where.",
}
_VALUES: Mapping[str, tuple[str, ...]] = {
    "kind": ("book", "article", "website", "video", "audio", "image", "data", "primary", "tool", "lesson"),
    "role": ("core", "supplementary", "quoted-critique"),
}
_WAIVER = re.compile(r"(?:<!--|\{/\*)\s*manymeans:\s*allow\s+(?:[\w-]+\s*,\s*)*[\w-]*$")
_VALUE = re.compile(r"\s*(?:-\s+)?(\w+):\s*\w*$")
_KEY = re.compile(r"(\s*)(?:-\s+)?\w*$")


def completions(source: Source, offset: int, catalogue: Catalogue) -> list[types.CompletionItem]:
    """What fits at an offset; nothing in the prose of a lesson."""
    line, column = source.position(offset)
    before = source.line_text(line)[: column - 1]
    if _WAIVER.search(before):
        return [_item(rule.id, rule.title, types.CompletionItemKind.Value) for rule in catalogue.rules]
    if not _is_front_matter(source, line):
        return []
    return list(_in_front_matter(source, line, before))


def _in_front_matter(source: Source, line: int, before: str) -> Iterator[types.CompletionItem]:
    value = _VALUE.match(before)
    if value:
        for word in _VALUES.get(value[1], ()):
            yield _item(word, "", types.CompletionItemKind.EnumMember)
    elif _KEY.fullmatch(before):
        keys = SOURCE_KEYS if before[:1] in (" ", "-") and _parent(source, line) == "sources" else KEYS
        for key, text in keys.items():
            yield _item(key, text, types.CompletionItemKind.Property, f"{key}: ")


def _item(label: str, text: str, kind: types.CompletionItemKind, insert: str | None = None) -> types.CompletionItem:
    return types.CompletionItem(label, kind=kind, detail=text or None, insert_text=insert)


def _is_front_matter(source: Source, line: int) -> bool:
    """Whether a line stands between the first `---` and the next; the second may not be written yet."""
    if line < 2 or source.line_text(1).rstrip() != "---":
        return False
    return all(source.line_text(above).rstrip() not in ("---", "...") for above in range(2, line + 1))


def _parent(source: Source, line: int) -> str:
    """The key without indentation that a line stands below."""
    for above in range(line - 1, 1, -1):
        text = source.line_text(above)
        found = re.match(r"(\w+):", text)
        if found:
            return found[1]
    return ""
