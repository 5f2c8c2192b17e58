"""Edits that are permitted: on none of them may the tool have an error, a revision finding or a new warning.

Those of a komponen are so with an adendum of it, and forbidden without (305).
"""

from __future__ import annotations

import copy

from tests.support.draft import Draft, need
from tests.support.mutating.kinds import declared, part, permitted
from tests.support.mutating.parts import (
    OTHERS,
    complement,
    open_target_moved,
    reached,
    reword,
    shorten,
    untouched,
    untouched_result,
)
from tests.support.periods import PERIODS, consolidated
from tests.support.records import Data

# --- rencana_hasil_kerja ---------------------------------------------------------------------------------------


@part("rencana_hasil_kerja")
def rhk_reworded(draft: Draft) -> None:
    draft.one_of(draft.results())["rencana"] += " dengan baik"


@part("rencana_hasil_kerja")
def rhk_given_as_a_task(draft: Draft) -> None:
    rhk = draft.one_of(draft.results())
    rhk["penugasan"] = rhk.get("penugasan", "") + draft.word()


@part("rencana_hasil_kerja")
def rhk_of_the_superior_named_otherwise(draft: Draft) -> None:
    rhk = draft.one_of(draft.results())
    if not rhk.pop("rhk_pimpinan", None):
        rhk["rhk_pimpinan"] = draft.one_of(each["rhk_pimpinan"] for each in draft.results() if "rhk_pimpinan" in each)


@part("rencana_hasil_kerja")
def rhk_seen_in_another_perspective(draft: Draft) -> None:
    rhk = draft.one_of(draft.results())
    rhk["perspektif"] = "anggaran" if rhk.get("perspektif") != "anggaran" else "penerima_layanan"
    tell_manuals(draft, rhk)


@part("rencana_hasil_kerja")
def rhk_added(draft: Draft) -> None:
    need(not any(rhk["kode"] == "RHK-T8" for rhk in draft.results()))
    rhk: Data = {"kode": "RHK-T8", "rencana": draft.word(), "indikator": [], "penugasan": "Kepala Kantor"}
    draft.skp["hasil_kerja"].setdefault("tambahan", []).append(rhk)
    draft.new_indicator(rhk, "T8a-N", "Q4")


@part("rencana_hasil_kerja")
def rhk_moved_to_the_other_section(draft: Draft) -> None:
    plans = draft.skp["hasil_kerja"]
    rhk = draft.one_of(draft.results())
    section = "utama" if rhk in plans["utama"] else "tambahan"
    need(section == "tambahan" or len(plans["utama"]) > 1)
    plans[section].remove(rhk)
    plans.setdefault("tambahan" if section == "utama" else "utama", []).append(rhk)


@part("rencana_hasil_kerja")
def unrealised_rhk_dropped(draft: Draft) -> None:
    rhk = untouched_result(draft)
    need(not any(draft.passed(iki["kode"]) for iki in rhk["indikator"]))
    draft.section_of(rhk).remove(rhk)
    need(draft.skp["hasil_kerja"]["utama"])
    draft.drop_manuals(rhk["indikator"])


def tell_manuals(draft: Draft, rhk: Data) -> None:
    """Let the manuals below an RHK say what it says."""
    for manual in [each for iki in rhk["indikator"] for each in draft.shown(iki["kode"])[1:]]:
        manual["rhk"] = rhk["kode"]
        perspective = manual.pop("perspektif", None)
        if perspective and "perspektif" in rhk:
            manual["perspektif"] = rhk["perspektif"]


# --- iki -------------------------------------------------------------------------------------------------------


@part("iki")
def iki_added(draft: Draft) -> None:
    rhk = draft.one_of(draft.results())
    draft.new_indicator(rhk, draft.spare_code(rhk), "Q4")


@part("iki")
def iki_ended(draft: Draft) -> None:
    _, iki = draft.one_of(draft.indicators())
    term = draft.term_of(iki)
    end = max(draft.later(-1), draft.made, draft.needed_end(iki["kode"]))
    need(term["mulai"] < end < term["selesai"])
    iki["periode"] = {"mulai": term["mulai"], "selesai": end}


@part("iki")
def iki_given_with_a_mandate(draft: Draft) -> None:
    _, iki = draft.one_of(draft.indicators())
    iki["mandat"] = "mandatory" if iki.get("mandat") != "mandatory" else "squad"


@part("iki")
def unrealised_iki_renamed(draft: Draft) -> None:
    _, iki = untouched(draft)
    need("nama" in iki)
    reword(draft, iki["kode"], "nama", " yang selesai")


@part("iki")
def unrealised_iki_in_another_unit(draft: Draft) -> None:
    _, iki = untouched(draft)
    need("satuan" in iki)
    reword(draft, iki["kode"], "satuan", " lain")


@part("iki")
def unrealised_iki_of_another_aspect(draft: Draft) -> None:
    _, iki = untouched(draft)
    need(iki.get("aspek", "biaya") != "biaya")
    for each in draft.shown(iki["kode"]):
        each["aspek"] = "biaya"


@part("iki")
def unrealised_iki_dropped(draft: Draft) -> None:
    rhk, iki = untouched(draft)
    need(len(rhk["indikator"]) > 1 and not draft.passed(iki["kode"]))
    rhk["indikator"].remove(iki)
    draft.drop_manuals([iki])


@part("iki")
def unrealised_iki_moved_to_another_rhk(draft: Draft) -> None:
    rhk, iki = untouched(draft)
    other = draft.one_of(each for each in draft.results() if each is not rhk)
    need(len(rhk["indikator"]) > 1)
    rhk["indikator"].remove(iki)
    other["indikator"].append(iki)
    tell_manuals(draft, other)


# --- target ----------------------------------------------------------------------------------------------------


@part("target")
def open_target_moved_by_adendum(draft: Draft) -> None:
    open_target_moved(draft)


@part("target")
def open_targets_set_or_left_out(draft: Draft) -> None:
    kode = draft.one_of(kode for kode, _ in draft.free_cells())
    cells = [period for iki, period in draft.open_cells() if iki == kode]
    target = draft.indicator(kode)["target"]
    for period in dict.fromkeys((draft.one_of(cells), *draft.some_of(cells[:4]))):
        if period in target and sum(each in PERIODS[draft.rhythm(kode)] for each in target) > 1 and draft.chance(20):
            draft.set_target(kode, period, None)
        else:
            draft.set_target(kode, period, target.get(period, 0) + draft.one_of((1, 0.5, 30)))
    need(not any(reached(draft, kode, period) for period in cells if period in target))


def nothing_measured_yet(draft: Draft) -> None:
    for each in draft.evaluations():
        del draft.files[each]
    for data in draft.dialogues(reported=False).values():
        data.pop("pemantauan", None)


@part("target", setup=nothing_measured_yet)
def ukuran_of_unrealised_iki_reworded(draft: Draft) -> None:
    _, iki = untouched(draft)
    need("ukuran" in iki and not draft.evaluations())
    reword(draft, iki["kode"], "ukuran", " (revisi)")


# --- the other komponen ----------------------------------------------------------------------------------------


@part("perilaku_kerja")
def behaviour_expected(draft: Draft) -> None:
    row = draft.one_of(draft.skp["perilaku_kerja"])
    row["ekspektasi"] = row.get("ekspektasi", "") + draft.word()


@part("lampiran")
def annex_longer(draft: Draft) -> None:
    draft.one_of(draft.skp["lampiran"].values()).append(draft.word())


@part("lampiran")
def annex_with_another_list(draft: Draft) -> None:
    lists = ("konsekuensi", "dukungan_sumber_daya", "skema_pertanggungjawaban")
    draft.skp.setdefault("lampiran", {}).setdefault(draft.one_of(lists), []).append(draft.word())


@part("pegawai")
def post_changed(draft: Draft) -> None:
    draft.skp["pegawai"]["jabatan"] += " Utama"


@part("pegawai")
def unit_and_rank_changed(draft: Draft) -> None:
    employee = draft.skp["pegawai"]
    units = ("KPPN Tanjung Cempaka", "KPPN Teluk Melati")
    employee["unit_kerja"] = draft.one_of(each for each in units if each != employee["unit_kerja"])
    employee["pangkat_golongan"] = "Penata / III/c"


@part("pegawai")
def name_changed(draft: Draft) -> None:
    draft.skp["pegawai"]["nama"] += "X"


@part("pegawai")
def agency_changed(draft: Draft) -> None:
    draft.skp["instansi"] += " Baru"


@part("penilai")
def appraiser_changed(draft: Draft) -> None:
    now = draft.skp["pejabat_penilai_kinerja"]
    draft.skp["pejabat_penilai_kinerja"] = {**draft.one_of(each for each in OTHERS if each["nip"] != now["nip"])}


@part("periode")
def skp_shortened(draft: Draft) -> None:
    shorten(draft, max(draft.later(14), draft.needed_end(), "2026-11-01"))


@part("periode")
def leave_recorded(draft: Draft) -> None:
    spans = draft.skp.setdefault("tidak_bertugas", [])
    need(not any(each["selesai"] >= draft.end for each in spans))
    spans.append({"mulai": draft.end, "selesai": draft.end, "alasan": "Cuti besar"})


@part("periode")
def skp_closed(draft: Draft) -> None:
    shorten(draft, max(draft.later(-1), draft.needed_end(), "2026-11-01"))
    draft.skp["status"] = "ditutup"


@permitted("several")
def target_behaviour_and_annex(draft: Draft) -> None:
    declared(
        draft,
        {"target": open_target_moved_by_adendum, "perilaku_kerja": behaviour_expected, "lampiran": annex_longer},
    )


# --- closing, a komplemen --------------------------------------------------------------------------------------


@permitted("closing", day="2027-01-20")
def closed_after_its_end(draft: Draft) -> None:
    need(draft.end < draft.day)
    draft.skp["status"] = "ditutup"


@permitted("komplemen")
def komplemen_opened(draft: Draft) -> None:
    complement(draft)


@permitted("komplemen")
def komplemen_agreed_beside_the_former_skp(draft: Draft) -> None:
    complement(draft, beside=True)


@permitted("dialogue")
def dialogue_brought_two_weeks_later(draft: Draft) -> None:
    draft.talk(draft.later(-14), "pemantauan")


@permitted("dialogue")
def draft_of_a_dialogue_to_come(draft: Draft) -> None:
    draft.talk(draft.later(20), "pemantauan", status="draf")


# --- realisations ----------------------------------------------------------------------------------------------


def evaluation_drafted(draft: Draft) -> None:
    """Nothing of an evaluated period may change, so let the last evaluation not be set yet."""
    draft.record("evaluasi/Q3.yaml")["status"] = "rancangan"


@permitted("correction", setup=evaluation_drafted)
def value_corrected(draft: Draft) -> None:
    open_values = [(name, line) for name, line in draft.lines() if not draft.evaluated(line["periode"])]
    cell = draft.one_of((line["iki"], line["periode"]) for _, line in open_values)
    lines = [(name, line) for name, line in draft.lines(reported=False) if (line["iki"], line["periode"]) == cell]
    last, value = lines[-1][0], lines[-1][1]["realisasi"]
    need(draft.record(last)["status"] == "dilaporkan" and draft.record(last)["tanggal"] < draft.held)
    if isinstance(value, str):
        value += " (dibetulkan)"
    else:
        value += {"minimize": 0.01}.get(draft.manual(cell[0])["polarisasi"], -0.01)
    koreksi = {"dki": last, "alasan": "Salah ketik"}
    draft.record_value(draft.held, iki=cell[0], periode=cell[1], realisasi=value, koreksi=koreksi)


@permitted("realisation", day="2027-01-05")
def due_cell_realised(draft: Draft) -> None:
    kode, period = draft.one_of(draft.due_cells())
    draft.record_value(draft.day, iki=kode, periode=period, realisasi=value_of(draft, kode, period))


@permitted("realisation", day="2027-01-05")
def due_cell_realised_in_a_draft(draft: Draft) -> None:
    kode, period = draft.one_of(draft.due_cells())
    value = value_of(draft, kode, period)
    draft.record_value(draft.day, status="draf", iki=kode, periode=period, realisasi=value)


def value_of(draft: Draft, kode: str, period: str) -> float | str:
    """A realisasi that is as planned."""
    planned: float | str = draft.word() if "ukuran" in (iki := draft.indicator(kode)) else iki["target"][period]
    return planned


def the_value(draft: Draft) -> None:
    """Record the value of what was projected."""
    line = draft.one_of(
        line
        for each in draft.dialogues().values()
        for line in each.get("pemantauan", {}).get("hasil_kerja", ())
        if line.get("proyeksi") and (line["iki"], line["periode"]) in draft.due_cells()
    )
    draft.record_value(draft.day, iki=line["iki"], periode=line["periode"], realisasi=line["realisasi"] + 1)


@permitted("projection", the_value, day="2027-01-05")
def projection_then_value(draft: Draft) -> None:
    kode, period = draft.one_of(draft.free_cells())
    value = draft.indicator(kode)["target"][period]
    draft.record_value(draft.held, iki=kode, periode=period, realisasi=value, proyeksi=True)


@permitted("projection")
def open_cell_projected(draft: Draft) -> None:
    kode, period = draft.one_of(draft.free_cells())
    draft.record_value(draft.held, iki=kode, periode=period, realisasi=1, proyeksi=True)


@permitted("projection")
def target_moved_under_a_projection(draft: Draft) -> None:
    kode = open_target_moved(draft)
    period = draft.one_of(period for iki, period in draft.free_cells() if iki == kode)
    draft.record_value(draft.held, iki=kode, periode=period, realisasi=1, proyeksi=True)
    draft.adendum("target")


# --- dialogues, manuals, the rest ------------------------------------------------------------------------------


def behaviour_by_adendum(draft: Draft) -> None:
    declared(draft, {"perilaku_kerja": behaviour_expected})


@permitted("a merge", setup=behaviour_by_adendum)
def adendum_that_got_the_next_number_in_a_merge(draft: Draft) -> None:
    annex_longer(draft)
    entry, first = draft.adendum("lampiran"), draft.skp["perubahan"][0]
    need(first["dialog"] != entry["dialog"])
    draft.record(entry["dialog"])["kesepakatan"][0]["nomor"] = first["nomor"]


def dialogue_misnamed(draft: Draft) -> None:
    name = draft.one_of(each for each in draft.dialogues() if each.endswith(f"{draft.files[each]['tanggal']}.yaml"))
    need(not any(name.removeprefix(draft.home) in str(data) for data in draft.files.values()))
    draft.files[f"{draft.home}dki/2026-11-29-9.yaml"] = draft.files.pop(name)


@permitted("a wrong name", setup=dialogue_misnamed)
def dialogue_named_as_it_says(draft: Draft) -> None:
    wrong = f"{draft.home}dki/2026-11-29-9.yaml"
    need(wrong in draft.files)
    data = draft.files.pop(wrong)
    draft.files[f"{draft.home}dki/{data['tanggal']}.yaml"] = data


def a_draft(draft: Draft) -> str:
    """The name of a dialogue that was not reported and that no correction names."""
    lines = [
        line
        for each in draft.dialogues(reported=False).values()
        for line in each.get("pemantauan", {}).get("hasil_kerja", ())
    ]
    corrected = {draft.home + line["koreksi"]["dki"] for line in lines if "koreksi" in line}
    every = draft.dialogues(reported=False).items()
    return draft.one_of(name for name, each in every if each["status"] == "draf" and name not in corrected)


def reported(draft: Draft) -> None:
    """Report the draft."""
    name = a_draft(draft)
    need(draft.files[name]["tanggal"] <= draft.day)
    draft.files[name] |= {"status": "dilaporkan", "dilaporkan": draft.day, "kesimpulan": "Sesuai rencana"}


@permitted("dialogue", reported)
def draft_then_report(draft: Draft) -> None:
    draft.talk(draft.held, "pelaksanaan", status="draf")


@permitted("dialogue")
def dialogue_held(draft: Draft) -> None:
    draft.talk(draft.held, "pelaksanaan", kesimpulan=draft.word())


def dialogue_drafted(draft: Draft) -> None:
    """Hold a dialogue, and record a value in it where one is due."""
    due = draft.due_cells()[:1]
    lines = [{"iki": kode, "periode": each, "realisasi": value_of(draft, kode, each)} for kode, each in due]
    parts: Data = {"pemantauan": {"hasil_kerja": lines}} if lines else {}
    draft.talk(draft.day if lines else draft.held, "pemantauan", status="draf", **parts)


@permitted("dialogue", setup=dialogue_drafted)
def draft_edited(draft: Draft) -> None:
    each = draft.files[a_draft(draft)]
    each["kesimpulan"] = draft.word()
    for line in each.get("pemantauan", {}).get("hasil_kerja", ()):
        if line.get("realisasi") is not None and draft.chance(50):
            line["realisasi"] = value_of(draft, line["iki"], line["periode"])
    if draft.chance(50):
        reported(draft)


@permitted("dialogue", setup=dialogue_drafted)
def draft_thrown_away(draft: Draft) -> None:
    del draft.files[a_draft(draft)]


def manual_not_written_yet(draft: Draft) -> None:
    """An IKI whose manual is missing."""
    need(len(draft.manuals()) > 1)
    draft.remove(f"iki/{draft.one_of(draft.manuals())['kode']}.yaml")


@permitted("manual", setup=manual_not_written_yet)
def late_first_manual(draft: Draft) -> None:
    rhk, iki = draft.one_of((rhk, iki) for rhk, iki in draft.indicators() if len(draft.shown(iki["kode"])) == 1)
    like = draft.one_of(draft.manuals())
    shown = {key: copy.deepcopy(each) for key, each in iki.items() if key not in ("periode", "mandat")}
    manual: Data = {**like, **shown, "rhk": rhk["kode"], "periode_pelaporan": draft.rhythm(iki["kode"])}
    if "ukuran" in iki:
        manual["periode_pelaporan"] = "triwulanan"
    for key in ("perspektif", "perubahan", "tahun_lalu"):
        manual.pop(key, None)
    if "perspektif" in rhk:
        manual["perspektif"] = rhk["perspektif"]
    if "target" in iki:
        manual |= {"polarisasi": "minimize", "nilai_terburuk": 1000, "konversi_120": False}
        manual["konsolidasi_periode"] = _how(iki["target"], manual)
    draft.files[f"{draft.home}iki/{iki['kode']}.yaml"] = manual


def _how(target: Data, manual: Data) -> str:
    """The consolidation that gives the total of a target."""
    counted = [target[each] for each in PERIODS[manual["periode_pelaporan"]] if each in target]
    ways = ("sum", "average", "take_last_known")
    fit = [how for how in ways if abs(consolidated(how, counted) - target.get("Y", consolidated(how, counted))) < 0.005]
    need(fit)
    return fit[0]


@permitted("manual")
def manual_changed_by_its_own_entry(draft: Draft) -> None:
    kode = draft.one_of(draft.manuals())["kode"]
    key = draft.one_of(("tujuan", "pihak_penyedia_data", "pihak_penanggung_jawab"))
    draft.manual(kode)[key] = f"Seksi lain {draft.word()}"
    draft.manual_entry(kode)


@permitted("manual")
def measure_of_unrealised_iki_changed_by_its_own_entry(draft: Draft) -> None:
    _, iki = untouched(draft)
    manual = draft.manual(iki["kode"])
    key = draft.one_of(each for each in ("definisi", "sumber_data", "konversi_120") if each in manual)
    manual[key] = not manual[key] if key == "konversi_120" else f"{manual[key]} baru"
    draft.manual_entry(iki["kode"])


def reviewed(draft: Draft) -> None:
    """Add the second approval."""
    draft.skp["perubahan"][-1]["persetujuan"].append(draft.approval("pengelola_kinerja_organisasi"))


@permitted("approvals", reviewed)
def adendum_approved_in_two_commits(draft: Draft) -> None:
    behaviour_expected(draft)
    del draft.adendum("perilaku_kerja")["persetujuan"][-1]


@permitted("move")
def dossier_moved_to_a_sub_unit(draft: Draft) -> None:
    above, _, nip = draft.path.rpartition("/")
    draft.path = f"{above}/{draft.one_of(('urusan-baru', 'x/y', '2025'))}/{nip}"


@permitted("objection")
def objection_to_an_evaluation(draft: Draft) -> None:
    each = draft.files[draft.one_of(draft.evaluations())]
    need("keberatan" not in each)
    day = max(draft.made, str(each.get("tanggal", draft.made)))  # of what was set already
    each["keberatan"] = {"isi": "Rating tidak sesuai", "tanggal": day}


@permitted("objection")
def evaluation_signed(draft: Draft) -> None:
    given = draft.files[draft.one_of(draft.evaluations())].setdefault("persetujuan", [])
    given.append(draft.approval("pegawai", draft.made))
