"""Edits of what an adendum or an entry of a manual must declare (305 to 309)."""

from __future__ import annotations

from tests.support.draft import Draft, need
from tests.support.mutating.kinds import forbidden
from tests.support.mutating.parts import OTHERS, any_manual, open_target_moved
from tests.support.mutating.permitted import annex_with_another_list, behaviour_expected
from tests.support.records import Data

# --- 305 undeclared-change: and each edit of `permitted.py` that is a part of an adendum, without one ----------


@forbidden("SKP305")
def kelompok_changed_by_adendum(draft: Draft) -> None:
    other = {"pimpinan_unit": "administrasi_fungsional", "administrasi_fungsional": "pimpinan_unit"}
    draft.skp["kelompok"] = other[draft.skp["kelompok"]]
    draft.one_of(draft.results())["rencana"] += " dengan baik"
    draft.adendum("rencana_hasil_kerja")


@forbidden("SKP305")
def penetapan_signed_elsewhere(draft: Draft) -> None:
    draft.skp["penetapan"]["tempat"] = "Di tempat lain"


# --- 306 declared-otherwise ------------------------------------------------------------------------------------


@forbidden("SKP306")
def adendum_declares_too_little(draft: Draft) -> None:
    behaviour_expected(draft)
    annex_with_another_list(draft)
    draft.adendum(draft.dice.choice(("perilaku_kerja", "lampiran")))


@forbidden("SKP306")
def adendum_declares_too_much(draft: Draft) -> None:
    behaviour_expected(draft)
    draft.adendum("perilaku_kerja", draft.dice.choice(("target", "iki", "lampiran", "pegawai", "periode")))


@forbidden("SKP306")
def adendum_of_nothing(draft: Draft) -> None:
    draft.adendum(draft.dice.choice(("perilaku_kerja", "target", "iki", "lampiran", "pegawai", "periode")))


@forbidden("SKP306")
def adendum_declares_something_else(draft: Draft) -> None:
    open_target_moved(draft)
    draft.adendum("iki")


@forbidden("SKP306")
def former_appraiser_shown_wrongly(draft: Draft) -> None:
    former = draft.skp["pejabat_penilai_kinerja"]
    draft.adendum("penilai", former={**former, "jabatan": "Kepala Bagian"})
    draft.skp["pejabat_penilai_kinerja"] = draft.one_of(OTHERS)


# --- 307 rewritten-change-log ----------------------------------------------------------------------------------


def an_adendum(draft: Draft) -> None:
    behaviour_expected(draft)
    draft.adendum("perilaku_kerja")


def entries(draft: Draft) -> list[Data]:
    """The changes that the SKP, or one of the manuals, has recorded."""
    return draft.one_of(each["perubahan"] for each in (draft.skp, *draft.manuals()) if each.get("perubahan"))


@forbidden("SKP307", setup=an_adendum)
def earlier_entry_rewritten(draft: Draft) -> None:
    key, text = draft.dice.choice((("alasan", "Alasan lain"), ("tanggal", draft.later(-3)), ("komponen", ["target"])))
    entries(draft)[-1][key] = text


@forbidden("SKP307", setup=an_adendum)
def earlier_entry_taken_out(draft: Draft) -> None:
    del entries(draft)[-1]


@forbidden("SKP307", setup=an_adendum)
def approval_of_earlier_entry_taken_away(draft: Draft) -> None:
    given = entries(draft)[-1]["persetujuan"]
    need(given)
    del given[-1]


@forbidden("SKP307")
def new_entry_misnumbered(draft: Draft) -> None:
    annex_with_another_list(draft)
    draft.adendum("lampiran")["nomor"] += 1


@forbidden("SKP307")
def new_entry_before_penetapan(draft: Draft) -> None:
    annex_with_another_list(draft)
    draft.adendum("lampiran")["tanggal"] = "2026-01-02"


# --- 308, 309: manuals -----------------------------------------------------------------------------------------


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
