"""Exemptions: recorded, approved passes for single findings, in `records/pengecualian.yaml`.

One is matched by code, file and what it is about (IKI, period), or by the finding's fingerprint; never by the text of
a message, a line or a position in the file. It counts until its day, and not for who approved it himself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from skpkit.findings import Finding, Location
from skpkit.judge.office import Office
from skpkit.model.dossier import EXEMPTIONS
from skpkit.model.exemptions import Exemption, Exemptions, digits, is_nip
from skpkit.source.schemas import accepts
from skpkit.source.tree import FILE_MODES
from skpkit.source.yamlfile import Document, read


def exemptions_of(office: Office) -> tuple[Exemption, ...]:
    """The exemptions of a state; none where the file is not there, or is not as its schema wants it."""
    path = f"{office.settings.records}/{EXEMPTIONS}"
    entry = next((each for each in office.listing.outside if each.path == path and each.mode in FILE_MODES), None)
    if entry is None:
        return ()
    document = read(office.tree.read([entry.oid])[entry.oid])
    if document.slips or not accepts("pengecualian", document.data):
        return ()
    entries = enumerate(document.data["pengecualian"])
    return tuple(_exemption(each, partial(_at, path, document, nth)) for nth, each in entries)


def _at(path: str, document: Document, nth: int, *keys: str) -> Location:
    return Location(path, *document.span(("pengecualian", nth, *keys)))


def _exemption(data: dict[str, Any], at: Callable[..., Location]) -> Exemption:
    about = data.get("tentang", {})
    until = data.get("berlaku_sampai")
    return Exemption(
        code=data["kode"],
        path=data.get("berkas", ""),
        iki=about.get("iki", ""),
        period=about.get("periode", ""),
        fingerprint=data.get("sidik", ""),
        until=date.fromisoformat(until) if until else None,
        approver=str(data.get("disetujui", {}).get("nip", "")),
        at=at,
    )


class Divided(NamedTuple):
    """Findings that stand, those that an exemption passes, and what became of the exemptions."""

    stand: list[Finding]
    passed: list[Finding]
    exemptions: Exemptions


def divided(findings: Iterable[Finding], exemptions: Sequence[Exemption], today: date) -> Divided:
    """The findings that stand, and those that an exemption passes on that day."""
    stand: list[Finding] = []
    passed: list[Finding] = []
    used: set[Exemption] = set()
    own: set[Exemption] = set()
    for finding in findings:
        employee = finding.dossier.partition("/")[2]
        fit = [each for each in exemptions if each.names(finding)]
        own.update(each for each in fit if digits(each.approver) == employee)
        good = [each for each in fit if is_nip(each.approver) and each not in own and not each.expired(today)]
        used.update(good)
        (passed if good else stand).append(finding)
    return Divided(stand, passed, Exemptions(tuple(exemptions), today, frozenset(used), frozenset(own)))
