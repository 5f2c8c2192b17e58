"""What the minutes of a dialogue show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from skpkit.model.paths import named_day
from skpkit.model.records import APPRAISER, EMPLOYEE, Data, Dialogue, Line, Skp
from skpkit.paper import labels, words
from skpkit.paper.frame import Head, Person, Signing, appraiser_of, employee_of, place_and_day, short_name, signatory
from skpkit.paper.origin import Provenance

Cell: TypeAlias = "tuple[str, ...]"
Row: TypeAlias = "tuple[Cell, ...]"


@dataclass(frozen=True, slots=True)
class Part:
    """A section in a table: its key in the template, title, heads of columns, and rows of cells of paragraphs.

    A row of one cell spans all columns. Without a title it has no title row.
    """

    kunci: str
    judul: str
    kepala: tuple[str, ...]
    baris: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DialogueView:
    """A document of an SKP's head, identity, sections and signatures: a DKI, or rencana aksi."""

    judul: str
    nama_pendek: str
    tanda_air: tuple[str, ...]
    kepala: Head
    pegawai: Person
    penilai: Person
    bagian: tuple[Part, ...]
    tanda_tangan: Signing
    asal: Provenance


def dialogue_view(dialogue: Dialogue, skp: Skp, origin: Provenance) -> DialogueView:
    """The minutes of a dialogue; `skp` as it stood then, of which it follows the targets."""
    pegawai, day = employee_of(skp.employee), words.day(dialogue.tanggal)
    marks = ("" if dialogue.reported else labels.DRAFT_DIALOGUE_MARK, *unrecorded(origin))
    return DialogueView(
        judul=f"Dialog Kinerja Individu {day}: {pegawai.nama}",
        nama_pendek=short_name(f"DKI {day}", pegawai),
        tanda_air=tuple(each for each in marks if each),
        kepala=head_of(skp, "DIALOG KINERJA INDIVIDU", f"TANGGAL {day.upper()}"),
        pegawai=pegawai,
        penilai=appraiser_of(skp.appraiser_on(dialogue.tanggal)),
        bagian=tuple(_lettered(_parts(dialogue, skp))),
        tanda_tangan=signed(skp, dialogue.tanggal),
        asal=origin,
    )


def unrecorded(origin: Provenance) -> tuple[str, ...]:
    """The mark of what no commit holds."""
    return () if origin.tercatat else (labels.UNRECORDED_MARK,)


def head_of(skp: Skp, *titles: str) -> Head:
    """The head of a document of an SKP's dialogues."""
    complement = (f"SKP KOMPLEMEN KE-{skp.complement.nomor}",) if skp.complement else ()
    return Head(
        judul=(*titles, *complement),
        instansi=words.text(skp.data["instansi"]).upper(),
        periode=f"PERIODE PENILAIAN: {words.head_span(skp.term)}",
        catatan=(),
        tanda="",
    )


def signed(skp: Skp, day: date) -> Signing:
    """The signature block of a document of that day."""
    place = (skp.data.get("penetapan") or {}).get("tempat", labels.NO_PLACE)
    return Signing(
        tempat_tanggal=place_and_day(place, day),
        pegawai=signatory(EMPLOYEE, employee_of(skp.employee), ()),
        penilai=signatory(APPRAISER, appraiser_of(skp.appraiser_on(day)), ()),
    )


def numbered(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows with their numbers before them."""
    return tuple(((str(nth),), *row) for nth, row in enumerate(rows, 1))


def _lettered(parts: Iterable[Part]) -> Iterator[Part]:
    """The sections that have rows, with their letters."""
    for letter, each in zip(labels.LETTERS, (each for each in parts if each.baris), strict=False):
        yield Part(each.kunci, f"{letter}. {each.judul}", each.kepala, each.baris)


def _parts(dialogue: Dialogue, skp: Skp) -> Iterator[Part]:
    """The sections that the dialogue has something for; those of agreements and actions always."""
    data = dialogue.data
    yield _part("pelaksanaan", [_held(dialogue)])
    yield _part("peserta", numbered(map(_participant, dialogue.participants)))
    monitored = "hasil_kerja_kualitatif" if skp.narrative else "hasil_kerja"
    followed = zip(dialogue.lines, data.get("pemantauan", {}).get("hasil_kerja", ()), strict=True)
    yield _part(monitored, numbered(_monitored(line, each, skp) for line, each in followed))
    behaviour = data.get("pemantauan", {}).get("perilaku_kerja", ())
    yield _part("perilaku_kerja", numbered(map(_behaviour, behaviour)))
    yield _part("umpan_balik", numbered(map(_feedback, data.get("umpan_balik", ()))))
    yield _part("pembinaan", numbered(map(_coaching, data.get("pembinaan", ()))))
    yield _part("pengembangan", numbered(map(_development, data.get("pengembangan_kompetensi", ()))))
    yield _part("usulan_pelatihan", numbered(map(training, data.get("usulan_pelatihan", ()))))
    yield _part("rencana_karier", [(texts(data.get("rencana_karier")),)] if "rencana_karier" in data else [])
    yield _part("tindak_lanjut", numbered(map(_follow_up, data.get("tindak_lanjut", ()))))
    yield _part("kesepakatan", numbered(map(_agreement, dialogue.agreements)) or _NOTHING)
    yield _part("rencana_aksi", numbered(_action(each, skp) for each in data.get("rencana_aksi", ())) or _NOTHING)
    yield _part("kesimpulan", [(texts(data.get("kesimpulan")),)] if "kesimpulan" in data else [])


_NOTHING: tuple[Row, ...] = (((labels.NOTHING_AGREED,),),)


def _part(key: str, rows: Iterable[Row]) -> Part:
    found = tuple(rows)
    return Part(key, labels.PARTS[key], () if found == _NOTHING else labels.HEADS[key], found)


def texts(*values: str | None) -> Cell:
    """A cell of some texts, those that there are."""
    return tuple(words.text(each) for each in values if each)


def _held(dialogue: Dialogue) -> Row:
    data = dialogue.data
    stages = [labels.STAGE[each] for each in data["tahap"]]
    number = data.get("nomor_laporan")
    reported = words.day(dialogue.reported_on) if dialogue.reported_on else labels.NOT_REPORTED
    return (
        (labels.NATURE[data["sifat"]],),
        (labels.MEDIUM[data["media"]],),
        (", ".join(stages),),
        texts(reported, f"Nomor {number}" if number else None),
    )


def _participant(data: Data) -> Row:
    return texts(data["nama"]), texts(words.nip(data.get("nip", ""))), (labels.RELATION[data["peran"]],)


def _monitored(line: Line, data: Data, skp: Skp) -> Row:
    indicator = skp.indicator(line.iki)
    name = (indicator.ukuran or indicator.data["nama"]) if indicator else ""
    unit = indicator.data.get("satuan", "") if indicator else ""
    target = words.amount(indicator.target.get(line.periode), unit) if indicator else ""
    progress, strategy = data.get("kemajuan"), data.get("usulan_strategi")
    return (
        texts(f"{line.iki} {name}", f"Kemajuan: {progress}" if progress else None),
        (words.short_period(line.periode),),
        *(() if skp.narrative else ((target or labels.NO_NUMBER,),)),
        texts(realised(line.value, unit), *_remarks(line, data)) or (labels.NO_NUMBER,),
        texts(*data.get("bukti_dukung", ())),
        texts(data.get("kendala"), f"Usulan strategi: {strategy}" if strategy else None),
    )


def realised(value: float | str | None, unit: str) -> str:
    """A realisasi with its unit; a narrative as it is."""
    return value if isinstance(value, str) else words.amount(value, unit)


def _remarks(line: Line, data: Data) -> Iterator[str]:
    if line.projected and line.value is not None:
        yield labels.PROJECTED
    if line.is_correction:
        yield f"(koreksi atas {name_of(data['koreksi']['dki'])}: {data['koreksi']['alasan']})"


def name_of(path: str) -> str:
    """How a dialogue is called whose path a record names: `DKI 7 April 2026`."""
    found = named_day(path)
    try:
        day = date.fromisoformat(found.day) if found and found.exact else None
    except ValueError:
        day = None
    if not found or not day:
        return f"DKI {path}"
    return f"DKI {words.day(day)}" + (f" ({found.nth})" if found.nth else "")


def _behaviour(data: Data) -> Row:
    strategy, trouble = data.get("usulan_strategi"), data.get("kendala")
    said = (
        data.get("catatan"),
        f"Kendala: {trouble}" if trouble else None,
        f"Usulan strategi: {strategy}" if strategy else None,
    )
    return (labels.VALUES[data["nilai"]][0],), texts(*said)


def _feedback(data: Data) -> Row:
    adviser = data.get("rekomendasi_dari")
    how = [labels.NATURE.get(data.get("sifat", "")), labels.WAY.get(data.get("cara", ""))]
    told = ", ".join(each for each in how if each)
    about = data.get("iki") or (labels.VALUES[data["nilai"]][0] if "nilai" in data else "")
    subject = labels.SUBJECT[data["atas"]]
    return (
        texts(party(data["dari"]), f"Rekomendasi dari {party(adviser)}" if adviser else None),
        texts(f"{subject}: {about}" if about else subject, told and f"({told})"),
        texts(data["isi"]),
    )


def party(data: Data) -> str:
    """Who gives something, and what that person is to the employee: `Ratna Wulandari (atasan langsung)`."""
    return f"{data['nama']} ({labels.RELATION[data['hubungan']].lower()})"


def _coaching(data: Data) -> Row:
    medium = labels.TRAINING_MEDIUM.get(data.get("media", ""))
    return (
        texts(labels.COACHING[data["jenis"]], labels.COACHING_REASON.get(data.get("dasar", ""))),
        texts(labels.COACHING_FORM.get(data.get("bentuk", ""), labels.NO_NUMBER), f"({medium})" if medium else None),
        (labels.WAY[data["cara"]],),
        texts(party(data["oleh"])),
        texts(data["uraian"]),
    )


def _development(data: Data) -> Row:
    day = data.get("tanggal")
    return (
        texts(data["uraian"]),
        texts(labels.TRAINING_MEDIUM.get(data.get("bentuk", ""), data.get("bentuk"))),
        texts(words.day(date.fromisoformat(day)) if day else None),
        texts(labels.PROGRESS.get(data.get("status", ""))),
        texts(data.get("evaluasi")),
    )


def training(data: Data) -> Row:
    """A row of usulan pelatihan."""
    return tuple(texts(data.get(each)) for each in ("topik", "kompetensi", "waktu", "penyelenggara"))


def _follow_up(data: Data) -> Row:
    status = labels.PROGRESS.get(data.get("status", ""))
    return texts(name_of(data["atas"])), texts(data["uraian"]), texts(status)


def _agreement(data: Data) -> Row:
    about, number, iki = labels.AGREEMENT[data["perihal"]], data.get("nomor"), data.get("iki")
    told = f"{about} {iki}" if iki else about
    return texts(f"{told} {labels.CHANGE_NUMBER[data['perihal']]}{number}" if number else told), texts(data["uraian"])


def _action(data: Data, skp: Skp) -> Row:
    who = data.get("penanggung_jawab")
    return (
        texts(data["uraian"], f"Penanggung jawab: {who}" if who else None),
        texts(result_of(data.get("rhk"), skp)),
        (words.day(date.fromisoformat(data["tenggat"])),),
        (labels.PROGRESS[data["status"]],),
    )


def result_of(kode: str | None, skp: Skp) -> str:
    """The RHK of that code, by code and text."""
    result = skp.result(kode) if kode else None
    return f"{kode} {result.data['rencana']}" if result else kode or ""
