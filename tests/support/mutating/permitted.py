"""Edits that are permitted: on none of them may the tool have an error, a revision finding or a new warning."""

from __future__ import annotations

import copy

from skpkit.model.achievement import consolidate
from skpkit.model.periods import RHYTHMS, rhythm_of
from tests.support.mutating.draft import HELD, Data, Draft, need
from tests.support.mutating.kinds import permitted
from tests.support.mutating.parts import OTHERS, complement, open_target_moved, shorten

# --- an adendum of each komponen -------------------------------------------------------------------------------


@permitted("rencana_hasil_kerja")
def rhk_reworded(draft: Draft) -> None:
    draft.one_of(draft.results())["rencana"] += " dengan baik"
    draft.adendum("rencana_hasil_kerja")


@permitted("rencana_hasil_kerja")
def rhk_added(draft: Draft) -> None:
    rhk: Data = {"kode": "RHK-T8", "rencana": "Terlaksananya tugas baru", "indikator": []}
    draft.skp["hasil_kerja"].setdefault("tambahan", []).append(rhk | {"penugasan": "Kepala Kantor"})
    draft.new_indicator(draft.skp["hasil_kerja"]["tambahan"][-1], "T8a-N", "Q4")
    draft.adendum("rencana_hasil_kerja")


@permitted("rencana_hasil_kerja")
def unrealised_rhk_dropped(draft: Draft) -> None:
    untouched = [each for each in draft.results() if not any(draft.realised(iki["kode"]) for iki in each["indikator"])]
    rhk = draft.one_of(untouched)
    section = next(each for each in draft.skp["hasil_kerja"].values() if rhk in each)
    section.remove(rhk)
    for iki in rhk["indikator"]:
        del draft.files[f"{draft.home}iki/{iki['kode']}.yaml"]
    draft.adendum("rencana_hasil_kerja")


@permitted("iki")
def iki_added(draft: Draft) -> None:
    rhk = draft.one_of(draft.results())
    draft.new_indicator(rhk, draft.spare_code(rhk), "Q4")
    draft.adendum("iki")


@permitted("iki")
def realised_iki_ended(draft: Draft) -> None:
    _, iki = draft.one_of(draft.indicators())
    iki["periode"] = {"mulai": draft.skp["periode"]["mulai"], "selesai": "2026-11-30"}
    draft.adendum("iki")


@permitted("iki")
def unrealised_iki_renamed(draft: Draft) -> None:
    kode = draft.one_of(iki["kode"] for _, iki in draft.indicators() if not draft.realised(iki["kode"]))
    for each in draft.shown(kode):
        each["nama"] += " yang selesai"
    draft.adendum("iki")


@permitted("target")
def open_target_moved_by_adendum(draft: Draft) -> None:
    open_target_moved(draft)
    draft.adendum("target")


@permitted("perilaku_kerja")
def behaviour_expected(draft: Draft) -> None:
    draft.one_of(draft.skp["perilaku_kerja"])["ekspektasi"] = "Hadir lebih awal"
    draft.adendum("perilaku_kerja")


@permitted("lampiran")
def annex_longer(draft: Draft) -> None:
    draft.one_of(draft.skp["lampiran"].values()).append("Hal baru")
    draft.adendum("lampiran")


@permitted("pegawai")
def post_changed(draft: Draft) -> None:
    draft.skp["pegawai"]["jabatan"] += " Utama"
    draft.adendum("pegawai")


@permitted("pegawai")
def unit_and_rank_changed(draft: Draft) -> None:
    draft.skp["pegawai"] |= {"unit_kerja": "KPPN Tanjung Cempaka", "pangkat_golongan": "Penata / III/c"}
    draft.adendum("pegawai")


@permitted("penilai")
def appraiser_changed_approved_by_the_former(draft: Draft) -> None:
    draft.adendum("penilai", penilai_lama=draft.skp["pejabat_penilai_kinerja"])
    draft.skp["pejabat_penilai_kinerja"] = draft.one_of(OTHERS)


@permitted("penilai")
def appraiser_changed_approved_by_the_new(draft: Draft) -> None:
    entry = draft.adendum("penilai", penilai_lama=draft.skp["pejabat_penilai_kinerja"])
    draft.skp["pejabat_penilai_kinerja"] = draft.one_of(OTHERS)
    entry["persetujuan"] = draft.approvals()


@permitted("periode")
def skp_shortened(draft: Draft) -> None:
    shorten(draft, "2026-12-15")
    draft.adendum("periode")


@permitted("several")
def target_behaviour_and_annex(draft: Draft) -> None:
    open_target_moved(draft)
    draft.one_of(draft.skp["perilaku_kerja"])["ekspektasi"] = "Hadir lebih awal"
    draft.one_of(draft.skp["lampiran"].values()).append("Hal baru")
    draft.adendum("target", "perilaku_kerja", "lampiran")


# --- closing, a komplemen --------------------------------------------------------------------------------------


@permitted("closing")
def closed_by_adendum(draft: Draft) -> None:
    shorten(draft, "2026-11-30")
    draft.skp["status"] = "ditutup"
    draft.adendum("periode")


@permitted("closing", day="2027-01-20")
def closed_after_its_end(draft: Draft) -> None:
    draft.skp["status"] = "ditutup"


@permitted("komplemen")
def komplemen_opened(draft: Draft) -> None:
    complement(draft)


# --- realisations ----------------------------------------------------------------------------------------------


def evaluation_drafted(draft: Draft) -> None:
    """Nothing of an evaluated period may change, so let the last evaluation not be set yet."""
    draft.record("evaluasi/Q3.yaml")["status"] = "rancangan"


@permitted("correction", setup=evaluation_drafted)
def value_corrected(draft: Draft) -> None:
    (kode, period), value = draft.one_of(each for each in draft.values().items() if each[0][1] in ("Q3", "B10"))
    last = [name for name, line in draft.lines() if (line["iki"], line["periode"]) == (kode, period)][-1]
    if isinstance(value, str):
        value += " (dibetulkan)"
    else:
        value += {"minimize": 0.01}.get(draft.manual(kode)["polarisasi"], -0.01)
    draft.record_value(HELD, iki=kode, periode=period, realisasi=value, koreksi={"dki": last, "alasan": "Salah ketik"})


@permitted("realisation", day="2027-01-05")
def open_cell_realised(draft: Draft) -> None:
    kode, period = draft.one_of(draft.free_cells())
    value = draft.indicator(kode)["target"][period]
    draft.record_value("2027-01-04", iki=kode, periode=period, realisasi=value)


def the_value(draft: Draft) -> None:
    """Record the value of what was projected."""
    line = next(
        line
        for each in draft.dialogues().values()
        for line in each.get("pemantauan", {}).get("hasil_kerja", ())
        if line.get("proyeksi") and (line["iki"], line["periode"]) not in draft.values()
    )
    draft.record_value("2027-01-04", iki=line["iki"], periode=line["periode"], realisasi=line["realisasi"] + 1)


@permitted("projection", the_value, day="2027-01-05")
def projection_then_value(draft: Draft) -> None:
    kode, period = draft.one_of(draft.free_cells())
    value = draft.indicator(kode)["target"][period]
    draft.record_value(HELD, iki=kode, periode=period, realisasi=value, proyeksi=True)


@permitted("projection")
def target_moved_under_a_projection(draft: Draft) -> None:
    kode = open_target_moved(draft)
    period = draft.one_of(period for iki, period in draft.free_cells() if iki == kode)
    draft.record_value(HELD, iki=kode, periode=period, realisasi=1, proyeksi=True)
    draft.adendum("target")


# --- dialogues, manuals, the rest ------------------------------------------------------------------------------


def reported(draft: Draft) -> None:
    """Report the draft."""
    name = max(each for each, data in draft.dialogues(reported=False).items() if data["status"] == "draf")
    draft.files[name] |= {"status": "dilaporkan", "dilaporkan": "2026-11-27", "kesimpulan": "Sesuai rencana"}


@permitted("dialogue", reported)
def draft_then_report(draft: Draft) -> None:
    dialogue = draft.record(draft.talk(HELD, "pelaksanaan"))
    dialogue["status"] = "draf"
    del dialogue["dilaporkan"]


def manual_not_written_yet(draft: Draft) -> None:
    """An IKI whose manual is missing."""
    need(len(draft.indicators()) > 1)
    del draft.files[f"{draft.home}iki/{draft.one_of(draft.indicators())[1]['kode']}.yaml"]


@permitted("manual", setup=manual_not_written_yet)
def late_first_manual(draft: Draft) -> None:
    written = {iki["kode"]: f"{draft.home}iki/{iki['kode']}.yaml" in draft.files for _, iki in draft.indicators()}
    rhk, iki = next((rhk, iki) for rhk, iki in draft.indicators() if not written[iki["kode"]])
    like = draft.manual(next(kode for kode, known in written.items() if known))
    shown = {key: copy.deepcopy(each) for key, each in iki.items() if key not in ("periode", "mandat")}
    manual: Data = {**like, **shown, "rhk": rhk["kode"], "periode_pelaporan": rhythm_of(iki.get("target", ("Q1",)))}
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
    counted = [target[each] for each in RHYTHMS[manual["periode_pelaporan"]] if each in target]
    ways = ("sum", "average", "take_last_known")
    return next(how for how in ways if abs((consolidate(how, counted) or 0) - target["Y"]) < 0.005)


@permitted("manual")
def manual_changed_by_its_own_entry(draft: Draft) -> None:
    kode = draft.one_of(draft.indicators())[1]["kode"]
    draft.manual(kode)[draft.dice.choice(("tujuan", "pihak_penyedia_data", "pihak_penanggung_jawab"))] = "Seksi lain"
    draft.manual_entry(kode)


def reviewed(draft: Draft) -> None:
    """Add the second approval."""
    draft.skp["perubahan"][-1]["persetujuan"].append(draft.approval("pengelola_kinerja_organisasi", "2026-11-27"))


@permitted("approvals", reviewed)
def adendum_approved_in_two_commits(draft: Draft) -> None:
    draft.one_of(draft.skp["perilaku_kerja"])["ekspektasi"] = "Hadir lebih awal"
    del draft.adendum("perilaku_kerja")["persetujuan"][-1]


@permitted("move")
def dossier_moved_to_a_sub_unit(draft: Draft) -> None:
    above, _, nip = draft.path.rpartition("/")
    draft.path = f"{above}/urusan-baru/{nip}"


@permitted("objection")
def objection_to_an_evaluation(draft: Draft) -> None:
    name = draft.one_of(each for each in draft.files if each.startswith(f"{draft.home}evaluasi/"))
    draft.files[name]["keberatan"] = {"isi": "Rating tidak sesuai", "tanggal": "2026-11-25"}


@permitted("objection")
def evaluation_signed(draft: Draft) -> None:
    name = draft.one_of(each for each in draft.files if each.startswith(f"{draft.home}evaluasi/"))
    given = draft.files[name].setdefault("persetujuan", [])
    given.append(draft.approval("pegawai", "2026-11-25"))
