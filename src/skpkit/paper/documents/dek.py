"""The one-page document of an evaluation (DEK)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from skpkit.messages import N_
from skpkit.model.records import Data, Evaluation
from skpkit.paper import labels, words
from skpkit.paper.evaluation import Stars, chosen, evaluation_frame, held_then, period_of, stars
from skpkit.paper.frame import Person, Printable, Signatory, appraiser_of, place_and_day, signatory
from skpkit.paper.material import DocumentKind, Material
from skpkit.paper.sections import texts
from skpkit.source.schemas import EVALUATION

NOBODY = Person("ATASAN PEJABAT PENILAI KINERJA", labels.NUMBER_OF["pns"], "", "", "", "", "")


@dataclass(frozen=True, slots=True)
class Block:
    """A numbered block of text of the DOKUMEN EVALUASI KINERJA PEGAWAI."""

    nomor: str
    judul: str
    isi: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DekBody:
    """A DOKUMEN EVALUASI KINERJA PEGAWAI; where it has an objection, `atasan` signs the decision on it, under a place
    and a day of his own.
    """

    orang: tuple[Person, ...]
    capaian_organisasi: str
    predikat: str
    bintang: Stars
    uraian: tuple[Block, ...]
    catatan_kaki: tuple[str, ...]
    atasan: Signatory | None = None
    tempat_tanggal_atasan: str = ""


def make(material: Material, _: str) -> Printable:
    """The one-page document of an evaluation."""
    evaluation = material.record(Evaluation)
    plan, data = held_then(material, evaluation), evaluation.data
    titles = ("DOKUMEN EVALUASI KINERJA PEGAWAI", f"PERIODE*: {period_of(evaluation).upper()}")
    framed = evaluation_frame(material, evaluation, plan, "Dokumen Evaluasi Kinerja Pegawai", "DEK", *titles)
    above = data.get("atasan_pejabat_penilai")
    superior = replace(appraiser_of(above), sebutan=NOBODY.sebutan) if above else NOBODY
    marks = stars(data, "**")
    is_open = marks.capaian_organisasi or marks.predikat
    body = DekBody(
        orang=(framed.pegawai, framed.penilai, superior),
        capaian_organisasi=chosen(labels.ORGANISATION, data.get("capaian_organisasi")),
        predikat=chosen(labels.PREDICATE, data.get("predikat")),
        bintang=marks,
        uraian=tuple(_blocks(data)),
        catatan_kaki=(labels.PERIOD_NOTE, *((labels.CHOOSE_ALSO_NOTE,) if is_open else ())),
    )
    if "keberatan" not in data:
        return Printable(framed, body)
    decides = signatory(labels.DECIDES_AS, superior, ())
    return with_decision(Printable(framed, body), decides, place_and_day(data.get("tempat", labels.NO_PLACE), None))


def with_decision(document: Printable, decides: Signatory, line: str) -> Printable:
    """The document with who decides on the objection among those who sign, numbered after its blocks as they sign: the
    appraiser, the employee, and he, under that line. No record holds the day of a decision.
    """
    signing = document.frame.tanda_tangan
    assert signing is not None  # noqa: S101 - a DEK is signed
    numbers = count(len(document.body.orang) + 1 + len(document.body.uraian) + 1)
    numbered = replace(
        signing,
        tempat_tanggal=f"{next(numbers)}. {signing.tempat_tanggal}",
        tempat_tanggal_pegawai=f"{next(numbers)}. {signing.tempat_tanggal_pegawai}",
    )
    named = decides if decides.nama else replace(decides, nama=labels.BLANK_NAME)
    return Printable(
        replace(document.frame, tanda_tangan=numbered),
        replace(document.body, atasan=named, tempat_tanggal_atasan=f"{next(numbers)}. {line}"),
    )


def _blocks(data: Data) -> Iterator[Block]:
    yield Block("5", "CATATAN/REKOMENDASI", texts(data.get("catatan")))
    objection = data.get("keberatan")
    if objection:
        for nth, (key, title) in enumerate(labels.OBJECTION.items(), 6):
            dated = (f"Tanggal {words.day(date.fromisoformat(objection['tanggal']))}",) if key == "isi" else ()
            yield Block(str(nth), title, dated + texts(objection.get(key)))


DOCUMENT = DocumentKind({EVALUATION: N_("the one-page document of the evaluation (DEK)")}, DekBody, make)
