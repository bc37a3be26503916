"""The converter: pandoc, in its sandbox, so that a document can neither read other files nor reach the network.

Pandoc is the one converter that reads all three kinds, is maintained since 2006, comes as a wheel for every system
(`pypandoc-binary`) and keeps tables, notes, lists and pictures. Compared with it, mammoth reads Word only, markitdown
builds on mammoth and drops pictures, and docling needs models of some gigabytes.
"""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from checker.errors import UserError
from checker.frontends.extras import install_step
from checker.frontends.importing.losses import Loss
from checker.frontends.importing.webpage import main_part
from checker.source import decode

_READERS = {".docx": "docx", ".odt": "odt", ".html": "html", ".htm": "html"}
# Python-Markdown's dialect: lists are indented by four, tables have pipes, what is more becomes HTML.
_MARKDOWN = (
    "markdown_strict+pipe_tables+backtick_code_blocks+fenced_code_blocks+footnotes+strikeout+intraword_underscores"
    "+task_lists+four_space_rule"
)
_FILTER = Path(__file__).with_name("plain.lua")
_PARTS = "\n%%manymeans%%\n"
_LONGEST_RUN = 120


@dataclass(frozen=True, slots=True)
class Converted:
    """A document as Markdown, with its title where it names one."""

    title: str
    text: str
    losses: tuple[Loss, ...] = ()


def convert(document: Path, scratch: Path) -> Converted:
    """The Markdown of a document; its pictures are written below a scratch folder. Raises UserError."""
    reader = _READERS[document.suffix.lower()]
    losses: tuple[Loss, ...] = ()
    source = document.resolve()
    if reader == "html":
        page = decode(document.read_bytes())
        if page is None:
            raise UserError(str(document), "The file holds no text.", "Save the page as HTML.")
        part = main_part(page)
        source, losses = scratch / "page.html", part.losses
        source.write_text(part.html, encoding="utf-8", errors="replace")
    title, _, text = _pandoc(source, reader, scratch, document).partition(_PARTS)
    return Converted(" ".join(title.split()), text.replace("\r\n", "\n"), losses)


def _pandoc(source: Path, reader: str, scratch: Path, document: Path) -> str:
    template = scratch / "template.txt"
    template.write_text(f"$if(title)$$title$$endif${_PARTS}$body$\n", encoding="utf-8")
    command = [_program(), "--sandbox", "--from", reader, "--to", _MARKDOWN, "--wrap=none", "--markdown-headings=atx"]
    command += ["--lua-filter", str(_FILTER), "--template", str(template), "--track-changes=accept", "--quiet"]
    command += [] if reader == "html" else ["--extract-media=."]
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments and an existing file
            [*command, "--", str(source)], cwd=scratch, capture_output=True, check=False, timeout=_LONGEST_RUN
        )
    except subprocess.TimeoutExpired as error:
        raise UserError(str(document), "Reading it took too long.", "Split the document, or save it anew.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        what = f"The document cannot be read: {said[0] if said else 'it is damaged'}"
        raise UserError(str(document), what, "Open it in your word processor and save it again.")
    return done.stdout.decode("utf-8")


def _program() -> str:
    """The path of pandoc. Raises UserError where it is not installed."""
    try:
        import pypandoc  # noqa: PLC0415 - an extra

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise UserError("import", "Pandoc, which reads documents, is not installed.", install_step("import")) from error
