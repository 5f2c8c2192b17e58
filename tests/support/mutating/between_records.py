"""Edits that the rules between records (2xx) find."""

from __future__ import annotations

import copy
from typing import Any

from tests.support.draft import Draft, need
from tests.support.mutating.kinds import forbidden
from tests.support.mutating.parts import an_evaluation, any_code, complement, feedback


@forbidden("SKP201")
def manual_missing(draft: Draft) -> None:
    draft.remove(f"iki/{any_code(draft)}.yaml")


@forbidden("SKP202")
def manual_of_no_iki(draft: Draft) -> None:
    manual = copy.deepcopy(draft.manual(any_code(draft)))
    draft.files[f"{draft.home}iki/8z-N.yaml"] = manual | {"kode": "8z-N"}


@forbidden("SKP203")
def manual_says_another_name(draft: Draft) -> None:
    manual = draft.manual(any_code(draft))
    manual["nama" if "nama" in manual else "ukuran"] += " lain"


@forbidden("SKP203")
def manual_says_another_rhk(draft: Draft) -> None:
    rhk, iki = draft.one_of(draft.indicators())
    draft.manual(iki["kode"])["rhk"] = draft.one_of(each for each in draft.results() if each is not rhk)["kode"]


@forbidden("SKP203")
def manual_says_another_target(draft: Draft) -> None:
    target = draft.manual(any_code(draft)).get("target", {})
    period = draft.one_of(target)
    target[period] += 1


@forbidden("SKP203")
def skp_says_another_unit(draft: Draft) -> None:
    iki = draft.indicator(any_code(draft))
    need("satuan" in iki)
    iki["satuan"] = "butir"


def value_for(draft: Draft, kode: str) -> Any:
    """A realisasi of the kind that the IKI has."""
    return "Berjalan" if "ukuran" in draft.indicator(kode) else 1


@forbidden("SKP204")
def realisation_of_no_iki(draft: Draft) -> None:
    draft.record_value(draft.held, iki="8z-N", periode="Q3", realisasi=value_for(draft, any_code(draft)))


@forbidden("SKP204")
def realisation_of_a_total(draft: Draft) -> None:
    kode = any_code(draft)
    need(draft.rhythm(kode) != "tahunan" and "target" in draft.indicator(kode))
    draft.record_value(draft.held, iki=kode, periode="Y", realisasi=1)


@forbidden("SKP204")
def action_for_no_rhk(draft: Draft) -> None:
    action = {"uraian": "Rapat", "rhk": "RHK-9", "tenggat": "2026-12-20", "status": "belum"}
    draft.talk(draft.held, "pelaksanaan", rencana_aksi=[action])


@forbidden("SKP204")
def feedback_on_no_iki(draft: Draft) -> None:
    given = feedback("atasan_langsung", "hasil_kerja") | {"iki": "8z-N"}
    draft.talk(draft.held, "umpan_balik", umpan_balik=[given])


@forbidden("SKP205")
def second_value(draft: Draft) -> None:
    (kode, period), value = draft.one_of(draft.values().items())
    other = f"{value} sekali" if isinstance(value, str) else value + 1
    draft.record_value(draft.held, iki=kode, periode=period, realisasi=other)


@forbidden("SKP205")
def correction_of_another_dialogue(draft: Draft) -> None:
    (kode, period), value = draft.one_of(draft.values().items())
    known = {name for name, line in draft.lines() if (line["iki"], line["periode"]) == (kode, period)}
    names = [each.removeprefix(draft.home) for each in draft.dialogues()]
    wrong = draft.one_of(each for each in names if each not in known)
    koreksi = {"dki": wrong, "alasan": "Salah ketik"}
    draft.record_value(draft.held, iki=kode, periode=period, realisasi=value, koreksi=koreksi)


@forbidden("SKP206")
def realised_too_early(draft: Draft) -> None:
    kode, period = draft.one_of(draft.free_cells())
    draft.record_value(draft.held, iki=kode, periode=period, realisasi=1)


def quarter(draft: Draft) -> list[str]:
    """The dialogues of one of the first three quarters, with all that was reported in it."""
    months = draft.dice.choice((("04", "05", "06"), ("07", "08", "09")))
    names = draft.dialogues()
    found = [each for each, data in names.items() if data["dilaporkan"][5:7] in months]
    need(found and not draft.home)
    return found


@forbidden("SKP207")
def quarter_without_a_dialogue(draft: Draft) -> None:
    for name in quarter(draft):
        del draft.files[name]


@forbidden("SKP207")
def quarter_of_drafts(draft: Draft) -> None:
    for name in quarter(draft):
        draft.files[name]["status"] = "draf"
        del draft.files[name]["dilaporkan"]


# --- 214 to 220 ------------------------------------------------------------------------------------------------


@forbidden("SKP214")
def komplemen_beside_an_open_skp(draft: Draft) -> None:
    complement(draft)
    draft.files["skp.yaml"]["status"] = "ditetapkan"


@forbidden("SKP214")
def komplemen_overlaps_the_previous(draft: Draft) -> None:
    complement(draft)
    draft.files["skp.yaml"]["periode"]["selesai"] = "2026-11-30"


def planning(draft: Draft) -> str:
    """The dialogue that agreed on the SKP."""
    need(not draft.home)
    return next(name for name, each in draft.dialogues().items() if "perencanaan" in each["tahap"])


@forbidden("SKP215")
def plan_agreed_nowhere(draft: Draft) -> None:
    del draft.files[planning(draft)]["kesepakatan"]


@forbidden("SKP215")
def plan_agreed_in_a_draft(draft: Draft) -> None:
    dialogue = draft.files[planning(draft)]
    dialogue["status"] = "draf"
    del dialogue["dilaporkan"]


@forbidden("SKP215")
def plan_set_before_it_was_agreed(draft: Draft) -> None:
    need(not draft.home)
    draft.skp["penetapan"]["tanggal"] = "2026-01-05"
    for each in draft.skp["penetapan"]["persetujuan"]:
        each["tanggal"] = "2026-01-05"


@forbidden("SKP217")
def superior_has_no_such_rhk(draft: Draft) -> None:
    draft.one_of(each for each in draft.results() if "rhk_pimpinan" in each)["rhk_pimpinan"]["kode"] = "RHK-9"


@forbidden("SKP219")
def squad_member_without_its_iki(draft: Draft) -> None:
    draft.skp["pegawai"]["bentuk_penugasan"] = "squad"
    for _, iki in draft.indicators():
        iki.pop("mandat", None)


@forbidden("SKP219")
def studying_without_the_compulsory_iki(draft: Draft) -> None:
    draft.skp["pegawai"]["bentuk_penugasan"] = "tugas_belajar"


@forbidden("SKP220")
def dialogue_without_the_superior(draft: Draft) -> None:
    draft.record(draft.talk(draft.held, "pelaksanaan"))["peserta"].pop()


@forbidden("SKP220")
def dialogue_without_the_employee(draft: Draft) -> None:
    del draft.record(draft.talk(draft.made, "pelaksanaan"))["peserta"][0]


@forbidden("SKP223")
def predikat_does_not_follow(draft: Draft) -> None:
    evaluation = draft.files[an_evaluation(draft)]
    words = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
    evaluation["predikat"] = draft.one_of(each for each in words if each != evaluation["predikat"])


@forbidden("SKP223")
def evaluated_without_a_realisation(draft: Draft) -> None:
    name, line = draft.one_of(
        (name, line) for name, line in draft.lines() if line["periode"] in {"Q1", "Q2", "Q3", "S1"}
    )
    draft.record(name)["pemantauan"]["hasil_kerja"].remove(line)


# --- 230 -------------------------------------------------------------------------------------------------------


@forbidden("SKP230")
def dialogue_reported_on_a_day_to_come(draft: Draft) -> None:
    draft.talk(draft.later(1), "pemantauan")


@forbidden("SKP230")
def dialogue_reported_before_it_was_held(draft: Draft) -> None:
    draft.record(draft.talk(draft.later(-2), "pemantauan"))["dilaporkan"] = draft.later(-3)


@forbidden("SKP230")
def adendum_of_a_day_to_come(draft: Draft) -> None:
    draft.skp["lampiran"] = {"konsekuensi": [draft.word()]}
    draft.adendum("lampiran", made=draft.later(3))


@forbidden("SKP230")
def evaluation_signed_on_a_day_to_come(draft: Draft) -> None:
    draft.files[an_evaluation(draft)]["persetujuan"] = [draft.approval("pegawai", draft.later(2))]
