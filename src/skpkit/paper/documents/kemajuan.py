"""The progress sheet (kemajuan): what each IKI wants and what was reached so far, a small chart each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from skpkit.messages import N_, cut
from skpkit.model.achievement import cell_achievement
from skpkit.model.dossier import SkpFolder
from skpkit.model.duties import base_periods
from skpkit.model.periods import in_order
from skpkit.model.records import Indicator, Skp
from skpkit.paper import labels, words
from skpkit.paper.charts import Bar, BarChart, bars
from skpkit.paper.frame import Printable, closed_mark, frame, head, which
from skpkit.paper.material import DocumentKind, Material
from skpkit.paper.results import wording
from skpkit.source.schemas import DIALOGUE, MANUAL, SKP

_COLUMNS = ((4, 2), (9, 3))  # up to so many IKI, so many beside each other; more: four
_LONGEST_NAME = {2: 150, 3: 110, 4: 56}  # letters, by the IKI beside each other


@dataclass(frozen=True, slots=True)
class Column:
    """A period: its name, the target and the realisasi as written; `proyeksi` where that is a projection."""

    periode: str
    target: str
    realisasi: str
    proyeksi: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """An IKI with its chart (none where it has no numbers), and what the chart shows in words."""

    kode: str
    nama: str
    keterangan: str
    kolom: tuple[Column, ...]
    grafik: tuple[BarChart, ...]
    alternatif: str


@dataclass(frozen=True, slots=True)
class KemajuanBody:
    """The sheet: one for an SKP, so many IKI beside each other."""

    kemajuan: tuple[Progress, ...]
    banjar: int


def make(material: Material, _: str) -> Printable:
    """The progress of an SKP, from all its dialogues."""
    folder, skp = material.folder, material.record(Skp)
    material.cite_all(DIALOGUE, MANUAL)
    indicators = tuple(skp.indicators())
    columns = next((columns for most, columns in _COLUMNS if len(indicators) <= most), 4)
    own = replace(head(skp, "KEMAJUAN KINERJA INDIVIDU"), tanda=closed_mark(skp))
    return Printable(
        frame(skp, f"Kemajuan Kinerja {skp.tahun}{which(skp)}", f"Kemajuan{which(skp)}", own),
        KemajuanBody(tuple(_progress(folder, skp, each, _LONGEST_NAME[columns]) for each in indicators), columns),
    )


def _progress(folder: SkpFolder, skp: Skp, indicator: Indicator, longest: int) -> Progress:
    projected = dict(_projections(folder, indicator.kode))
    reported = {period: value for (kode, period), value in folder.effective.items() if kode == indicator.kode}
    periods = in_order({*base_periods(skp, indicator, folder.manuals.get(indicator.kode)), *reported})
    columns, drawn = [], []
    for period in periods:
        value = reported.get(period, projected.get(period))
        target = indicator.target.get(period)
        projection = period not in reported and value is not None
        columns.append(Column(period, _written(target), _written(value), projection))
        drawn.append(Bar(target, value if isinstance(value, int | float) else None, projection))
    name = cut(" ".join(wording(indicator.data).split()), longest, middle=True)
    numeric = any(each.target is not None or each.value is not None for each in drawn)
    return Progress(
        kode=indicator.kode,
        nama=name,
        keterangan=" · ".join(_remarks(folder, skp, indicator, reported)),
        kolom=tuple(columns),
        grafik=(bars(drawn),) if numeric else (),
        alternatif=f"Grafik {indicator.kode}: " + "; ".join(map(_in_words, columns)),
    )


def _projections(folder: SkpFolder, kode: str) -> Iterator[tuple[str, float | str]]:
    """The latest projection of each period."""
    for dialogue in folder.dialogues:
        for line in dialogue.lines:
            if line.iki == kode and line.projected and line.value is not None:
                yield line.periode, line.value


def _written(value: float | str | None) -> str:
    return labels.RECORDED if isinstance(value, str) else words.number(value)


def _in_words(column: Column) -> str:
    projection = " (proyeksi)" if column.proyeksi else ""
    return f"{column.periode} target {column.target}, realisasi {column.realisasi}{projection}"


def _remarks(folder: SkpFolder, skp: Skp, indicator: Indicator, reported: Mapping[str, float | str]) -> Iterator[str]:
    """The unit, and the cumulative capaian up to the last period for which there is one."""
    if unit := str(indicator.data.get("satuan", "")):
        yield unit
    manual = folder.manual_of(indicator)
    if skp.narrative or not manual or manual.narrative:
        return
    values = {period: value for period, value in reported.items() if not isinstance(value, str)}
    bounds, counted = folder.profile.achievement_bounds, folder.counted(indicator, indicator.target, values)
    reached = [
        (period, total)
        for period in in_order(values)
        if (total := cell_achievement(period, counted, values, manual.data, bounds)[1]) is not None
    ]
    if reached:
        period, total = reached[-1]
        yield f"capaian s.d. {period} {words.two_decimals(total)}"


DOCUMENT = DocumentKind({SKP: N_("the progress of each IKI on one page")}, KemajuanBody, make)
