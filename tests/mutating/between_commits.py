"""Edits that the rules between commits (3xx) forbid, on each dossier of the office as it stands in December."""

from __future__ import annotations

from typing import Any

from mutating.draft import Data, Draft, need
from mutating.kinds import forbidden
from mutating.permitted import complement, open_target_moved, others_named
from skpkit.achievement import consolidate
from skpkit.periods import RHYTHMS

NEXT_YEAR = "2027-01-05"


def realised_cell(draft: Draft) -> tuple[str, str]:
    """An IKI and a period that has a target and a realisation."""
    cells = ((kode, period) for kode, period in draft.values())
    return draft.one_of((kode, each) for kode, each in cells if each in draft.indicator(kode).get("target", ()))


def moved(draft: Draft, value: float) -> float:
    """Another target, a little higher or lower."""
    return round(value + draft.dice.choice((-0.5, 0.5, 1, 2)), 4)


# --- 301 realised-target-revised -------------------------------------------------------------------------------


@forbidden("SKP301")
def realised_target_moved(draft: Draft) -> None:
    kode, period = realised_cell(draft)
    draft.set_target(kode, period, moved(draft, draft.indicator(kode)["target"][period]))


@forbidden("SKP301")
def realised_target_moved_by_adendum(draft: Draft) -> None:
    realised_target_moved(draft)
    draft.adendum("target")


@forbidden("SKP301")
def realised_target_moved_in_skp_alone(draft: Draft) -> None:
    kode, period = realised_cell(draft)
    target = draft.indicator(kode)["target"]
    target[period] = moved(draft, target[period])


@forbidden("SKP301")
def realised_target_moved_in_manual_alone(draft: Draft) -> None:
    kode, period = realised_cell(draft)
    target = draft.manual(kode)["target"]
    target[period] = moved(draft, target[period])
    draft.manual_entry(kode)


@forbidden("SKP301")
def realised_target_taken_away(draft: Draft) -> None:
    kode, period = realised_cell(draft)
    draft.set_target(kode, period, None)
    draft.adendum("target")


@forbidden("SKP301", day=NEXT_YEAR)
def target_moved_with_its_first_realisation(draft: Draft) -> None:
    kode, period = draft.one_of(draft.free_cells())
    target = draft.indicator(kode)["target"][period]
    draft.record_value("2027-01-04", iki=kode, periode=period, realisasi=target)
    draft.set_target(kode, period, moved(draft, target))


@forbidden("SKP301")
def ukuran_of_realised_iki_reworded(draft: Draft) -> None:
    kode, _ = draft.one_of(draft.values())
    need("ukuran" in draft.indicator(kode))
    for each in draft.shown(kode):
        each["ukuran"] += " sedapatnya"
    draft.adendum("target")


# --- 302 realised-achievement-revised --------------------------------------------------------------------------


def reported_line(draft: Draft) -> Data:
    """A line with a realisation in a reported dialogue."""
    return draft.one_of(draft.lines())[1]


def another(draft: Draft, value: Any) -> Any:
    """Another realisasi."""
    return f"{value} sekali" if isinstance(value, str) else moved(draft, value)


@forbidden("SKP302")
def reported_value_changed(draft: Draft) -> None:
    line = reported_line(draft)
    line["realisasi"] = another(draft, line["realisasi"])


@forbidden("SKP302")
def reported_value_emptied(draft: Draft) -> None:
    reported_line(draft)["realisasi"] = None


@forbidden("SKP302")
def reported_line_taken_out(draft: Draft) -> None:
    name, line = draft.one_of(draft.lines())
    draft.record(name)["pemantauan"]["hasil_kerja"].remove(line)


# --- 303 realised-indicator-dropped ----------------------------------------------------------------------------


def realised_indicator(draft: Draft) -> tuple[Data, Data]:
    """An IKI that has a realisation, with its RHK."""
    return draft.one_of((rhk, iki) for rhk, iki in draft.indicators() if draft.realised(iki["kode"]))


@forbidden("SKP303")
def realised_iki_dropped(draft: Draft) -> None:
    rhk, iki = realised_indicator(draft)
    need(len(rhk["indikator"]) > 1)
    rhk["indikator"].remove(iki)
    del draft.files[f"{draft.home}iki/{iki['kode']}.yaml"]
    draft.adendum("iki")


@forbidden("SKP303")
def rhk_of_realised_iki_dropped(draft: Draft) -> None:
    rhk, _ = realised_indicator(draft)
    section = draft.one_of(each for each in draft.skp["hasil_kerja"].values() if rhk in each)
    section.remove(rhk)
    for iki in rhk["indikator"]:
        del draft.files[f"{draft.home}iki/{iki['kode']}.yaml"]
    draft.adendum("rencana_hasil_kerja")


@forbidden("SKP303")
def realised_iki_under_another_code(draft: Draft) -> None:
    rhk, iki = realised_indicator(draft)
    old, new = iki["kode"], draft.spare_code(rhk)
    manual = draft.files.pop(f"{draft.home}iki/{old}.yaml")
    iki["kode"] = manual["kode"] = new
    draft.files[f"{draft.home}iki/{new}.yaml"] = manual
    draft.adendum("iki")


@forbidden("SKP303")
def realised_iki_moved_to_another_rhk(draft: Draft) -> None:
    rhk, iki = realised_indicator(draft)
    other = draft.one_of(each for each in draft.results() if each is not rhk)
    need(len(rhk["indikator"]) > 1)
    rhk["indikator"].remove(iki)
    other["indikator"].append(iki)
    draft.manual(iki["kode"])["rhk"] = other["kode"]
    draft.adendum("iki")


@forbidden("SKP303")
def iki_ended_before_its_realisation(draft: Draft) -> None:
    _, iki = realised_indicator(draft)
    need({"Q3", "B10", "B09"} & {*draft.realised(iki["kode"])})
    iki["periode"] = {"mulai": draft.skp["periode"]["mulai"], "selesai": "2026-08-15"}
    draft.adendum("iki")


# --- 304 realised-achievement-recomputed -----------------------------------------------------------------------


def measured(draft: Draft) -> list[tuple[str, list[tuple[float, float]]]]:
    """Each IKI with its targets and realisasi of the periods that have both, oldest first."""
    found = []
    for _, iki in draft.indicators():
        kode, target = iki["kode"], iki.get("target", {})
        counted = [each for each in RHYTHMS[draft.rhythm(kode)] if each in target]
        found.append((kode, [(target[each], draft.values()[kode, each]) for each in counted if each in draft.realised(kode)]))
    return [(kode, pairs) for kode, pairs in found if pairs]


@forbidden("SKP304")
def polarisasi_turned_round(draft: Draft) -> None:
    turned = {"maximize": "minimize", "minimize": "maximize"}
    kode, pairs = draft.one_of(measured(draft))
    manual = draft.manual(kode)
    need(manual["polarisasi"] in turned and any(target not in (0, value) for target, value in pairs))
    manual["polarisasi"] = turned[manual["polarisasi"]]
    draft.manual_entry(kode)


@forbidden("SKP304")
def consolidated_otherwise(draft: Draft) -> None:
    kode, pairs = draft.one_of(measured(draft))
    manual = draft.manual(kode)
    ways = {how: cumulative(how, pairs) for how in ("sum", "average", "take_last_known")}
    now = ways[manual["konsolidasi_periode"]]
    manual["konsolidasi_periode"] = draft.one_of(how for how, each in ways.items() if abs(each - now) > 1e-6)
    draft.add_up(kode)
    draft.manual_entry(kode)
    draft.adendum("target")


def cumulative(how: str, pairs: list[tuple[float, float]]) -> float:
    """The consolidated realisasi in relation to the consolidated target."""
    target, value = (consolidate(how, [pair[nth] for pair in pairs]) for nth in (0, 1))
    need(target and value is not None)
    return (value or 0) / (target or 1)


@forbidden("SKP304")
def konversi_120_switched(draft: Draft) -> None:
    kode, pairs = draft.one_of(measured(draft))
    manual = draft.manual(kode)
    better = {"maximize": lambda target, value: target <= value < 1.2 * target}
    better["minimize"] = lambda target, value: 0.8 * target < value <= target
    need(any(better[manual["polarisasi"]](*pair) for pair in pairs if manual["polarisasi"] in better))
    manual["konversi_120"] = not manual["konversi_120"]
    draft.manual_entry(kode)


@forbidden("SKP304")
def manual_of_realised_iki_taken_away(draft: Draft) -> None:
    kode, _ = draft.one_of(measured(draft))
    need(draft.manual(kode)["polarisasi"] != "stabilize")
    del draft.files[f"{draft.home}iki/{kode}.yaml"]


# --- 305 undeclared-change -------------------------------------------------------------------------------------


@forbidden("SKP305")
def open_target_moved_without_adendum(draft: Draft) -> None:
    open_target_moved(draft)


@forbidden("SKP305")
def rhk_reworded_without_adendum(draft: Draft) -> None:
    draft.one_of(draft.results())["rencana"] += " dengan baik"


@forbidden("SKP305")
def behaviour_changed_without_adendum(draft: Draft) -> None:
    draft.one_of(draft.skp["perilaku_kerja"])["ekspektasi"] = "Hadir lebih awal"


@forbidden("SKP305")
def annex_changed_without_adendum(draft: Draft) -> None:
    draft.one_of(draft.skp["lampiran"].values()).append("Hal baru")


@forbidden("SKP305")
def post_changed_without_adendum(draft: Draft) -> None:
    draft.skp["pegawai"]["jabatan"] += " Utama"


@forbidden("SKP305")
def appraiser_changed_without_adendum(draft: Draft) -> None:
    draft.skp["pejabat_penilai_kinerja"] = draft.one_of(others_named(draft))


@forbidden("SKP305")
def skp_shortened_without_adendum(draft: Draft) -> None:
    draft.skp["periode"]["selesai"] = "2026-11-30"


@forbidden("SKP305")
def skp_closed_without_adendum(draft: Draft) -> None:
    draft.skp["status"] = "ditutup"


@forbidden("SKP305")
def iki_added_without_adendum(draft: Draft) -> None:
    rhk = draft.one_of(draft.results())
    draft.new_indicator(rhk, draft.spare_code(rhk), "Q4")


@forbidden("SKP305")
def kelompok_changed_by_adendum(draft: Draft) -> None:
    other = {"pimpinan_unit": "administrasi_fungsional", "administrasi_fungsional": "pimpinan_unit"}
    draft.skp["kelompok"] = other[draft.skp["kelompok"]]
    draft.one_of(draft.results())["rencana"] += " dengan baik"
    draft.adendum("rencana_hasil_kerja")


# --- 306 declared-otherwise ------------------------------------------------------------------------------------


@forbidden("SKP306")
def adendum_declares_too_little(draft: Draft) -> None:
    behaviour_changed_without_adendum(draft)
    annex_changed_without_adendum(draft)
    draft.adendum(draft.dice.choice(("perilaku_kerja", "lampiran")))


@forbidden("SKP306")
def adendum_declares_too_much(draft: Draft) -> None:
    behaviour_changed_without_adendum(draft)
    draft.adendum("perilaku_kerja", draft.dice.choice(("target", "iki", "lampiran", "pegawai", "periode")))


@forbidden("SKP306")
def adendum_declares_something_else(draft: Draft) -> None:
    open_target_moved(draft)
    draft.adendum("iki")


@forbidden("SKP306")
def former_appraiser_shown_wrongly(draft: Draft) -> None:
    former = draft.skp["pejabat_penilai_kinerja"]
    entry = draft.adendum("penilai", penilai_lama={**former, "jabatan": "Kepala Bagian"})
    draft.skp["pejabat_penilai_kinerja"] = draft.one_of(others_named(draft))
    need(entry)


# --- 307 rewritten-change-log ----------------------------------------------------------------------------------


def an_adendum(draft: Draft) -> None:
    behaviour_changed_without_adendum(draft)
    draft.adendum("perilaku_kerja")


@forbidden("SKP307", setup=an_adendum)
def earlier_entry_rewritten(draft: Draft) -> None:
    key, text = draft.dice.choice((("alasan", "Alasan lain"), ("tanggal", "2026-11-28"), ("komponen", ["target"])))
    draft.skp["perubahan"][-1][key] = text


@forbidden("SKP307", setup=an_adendum)
def earlier_entry_taken_out(draft: Draft) -> None:
    del draft.skp["perubahan"][-1]


@forbidden("SKP307", setup=an_adendum)
def approval_of_earlier_entry_taken_away(draft: Draft) -> None:
    del draft.skp["perubahan"][-1]["persetujuan"][-1]


@forbidden("SKP307")
def new_entry_misnumbered(draft: Draft) -> None:
    annex_changed_without_adendum(draft)
    draft.adendum("lampiran")["nomor"] += 1


@forbidden("SKP307")
def new_entry_before_penetapan(draft: Draft) -> None:
    annex_changed_without_adendum(draft)
    draft.adendum("lampiran")["tanggal"] = "2026-01-02"


# --- 308, 309: manuals -----------------------------------------------------------------------------------------


def any_manual(draft: Draft) -> Data:
    """The manual of one of the IKI."""
    return draft.manual(draft.one_of(draft.indicators())[1]["kode"])


@forbidden("SKP308")
def name_changed_in_manual_alone(draft: Draft) -> None:
    manual = any_manual(draft)
    need("nama" in manual)
    manual["nama"] += " tahunan"
    draft.manual_entry(manual["kode"])


@forbidden("SKP308")
def unit_changed_in_manual_alone(draft: Draft) -> None:
    manual = any_manual(draft)
    need("satuan" in manual)
    manual["satuan"] = "butir"
    draft.manual_entry(manual["kode"])


@forbidden("SKP308")
def open_target_moved_in_manual_alone(draft: Draft) -> None:
    kode, period = draft.one_of(draft.free_cells())
    draft.manual(kode)["target"][period] += 1
    draft.manual_entry(kode)


@forbidden("SKP309")
def manual_changed_without_entry(draft: Draft) -> None:
    key = draft.dice.choice(("tujuan", "definisi", "sumber_data", "pihak_penyedia_data"))
    manual = any_manual(draft)
    need(key in manual)
    manual[key] += " (baru)"


@forbidden("SKP309")
def manual_changed_beyond_the_adendum(draft: Draft) -> None:
    open_target_moved(draft)
    manual = any_manual(draft)
    manual["tujuan"] += " (baru)"
    draft.adendum("target")


@forbidden("SKP309")
def measure_of_unrealised_iki_changed_without_entry(draft: Draft) -> None:
    kode = draft.one_of(iki["kode"] for _, iki in draft.indicators() if not draft.realised(iki["kode"]))
    manual = draft.manual(kode)
    need("konversi_120" in manual)
    manual["konversi_120"] = not manual["konversi_120"]


# --- 310 reported-dialogue-altered -----------------------------------------------------------------------------


@forbidden("SKP310")
def reported_dialogue_reworded(draft: Draft) -> None:
    draft.one_of(draft.dialogues().values())["kesimpulan"] = "Kesimpulan lain"


@forbidden("SKP310")
def participant_of_reported_dialogue_renamed(draft: Draft) -> None:
    draft.one_of(draft.one_of(draft.dialogues().values())["peserta"])["nama"] = "Orang Lain"


@forbidden("SKP310")
def reported_dialogue_removed(draft: Draft) -> None:
    del draft.files[draft.one_of(draft.dialogues())]


@forbidden("SKP310")
def reported_dialogue_under_another_name(draft: Draft) -> None:
    name = draft.one_of(draft.dialogues())
    draft.files[name.replace(".yaml", "-7.yaml")] = draft.files.pop(name)


@forbidden("SKP310")
def reported_dialogue_made_a_draft(draft: Draft) -> None:
    dialogue = draft.one_of(draft.dialogues().values())
    dialogue["status"] = "draf"
    del dialogue["dilaporkan"]


@forbidden("SKP310")
def reported_value_made_a_projection(draft: Draft) -> None:
    reported_line(draft)["proyeksi"] = True


# --- 311, 312: the SKP itself ----------------------------------------------------------------------------------


@forbidden("SKP311")
def dossier_deleted(draft: Draft) -> None:
    draft.files.clear()


@forbidden("SKP311")
def skp_deleted(draft: Draft) -> None:
    del draft.files[f"{draft.home}skp.yaml"]


@forbidden("SKP311")
def skp_set_back_to_rancangan(draft: Draft) -> None:
    draft.skp["status"] = "rancangan"


@forbidden("SKP311")
def skp_moved_within_its_dossier(draft: Draft) -> None:
    for name in [each for each in draft.files if each.startswith(draft.home)]:
        draft.files[f"komplemen-2/{name.removeprefix(draft.home)}"] = draft.files.pop(name)


def closed(draft: Draft) -> None:
    draft.skp["periode"]["selesai"] = "2026-11-30"
    draft.skp["status"] = "ditutup"
    draft.adendum("periode")


@forbidden("SKP311", setup=closed)
def closed_skp_reopened(draft: Draft) -> None:
    draft.skp["status"] = "ditetapkan"


@forbidden("SKP312")
def nip_changed(draft: Draft) -> None:
    draft.skp["pegawai"]["nip"] = "199001012015011009"


@forbidden("SKP312")
def rules_changed(draft: Draft) -> None:
    draft.skp["aturan"] = "kmk-127-2026"
    for _, iki in draft.indicators():
        draft.manual(iki["kode"])["aturan"] = "kmk-127-2026"
    draft.adendum("lampiran")


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


# --- 316, 317: warnings ----------------------------------------------------------------------------------------


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
    rhk = draft.one_of(draft.results())
    need("ukuran" not in rhk["indikator"][0])
    draft.new_indicator(rhk, "9z-N", "Q4")
    draft.adendum("iki")


@forbidden("SKP317", setup=an_iki_from_the_last_quarter)
def target_added_for_a_past_period(draft: Draft) -> None:
    draft.set_target("9z-N", "Q3", 1)
    draft.adendum("target")


