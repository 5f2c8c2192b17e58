"""The language server: what an editor asks in its protocol, answered from the records that it has open.

Editors count columns as they said at the beginning, usually in halves of characters that take two. What fails is said
on standard error, and the answer is that there is nothing: an editor goes on.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from skpkit.cli._editing_files import workspace_edit
from skpkit.cli._language import chosen_language, use
from skpkit.messages import tell
from skpkit.source.resources import VERSION

if TYPE_CHECKING:
    from skpkit.editors.session import EditedRecords, FoundHere
    from skpkit.findings import Finding, Location

Answer = TypeVar("Answer")
PAUSE = 0.005  # seconds without a letter after which is judged: several that come at once are judged once
TRIGGERS = [" ", ":", "-", "{", "[", ",", '"']


def calm(answer: Callable[..., Answer]) -> Callable[..., Answer | None]:
    """An answer that is nothing where it fails, which is said on standard error."""

    @wraps(answer)
    def tried(*given: Any) -> Answer | None:
        try:
            return answer(*given)
        except Exception:  # noqa: BLE001 - whatever somebody is about to type, the next letter is answered
            traceback.print_exc(file=sys.stderr)
            return None

    return tried


class RecordsServer(LanguageServer):
    """A server with the records that are open in it, by the folder that they lie in."""

    def __init__(self, today: date | None, lang: str | None) -> None:
        # Whole texts: what is a line end in a text of Python is not one everywhere.
        super().__init__("skpkit", VERSION, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.day = today
        self.lang = lang
        self.open: dict[Path, EditedRecords] = {}
        self.uris: dict[tuple[Path, str], str] = {}
        self.versions: dict[str, int] = {}
        self._shown: dict[tuple[Path, str], set[str]] = {}
        self._halted: set[Path] = set()  # records whose settings cannot be
        self._waiting: dict[tuple[Path, str], asyncio.TimerHandle] = {}

    def records_at(self, uri: str) -> tuple[EditedRecords, str] | None:
        """The records that a document lies in, and its path there; None where it lies in none."""
        from skpkit.editors.session import EditedRecords
        from skpkit.errors import SkpkitError

        name = to_fs_path(uri)
        if name is None:
            return None
        file = Path(name)
        for session in self.open.values():
            if (path := session.relative(file)) is not None:
                return session, path
        start = next((each for each in file.parents if each.is_dir()), None)
        if start is None:
            return None
        try:
            session = EditedRecords(start, self.day)
            if not self.lang and session.usable.settings.language:
                use(session.usable.settings.language)
        except SkpkitError:
            return None
        path = session.relative(file)
        if path is None:
            session.close()
            return None
        self.open[session.root] = session
        return session, path

    def lay(self, uri: str, text: str, version: int) -> None:
        """Take the text of a document, and judge it soon."""
        if found := self.records_at(uri):
            session, path = found
            self.uris[session.root, path] = uri
            self.versions[uri] = version
            session.lay(path, text)
            self.judge_touched(session, path)

    def lift(self, uri: str) -> None:
        """Take what is on the disk for a document."""
        if found := self.records_at(uri):
            session, path = found
            session.lift(path)
            self.uris.pop((session.root, path), None)
            self.versions.pop(uri, None)
            self.judge_touched(session, path)

    def reload(self) -> None:
        """Look at all records anew, and judge what is open."""
        from skpkit.errors import SkpkitError

        for session in self.open.values():
            with suppress(SkpkitError):  # as while an index is written; what was known stays
                session.reload()
        for root, path in list(self.uris):
            self.judge_soon(self.open[root], path)

    def judge_touched(self, session: EditedRecords, path: str) -> None:
        """Judge what a path lies in, and all that is open where it may hold for everything, as settings do."""
        if not session.in_dossier(path):
            for root, each in list(self.uris):
                if root == session.root:
                    self.judge_soon(session, each)
        self.judge_soon(session, path)

    def judge_soon(self, session: EditedRecords, path: str) -> None:
        """Judge what a path lies in, once nothing more comes at once."""
        key = (session.root, path.rpartition("/")[0])
        if waiting := self._waiting.pop(key, None):
            waiting.cancel()
        self._waiting[key] = asyncio.get_running_loop().call_later(PAUSE, self._judge, key, session, path)

    @calm
    def _judge(self, key: tuple[Path, str], session: EditedRecords, path: str) -> None:
        from skpkit.source.tree import SETTINGS

        self._waiting.pop(key, None)
        told = session.judged(path)
        by_path = diagnostics(self, session, told)
        if told.error is None and told.whole != SETTINGS and session.root in self._halted:  # mended elsewhere
            self._halted.discard(session.root)
            self.judge_soon(session, SETTINGS)
        elif told.error:
            self._halted.add(session.root)
        shown = self._shown.setdefault((session.root, told.whole), set())
        for each in sorted(shown | by_path.keys() | {path}):
            uri = self.uri_of(session, each)
            found = types.PublishDiagnosticsParams(uri, by_path.get(each, []), self.versions.get(uri))
            self.text_document_publish_diagnostics(found)
        self._shown[session.root, told.whole] = {*by_path}

    def uri_of(self, session: EditedRecords, path: str) -> str:
        """The name of a file to the editor."""
        return self.uris.get((session.root, path)) or from_fs_path(str(session.root / path)) or ""

    def range_of(self, session: EditedRecords, at: Location) -> types.Range:
        """A place as the editor counts."""
        lines = session.lines(at.path)
        return types.Range(self.point(lines, at.line, at.column), self.point(lines, at.end_line, at.end_column))

    def point(self, lines: list[str], line: int, column: int) -> types.Position:
        """A place in lines, counted from 1, as the editor counts."""
        nth = min(max(line, 1), len(lines)) - 1
        before = lines[nth][: column - 1] if line - 1 == nth else lines[nth]
        return types.Position(nth, self.workspace.position_codec.client_num_units(before))

    def spot(self, lines: list[str], position: types.Position) -> tuple[int, int]:
        """A place that the editor names: its line, and how many characters stand before it."""
        line = lines[position.line] if position.line < len(lines) else ""
        units, codec = 0, self.workspace.position_codec
        for nth, each in enumerate(line):
            if units >= position.character:
                return position.line, nth
            units += codec.client_num_units(each)
        return position.line, len(line)


def diagnostics(server: RecordsServer, session: EditedRecords, told: FoundHere) -> dict[str, list[types.Diagnostic]]:
    """What was found, by path."""
    lang = chosen_language()
    found: dict[str, list[types.Diagnostic]] = {}
    if told.error:
        line = told.error.place.rstrip(": ").rpartition(":")[2]
        nth = int(line) - 1 if line.isdigit() else 0
        place = types.Range(types.Position(nth, 0), types.Position(nth + 1, 0))
        sentence = tell(told.error.message, told.error.told, lang)
        found[told.whole] = [types.Diagnostic(place, sentence, types.DiagnosticSeverity.Error, source="skpkit")]
    for finding, at in told.findings:
        found.setdefault(at.path, []).append(_diagnostic(server, session, finding, at, lang))
    return found


def _diagnostic(
    server: RecordsServer, session: EditedRecords, finding: Finding, at: Location, lang: str
) -> types.Diagnostic:
    from skpkit.judge.engine import Verdict
    from skpkit.reports import Report

    problem = finding.problem
    sentence = Report(Verdict(()), lang).sentence(finding)
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(server.uri_of(session, each.at.path), server.range_of(session, each.at)), each.at.path
        )
        for each in problem.evidence
        if session.text(each.at.path)
    ]
    return types.Diagnostic(
        server.range_of(session, at),
        "\n".join((sentence, *problem.example)),
        types.DiagnosticSeverity(finding.severity.rank + 1),
        code=finding.code,
        source="skpkit",
        related_information=related or None,
    )


def serve(today: date | None, lang: str | None) -> None:
    """Answer over standard input and output until the editor ends it; what else is printed goes to standard error."""
    gc.enable()  # which a command that ends soon has off; rarely, for a judgement makes many values and no circles
    gc.set_threshold(100_000, 20, 20)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    made_server(today, lang).start_io(sys.stdin.buffer, out)


def made_server(today: date | None, lang: str | None) -> RecordsServer:
    """The server with all that it answers."""
    server = RecordsServer(today, lang)
    _texts(server)
    _questions(server)
    _fixes(server)
    return server


def _texts(server: RecordsServer) -> None:
    @server.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        from skpkit.editors import session  # noqa: F401 - so that the first text need not wait for it

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    @calm
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.lay(params.text_document.uri, params.text_document.text, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    @calm
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.lay(uri, server.workspace.get_text_document(uri).source, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    @calm
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.lift(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    @calm
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.reload()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    @calm
    def other(params: types.DidChangeWatchedFilesParams) -> None:
        server.reload()


def _questions(server: RecordsServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    @calm
    def hovered(params: types.HoverParams) -> types.Hover | None:
        from skpkit.editors.hovering import hover

        found = _asked(server, params)
        said = hover(*found, chosen_language()) if found else None
        # Plain: what people wrote is no markup.
        return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, said)) if said else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    @calm
    def defined(params: types.DefinitionParams) -> types.Location | None:
        from skpkit.editors.pointing import definition

        found = _asked(server, params)
        at = definition(*found) if found else None
        if not found or not at:
            return None
        return types.Location(server.uri_of(found[0], at.path), server.range_of(found[0], at))

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=TRIGGERS))
    @calm
    def completed(params: types.CompletionParams) -> types.CompletionList:
        from skpkit.editors.completing import complete

        found = _asked(server, params)
        if not found:
            return types.CompletionList(False, [])
        session, path, spot = found
        offer = complete(session, path, spot, chosen_language())
        lines = session.lines(path)
        place = types.Range(server.point(lines, spot.line + 1, offer.start + 1), params.position)
        items = [
            types.CompletionItem(
                each.label or each.text.strip(),
                kind=types.CompletionItemKind.Property if each.is_key else types.CompletionItemKind.Value,
                detail=each.detail or None,
                documentation=each.description or None,
                sort_text=f"{nth:03}",
                filter_text=each.label or each.text,
                text_edit=types.TextEdit(place, each.text),
            )
            for nth, each in enumerate(offer.candidates)
        ]
        return types.CompletionList(False, items)


def _fixes(server: RecordsServer) -> None:
    options = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    @calm
    def acted(params: types.CodeActionParams) -> list[types.CodeAction]:
        from skpkit.editors.mending import fixes

        found = server.records_at(params.text_document.uri)
        if not found:
            return []
        session, path = found
        first, last = params.range.start.line + 1, params.range.end.line + 1
        here = [
            each
            for each, at in session.judged(path).findings
            if at.path == path and at.line <= last and at.end_line >= first
        ]
        made = (
            (fix, workspace_edit(server, session, fix.files.items()))
            for fix in fixes(session, path, here, chosen_language())
        )
        kind = types.CodeActionKind.QuickFix
        return [types.CodeAction(fix.title, kind=kind, edit=edit) for fix, edit in made if edit]


def _asked(server: RecordsServer, params: Any) -> tuple[EditedRecords, str, Any] | None:
    """The records, the path and the spot that an editor asks about."""
    from skpkit.editors.spots import TextSpot

    found = server.records_at(params.text_document.uri)
    if not found:
        return None
    session, path = found
    return session, path, TextSpot(*server.spot(session.lines(path), params.position))
