"""The tables of a workbook: a sheet for each list that records hold, with the columns that the schemas give it.

A row is an item of a list, or a record. Its first columns tell whose it is: year, NIP, komplemen, then what its record
is told apart by, and the item of a list that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias

from skpkit.messages import in_words
from skpkit.model.profiles import known_profiles
from skpkit.source.schemas import ADDITIONAL, DIALOGUE, EVALUATION, MAIN, MANUAL, SKP
from skpkit.source.yamlfile import Path
from skpkit.writing.keys import described, keys_at, nodes_at

CellType: TypeAlias = Literal[
    "text", "code", "number", "whole", "date", "nip", "choice", "yes", "texts", "choices", "dialogue", "value"
]
"""What a cell holds: `texts` and `choices` are lists, `dialogue` is the path of one, `value` a realisasi."""

REMARK = "Keterangan"  # the first column: nothing of it is read
EXAMPLE = "contoh"  # and how it begins in a row that is none


class SheetColumn(NamedTuple):
    """A column: its head, where in the item its value stands (nowhere for what only tells whose the row is), what it
    holds. `key` is the word by which rows are told apart there, `note` says what it is."""

    title: str
    path: tuple[str, ...]
    type: CellType
    words: tuple[str, ...] = ()
    needed: bool = False
    note: str = ""
    key: str = ""


class Slot(NamedTuple):
    """Where rows belong: in a row of the table `of`, in the list at `path` of that. `word` tells it from other slots of
    the same table."""

    of: str
    path: tuple[str, ...]
    word: str = ""


class Table(NamedTuple):
    """A table: of records of a `kind`, or of items in its `slots`. `own` are the words by which its rows are told apart
    within what they belong to; `also` are columns beside those of the schema."""

    name: str
    kind: str
    about: str
    slots: tuple[Slot, ...] = ()
    own: tuple[str, ...] = ()
    which: str = ""  # the head of the column that tells the slot

    @property
    def is_record(self) -> bool:
        """Whether its rows are records."""
        return not self.slots


WHOSE = ("tahun", "nip", "komplemen")
_TITLES = {
    "tahun": "Tahun",
    "nip": "NIP",
    "komplemen": "Komplemen ke-",
    "ke": "Dialog ke-",
    "unit": "Folder unit",
}
_NOTES = {
    "tahun": "Tahun kinerja, misalnya 2026.",
    "nip": "NIP atau NI PPPK pegawai, 18 angka sebagai teks.",
    "komplemen": "Kosong untuk SKP awal tahun; 1 untuk SKP komplemen pertama.",
    "ke": "Kosong, kecuali ada dialog lain pada tanggal yang sama: 2 untuk yang kedua.",
    "unit": "Folder di bawah tahun, misalnya kppn-contoh; kosong: seperti rekan seunit; /: tanpa folder.",
}
_TYPES: Mapping[str, CellType] = {"tahun": "whole", "nip": "nip", "komplemen": "whole", "ke": "whole", "unit": "text"}

TABLES: Mapping[str, Table] = {
    each.name: each
    for each in (
        Table("SKP", SKP, "Satu baris untuk setiap SKP."),
        Table(
            "RHK",
            SKP,
            "Rencana hasil kerja, satu baris untuk setiap RHK.",
            (Slot("SKP", ("hasil_kerja", MAIN), "Utama"), Slot("SKP", ("hasil_kerja", ADDITIONAL), "Tambahan")),
            ("kode",),
            "Utama/tambahan",
        ),
        Table("IKI", SKP, "Satu baris untuk setiap IKI, dengan targetnya.", (Slot("RHK", ("indikator",)),), ("kode",)),
        Table(
            "Perilaku kerja",
            SKP,
            "Ekspektasi khusus pimpinan; nilai tanpa baris di sini tertulis tanpa ekspektasi.",
            (Slot("SKP", ("perilaku_kerja",)),),
        ),
        Table("Tidak bertugas", SKP, "Masa pegawai tidak bertugas.", (Slot("SKP", ("tidak_bertugas",)),)),
        Table("Adendum", SKP, "Adendum setelah penetapan.", (Slot("SKP", ("perubahan",)),), ("nomor",)),
        Table("Manual IKI", MANUAL, "Setiap manual; yang sama dengan SKP boleh kosong.", (), ("kode",)),
        Table("Skala stabilize", MANUAL, "Titik konversi.", (Slot("Manual IKI", ("skala_stabilize",)),)),
        Table("Perubahan manual", MANUAL, "Perubahan manual.", (Slot("Manual IKI", ("perubahan",)),), ("nomor",)),
        Table("Dialog", DIALOGUE, "Satu baris untuk setiap dialog kinerja (DKI).", (), ("tanggal", "ke")),
        Table(
            "Peserta",
            DIALOGUE,
            "Peserta dialog; tanpa baris di sini pegawai dan pejabat penilainya.",
            (Slot("Dialog", ("peserta",)),),
        ),
        Table(
            "Realisasi",
            DIALOGUE,
            "Realisasi setiap IKI dan periode, dalam dialog yang membahasnya.",
            (Slot("Dialog", ("pemantauan", "hasil_kerja")),),
        ),
        Table(
            "Pemantauan perilaku",
            DIALOGUE,
            "Catatan atas nilai perilaku.",
            (Slot("Dialog", ("pemantauan", "perilaku_kerja")),),
        ),
        Table("Umpan balik", DIALOGUE, "Umpan balik dalam dialog.", (Slot("Dialog", ("umpan_balik",)),)),
        Table("Pembinaan", DIALOGUE, "Bimbingan dan konseling.", (Slot("Dialog", ("pembinaan",)),)),
        Table("Kompetensi", DIALOGUE, "Pengembangan kompetensi.", (Slot("Dialog", ("pengembangan_kompetensi",)),)),
        Table("Usulan pelatihan", DIALOGUE, "Pelatihan yang diusulkan.", (Slot("Dialog", ("usulan_pelatihan",)),)),
        Table("Kesepakatan", DIALOGUE, "Yang disepakati dalam dialog.", (Slot("Dialog", ("kesepakatan",)),)),
        Table("Rencana aksi", DIALOGUE, "Langkah dan tenggatnya.", (Slot("Dialog", ("rencana_aksi",)),)),
        Table("Tindak lanjut", DIALOGUE, "Tindak lanjut dialog sebelumnya.", (Slot("Dialog", ("tindak_lanjut",)),)),
        Table("Evaluasi", EVALUATION, "Satu baris untuk setiap evaluasi.", (), ("periode",)),
        Table(
            "Evaluasi hasil kerja",
            EVALUATION,
            "RHK yang dievaluasi.",
            (Slot("Evaluasi", ("hasil_kerja",)),),
            ("rhk",),
        ),
        Table(
            "Evaluasi perilaku",
            EVALUATION,
            "Nilai yang dievaluasi.",
            (Slot("Evaluasi", ("perilaku_kerja",)),),
            ("nilai",),
        ),
        Table(
            "Umpan balik evaluasi",
            EVALUATION,
            "Umpan balik atas satu RHK atau satu nilai.",
            (
                Slot("Evaluasi hasil kerja", ("umpan_balik",), "Hasil kerja"),
                Slot("Evaluasi perilaku", ("umpan_balik",), "Perilaku kerja"),
            ),
            (),
            "Atas",
        ),
        Table(
            "Persetujuan",
            SKP,
            "Persetujuan penetapan, adendum, komplemen, perubahan manual, dan evaluasi.",
            (
                Slot("SKP", ("penetapan", "persetujuan"), "Penetapan"),
                Slot("Adendum", ("persetujuan",), "Adendum"),
                Slot("SKP", ("komplemen", "persetujuan"), "Komplemen"),
                Slot("Perubahan manual", ("persetujuan",), "Perubahan manual"),
                Slot("Evaluasi", ("persetujuan",), "Evaluasi"),
            ),
            (),
            "Atas",
        ),
    )
}
MAIN_TABLES = ("SKP", "RHK", "IKI", "Manual IKI", "Dialog", "Realisasi", "Evaluasi", "Persetujuan")

# What stands before the title of a field within another one, where that alone does not tell it.
_BEFORE = {
    "pegawai": "Pegawai",
    "pejabat_penilai_kinerja": "Penilai",
    "penilai_lama": "Penilai lama",
    "atasan_pejabat_penilai": "Atasan penilai",
    "penetapan": "Penetapan",
    "komplemen": "Komplemen",
    "dari": "Pemberi",
    "rekomendasi_dari": "Rekomendasi dari",
    "oleh": "Pembina",
    "periode": "Periode",
}
# What may stay empty, since the settings, the SKP or the other cells tell it.
_PROPOSED: Mapping[str, frozenset[str]] = {
    SKP: frozenset(
        {"aturan", "instansi", "pendekatan", "kelompok", "status", "mulai", "selesai", "unit_kerja", "ukuran"}
    ),  # ukuran stands in the place of nama, aspek and satuan, where the SKP is kualitatif
    MANUAL: frozenset({"aturan", "rhk", "nama", "ukuran", "satuan", "aspek"}),
    DIALOGUE: frozenset({"sifat", "media", "tahap", "status"}),
    EVALUATION: frozenset({"status"}),
}
_UPPER = frozenset({"pns", "pppk", "skp", "iki", "pjj", "jpt", "jf"})
_LISTED = "array"


def shown(word: str) -> str:
    """A word of a closed list as people read it in a cell: `tatap_muka` is Tatap muka. A code stays as it is."""
    if not word.replace("_", "").isalpha():
        return word
    first, *rest = (each.upper() if each in _UPPER else each for each in in_words(word).split(" "))
    return " ".join((first[:1].upper() + first[1:], *rest))


def keys_of(table: Table, slot: Slot | None) -> tuple[str, ...]:
    """The words by which rows of a table in a slot are told apart, those of what they belong to first."""
    if slot is None:
        return (*WHOSE, *table.own)
    above = TABLES[slot.of]
    return (*keys_of(above, above.slots[0] if above.slots else None), *(_named(table, each) for each in table.own))


def _named(table: Table, key: str) -> str:
    """A word that tells apart rows of one table, and of no other above it."""
    return f"{table.name}.{key}" if table.slots else key


def own_keys(table: Table) -> tuple[str, ...]:
    """The words by which rows of a table are told apart within what they belong to."""
    return tuple(_named(table, each) for each in table.own)


@lru_cache
def columns_of(name: str) -> tuple[SheetColumn, ...]:
    """The columns of a table, but for the remark before them."""
    table = TABLES[name]
    own = [*_own_columns(table)]
    if not table.is_record:  # whose NIP is not that of the employee
        taken = {_TITLES[each] for each in WHOSE}
        own = [each._replace(title=f"{name}: {each.title}") if each.title in taken else each for each in own]
    if table.kind == SKP and table.is_record:
        found = {each.path: each for each in own}
        year, nip = found.pop(("tahun",)), found.pop(("pegawai", "nip"))
        whose = [_outer("tahun", path=year.path), _outer("nip", path=nip.path), _outer("komplemen")]
        return (*whose, _outer("unit", needed=False), *found.values())
    words = tuple(each.word for each in table.slots)
    which = [SheetColumn(table.which, (), "choice", words, needed=True, key="slot")] if len(words) > 1 else []
    mine = {(each,) for each in table.own}
    keyed = [each._replace(key=_named(table, each.path[0])) if each.path in mine else each for each in own]
    keyed = [each for each in keyed if each.key] + [each for each in keyed if not each.key]
    if table.kind == DIALOGUE and table.is_record:
        keyed.insert(1, _outer("ke"))
    return (*map(_outer, WHOSE), *_above(table, {each.title for each in keyed}), *which, *keyed)


def _above(table: Table, taken: set[str]) -> Iterator[SheetColumn]:
    """The columns that tell the items which rows of a table belong to."""
    wanted: dict[str, SheetColumn] = {}
    for slot in table.slots:
        above = TABLES[slot.of]
        for each in columns_of(slot.of):
            if each.key and each.key not in (*WHOSE, "slot") and each.key in keys_of(above, _first(above)):
                title = f"{above.name}: {each.title}" if each.title in taken else each.title
                wanted.setdefault(
                    each.key, each._replace(title=title, path=(), needed=each.needed and len(table.slots) == 1)
                )
    titles = [each.title for each in wanted.values()]
    for key, each in wanted.items():
        doubled = titles.count(each.title) > 1 and "." in key
        yield each._replace(title=key.partition(".")[0] + ": " + each.title) if doubled else each


def _first(table: Table) -> Slot | None:
    return table.slots[0] if table.slots else None


def _outer(key: str, *, path: tuple[str, ...] = (), needed: bool = True) -> SheetColumn:
    needed = needed and key in ("tahun", "nip")
    return SheetColumn(_TITLES[key], path, _TYPES[key], (), needed, _NOTES[key], key)


def item_path(table: Table) -> Path:
    """The path of a table's items in their record, as the schemas count: 0 for any item of a list."""
    slot = _first(table)
    return (*item_path(TABLES[slot.of]), *slot.path, 0) if slot else ()


def kind_of_items(table: Table) -> str:
    """The kind of record whose schema tells what items are: of several the first."""
    slot = _first(table)
    return kind_of_items(TABLES[slot.of]) if slot else table.kind


@lru_cache
def constants_of(name: str) -> Mapping[str, str]:
    """What every item of a table holds, so that no column asks for it: that an entry of `perubahan` is an adendum."""
    kind, at = kind_of_items(TABLES[name]), item_path(TABLES[name])
    if not at:
        return {"jenis": TABLES[name].kind}
    first = {key: nodes_at(kind, (*at, key))[0] for key in keys_at(kind, at)}
    return {key: str(each["const"]) for key, each in first.items() if "const" in each}


def _own_columns(table: Table) -> Iterator[SheetColumn]:
    return _columns(kind_of_items(table), item_path(table), (), "", needed=True)


def _columns(kind: str, at: Path, inner: tuple[str, ...], before: str, *, needed: bool) -> Iterator[SheetColumn]:
    """The columns of a mapping in an item, and of those within it."""
    required = {key for node in nodes_at(kind, at) for key in node.get("required", ())} if needed else set()
    for key in keys_at(kind, at):
        path, below = (*inner, key), (*at, key)
        nodes = nodes_at(kind, below)
        if key == "versi" or ("const" in nodes[0] and not any("enum" in each for each in nodes)):
            continue
        title = str(next((each["title"] for each in nodes if "title" in each), key))
        if before:
            title = f"{before}: {title}"
        if any("properties" in each for each in nodes):
            yield from _columns(kind, below, path, _BEFORE.get(key, before), needed=key in required)
            continue
        found = _type(kind, key, below, nodes)
        if found:
            wanted = key in required and key not in _PROPOSED.get(kind, ())
            note = f"{described(kind, below)}."
            yield SheetColumn(title, path, found, _words(kind, key, below, nodes), wanted, note)


def _type(kind: str, key: str, at: Path, nodes: Sequence[Mapping[str, Any]]) -> CellType | None:
    """What a field holds; None for a list of mappings, which is a table of its own."""
    types = {each.get("type") if isinstance(each.get("type"), str) else "number" for each in nodes if "type" in each}
    if _LISTED in types:
        inner = nodes_at(kind, (*at, 0))
        if any("properties" in each for each in inner):
            return None
        return "choices" if any("enum" in each for each in inner) else "texts"
    refs = {str(each.get("$ref", "")).rpartition("/")[2] for each in nodes}
    if key == "aturan" or any("enum" in each for each in nodes):
        return "choice"
    named: Mapping[str, CellType] = {"tanggal": "date", "jalur_dki": "dialogue", "realisasi": "value", "kode": "code"}
    if key == "nip":
        return "nip"
    if found := next((named[each] for each in sorted(refs) if each in named), None):
        return found
    simple: Mapping[str, CellType] = {"boolean": "yes", "integer": "whole", "number": "number"}
    return next((simple[each] for each in simple if each in types), "text")


def _words(kind: str, key: str, at: Path, nodes: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    if key == "aturan":
        return tuple(known_profiles())
    inner = [*nodes, *nodes_at(kind, (*at, 0))]
    return tuple(next((each["enum"] for each in inner if "enum" in each), ()))
