"""What a DOKUMEN EVALUASI KINERJA PEGAWAI (DEK) shows, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from skpkit.model.records import Data, Evaluation, Skp
from skpkit.paper import labels, words
from skpkit.paper.frame import Head, Person, Signing, appraiser_of, employee_of, short_name, watermarks
from skpkit.paper.origin import Provenance
from skpkit.paper.documents.hek import appraiser_then, chosen, head_of, named, period_of, signing_of

_NOBODY = Person("ATASAN PEJABAT PENILAI KINERJA", labels.NUMBER_OF["pns"], "", "", "", "", "")


@dataclass(frozen=True, slots=True)
class Block:
    """A numbered block of text of the DOKUMEN EVALUASI KINERJA PEGAWAI."""

    nomor: str
    judul: str
    isi: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DekView:
    """A DOKUMEN EVALUASI KINERJA PEGAWAI."""

    judul: str
    nama_pendek: str
    tanda_air: tuple[str, ...]
    kepala: Head
    orang: tuple[Person, ...]
    capaian_organisasi: str
    predikat: str
    uraian: tuple[Block, ...]
    catatan_kaki: tuple[str, ...]
    tanda_tangan: Signing
    asal: Provenance


def dek_view(evaluation: Evaluation, skp: Skp, origin: Provenance) -> DekView:
    """The view of the one-page document of an evaluation."""
    data = evaluation.data
    pegawai, penilai = employee_of(skp.employee), appraiser_of(appraiser_then(evaluation, skp))
    above = data.get("atasan_pejabat_penilai")
    return DekView(
        judul=f"Dokumen Evaluasi Kinerja Pegawai {skp.tahun} {named(evaluation, skp)}: {pegawai.nama}",
        nama_pendek=short_name(f"DEK {named(evaluation, skp)}", pegawai),
        tanda_air=tuple(watermarks(evaluation, origin)),
        kepala=head_of(skp, "DOKUMEN EVALUASI KINERJA PEGAWAI", f"PERIODE*: {period_of(evaluation).upper()}"),
        orang=(pegawai, penilai, replace(appraiser_of(above), sebutan=_NOBODY.sebutan) if above else _NOBODY),
        capaian_organisasi=chosen(labels.ORGANISATION, data.get("capaian_organisasi")),
        predikat=chosen(labels.PREDICATE, data.get("predikat")),
        uraian=tuple(_blocks(data)),
        catatan_kaki=(labels.PERIOD_NOTE,),
        tanda_tangan=signing_of(evaluation, skp),
        asal=origin,
    )


def _blocks(data: Data) -> Iterator[Block]:
    yield Block("5", "CATATAN/REKOMENDASI", _texts(data.get("catatan")))
    objection = data.get("keberatan")
    if objection:
        for nth, (key, title) in enumerate(labels.OBJECTION.items(), 6):
            dated = (f"Tanggal {words.day(date.fromisoformat(objection['tanggal']))}",) if key == "isi" else ()
            yield Block(str(nth), title, dated + _texts(objection.get(key)))


def _texts(value: str | None) -> tuple[str, ...]:
    return (words.text(value),) if value else ()
