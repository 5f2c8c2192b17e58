"""A document as plain tables for Word and Excel: the same texts as on its form, in cells that may span others.

Made of what the form is printed from, the bodies of SKP, manual and HEK; the others have no tables to paste.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from skpkit.paper.documents.hek import HekBody, ReviewedMeasure, ReviewedResult
from skpkit.paper.documents.manual import ManualBody
from skpkit.paper.documents.skp import Measure, PlannedResult, SkpBody
from skpkit.paper.frame import Person
from skpkit.paper.results import Behaviour, Intervened

_AMOUNT = re.compile(r"(?P<whole>-?[0-9]{1,3}(?:\.[0-9]{3})*)(?:,(?P<part>[0-9]+))?(?P<unit>%|\u00a0.+)?", re.DOTALL)
_DIGITS = 15  # as many as Excel keeps of a number


class Amount(NamedTuple):
    """A number as a form has it, the decimals that it has there, and the unit behind it."""

    value: float
    decimals: int
    unit: str


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its paragraphs, how far it spans, and how it looks; `number` may be read as one, with its unit."""

    texts: tuple[str, ...] = ()
    wide: int = 1
    high: int = 1
    shaded: bool = False
    bold: bool = False
    centred: bool = False
    number: bool = False


Row: TypeAlias = "tuple[Box, ...]"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a name, the shares of its columns in the width, and its rows, in which spanned places are left out. The
    first `heads` rows are repeated on every page. Signatures have no lines."""

    name: str
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    heads: int = 0
    ruled: bool = True
    starts_page: bool = False


def amount_in(text: str) -> Amount | None:
    """The number that a form's text is, with its unit; None for another text, and for more digits than Excel keeps."""
    found = _AMOUNT.fullmatch(text)
    if not found:
        return None
    whole, part = found["whole"].replace(".", ""), found["part"] or ""
    if len((whole + part).lstrip("-0")) > _DIGITS:
        return None
    value = float(f"{whole}.{part}") if part else int(whole)
    return Amount(value, len(part), found["unit"] or "")


def grids(kind: type, values: Any) -> list[Grid]:
    """The tables of a document whose body is of that type, in the order of its form; its values as its template gets
    them."""
    return list(_OF[kind](values))


def has_grids(kind: type) -> bool:
    """Whether a document with such a body can be had as tables."""
    return kind in _OF


def placed(grid: Grid) -> list[tuple[int, int, Box]]:
    """The cells with the row and column that each begins in, from 0."""
    taken: set[tuple[int, int]] = set()
    found = []
    for top, row in enumerate(grid.rows):
        left = 0
        for box in row:
            while (top, left) in taken:
                left += 1
            found.append((top, left, box))
            taken |= {(top + down, left + along) for down in range(box.high) for along in range(box.wide)}
            left += box.wide
    return found


# --- what several have -----------------------------------------------------------------------------------------------


def _box(*texts: str, **look: Any) -> Box:
    return Box(tuple(line for each in texts for line in each.split("\n") if line), **look)


def _head(*texts: str, **look: Any) -> Box:
    return _box(*texts, shaded=True, bold=True, **look)


def _dashes(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"- {each}" for each in texts)


def _identity(values: Any) -> Grid:
    people: tuple[Person, Person] = (values.pegawai, values.penilai)
    rows = [tuple(box for each in people for box in (_head("NO", centred=True), _head(each.sebutan, wide=2)))]
    fields = (
        ("NAMA", "nama"),
        ("", "nip"),
        ("PANGKAT/GOL. RUANG", "pangkat_golongan"),
        ("JABATAN", "jabatan"),
        ("UNIT KERJA", "unit_kerja"),
    )
    for nth, (label, key) in enumerate(fields, 1):
        rows.append(
            tuple(
                box
                for each in people
                for box in (_box(str(nth), centred=True), _box(label or each.label_nip), _box(getattr(each, key)))
            )
        )
    return Grid("Identitas", (4, 14, 32, 4, 14, 32), tuple(rows))


def _signatures(values: Any, name: str = "Tanda Tangan") -> Iterator[Grid]:
    signing = values.tanda_tangan
    if signing is None:
        return
    left, right = signing.pegawai, signing.penilai

    def half(signatory: Any, line: str) -> tuple[tuple[str, ...], ...]:
        if signatory is None:
            return ((), (), (), ())
        return ((line, signatory.sebutan), ("", "", ""), (signatory.nama,), (signatory.nip, *signatory.persetujuan))

    sides = half(left, signing.tempat_tanggal_pegawai), half(right, signing.tempat_tanggal)
    rows = tuple(
        tuple(Box(tuple(texts), bold=nth == 2) for texts in pair) for nth, pair in enumerate(zip(*sides, strict=True))
    )
    yield Grid(name, (50, 50), rows, ruled=False)


def _footnotes(body: Any) -> Iterator[Grid]:
    if body.catatan_kaki:
        yield Grid("Catatan", (100,), tuple((_box(each),) for each in body.catatan_kaki), ruled=False)


def _numbers(count: int) -> Row:
    return tuple(_head(f"({nth})", centred=True) for nth in range(1, count + 1))


def _intervened(cell: Intervened) -> tuple[str, ...]:
    return (cell.uraian, *_dashes(cell.indikator))


def _results(
    widths: tuple[int, ...],
    heads: tuple[str, ...],
    sections: Iterable[Any],
    cells: Callable[[Any, Any, Callable[..., list[Box]]], list[Box]],
) -> Grid:
    """HASIL KERJA, a row a measure. `cells` are those of a measure of a result; what its third argument makes spans all
    rows of the result, and stands in the first alone."""
    rows: list[Row] = [(_head("HASIL KERJA", wide=len(heads)),)]
    rows += [tuple(_head(each, centred=True) for each in heads), _numbers(len(heads))]
    for section in sections:
        rows.append((_head(section.judul, wide=len(widths)),))
        for result in section.hasil:
            for nth, measure in enumerate(result.indikator):
                over = partial(_over, high=0 if nth else len(result.indikator))
                rows.append(tuple(cells(result, measure, over)))
    return Grid("Hasil Kerja", widths, tuple(rows), heads=3)


def _over(*texts: str, high: int, centred: bool = False) -> list[Box]:
    return [_box(*texts, high=high, centred=centred)] if high else []


def _behaviours(star: str, behaviours: Iterable[tuple[Behaviour, tuple[str, ...] | None]], *, feedback: bool) -> Grid:
    title = _head(f"PERILAKU KERJA{star}", wide=3)
    rows: list[Row] = [(title, _head(_FEEDBACK, centred=True)) if feedback else (title,)]
    for each, said in behaviours:
        number, name = _box(each.nomor, high=2, centred=True), _box(each.nama, wide=2)
        rows.append((number, name, _box(*(said or ()), high=2)) if feedback else (number, name))
        rows.append((_box(*_dashes(each.perilaku)), _box("Ekspektasi Khusus Pimpinan:", *each.ekspektasi)))
    return Grid("Perilaku Kerja", (4, 40, 28, 28) if feedback else (4, 46, 50), tuple(rows), heads=1)


_FEEDBACK = "UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"
_ACHIEVED = "REALISASI BERDASARKAN BUKTI DUKUNG"
_INTERVENED = "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI"
_RESULT, _IKI = "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU"


# --- SKP -------------------------------------------------------------------------------------------------------------


def _skp(body: Any) -> Iterator[Grid]:
    yield _identity(body)
    if body.kualitatif:
        yield _narrated(body)
    elif body.pimpinan_unit:
        heads: tuple[str, ...] = ("NO", _RESULT, _IKI, "TARGET", "PERSPEKTIF")
        yield _results((4, 36, 32, 12, 16), heads, body.hasil_kerja, _planned_by_head)
    else:
        heads = ("NO", f"{_INTERVENED}*", _RESULT, "ASPEK", _IKI, "TARGET")
        yield _results((4, 24, 24, 9, 27, 12), heads, body.hasil_kerja, _planned)
    yield _behaviours(body.bintang_perilaku, ((each, None) for each in body.perilaku_kerja), feedback=False)
    yield from _signatures(body)
    yield from _footnotes(body)
    if body.lampiran:
        rows: list[Row] = [(_head("LAMPIRAN SASARAN KINERJA PEGAWAI", wide=2, centred=True),), (_whose(body),)]
        for each in body.lampiran:
            rows.append((_head(each.judul, wide=2),))
            rows += ((_box(number, centred=True), _box(text)) for number, text, *_ in each.butir)
        yield Grid("Lampiran", (4, 96), tuple(rows), heads=2, starts_page=True)
        yield from _signatures(body, "Tanda Tangan Lampiran")


def _whose(body: Any) -> Box:
    """Whose Lampiran it is, for it may be on a sheet of its own."""
    head, person = body.kepala, body.pegawai
    name = person.nama or f"Nama {'.' * 40}"
    number = f"{person.label_nip} {person.nip or '.' * 40}"
    named = (" · ".join(filter(None, each)) for each in ((head.instansi, head.periode), (name, number)))
    return _box(*named, wide=2)


def _planned(result: PlannedResult, measure: Measure, over: Callable[..., list[Box]]) -> list[Box]:
    return [
        *over(result.nomor, centred=True),
        *over(*_intervened(result.pimpinan)),
        *over(result.rencana),
        _box(measure.aspek, centred=True),
        _box(measure.nama, measure.masa),
        _target(measure),
    ]


def _planned_by_head(result: PlannedResult, measure: Measure, over: Callable[..., list[Box]]) -> list[Box]:
    return [
        *over(result.nomor, centred=True),
        *over(result.rencana),
        _box(measure.nama, measure.masa),
        _target(measure),
        *over(result.perspektif),
    ]


def _target(measure: Measure | ReviewedMeasure) -> Box:
    until = (measure.sampai,) if isinstance(measure, ReviewedMeasure) and measure.sampai else ()
    return _box(measure.target, *until, centred=True, number=not until)


def _narrated(body: Any) -> Grid:
    rows: list[Row] = [(_head("HASIL KERJA", wide=2),)]
    for section in body.hasil_kerja:
        rows.append((_head(section.judul, wide=2),))
        for result in section.hasil:
            rows.append((_box(result.nomor, high=2, centred=True), _box(result.rencana, result.pimpinan.uraian)))
            measures = [f"{each.nama} {each.masa}".strip() for each in result.indikator if each.nama]
            rows.append((_box(body.pengantar_ukuran, *_dashes(measures)) if measures else Box(),))
    return Grid("Hasil Kerja", (4, 96), tuple(rows), heads=1)


# --- HEK -------------------------------------------------------------------------------------------------------------


def _hek(body: Any) -> Iterator[Grid]:
    yield _identity(body)
    stars = body.bintang
    yield _rated(
        "Capaian Organisasi", (f"CAPAIAN KINERJA ORGANISASI{stars.capaian_organisasi}", body.capaian_organisasi)
    )
    reviewed = (_ACHIEVED, "BUKTI DUKUNG", _FEEDBACK)
    if body.kualitatif:
        yield _results((4, 38, 18, 15, 25), ("NO", _RESULT, *reviewed), body.hasil_kerja, _told)
    elif body.pimpinan_unit:
        heads: tuple[str, ...] = ("NO", _RESULT, _IKI, "TARGET", "PERSPEKTIF", *reviewed)
        yield _results((4, 21, 19, 8, 10, 11, 12, 15), heads, body.hasil_kerja, _led)
    else:
        heads = ("NO", _INTERVENED, _RESULT, "ASPEK", _IKI, "TARGET", *reviewed)
        yield _results((4, 14, 14, 8, 16, 8, 11, 10, 15), heads, body.hasil_kerja, _followed)
    yield _rated("Rating Hasil Kerja", (f"RATING HASIL KERJA{stars.rating_hasil_kerja}", body.rating_hasil_kerja))
    yield _behaviours("", ((each.nilai, each.umpan_balik) for each in body.perilaku_kerja), feedback=True)
    rated = (f"RATING PERILAKU KERJA{stars.rating_perilaku_kerja}", body.rating_perilaku_kerja)
    yield _rated("Predikat", rated, (f"PREDIKAT KINERJA PEGAWAI{stars.predikat}", body.predikat))
    yield from _signatures(body)
    yield from _footnotes(body)


def _rated(name: str, *rows: tuple[str, str]) -> Grid:
    return Grid(name, (30, 70), tuple((_head(label), _box(value, bold=True)) for label, value in rows))


def _achieved(measure: ReviewedMeasure) -> list[Box]:
    """What was realised, and in a cell of its own the evidence, so that a number is alone in its cell."""
    return [Box(measure.realisasi, centred=True, number=True), _box(*_dashes(measure.bukti))]


def _followed(result: ReviewedResult, measure: ReviewedMeasure, over: Callable[..., list[Box]]) -> list[Box]:
    return [
        *over(result.nomor, centred=True),
        *over(*_intervened(result.pimpinan)),
        *over(result.rencana),
        _box(measure.aspek, centred=True),
        _box(measure.nama, measure.masa),
        _target(measure),
        *_achieved(measure),
        *over(*result.umpan_balik),
    ]


def _led(result: ReviewedResult, measure: ReviewedMeasure, over: Callable[..., list[Box]]) -> list[Box]:
    return [
        *over(result.nomor, centred=True),
        *over(result.rencana),
        _box(measure.nama, measure.masa),
        _target(measure),
        *over(result.perspektif),
        *_achieved(measure),
        *over(*result.umpan_balik),
    ]


def _told(result: ReviewedResult, measure: ReviewedMeasure, over: Callable[..., list[Box]]) -> list[Box]:
    told = [f"{each.nama} {each.masa}".strip() for each in result.indikator if each.nama]
    return [
        *over(result.nomor, centred=True),
        *over(result.rencana, result.asal, *_dashes(told)),
        Box(measure.realisasi),
        _box(*_dashes(measure.bukti)),
        *over(*result.umpan_balik),
    ]


# --- Manual IKI ------------------------------------------------------------------------------------------------------


def _manual(body: Any) -> Iterator[Grid]:
    rows: list[Row] = []
    for each in body.baris:
        if each.pilihan:
            share = 12 // len(each.pilihan)
            words = (
                _box(f"({'x' if one.dipilih else ' '}) {one.kata}", wide=share, bold=one.dipilih)
                for one in each.pilihan
            )
            rows.append((_box(each.label, bold=True), *words))
            continue
        texts = (text for part in each.isi for text in (part.judul, part.teks))
        rows.append((_box(each.label, bold=True), _box(*texts, wide=12, bold=each.tebal)))
    yield Grid("Manual IKI", (24, *[6, 7, 6, 6, 7, 6, 6, 7, 6, 6, 7, 6]), tuple(rows))
    for nth, table in enumerate(body.tabel_data, 1):
        heads = tuple(_head(each, centred=True) for each in table.kepala)
        values = tuple(_box(each, centred=bool(n), number=True) for n, each in enumerate(table.target))
        middle = len(heads) - 2
        name = "Tabel Data" if len(body.tabel_data) == 1 else f"Tabel Data {nth}"
        yield Grid(name, (14, *[70 // middle] * middle, 16), (heads, values), heads=1)
    yield from _signatures(body)


TABLED = frozenset({"skp", "hek", "manual"})  # the documents with these bodies
_OF: Mapping[type, Callable[[Any], Iterator[Grid]]] = {
    SkpBody: _skp,
    HekBody: _hek,
    ManualBody: _manual,
}
