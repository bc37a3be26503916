"""Documents as teachers have them, written by real libraries, to lessons; and everything that was lost is told."""

import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

pytest.importorskip("pypandoc", reason="needs the extra `import`")
from docx import Document
from docx.oxml import parse_xml
from docx.shared import Inches

from checker.errors import UserError
from checker.frontends.cli import main
from checker.frontends.importing import Imported, find_documents, import_document
from checker.frontends.importing.documents import slug
from checker.unit import Lesson

ROOT = Path(__file__).parents[1]
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _picture(path: Path) -> Path:
    """A picture of one red dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(b"\0\xff\0\0")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", dot) + chunk(b"IEND", b""))
    return path


def _imported(document: Path, into: Path) -> tuple[Imported, str]:
    done = import_document(document, document.parent, into)
    return done, done.lesson.read_text("utf-8")


def _lesson_document(folder: Path) -> Path:
    """A lesson in Word with all that makes trouble."""
    document = Document()
    document.add_heading("Where rain goes", 0)
    document.add_heading("Objectives", 1)
    document.add_paragraph("Explain how water moves.", style="List Bullet")
    document.add_paragraph("First", style="List Number")
    said = document.add_paragraph("Draw a ")
    said.add_run("map").bold = True
    said.add_run(" of it & <more>.")
    document.add_comment(said.runs, text="Too hard?", author="Ana")
    document.add_picture(str(_picture(folder / "dot.png")), width=Inches(1))
    merged = document.add_table(rows=2, cols=2)
    merged.cell(0, 0).text = "Wide"
    merged.cell(0, 0).merge(merged.cell(0, 1))
    plain = document.add_table(rows=2, cols=2)
    for at, word in enumerate(("Word", "Meaning", "watershed", "where rain goes")):
        plain.cell(at // 2, at % 2).text = word
    document.sections[0].header.paragraphs[0].text = "Our school"
    tracked = document.add_paragraph("Kept. ")
    for name, text in (("ins", "<w:t>Added.</w:t>"), ("del", "<w:delText>Taken away.</w:delText>")):
        change = f'<w:{name} {_WORD} w:id="7" w:author="B" w:date="2026-01-01T00:00:00Z"><w:r>{text}</w:r></w:{name}>'
        tracked._p.append(parse_xml(change))
    box = document.add_paragraph("Before the box.")
    box._p.append(
        parse_xml(
            f'<w:r {_WORD} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape id="s"><v:textbox><w:txbxContent>'
            "<w:p><w:r><w:t>A salmon in a box.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )
    path = folder / "Where rain goes.docx"
    document.save(str(path))
    return path


def test_a_word_document_becomes_a_lesson_with_its_pictures_and_tables(tmp_path: Path) -> None:
    done, text = _imported(_lesson_document(tmp_path), tmp_path / "units")
    assert (done.lesson, done.pictures, done.tables) == (tmp_path / "units" / "where-rain-goes.md", 1, 2)
    assert text.startswith(
        "---\ntitle: Where rain goes\n---\n\n# Where rain goes\n\n## Objectives\n\n-   Explain how water moves.\n\n"
        "1.  First\n\nDraw a **map** of it & &lt;more&gt;.\n\n![](images/where-rain-goes/01.png)\n\n<table>\n"
    )
    assert "\n| Word      | Meaning         |\n" in text
    assert "\nKept. Added.\n" in text
    assert (tmp_path / "units/images/where-rain-goes/01.png").read_bytes() == (tmp_path / "dot.png").read_bytes()


def test_what_a_word_document_lost_is_told(tmp_path: Path) -> None:
    done, _ = _imported(_lesson_document(tmp_path), tmp_path / "units")
    assert [str(loss) for loss in done.losses] == [
        "1 text box, see below whether its words came over",
        '1 comment, left out: "Too hard?"',
        "1 tracked insertion, taken as if accepted",
        "1 tracked deletion, taken as if accepted",
        "1 merged cell, kept as an HTML table",
        '1 page header, left out: "Our school"',
        '1 passage, not in the Markdown: "A salmon in a box."',
    ]


def test_a_plan_in_a_table_of_two_columns_becomes_sections_that_have_roles(
    tmp_path: Path, lesson_of: Callable[..., Lesson]
) -> None:
    document = Document()
    document.add_paragraph("Rain", style="Title")
    plan = document.add_table(rows=3, cols=2)
    for row, (name, text) in enumerate(
        [
            ("Objective", "Explain the way of water."),
            ("Materials", "paper"),
            ("Assessment", "Students write or film it."),
        ]
    ):
        plan.cell(row, 0).text, plan.cell(row, 1).text = name, text
    plan.cell(1, 1).add_paragraph("scissors", style="List Bullet")
    document.save(str(tmp_path / "rain.docx"))
    done, text = _imported(tmp_path / "rain.docx", tmp_path / "units")
    assert text == (
        "---\ntitle: Rain\n---\n\n# Rain\n\n### Objective\n\nExplain the way of water.\n\n### Materials\n\npaper\n\n"
        "-   scissors\n\n### Assessment\n\nStudents write or film it.\n"
    ).replace("###", "##")
    roles = [sorted(section.own_roles) for section in lesson_of(text).sections if section.level == 2]
    assert roles == [["objectives"], ["materials"], ["assessment"]]
    assert done.losses == ()


_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {"office": "office", "text": "text", "table": "table", "draw": "drawing"}.items()
)
_CONTENT = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<office:document-content {_SPACES} xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:body><office:text>
<text:h text:outline-level="1">Ríos</text:h>
<text:p>Students draw the river.<office:annotation><dc:creator>Ana</dc:creator><text:p>Why?</text:p>
</office:annotation></text:p>
<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>
<table:table><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>
<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Both</text:p></table:table-cell>
<table:covered-table-cell/></table:table-row>
</table:table>
<text:p><draw:frame><draw:image xlink:href="Pictures/dot.png"/></draw:frame></text:p>
</office:text></office:body></office:document-content>
"""
_STYLES = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles {_SPACES} office:version="1.3"><office:font-face-decls/><office:styles/>
<office:automatic-styles/><office:master-styles/></office:document-styles>
"""
_MANIFEST = """\
<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""


def test_an_opendocument_text_becomes_a_lesson_and_its_comment_is_told(tmp_path: Path) -> None:
    path = tmp_path / "Ríos del norte.odt"
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", ZIP_STORED)
        archive.writestr("content.xml", _CONTENT)
        archive.writestr("styles.xml", _STYLES)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.write(_picture(tmp_path / "dot.png"), "Pictures/dot.png")
    done, text = _imported(path, tmp_path / "units")
    assert done.lesson.name == "rios-del-norte.md"
    assert text.startswith("---\ntitle: Ríos\n---\n\n# Ríos\n\nStudents draw the river.\n\n1.  One\n\n<table>\n")
    assert "](images/rios-del-norte/01.png)" in text
    assert [str(loss) for loss in done.losses][:1] == ['1 comment, left out: "Ana Why?"']
    assert [loss.what for loss in done.losses] == ["comment", "merged cell"]


_PAGE = """\
<!DOCTYPE html><html><head><title>Rain - Our school</title><style>p{}</style><script>steal()</script></head><body>
<nav><a href="/">Home</a></nav><main><header><h1>Rain</h1></header>
<p>Students <b>draw</b> where the rain goes and tell a partner what they have seen on their way to school today.</p>
<img src="Rain_files/dot.png" alt="A dot"><img src="https://example.org/far.png" alt="Far">
<img src="../secret.png" alt="Outside">
<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>
<iframe src="https://example.org/film" title="A film of rain"></iframe><form><input name="q"></form>
</main><footer>Imprint</footer></body></html>
"""


def test_a_saved_page_becomes_a_lesson_without_what_is_around_it(tmp_path: Path) -> None:
    _picture(tmp_path / "secret.png")
    saved = tmp_path / "saved"
    (saved / "Rain_files").mkdir(parents=True)
    _picture(saved / "Rain_files" / "dot.png")
    (saved / "Rain.html").write_text(_PAGE, "utf-8")
    done, text = _imported(saved / "Rain.html", tmp_path / "units")
    assert text == (
        "---\ntitle: Rain\n---\n\n# Rain\n\nStudents **draw** where the rain goes and tell a partner what they have "
        "seen on their way to school today.\n\n![A dot](images/rain/01.png)![Far](https://example.org/far.png) "
        "![Outside](../secret.png)\n\n"
        "| A   | B   |\n|-----|-----|\n| 1   | 2   |\n\n[A film of rain](https://example.org/film)\n"
    )
    assert [str(loss) for loss in done.losses] == [
        "1 embedded page or player, a link stands in its place",
        "1 form field, left out",
    ]
    assert [path.name for path in (tmp_path / "units" / "images").rglob("*.png")] == ["01.png"]


def test_a_lesson_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<h1>New</h1>", "utf-8")
    (tmp_path / "a.md").write_text("# Mine\n", "utf-8")
    with pytest.raises(UserError, match="There is a lesson of this name already"):
        import_document(tmp_path / "a.html", tmp_path, tmp_path)
    assert (tmp_path / "a.md").read_text("utf-8") == "# Mine\n"


@pytest.mark.parametrize(("name", "data"), [("a.docx", b"no zip"), ("a.odt", b"PK\x03\x04broken"), ("a.html", b"\0\1")])
def test_a_damaged_document_is_told_with_what_to_do(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError, match=r"save|Save"):
        import_document(tmp_path / name, tmp_path, tmp_path / "units")
    assert not (tmp_path / "units").exists()


def test_a_folder_is_imported_as_a_whole_but_for_locked_and_saved_parts_and_built_sites(tmp_path: Path) -> None:
    for name in (
        "Unit 1/Día 1.html",
        "Unit 1/page_files/ad.html",
        "Unit 1/~$a.docx",
        ".hidden/b.html",
        "c.HTM",
        "d.txt",
        "build/site/sitemap.xml",
        "build/site/index.html",
        "build/site/rules/e.html",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<h1>T</h1>", "utf-8")
    assert [path.relative_to(tmp_path).as_posix() for path, _ in find_documents([tmp_path])] == [
        "Unit 1/Día 1.html",
        "c.HTM",
    ]


def test_the_command_imports_a_folder_tells_each_and_goes_on_after_a_bad_one(tmp_path: Path) -> None:
    (tmp_path / "old" / "Unit 1").mkdir(parents=True)
    (tmp_path / "old" / "Unit 1" / "Día 1.html").write_text("<h1>Rain</h1><p>Students draw.</p>", "utf-8")
    (tmp_path / "old" / "bad.docx").write_bytes(b"no")
    ended = subprocess.run(
        [sys.executable, "-m", "checker", "import", "old", "--into", "units"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stdout == (
        "old/Unit 1/Día 1.html -> units/unit-1/dia-1.md (0 pictures, 0 tables)\n"
        "  Nothing was lost that could be seen.\n\n"
        "1 of 2 documents imported.\n"
        "Read each once beside its document, then run:\n  manymeans check units/unit-1/dia-1.md\n"
    )
    assert ended.stderr.startswith("manymeans: old/bad.docx: ")
    assert (tmp_path / "units/unit-1/dia-1.md").read_text("utf-8") == (
        "---\ntitle: Rain\n---\n\n# Rain\n\nStudents draw.\n"
    )


def test_where_nothing_could_be_imported_nothing_is_to_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old.doc").write_bytes(b"no")
    assert main(["import", str(tmp_path / "old.doc"), "--into", str(tmp_path)]) == 2
    assert capsys.readouterr().out == "\n0 of 1 document imported.\n"


@pytest.mark.parametrize(
    ("name", "said"), [("Ríos: Día 1", "rios-dia-1"), ("水", "lesson"), ("CON/..\\x", "con-x"), ("a" * 90, "a" * 60)]
)
def test_names_of_files_are_those_that_every_system_takes(name: str, said: str) -> None:
    assert slug(name) == said
