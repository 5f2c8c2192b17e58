"""The evaluation of a period (HEK): what each IKI had reached by its end, the feedback, and the ratings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.model.dossier import SkpFolder
from skpkit.model.paths import manual_name
from skpkit.model.periods import RHYTHMS, YEAR, in_order, period_ends_within
from skpkit.model.records import Data, Evaluation, Indicator, Result, Skp
from skpkit.paper import labels, words
from skpkit.paper.charts import Curve, distribution
from skpkit.paper.evaluation import Stars, chosen, evaluation_frame, held_then, last_day, period_of, stars
from skpkit.paper.frame import Printable
from skpkit.paper.held import folder_of
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
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL

LOST_DIALOGUE = N_(
    "{path} cannot be printed while {dialogue} cannot be read, or lies somewhere else: it may record what was "
    "realised; `skpkit check` tells what is wrong with it"
)
NO_RESULT = N_(
    "{path} gives feedback on {rhk}, which the SKP did not have on {day}, when the evaluated period ended; write the "
    "code as the SKP had it then"
)
NO_MANUAL = N_(
    "{path} cannot be printed without the manual of {iki}, which tells how its periods are consolidated: {manual} is "
    "missing or cannot be read; `skpkit check` tells what is wrong"
)


class Achieved(NamedTuple):
    """What an IKI had reached by the end of a period: the consolidated target and realisasi, where they are known.

    `told` is what was said of the periods that end in it, where that cannot be consolidated; `evidence` is theirs.
    `until` names the period where the target is of more periods than the SKP's for it.
    """

    target: words.Figure | None
    value: words.Figure | None
    told: tuple[tuple[str, str], ...]
    evidence: tuple[str, ...]
    until: str = ""


@dataclass(frozen=True, slots=True)
class ReviewedMeasure:
    """A row of an IKI; `nama` is the narrative of a kualitatif one, `realisasi` has a paragraph for each period.

    `sampai` is said below a target that is not the SKP's for the period alone.
    """

    aspek: str
    nama: str
    masa: str
    target: str
    sampai: str
    realisasi: tuple[str, ...]
    bukti: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewedResult:
    """An RHK with its rows, of which there is always one, and the feedback on it; `asal` stands in brackets."""

    nomor: str
    pimpinan: Intervened
    asal: str
    rencana: str
    perspektif: str
    indikator: tuple[ReviewedMeasure, ...]
    umpan_balik: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewedSection:
    """A. UTAMA or B. TAMBAHAN."""

    judul: str
    hasil: tuple[ReviewedResult, ...]


@dataclass(frozen=True, slots=True)
class ReviewedBehaviour:
    """One of the seven values, with what the leader expected and the feedback on it."""

    nilai: Behaviour
    umpan_balik: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HekBody:
    """An EVALUASI KINERJA PEGAWAI; `kurva` is empty, or the one curve."""

    kualitatif: bool
    pimpinan_unit: bool
    capaian_organisasi: str
    bintang: Stars
    kurva: tuple[Curve, ...]
    hasil_kerja: tuple[ReviewedSection, ...]
    rating_hasil_kerja: str
    perilaku_kerja: tuple[ReviewedBehaviour, ...]
    rating_perilaku_kerja: str
    predikat: str
    catatan_kaki: tuple[str, ...]


def make(material: Material, _: str) -> Printable:
    """The evaluation. Raises SkpkitError where what it shows of others is missing or cannot be read."""
    evaluation = material.record(Evaluation)
    plan, data = held_then(material, evaluation), evaluation.data
    skp, day = plan.skp, last_day(material, evaluation)
    for each in data.get("hasil_kerja", ()):
        if not skp.result(each["rhk"]):
            raise SkpkitError(NO_RESULT, path=material.file.path, rhk=each["rhk"], day=day)
    for lost in material.folder.lost_of(DIALOGUE):  # nobody knows what it records
        raise SkpkitError(LOST_DIALOGUE, path=material.file.path, dialogue=f"{material.folder.path}/{lost}")
    material.cite_all(DIALOGUE, MANUAL)
    established = evaluation.established
    folder = folder_of(material, material.folder, plan, day) if established else material.folder
    achieved = partial(_achieved, material, folder, evaluation.periode)
    superiors = superiors_of(material, skp, day if established else None)
    kind = labels.APPROACH[skp.data["pendekatan"]], labels.GROUP[skp.data["kelompok"]]
    titles = ("EVALUASI KINERJA PEGAWAI", *kind, f"PERIODE: {period_of(evaluation).upper()}")
    framed = evaluation_frame(material, evaluation, plan, "Evaluasi Kinerja Pegawai", "HEK", *titles)
    capaian = data.get("capaian_organisasi")
    rated = [data.get(each) for each in ("rating_hasil_kerja", "rating_perilaku_kerja", "predikat")]
    body = HekBody(
        kualitatif=skp.narrative,
        pimpinan_unit=skp.heads_unit,
        capaian_organisasi=chosen(labels.ORGANISATION, capaian),
        bintang=stars(data, "*"),
        kurva=(distribution(capaian),) if capaian else (),
        hasil_kerja=tuple(_section(name, evaluation, skp, achieved, superiors) for name in labels.SECTION),
        rating_hasil_kerja=chosen(labels.RATING, rated[0]),
        perilaku_kerja=tuple(
            ReviewedBehaviour(each, tuple(_feedback(data.get("perilaku_kerja", ()), "nilai", key)))
            for key, each in behaviours_of(skp)
        ),
        rating_perilaku_kerja=chosen(labels.RATING, rated[1]),
        predikat=chosen(labels.PREDICATE, rated[2]),
        catatan_kaki=() if capaian and all(rated) else (labels.CHOOSE_NOTE,),
    )
    alone = framed.tanda_tangan and replace(framed.tanda_tangan, pegawai=None)
    return Printable(replace(framed, tanda_tangan=alone), body)


# --- hasil kerja ---------------------------------------------------------------------------------------------


def _section(
    name: str, evaluation: Evaluation, skp: Skp, achieved: Callable[[Indicator], Achieved], superiors: Superiors
) -> ReviewedSection:
    results = [each for each in skp.results if each.section == name]
    said = evaluation.data.get("hasil_kerja", ())
    reviewed = tuple(
        _result(nth, each, tuple(_feedback(said, "rhk", each.kode)), achieved, superiors)
        for nth, each in enumerate(results, 1)
    )
    return ReviewedSection(labels.SECTION[name], reviewed or (_NOTHING,))


def _result(
    nth: int, result: Result, feedback: tuple[str, ...], achieved: Callable[[Indicator], Achieved], superiors: Superiors
) -> ReviewedResult:
    above = intervened(result, superiors)
    return ReviewedResult(
        nomor=str(nth),
        pimpinan=above,
        asal=f"({above.uraian})" if above.uraian.strip("-") else "",
        rencana=words.text(result.data["rencana"]),
        perspektif=perspective(result),
        indikator=tuple(_measure(each, achieved(each)) for each in result.indicators) or (_NO_MEASURE,),
        umpan_balik=feedback,
    )


def _measure(indicator: Indicator, reached: Achieved) -> ReviewedMeasure:
    data = indicator.data
    unit = data.get("satuan", "")
    value = (
        (words.amount(reached.value, unit, reached.target),)
        if reached.value is not None
        else tuple(_told(reached.told))
    )
    return ReviewedMeasure(
        aspek=labels.ASPECT.get(data.get("aspek", ""), ""),
        nama=name_of(indicator),
        masa=own_term(indicator),
        target=words.amount(reached.target, unit, reached.value) or "-",
        sampai=reached.until,
        realisasi=value or ("-",),
        bukti=tuple(map(words.text, reached.evidence)),
    )


_NO_MEASURE = ReviewedMeasure("", "", "", "", "", (), ())
_NOTHING = ReviewedResult("-", Intervened(""), "", "", "", (_NO_MEASURE,), ())


def _told(told: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """What was said, each with its period where it is of several."""
    for period, text in told:
        yield f"{words.period(period)}: {words.text(text)}" if len(told) > 1 else words.text(text)


def _feedback(entries: Iterable[Data], key: str, value: str) -> Iterator[str]:
    for each in entries:
        if each[key] == value:
            for said in each.get("umpan_balik", ()):
                yield f"{labels.FEEDBACK_FROM[said['dari']]}: {words.text(said['isi'])}"


# --- what was achieved -------------------------------------------------------------------------------------


def _achieved(material: Material, folder: SkpFolder, evaluated: str, indicator: Indicator) -> Achieved:
    """What an IKI had reached by the end of the evaluated period, of its cells until then alone.

    An IKI with no cell that ends in the period has nothing to show there.
    """
    if folder.skp and folder.skp.narrative:
        return _narrated(folder, indicator, evaluated)
    rhythm = indicator.rhythm(folder.manual_of(indicator))
    known = {period for kode, period in folder.effective if kode == indicator.kode}
    counted = {
        period: value
        for period, value in folder.counted(indicator, indicator.target, known).items()
        if period in known or not _after_closing(folder, period)
    }
    cells = [each for each in RHYTHMS[rhythm] if each in counted]
    own = [each for each in cells if period_ends_within(each, evaluated)]
    if not own:
        return Achieved(None, None, (), ())
    until = cells[: cells.index(own[-1]) + 1]
    how = _consolidation(material, folder, indicator) if len(until) > 1 else "take_last_known"
    whole_year = YEAR in indicator.target and period_ends_within(YEAR, evaluated) and counted == indicator.target
    alone, target = (words.consolidated(how, [indicator.target[each] for each in some]) for some in (own, until))
    if whole_year:
        alone = target = words.Figure(indicator.target[YEAR])
    values = [folder.effective.get((indicator.kode, each)) for each in until]
    numbers = [each for each in values if isinstance(each, int | float)]
    value = words.consolidated(how, numbers) if len(numbers) == len(values) else None
    differs = alone and target and alone.value != target.value
    cut = _after_closing(folder, evaluated)
    said = words.until(until[-1] if cut else evaluated) if differs or cut else ""
    return Achieved(target, value, (), tuple(_evidence(folder, indicator, own)), said)


def _after_closing(folder: SkpFolder, period: str) -> bool:
    """Whether a period ends after the SKP was closed: what it wanted there is another's, or nobody's."""
    skp = folder.skp
    return bool(skp and skp.closed and folder.profile.term(period, skp.tahun).selesai > skp.term.selesai)


def _consolidation(material: Material, folder: SkpFolder, indicator: Indicator) -> str:
    """How the manual of an IKI consolidates its periods."""
    manual = folder.manual_of(indicator)
    if manual is None or manual.narrative:
        path = f"{folder.path}/{manual_name(indicator.kode)}"
        raise SkpkitError(NO_MANUAL, path=material.file.path, iki=indicator.kode, manual=path)
    return str(manual.data["konsolidasi_periode"])


def _narrated(folder: SkpFolder, indicator: Indicator, evaluated: str) -> Achieved:
    """What dialogues tell of a kualitatif IKI for the periods that end in the evaluated one."""
    cells = in_order(p for kode, p in folder.effective if kode == indicator.kode and period_ends_within(p, evaluated))
    told = tuple((each, str(folder.effective[indicator.kode, each])) for each in cells)
    return Achieved(None, None, told, tuple(_evidence(folder, indicator, cells)))


def _evidence(folder: SkpFolder, indicator: Indicator, cells: Sequence[str]) -> Iterator[str]:
    """The evidence that dialogues name for cells, each piece once."""
    lines = (each for cell in cells for each in folder.realised.get((indicator.kode, cell), ()))
    yield from dict.fromkeys(piece for held, line in lines for piece in held.entry(line).get("bukti_dukung", ()))


DOCUMENT = DocumentKind({EVALUATION: N_("the evaluation of the period (HEK)")}, HekBody, make)
