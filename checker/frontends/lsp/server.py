"""The server itself: what the editor asks, answered by the other modules. A check waits until typing pauses."""

import asyncio
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from checker import __version__
from checker.errors import UserError
from checker.frontends.lsp.actions import actions
from checker.frontends.lsp.completions import completions
from checker.frontends.lsp.diagnostics import diagnostics
from checker.frontends.lsp.hovers import hover
from checker.frontends.lsp.places import Places
from checker.frontends.session import Checked, Session

_PAUSE = 0.2


class Server(LanguageServer):
    """The server with what it knows: the curricula, the last check of each open lesson, and the checks that wait."""

    def __init__(self) -> None:
        super().__init__("manymeans", __version__)
        self.session = Session()
        self.checked: dict[str, tuple[int | None, Checked]] = {}
        self.waiting: dict[str, asyncio.Task[None]] = {}
        self.told: set[str] = set()
        self.one_at_a_time = asyncio.Lock()

    def soon(self, uri: str, pause: float = _PAUSE) -> None:
        """Checks a lesson after a pause, and tells the editor; a check that still waits is given up for this one."""
        waiting = self.waiting.pop(uri, None)
        if waiting:
            waiting.cancel()
        self.waiting[uri] = asyncio.create_task(self._check_after(uri, pause))

    async def _check_after(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        # A check that has begun is not given up: the next one waits for it.
        self.waiting.pop(uri, None)
        found = await self.current(uri)
        document = self.workspace.get_text_document(uri)
        items = diagnostics(found, self.places(found)) if found else []
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, diagnostics=items, version=document.version)
        )

    async def current(self, uri: str) -> Checked | None:
        """The check of a lesson as it stands in the editor now; None where it cannot be checked."""
        async with self.one_at_a_time:
            document = self.workspace.get_text_document(uri)
            known = self.checked.get(uri)
            if known and known[0] == document.version:
                return known[1]
            version, checked = document.version, await self._check(uri)
            if checked is None:
                self.checked.pop(uri, None)
            else:
                self.checked[uri] = (version, checked)
            return checked

    async def _check(self, uri: str) -> Checked | None:
        path = to_fs_path(uri)
        if path is None:
            return None
        texts = {
            Path(where): document.source
            for open_uri, document in self.workspace.text_documents.items()
            if (where := to_fs_path(open_uri)) is not None
        }
        try:
            checked = await asyncio.to_thread(self.session.check, Path(path), texts)
        except UserError as error:
            self._tell_once(str(error))
            return None
        return checked if isinstance(checked, Checked) else None

    def _tell_once(self, text: str) -> None:
        if text not in self.told:
            self.told.add(text)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"manymeans: {text}"))

    def places(self, checked: Checked) -> Places:
        """How places of a lesson are counted by this editor."""
        return Places(checked.lesson.document.source, self.workspace.position_codec)


def make_server() -> Server:
    """A server that is ready to be started on standard input and output."""
    server = Server()
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_saved)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_watched)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )(_actions)
    server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[":", " "]))(_completions)
    return server


def _opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    server.soon(params.text_document.uri, pause=0)


def _changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    server.soon(params.text_document.uri)


def _saved(server: Server, _params: types.DidSaveTextDocumentParams) -> None:
    """What is saved may be settings, or a lesson that others of its unit are judged with: all are looked at again."""
    server.session.forget()
    _again(server)


def _watched(server: Server, _params: types.DidChangeWatchedFilesParams) -> None:
    server.session.forget()
    _again(server)


def _again(server: Server) -> None:
    server.checked.clear()
    server.told.clear()
    for uri in server.workspace.text_documents:
        server.soon(uri)


def _closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    server.checked.pop(uri, None)
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=uri, diagnostics=[]))


async def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    checked = await server.current(params.text_document.uri)
    return hover(checked, server.places(checked), params.position) if checked else None


async def _actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri = params.text_document.uri
    checked = await server.current(uri)
    return actions(checked, server.places(checked), params.range, uri) if checked else []


async def _completions(server: Server, params: types.CompletionParams) -> list[types.CompletionItem]:
    checked = await server.current(params.text_document.uri)
    if checked is None:
        return []
    places = server.places(checked)
    return completions(places.source, places.offset(params.position), checked.catalogue)
