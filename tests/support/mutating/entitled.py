"""Edits that the rules on who may do what, and on how a change is agreed (209 to 213), find."""

from __future__ import annotations

from typing import Any

from tests.support.draft import Draft
from tests.support.mutating.kinds import forbidden
from tests.support.mutating.parts import STRANGER, any_code, feedback
from tests.support.records import Data

# --- 209 to 211: who may ---------------------------------------------------------------------------------------


@forbidden("SKP209")
def feedback_on_results_by_a_peer(draft: Draft) -> None:
    role = draft.dice.choice(("rekan_setingkat", "bawahan", "anggota_tim", "pihak_lain"))
    draft.talk(draft.held, "umpan_balik", umpan_balik=[feedback(role, "hasil_kerja")])


@forbidden("SKP209")
def feedback_on_behaviour_by_an_outsider(draft: Draft) -> None:
    role = draft.dice.choice(("pihak_lain", "konselor_profesional", "pengelola_kinerja"))
    draft.talk(draft.held, "umpan_balik", umpan_balik=[feedback(role, "perilaku_kerja")])


def guidance(**given: Any) -> Data:
    """A pembinaan; `hubungan` is that of who gives it."""
    role = given.pop("hubungan")
    by = {"oleh": {**STRANGER, "hubungan": role}, "uraian": "Pendampingan"}
    return {"jenis": "bimbingan", "dasar": "inisiatif_pegawai", "cara": "individual", **given, **by}


@forbidden("SKP210")
def coached_by_a_peer(draft: Draft) -> None:
    role = draft.dice.choice(("rekan_setingkat", "bawahan", "pihak_lain"))
    draft.talk(draft.held, "pembinaan", pembinaan=[guidance(bentuk="coaching", hubungan=role)])


@forbidden("SKP210")
def training_without_medium(draft: Draft) -> None:
    form = draft.dice.choice(("training_formal", "training_informal"))
    draft.talk(draft.held, "pembinaan", pembinaan=[guidance(bentuk=form, hubungan="pihak_lain")])


@forbidden("SKP211")
def counselled_in_a_group(draft: Draft) -> None:
    given = guidance(jenis="konseling", cara="kelompok", hubungan="atasan_langsung")
    draft.talk(draft.held, "pembinaan", pembinaan=[given])


@forbidden("SKP211")
def counselled_by_a_peer(draft: Draft) -> None:
    given = guidance(jenis="konseling", hubungan=draft.dice.choice(("rekan_setingkat", "atasan", "pihak_lain")))
    draft.talk(draft.held, "pembinaan", pembinaan=[given])


# --- 212, 213: how a change is made ----------------------------------------------------------------------------


def an_adendum(draft: Draft) -> tuple[Data, Data]:
    """A complete adendum's entry, and the dialogue that agreed on it."""
    draft.one_of(draft.skp["perilaku_kerja"])["ekspektasi"] = "Hadir lebih awal"
    entry = draft.adendum("perilaku_kerja")
    return entry, draft.record(entry["dialog"])


@forbidden("SKP212")
def adendum_names_no_dialogue(draft: Draft) -> None:
    del an_adendum(draft)[0]["dialog"]


@forbidden("SKP212")
def adendum_rests_on_a_draft(draft: Draft) -> None:
    dialogue = an_adendum(draft)[1]
    dialogue["status"] = "draf"
    del dialogue["dilaporkan"]


@forbidden("SKP212")
def adendum_not_agreed_in_its_dialogue(draft: Draft) -> None:
    an_adendum(draft)[1]["kesepakatan"][0]["nomor"] += 1


@forbidden("SKP212")
def adendum_agreed_under_a_number_of_its_dialogue(draft: Draft) -> None:
    first, dialogue = an_adendum(draft)
    second, _ = an_adendum(draft)
    second["dialog"] = first["dialog"]
    dialogue["kesepakatan"][0]["nomor"] = first["nomor"]


@forbidden("SKP212")
def adendum_before_its_dialogue(draft: Draft) -> None:
    an_adendum(draft)[0]["tanggal"] = "2026-11-20"


@forbidden("SKP212")
def adendum_agreed_without_the_appraiser(draft: Draft) -> None:
    an_adendum(draft)[1]["peserta"][1] |= STRANGER


@forbidden("SKP213")
def adendum_without_review(draft: Draft) -> None:
    del an_adendum(draft)[0]["persetujuan"][1]


@forbidden("SKP213")
def adendum_without_the_appraiser(draft: Draft) -> None:
    del an_adendum(draft)[0]["persetujuan"][0]


@forbidden("SKP213")
def adendum_approved_before_its_dialogue(draft: Draft) -> None:
    draft.one_of(an_adendum(draft)[0]["persetujuan"])["tanggal"] = "2025-12-31"


@forbidden("SKP213")
def adendum_reviewed_by_the_employee(draft: Draft) -> None:
    an_adendum(draft)[0]["persetujuan"][1]["nip"] = draft.skp["pegawai"]["nip"]


@forbidden("SKP213")
def adendum_reviewed_by_the_appraiser(draft: Draft) -> None:
    an_adendum(draft)[0]["persetujuan"][1]["nip"] = draft.skp["pejabat_penilai_kinerja"]["nip"]


@forbidden("SKP213")
def adendum_approved_by_name_alone(draft: Draft) -> None:
    given, appraiser = an_adendum(draft)[0]["persetujuan"][0], draft.skp["pejabat_penilai_kinerja"]
    del given["nip"]
    given |= {key: appraiser[key] for key in ("nama", "jabatan")}


@forbidden("SKP213")
def adendum_reviewed_by_nobody_listed(draft: Draft) -> None:
    an_adendum(draft)[0]["persetujuan"][1]["nip"] = STRANGER["nip"]


@forbidden("SKP213")
def adendum_approved_by_another_appraiser(draft: Draft) -> None:
    an_adendum(draft)[0]["persetujuan"][0]["nip"] = STRANGER["nip"]


@forbidden("SKP213")
def manual_changed_without_approval(draft: Draft) -> None:
    kode = any_code(draft)
    draft.manual(kode)["tujuan"] = "Tujuan lain"
    draft.manual_entry(kode)["persetujuan"] = []
