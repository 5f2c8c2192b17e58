"""The SKP with its Lampiran; a thin bar stands beside what its last adendum changed.

The names are those of the records and forms, since the people who write templates know these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from skpkit.change.compare import skp_edits
from skpkit.change.edits import Edit
from skpkit.messages import N_
from skpkit.model.people import who
from skpkit.model.periods import Term
from skpkit.model.records import APPRAISER, EMPLOYEE, Approval, Data, Indicator, Result, Skp, same
from skpkit.paper import labels, words
from skpkit.paper.earlier import amended
from skpkit.paper.frame import Head, Printable, agreed_on, closed_mark, frame, head, last_adendum, place_of, which
from skpkit.paper.material import DocumentKind, Material
from skpkit.paper.results import (
    Behaviour,
    Intervened,
    Superiors,
    behaviours_of,
    intervened,
    name_of,
    own_term,
    perspective,
    superiors_of,
)
from skpkit.source.schemas import SKP


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of an IKI; `masa` is its own period, if it has one; `berubah` where the last adendum changed it."""

    aspek: str
    nama: str
    masa: str
    target: str
    berubah: bool = False


@dataclass(frozen=True, slots=True)
class PlannedResult:
    """An RHK with its rows, of which there is always one; `berubah` where the last adendum changed it."""

    nomor: str
    pimpinan: Intervened
    rencana: str
    perspektif: str
    indikator: tuple[Measure, ...]
    berubah: bool = False


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A. UTAMA or B. TAMBAHAN."""

    judul: str
    hasil: tuple[PlannedResult, ...]


@dataclass(frozen=True, slots=True)
class AnnexList:
    """A numbered list of the Lampiran: number and text of each entry, and whether the last adendum brought it."""

    judul: str
    butir: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class SkpBody:
    """An SKP with its Lampiran; in a kualitatif one an IKI is its narrative, and what is intervened is in brackets."""

    kualitatif: bool
    pimpinan_unit: bool
    pengantar_ukuran: str
    hasil_kerja: tuple[PlannedSection, ...]
    perilaku_kerja: tuple[Behaviour, ...]
    bintang_perilaku: str
    catatan_kaki: tuple[str, ...]
    lampiran: tuple[AnnexList, ...]


def make(material: Material, _: str) -> Printable:
    """The document, with the superiors' RHK that are intervened, and what was before its last adendum."""
    skp = material.record(Skp)
    superiors = superiors_of(material, skp)
    replaced = _replaced(material, skp)
    last = last_adendum(skp)
    found = amended(material, last.nomor) if last else None
    before = found.before if found and isinstance(found.before, Skp) else None
    return shape(skp, superiors, replaced.term if replaced else None, before)


def _replaced(material: Material, skp: Skp) -> Skp | None:
    """The SKP that a komplemen replaces."""
    record = material.dossier.record_at(material.folder, skp.complement.menggantikan) if skp.complement else None
    if not isinstance(record, Skp):
        return None
    material.cite(record)
    return record


def shape(skp: Skp, superiors: Superiors, replaced: Term | None = None, before: Skp | None = None) -> Printable:
    """An SKP on paper; `replaced` is the period of the SKP that a komplemen replaces, `before` what it was before its
    last adendum, both if known.
    """
    edits = tuple(skp_edits("", before, skp)) if before else ()
    cites = not skp.heads_unit and not skp.narrative
    framed = frame(skp, f"Sasaran Kinerja Pegawai {skp.tahun}{which(skp)}", f"SKP{which(skp)}", _head(skp, replaced))
    if before:
        framed = replace(
            framed,
            pegawai=replace(framed.pegawai, berubah=_differing(before.employee, skp.employee)),
            penilai=replace(framed.penilai, berubah=_differing(before.appraiser, skp.appraiser)),
        )
    last = last_adendum(skp)
    agreed = {
        EMPLOYEE: _agreed(skp, EMPLOYEE, who(skp.employee)),
        APPRAISER: _agreed(skp, APPRAISER, who(skp.appraiser)),
    }
    body = SkpBody(
        kualitatif=skp.narrative,
        pimpinan_unit=skp.heads_unit,
        pengantar_ukuran=labels.MEASURES[skp.data["kelompok"]],
        hasil_kerja=tuple(_section(skp, name, superiors, edits) for name in labels.SECTION),
        perilaku_kerja=tuple(
            replace(each, berubah=any(edit.part == "perilaku_kerja" and edit.field == value for edit in edits))
            for value, each in behaviours_of(skp)
        ),
        bintang_perilaku="**" if cites else "*",
        catatan_kaki=tuple(_notes(cites)),
        lampiran=tuple(_annex(skp.data.get("lampiran"), before)),
    )
    return Printable(framed.signed(place_of(skp), last.tanggal if last else skp.established_on, agreed), body)


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(each for each in after if not same(before.get(each), after[each]))


# --- head and signatures -------------------------------------------------------------------------------------


def _head(skp: Skp, replaced: Term | None) -> Head:
    return replace(head(skp, *_titles(skp)), catatan=tuple(_remarks(skp, replaced)), tanda=closed_mark(skp))


def _titles(skp: Skp) -> Iterator[str]:
    yield "SASARAN KINERJA PEGAWAI"
    if skp.complement:
        yield f"KOMPLEMEN KE-{skp.complement.nomor}"
    last = last_adendum(skp)
    if last:
        yield f"ADENDUM KE-{last.nomor}"
    yield labels.APPROACH[skp.data["pendekatan"]]
    yield labels.GROUP[skp.data["kelompok"]]


def _remarks(skp: Skp, replaced: Term | None) -> Iterator[str]:
    established = f"Ditetapkan {words.day(skp.established_on)}" if skp.established_on else ""
    last = last_adendum(skp)
    if last:
        amended_on = words.day(last.tanggal)
        yield f"{established}; adendum terakhir {amended_on}" if established else f"Adendum terakhir {amended_on}"
    elif established and closed_mark(skp):
        yield established
    for each in skp.absences:
        yield f"Tidak bertugas {words.span(each.term)}: {words.text(each.data['alasan'])}"
    if skp.complement:
        former = f"SKP periode {words.span(replaced)}" if replaced else "SKP sebelumnya"
        yield f"Menggantikan {former}; alasan: {' '.join(skp.data['komplemen']['alasan'].split())}"


def _agreed(skp: Skp, role: str, person: str) -> Iterator[str]:
    """When that person agreed; what each agreement is about, once there is more than the SKP itself."""
    last = last_adendum(skp)
    for each in _of(skp.approvals, role, person):
        yield agreed_on(each.tanggal) + (" (penetapan)" if last else "")
    for each in _of(last.persetujuan if last else (), role, person):
        yield f"{agreed_on(each.tanggal)} (adendum ke-{last.nomor if last else 0})"


def _of(approvals: Iterable[Approval], role: str, person: str) -> Iterator[Approval]:
    return (each for each in approvals if each.sebagai == role and each.by == person)


# --- hasil kerja ---------------------------------------------------------------------------------------------


def _section(skp: Skp, name: str, superiors: Superiors, edits: Sequence[Edit]) -> PlannedSection:
    results = [each for each in skp.results if each.section == name]
    planned = tuple(_result(nth, each, skp, superiors, edits) for nth, each in enumerate(results, 1))
    return PlannedSection(labels.SECTION[name], planned or (_NOTHING,))


def _result(nth: int, result: Result, skp: Skp, superiors: Superiors, edits: Sequence[Edit]) -> PlannedResult:
    """An RHK marked where it changed itself, and each of its IKI where that or the RHK did."""
    whole = any(each.rhk == result.kode and not each.iki for each in edits)
    changed = {each.iki for each in edits}
    measures = (
        replace(_measure(each, result, skp), berubah=whole or each.kode in changed) for each in result.indicators
    )
    return PlannedResult(
        nomor=str(nth),
        pimpinan=_intervened(result, skp, superiors),
        rencana=words.text(result.data["rencana"]),
        perspektif="" if skp.narrative else perspective(result),
        indikator=tuple(measures) or (replace(_NO_MEASURE, berubah=whole),),
        berubah=whole,
    )


_NO_MEASURE = Measure("", "", "", "")
_NOTHING = PlannedResult("-", Intervened(""), "", "", (_NO_MEASURE,))


def _measure(indicator: Indicator, result: Result, skp: Skp) -> Measure:
    if skp.narrative:
        end = f" ({perspective(result)})" if skp.heads_unit and perspective(result) else ""
        return Measure("", words.text(indicator.ukuran or "") + end, own_term(indicator), "")
    data = indicator.data
    return Measure(
        aspek=labels.ASPECT[data["aspek"]],
        nama=name_of(indicator),
        masa=own_term(indicator),
        target=words.amount(indicator.target.get("Y"), data["satuan"]),
    )


def _intervened(result: Result, skp: Skp, superiors: Superiors) -> Intervened:
    """The cell of what is intervened, which a kualitatif SKP has in brackets, and one of a head of unit not at all."""
    if not skp.narrative:
        return intervened(result, superiors)
    if skp.heads_unit:
        return Intervened("")
    if result.superior is None:
        task = result.data.get("penugasan")
        return Intervened(f"(Penugasan dari {words.text(task)})" if task else "")
    number, kode = result.superior
    known = superiors[number, kode]
    if known is None:
        return Intervened(f"({kode}, NIP{words.NO_BREAK}{words.nip(number)})", rujukan=True)
    return Intervened(f"({words.text(known.rencana)})")


# --- what stands below ---------------------------------------------------------------------------------------


def _notes(cites: bool) -> Iterator[str]:
    """The notes at the foot of the form; the first only where a column cites what is intervened."""
    if cites:
        yield f"* {labels.INTERVENED_NOTE}"
    yield f"{'**' if cites else '*'} {labels.EXPECTATION_NOTE}"


def _annex(data: Data | None, before: Skp | None) -> Iterator[AnnexList]:
    if data is None:
        return
    for key, title in labels.ATTACHMENTS.items():
        texts = [words.text(each) for each in data.get(key, ())]
        known = {words.text(each) for each in before.data.get("lampiran", {}).get(key, ())} if before else set(texts)
        items = tuple((str(nth), text, bool(text) and text not in known) for nth, text in enumerate(texts, 1))
        yield AnnexList(title, items or (("-", "", False),))


DOCUMENT = DocumentKind({SKP: N_("the SKP with its Lampiran")}, SkpBody, make)
