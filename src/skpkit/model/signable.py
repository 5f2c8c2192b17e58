"""What an approval is of, as the bytes that its signature is made over: docs/signatures.md tells them for others.

They are JSON with sorted keys and without spaces, in UTF-8: who approved what, on which day, and the record, so that a
signature fits no other record, entry, role, person or day. The record stands there without what comes besides or after:
all approvals, its status, penetapan (which says when it was set), a keberatan, and entries of `perubahan` that follow
the one that is approved. A number is written as a plain decimal: 95 and 95.0 are the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, NamedTuple

from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.paths import Identity
from skpkit.model.records import Approval, Evaluation, Manual, Record, Skp
from skpkit.model.settings import SIGNING_ROLES
from skpkit.model.signers import principal_of
from skpkit.source.yamlfile import Path

FORM = "skpkit-persetujuan-1"  # a signature is over bytes of one form, so another one gets another number
FILE_FORM = "skpkit-berkas-1"  # of the files that signatures rest on

_APPROVALS, _CHANGES = "persetujuan", "perubahan"
_BESIDE: Mapping[str, tuple[str, ...]] = {  # keys at the top that are not approved, by kind
    Skp.kind: ("status", "penetapan"),
    Manual.kind: (),
    Evaluation.kind: ("status", "keberatan"),
}


class Approved(NamedTuple):
    """What is approved: a record of somebody's year, or of its `perubahan` an entry and what it made of the record.

    `thing` names it within the record: `penetapan`, `komplemen`, the number of an entry, or `evaluasi`; `day` is its
    own day, `path` where its approvals stand, and `newest` tells that nothing was recorded after it.
    """

    identity: Identity
    name: str
    record: Record
    thing: str
    entries: int
    day: date | None
    path: Path
    newest: bool

    def signed(self, approval: Approval) -> bytes:
        """The bytes that one who approves it signs."""
        whose = _whose(approval.by) if not approval.nip else {"nip": principal_of(approval.nip)}
        return canonical(
            {
                "bentuk": FORM,
                "tahun": self.identity.year,
                "pegawai": self.identity.nip,
                "berkas": self.name,
                "perihal": self.thing,
                "sebagai": approval.sebagai,
                **whose,
                "tanggal": approval.tanggal.isoformat(),
                "rekaman": self._content(),
            }
        )

    def _content(self) -> dict[str, Any]:
        data = {key: value for key, value in self.record.data.items() if key not in _BESIDE[self.record.kind]}
        entries = list(data.pop(_CHANGES, ()))[: self.entries]
        content: dict[str, Any] = _without_approvals({**data, **({_CHANGES: entries} if entries else {})})
        return content


class GivenApproval(NamedTuple):
    """An approval that was given, and what it is of. `line` is how it is written there."""

    approved: Approved
    approval: Approval

    @property
    def principal(self) -> str:
        """Who gave it, as the signers file names people."""
        return principal_of(self.approval.by)

    @property
    def signed(self) -> bytes:
        """The bytes that its signature is over."""
        return self.approved.signed(self.approval)

    @property
    def data(self) -> Mapping[str, Any]:
        """Its line in the record."""
        found: Any = self.approved.record.data
        for key in self.approval.path:
            found = found[key]
        line: Mapping[str, Any] = found
        return line


def approvals_given(dossier: Dossier) -> Iterator[GivenApproval]:
    """Every approval in the records of a dossier."""
    for folder in dossier.folders.values():
        for approved, given in things_with_approvals(dossier.identity, folder):
            yield from (GivenApproval(approved, each) for each in given)


def things_to_approve(dossier: Dossier, folder: SkpFolder, record: Record) -> list[Approved]:
    """What of a record of a folder is approved, the newest last."""
    return [each for each, _ in things_with_approvals(dossier.identity, folder) if each.record is record]


def things_with_approvals(identity: Identity, folder: SkpFolder) -> Iterator[tuple[Approved, Sequence[Approval]]]:
    """What of the records of a folder is approved, and who approved it."""
    skp = folder.skp
    if skp:
        name = folder.name_of(skp.name)
        last = not skp.changes
        if skp.complement:
            thing = Approved(identity, name, skp, "komplemen", 0, skp.complement.tanggal, ("komplemen",), last)
            yield thing, skp.complement.persetujuan
        thing = Approved(identity, name, skp, "penetapan", 0, skp.established_on, ("penetapan",), last)
        yield thing, skp.approvals
        yield from _entries(identity, folder, skp)
    for manual in folder.manuals.values():
        yield from _entries(identity, folder, manual)
    for evaluation in folder.evaluations.values():
        name = folder.name_of(evaluation.name)
        yield Approved(identity, name, evaluation, "evaluasi", 0, evaluation.dated, (), True), evaluation.approvals


def _entries(
    identity: Identity, folder: SkpFolder, record: Skp | Manual
) -> Iterator[tuple[Approved, Sequence[Approval]]]:
    kind = "adendum" if isinstance(record, Skp) else "perubahan"
    name, count = folder.name_of(record.name), len(record.changes)
    for nth, each in enumerate(record.changes, 1):
        thing = f"{kind} {each.nomor}"
        yield Approved(identity, name, record, thing, nth, each.tanggal, each.path, nth == count), each.persetujuan


def signed_of_exemption(entry: Mapping[str, Any]) -> bytes:
    """The bytes that who approves an exemption signs: its entry but for who approved it, and who that is."""
    return canonical(
        {
            "bentuk": FORM,
            "perihal": "pengecualian",
            "sebagai": SIGNING_ROLES[-1],
            "nip": principal_of(entry["disetujui"]["nip"]),
            "tanggal": entry["tanggal"],
            "rekaman": {key: value for key, value in entry.items() if key != "disetujui"},
        }
    )


def signed_of_file(path: str, content: bytes, before: bytes | None, signature: bytes | None) -> bytes:
    """The bytes that a pengelola signs for a file to change: its path, what it is to hold, and what it held `before`,
    with the signature that stood there; None for what is not there. So it is for that one change: what was signed once
    brings back nothing, and lands on no other base."""
    return canonical(
        {
            "bentuk": FILE_FORM,
            "berkas": path,
            "isi": sha256(content).hexdigest(),
            "sebelum": before if before is None else sha256(before).hexdigest(),
            "sebelum_sig": signature if signature is None else sha256(signature).hexdigest(),
        }
    )


def _whose(by: str) -> dict[str, str]:
    name, _, post = by.partition("\n")
    return {"nama": name, "jabatan": post}


def _without_approvals(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_approvals(each) for key, each in value.items() if key != _APPROVALS}
    return [_without_approvals(each) for each in value] if isinstance(value, list) else value


def canonical(value: Any) -> bytes:
    """Data as bytes that are the same however a file writes it."""
    return _text(value).encode()


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_text(key)}:{_text(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_text, value)) + "]"
    if isinstance(value, float):
        return _decimal(value)
    return json.dumps(value, ensure_ascii=False)


def _decimal(number: float) -> str:
    """The shortest plain decimal that reads back as the number."""
    text = f"{Decimal(repr(number)):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
