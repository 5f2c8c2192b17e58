"""What an SKP shows, as plain data: everything looked up, computed and written out, so a template only lays out.

The names are those of the records and forms, since the people who write templates know these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from skpkit.model.periods import Term
from skpkit.model.records import Data, Indicator, Result, Skp
from skpkit.paper import labels, words
from skpkit.paper.frame import (
    Head,
    Person,
    Signing,
    appraiser_of,
    employee_of,
    head,
    short_name,
    signing,
    watermarks,
    which,
)
from skpkit.paper.origin import Provenance


@dataclass(frozen=True, slots=True)
class SuperiorResult:
    """A superior's RHK, as its subordinates' forms cite it; `head` where its SKP is of the group pimpinan_unit."""

    rencana: str
    indicators: tuple[str, ...]
    head: bool


Superiors: TypeAlias = Callable[[str, str], "SuperiorResult | None"]


@dataclass(frozen=True, slots=True)
class Intervened:
    """The cell of the RHK that is intervened; `rujukan` where only its code is known."""

    uraian: str
    indikator: tuple[str, ...] = ()
    rujukan: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of an IKI; `masa` is its own period, if it has one; `berubah` where the last adendum changed it."""

    aspek: str
    nama: str
    masa: str
    target: str
    berubah: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """An RHK with its rows, of which there is always one; `berubah` where the last adendum changed it."""

    nomor: str
    pimpinan: Intervened
    rencana: str
    perspektif: str
    indikator: tuple[Measure, ...]
    berubah: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A. UTAMA or B. TAMBAHAN."""

    judul: str
    hasil: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One of the seven values, with what the leader expects in particular; `berubah` where the adendum changed that."""

    nomor: str
    nama: str
    perilaku: tuple[str, ...]
    ekspektasi: tuple[str, ...]
    berubah: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A numbered list of the Lampiran: number and text of each entry, and whether the last adendum brought it."""

    judul: str
    butir: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class SkpView:
    """An SKP with its Lampiran; in a kualitatif one an IKI is its narrative, and what is intervened is in brackets."""

    judul: str
    nama_pendek: str
    tanda_air: tuple[str, ...]
    kepala: Head
    pegawai: Person
    penilai: Person
    kualitatif: bool
    pimpinan_unit: bool
    pengantar_ukuran: str
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
    """The view of an SKP; `replaced` is the period of the SKP that a komplemen replaces."""
    head_of_unit = skp.data["kelompok"] == labels.HEADS_OF_UNIT
    cites = not head_of_unit and not skp.narrative
    pegawai = employee_of(skp.employee)
    return SkpView(
        judul=f"Sasaran Kinerja Pegawai {skp.tahun}{which(skp)}: {pegawai.nama}",
        nama_pendek=short_name(f"SKP{which(skp)}", pegawai),
        tanda_air=tuple(watermarks(skp, origin)),
        kepala=head(skp, replaced),
        pegawai=pegawai,
        penilai=appraiser_of(skp.appraiser),
        kualitatif=skp.narrative,
        pimpinan_unit=head_of_unit,
        pengantar_ukuran=labels.MEASURES[skp.data["kelompok"]],
        hasil_kerja=tuple(_section(skp, name, superiors) for name in labels.SECTION),
        perilaku_kerja=tuple(behaviours_of(skp)),
        bintang_perilaku="**" if cites else "*",
        catatan_kaki=tuple(_notes(cites)),
        tanda_tangan=signing(skp),
        lampiran=tuple(_annex(skp.data.get("lampiran"))),
        asal=origin,
    )


def _section(skp: Skp, name: str, superiors: Superiors) -> Section:
    results = [each for each in skp.results if each.section == name]
    outcome = _narrated(skp.data["kelompok"] == labels.HEADS_OF_UNIT) if skp.narrative else _outcome
    outcomes = tuple(outcome(nth, each, superiors) for nth, each in enumerate(results, 1))
    return Section(labels.SECTION[name], outcomes or (_NOTHING,))


def _outcome(nth: int, result: Result, superiors: Superiors) -> Outcome:
    return Outcome(
        nomor=str(nth),
        pimpinan=intervened(result, superiors),
        rencana=words.text(result.data["rencana"]),
        perspektif=labels.PERSPECTIVE.get(result.data.get("perspektif", ""), ""),
        indikator=tuple(_measure(each) for each in result.indicators) or (_NO_MEASURE,),
    )


def intervened(result: Result, superiors: Superiors) -> Intervened:
    """The cell of the RHK that a result intervenes, or of the task that it comes from."""
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
        masa=own_term(indicator),
        target=words.amount(indicator.target.get("Y"), data["satuan"]),
    )


def own_term(indicator: Indicator) -> str:
    """The IKI's own period in brackets, if it has one."""
    return f"({words.span(indicator.term)})" if indicator.term else ""


_NO_MEASURE = Measure("", "", "", "")
_NOTHING = Outcome("-", Intervened(""), "", "", (_NO_MEASURE,))


def behaviours_of(skp: Skp) -> Iterator[Behaviour]:
    """The seven values, with what the SKP expects of each."""
    expected: dict[str, tuple[str, ...]] = {}
    for each in skp.data["perilaku_kerja"]:
        said = words.lines(each.get("ekspektasi", ""))
        expected[each["nilai"]] = expected.get(each["nilai"], ()) + said
    for nth, (key, (name, behaviours)) in enumerate(labels.VALUES.items(), 1):
        yield Behaviour(str(nth), name, behaviours, expected.get(key, ()))


def _notes(cites: bool) -> Iterator[str]:
    """The notes at the foot of the form; the first only where a column cites what is intervened."""
    if cites:
        yield f"* {labels.INTERVENED_NOTE}"
    yield f"{'**' if cites else '*'} {labels.EXPECTATION_NOTE}"


def _narrated(head_of_unit: bool) -> Callable[[int, Result, Superiors], Outcome]:
    """What makes an RHK of pendekatan kualitatif for the form of heads of unit, or the other one."""

    def outcome(nth: int, result: Result, superiors: Superiors) -> Outcome:
        perspective = labels.PERSPECTIVE.get(result.data.get("perspektif", ""), "")
        end = f" ({perspective})" if head_of_unit and perspective else ""
        return Outcome(
            nomor=str(nth),
            pimpinan=Intervened("") if head_of_unit else _in_brackets(result, superiors),
            rencana=words.text(result.data["rencana"]),
            perspektif="",
            indikator=tuple(_narrative(each, end) for each in result.indicators) or (_NO_MEASURE,),
        )

    return outcome


def _narrative(indicator: Indicator, end: str) -> Measure:
    return Measure("", words.text(indicator.ukuran or "") + end, own_term(indicator), "")


def _in_brackets(result: Result, superiors: Superiors) -> Intervened:
    if result.superior is None:
        task = result.data.get("penugasan")
        return Intervened(f"(Penugasan dari {words.text(task)})" if task else "")
    number, kode = result.superior
    known = superiors(number, kode)
    if known is None:
        return Intervened(f"({kode}, NIP{words.NO_BREAK}{words.nip(number)})", rujukan=True)
    return Intervened(f"({words.text(known.rencana)})")


def _annex(data: Data | None) -> Iterator[Items]:
    if data is None:
        return
    for key, title in labels.ATTACHMENTS.items():
        items = tuple((str(nth), words.text(each), False) for nth, each in enumerate(data.get(key, ()), 1))
        yield Items(title, items or (("-", "", False),))
