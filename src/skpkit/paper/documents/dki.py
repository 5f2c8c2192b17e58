"""The minutes of a dialogue (DKI)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from skpkit.messages import N_
from skpkit.model.paths import day_of, named_day
from skpkit.model.records import Data, Dialogue, Line, Skp
from skpkit.paper import labels, words
from skpkit.paper.earlier import record_in, states
from skpkit.paper.frame import Printable, complement_title, frame, head, place_of
from skpkit.paper.held import stands_since
from skpkit.paper.material import DocumentKind, Material
from skpkit.paper.results import wording
from skpkit.paper.sections import Cells, Section, action, numbered, party, realised, section, texts, training
from skpkit.source.schemas import DIALOGUE


@dataclass(frozen=True, slots=True)
class DkiBody:
    """The minutes of a dialogue, in sections."""

    bagian: tuple[Section, ...]


def make(material: Material, _: str) -> Printable:
    """The minutes of a dialogue, with the SKP as it stood then, of which they follow the targets."""
    dialogue, skp = material.record(Dialogue), material.skp()
    skp = _skp_then(material, dialogue, skp)
    day = words.day(dialogue.tanggal)
    framed = frame(
        skp,
        f"Dialog Kinerja Individu {day}",
        f"DKI {day}",
        head(skp, "DIALOG KINERJA INDIVIDU", f"TANGGAL {day.upper()}", *complement_title(skp)),
        appraiser=skp.appraiser_on(dialogue.tanggal),
        mark="" if dialogue.reported else labels.DRAFT_RECORD_MARK,
    )
    body = DkiBody(tuple(_lettered(_sections(dialogue, skp))))
    return Printable(framed.signed(place_of(skp), dialogue.tanggal), body)


def _skp_then(material: Material, dialogue: Dialogue, skp: Skp) -> Skp:
    """The SKP as it stood when the dialogue came in as reported, where it changed, or was replaced, after that day.

    Raises SkpkitError where this clone does not hold the history that tells.
    """
    if not dialogue.reported or stands_since(material, material.dossier, material.folder, skp, dialogue.tanggal):
        return skp
    names = material.file.full_name, material.folder.name_of(skp.name)
    found = skp
    for earlier in states(material, material.dossier, names):
        then, plan = (record_in(earlier.state, f"{earlier.place}/{each}", earlier.place) for each in names)
        if not isinstance(then, Dialogue) or not then.reported:
            break
        found = plan if isinstance(plan, Skp) else found
    material.instead = replace(material.folder, skp=found)
    return found


def _lettered(sections: Iterable[Section]) -> Iterator[Section]:
    """The sections that have rows, with their letters."""
    for letter, each in zip(labels.LETTERS, (each for each in sections if each.baris), strict=False):
        yield replace(each, judul=f"{letter}. {each.judul}")


def _sections(dialogue: Dialogue, skp: Skp) -> Iterator[Section]:
    """The sections that the dialogue has something for; those of agreements and actions always."""
    data = dialogue.data
    yield section("pelaksanaan", [_held(dialogue)])
    yield section("peserta", numbered(map(_participant, dialogue.participants)))
    monitored = "hasil_kerja_kualitatif" if skp.narrative else "hasil_kerja"
    yield section(monitored, numbered(_monitored(each, dialogue.entry(each), skp) for each in dialogue.lines))
    behaviour = data.get("pemantauan", {}).get("perilaku_kerja", ())
    yield section("perilaku_kerja", numbered(map(_behaviour, behaviour)))
    yield section("umpan_balik", numbered(map(_feedback, data.get("umpan_balik", ()))))
    yield section("pembinaan", numbered(map(_coaching, data.get("pembinaan", ()))))
    yield section("pengembangan", numbered(map(_development, data.get("pengembangan_kompetensi", ()))))
    yield section("usulan_pelatihan", numbered(map(training, data.get("usulan_pelatihan", ()))))
    yield section("rencana_karier", [(texts(data.get("rencana_karier")),)] if "rencana_karier" in data else [])
    yield section("tindak_lanjut", numbered(map(_follow_up, data.get("tindak_lanjut", ()))))
    yield _or_nothing(section("kesepakatan", numbered(map(_agreement, dialogue.agreements))))
    yield _or_nothing(section("rencana_aksi", numbered(_action(each, skp) for each in data.get("rencana_aksi", ()))))
    yield section("kesimpulan", [(texts(data.get("kesimpulan")),)] if "kesimpulan" in data else [])


def _or_nothing(given: Section) -> Section:
    """The section; one without rows says that nothing was agreed, under no heads."""
    return given if given.baris else replace(given, kepala=(), baris=(((labels.NOTHING_AGREED,),),))


def _held(dialogue: Dialogue) -> Cells:
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


def _participant(data: Data) -> Cells:
    return texts(data["nama"]), texts(words.nip(data.get("nip", ""))), (labels.RELATION[data["peran"]],)


def _monitored(line: Line, data: Data, skp: Skp) -> Cells:
    indicator = skp.indicator(line.iki)
    name = wording(indicator.data) if indicator else ""
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


def _remarks(line: Line, data: Data) -> Iterator[str]:
    if line.projected and line.value is not None:
        yield labels.PROJECTED
    if line.is_correction:
        yield f"(koreksi atas {_name_of(data['koreksi']['dki'])}: {data['koreksi']['alasan']})"


def _name_of(path: str) -> str:
    """How a dialogue is called whose path a record names: `DKI 7 April 2026`."""
    found = named_day(path)
    day = day_of(found.day) if found and found.exact else None
    if not found or not day:
        return f"DKI {path}"
    return f"DKI {words.day(day)}" + (f" ({found.nth})" if found.nth else "")


def _behaviour(data: Data) -> Cells:
    strategy, trouble = data.get("usulan_strategi"), data.get("kendala")
    said = (
        data.get("catatan"),
        f"Kendala: {trouble}" if trouble else None,
        f"Usulan strategi: {strategy}" if strategy else None,
    )
    return (labels.VALUES[data["nilai"]][0],), texts(*said)


def _feedback(data: Data) -> Cells:
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


def _coaching(data: Data) -> Cells:
    medium = labels.TRAINING_MEDIUM.get(data.get("media", ""))
    return (
        texts(labels.COACHING[data["jenis"]], labels.COACHING_REASON.get(data.get("dasar", ""))),
        texts(labels.COACHING_FORM.get(data.get("bentuk", ""), labels.NO_NUMBER), f"({medium})" if medium else None),
        (labels.WAY[data["cara"]],),
        texts(party(data["oleh"])),
        texts(data["uraian"]),
    )


def _development(data: Data) -> Cells:
    day = data.get("tanggal")
    return (
        texts(data["uraian"]),
        texts(labels.TRAINING_MEDIUM.get(data.get("bentuk", ""), data.get("bentuk"))),
        texts(words.day(date.fromisoformat(day)) if day else None),
        texts(labels.PROGRESS.get(data.get("status", ""))),
        texts(data.get("evaluasi")),
    )


def _follow_up(data: Data) -> Cells:
    status = labels.PROGRESS.get(data.get("status", ""))
    return texts(_name_of(data["atas"])), texts(data["uraian"]), texts(status)


def _agreement(data: Data) -> Cells:
    about, number, iki = labels.AGREEMENT[data["perihal"]], data.get("nomor"), data.get("iki")
    told = f"{about} {iki}" if iki else about
    return texts(f"{told} {labels.CHANGE_NUMBER[data['perihal']]}{number}" if number else told), texts(data["uraian"])


def _action(data: Data, skp: Skp) -> Cells:
    who = data.get("penanggung_jawab")
    return (
        texts(data["uraian"], f"Penanggung jawab: {who}" if who else None),
        *action(data, skp),
    )


DOCUMENT = DocumentKind({DIALOGUE: N_("the minutes of the dialogue")}, DkiBody, make)
