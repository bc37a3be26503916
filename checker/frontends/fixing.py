"""Safe replacements written into lesson files: all else of a file stays as it is, byte for byte."""

import difflib
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.catalogue import Catalogue
from checker.document import Document, parse
from checker.engine import LessonReader
from checker.finders import find_wording
from checker.settings import Settings
from checker.source import Source, decode
from checker.unit import Lesson, find_lessons
from checker.wording import Wording, chosen
from checker.wording.fix import changes_for, fixed

_ROUNDS = 4
_CODECS = ("utf-8", "cp1252")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file for which there are safe replacements: its bytes before and after, and its text."""

    path: Path
    shown: str
    data: bytes
    before: str
    after: str

    def diff(self) -> str:
        """The change as a unified diff."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True), self.after.splitlines(keepends=True), self.shown, self.shown
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def fixes(paths: Sequence[Path], catalogue: Catalogue, settings: Settings) -> Iterator[Fixed]:
    """The files at or below some paths for which there are safe replacements."""
    wording = chosen(catalogue.wording, settings.wording.terms, settings.wording.choices)
    reader = LessonReader(catalogue, settings)
    for found in find_lessons(paths, settings):
        data = found.path.read_bytes()
        text, codec = decode(data), _codec(data)
        if text is not None and codec:
            after = fixed_text(text, found.shown, found.path, reader, wording)
            if after != text:
                yield Fixed(found.path, found.shown, after.encode(codec), text, after)


def _codec(data: bytes) -> str:
    """The encoding that gives a file's bytes back unchanged; empty where there is none."""
    text = decode(data)
    for codec in _CODECS:
        try:
            if text is not None and text.encode(codec) == data:
                return codec
        except UnicodeEncodeError:
            continue
    return ""


def fixed_text(text: str, shown: str, path: Path | None, reader: LessonReader, wording: Wording) -> str:
    """A lesson's text with all safe replacements made; the same text where they would change its structure."""
    now = text
    for _ in range(_ROUNDS):
        source = Source(shown, now)
        lesson = reader.lesson_of(source, path)
        if not isinstance(lesson, Lesson):
            return text
        own = [found for found in find_wording(lesson, wording) if found.span.source is source]
        after = fixed(now, changes_for(source, own, wording))
        if after == now:
            break
        now = after
    return now if _structure(parse(Source(shown, now))) == _structure(parse(Source(shown, text))) else text


def _structure(document: Document) -> list[tuple[str, int, int]]:
    """The kinds of the blocks of a document, with their levels and how many runs they hold."""
    return [(str(block.kind), block.level, len(block.runs)) for block in document.walk()]


def write(one: Fixed) -> None:
    """Writes a file aside and moves it into place, with the rights that it had."""
    handle, name = tempfile.mkstemp(dir=one.path.parent, prefix=f".{one.path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(one.data)
        Path(name).chmod(one.path.stat().st_mode)
        Path(name).replace(one.path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
