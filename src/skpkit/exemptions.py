"""Exemptions: recorded, approved passes for single findings, in `records/pengecualian.yaml`.

One is matched by code, file and what it is about (IKI, period), or by the finding's fingerprint; never by the text of
a message, a line or a position in the file. It counts until its day, and not for who approved it himself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from skpkit.dossier import EXEMPTIONS
from skpkit.findings import Finding
from skpkit.office import Office
from skpkit.schemas import accepts
from skpkit.tree import FILE_MODES
from skpkit.yamlfile import read


class Exemption(NamedTuple):
    """One entry. An empty `path`, `iki` or `period` stands for any."""

    code: str
    path: str
    iki: str
    period: str
    fingerprint: str
    until: date | None
    approver: str

    def passes(self, finding: Finding, today: date) -> bool:
        """Whether it passes a finding on that day."""
        if finding.code != self.code or (self.until and self.until < today):
            return False
        if self.approver and self.approver == finding.dossier.partition("/")[2]:
            return False
        if self.fingerprint:
            return finding.fingerprint == self.fingerprint
        problem = finding.problem
        places = {problem.at.path} | ({problem.was.path} if problem.was else set())
        about = set(problem.about)
        return self.path in places and {self.iki, self.period} - {""} <= about


def exemptions_of(office: Office) -> tuple[Exemption, ...]:
    """The exemptions of a state; none where the file is not there, or is not as its schema wants it."""
    path = f"{office.settings.records}/{EXEMPTIONS}"
    entry = next((each for each in office.listing.outside if each.path == path and each.mode in FILE_MODES), None)
    if entry is None:
        return ()
    document = read(office.tree.read([entry.oid])[entry.oid])
    if document.slips or not accepts("pengecualian", document.data):
        return ()
    return tuple(_exemption(each) for each in document.data["pengecualian"])


def _exemption(data: dict[str, Any]) -> Exemption:
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
    )


def divided(
    findings: Iterable[Finding], exemptions: Sequence[Exemption], today: date
) -> tuple[list[Finding], list[Finding]]:
    """The findings that stand, and those that an exemption passes."""
    stand: list[Finding] = []
    passed: list[Finding] = []
    for finding in findings:
        (passed if any(each.passes(finding, today) for each in exemptions) else stand).append(finding)
    return stand, passed
