"""The Manual IKI: its labelled rows and its table of targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from skpkit.messages import N_
from skpkit.model.periods import MONTHS, QUARTERS, SEMESTERS, YEAR, up_to
from skpkit.model.records import Manual, Skp
from skpkit.paper import labels, words
from skpkit.paper.frame import Head, Printable, employee_of, frame, instansi_of
from skpkit.paper.material import DocumentKind, Material
from skpkit.paper.results import result_name
from skpkit.source.schemas import MANUAL

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
class ManualBody:
    """A Manual Indikator Kinerja Individu; one of pendekatan kualitatif has no table."""

    baris: tuple[ManualRow, ...]
    tabel_data: tuple[TargetTable, ...]


def make(material: Material, _: str) -> Printable:
    """The manual, with what its SKP says of the employee and the RHK."""
    manual, skp = material.record(Manual), material.skp()
    own = Head(("MANUAL INDIKATOR KINERJA INDIVIDU",), instansi_of(skp), f"TAHUN {skp.tahun}", tuple(_whose(skp)))
    return Printable(
        frame(skp, f"Manual IKI {manual.kode} tahun {skp.tahun}", f"Manual IKI {manual.kode}", own),
        ManualBody(tuple(_rows(manual, skp)), () if manual.narrative else tuple(_tables(manual))),
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
        yield _text("perspektif", labels.PERSPECTIVE[data["perspektif"]])
    yield _text("rhk", result_name(manual.rhk, skp))
    if manual.narrative:
        yield _labelled(labels.NARRATIVE_LABEL, f"{manual.kode} {data['ukuran']}", bold=True)
    else:
        yield _labelled("Kode / Nama IKI", f"{manual.kode} {data['nama']}", bold=True)
    yield _text("tujuan", data.get("tujuan", ""))
    described = [(labels.MANUAL[each], data.get(each, "")) for each in ("definisi", "formula")]
    yield ManualRow("Deskripsi", tuple(Passage(name, words.text(said)) for name, said in described if said))
    yield from _measuring(manual)
    yield from _rest(manual)


def blank_rows(*, narrative: bool) -> Iterator[ManualRow]:
    """The rows of a form that nobody filled in yet: every choice open, room for each text."""
    room = "\u00a0\n\u00a0"
    yield _text("perspektif", "")
    for label in (
        labels.MANUAL["rhk"],
        labels.NARRATIVE_LABEL if narrative else "Kode / Nama IKI",
        labels.MANUAL["tujuan"],
    ):
        yield ManualRow(label, (Passage("", room),))
    yield ManualRow("Deskripsi", tuple(Passage(labels.MANUAL[each], room) for each in ("definisi", "formula")))
    if not narrative:
        yield _text("satuan", "")
        yield _choice("aspek", None)
    for key in ("tingkat_validitas", "tingkat_kendali"):
        yield _choice(key, None)
    for key in ("pihak_penanggung_jawab", "pihak_penyedia_data", "sumber_data"):
        yield _text(key, "")
    yield _offered("Jenis Cascading", labels.CASCADING, None)
    yield _offered("Metode Cascading", labels.CASCADING_WAY, None)
    if not narrative:
        yield _choice("konsolidasi_periode", None)
        yield _text("konsolidasi_lokasi", "")
        yield _choice("polarisasi", None)
    yield _choice("periode_pelaporan", None)
    if not narrative:
        yield _choice("konversi_120", None)


def _measuring(manual: Manual) -> Iterator[ManualRow]:
    data, cascading = manual.data, manual.data.get("cascading", {})
    if not manual.narrative:
        unit = data["satuan"]
        yield _text("satuan", "persen" if unit.strip() == "%" else unit)
        yield _choice("aspek", data["aspek"])
    for key in ("tingkat_validitas", "tingkat_kendali"):
        yield _choice(key, data[key])
    for key in ("pihak_penanggung_jawab", "pihak_penyedia_data", "sumber_data"):
        yield _text(key, data.get(key, ""))
    yield _offered("Jenis Cascading", labels.CASCADING, cascading.get("jenis"))
    yield _offered("Metode Cascading", labels.CASCADING_WAY, cascading.get("metode"))
    if not manual.narrative:
        yield _choice("konsolidasi_periode", data["konsolidasi_periode"])
        known = labels.CHOICES["konsolidasi_lokasi"]
        yield _text("konsolidasi_lokasi", known.get(data.get("konsolidasi_lokasi", ""), labels.NO_NUMBER))
        yield _choice("polarisasi", data["polarisasi"])
    yield _choice("periode_pelaporan", manual.rhythm)
    if not manual.narrative:
        yield _choice("konversi_120", data.get("konversi_120", False))


def _rest(manual: Manual) -> Iterator[ManualRow]:
    """What only some manuals have."""
    data, unit = manual.data, manual.data.get("satuan", "")
    if "nilai_terburuk" in data:
        yield _text("nilai_terburuk", words.amount(data["nilai_terburuk"], unit))
    if "skala_stabilize" in data:
        yield _text("skala_stabilize", "; ".join(words.scale(data["skala_stabilize"])))
    if "tahun_lalu" in data:
        before = [words.amount(data["tahun_lalu"].get(each), unit) for each in ("target", "realisasi")]
        yield _text("tahun_lalu", " / ".join(each or labels.NO_NUMBER for each in before))
    for key in ("jenis_iki", "target_ditetapkan"):
        if key in data:
            yield _choice(key, data[key])
    if manual.changes:
        changes = sorted(manual.changes, key=lambda each: each.nomor)
        told = [f"Ke-{each.nomor}, {words.day(each.tanggal)}: {each.data['alasan']}" for each in changes]
        yield _labelled("Perubahan", "\n".join(told))


def _text(field: str, said: str) -> ManualRow:
    """A field of the manual with its text."""
    return _labelled(labels.MANUAL[field], said)


def _labelled(label: str, said: str, *, bold: bool = False) -> ManualRow:
    return ManualRow(label, (Passage("", words.text(said)),), tebal=bold)


def _choice(field: str, chosen: object) -> ManualRow:
    """A field of the manual with the words that it offers."""
    return _offered(labels.MANUAL[field], labels.CHOICES[field], chosen)


def _offered(label: str, known: Mapping[Any, str], chosen: object) -> ManualRow:
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
        numbers.append(words.number(manual.target.get(quarter)))
        if quarter in labels.UP_TO:
            heads.append(labels.UP_TO[quarter])
            numbers.append(words.number(_until(manual, quarter)))
    return _with_ends(manual, [*heads, YEAR], [*numbers, words.number(_year(manual))])


def _table(manual: Manual, columns: list[tuple[str, str]], *, upto: bool = False) -> TargetTable:
    """A table of these columns (head, period); with `upto` the last is that of all periods up to its own."""
    numbers: list[float | words.Figure | None] = [
        _year(manual) if period == YEAR else manual.target.get(period) for _, period in columns
    ]
    if upto:
        numbers[-1] = _until(manual, columns[-1][1])
    return _with_ends(manual, [head for head, _ in columns], [words.number(each) for each in numbers])


def _with_ends(manual: Manual, heads: list[str], numbers: list[str]) -> TargetTable:
    how = (
        labels.SHORT_POLARISATION[manual.data["polarisasi"]],
        labels.SHORT_CONSOLIDATION[manual.data["konsolidasi_periode"]],
    )
    return TargetTable(("Tabel Data", *heads, "Pol/KP"), ("Target", *numbers, "/".join(how)))


def _stated(manual: Manual, period: str) -> words.Figure | None:
    return words.Figure(manual.target[period]) if period in manual.target else None


def _until(manual: Manual, period: str) -> words.Figure | None:
    """The consolidated target from the year's start up to a period, where any of them has one."""
    values = [manual.target[each] for each in up_to(period, manual.rhythm) if each in manual.target]
    return words.consolidated(manual.data["konsolidasi_periode"], values)


def _year(manual: Manual) -> words.Figure | None:
    """The year's target as agreed; where it is not written, the consolidated one."""
    last = {"bulanan": MONTHS[-1], "triwulanan": QUARTERS[-1], "semesteran": SEMESTERS[-1]}.get(manual.rhythm, YEAR)
    return _stated(manual, YEAR) or _until(manual, last)


DOCUMENT = DocumentKind({MANUAL: N_("the Manual IKI")}, ManualBody, make)
