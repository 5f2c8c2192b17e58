"""Edits that the rules on one record (1xx) find."""

from __future__ import annotations

import copy

from tests.support.draft import Draft, need
from tests.support.mutating.kinds import forbidden
from tests.support.mutating.parts import any_manual
from tests.support.records import Data

BAD_NIPS = {
    "employee": ("199013012015011001", "199001012015131001", "199001012015013001", "199001012015011000"),
    "appraiser": ("199002302015011001", "199001012015013001", "19900101201501100"),
}


@forbidden("SKP101")
def impossible_nip_of_employee(draft: Draft) -> None:
    draft.skp["pegawai"]["nip"] = draft.dice.choice(BAD_NIPS["employee"])
    need("kepegawaian" not in draft.skp["pegawai"])


@forbidden("SKP101")
def impossible_nip_of_appraiser(draft: Draft) -> None:
    draft.skp["pejabat_penilai_kinerja"]["nip"] = draft.dice.choice(BAD_NIPS["appraiser"][:2])


@forbidden("SKP101")
def impossible_nip_at_a_dialogue(draft: Draft) -> None:
    people = draft.one_of(draft.dialogues().values())["peserta"]
    draft.one_of(each for each in people if "nip" in each)["nip"] = draft.dice.choice(BAD_NIPS["appraiser"][:2])


@forbidden("SKP102")
def iki_code_twice(draft: Draft) -> None:
    rhk, iki = draft.one_of(draft.indicators())
    rhk["indikator"].append(copy.deepcopy(iki))


@forbidden("SKP102")
def rhk_code_twice(draft: Draft) -> None:
    first, second = draft.results()[0], draft.results()[-1]
    need(first is not second)
    second["kode"] = first["kode"]


@forbidden("SKP103")
def no_main_result(draft: Draft) -> None:
    plan = draft.skp["hasil_kerja"]
    plan["tambahan"], plan["utama"] = [*plan["utama"], *plan.get("tambahan", ())], []


@forbidden("SKP103")
def rhk_without_iki(draft: Draft) -> None:
    draft.one_of(draft.results())["indikator"] = []


def target_of(draft: Draft) -> tuple[str, Data]:
    """An IKI with several targets."""
    return draft.one_of((iki["kode"], iki["target"]) for _, iki in draft.indicators() if len(iki.get("target", ())) > 1)


@forbidden("SKP104")
def total_does_not_follow(draft: Draft) -> None:
    kode, _ = target_of(draft)
    for each in draft.shown(kode):
        each["target"]["Y"] += 1


@forbidden("SKP104")
def part_moved_without_its_total(draft: Draft) -> None:
    kode, target = target_of(draft)
    period = [each for each in target if each != "Y"][-1]
    for each in draft.shown(kode):
        each["target"][period] += 1


@forbidden("SKP104")
def target_in_another_rhythm(draft: Draft) -> None:
    kode, _ = target_of(draft)
    period = {"bulanan": "", "triwulanan": "B12", "semesteran": "Q4"}[draft.rhythm(kode)]
    need(period)
    for each in draft.shown(kode):
        each["target"][period] = 1


@forbidden("SKP105")
def value_left_out(draft: Draft) -> None:
    draft.skp["perilaku_kerja"].remove(draft.one_of(draft.skp["perilaku_kerja"]))


@forbidden("SKP105")
def value_twice(draft: Draft) -> None:
    draft.skp["perilaku_kerja"].append(draft.one_of(draft.skp["perilaku_kerja"]))


@forbidden("SKP106")
def end_before_start(draft: Draft) -> None:
    draft.skp["periode"] = {"mulai": "2026-09-01", "selesai": "2026-03-31"}


@forbidden("SKP106")
def end_in_another_year(draft: Draft) -> None:
    draft.skp["periode"]["selesai"] = "2027-01-31"


@forbidden("SKP106")
def iki_outside_its_skp(draft: Draft) -> None:
    draft.one_of(draft.indicators())[1]["periode"] = {"mulai": "2026-02-01", "selesai": "2027-02-28"}


@forbidden("SKP106")
def leave_outside_the_skp(draft: Draft) -> None:
    draft.skp["tidak_bertugas"] = [{"mulai": "2026-12-01", "selesai": "2027-01-31", "alasan": "Cuti besar"}]


@forbidden("SKP106")
def leave_told_twice(draft: Draft) -> None:
    day = draft.end
    draft.skp["tidak_bertugas"] = [{"mulai": day, "selesai": day, "alasan": each} for each in ("Cuti", "Cuti besar")]


@forbidden("SKP107")
def more_iki_than_the_rules_allow(draft: Draft) -> None:
    need(draft.skp["pegawai"]["kelompok_jabatan"] == "pelaksana")  # an error for them, a warning for others
    draft.skp["aturan"] = "kmk-127-2026"
    _, like = draft.indicators()[0]
    rhk = draft.results()[0]
    rhk["indikator"] += [like | {"kode": f"{nth}x-N"} for nth in range(1, 25)]


@forbidden("SKP108")
def exact_and_high(draft: Draft) -> None:
    need(draft.skp["aturan"].startswith("kmk"))
    any_manual(draft).update(tingkat_validitas="exact", tingkat_kendali="high")


@forbidden("SKP108")
def activity_and_low(draft: Draft) -> None:
    need(draft.skp["aturan"].startswith("kmk"))
    any_manual(draft).update(tingkat_validitas="activity", tingkat_kendali="low")


@forbidden("SKP109")
def own_appraiser(draft: Draft) -> None:
    employee = draft.skp["pegawai"]
    draft.skp["pejabat_penilai_kinerja"] |= {"nama": employee["nama"], "nip": employee["nip"]}


@forbidden("SKP109")
def own_appraiser_by_name_and_post(draft: Draft) -> None:
    employee = draft.skp["pegawai"]
    draft.skp["pejabat_penilai_kinerja"] = {"nama": employee["nama"].upper(), "jabatan": f"{employee['jabatan']} "}


@forbidden("SKP110")
def penetapan_approved_by_name_alone(draft: Draft) -> None:
    appraiser = draft.skp["pejabat_penilai_kinerja"]
    need(len(draft.skp.get("perubahan", ())) == 0)  # else another may have been in office
    for each in draft.skp["penetapan"]["persetujuan"]:
        if each["sebagai"] == "pejabat_penilai_kinerja":
            del each["nip"]
            each |= {key: appraiser[key] for key in ("nama", "jabatan")}


@forbidden("SKP110")
def approval_of_penetapan_missing(draft: Draft) -> None:
    given = draft.skp["penetapan"]["persetujuan"]
    given.remove(draft.one_of(given))


@forbidden("SKP110")
def approval_after_penetapan(draft: Draft) -> None:
    draft.one_of(draft.skp["penetapan"]["persetujuan"])["tanggal"] = "2026-08-03"


@forbidden("SKP110")
def approval_before_the_dialogue_on_the_plan(draft: Draft) -> None:
    draft.one_of(draft.skp["penetapan"]["persetujuan"])["tanggal"] = "2025-12-31"


@forbidden("SKP110")
def penetapan_approved_by_another(draft: Draft) -> None:
    draft.one_of(draft.skp["penetapan"]["persetujuan"])["nip"] = "198003052005012003"


@forbidden("SKP110")
def no_penetapan(draft: Draft) -> None:
    del draft.skp["penetapan"]


@forbidden("SKP113")
def nothing_to_maximize(draft: Draft) -> None:
    kode, target = draft.one_of((iki["kode"], iki["target"]) for _, iki in draft.indicators() if "target" in iki)
    draft.manual(kode)["polarisasi"] = "maximize"
    for each in draft.shown(kode):
        each["target"] = dict.fromkeys(target, 0)


@forbidden("SKP113")
def stabilized_without_scale(draft: Draft) -> None:
    manual = any_manual(draft)
    need(manual.get("polarisasi", "stabilize") != "stabilize")
    manual["polarisasi"] = "stabilize"
