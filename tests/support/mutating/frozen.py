"""Edits of what a realisation froze: targets, realisasi, IKI and how they are measured (301 to 304)."""

from __future__ import annotations

from skpkit.model.achievement import consolidate
from skpkit.model.periods import RHYTHMS
from tests.support.mutating.draft import Draft, need
from tests.support.mutating.kinds import forbidden
from tests.support.mutating.parts import another, moved, realised_indicator, reported_line

NEXT_YEAR = "2027-01-05"


def realised_cell(draft: Draft) -> tuple[str, str]:
    """An IKI and a period that has a target and a realisation."""
    return draft.one_of(cell for cell in draft.values() if cell[1] in draft.indicator(cell[0]).get("target", ()))


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
    values, found = draft.values(), {}
    for _, iki in draft.indicators():
        kode, target = iki["kode"], iki.get("target", {})
        both = [each for each in RHYTHMS[draft.rhythm(kode)] if each in target and (kode, each) in values]
        found[kode] = [(target[each], values[kode, each]) for each in both]
    return [(kode, pairs) for kode, pairs in found.items() if pairs]


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
    was = dict(manual["target"])
    draft.add_up(kode)
    draft.manual_entry(kode)
    if manual["target"] != was:
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
    met = {
        "maximize": any(target <= value < 1.2 * target for target, value in pairs),
        "minimize": any(0.8 * target < value <= target for target, value in pairs),
    }
    need(met.get(manual["polarisasi"]))
    manual["konversi_120"] = not manual["konversi_120"]
    draft.manual_entry(kode)


@forbidden("SKP304")
def manual_of_realised_iki_taken_away(draft: Draft) -> None:
    kode, _ = draft.one_of(measured(draft))
    need(draft.manual(kode)["polarisasi"] != "stabilize")
    del draft.files[f"{draft.home}iki/{kode}.yaml"]
