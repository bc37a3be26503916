"""The language server, as an editor meets it: a real process, a real client, real files."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parents[1]
_BARE = "# Rivers\n\nStudents watch the river.\n\n![](river.jpg)\n"
_PICTURES = "pictures-have-words"


class Editor:
    """An editor with one lesson open."""

    def __init__(self, client: LanguageClient, path: Path) -> None:
        self.client, self.path, self.uri, self.version = client, path, path.as_uri(), 1
        self.told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def told(params: types.PublishDiagnosticsParams) -> None:
            self.told.put_nowait(params)

    def open(self, text: str) -> None:
        item = types.TextDocumentItem(self.uri, "markdown", self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, text: str) -> None:
        self.version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.version, self.uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def diagnostics(self) -> list[types.Diagnostic]:
        """What the server says of the text as it is now."""
        while True:
            told = await asyncio.wait_for(self.told.get(), 60)
            if told.uri == self.uri and told.version == self.version:
                return list(told.diagnostics)

    async def actions(self, diagnostic: types.Diagnostic) -> list[types.CodeAction]:
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(self.uri), diagnostic.range, types.CodeActionContext([diagnostic])
            )
        )
        return [one for one in found or [] if isinstance(one, types.CodeAction)]

    async def hover(self, line: int, character: int) -> str:
        found = await self.client.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(self.uri), types.Position(line, character))
        )
        return found.contents.value if found and isinstance(found.contents, types.MarkupContent) else ""

    async def completions(self, line: int, character: int) -> list[str]:
        found = await self.client.text_document_completion_async(
            types.CompletionParams(types.TextDocumentIdentifier(self.uri), types.Position(line, character))
        )
        items = found.items if isinstance(found, types.CompletionList) else found or []
        return [item.label for item in items]


def _session(path: Path, talk: Callable[[Editor], Awaitable[None]], encodings: list[str] | None = None) -> None:
    async def run() -> None:
        client = LanguageClient("test editor", "1")
        editor = Editor(client, path)
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        await client.start_io(sys.executable, "-m", "checker", "lsp", "--stdio", cwd=str(path.parent), env=environment)
        general = types.GeneralClientCapabilities(position_encodings=encodings)
        await client.initialize_async(
            types.InitializeParams(types.ClientCapabilities(general=general), root_uri=path.parent.as_uri())
        )
        client.initialized(types.InitializedParams())
        await talk(editor)
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()

    asyncio.run(run())


def _one(found: list[types.Diagnostic], rule: str) -> types.Diagnostic:
    [own] = [diagnostic for diagnostic in found if diagnostic.code == rule]
    return own


def _applied(text: str, action: types.CodeAction) -> str:
    """The text after an action, with positions as UTF-16 counts them."""
    assert action.edit is not None
    assert action.edit.changes is not None
    [[edit]] = action.edit.changes.values()
    lines = text.splitlines(keepends=True)

    def offset(position: types.Position) -> int:
        line = lines[position.line].encode("utf-16-le")[: position.character * 2].decode("utf-16-le")
        return sum(len(one) for one in lines[: position.line]) + len(line)

    return text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]


def test_a_lesson_is_checked_when_opened_and_again_while_typing(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        editor.open(_BARE)
        found = _one(await editor.diagnostics(), _PICTURES)
        assert found.range == types.Range(types.Position(4, 0), types.Position(4, 14))
        assert found.source == "manymeans"
        editor.type(_BARE.replace("![]", "![The river from the bridge in May]"))
        assert _PICTURES not in [one.code for one in await editor.diagnostics()]

    (tmp_path / "rivers.md").write_text("# Not saved yet\n", "utf-8")
    _session(tmp_path / "rivers.md", talk)


def test_a_waiver_that_is_put_in_settles_the_finding(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        editor.open(_BARE)
        found = _one(await editor.diagnostics(), _PICTURES)
        [waiver] = [one for one in await editor.actions(found) if one.title.startswith("Allow")]
        text = _applied(_BARE, waiver)
        assert "<!-- manymeans: allow pictures-have-words - why this is right here -->\n\n![](river.jpg)\n" in text
        editor.type(text)
        assert _PICTURES not in [one.code for one in await editor.diagnostics()]

    (tmp_path / "rivers.md").write_text(_BARE, "utf-8")
    _session(tmp_path / "rivers.md", talk)


@pytest.mark.parametrize(("encoding", "start"), [("utf-8", 12), ("utf-16", 7), ("utf-32", 5)])
def test_places_after_emoji_and_accents_are_counted_as_the_editor_counts(
    tmp_path: Path, encoding: str, start: int
) -> None:
    text = "# Río\n\nStudents watch the river.\n\n🌊é 🐟 ![](río.jpg)\n"

    async def talk(editor: Editor) -> None:
        editor.open(text)
        found = _one(await editor.diagnostics(), _PICTURES)
        assert found.range.start == types.Position(4, start)

    (tmp_path / "rio.md").write_text(text, "utf-8")
    _session(tmp_path / "rio.md", talk, [encoding])


def test_an_editor_that_names_no_encoding_is_answered_in_utf_16(tmp_path: Path) -> None:
    text = "# Río\n\n🌊 ![](rio.jpg)\n"

    async def talk(editor: Editor) -> None:
        editor.open(text)
        assert _one(await editor.diagnostics(), _PICTURES).range.start == types.Position(2, 3)

    (tmp_path / "rio.md").write_text(text, "utf-8")
    _session(tmp_path / "rio.md", talk)


def test_hovering_says_why_and_what_was_seen(tmp_path: Path) -> None:
    async def talk(editor: Editor) -> None:
        editor.open(_BARE + "\nStudents draw a poster of the river.\n")
        await editor.diagnostics()
        words = await editor.hover(4, 3)
        assert "*Why:*" in words
        assert "*Try:*" in words
        assert "`pictures-have-words`" in words
        assert "(expression: visual)" in await editor.hover(6, 12)
        assert await editor.hover(1, 0) == ""

    (tmp_path / "rivers.md").write_text(_BARE, "utf-8")
    _session(tmp_path / "rivers.md", talk)


def test_the_unit_around_a_lesson_counts(tmp_path: Path) -> None:
    """Ways of showing learning are counted over the unit: writing in the other lesson, drawing in this one."""
    unit = tmp_path / "unit"
    unit.mkdir()
    (tmp_path / "manymeans.yml").write_text("units: [unit]\n", "utf-8")
    (unit / "one.md").write_text("# One\n\n## Assessment\n\nStudents write an essay about the river.\n", "utf-8")
    lesson = "# Two\n\n## Assessment\n\nStudents draw a poster of the river.\n"

    async def talk(editor: Editor) -> None:
        editor.open(lesson)
        assert "two-ways-to-show-learning" not in [one.code for one in await editor.diagnostics()]

    (unit / "two.md").write_text(lesson, "utf-8")
    _session(unit / "two.md", talk)


def test_a_draft_to_fill_in_comes_as_a_list_or_in_the_lesson_s_own_tabs(tmp_path: Path) -> None:
    prose = "The river is long and wide, and it has many names among the people who live beside it. " * 12
    lesson = f"# Rivers\n\n## Activity\n\n{prose}\n\nStudents write an essay about the river.\n"
    tabs = '\n=== "Morning"\n\n    Students read the page.\n'

    async def drafts(editor: Editor) -> str:
        for found in await editor.diagnostics():
            for action in await editor.actions(found):
                if action.title.startswith("Insert a draft") and found.code == "two-ways-to-show-learning":
                    return _applied(lesson if editor.version == 1 else lesson + tabs, action)
        return ""

    async def talk(editor: Editor) -> None:
        editor.open(lesson)
        assert (
            "\n\nShow what you know in one of these ways. All are judged by the same criteria.\n\n- **Write** …\n"
            in (await drafts(editor))
        )
        editor.type(lesson + tabs)
        assert '\n\n=== "Write"\n\n    Write …\n\n=== "Draw' in (await drafts(editor)).replace("\n\n\n", "\n\n")

    (tmp_path / "rivers.md").write_text(lesson, "utf-8")
    _session(tmp_path / "rivers.md", talk)


def test_a_word_that_is_safe_to_change_is_changed(tmp_path: Path) -> None:
    lesson = "# Rivers\n\nThe river fed all mankind for ages.\n"

    async def talk(editor: Editor) -> None:
        editor.open(lesson)
        found = _one(await editor.diagnostics(), "words-take-in-every-gender")
        [action] = [one for one in await editor.actions(found) if one.title == "Write “humankind”"]
        changed = _applied(lesson, action)
        assert changed == "# Rivers\n\nThe river fed all humankind for ages.\n"
        editor.type(changed)
        assert "words-take-in-every-gender" not in [one.code for one in await editor.diagnostics()]

    (tmp_path / "rivers.md").write_text(lesson, "utf-8")
    _session(tmp_path / "rivers.md", talk)


def test_front_matter_and_waivers_are_completed_and_prose_is_not(tmp_path: Path) -> None:
    front = "---\ntitle: Rivers\n\nsources:\n  - title: A map\n    kind: \n---\n"
    text = f"{front}# Rivers\n\nA word \n\n<!-- manymeans: allow \n"

    async def talk(editor: Editor) -> None:
        editor.open(text)
        assert "timeRequired" in await editor.completions(2, 0)
        assert await editor.completions(5, 10) == [
            "book", "article", "website", "video", "audio", "image", "data", "primary", "tool", "lesson",
        ]  # fmt: skip
        assert await editor.completions(9, 7) == []
        assert _PICTURES in await editor.completions(11, 22)

    (tmp_path / "rivers.md").write_text(text, "utf-8")
    _session(tmp_path / "rivers.md", talk)


def test_broken_settings_are_told_in_the_editor_and_are_read_again_when_mended(tmp_path: Path) -> None:
    settings = tmp_path / "manymeans.yml"
    settings.write_text("fail_onn: error\n", "utf-8")

    async def talk(editor: Editor) -> None:
        messages: asyncio.Queue[types.ShowMessageParams] = asyncio.Queue()

        @editor.client.feature(types.WINDOW_SHOW_MESSAGE)
        def told(params: types.ShowMessageParams) -> None:
            messages.put_nowait(params)

        editor.open(_BARE)
        assert "fail_on" in (await asyncio.wait_for(messages.get(), 60)).message
        assert await editor.diagnostics() == []
        settings.write_text("fail_on: error\n", "utf-8")
        editor.client.workspace_did_change_watched_files(
            types.DidChangeWatchedFilesParams([types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)])
        )
        _one(await editor.diagnostics(), _PICTURES)

    (tmp_path / "rivers.md").write_text(_BARE, "utf-8")
    _session(tmp_path / "rivers.md", talk)
