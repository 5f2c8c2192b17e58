"""What a change sheet shows, as plain data: an adendum of an SKP, or a change of a manual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from skpkit.change.edits import COMPONENTS, Edit
from skpkit.model.records import APPRAISER, EMPLOYEE, REVIEWER, Amendment, Data, Dialogue, Manual, Skp
from skpkit.model.settings import Reviewer
from skpkit.paper import labels, words
from skpkit.paper.frame import Head, Person, Signatory, appraiser_of, employee_of, short_name, watermarks
from skpkit.paper.origin import Provenance
from skpkit.paper.change_rows import ChangeRow, Realised, manual_rows, skp_rows


@dataclass(frozen=True, slots=True)
class ChangeSheetView:
    """A change sheet; `keterangan` are label and text of what stands above its table."""

    judul: str
    nama_pendek: str
    tanda_air: tuple[str, ...]
    kepala: Head
    pegawai: Person
    penilai: Person
    keterangan: tuple[tuple[str, str], ...]
    perubahan: tuple[ChangeRow, ...]
    penanda_tangan: tuple[Signatory, ...]
    asal: Provenance


@dataclass(frozen=True)
class Declared:
    """An entry of `perubahan` with the SKP of its time and its dialogue, where that can be read.

    `along` are the numbers of those recorded with it, `reviewers` those that the settings name.
    """

    change: Amendment
    skp: Skp
    dialogue: Dialogue | None
    along: frozenset[int]
    reviewers: tuple[Reviewer, ...]


def skp_sheet(declared: Declared, before: Skp, realised: Realised, origin: Provenance) -> ChangeSheetView:
    """The change sheet of an adendum; `realised` are the cells that had a realisasi then."""
    change, after = declared.change, declared.skp
    complement = (f"Komplemen ke-{after.complement.nomor}",) if after.complement else ()
    which = (*complement, f"Adendum ke-{change.nomor}")

    def shown(edit: Edit) -> bool:
        """A period is shortened by a komplemen too; of several adendum at once each shows what it declares."""
        declares = bool({edit.part, edit.rides} & change.komponen)
        return declares if declared.along or "periode" in (edit.part, edit.rides) else True

    components = [labels.COMPONENT[each] for each in COMPONENTS if each in change.komponen]
    return _sheet(
        declared,
        origin,
        ("LEMBAR PERUBAHAN SASARAN KINERJA PEGAWAI", *(each.upper() for each in which)),
        f"SKP {' '.join(which)}",
        (("Komponen", ", ".join(components)),),
        skp_rows(before, after, realised, shown),
        reviewed=True,
    )


def manual_sheet(declared: Declared, before: Manual, after: Manual, origin: Provenance) -> ChangeSheetView:
    """The change sheet of a manual's change."""
    number = declared.change.nomor
    name = f"{after.kode} {words.text(after.data.get('ukuran') or after.data.get('nama', ''))}"
    return _sheet(
        declared,
        origin,
        ("LEMBAR PERUBAHAN MANUAL IKI", f"PERUBAHAN KE-{number}"),
        f"Manual IKI {after.kode} perubahan ke-{number}",
        (("IKI", name),),
        manual_rows(before, after),
        reviewed=any(each.sebagai == REVIEWER for each in declared.change.persetujuan),
    )


def _sheet(
    declared: Declared,
    origin: Provenance,
    titles: tuple[str, ...],
    name: str,
    facts: tuple[tuple[str, str], ...],
    rows: tuple[ChangeRow, ...],
    *,
    reviewed: bool,
) -> ChangeSheetView:
    skp = declared.skp
    pegawai = employee_of(skp.employee)
    return ChangeSheetView(
        judul=f"Lembar Perubahan {name}, {skp.tahun}: {pegawai.nama}",
        nama_pendek=short_name(f"Lembar Perubahan {name}", pegawai),
        tanda_air=tuple(watermarks(skp, origin)),
        kepala=Head(
            judul=titles,
            instansi=words.text(skp.data["instansi"]).upper(),
            periode=f"PERIODE PENILAIAN: {words.head_span(skp.term)}",
            catatan=(),
            tanda="",
        ),
        pegawai=pegawai,
        penilai=appraiser_of(skp.appraiser),
        keterangan=(*_facts(declared), *facts, *_together(declared)),
        perubahan=rows or (_NO_ROW,),
        penanda_tangan=tuple(_signers(declared, pegawai, reviewed=reviewed)),
        asal=origin,
    )


_NO_ROW = ChangeRow("-", "", "", "", ())


def _facts(declared: Declared) -> Iterator[tuple[str, str]]:
    change, dialogue = declared.change, declared.dialogue
    yield "Tanggal", words.day(change.tanggal)
    yield "Alasan", words.text(change.data["alasan"])
    held = f"DKI {words.day(dialogue.tanggal)}" if dialogue else change.dialog or labels.NO_NUMBER
    yield "Dialog", held + (f" ({labels.NOT_REPORTED})" if dialogue and not dialogue.reported else "")


def _together(declared: Declared) -> Iterator[tuple[str, str]]:
    if declared.along:
        numbers = ", ".join(f"ke-{each}" for each in sorted(declared.along))
        yield "Catatan", labels.RECORDED_TOGETHER.format(numbers)


def _signers(declared: Declared, pegawai: Person, *, reviewed: bool) -> Iterator[Signatory]:
    approvals = declared.change.data.get("persetujuan", ())
    agreed = [each for each in approvals if each["sebagai"] == EMPLOYEE]
    yield _signatory("Pegawai yang Dinilai,", pegawai, _agreed(agreed))
    agreed = [each for each in approvals if each["sebagai"] == APPRAISER]
    yield _signatory("Pejabat Penilai Kinerja,", _appraiser(declared, agreed), _agreed(agreed))
    if reviewed:
        agreed = [each for each in approvals if each["sebagai"] == REVIEWER]
        person = _reviewer(declared, agreed[0]) if agreed else Person("", "", "", "", "", "", "")
        post = (person.jabatan,) if person.jabatan else ()
        yield _signatory(labels.REVIEWS_AS, person, (*post, *_agreed(agreed, "direviu")))


def _signatory(title: str, person: Person, notes: Iterable[str]) -> Signatory:
    return Signatory(title, person.nama, f"{person.label_nip} {person.nip}" if person.nip else "", tuple(notes))


def _agreed(approvals: Iterable[Mapping[str, str]], verb: str = "disetujui") -> Iterator[str]:
    days = sorted({each["tanggal"] for each in approvals})
    return (f"{verb} {words.day(date.fromisoformat(each))}" for each in days)


def _appraiser(declared: Declared, agreed: Iterable[Mapping[str, str]]) -> Person:
    """Who agreed as the appraiser, where that was the one before; else the one of then."""
    former = declared.change.former_appraiser
    numbers = {each["nip"] for each in agreed}
    was_former = former and former.get("nip") in numbers and declared.skp.appraiser.get("nip") not in numbers
    return appraiser_of(former if was_former and former else declared.skp.appraiser)


def _reviewer(declared: Declared, approval: Mapping[str, str]) -> Person:
    """Who reviewed, as the approval names him, else as the settings do."""
    known = next((each for each in declared.reviewers if each.nip == approval["nip"]), None)
    data: Data = {
        "nip": approval["nip"],
        "nama": approval.get("nama") or (known.nama if known else ""),
        "jabatan": approval.get("jabatan") or (known.jabatan if known else ""),
    }
    return appraiser_of(data)
