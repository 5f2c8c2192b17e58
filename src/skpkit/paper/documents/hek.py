"""What an EVALUASI KINERJA PEGAWAI (HEK) shows, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from skpkit.model.records import APPRAISER, EMPLOYEE, Data, Evaluation, Indicator, Result, Skp
from skpkit.paper import labels, words
from skpkit.paper.distribution import Curve, distribution
from skpkit.paper.frame import (
    Head,
    Person,
    Signing,
    appraiser_of,
    employee_of,
    place_and_day,
    short_name,
    signatory,
    watermarks,
)
from skpkit.paper.origin import Provenance
from skpkit.paper.documents.skp import Behaviour, Intervened, Superiors, behaviours_of, intervened, own_term
from skpkit.source.yamlfile import Path


class Achieved(NamedTuple):
    """What an IKI had reached by the end of a period: the consolidated target and realisasi, where they are known.

    `told` is what was said of the periods that end in it, where that cannot be consolidated; `evidence` is theirs.
    """

    target: float | None
    value: float | None
    told: tuple[tuple[str, str], ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an IKI; `ukuran` is the narrative of a kualitatif one, `realisasi` has a paragraph for each period."""

    aspek: str
    nama: str
    masa: str
    target: str
    realisasi: tuple[str, ...]
    bukti: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An RHK with its rows, of which there is always one, and the feedback on it; `asal` stands in brackets."""

    nomor: str
    pimpinan: Intervened
    asal: str
    rencana: str
    perspektif: str
    indikator: tuple[Row, ...]
    umpan_balik: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewedSection:
    """A. UTAMA or B. TAMBAHAN."""

    judul: str
    hasil: tuple[Reviewed, ...]


@dataclass(frozen=True, slots=True)
class ReviewedBehaviour:
    """One of the seven values, with what the leader expected and the feedback on it."""

    nilai: Behaviour
    umpan_balik: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HekView:
    """An EVALUASI KINERJA PEGAWAI; `kurva` is empty, or the one curve."""

    judul: str
    nama_pendek: str
    tanda_air: tuple[str, ...]
    kepala: Head
    pegawai: Person
    penilai: Person
    kualitatif: bool
    pimpinan_unit: bool
    capaian_organisasi: str
    kurva: tuple[Curve, ...]
    hasil_kerja: tuple[ReviewedSection, ...]
    rating_hasil_kerja: str
    perilaku_kerja: tuple[ReviewedBehaviour, ...]
    rating_perilaku_kerja: str
    predikat: str
    catatan_kaki: tuple[str, ...]
    tanda_tangan: Signing
    asal: Provenance


def hek_view(
    evaluation: Evaluation,
    skp: Skp,
    achieved: Mapping[Path, Achieved],
    superiors: Superiors,
    origin: Provenance,
) -> HekView:
    """The view of an evaluation; `achieved` has what each IKI of the SKP reached, by its path there."""
    data = evaluation.data
    pegawai, penilai = employee_of(skp.employee), appraiser_of(appraiser_then(evaluation, skp))
    capaian = data.get("capaian_organisasi")
    rated = [data.get(each) for each in ("rating_hasil_kerja", "rating_perilaku_kerja", "predikat")]
    sections = tuple(_section(name, evaluation, skp, achieved, superiors) for name in labels.SECTION)
    return HekView(
        judul=f"Evaluasi Kinerja Pegawai {skp.tahun} {named(evaluation, skp)}: {pegawai.nama}",
        nama_pendek=short_name(f"HEK {named(evaluation, skp)}", pegawai),
        tanda_air=tuple(watermarks(evaluation, origin)),
        kepala=head_of(skp, "EVALUASI KINERJA PEGAWAI", *_kind_of(skp), f"PERIODE: {period_of(evaluation).upper()}"),
        pegawai=pegawai,
        penilai=penilai,
        kualitatif=skp.narrative,
        pimpinan_unit=skp.data["kelompok"] == labels.HEADS_OF_UNIT,
        capaian_organisasi=chosen(labels.ORGANISATION, capaian),
        kurva=(distribution(capaian),) if capaian else (),
        hasil_kerja=sections,
        rating_hasil_kerja=chosen(labels.RATING, rated[0]),
        perilaku_kerja=tuple(
            ReviewedBehaviour(each, tuple(_feedback(data.get("perilaku_kerja", ()), "nilai", key)))
            for key, each in zip(labels.VALUES, behaviours_of(skp), strict=True)
        ),
        rating_perilaku_kerja=chosen(labels.RATING, rated[1]),
        predikat=chosen(labels.PREDICATE, rated[2]),
        catatan_kaki=() if capaian and all(rated) else (labels.CHOOSE_NOTE,),
        tanda_tangan=replace(signing_of(evaluation, skp), pegawai=None),
        asal=origin,
    )


def period_of(evaluation: Evaluation) -> str:
    """What the period is called: that of the year's end is the final one."""
    return labels.FINAL_PERIOD if evaluation.periode in ("Q4", "Y") else words.period(evaluation.periode)


def named(evaluation: Evaluation, skp: Skp) -> str:
    """What tells this evaluation from the others of the year: period, and komplemen."""
    return period_of(evaluation) + (f" Komplemen ke-{skp.complement.nomor}" if skp.complement else "")


def _kind_of(skp: Skp) -> tuple[str, str]:
    return labels.APPROACH[skp.data["pendekatan"]], labels.GROUP[skp.data["kelompok"]]


def head_of(skp: Skp, *titles: str) -> Head:
    """The head of a document of an evaluation, under these titles."""
    return Head(
        judul=titles,
        instansi=words.text(skp.data["instansi"]).upper(),
        periode=f"PERIODE PENILAIAN: {words.head_span(skp.term)}",
        catatan=(),
        tanda="",
    )


def chosen(words_of: Mapping[str, str], key: str | None) -> str:
    """The word of the choice; all of them, as on the blank form, where none is made yet."""
    return words_of[key] if key else "/ ".join(words_of.values())


# --- hasil kerja ---------------------------------------------------------------------------------------------


def _section(
    name: str, evaluation: Evaluation, skp: Skp, achieved: Mapping[Path, Achieved], superiors: Superiors
) -> ReviewedSection:
    results = [each for each in skp.results if each.section == name]
    said = evaluation.data.get("hasil_kerja", ())
    reviewed = tuple(
        _reviewed(nth, each, tuple(_feedback(said, "rhk", each.kode)), achieved, superiors)
        for nth, each in enumerate(results, 1)
    )
    return ReviewedSection(labels.SECTION[name], reviewed or (_NOTHING,))


def _reviewed(
    nth: int, result: Result, feedback: tuple[str, ...], achieved: Mapping[Path, Achieved], superiors: Superiors
) -> Reviewed:
    above = intervened(result, superiors)
    return Reviewed(
        nomor=str(nth),
        pimpinan=above,
        asal=f"({above.uraian})" if above.uraian.strip("-") else "",
        rencana=words.text(result.data["rencana"]),
        perspektif=labels.PERSPECTIVE.get(result.data.get("perspektif", ""), ""),
        indikator=tuple(_row(each, achieved[each.path]) for each in result.indicators) or (_NO_ROW,),
        umpan_balik=feedback,
    )


def _row(indicator: Indicator, reached: Achieved) -> Row:
    data = indicator.data
    unit = data.get("satuan", "")
    value = (words.amount(reached.value, unit),) if reached.value is not None else tuple(_told(reached.told))
    return Row(
        aspek=labels.ASPECT.get(data.get("aspek", ""), ""),
        nama=words.text(indicator.ukuran) if indicator.ukuran else f"{indicator.kode} {data['nama']}",
        masa=own_term(indicator),
        target=words.amount(reached.target, unit) or "-",
        realisasi=value or ("-",),
        bukti=tuple(map(words.text, reached.evidence)),
    )


_NO_ROW = Row("", "", "", "", (), ())
_NOTHING = Reviewed("-", Intervened(""), "", "", "", (_NO_ROW,), ())


def _told(told: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """What was said, each with its period where it is of several."""
    for period, text in told:
        yield f"{words.period(period)}: {words.text(text)}" if len(told) > 1 else words.text(text)


def _feedback(entries: Iterable[Data], key: str, value: str) -> Iterator[str]:
    for each in entries:
        if each[key] == value:
            for said in each.get("umpan_balik", ()):
                yield f"{labels.FEEDBACK_FROM[said['dari']]}: {words.text(said['isi'])}"


# --- what is signed ------------------------------------------------------------------------------------------


def _dated(evaluation: Evaluation) -> date | None:
    return date.fromisoformat(evaluation.data["tanggal"]) if "tanggal" in evaluation.data else None


def appraiser_then(evaluation: Evaluation, skp: Skp) -> Data:
    """The appraiser in office when the evaluation was made."""
    day = _dated(evaluation)
    return skp.appraiser_on(day) if day else skp.appraiser


def signing_of(evaluation: Evaluation, skp: Skp) -> Signing:
    """Both signatures, each under the day on which that one agreed; the appraiser's else under the evaluation's."""
    place = evaluation.data.get("tempat", labels.NO_PLACE)
    appraiser = appraiser_then(evaluation, skp)
    agreed = {
        EMPLOYEE: _agreed(evaluation, EMPLOYEE, skp.employee.get("nip")),
        APPRAISER: _agreed(evaluation, APPRAISER, appraiser.get("nip")),
    }
    lines = {role: [f"disetujui {words.day(day)}"] if day else [] for role, day in agreed.items()}
    return Signing(
        tempat_tanggal=place_and_day(place, agreed[APPRAISER] or _dated(evaluation)),
        pegawai=signatory(EMPLOYEE, employee_of(skp.employee), lines[EMPLOYEE]),
        penilai=signatory(APPRAISER, appraiser_of(appraiser), lines[APPRAISER]),
        tempat_tanggal_pegawai=place_and_day(place, agreed[EMPLOYEE]),
    )


def _agreed(evaluation: Evaluation, role: str, number: str | None) -> date | None:
    approvals = evaluation.data.get("persetujuan", ())
    days = [each["tanggal"] for each in approvals if each["sebagai"] == role and number in (None, each["nip"])]
    return date.fromisoformat(days[-1]) if days else None
