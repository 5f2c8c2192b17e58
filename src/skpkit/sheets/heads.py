"""The head of a table: where it stands in a sheet, and which columns it names, as offices write their heads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from skpkit.sheets.books import RawRow, RawSheet

_FIRST = 20  # rows among which the head is looked for
_DEEPEST = 3  # rows that a head may have, one below the other
_TOTALS = re.compile(r"(?:grand|sub)?(?:jumlah|total|rata2|ratarata)")
_WHOLE_TOTAL = re.compile(
    _TOTALS.pattern
    + r"(?:total|semua(?:nya)?|(?:ke)?seluruhan|seluruhnya|umum|nilai|target|realisasi|capaian|(?:per)?tw|"
    r"triwulan|semester|tahun(?:an)?|iv|i{1,3}|[0-9]+)*"
)
_NUMBERS = re.compile(r"\(?([0-9]{1,3}|[a-z])\)?")

# Other names of columns that offices use, by the head that the template has.
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "Keterangan": ("ket", "catatan"),
    "Tahun": ("tahun kinerja", "tahun skp", "tahun penilaian", "thn"),
    "NIP": ("nip pegawai", "nip / ni pppk", "nip nippk", "nip pns", "nip baru", "nomor induk pegawai"),
    "Komplemen ke-": ("komplemen", "skp komplemen ke"),
    "Pegawai: Nama": ("nama", "nama pegawai", "nama lengkap", "nama pegawai yang dinilai"),
    "Pegawai: Pangkat/gol. ruang": (
        "pangkat", "golongan", "pangkat/gol", "pangkat/golongan", "pangkat/golongan ruang", "pangkat/gol ruang",
        "pangkat golongan pegawai",
    ),
    "Pegawai: Jabatan": ("jabatan", "jabatan pegawai"),
    "Pegawai: Unit kerja": ("unit", "unit kerja", "unit organisasi", "satuan kerja", "satker", "seksi"),
    "Penilai: Nama": (
        "penilai", "nama penilai", "nama pejabat penilai", "nama pejabat penilai kinerja", "pejabat penilai",
        "pejabat penilai kinerja", "atasan", "atasan langsung", "nama atasan", "nama atasan langsung",
    ),
    "Penilai: NIP": ("nip penilai", "nip pejabat penilai", "nip pejabat penilai kinerja", "nip atasan",
                     "nip atasan langsung"),
    "Penilai: Jabatan": ("jabatan penilai", "jabatan pejabat penilai", "jabatan atasan", "jabatan atasan langsung"),
    "Periode: Mulai": ("mulai", "tanggal mulai", "periode mulai", "periode skp mulai", "tmt"),
    "Periode: Selesai": ("selesai", "tanggal selesai", "periode selesai", "periode skp selesai", "sampai dengan"),
    "Utama/tambahan": ("kategori", "kategori iki", "kategori rhk", "jenis rhk"),
    "Kode RHK": ("no rhk", "nomor rhk", "rhk ke"),
    "Rencana hasil kerja": ("rhk", "rencana hasil kerja rhk", "hasil kerja", "uraian rhk", "sasaran"),
    "Kode IKI": ("no iki", "nomor iki", "iki ke"),
    "Nama IKI": (
        "iki", "indikator", "indikator kinerja", "indikator kinerja individu", "indikator kinerja individu iki",
        "nama indikator", "uraian iki",
    ),
    "Satuan": ("satuan target", "satuan pengukuran", "satuan ukuran"),
    "Aspek": ("jenis aspek", "jenis aspek target", "aspek target"),
    "Tanggal dialog": ("tanggal dki", "tanggal dialog kinerja", "tgl dialog", "tgl dki"),
    "Bukti dukung": ("data dukung", "bukti", "eviden", "evidence"),
    "Periode pelaporan": ("pelaporan", "frekuensi pelaporan"),
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "1": "1", "2": "2", "3": "3", "4": "4"}
_PART = re.compile(
    r"(.*?)(?:per)?(tw|triwulan|kuartal|kwartal|tri|q|semester|smt|s)(?:ke)?(iv|i{1,3}|[1-4])(?:20\d\d)?"
)
_YEARLY = re.compile(
    r"(target|realisasi)(?:akhir)?(?:y|tahunan|setahun|(?:1)?tahun(?:20\d\d)?|20\d\d|total|akhirtahun)"
)
_MONTHLY = re.compile(r"(target|realisasi)(?:bulan)?(" + "|".join(_MONTHS) + r")[a-z]*(?:20\d\d)?")


def plain_name(text: object) -> str:
    """A name of a sheet or column, however it is spaced and written."""
    return re.sub(r"[\W_]+", "", str(text).casefold())


class TableHead(NamedTuple):
    """The head of a table: its `row`, the rows of the table `below` it, and the plain name of each column."""

    row: RawRow
    below: tuple[RawRow, ...]
    names: Mapping[int, str]

    def columns(self) -> dict[str, int]:
        """The first column of each name."""
        return {name: nth for nth, name in sorted(self.names.items(), reverse=True)}


def head_of(sheet: RawSheet, known: Iterable[str]) -> TableHead | None:
    """The head of a sheet: of its first rows that with the most of the names that are `known`, if there are two at
    least. Names may stand in several rows, one below what they are part of."""
    titles = frozenset(known)
    best: TableHead | None = None
    most = 1
    for nth in range(min(_FIRST, len(sheet.rows))):
        for depth in range(1, _DEEPEST + 1):
            rows = sheet.rows[nth : nth + depth]
            if len(rows) < depth or rows[-1].number - rows[0].number >= depth:
                break
            names = {column: named(name, titles) for column, name in _names(sheet, rows)}
            count = len({*names.values()} & titles)
            if count > most:
                best, most = TableHead(rows[0], sheet.rows[nth + depth :], names), count
    return best


def _names(sheet: RawSheet, rows: Sequence[RawRow]) -> Iterator[tuple[int, str]]:
    """The names of columns in the rows of a head. What stands above several columns is part of each of their names: in
    a workbook what is merged over them, in CSV, which cannot tell, until the next cell that says something."""
    wide = max(len(each.cells) for each in rows)
    names = [""] * wide
    for nth, row in enumerate(rows):
        over = {
            column: each.left
            for each in sheet.merged
            if each.top == row.number
            for column in range(each.left, each.right + 1)
        }
        last = ""
        for column in range(wide):
            cell = row.cell(column)
            lower = any(not each.cell(column).empty for each in rows[nth + 1 :])
            if not cell.empty:
                last = str(cell.value)
                names[column] += f" {last}"
            elif column in over:
                above = row.cell(over[column])
                names[column] += "" if above.empty else f" {above.value}"
            elif lower and not sheet.merged:
                names[column] += f" {last}"
            else:
                last = ""
    for column, name in enumerate(names):
        if name.strip():
            yield column, name


@lru_cache(maxsize=4096)
def named(text: str, titles: frozenset[str]) -> str:
    """The plain name of a head: that of `titles` which it is another name of, else its own."""
    plain = plain_name(text)
    if plain in titles:
        return plain
    for found in (_OTHERS.get(plain), _of_period(plain)):
        for each in found or ():
            if each in titles:
                return each
    return plain


def _of_period(plain: str) -> tuple[str, ...]:
    """A head of a target or realisasi by the code of its period, or as the ministry's app names it."""
    if found := _PART.fullmatch(plain):
        quarter = found[2] not in ("semester", "smt", "s")
        number = _ROMAN[found[3]]
        long = "tw" + "i" * int(number) if number != "4" else "twiv"
        other = long if quarter else "semester" + ("i" if number == "1" else "ii")
        return f"{found[1]}{'q' if quarter else 's'}{number}", f"{found[1]}{other}"
    if found := _MONTHLY.fullmatch(plain):
        return (f"{found[1]}b{_MONTHS.index(found[2]) + 1:02}",)
    if found := _YEARLY.fullmatch(plain):
        return f"{found[1]}y", f"{found[1]}tahunan"
    return ()


def _others() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for title, names in OTHER_NAMES.items():
        for each in (title.rpartition(": ")[2], *names):
            mine = found.get(plain_name(each), ())
            found[plain_name(each)] = (*mine, plain_name(title))
            # The ministry's app and the template name some alike; each is another name of the other.
        for each in names:
            found.setdefault(plain_name(title), ())
            found[plain_name(title)] = (*found[plain_name(title)], plain_name(each))
    return found


_OTHERS = _others()


def repeats(row: RawRow, head: TableHead) -> bool:
    """Whether a row says the head again, as on the next page, or numbers its columns."""
    told = {nth: str(each.value) for nth, each in enumerate(row.cells) if not each.empty}
    again = {nth: plain_name(text) for nth, text in told.items()}
    if again and all(head.row.cell(nth).value == row.cell(nth).value for nth in told):
        return True
    marks = [_NUMBERS.fullmatch(each.casefold()) for each in told.values()]
    if len(marks) < 3 or not all(marks):
        return False
    words = [each[1] for each in marks if each]
    return words == [str(nth) for nth in range(int(words[0]), int(words[0]) + len(words))] if words[0].isdigit() else (
        words == [chr(ord(words[0]) + nth) for nth in range(len(words))]
    )  # fmt: skip


def another(row: RawRow, head: TableHead, titles: frozenset[str]) -> bool:
    """Whether in a row another table begins: three or more of its cells are names of columns."""
    texts = [each.value for each in row.cells if isinstance(each.value, str)]
    return len({named(each, titles) for each in texts} & titles) >= 3


def is_total(row: RawRow, naming: Collection[int]) -> bool:
    """Whether a row sums up others: its first text says that and no more, or is the only one and stands in none of the
    columns `naming` what is done, where “Jumlah surat” is an IKI."""
    texts = [(nth, plain_name(each.value)) for nth, each in enumerate(row.cells) if _says(each.value)]
    if not texts:
        return False
    nth, first = texts[0]
    return bool(_WHOLE_TOTAL.fullmatch(first) or (_TOTALS.match(first) and len(texts) == 1 and nth not in naming))


def _says(value: object) -> bool:
    """Whether a cell says something in words."""
    return isinstance(value, str) and any(each.isalpha() for each in value)
