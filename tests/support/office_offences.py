"""What people may not do to the records of an office: the offences, which alter it in place.

`revise_target` and `revise_realisation` are the two that the rule book is about; `FORBIDDEN` are others, to come along.
"""

from __future__ import annotations

from typing import Any

from tests.support.office_basics import RULES, Cell, Data, Dice, need
from tests.support.office_changes import PARTS, Change, annex, drop_manuals, record
from tests.support.office_maker import Office, log_of


def revise_target(dice: Dice, office: Office, cell: Cell, agreed: Office) -> None:
    """The target of a cell (of a kualitatif IKI its ukuran) made another than `agreed` has it, or taken away: in the
    SKP, its manual, or both."""
    kode, period = cell
    shown = office.shown(kode)
    need(("ukuran" in shown[0]) == (not period))
    shift: Any = None if dice.chance(20) else dice.one_of((1, -0.5, 0.004, 1000))
    for place in dice.one_of((shown, shown[:1], shown[-1:])):
        if not period:
            place["ukuran"] = agreed.indicator(kode)["ukuran"] + " (lunak)"
        elif shift is None:
            place["target"].pop(period, None)
        else:
            place["target"][period] = agreed.indicator(kode)["target"][period] + shift


def revise_realisation(dice: Dice, office: Office, name: str, cell: Cell) -> None:
    """The realisasi of a cell in a dialogue changed, emptied, or taken away alone or with its line."""
    need((name, cell) in reported_values(office))
    lines = office.files[office.home + name]["pemantauan"]["hasil_kerja"]
    line = next(each for each in lines if (each["iki"], each["periode"]) == cell)
    way = dice.one_of(("value", "null", "key", "line"))
    if way == "value":
        old = line["realisasi"]
        line["realisasi"] = old + " (lebih)" if isinstance(old, str) else old + dice.one_of((1, -0.001, 40))
    elif way == "null":
        line["realisasi"] = None
    elif way == "key":
        del line["realisasi"]
    else:
        lines.remove(line)


def reported_values(office: Office) -> list[tuple[str, Cell]]:
    """Every realisasi that was reported: its dialogue and its cell."""
    return [
        (name, (line["iki"], line["periode"]))
        for name, dialogue, line in office.lines()
        if dialogue["status"] == "dilaporkan" and line.get("realisasi") is not None
    ]


def _any_target(dice: Dice, office: Office) -> None:
    iki = office.indicator(dice.one_of(office.codes()))
    period = dice.one_of(iki["target"]) if "target" in iki else ""
    revise_target(dice, office, (iki["kode"], period), office.copy())


def _any_realisation(dice: Dice, office: Office) -> None:
    revise_realisation(dice, office, *dice.one_of(reported_values(office)))


def _undeclared(dice: Dice, office: Office) -> None:
    PARTS[dice.one_of(PARTS)](dice, office, office.day)


def _declared_too_much(dice: Dice, office: Office) -> None:
    record(dice, office, [dice.one_of(PARTS)], office.day, office.skp["pejabat_penilai_kinerja"])


def _misnumber(dice: Dice, office: Office) -> None:
    record(dice, office, ["lampiran"], office.day, office.skp["pejabat_penilai_kinerja"])
    annex(dice, office, office.day)
    office.skp["perubahan"][-1]["nomor"] += 1


def _rewrite_log(dice: Dice, office: Office) -> None:
    log = dice.one_of(log for record in (office.skp, *dict(office.manuals()).values()) if (log := log_of(record)))
    if dice.chance(30):
        log.pop()
    else:
        dice.one_of(log)["alasan"] += " sekali"


def _drop_result(dice: Dice, office: Office) -> None:
    gone = dice.one_of(office.skp["hasil_kerja"]["utama"])
    office.skp["hasil_kerja"]["utama"].remove(gone)
    drop_manuals(office, gone["indikator"])


def _drop_indicator(dice: Dice, office: Office) -> None:
    rhk, iki = dice.one_of(office.indicators())
    rhk["indikator"].remove(iki)
    if dice.chance(50):
        drop_manuals(office, [iki])


def _recode(dice: Dice, office: Office) -> None:
    iki, *manual = office.shown(dice.one_of(office.codes()))
    drop_manuals(office, [iki])
    iki["kode"] += "x"
    if manual:
        manual[0]["kode"] = iki["kode"]
        office.files[f"{office.home}iki/{iki['kode']}.yaml"] = manual[0]


def _transfer(dice: Dice, office: Office) -> None:
    rhk, iki = dice.one_of(office.indicators())
    other = dice.one_of(each for each in office.results() if each is not rhk)
    rhk["indikator"].remove(iki)
    other["indikator"].append(iki)


def _end_early(dice: Dice, office: Office) -> None:
    start = office.start.isoformat()
    office.indicator(dice.one_of(office.codes()))["periode"] = {"mulai": start, "selesai": f"{start[:8]}15"}


def _drop_manual(dice: Dice, office: Office) -> None:
    drop_manuals(office, [dice.one_of(manual for _, manual in office.manuals())])


def _measure_otherwise(dice: Dice, office: Office) -> None:
    manual = dice.one_of(manual for _, manual in office.manuals() if "polarisasi" in manual)
    others: Data = {
        "polarisasi": "minimize" if manual["polarisasi"] == "maximize" else "maximize",
        "konsolidasi_periode": "sum" if manual["konsolidasi_periode"] == "average" else "average",
        "konversi_120": not manual["konversi_120"],
        "nilai_terburuk": manual.get("nilai_terburuk", 0) + 7,
    }
    way = dice.one_of(others)
    manual[way] = others[way]


def _reword_manual(dice: Dice, office: Office) -> None:
    manual = dice.one_of(manual for _, manual in office.manuals())
    manual[dice.one_of(key for key in ("nama", "ukuran", "satuan", "definisi", "tujuan", "rhk") if key in manual)] += (
        "-"
    )


def _other_status(dice: Dice, office: Office) -> None:
    every = ("rancangan", "ditutup", "ditetapkan")
    office.skp["status"] = dice.one_of(each for each in every if each != office.skp["status"])


def _other_rules(dice: Dice, office: Office) -> None:
    rules = dice.one_of(each for each in RULES if each != office.skp["aturan"])
    for each in (office.skp, *dict(office.manuals()).values()):
        each["aturan"] = rules


def _other_kind(dice: Dice, office: Office) -> None:
    office.skp["kelompok"] = "pimpinan_unit"
    if dice.chance(50):
        office.skp["penetapan"]["tempat"] = "Di tempat lain"


def _drop_behaviour(dice: Dice, office: Office) -> None:
    office.skp["perilaku_kerja"].remove(dice.one_of(office.skp["perilaku_kerja"]))
    need(office.skp["perilaku_kerja"])


def _alter_dialogue(dice: Dice, office: Office) -> None:
    dialogue = office.files[office.home + _reported(dice, office)]
    lines = dialogue.get("pemantauan", {}).get("hasil_kerja", [])
    way = dice.one_of(("status", "kesimpulan", *(("proyeksi", "bukti_dukung") if lines else ())))
    if way == "status":
        dialogue["status"] = "draf"
    elif way == "kesimpulan":
        dialogue[way] = dialogue.get(way, "") + "Lain"
    else:
        dice.one_of(lines)[way] = True if way == "proyeksi" else ["Lain"]


def _drop_dialogue(dice: Dice, office: Office) -> None:
    del office.files[office.home + _reported(dice, office)]


def _rename_dialogue(dice: Dice, office: Office) -> None:
    name = office.home + _reported(dice, office)
    office.files[f"{name.removesuffix('.yaml')}-9.yaml"] = office.files.pop(name)


def _reported(dice: Dice, office: Office) -> str:
    return dice.one_of(name for name, each in office.dialogues() if each["status"] == "dilaporkan")


FORBIDDEN: dict[str, Change] = {
    each.__name__.removeprefix("_"): each
    for each in (
        _any_target,
        _any_realisation,
        _undeclared,
        _declared_too_much,
        _misnumber,
        _rewrite_log,
        _drop_result,
        _drop_indicator,
        _recode,
        _transfer,
        _end_early,
        _drop_manual,
        _measure_otherwise,
        _reword_manual,
        _other_status,
        _other_rules,
        _other_kind,
        _drop_behaviour,
        _alter_dialogue,
        _drop_dialogue,
        _rename_dialogue,
    )
}
