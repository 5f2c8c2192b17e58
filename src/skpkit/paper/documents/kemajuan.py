"""The progress sheet: what each IKI wants and what was reached so far, a small chart each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from skpkit.model.achievement import cell_achievement
from skpkit.model.dossier import SkpFolder
from skpkit.model.duties import base_periods
from skpkit.model.periods import in_order
from skpkit.model.records import Indicator, Skp
from skpkit.paper import labels, words
from skpkit.paper.charts import Bar, bars
from skpkit.paper.frame import Head, Person, employee_of, head, short_name, watermarks, which
from skpkit.paper.origin import Provenance

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
    """An IKI with its chart (SVG; none where it has no numbers) and what the chart shows in words."""

    kode: str
    nama: str
    keterangan: str
    kolom: tuple[Column, ...]
    grafik: bytes
    alternatif: str


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The sheet: one for an SKP."""

    judul: str
    nama_pendek: str
    tanda_air: tuple[str, ...]
    kepala: Head
    pegawai: Person
    kemajuan: tuple[Progress, ...]
    banjar: int
    asal: Provenance


def progress_view(folder: SkpFolder, skp: Skp, origin: Provenance) -> ProgressView:
    """The view of an SKP's progress, from all its dialogues."""
    pegawai = employee_of(skp.employee)
    own = head(skp, None)
    indicators = tuple(skp.indicators())
    columns = next((columns for most, columns in _COLUMNS if len(indicators) <= most), 4)
    return ProgressView(
        judul=f"Kemajuan Kinerja {skp.tahun}{which(skp)}: {pegawai.nama}",
        nama_pendek=short_name(f"Kemajuan{which(skp)}", pegawai),
        tanda_air=tuple(watermarks(skp, origin)),
        kepala=Head(("KEMAJUAN KINERJA INDIVIDU",), own.instansi, own.periode, (), own.tanda),
        pegawai=pegawai,
        kemajuan=tuple(_progress(folder, skp, each, _LONGEST_NAME[columns]) for each in indicators),
        banjar=columns,
        asal=origin,
    )


def _progress(folder: SkpFolder, skp: Skp, indicator: Indicator, longest: int) -> Progress:
    unit = str(indicator.data.get("satuan", ""))
    projected = dict(_projections(folder, indicator.kode))
    periods = in_order(
        {*base_periods(skp, indicator, folder.manuals.get(indicator.kode)), *_reported(folder, indicator)}
    )
    columns, drawn = [], []
    for period in periods:
        value = folder.effective.get((indicator.kode, period), projected.get(period))
        target = indicator.target.get(period)
        projection = (indicator.kode, period) not in folder.effective and value is not None
        columns.append(Column(period, _written(target), _written(value), projection))
        drawn.append(Bar(target, value if isinstance(value, int | float) else None, projection))
    name = words.shortened(" ".join((indicator.ukuran or str(indicator.data.get("nama", ""))).split()), longest)
    numeric = any(each.target is not None or each.value is not None for each in drawn)
    return Progress(
        kode=indicator.kode,
        nama=name,
        keterangan=" · ".join(_remarks(folder, skp, indicator, unit)),
        kolom=tuple(columns),
        grafik=bars(drawn) if numeric else b"",
        alternatif=f"Grafik {indicator.kode}: " + "; ".join(map(_in_words, columns)),
    )


def _reported(folder: SkpFolder, indicator: Indicator) -> Iterator[str]:
    return (period for kode, period in folder.effective if kode == indicator.kode)


def _projections(folder: SkpFolder, kode: str) -> Iterator[tuple[str, float | str]]:
    """The latest projection of each period."""
    for dialogue in folder.dialogues:
        for line in dialogue.lines:
            if line.iki == kode and line.projected and line.value is not None:
                yield line.periode, line.value


def _written(value: float | str | None) -> str:
    if value is None:
        return "-"
    return words.number(value) if isinstance(value, int | float) else labels.RECORDED


def _in_words(column: Column) -> str:
    projection = " (proyeksi)" if column.proyeksi else ""
    return f"{column.periode} target {column.target}, realisasi {column.realisasi}{projection}"


def _remarks(folder: SkpFolder, skp: Skp, indicator: Indicator, unit: str) -> Iterator[str]:
    """The unit, and the cumulative capaian up to the last period for which there is one."""
    if unit:
        yield unit
    manual = folder.manual_of(indicator)
    if skp.narrative or not manual or manual.narrative:
        return
    values = _numbers(folder, indicator.kode)
    bounds = folder.profile.achievement_bounds
    reached = [
        (period, total)
        for period in in_order(values)
        if (total := cell_achievement(period, indicator.target, values, manual.data, bounds)[1]) is not None
    ]
    if reached:
        period, total = reached[-1]
        yield f"capaian s.d. {period} {words.two_decimals(total)}"


def _numbers(folder: SkpFolder, kode: str) -> Mapping[str, float]:
    return {
        period: value
        for (iki, period), value in folder.effective.items()
        if iki == kode and isinstance(value, int | float)
    }
