"""Exemptions: recorded, approved passes for single findings, in `records/pengecualian.yaml`, and what became of each.

One is matched by code, file and what it is about (IKI, period), or by the finding's fingerprint; never by the text of
a message, a line or a position in the file. It counts until its day, and not for who approved it himself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from skpkit.findings import Finding, Location
from skpkit.model.nip import digits, is_nip
from skpkit.model.paths import identity_of, nip_in
from skpkit.source.schemas import EXEMPTIONS_KIND, accepts
from skpkit.source.yamlfile import Document, read


class Exemption(NamedTuple):
    """One entry. An empty `path`, `iki` or `period` stands for any; `approver` is an NIP as it was written."""

    code: str
    path: str
    iki: str
    period: str
    fingerprint: str
    until: date | None
    approver: str
    at: Callable[..., Location]

    @property
    def about(self) -> tuple[str, ...]:
        """What tells it apart from others."""
        return (self.code, self.fingerprint) if self.fingerprint else (self.code, self.path, self.iki, self.period)

    @property
    def beneficiary(self) -> str:
        """The NIP of the employee whose file it names, where it names one."""
        return nip_in(self.path)

    def names(self, finding: Finding) -> bool:
        """Whether a finding is what it is made for."""
        if finding.code != self.code:
            return False
        if self.fingerprint:
            return finding.fingerprint == self.fingerprint
        problem = finding.problem
        places = {problem.at.path} | ({problem.was.path} if problem.was else set())
        return self.path in places and {self.iki, self.period} - {""} <= set(problem.about)

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today


def exemptions_in(path: str, content: bytes) -> tuple[Exemption, ...]:
    """The exemptions in a file; none where it is not as its schema wants it."""
    document = read(content)
    if not is_accepted(document):
        return ()
    entries = enumerate(document.data["pengecualian"])
    return tuple(_exemption(each, partial(_at, path, document, nth)) for nth, each in entries)


def is_accepted(document: Document) -> bool:
    """Whether a file of exemptions could be read, and is as its schema wants it."""
    return not document.slips and accepts(EXEMPTIONS_KIND, document.data)


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


class Exemptions(NamedTuple):
    """The exemptions of a state, held against its findings on a day.

    `used` are those that passed one, `own` those that would have if the employee had not approved them himself. Of
    those in `silent` nobody can say whether they are of use, since what they name was not judged.
    """

    entries: tuple[Exemption, ...]
    today: date
    used: frozenset[Exemption] = frozenset()
    own: frozenset[Exemption] = frozenset()
    silent: frozenset[Exemption] = frozenset()


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
        employee = identity_of(finding.dossier).nip
        fit = [each for each in exemptions if each.names(finding)]
        own.update(each for each in fit if digits(each.approver) == employee)
        good = [each for each in fit if is_nip(each.approver) and each not in own and not each.expired(today)]
        used.update(good)
        (passed if good else stand).append(finding)
    return Divided(stand, passed, Exemptions(tuple(exemptions), today, frozenset(used), frozenset(own)))
