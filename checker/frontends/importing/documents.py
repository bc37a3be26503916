"""One document to one lesson with its pictures beside it."""

import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

import yaml

from checker.errors import UserError
from checker.frontends.importing.losses import Loss, losses_in
from checker.frontends.importing.pandoc import Converted, convert

KINDS = (".docx", ".odt", ".html", ".htm")
"""The endings of the documents that can be imported."""

_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
_TABLE = re.compile(r"^\|[ :|-]+\|$|<table>", re.MULTILINE)
_TOP = re.compile(r"^# (.+)$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,5} ", re.MULTILINE)
# Pandoc parts two lists that follow each other.
_BETWEEN_LISTS = "<!-- -->\n\n"
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a document: the lesson, how many pictures and tables it has, what was lost or changed."""

    document: Path
    lesson: Path
    pictures: int
    tables: int
    losses: tuple[Loss, ...]


def find_documents(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """The documents at or below some paths, each with the folder that its place is counted from."""
    for path in paths:
        if not path.exists():
            raise UserError(str(path), "There is no such file or folder.", "Give a document or a folder of documents.")
        if path.is_file():
            yield path, path.parent
            continue
        built = _sites_below(path)
        for found in sorted(path.rglob("*")):
            if _is_document(found, path) and built.isdisjoint(found.parents):
                yield found, path


def _sites_below(folder: Path) -> set[Path]:
    """The sites that were built below a folder, such as by `manymeans publish`: their pages are nobody's documents."""
    return {found.parent for found in folder.rglob("sitemap.xml")} - {folder}


def _is_document(path: Path, folder: Path) -> bool:
    """Whether a file below a folder is a document; the copies that word processors lock are none."""
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    saved = any(part.endswith("_files") for part in path.relative_to(folder).parts[:-1])
    return path.suffix.lower() in KINDS and path.is_file() and not hidden and not saved


def import_document(document: Path, below: Path, into: Path) -> Imported:
    """Writes a document's lesson into a folder, in the folders that it stands in below its own. Raises UserError.

    A lesson that is there already is never written over.
    """
    if document.suffix.lower() not in KINDS:
        raise UserError(str(document), "This kind of document cannot be imported.", f"Known are {', '.join(KINDS)}.")
    folder = into.joinpath(*(slug(part) for part in document.parent.relative_to(below).parts))
    lesson = folder / f"{slug(document.stem)}.md"
    if lesson.exists():
        raise UserError(str(lesson), "There is a lesson of this name already.", "Move it away, or name another folder.")
    with tempfile.TemporaryDirectory() as scratch:
        converted = convert(document, Path(scratch))
        text, pictures = _with_pictures(converted, document, Path(scratch), folder, lesson.stem)
        lost = losses_in(document, f"{converted.title}\n{converted.text}")
    folder.mkdir(parents=True, exist_ok=True)
    lesson.write_text(_titled(text.replace(_BETWEEN_LISTS, ""), converted.title, document), encoding="utf-8")
    return Imported(document, lesson, pictures, len(_TABLE.findall(text)), (*lost, *converted.losses))


def slug(name: str) -> str:
    """A file name that every system takes: small letters of English, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words[:_LONGEST_NAME].rstrip("-") or "lesson"


def _with_pictures(converted: Converted, document: Path, scratch: Path, folder: Path, name: str) -> tuple[str, int]:
    """The text with its pictures copied to `images/NAME` beside the lesson; pictures elsewhere stay links."""
    own: dict[str, str] = {}

    def placed(found: re.Match[str]) -> str:
        target = found[1] or found[2]
        source = _picture_file(target, document, scratch)
        if source is None:
            return found[0]
        if target not in own:
            own[target] = f"{len(own) + 1:02}{source.suffix.lower()}"
            (folder / "images" / name).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / "images" / name / own[target])
        return found[0].replace(target, f"images/{name}/{quote(own[target])}")

    text = _PICTURE.sub(placed, converted.text)
    return text, len(_PICTURE.findall(text))


def _picture_file(target: str, document: Path, scratch: Path) -> Path | None:
    """The file of a picture: taken out of the document, or saved beside a web page; never anything elsewhere."""
    for folder in (scratch, document.parent):
        try:
            file = Path(os.path.normpath(folder / unquote(target)))
            is_inside = file.resolve().is_relative_to(folder.resolve())
            if is_inside and file.is_file():
                return file
        except (OSError, ValueError):
            continue
    return None


def _titled(text: str, title: str, document: Path) -> str:
    """The text with its title in the front matter and as its only heading of the first level.

    A web page names itself by its one heading; the title of its window has the name of the site in it.
    """
    tops = _TOP.findall(text)
    is_page = document.suffix.lower() in (".html", ".htm")
    if len(tops) == 1 and (is_page or not title):
        return f"{_front_matter(_plain(tops[0]))}{text.strip()}\n"
    name = title or document.stem
    body = _HEADING.sub(r"#\g<0>", text) if tops else text
    return f"{_front_matter(name)}# {name}\n\n{body.strip()}\n"


def _plain(heading: str) -> str:
    return re.sub(r"[*`\\]", "", heading).strip()


def _front_matter(title: str) -> str:
    return f"---\n{yaml.safe_dump({'title': title}, allow_unicode=True, width=1000).strip()}\n---\n\n"
