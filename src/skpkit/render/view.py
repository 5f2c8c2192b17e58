"""What a document shows, as plain data: everything looked up, computed and written out, so a template only lays out.

The names are those of the records and forms, since the people who write templates know these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from skpkit.periods import Term
from skpkit.records import APPRAISER, CLOSED, DRAFT, EMPLOYEE, Approval, Change, Data, Indicator, Result, Skp
from skpkit.render import labels, words
from skpkit.render.provenance import Provenance

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SuperiorResult:
    """A superior's RHK, as its subordinates' forms cite it; `head` where its SKP is of the group pimpinan_unit."""

    rencana: str
    indicators: tuple[str, ...]
    head: bool


Superiors: TypeAlias = Callable[[str, str], "SuperiorResult | None"]


@dataclass(frozen=True, slots=True)
class Person:
    """A half of the identity table."""

    sebutan: str
    label_nip: str
    nama: str
    nip: str
    pangkat_golongan: str
    jabatan: str
    unit_kerja: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """A half of the signature block; `persetujuan` are the small lines on when it was agreed."""

    sebutan: str
    nama: str
    nip: str
    persetujuan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """The signature block."""

    tempat_tanggal: str
    pegawai: Signatory
    penilai: Signatory


@dataclass(frozen=True, slots=True)
class Head:
    """The title lines, the line of instansi and period, and what stands under it."""

    judul: tuple[str, ...]
    instansi: str
    periode: str
    catatan: tuple[str, ...]
    tanda: str


@dataclass(frozen=True, slots=True)
class Intervened:
    """The cell of the RHK that is intervened; `rujukan` where only its code is known."""

    uraian: str
    indikator: tuple[str, ...] = ()
    rujukan: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of an IKI; `masa` is its own period, if it has one."""

    aspek: str
    nama: str
    masa: str
    target: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """An RHK with its rows, of which there is always one."""

    nomor: str
    pimpinan: Intervened
    rencana: str
    perspektif: str
    indikator: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A. UTAMA or B. TAMBAHAN."""

    judul: str
    hasil: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One of the seven values, with what the leader expects in particular."""

    nomor: str
    nama: str
    perilaku: tuple[str, ...]
    ekspektasi: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A numbered list of the Lampiran."""

    judul: str
    butir: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SkpView:
    """An SKP kuantitatif with its Lampiran."""

    judul: str
    nama_pendek: str
    tanda_air: tuple[str, ...]
    kepala: Head
    pegawai: Person
    penilai: Person
    pimpinan_unit: bool
    hasil_kerja: tuple[Section, ...]
    perilaku_kerja: tuple[Behaviour, ...]
    bintang_perilaku: str
    catatan_kaki: tuple[str, ...]
    tanda_tangan: Signing
    lampiran: tuple[Items, ...]
    asal: Provenance


def superior_result(skp: Skp, kode: str) -> SuperiorResult | None:
    """What the RHK of that code in a superior's SKP gives its subordinates to cite; None where there is none."""
    found = next((each for each in skp.results if each.kode == kode), None)
    if found is None:
        return None
    names = tuple(str(each.ukuran or each.data.get("nama", "")) for each in found.indicators)
    return SuperiorResult(found.data["rencana"], names, skp.data["kelompok"] == labels.HEADS_OF_UNIT)


def skp_view(skp: Skp, origin: Provenance, superiors: Superiors, replaced: Term | None) -> SkpView:
    """The view of an SKP kuantitatif; `replaced` is the period of the SKP that a komplemen replaces."""
    head_of_unit = skp.data["kelompok"] == labels.HEADS_OF_UNIT
    pegawai = _employee(skp.employee)
    short = _short_name(skp)
    return SkpView(
        judul=f"Sasaran Kinerja Pegawai {skp.tahun}{_which(skp)}: {pegawai.nama}",
        nama_pendek=f"{short} · {words.shortened(pegawai.nama, _LONGEST_NAME)} · {pegawai.label_nip} {pegawai.nip}",
        tanda_air=tuple(_watermarks(skp, origin)),
        kepala=_head(skp, replaced),
        pegawai=pegawai,
        penilai=_appraiser(skp.appraiser),
        pimpinan_unit=head_of_unit,
        hasil_kerja=tuple(_section(skp, name, superiors) for name in labels.SECTION),
        perilaku_kerja=tuple(_behaviours(skp)),
        bintang_perilaku="*" if head_of_unit else "**",
        catatan_kaki=tuple(_notes(head_of_unit)),
        tanda_tangan=_signing(skp),
        lampiran=tuple(_annex(skp.data.get("lampiran"))),
        asal=origin,
    )


def _last_change(skp: Skp) -> Change | None:
    return max(skp.changes, key=lambda each: each.nomor, default=None)


def _which(skp: Skp) -> str:
    last = _last_change(skp)
    komplemen = f" Komplemen ke-{skp.complement.nomor}" if skp.complement else ""
    return komplemen + (f" Adendum ke-{last.nomor}" if last else "")


def _short_name(skp: Skp) -> str:
    return f"SKP{_which(skp)}"


def _watermarks(skp: Skp, origin: Provenance) -> Iterator[str]:
    if skp.status == DRAFT:
        yield labels.DRAFT_MARK
    if not origin.tercatat:
        yield labels.UNRECORDED_MARK


def _head(skp: Skp, replaced: Term | None) -> Head:
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
    last = _last_change(skp)
    if last:
        yield f"ADENDUM KE-{last.nomor}"
    yield labels.APPROACH[skp.data["pendekatan"]]
    yield labels.GROUP[skp.data["kelompok"]]


def _remarks(skp: Skp, replaced: Term | None) -> Iterator[str]:
    established = f"Ditetapkan {words.day(skp.established_on)}" if skp.established_on else ""
    last = _last_change(skp)
    if last:
        amended = f"dendum terakhir {words.day(last.tanggal)}"
        yield f"{established}; a{amended}" if established else f"A{amended}"
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


def _employee(data: Data) -> Person:
    return _person(data, "PEGAWAI YANG DINILAI", labels.NUMBER_OF[data.get("kepegawaian", "pns")])


def _appraiser(data: Data) -> Person:
    return _person(data, "PEJABAT PENILAI KINERJA", labels.NUMBER_OF["pns"])


def _section(skp: Skp, name: str, superiors: Superiors) -> Section:
    results = [each for each in skp.results if each.section == name]
    outcomes = tuple(_outcome(nth, each, superiors) for nth, each in enumerate(results, 1))
    return Section(labels.SECTION[name], outcomes or (_NOTHING,))


def _outcome(nth: int, result: Result, superiors: Superiors) -> Outcome:
    return Outcome(
        nomor=str(nth),
        pimpinan=_intervened(result, superiors),
        rencana=words.text(result.data["rencana"]),
        perspektif=labels.PERSPECTIVE.get(result.data.get("perspektif", ""), ""),
        indikator=tuple(_measure(each) for each in result.indicators) or (_NO_MEASURE,),
    )


def _intervened(result: Result, superiors: Superiors) -> Intervened:
    if result.superior is None:
        task = result.data.get("penugasan")
        missing = "-" if result.section == "tambahan" else ""
        return Intervened(f"Penugasan: {words.text(task)}" if task else missing)
    number, kode = result.superior
    known = superiors(number, kode)
    if known is None:
        return Intervened(f"{kode} (NIP{words.NO_BREAK}{words.nip(number)})", rujukan=True)
    return Intervened(words.text(known.rencana), tuple(map(words.text, known.indicators)) if known.head else ())


def _measure(indicator: Indicator) -> Measure:
    data = indicator.data
    return Measure(
        aspek=labels.ASPECT[data["aspek"]],
        nama=f"{indicator.kode} {data['nama']}",
        masa=f"({words.span(indicator.term)})" if indicator.term else "",
        target=words.amount(indicator.target.get("Y"), data["satuan"]),
    )


_NO_MEASURE = Measure("", "", "", "")
_NOTHING = Outcome("-", Intervened(""), "", "", (_NO_MEASURE,))


def _behaviours(skp: Skp) -> Iterator[Behaviour]:
    expected: dict[str, tuple[str, ...]] = {}
    for each in skp.data["perilaku_kerja"]:
        said = words.lines(each.get("ekspektasi", ""))
        expected[each["nilai"]] = expected.get(each["nilai"], ()) + said
    for nth, (key, (name, behaviours)) in enumerate(labels.VALUES.items(), 1):
        yield Behaviour(str(nth), name, behaviours, expected.get(key, ()))


def _notes(head_of_unit: bool) -> Iterator[str]:
    if head_of_unit:
        yield f"* {labels.EXPECTATION_NOTE}"
    else:
        yield f"* {labels.INTERVENED_NOTE}"
        yield f"** {labels.EXPECTATION_NOTE}"


def _annex(data: Data | None) -> Iterator[Items]:
    if data is None:
        return
    for key, title in labels.ATTACHMENTS.items():
        items = tuple((str(nth), words.text(each)) for nth, each in enumerate(data.get(key, ()), 1))
        yield Items(title, items or (("-", ""),))


def _signing(skp: Skp) -> Signing:
    last = _last_change(skp)
    signed_on = last.tanggal if last else skp.established_on
    place = (skp.data.get("penetapan") or {}).get("tempat", "(tempat)")
    return Signing(
        tempat_tanggal=f"{place}, {words.day(signed_on) if signed_on else '(tanggal, bulan, tahun)'}",
        pegawai=_signatory(skp, _employee(skp.employee), skp.employee, "Pegawai yang Dinilai,", EMPLOYEE),
        penilai=_signatory(skp, _appraiser(skp.appraiser), skp.appraiser, "Pejabat Penilai Kinerja,", APPRAISER),
    )


def _signatory(skp: Skp, person: Person, data: Data, title: str, role: str) -> Signatory:
    return Signatory(
        sebutan=title,
        nama=person.nama,
        nip=f"{person.label_nip} {person.nip}" if person.nip else "",
        persetujuan=tuple(_agreed(skp, role, data.get("nip"))),
    )


def _agreed(skp: Skp, role: str, number: str | None) -> Iterator[str]:
    """When that person agreed; what each agreement is about, once there is more than the SKP itself."""
    last = _last_change(skp)
    for each in _of(skp.approvals, role, number):
        yield f"disetujui {words.day(each.tanggal)}" + (" (penetapan)" if last else "")
    for each in _of(last.persetujuan if last else (), role, number):
        yield f"disetujui {words.day(each.tanggal)} (adendum ke-{last.nomor if last else 0})"


def _of(approvals: Iterable[Approval], role: str, number: str | None) -> Iterator[Approval]:
    return (each for each in approvals if each.sebagai == role and number in (None, each.nip))
