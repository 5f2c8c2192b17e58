"""The progress sheet (kemajuan): what each IKI wants and what was reached so far, to be seen from a step away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from skpkit.messages import N_
from skpkit.model.achievement import MET, cell_achievement, meets
from skpkit.model.dossier import SkpFolder
from skpkit.model.duties import base_periods
from skpkit.model.periods import MONTHS, in_order
from skpkit.model.records import Indicator, Manual, Skp
from skpkit.paper import labels, words
from skpkit.paper.charts import Bar, DrawnBar, bars
from skpkit.paper.frame import Printable, closed_mark, frame, head, last_adendum, which
from skpkit.paper.material import DocumentKind, Material
from skpkit.paper.results import wording
from skpkit.paper.results_value import results_to_date
from skpkit.source.schemas import DIALOGUE, MANUAL, SKP

_BESIDE = 2  # IKI beside each other; more would leave the bars too short to be read
_FEW = 2  # up to so many have the width of the page


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """A period: its name, target and realisasi as written, and a word on it where there is one; its bar.

    `keadaan` is `tercapai`, `kurang`, `terukur` (nobody can say which), `proyeksi`, or `kosong` for no realisasi.
    """

    periode: str
    target: str
    realisasi: str
    keterangan: str
    keadaan: str
    batang: DrawnBar


@dataclass(frozen=True, slots=True)
class Milestone:
    """What was achieved of a kualitatif IKI in a period: when it was told, and its text, a paragraph a line."""

    periode: str
    tanggal: str
    isi: str
    keadaan: str


@dataclass(frozen=True, slots=True)
class Progress:
    """An IKI: its code and name in full, what to know of it, its capaian (and up to when) where there is one, and how
    that is called; then its bars with their zero, or what was achieved. `alternatif` says the bars in words.
    """

    nama: str
    keterangan: str
    capaian: str
    capaian_per: str
    predikat: str
    nol: int
    batang: tuple[ProgressLine, ...]
    riwayat: tuple[Milestone, ...]
    alternatif: str


@dataclass(frozen=True, slots=True)
class KemajuanBody:
    """The sheet: one for an SKP, so many IKI beside each other; `nilai` are lines on the NHK to date, and `bergrafik`
    is whether there are bars, which need a legend.
    """

    kemajuan: tuple[Progress, ...]
    banjar: int
    nilai: tuple[str, ...]
    bergrafik: bool


def make(material: Material, _: str) -> Printable:
    """The progress of an SKP, from all its dialogues."""
    folder, skp = material.folder, material.record(Skp)
    material.cite_all(DIALOGUE, MANUAL)
    shown = tuple(_progress(folder, skp, each) for each in skp.indicators())
    own = replace(head(skp, "KEMAJUAN KINERJA INDIVIDU"), catatan=tuple(_amended(skp)), tanda=closed_mark(skp))
    return Printable(
        frame(skp, f"Kemajuan Kinerja {skp.tahun}{which(skp)}", f"Kemajuan{which(skp)}", own),
        KemajuanBody(
            shown,
            1 if len(shown) <= _FEW else _BESIDE,
            tuple(results_to_date(folder, skp)),
            any(each.batang for each in shown),
        ),
    )


def _amended(skp: Skp) -> Iterator[str]:
    last = last_adendum(skp)
    if last:
        yield f"Target menurut adendum ke-{last.nomor}, {words.day(last.tanggal)}"


def _progress(folder: SkpFolder, skp: Skp, indicator: Indicator) -> Progress:
    manual = folder.manual_of(indicator)
    reached = None if skp.narrative or not manual or manual.narrative else _capaian(folder, skp, indicator, manual)
    periods = _periods(folder, skp, indicator)
    told = [] if skp.narrative else [_bar(folder, indicator, manual, period) for period in periods]
    chart = bars([bar for _, bar in told])
    lines = tuple(replace(line, batang=drawn) for (line, _), drawn in zip(told, chart.batang, strict=True))
    return Progress(
        nama=" ".join((indicator.kode, *wording(indicator.data).split())),
        keterangan=" · ".join(_remarks(skp, indicator, manual)),
        capaian=words.two_decimals(reached[1], *folder.profile.achievement_bounds, MET) if reached else "",
        capaian_per=f"capaian s.d. {reached[0]}" if reached else "",
        predikat=_word(reached[1]) if reached else "",
        nol=chart.nol,
        batang=lines,
        riwayat=tuple(_achieved(folder, indicator, each) for each in periods) if skp.narrative else (),
        alternatif=f"Grafik {indicator.kode}: " + "; ".join(map(_in_words, lines)),
    )


def _periods(folder: SkpFolder, skp: Skp, indicator: Indicator) -> list[str]:
    """The periods of an IKI that lie in its own time, of a closed SKP those that ended in it, and any realised."""
    reported = {period for kode, period in folder.effective if kode == indicator.kode}
    own = skp.term_of(indicator)

    def counts(period: str) -> bool:
        term = folder.profile.term(period, skp.tahun)
        return term.selesai <= skp.term.selesai if skp.closed else bool(term.days_shared(own))

    wanted = filter(counts, base_periods(skp, indicator, folder.manuals.get(indicator.kode)))
    return in_order({*wanted, *reported})


def _bar(folder: SkpFolder, indicator: Indicator, manual: Manual | None, period: str) -> tuple[ProgressLine, Bar]:
    """A period in words and as numbers; its bar is still to be drawn."""
    reported = folder.effective.get((indicator.kode, period))
    projected = dict(_projections(folder, indicator.kode)).get(period)
    value = projected if reported is None else reported
    target = indicator.target.get(period)
    number = value if isinstance(value, int | float) else None
    state, remark = _state(folder, indicator, manual, target, number), ""
    if value is None:
        state, remark = "kosong", "tidak bertugas" if folder.excuses(indicator, period) else ""
    elif reported is None:
        state, remark = "proyeksi", "proyeksi"
    elif folder.effective_lines[indicator.kode, period][1].is_correction:
        remark = "koreksi"
    unit = str(indicator.data.get("satuan", ""))
    line = ProgressLine(
        _beside_its_bar(period),
        _written(target, unit),
        _written(value, unit),
        remark,
        state,
        DrawnBar(0, 0, (), 0),
    )
    return line, Bar(target, number)


def _state(
    folder: SkpFolder, indicator: Indicator, manual: Manual | None, target: float | None, value: float | None
) -> str:
    """Whether a value meets its target, by the direction that the manual says."""
    if value is None or target is None or manual is None or manual.narrative:
        return "terukur"
    met = meets(target, value, manual.data, folder.profile.achievement_bounds)
    return "terukur" if met is None else "tercapai" if met else "kurang"


def _word(reached: float) -> str:
    return "mencapai target" if reached >= MET else "di bawah target"


def _capaian(folder: SkpFolder, skp: Skp, indicator: Indicator, manual: Manual) -> tuple[str, float] | None:
    """The cumulative capaian up to the last period for which there is one, and that period's last day."""
    values = {
        period: value
        for (kode, period), value in folder.effective.items()
        if kode == indicator.kode and not isinstance(value, str)
    }
    bounds, counted = folder.profile.achievement_bounds, folder.counted(indicator, indicator.target, values)
    for period in reversed(in_order(values)):
        total = cell_achievement(period, counted, values, manual.data, bounds)[1]
        if total is not None:
            end = min(folder.profile.term(period, skp.tahun).selesai, skp.term_of(indicator).selesai)
            return words.day(end), total
    return None


def _achieved(folder: SkpFolder, indicator: Indicator, period: str) -> Milestone:
    """What a kualitatif IKI achieved in a period, with the day of the dialogue that told it."""
    cell = (indicator.kode, period)
    if cell in folder.effective_lines:
        dialogue, line = folder.effective_lines[cell]
        said = "koreksi, dialog" if line.is_correction else "dialog"
        return Milestone(
            words.period(period), f"{said} {words.day(dialogue.tanggal)}", words.text(str(line.value)), "tercapai"
        )
    projected = dict(_projections(folder, indicator.kode)).get(period)
    if projected is not None:
        return Milestone(words.period(period), "proyeksi", words.text(str(projected)), "proyeksi")
    said = "tidak bertugas" if folder.excuses(indicator, period) else "belum dilaporkan"
    return Milestone(words.period(period), said, "", "kosong")


def _projections(folder: SkpFolder, kode: str) -> Iterator[tuple[str, float | str]]:
    """The latest projection of each period."""
    for dialogue in folder.dialogues:
        for line in dialogue.lines:
            if line.iki == kode and line.projected and line.value is not None:
                yield line.periode, line.value


def _beside_its_bar(period: str) -> str:
    """A period beside its bar: `Jan`, `Q1`, `Sm. I`, `Y`."""
    return words.month(int(period[1:]))[:3] if period in MONTHS else words.short_period(period)


def _written(value: float | str | None, unit: str) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return words.amount(value, unit) if words.amount(0, unit) == "0%" else words.number(value)


def _in_words(line: ProgressLine) -> str:
    remark = f" ({line.keterangan})" if line.keterangan else ""
    met = {"tercapai": ", mencapai target", "kurang": ", di bawah target"}.get(line.keadaan, "")
    return f"{line.periode} target {line.target or '-'}, realisasi {line.realisasi or 'belum ada'}{remark}{met}"


def _remarks(skp: Skp, indicator: Indicator, manual: Manual | None) -> Iterator[str]:
    """The unit, which way is better, and the IKI's own time."""
    unit = words.text(str(indicator.data.get("satuan", "")))
    if unit:
        yield f"satuan: {unit}"
    if manual and not manual.narrative:
        yield labels.DIRECTION[manual.data["polarisasi"]]
    if indicator.term:
        yield words.span(skp.term_of(indicator))


DOCUMENT = DocumentKind({SKP: N_("the progress of each IKI, as bars or in words")}, KemajuanBody, make)
