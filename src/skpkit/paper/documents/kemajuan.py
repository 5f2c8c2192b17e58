"""The progress sheet (kemajuan): what each IKI wants and what was reached so far, to be seen from a step away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from skpkit.messages import N_
from skpkit.model.achievement import MET
from skpkit.model.dossier import SkpFolder
from skpkit.model.periods import MONTHS
from skpkit.model.progress import CellRemark, MeasuredPeriod, measured, so_far
from skpkit.model.records import Indicator, Manual, Skp
from skpkit.paper import labels, words
from skpkit.paper.charts import Bar, DrawnBar, bars
from skpkit.paper.frame import Printable, closed_mark, frame, head, last_adendum, which
from skpkit.paper.material import DocumentKind, Material
from skpkit.paper.results import wording
from skpkit.paper.results_value import value_lines
from skpkit.source.schemas import DIALOGUE, MANUAL, SKP

_BESIDE = 2  # IKI beside each other; more would leave the bars too short to be read
_FEW = 2  # up to so many have the width of the page
_REMARKS: Mapping[CellRemark, str] = {"": "", "corrected": "koreksi", "excused": "tidak bertugas"}


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
            tuple(value_lines(folder, skp)),
            any(each.batang for each in shown),
        ),
    )


def _amended(skp: Skp) -> Iterator[str]:
    last = last_adendum(skp)
    if last:
        yield f"Target menurut adendum ke-{last.nomor}, {words.day(last.tanggal)}"


def _progress(folder: SkpFolder, skp: Skp, indicator: Indicator) -> Progress:
    manual, reached = folder.manual_of(indicator), so_far(folder, skp, indicator)
    periods = list(measured(folder, skp, indicator))
    unit = str(indicator.data.get("satuan", ""))
    chart = bars([] if skp.narrative else [_bar(each) for each in periods])
    lines = tuple(_line(each, unit, drawn) for each, drawn in zip(periods, chart.batang, strict=False))
    return Progress(
        nama=" ".join((indicator.kode, *wording(indicator.data).split())),
        keterangan=" · ".join(_remarks(skp, indicator, manual)),
        capaian=words.two_decimals(reached.percent, *folder.profile.achievement_bounds, MET) if reached else "",
        capaian_per=f"capaian s.d. {words.day(reached.end)}" if reached else "",
        predikat=_word(reached.percent) if reached else "",
        nol=chart.nol,
        batang=lines,
        riwayat=tuple(_achieved(folder, indicator, each) for each in periods) if skp.narrative else (),
        alternatif=f"Grafik {indicator.kode}: " + "; ".join(map(_in_words, lines)),
    )


def _bar(period: MeasuredPeriod) -> Bar:
    return Bar(period.target, period.value if isinstance(period.value, int | float) else None)


def _line(period: MeasuredPeriod, unit: str, drawn: DrawnBar) -> ProgressLine:
    return ProgressLine(
        _beside_its_bar(period.period),
        _written(period.target, unit),
        _written(period.value, unit),
        "proyeksi" if period.state == "proyeksi" else _REMARKS[period.remark],
        period.state,
        drawn,
    )


def _word(reached: float) -> str:
    return "mencapai target" if reached >= MET else "di bawah target"


def _achieved(folder: SkpFolder, indicator: Indicator, found: MeasuredPeriod) -> Milestone:
    """What a kualitatif IKI achieved in a period, with the day of the dialogue that told it."""
    period, state = words.period(found.period), found.state
    if state == "kosong":
        return Milestone(period, "tidak bertugas" if found.remark == "excused" else "belum dilaporkan", "", state)
    text = words.text(str(found.value))
    if state == "proyeksi":
        return Milestone(period, "proyeksi", text, state)
    dialogue, _ = folder.effective_lines[indicator.kode, found.period]
    said = "koreksi, dialog" if found.remark == "corrected" else "dialog"
    return Milestone(period, f"{said} {words.day(dialogue.tanggal)}", text, "tercapai")


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
