"""What the forms have in common, as plain data: head, identity, signatures and marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from skpkit.model.periods import Term
from skpkit.model.records import APPRAISER, CLOSED, DRAFT, EMPLOYEE, Amendment, Approval, Data, Evaluation, Skp
from skpkit.paper import labels, words
from skpkit.paper.origin import Provenance

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Person:
    """A half of the identity table; `berubah` names what the last adendum changed."""

    sebutan: str
    label_nip: str
    nama: str
    nip: str
    pangkat_golongan: str
    jabatan: str
    unit_kerja: str
    berubah: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    """A half of the signature block; `persetujuan` are the small lines on when it was agreed."""

    sebutan: str
    nama: str
    nip: str
    persetujuan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """The signature block; the employee signs where the form wants it, under an own date where it has one."""

    tempat_tanggal: str
    pegawai: Signatory | None
    penilai: Signatory
    tempat_tanggal_pegawai: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The title lines, the line of instansi and period, and what stands under it."""

    judul: tuple[str, ...]
    instansi: str
    periode: str
    catatan: tuple[str, ...]
    tanda: str


def last_change(skp: Skp) -> Amendment | None:
    """The adendum of the highest number."""
    return max(skp.changes, key=lambda each: each.nomor, default=None)


def which(skp: Skp) -> str:
    """What tells this SKP from the year's first, as words to put after a name: ` Komplemen ke-1 Adendum ke-2`."""
    last = last_change(skp)
    komplemen = f" Komplemen ke-{skp.complement.nomor}" if skp.complement else ""
    return komplemen + (f" Adendum ke-{last.nomor}" if last else "")


def short_name(document: str, person: Person) -> str:
    """What the foot calls a document: its name and whose it is."""
    number = f"{person.label_nip} {person.nip}"
    return " · ".join((document, words.shortened(person.nama, _LONGEST_NAME), words.shortened(number, _LONGEST_NAME)))


def watermarks(record: Skp | Evaluation, origin: Provenance) -> Iterator[str]:
    """The words across every page of what is no final document."""
    if record.status == DRAFT:
        yield labels.DRAFT_MARK
    if not origin.tercatat:
        yield labels.UNRECORDED_MARK


def head(skp: Skp, replaced: Term | None) -> Head:
    """The head of an SKP; `replaced` is the period of the SKP that it replaces, if known."""
    return Head(
        judul=tuple(_titles(skp)),
        instansi=words.text(skp.data["instansi"]).upper(),
        periode=f"PERIODE PENILAIAN: {words.head_span(skp.term)}",
        catatan=tuple(_remarks(skp, replaced)),
        tanda=labels.CLOSED_MARK if skp.status == CLOSED else "",
    )


def _titles(skp: Skp) -> Iterator[str]:
    yield "SASARAN KINERJA PEGAWAI"
    if skp.complement:
        yield f"KOMPLEMEN KE-{skp.complement.nomor}"
    last = last_change(skp)
    if last:
        yield f"ADENDUM KE-{last.nomor}"
    yield labels.APPROACH[skp.data["pendekatan"]]
    yield labels.GROUP[skp.data["kelompok"]]


def _remarks(skp: Skp, replaced: Term | None) -> Iterator[str]:
    established = f"Ditetapkan {words.day(skp.established_on)}" if skp.established_on else ""
    last = last_change(skp)
    if last:
        amended = words.day(last.tanggal)
        yield f"{established}; adendum terakhir {amended}" if established else f"Adendum terakhir {amended}"
    elif established and skp.status == CLOSED:
        yield established
    if skp.complement:
        before = f"SKP periode {words.span(replaced)}" if replaced else "SKP sebelumnya"
        yield f"Menggantikan {before}; alasan: {_one_line(skp.data['komplemen']['alasan'])}"


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _person(data: Data, sebutan: str, label: str) -> Person:
    return Person(
        sebutan=sebutan,
        label_nip=label,
        nama=words.text(data["nama"]),
        nip=words.nip(data.get("nip", "")),
        pangkat_golongan=data.get("pangkat_golongan", ""),
        jabatan=data["jabatan"],
        unit_kerja=data.get("unit_kerja", ""),
    )


def employee_of(data: Data) -> Person:
    """The half of the identity table for a record's `pegawai`."""
    return _person(data, "PEGAWAI YANG DINILAI", labels.NUMBER_OF[data.get("kepegawaian", "pns")])


def appraiser_of(data: Data) -> Person:
    """The half of the identity table for a record's `pejabat_penilai_kinerja`."""
    return _person(data, "PEJABAT PENILAI KINERJA", labels.NUMBER_OF["pns"])


def signing(skp: Skp) -> Signing:
    """The signature block of the SKP as it stands: dated by its last adendum, else by its penetapan."""
    last = last_change(skp)
    signed_on = last.tanggal if last else skp.established_on
    place = (skp.data.get("penetapan") or {}).get("tempat", labels.NO_PLACE)
    return Signing(
        tempat_tanggal=place_and_day(place, signed_on),
        pegawai=signatory(EMPLOYEE, employee_of(skp.employee), _agreed(skp, EMPLOYEE, skp.employee.get("nip"))),
        penilai=signatory(APPRAISER, appraiser_of(skp.appraiser), _agreed(skp, APPRAISER, skp.appraiser.get("nip"))),
    )


def place_and_day(place: str, day: date | None) -> str:
    """The line above a signature, with the form's blank for a day that is not known."""
    return f"{place}, {words.day(day) if day else '(tanggal, bulan, tahun)'}"


def signatory(role: str, person: Person, agreed: Iterable[str]) -> Signatory:
    """The half of the signature block for one who signs in that role."""
    return Signatory(
        sebutan=labels.SIGNS_AS[role],
        nama=person.nama,
        nip=f"{person.label_nip} {person.nip}" if person.nip else "",
        persetujuan=tuple(agreed),
    )


def _agreed(skp: Skp, role: str, number: str | None) -> Iterator[str]:
    """When that person agreed; what each agreement is about, once there is more than the SKP itself."""
    last = last_change(skp)
    for each in _of(skp.approvals, role, number):
        yield f"disetujui {words.day(each.tanggal)}" + (" (penetapan)" if last else "")
    for each in _of(last.persetujuan if last else (), role, number):
        yield f"disetujui {words.day(each.tanggal)} (adendum ke-{last.nomor if last else 0})"


def _of(approvals: Iterable[Approval], role: str, number: str | None) -> Iterator[Approval]:
    return (each for each in approvals if each.sebagai == role and number in (None, each.nip))
