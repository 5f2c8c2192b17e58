"""Texts of files as edits that an editor makes: of the lines alone that differ, so that a cursor stays where it was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from skpkit.cli._serving import RecordsServer
    from skpkit.editors.session import EditedRecords


def workspace_edit(
    server: RecordsServer, session: EditedRecords, files: Iterable[tuple[str, str]]
) -> types.WorkspaceEdit | None:
    """An edit that gives files other texts, new ones too; None where the editor cannot make one."""
    workspace = server.client_capabilities.workspace
    told = workspace.workspace_edit if workspace else None
    can_make = types.ResourceOperationKind.Create in ((told and told.resource_operations) or ())
    changes: list[types.TextDocumentEdit | types.CreateFile] = []
    plain: dict[str, list[types.TextEdit]] = {}
    for path, text in files:
        uri, old = server.uri_of(session, path), session.text(path)
        edit = _between(server, old, text)
        if not old:
            if not can_make:
                return None
            changes.append(types.CreateFile(uri))
        plain[uri] = [edit]
        changes.append(types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri), [edit]))
    if told and told.document_changes:
        return types.WorkspaceEdit(document_changes=changes)
    return None if any(isinstance(each, types.CreateFile) for each in changes) else types.WorkspaceEdit(changes=plain)


def _between(server: RecordsServer, old: str, new: str) -> types.TextEdit:
    """The edit that makes one text of another, of whole lines."""
    before, after = old.split("\n"), new.split("\n")
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    kept = len(before) - last
    if last:
        start, end = types.Position(first, 0), types.Position(kept, 0)
        return types.TextEdit(
            types.Range(start, end), "".join(f"{each}\n" for each in after[first : len(after) - last])
        )
    lines = [each.rstrip("\r") for each in before]
    if first == len(before):  # lines came behind the last one
        end = server.point(lines, len(lines), len(lines[-1]) + 1)
        return types.TextEdit(types.Range(end, end), "".join(f"\n{each}" for each in after[first:]))
    end = server.point(lines, len(lines), len(lines[-1]) + 1)
    return types.TextEdit(types.Range(types.Position(first, 0), end), "\n".join(after[first:]))
