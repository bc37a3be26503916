"""What a document holds that its Markdown does not: found by looking into the document, not by trusting a converter."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from checker.errors import UserError

_LARGEST = 200_000_000
_MOST_QUOTED = 160
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that was lost or changed: what, how often, what became of it, and the words where there are some."""

    what: str
    count: int
    became: str
    words: str = ""

    def __str__(self) -> str:
        quoted = f': "{self.words}"' if self.words else ""
        return f"{self.count} {self.what}{'' if self.count == 1 else 's'}, {self.became}{quoted}"


def losses_in(document: Path, markdown: str) -> tuple[Loss, ...]:
    """What of a document did not come over as it was. Raises UserError for a damaged file."""
    kind = document.suffix.lower()
    if kind not in (".docx", ".odt"):
        return ()
    try:
        parts = _parts(document)
    except BadZipFile as error:
        step = "Open it in your word processor and save it again."
        raise UserError(str(document), f"The file is no {kind} document.", step) from error
    found = _in_word(parts) if kind == ".docx" else _in_opendocument(parts)
    missing = _missing(_runs(parts, kind), markdown)
    return tuple(loss for loss in (*found, *missing) if loss.count)


def _parts(document: Path) -> dict[str, str]:
    """The XML parts of a document by name, as text, and the names of the others."""
    with ZipFile(document) as archive:
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > _LARGEST:
            raise UserError(str(document), "The document is too large.", "Split it, or make its pictures smaller.")
        return {
            entry.filename: archive.read(entry).decode("utf-8", errors="replace")
            if entry.filename.endswith(".xml")
            else ""
            for entry in entries
        }


def _in_word(parts: dict[str, str]) -> Iterator[Loss]:
    body = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", parts.get("word/document.xml", ""), flags=re.DOTALL)
    comments = parts.get("word/comments.xml", "")
    yield Loss("text box", _count("<w:txbxContent", body), "see below whether its words came over")
    yield Loss("comment", _count("<w:comment ", comments), "left out", _quoted(_text(comments)))
    yield Loss("tracked insertion", _count("<w:ins ", body), "taken as if accepted")
    yield Loss("tracked deletion", _count("<w:del ", body), "taken as if accepted")
    merged = _count(r'<w:gridSpan w:val="(?!1")', body) + _count("<w:vMerge", body)
    yield Loss("merged cell", merged, "kept as an HTML table")
    yield Loss("embedded object", _count("<w:object", body), "left out")
    yield Loss("chart", sum(name.startswith("word/charts/chart") for name in parts), "left out")
    yield Loss("diagram", _count("<dgm:relIds", body), "left out")
    for kind in ("header", "footer"):
        texts = [_text(text) for name, text in sorted(parts.items()) if name.startswith(f"word/{kind}")]
        said = [text for text in texts if text.strip()]
        yield Loss(f"page {kind}", len(said), "left out", _quoted(" / ".join(said)))


def _in_opendocument(parts: dict[str, str]) -> Iterator[Loss]:
    body = parts.get("content.xml", "")
    notes = re.findall(r"<office:annotation\b.*?</office:annotation>", body, re.DOTALL)
    yield Loss("text box", _count("<draw:text-box", body), "see below whether its words came over")
    yield Loss("comment", len(notes), "left out", _quoted(_text(" ".join(notes))))
    yield Loss("tracked change", _count("<text:changed-region", body), "taken as if accepted")
    merged = _count(r'table:number-(?:columns|rows)-spanned="(?!1")', body)
    yield Loss("merged cell", merged, "kept as an HTML table")
    yield Loss("embedded object", _count(r"<draw:object\b", body), "left out")


def _count(pattern: str, text: str) -> int:
    return len(re.findall(pattern, text))


def _text(xml: str) -> str:
    """The words of a piece of XML, the elements around them gone."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", xml)).split())


def _quoted(text: str) -> str:
    return text if len(text) <= _MOST_QUOTED else text[:_MOST_QUOTED].rsplit(" ", 1)[0] + " …"


def _runs(parts: dict[str, str], kind: str) -> list[str]:
    """The runs of words in the body of a document."""
    if kind == ".docx":
        found = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", parts.get("word/document.xml", ""))
    else:
        body = parts.get("content.xml", "")
        shown = re.sub(r"<(text:tracked-changes|office:annotation)\b.*?</\1>", "", body, flags=re.DOTALL)
        found = re.findall(r">([^<]+)<", shown)
    return [html.unescape(run) for run in found]


def _missing(runs: list[str], markdown: str) -> Iterator[Loss]:
    """Words that stand in the document and nowhere in the Markdown."""
    there = _letters(html.unescape(markdown))
    lost = [run.strip() for run in dict.fromkeys(runs) if _is_long(run) and _letters(run) not in there]
    yield Loss("passage", len(lost), "not in the Markdown", _quoted(" / ".join(lost)))


def _is_long(run: str) -> bool:
    return len(_letters(run)) >= _LEAST_LETTERS


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
