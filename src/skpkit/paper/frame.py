"""What stands around every document: title, head, people, signatures, marks, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, NamedTuple

from skpkit.messages import cut
from skpkit.model.records import APPRAISER, DRAFT, EMPLOYEE, Amendment, Data, Evaluation, Skp
from skpkit.model.settings import Display
from skpkit.paper import labels, words
from skpkit.paper.look import NO_LETTERHEAD, PAPERS, Letterhead, Picture, emblem, letterhead
from skpkit.paper.origin import Origin

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

    @property
    def number(self) -> str:
        """The NIP under its label; empty where it is not known."""
        return f"{self.label_nip} {self.nip}" if self.nip else ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs; `persetujuan` are the small lines on when it was agreed."""

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
    catatan: tuple[str, ...] = ()
    tanda: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around what a document shows; some have no place for the people, or for signatures (none).
    `keterangan_kaki` are remarks in the foot on what the sheet shows. `lambang` is empty, or the one emblem of a DEK;
    `bingkai_tte` and `bingkai_paraf`: whether there are frames for an electronic signature and for initials.
    """

    judul: str
    nama_pendek: str
    tanda_air: tuple[str, ...]
    kepala: Head
    pegawai: Person
    penilai: Person
    tanda_tangan: Signing | None = None
    keterangan_kaki: tuple[str, ...] = ()
    kop: Letterhead = NO_LETTERHEAD
    lambang: tuple[Picture, ...] = ()
    bingkai_tte: bool = False
    bingkai_paraf: bool = False

    def signed(
        self, place: str, day: date | None, agreed: Mapping[str, Iterable[str]] | None = None, own_line: str = ""
    ) -> Frame:
        """The frame with both signatures under a place and a day, and by their roles the lines on what they agreed to;
        the employee's under a line of its own where there is one.
        """
        pegawai, penilai = (
            signatory(labels.SIGNS_AS[role], person, (agreed or {}).get(role, ()))
            for role, person in ((EMPLOYEE, self.pegawai), (APPRAISER, self.penilai))
        )
        return replace(self, tanda_tangan=Signing(place_and_day(place, day), pegawai, penilai, own_line))


class Printable(NamedTuple):
    """A document as plain data: what stands around it, and what it shows itself, a dataclass named `…Body`."""

    frame: Frame
    body: Any


def frame(
    skp: Skp, title: str, name: str, head: Head, *, appraiser: Data | None = None, mark: str | None = None
) -> Frame:
    """The frame of a document on an SKP; its title, and its name in the foot, both without whose it is.

    The appraiser and the mark are the SKP's own where none is given; an empty mark is none.
    """
    pegawai = employee_of(skp.employee)
    mark = draft_mark(skp) if mark is None else mark
    whose = (cut(each, _LONGEST_NAME, middle=True) for each in (pegawai.nama, f"{pegawai.label_nip} {pegawai.nip}"))
    return Frame(
        judul=f"{title}: {pegawai.nama}",
        nama_pendek=" · ".join((name, *whose)),
        tanda_air=(mark,) if mark else (),
        kepala=head,
        pegawai=pegawai,
        penilai=appraiser_of(appraiser or skp.appraiser),
    )


def template_values(
    printable: Printable, origin: Origin, paper: str, display: Display, files: Mapping[str, bytes]
) -> dict[str, Any]:
    """What the template is given: the document with where it comes from, marked where no commit holds that, or
    none that was accepted, dressed as the office wants it, with emblems of these files."""
    own_mark = (
        labels.PROPOSED_MARK if origin.usulan else "" if origin.tercatat or origin.kosong else labels.UNRECORDED_MARK
    )
    marks = printable.frame.tanda_air + ((own_mark,) if own_mark else ())
    framed = replace(
        printable.frame,
        tanda_air=marks,
        kop=letterhead(display, files),
        lambang=emblem(display, files),
        bingkai_tte=display.signature_frame,
        bingkai_paraf=display.initials_frame,
    )
    parts = (framed, printable.body)
    own = {each.name: getattr(part, each.name) for part in parts for each in fields(part)}
    return {**own, "asal": origin, "kertas": PAPERS[paper]}


def draft_mark(record: Skp | Evaluation) -> str:
    """The mark across every page of what is no final document; empty for one that is."""
    if record.status != DRAFT:
        return ""
    return labels.DRAFT_MARK if isinstance(record, Skp) else labels.DRAFT_RECORD_MARK


def head(skp: Skp, *titles: str) -> Head:
    """The head of a document on an SKP, under these titles."""
    return Head(titles, instansi_of(skp), f"PERIODE PENILAIAN: {words.head_span(skp.term)}")


def closed_mark(skp: Skp) -> str:
    """What stands in the head of an SKP that is closed; empty for another."""
    return labels.CLOSED_MARK if skp.closed else ""


def last_adendum(skp: Skp) -> Amendment | None:
    """The adendum of the highest number."""
    return max(skp.changes, key=lambda each: each.nomor, default=None)


def which(skp: Skp) -> str:
    """What tells this SKP from the year's first, as words to put after a name: ` Komplemen ke-1 Adendum ke-2`."""
    last = last_adendum(skp)
    return which_komplemen(skp) + (f" Adendum ke-{last.nomor}" if last else "")


def which_komplemen(skp: Skp) -> str:
    """The same of a komplemen alone."""
    return f" Komplemen ke-{skp.complement.nomor}" if skp.complement else ""


def instansi_of(skp: Skp) -> str:
    """The instansi as a head has it."""
    return words.text(skp.data["instansi"]).upper()


def complement_title(skp: Skp) -> tuple[str, ...]:
    """The title line of what belongs to a komplemen; none for another."""
    return (f"SKP KOMPLEMEN KE-{skp.complement.nomor}",) if skp.complement else ()


def employee_of(data: Data) -> Person:
    """The half of the identity table for a record's `pegawai`."""
    return _person(data, "PEGAWAI YANG DINILAI", labels.NUMBER_OF[data.get("kepegawaian", "pns")])


def appraiser_of(data: Data) -> Person:
    """The half of the identity table for a record's `pejabat_penilai_kinerja`."""
    return _person(data, "PEJABAT PENILAI KINERJA", labels.NUMBER_OF["pns"])


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


def place_of(skp: Skp) -> str:
    """Where the SKP was set, with the form's blank where that is not known."""
    return str((skp.data.get("penetapan") or {}).get("tempat", labels.NO_PLACE))


def place_and_day(place: str, day: date | None) -> str:
    """The line above a signature, with the form's blank for a day that is not known."""
    return f"{place}, {words.day(day) if day else '(tanggal, bulan, tahun)'}"


def signatory(title: str, person: Person, agreed: Iterable[str]) -> Signatory:
    """Who signs under a title, with the lines on when that was agreed."""
    return Signatory(title, person.nama, person.number, tuple(agreed))


def agreed_on(day: date, verb: str = "disetujui") -> str:
    """The small line under a signature."""
    return f"{verb} {words.day(day)}"
