"""An editor that talks to a language server as real ones do: with the client of the protocol's own library."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.support.command import DAY

Answer = TypeVar("Answer")
OURS = (sys.executable, "-m", "skpkit", "lsp", *DAY)
LONGEST = 60.0  # seconds, after which an answer is taken for none


class Editor:
    """An editor with a folder of records open. Close it."""

    def __init__(self, folder: Path, command: Sequence[str] = OURS, settings: Mapping[str, Any] | None = None) -> None:
        self.folder = folder
        self._loop = asyncio.new_event_loop()
        self._client = LanguageClient("uji", "1")
        self._told: dict[str, types.PublishDiagnosticsParams] = {}
        self._news = asyncio.Event()
        self._version = 0
        self._versions: dict[str, int] = {}
        self._versioned = command is OURS  # others do not say of which version they speak

        @self._client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def published(params: types.PublishDiagnosticsParams) -> None:
            self._told[params.uri] = params
            self._news.set()

        @self._client.feature(types.WORKSPACE_CONFIGURATION)  # type: ignore[untyped-decorator]
        def configured(params: types.ConfigurationParams) -> list[Any]:
            return [(settings or {}).get(each.section or "") for each in params.items]

        self.capabilities = self._do(self._begin(command, settings)).capabilities

    async def _begin(self, command: Sequence[str], settings: Mapping[str, Any] | None) -> types.InitializeResult:
        await self._client.start_io(*command, cwd=str(self.folder))
        workspace = types.WorkspaceClientCapabilities(
            configuration=settings is not None,
            workspace_edit=types.WorkspaceEditClientCapabilities(
                document_changes=True, resource_operations=[types.ResourceOperationKind.Create]
            ),
        )
        general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf16])
        asked = types.InitializeParams(
            types.ClientCapabilities(workspace=workspace, general=general),
            root_uri=self.folder.as_uri(),
            workspace_folders=[types.WorkspaceFolder(self.folder.as_uri(), "rekaman")],
        )
        made = await self._client.initialize_async(asked)
        self._client.initialized(types.InitializedParams())
        if settings is not None:
            self._client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
        return made

    def close(self) -> str:
        """End the server; what it said on standard error."""
        return self._do(self._end())

    async def _end(self) -> str:
        await self._client.shutdown_async(None)
        self._client.exit(None)
        server = self._client._server
        assert server
        assert server.stderr
        said = (await server.stderr.read()).decode()
        await server.wait()
        await self._client.stop()  # type: ignore[no-untyped-call]
        return said

    def uri(self, path: str) -> str:
        return (self.folder / path).as_uri()

    def open(self, path: str, text: str | None = None) -> list[types.Diagnostic]:
        """Open a file, with an unsaved text if one is given; what is found of it."""
        held = (self.folder / path).read_text(encoding="utf-8") if text is None else text
        self._version += 1
        self._versions[path] = self._version
        document = types.TextDocumentItem(self.uri(path), "yaml", self._version, held)
        self._client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return self._found(path, self._version)

    def type(self, path: str, text: str) -> list[types.Diagnostic]:
        """Let the text of an open file be another; what is found of it."""
        self._version += 1
        self._versions[path] = self._version
        document = types.VersionedTextDocumentIdentifier(self._version, self.uri(path))
        change = types.TextDocumentContentChangeWholeDocument(text)
        self._client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        return self._found(path, self._version)

    def happened(self, path: str, change: types.FileChangeType, *, tells: str) -> list[types.Diagnostic]:
        """Say that a file was made, changed or deleted by others; what is found then of the open file `tells`."""
        event = types.FileEvent(self.uri(path), change)
        self._client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        return self._found(tells, self._versions[tells])

    def shut(self, path: str) -> None:
        """Close a file without saving it."""
        document = types.TextDocumentIdentifier(self.uri(path))
        self._client.text_document_did_close(types.DidCloseTextDocumentParams(document))
        self._found(path, None)

    def hover(self, path: str, line: int, character: int) -> str:
        place = types.HoverParams(types.TextDocumentIdentifier(self.uri(path)), types.Position(line, character))
        found = self._do(self._client.text_document_hover_async(place))
        return found.contents.value if found and isinstance(found.contents, types.MarkupContent) else ""

    def complete(self, path: str, line: int, character: int) -> list[types.CompletionItem]:
        place = types.CompletionParams(types.TextDocumentIdentifier(self.uri(path)), types.Position(line, character))
        found = self._do(self._client.text_document_completion_async(place))
        return list(found.items) if isinstance(found, types.CompletionList) else []

    def define(self, path: str, line: int, character: int) -> types.Location | None:
        place = types.DefinitionParams(types.TextDocumentIdentifier(self.uri(path)), types.Position(line, character))
        found = self._do(self._client.text_document_definition_async(place))
        return found if isinstance(found, types.Location) else None

    def fixes(self, path: str, at: types.Range) -> list[types.CodeAction]:
        asked = types.CodeActionParams(types.TextDocumentIdentifier(self.uri(path)), at, types.CodeActionContext([]))
        found = self._do(self._client.text_document_code_action_async(asked))
        return [each for each in found or () if isinstance(each, types.CodeAction)]

    def _found(self, path: str, version: int | None) -> list[types.Diagnostic]:
        return self._do(self._next(self.uri(path), version))

    async def _next(self, uri: str, version: int | None) -> list[types.Diagnostic]:
        """What is told of a version of a text; what was told of an earlier one may come after it was typed."""
        self._told.pop(uri, None)
        while uri not in self._told or (self._versioned and self._told[uri].version != version):
            self._news.clear()
            await self._news.wait()
        return list(self._told[uri].diagnostics)

    def _do(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        return self._loop.run_until_complete(asyncio.wait_for(work, LONGEST))
