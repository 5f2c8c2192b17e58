"""Edits of records that stand as they are, and of what was measured or evaluated (310 to 319)."""

from __future__ import annotations

from tests.support.draft import Draft, need
from tests.support.mutating.kinds import declared, forbidden
from tests.support.mutating.parts import (
    an_evaluation,
    another,
    complement,
    moved,
    realised_indicator,
    reported_line,
)
from tests.support.mutating.permitted import skp_closed
from tests.support.records import Data

RULES = ("kmk-300-2022", "kmk-127-2026", "permenpanrb-6-2022")

# --- 310 reported-dialogue-altered -----------------------------------------------------------------------------


@forbidden("SKP310")
def reported_dialogue_reworded(draft: Draft) -> None:
    each = draft.one_of(draft.dialogues().values())
    each["kesimpulan"] = each.get("kesimpulan", "") + " lain"


@forbidden("SKP310")
def participant_of_reported_dialogue_renamed(draft: Draft) -> None:
    draft.one_of(draft.one_of(draft.dialogues().values())["peserta"])["nama"] += " Lain"


@forbidden("SKP310")
def reported_dialogue_removed(draft: Draft) -> None:
    del draft.files[draft.one_of(draft.dialogues())]


@forbidden("SKP310")
def reported_dialogue_under_another_name(draft: Draft) -> None:
    name = draft.one_of(draft.dialogues())
    draft.files[name.replace(".yaml", "-7.yaml")] = draft.files.pop(name)


@forbidden("SKP310")
def realisations_of_reported_dialogue_in_another_order(draft: Draft) -> None:
    rows = (each.get("pemantauan", {}).get("hasil_kerja", []) for each in draft.dialogues().values())
    draft.one_of(each for each in rows if len({(row["iki"], row["periode"]) for row in each}) > 1).reverse()


@forbidden("SKP310")
def reported_dialogue_made_a_draft(draft: Draft) -> None:
    dialogue = draft.one_of(draft.dialogues().values())
    dialogue["status"] = "draf"
    del dialogue["dilaporkan"]


@forbidden("SKP310")
def reported_value_made_a_projection(draft: Draft) -> None:
    reported_line(draft)["proyeksi"] = True


@forbidden("SKP310")
def evidence_of_reported_value_exchanged(draft: Draft) -> None:
    reported_line(draft)["bukti_dukung"] = ["Lain"]


# --- 311, 312: the SKP itself ----------------------------------------------------------------------------------


@forbidden("SKP311")
def dossier_deleted(draft: Draft) -> None:
    draft.files.clear()


@forbidden("SKP311")
def skp_deleted(draft: Draft) -> None:
    draft.remove("skp.yaml")


@forbidden("SKP311")
def skp_set_back_to_rancangan(draft: Draft) -> None:
    draft.skp["status"] = "rancangan"


@forbidden("SKP311")
def skp_moved_within_its_dossier(draft: Draft) -> None:
    for name in [each for each in draft.files if each.startswith(draft.home)]:
        draft.files[f"komplemen-2/{name.removeprefix(draft.home)}"] = draft.files.pop(name)


def closed(draft: Draft) -> None:
    declared(draft, {"periode": skp_closed})


@forbidden("SKP311", setup=closed)
def closed_skp_reopened(draft: Draft) -> None:
    need(draft.skp["status"] == "ditutup")
    draft.skp["status"] = "ditetapkan"


@forbidden("SKP311", setup=closed)
def adendum_of_a_closed_skp(draft: Draft) -> None:
    need(draft.skp["status"] == "ditutup")
    draft.skp["lampiran"] = {"konsekuensi": [draft.word()]}
    draft.adendum("lampiran")


@forbidden("SKP311", setup=closed)
def manual_of_a_closed_skp_changed(draft: Draft) -> None:
    need(draft.skp["status"] == "ditutup")
    draft.manual_entry(draft.one_of(draft.manuals())["kode"])


@forbidden("SKP312")
def nip_changed(draft: Draft) -> None:
    draft.skp["pegawai"]["nip"] = "199001012015011009"


@forbidden("SKP312")
def rules_changed(draft: Draft) -> None:
    rules = draft.one_of(each for each in RULES if each != draft.skp["aturan"])
    for each in (draft.skp, *draft.manuals()):
        each["aturan"] = rules


@forbidden("SKP312")
def year_changed(draft: Draft) -> None:
    draft.skp["tahun"] = 2027


@forbidden("SKP312")
def dossier_under_another_nip(draft: Draft) -> None:
    draft.path = f"{draft.path.rpartition('/')[0]}/199001012015011009"


# --- 313 complement-alters-previous ----------------------------------------------------------------------------


@forbidden("SKP313")
def komplemen_rewords_the_previous(draft: Draft) -> None:
    complement(draft)
    draft.one_of(draft.files["skp.yaml"]["hasil_kerja"]["utama"])["rencana"] += " seadanya"


@forbidden("SKP313")
def komplemen_drops_later_targets_of_the_previous(draft: Draft) -> None:
    cell = draft.one_of(draft.free_cells())
    complement(draft)
    draft.home = ""
    draft.set_target(*cell, None)


@forbidden("SKP313")
def komplemen_changes_behaviour_in_the_previous(draft: Draft) -> None:
    complement(draft)
    draft.one_of(draft.files["skp.yaml"]["perilaku_kerja"])["ekspektasi"] = "Hadir lebih awal"


# --- 314 partial-complement ------------------------------------------------------------------------------------


@forbidden("SKP314")
def komplemen_with_every_rhk_as_it_was(draft: Draft) -> None:
    plans = {rhk["kode"]: rhk["rencana"] for rhk in draft.results()}
    complement(draft)
    for rhk in draft.results():
        rhk["rencana"] = plans[rhk["kode"]]


@forbidden("SKP314")
def komplemen_with_one_rhk_new(draft: Draft) -> None:
    need(len(draft.results()) > 2)
    komplemen_with_every_rhk_as_it_was(draft)
    draft.one_of(draft.results())["rencana"] = "Terlaksananya tugas baru"


# --- 315 change-after-evaluation -------------------------------------------------------------------------------


MONTHS_ENDING = {"Q1": "B03", "Q2": "B06", "Q3": "B09", "Q4": "B12"}


def evaluated(draft: Draft) -> tuple[str, str]:
    """An IKI and a realised period that an established evaluation covers."""
    return draft.one_of(cell for cell in draft.values() if draft.evaluated(cell[1]))


@forbidden("SKP315")
def evaluated_value_corrected(draft: Draft) -> None:
    cell = evaluated(draft)
    last = [name for name, line in draft.lines() if (line["iki"], line["periode"]) == cell][-1]
    koreksi = {"dki": last, "alasan": "Salah ketik"}
    value = another(draft, draft.values()[cell])
    draft.record_value(draft.held, iki=cell[0], periode=cell[1], realisasi=value, koreksi=koreksi)


@forbidden("SKP315")
def evaluation_reworded(draft: Draft) -> None:
    draft.files[an_evaluation(draft)]["catatan"] = "Catatan lain"


@forbidden("SKP315")
def predikat_raised(draft: Draft) -> None:
    better = {"rating_hasil_kerja": "di_atas_ekspektasi", "rating_perilaku_kerja": "di_atas_ekspektasi"}
    evaluation = draft.files[an_evaluation(draft)]
    need(evaluation["predikat"] != "sangat_baik")
    evaluation |= {**better, "predikat": "sangat_baik"}


@forbidden("SKP315")
def evaluation_set_back_to_rancangan(draft: Draft) -> None:
    draft.files[an_evaluation(draft)]["status"] = "rancangan"


@forbidden("SKP315")
def evaluation_removed(draft: Draft) -> None:
    del draft.files[an_evaluation(draft)]


@forbidden("SKP315")
def month_of_an_evaluated_quarter_evaluated_better(draft: Draft) -> None:
    name = an_evaluation(draft)
    period = draft.files[name]["periode"]
    need(period in MONTHS_ENDING)
    better = {"rating_hasil_kerja": "di_atas_ekspektasi", "rating_perilaku_kerja": "di_atas_ekspektasi"}
    held = {key: each for key, each in draft.files[name].items() if key not in ("keberatan", "persetujuan")}
    month = MONTHS_ENDING[period]
    draft.files[name.replace(f"{period}.yaml", f"{month}.yaml")] = {
        **held, **better, "periode": month, "predikat": "sangat_baik"
    }  # fmt: skip


@forbidden("SKP315", led_by="SKP301")
def evaluated_target_moved(draft: Draft) -> None:
    kode, period = evaluated(draft)
    need(period in draft.indicator(kode).get("target", ()))
    draft.set_target(kode, period, moved(draft, draft.indicator(kode)["target"][period]))
    draft.adendum("target")


@forbidden("SKP315", led_by="SKP302")
def evaluated_value_changed_where_it_stands(draft: Draft) -> None:
    cell = evaluated(draft)
    line = [line for _, line in draft.lines() if (line["iki"], line["periode"]) == cell][-1]
    line["realisasi"] = another(draft, line["realisasi"])


# --- 316 to 319 ------------------------------------------------------------------------------------------------


@forbidden("SKP316")
def realised_iki_renamed_by_adendum(draft: Draft) -> None:
    _, iki = realised_indicator(draft)
    need("nama" in iki)
    for each in draft.shown(iki["kode"]):
        each["nama"] += " yang selesai"
    draft.adendum("iki")


@forbidden("SKP316")
def measure_of_realised_iki_reworded(draft: Draft) -> None:
    manual = draft.manual(realised_indicator(draft)[1]["kode"])
    key = draft.one_of(each for each in ("formula", "definisi", "sumber_data") if each in manual)
    manual[key] += " termasuk yang tertunda"
    draft.manual_entry(manual["kode"])


@forbidden("SKP317")
def new_iki_with_targets_for_the_past(draft: Draft) -> None:
    rhk = draft.one_of(draft.results())
    need("ukuran" not in rhk["indikator"][0] and not draft.home)
    draft.new_indicator(rhk, draft.spare_code(rhk), "Q3", "Q4")
    draft.adendum("iki")


def an_iki_from_the_last_quarter(draft: Draft) -> None:
    draft.record("evaluasi/Q3.yaml")["status"] = "rancangan"  # which would lead
    rhk = draft.one_of(draft.results())
    need("ukuran" not in rhk["indikator"][0])
    draft.new_indicator(rhk, "9z-N", "Q4")
    draft.adendum("iki")


@forbidden("SKP317", setup=an_iki_from_the_last_quarter)
def target_added_for_a_past_period(draft: Draft) -> None:
    draft.set_target("9z-N", "Q3", 1)
    draft.adendum("target")


def an_iki_never_measured(draft: Draft) -> None:
    draft.record("evaluasi/Q3.yaml")["status"] = "rancangan"  # which would lead
    rhk = draft.one_of(draft.results())
    need("ukuran" not in rhk["indikator"][0])
    draft.new_indicator(rhk, "9z-N", "Q3", "Q4")
    draft.adendum("iki")


@forbidden("SKP317", setup=an_iki_never_measured)
def unmeasured_iki_dropped_after_its_quarter(draft: Draft) -> None:
    for rhk in draft.results():
        rhk["indikator"] = [each for each in rhk["indikator"] if each["kode"] != "9z-N"]
    draft.remove("iki/9z-N.yaml")
    draft.adendum("iki")


@forbidden("SKP317", setup=an_iki_never_measured)
def unmeasured_iki_ended_before_its_quarter_was_over(draft: Draft) -> None:
    iki = draft.indicator("9z-N")
    iki["periode"] = {"mulai": draft.term_of(iki)["mulai"], "selesai": "2026-09-15"}
    draft.adendum("iki")


@forbidden("SKP318")
def new_iki_without_its_manual(draft: Draft) -> None:
    rhk = draft.one_of(draft.results())
    kode = draft.spare_code(rhk)
    draft.new_indicator(rhk, kode, "Q4")
    draft.adendum("iki")
    draft.remove(f"iki/{kode}.yaml")


@forbidden("SKP318")
def new_rhk_whose_manual_is_overdue(draft: Draft) -> None:
    need(not draft.skp.get("perubahan"))
    rhk: Data = {"kode": "RHK-T8", "rencana": "Terlaksananya tugas baru", "indikator": []}
    draft.skp["hasil_kerja"].setdefault("tambahan", []).append(rhk | {"penugasan": "Kepala Kantor"})
    draft.new_indicator(draft.skp["hasil_kerja"]["tambahan"][-1], "T8a-N", "Q4")
    draft.adendum("rencana_hasil_kerja", held="2026-10-22", made="2026-10-26")
    draft.remove("iki/T8a-N.yaml")


@forbidden("SKP319")
def dialogue_of_a_month_ago_brought(draft: Draft) -> None:
    draft.talk(draft.later(-30), "pemantauan")


@forbidden("SKP319")
def change_of_a_manual_dated_back(draft: Draft) -> None:
    entry = draft.manual_entry(draft.one_of(draft.manuals())["kode"])
    entry["tanggal"] = draft.later(-15)
