"""The changes that the rules let people make to the records of an office.

Every change takes an office and alters it in place, or gives up where there is no occasion for it. `PARTS` are the
komponen of an adendum, `FREE` the changes that need none.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from tests.support.office_basics import (
    APPRAISERS,
    PERIODS,
    PLANNING,
    SUPERIOR,
    WORDS,
    YEAR,
    Data,
    Dice,
    NoOccasionError,
    last_day,
    need,
    recompute,
)
from tests.support.office_maker import (
    Office,
    add_indicator,
    approvals,
    correction,
    due_cells,
    lines_on,
    log_of,
    new_result,
    new_skp,
    participant,
    plan,
    value,
)

Change: TypeAlias = Callable[[Dice, Office], object]
Part: TypeAlias = Callable[[Dice, Office, date], None]


def attempt(dice: Dice, office: Office, change: Change) -> Office | None:
    """The office after a change, where there is occasion for it."""
    trial = office.copy()
    try:
        change(dice, trial)
    except NoOccasionError:
        return None
    return trial


# --- an adendum ------------------------------------------------------------------------------------------------


def adendum_of(*komponen: str) -> Change:
    """The changes of some komponen, with all that an adendum of them needs."""

    def change(dice: Dice, office: Office) -> None:
        made = dice.day(office.latest(), office.day)
        before = copy.deepcopy(office.skp["pejabat_penilai_kinerja"])
        for each in komponen:
            PARTS[each](dice, office, made)
        record(dice, office, komponen, made, before)

    return change


def record(dice: Dice, office: Office, komponen: Sequence[str], made: date, before: Data) -> None:
    """The entry of an adendum made on a day, the dialogue that agreed on it, and its approvals.

    `before` is the appraiser who was at the dialogue; where the adendum changes the appraiser, either may approve.
    """
    log = office.skp.setdefault("perubahan", [])
    approver = dice.one_of((office.skp["pejabat_penilai_kinerja"], before))
    entry: Data = {"jenis": "adendum", "nomor": len(log) + 1, "tanggal": made.isoformat(), "alasan": dice.one_of(WORDS)}
    entry["komponen"] = [*komponen]
    if "penilai" in komponen:
        entry["penilai_lama"] = before
    log.append(entry)
    agreement = {"perihal": "adendum", "nomor": entry["nomor"], "uraian": "Disepakati"}
    held = dice.day(max(made - timedelta(5), office.agreed), made)
    entry["dialog"] = office.add_dialogue(held, tahap=["perencanaan"], kesepakatan=[agreement])
    office.files[office.home + entry["dialog"]]["peserta"][1] = participant(before)
    entry["persetujuan"] = approvals(approver, made)


def results(dice: Dice, office: Office, made: date) -> None:
    """An RHK added, dropped, moved between utama and tambahan, or altered in one of its fields."""
    plans = office.skp["hasil_kerja"]
    rhk = dice.one_of(office.results())
    section = "utama" if rhk in plans["utama"] else "tambahan"
    alone = section == "utama" and len(plans["utama"]) == 1
    untouched = not any(iki["kode"] in office.touched() for iki in rhk["indikator"])
    way = dice.one_of(("rencana", "penugasan", "rhk_pimpinan", "perspektif", "new", "section", "drop"))
    if way in ("rencana", "penugasan"):
        rhk[way] = rhk.get(way, "") + " (revisi)"
    elif way == "rhk_pimpinan":
        if not rhk.pop(way, None):
            rhk[way] = {"nip": SUPERIOR, "kode": "RHK-1"}
    elif way == "perspektif":
        rhk[way] = "anggaran" if rhk.get(way) != "anggaran" else "penerima_layanan"
        _tell_manuals(office, rhk)
    elif way == "new":
        need(len(office.indicators()) < 6)
        nth = next(each for each in range(5, 99) if all(f"RHK-{each}" != other["kode"] for other in office.results()))
        plans["utama"].append(new_result(dice, nth, "utama"))
        add_indicator(dice, office, plans["utama"][-1], made)
    else:
        need(not alone and (untouched or way == "section"))
        plans[section].remove(rhk)
        if way == "section":
            plans["tambahan" if section == "utama" else "utama"].append(rhk)
        else:
            drop_manuals(office, rhk["indikator"])


def _tell_manuals(office: Office, rhk: Data) -> None:
    """Let the manuals below an RHK say what it says."""
    for manual in filter(None, (office.manual(iki["kode"]) for iki in rhk["indikator"])):
        manual["rhk"] = rhk["kode"]
        perspective = manual.pop("perspektif", None)
        if perspective and "perspektif" in rhk:
            manual["perspektif"] = rhk["perspektif"]


def drop_manuals(office: Office, indicators: Sequence[Data]) -> None:
    """Take the manuals of some IKI away."""
    for iki in indicators:
        office.files.pop(f"{office.home}iki/{iki['kode']}.yaml", None)


def indicators(dice: Dice, office: Office, made: date) -> None:
    """An IKI added; one that has no realisation dropped, moved or reworded; any one ended, or given a mandat."""
    rhk, iki = dice.one_of(office.indicators())
    untouched, several = iki["kode"] not in office.touched(), len(rhk["indikator"]) > 1
    way = dice.one_of(("mandat", "end", "new", "drop", "move", "nama", "satuan", "aspek"))
    if way == "mandat":
        iki["mandat"] = "mandatory" if iki.get("mandat") != "mandatory" else "squad"
    elif way == "end":
        end = dice.day(max(made, needed_end(office, iki["kode"])), office.end).isoformat()
        need(end != office.end_of(iki))
        iki["periode"] = {"mulai": office.start.isoformat(), "selesai": end}
    elif way == "new":
        need(len(office.indicators()) < 6)
        add_indicator(dice, office, rhk, made)
    elif way == "drop":
        need(untouched and several)
        rhk["indikator"].remove(iki)
        drop_manuals(office, [iki])
    elif way == "move":
        other = dice.one_of(each for each in office.results() if each is not rhk)
        need(untouched and several)
        rhk["indikator"].remove(iki)
        other["indikator"].append(iki)
        _tell_manuals(office, other)
    else:
        need(untouched and way in iki)
        for place in office.shown(iki["kode"]):
            place[way] = "biaya" if way == "aspek" else iki["kode"] + " (revisi)"


def needed_end(office: Office, kode: str | None = None) -> date:
    """The first day on which an IKI may end, or (without `kode`) all may: with the last realised period."""
    ends = [last_day(period) for iki, period in office.realised() if kode in (None, iki)]
    return min(max([office.start + timedelta(1), *ends]), office.end)


def targets(dice: Dice, office: Office, made: date) -> None:
    """Open cells set, added or left out, and the totals that follow; or the ukuran of an IKI without realisation."""
    if office.narrative:
        kode = dice.one_of(each for each in office.codes() if each not in office.touched())
        for place in office.shown(kode):
            place["ukuran"] += " (revisi)"
        return
    kode, cells = dice.one_of((each, cells) for each in office.codes() if (cells := office.open_cells(each, made)))
    iki, manual, rhythm = office.indicator(kode), office.manual(kode), office.rhythm(kode)
    target = iki["target"]
    for period in {dice.one_of(cells), *dice.some_of(cells[:4])}:
        if period in target and sum(each in PERIODS[rhythm] for each in target) > 1 and dice.chance(20):
            del target[period]
        else:
            sign = -1 if min(target.values(), default=0) < 0 else 1
            target[period] = sign * (abs(target.get(period, 0)) + dice.one_of((1, 0.5, 30)))
    recompute(iki, manual["konsolidasi_periode"] if manual else "sum", rhythm)
    if manual:
        manual["target"] = {**target}


def behaviours(dice: Dice, office: Office, _: date) -> None:
    """The ekspektasi of a value added or reworded."""
    row = dice.one_of(office.skp["perilaku_kerja"])
    row["ekspektasi"] = row.get("ekspektasi", "") + dice.one_of(WORDS)


def annex(dice: Dice, office: Office, _: date) -> None:
    """A list of the lampiran longer."""
    kind = dice.one_of(("konsekuensi", "dukungan_sumber_daya", "skema_pertanggungjawaban"))
    office.skp.setdefault("lampiran", {}).setdefault(kind, []).append(dice.one_of(WORDS))


def employee(dice: Dice, office: Office, _: date) -> None:
    """Another name, rank, post, unit or agency of the employee."""
    way = dice.one_of(("jabatan", "nama", "pangkat_golongan", "unit_kerja", "instansi"))
    holder = office.skp if way == "instansi" else office.skp["pegawai"]
    holder[way] = holder.get(way, "") + "X"


def appraiser(dice: Dice, office: Office, _: date) -> None:
    """Another appraiser."""
    current = office.skp["pejabat_penilai_kinerja"]
    office.skp["pejabat_penilai_kinerja"] = {**dice.one_of(each for each in APPRAISERS if each != current)}


def term(dice: Dice, office: Office, made: date) -> None:
    """Another end of the SKP, and so of each IKI that would outlast it; closed with it, or not."""
    end = dice.day(max(made, needed_end(office), date(YEAR, 11, 1)), date(YEAR, 12, 31))
    need(end != office.end)
    shorten(office, end.isoformat())
    if dice.chance(20):
        office.skp["status"] = "ditutup"


def shorten(office: Office, end: str) -> None:
    """End an SKP, and its IKI with it."""
    office.skp["periode"]["selesai"] = end
    for _, iki in office.indicators():
        if "periode" in iki:
            iki["periode"]["selesai"] = min(iki["periode"]["selesai"], end)


PARTS: dict[str, Part] = {
    "rencana_hasil_kerja": results,
    "iki": indicators,
    "target": targets,
    "perilaku_kerja": behaviours,
    "lampiran": annex,
    "pegawai": employee,
    "penilai": appraiser,
    "periode": term,
}


# --- changes that need no adendum ------------------------------------------------------------------------------


def correct(dice: Dice, office: Office) -> None:
    """A realisation corrected in a new dialogue."""
    day = dice.day(office.latest(), office.day)
    lines = correction(dice, office, day)
    need(lines)
    office.add_dialogue(day, pemantauan={"hasil_kerja": lines}, status=dice.one_of(("dilaporkan", "draf")))


def realise(dice: Dice, office: Office) -> None:
    """What has ended recorded in a new dialogue."""
    day = dice.day(office.latest(), office.day)
    cells = due_cells(office, day)
    need(cells)
    lines = lines_on(dice, office, day, dice.some_of(cells[:6]) or cells[:1])
    office.add_dialogue(day, pemantauan={"hasil_kerja": lines}, status=dice.one_of(("dilaporkan", "draf")))


def project(dice: Dice, office: Office) -> None:
    """A projection, and then the value, which needs no correction."""
    day = dice.day(office.latest(), office.day)
    iki, period = dice.one_of(due_cells(office, day))
    guess = {"iki": iki, "periode": period, "realisasi": value(dice, office), "proyeksi": True}
    known = {"iki": iki, "periode": period, "realisasi": value(dice, office)}
    office.add_dialogue(max(office.agreed, day - timedelta(20)), pemantauan={"hasil_kerja": [guess]})
    office.add_dialogue(day, pemantauan={"hasil_kerja": [known]})


def talk(dice: Dice, office: Office) -> None:
    """A dialogue that records no realisation."""
    status = dice.one_of(("dilaporkan", "draf"))
    office.add_dialogue(dice.day(office.agreed, office.day), kesimpulan=dice.one_of(WORDS), status=status)


def edit_draft(dice: Dice, office: Office) -> None:
    """A draft edited, and then reported or not, or thrown away."""
    corrected = {line["koreksi"]["dki"] for _, _, line in office.lines() if "koreksi" in line}
    drafts = ((name, each) for name, each in office.dialogues() if each["status"] == "draf" and name not in corrected)
    name, draft = dice.one_of(drafts)
    for line in draft.get("pemantauan", {}).get("hasil_kerja", ()):
        if line.get("realisasi") is not None and dice.chance(50):
            line["realisasi"] = value(dice, office)
    draft["kesimpulan"] = dice.one_of(WORDS)
    if dice.chance(50):
        draft |= {"status": "dilaporkan", "dilaporkan": office.day.isoformat()}
    elif dice.chance(20):
        del office.files[office.home + name]


def remeasure(dice: Dice, office: Office) -> None:
    """A manual changed by its own entry, in what the SKP does not show."""
    kode, manual = dice.one_of(office.manuals())
    free = ("tujuan", "pihak_penyedia_data", "pihak_penanggung_jawab")
    way = dice.one_of(free if kode in office.touched() else (*free, "definisi", "sumber_data", "konversi_120"))
    if way == "konversi_120":
        need(way in manual)
        manual[way] = not manual[way]
    else:
        manual[way] = manual.get(way, "") + " baru"
    made = dice.day(office.latest(), office.day)
    entry = {"nomor": len(log_of(manual)) + 1, "tanggal": made.isoformat(), "alasan": "Perbaikan"}
    entry["persetujuan"] = approvals(office.appraiser_on(made), made)[:1]
    manual.setdefault("perubahan", []).append(entry)


def move(dice: Dice, office: Office) -> None:
    """The dossier under another unit, still one of the reviewer's."""
    units = ("seksi-a/urusan-1/", "seksi-a/x/y/", "seksi-a/2025/")
    if "unit" not in office.settings.get("pengelola", [{}])[0]:
        units = ("", "seksi-b/", "kanwil/kppn/seksi-c/")
    office.unit = dice.one_of(each for each in units if each != office.unit)


def complete(dice: Dice, office: Office) -> None:
    """A komplemen in place of the SKP, which is closed on the day before; agreed in a dialogue of the one or other."""
    old = office.skp
    recorded = max(needed_end(office), office.latest(), office.start + timedelta(1))
    need(recorded <= office.day and old["status"] != "ditutup" and not office.home)
    end = dice.day(recorded, office.day)
    need(end < office.end)
    held = dice.day(max(end - timedelta(10), date(YEAR, 1, 2)), office.day)
    agreed = dice.day(held, office.day)
    matter = {**PLANNING, "kesepakatan": [{"perihal": "komplemen", "nomor": 1, "uraian": "Disepakati"}]}
    own = dice.chance(50)
    name = "" if own else f"../{office.add_dialogue(held, **matter | {'rencana_aksi': []})}"
    superior = old["pejabat_penilai_kinerja"]
    if not own:
        office.files[name[3:]]["peserta"][1] = participant(superior)
    old["status"] = "ditutup"
    shorten(office, end.isoformat())
    new = new_skp(old["pegawai"], superior, end + timedelta(1), agreed, aturan=old["aturan"])
    new["pendekatan"] = dice.one_of(("kuantitatif", "kualitatif"))
    office.home = "komplemen-1/"
    office.files["komplemen-1/skp.yaml"] = new
    name = name or office.add_dialogue(held, **matter)
    block = {"nomor": 1, "menggantikan": "../skp.yaml", "tanggal": agreed.isoformat(), "alasan": "Mutasi"}
    new["komplemen"] = {**block, "dialog": name, "persetujuan": approvals(superior, agreed)}
    plan(dice, office, end + timedelta(1))
    for rhk in office.results():
        rhk["rencana"] += " pada unit baru"


FREE: dict[str, Change] = {
    "correct": correct,
    "realise": realise,
    "project": project,
    "talk": talk,
    "edit_draft": edit_draft,
    "remeasure": remeasure,
    "move": move,
    "complete": complete,
}
