"""What a Manual IKI shows, as plain data: its labelled rows and its table of targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from skpkit.model.achievement import consolidate
from skpkit.model.periods import MONTHS, QUARTERS, SEMESTERS, YEAR, up_to
from skpkit.model.records import Manual, Skp
from skpkit.paper import labels, words
from skpkit.paper.frame import Head, employee_of, short_name, watermarks
from skpkit.paper.origin import Provenance

_SHORT_MONTH = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words that a row offers."""

    kata: str
    dipilih: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a row, under a heading of its own if it has one."""

    judul: str
    teks: str


@dataclass(frozen=True, slots=True)
class ManualRow:
    """A row of the form: its label, and either its texts or the words of which one is chosen."""

    label: str
    isi: tuple[Passage, ...] = ()
    pilihan: tuple[Choice, ...] = ()
    tebal: bool = False


@dataclass(frozen=True, slots=True)
class TargetTable:
    """A table of targets: the heads of its columns and the numbers under them."""

    kepala: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ManualView:
    """A Manual Indikator Kinerja Individu; one of pendekatan kualitatif has no table."""

    judul: str
    nama_pendek: str
    tanda_air: tuple[str, ...]
    kepala: Head
    baris: tuple[ManualRow, ...]
    tabel_data: tuple[TargetTable, ...]
    asal: Provenance


def manual_view(manual: Manual, skp: Skp, origin: Provenance) -> ManualView:
    """The view of a manual, with what its SKP says of the employee and the RHK."""
    pegawai = employee_of(skp.employee)
    return ManualView(
        judul=f"Manual IKI {manual.kode} tahun {skp.tahun}: {pegawai.nama}",
        nama_pendek=short_name(f"Manual IKI {manual.kode}", pegawai),
        tanda_air=tuple(watermarks(skp, origin)),
        kepala=Head(
            judul=("MANUAL INDIKATOR KINERJA INDIVIDU",),
            instansi=words.text(skp.data["instansi"]).upper(),
            periode=f"TAHUN {skp.tahun}",
            catatan=tuple(_whose(skp)),
            tanda="",
        ),
        baris=tuple(_rows(manual, skp)),
        tabel_data=() if manual.narrative else tuple(_tables(manual)),
        asal=origin,
    )


def _whose(skp: Skp) -> Iterator[str]:
    pegawai = employee_of(skp.employee)
    number = f"{pegawai.label_nip}{words.NO_BREAK}{pegawai.nip}"
    yield " / ".join(each for each in (pegawai.nama, number, pegawai.jabatan, pegawai.unit_kerja) if each)
    if skp.complement:
        yield f"SKP Komplemen ke-{skp.complement.nomor}, periode {words.span(skp.term)}"


def _rows(manual: Manual, skp: Skp) -> Iterator[ManualRow]:
    data = manual.data
    if "perspektif" in data:
        yield _text("Perspektif", labels.PERSPECTIVE[data["perspektif"]])
    result = skp.result(manual.rhk)
    yield _text("Rencana Hasil Kerja", f"{manual.rhk} {result.data['rencana']}" if result else manual.rhk)
    if manual.narrative:
        yield _text(labels.NARRATIVE_LABEL, f"{manual.kode} {data['ukuran']}", bold=True)
    else:
        yield _text("Kode / Nama IKI", f"{manual.kode} {data['nama']}", bold=True)
    yield _text("Tujuan", data.get("tujuan", ""))
    described = [("Definisi", data["definisi"]), ("Formula", data.get("formula", ""))]
    yield ManualRow("Deskripsi", tuple(Passage(name, words.text(said)) for name, said in described if said))
    yield from _measuring(manual)
    yield from _rest(manual)


def _measuring(manual: Manual) -> Iterator[ManualRow]:
    data, cascading = manual.data, manual.data.get("cascading", {})
    if not manual.narrative:
        unit = data["satuan"]
        yield _text("Satuan Pengukuran", "persen" if unit.strip() == "%" else unit)
        yield _choice("Jenis Aspek Target", labels.ASPECT, data["aspek"])
    yield _choice("Tingkat Validitas", labels.VALIDITY, data["tingkat_validitas"])
    yield _choice("Tingkat Kendali", labels.CONTROL, data["tingkat_kendali"])
    yield _text("Unit/Pihak Penanggung Jawab IKI", data.get("pihak_penanggung_jawab", ""))
    yield _text("Unit/Pihak Penyedia Data", data.get("pihak_penyedia_data", ""))
    yield _text("Sumber Data", data.get("sumber_data", ""))
    yield _choice("Jenis Cascading", labels.CASCADING, cascading.get("jenis"))
    yield _choice("Metode Cascading", labels.CASCADING_WAY, cascading.get("metode"))
    if not manual.narrative:
        yield _choice("Jenis Konsolidasi Periode", labels.CONSOLIDATION, data["konsolidasi_periode"])
        yield _text("Jenis Konsolidasi Lokasi", labels.PLACES.get(data.get("konsolidasi_lokasi", ""), labels.NO_NUMBER))
        yield _choice("Polarisasi", labels.POLARISATION, data["polarisasi"])
    yield _choice("Periode Pelaporan", labels.RHYTHM, manual.rhythm)
    if not manual.narrative:
        yield _choice("Konversi 120", labels.YES_OR_NO, data.get("konversi_120", False))


def _rest(manual: Manual) -> Iterator[ManualRow]:
    """What only some manuals have."""
    data, unit = manual.data, manual.data.get("satuan", "")
    if "nilai_terburuk" in data:
        yield _text("Realisasi Terburuk", words.amount(data["nilai_terburuk"], unit))
    if "skala_stabilize" in data:
        steps = [f"Ca {words.number(each['ca'])}: {words.number(each['capaian'])}" for each in data["skala_stabilize"]]
        yield _text("Skala Stabilize", "; ".join(steps))
    if "tahun_lalu" in data:
        before = [words.amount(data["tahun_lalu"].get(each), unit) for each in ("target", "realisasi")]
        yield _text("Target/Realisasi Y-1", " / ".join(each or labels.NO_NUMBER for each in before))
    if "jenis_iki" in data:
        yield _choice("Jenis IKI", labels.HISTORY, data["jenis_iki"])
    if "target_ditetapkan" in data:
        yield _choice("Target Ditetapkan", labels.YES_OR_NO, data["target_ditetapkan"])
    if manual.changes:
        changes = sorted(manual.changes, key=lambda each: each.nomor)
        told = [f"Ke-{each.nomor}, {words.day(each.tanggal)}: {each.data['alasan']}" for each in changes]
        yield _text("Perubahan", "\n".join(told))


def _text(label: str, said: str, *, bold: bool = False) -> ManualRow:
    return ManualRow(label, (Passage("", words.text(said)),), tebal=bold)


def _choice(label: str, known: Mapping[str, str] | Mapping[bool, str], chosen: object) -> ManualRow:
    return ManualRow(label, pilihan=tuple(Choice(word, key == chosen) for key, word in known.items()))


def _tables(manual: Manual) -> Iterator[TargetTable]:
    """The table of targets, of a monthly manual one for each half of the year."""
    if manual.rhythm == "bulanan":
        names = [words.short_period(each)[:_SHORT_MONTH] for each in MONTHS]
        middle = len(MONTHS) // 2
        first = [*zip(names[:middle], MONTHS[:middle], strict=True), (labels.SEMESTER["S1"], MONTHS[middle - 1])]
        yield _table(manual, first, upto=True)
        yield _table(manual, [*zip(names[middle:], MONTHS[middle:], strict=True), (YEAR, YEAR)])
    elif manual.rhythm == "semesteran":
        yield _table(manual, [*((labels.SEMESTER[each], each) for each in SEMESTERS), (YEAR, YEAR)])
    else:
        yield _quarters(manual)


def _quarters(manual: Manual) -> TargetTable:
    heads, numbers = [], []
    for quarter in QUARTERS:
        heads.append(quarter)
        numbers.append(_shown(manual.target.get(quarter)))
        if quarter in labels.UP_TO:
            heads.append(labels.UP_TO[quarter])
            numbers.append(_shown(_until(manual, quarter)))
    return _with_ends(manual, [*heads, YEAR], [*numbers, _shown(_year(manual))])


def _table(manual: Manual, columns: list[tuple[str, str]], *, upto: bool = False) -> TargetTable:
    """A table of these columns (head, period); with `upto` the last is that of all periods up to its own."""
    numbers = [_year(manual) if period == YEAR else manual.target.get(period) for _, period in columns]
    if upto:
        numbers[-1] = _until(manual, columns[-1][1])
    return _with_ends(manual, [head for head, _ in columns], [_shown(each) for each in numbers])


def _with_ends(manual: Manual, heads: list[str], numbers: list[str]) -> TargetTable:
    how = (
        labels.SHORT_POLARISATION[manual.data["polarisasi"]],
        labels.SHORT_CONSOLIDATION[manual.data["konsolidasi_periode"]],
    )
    return TargetTable(("Tabel Data", *heads, "Pol/KP"), ("Target", *numbers, "/".join(how)))


def _until(manual: Manual, period: str) -> float | None:
    """The consolidated target from the year's start up to a period, where any of them has one."""
    values = [manual.target[each] for each in up_to(period, manual.rhythm) if each in manual.target]
    return consolidate(manual.data["konsolidasi_periode"], values)


def _year(manual: Manual) -> float | None:
    """The year's target as agreed; where it is not written, the consolidated one."""
    last = {"bulanan": MONTHS[-1], "triwulanan": QUARTERS[-1], "semesteran": SEMESTERS[-1]}.get(manual.rhythm, YEAR)
    return manual.target.get(YEAR, _until(manual, last))


def _shown(value: float | None) -> str:
    return labels.NO_NUMBER if value is None else words.number(value)
