"""Edits of what a realisation froze: targets, realisasi, IKI and how they are measured (301 to 304)."""

from __future__ import annotations

from typing import Any

from tests.support.draft import Cell, Draft, need
from tests.support.mutating.kinds import forbidden
from tests.support.mutating.parts import another, moved, realised_indicator, reported_line, reword
from tests.support.periods import PERIODS, consolidated, first_day, last_day

NEXT_YEAR = "2027-01-05"


def realised_cell(draft: Draft) -> Cell:
    """An IKI and a period that has a target and a realisation."""
    return draft.one_of(cell for cell in draft.values() if cell[1] in draft.indicator(cell[0]).get("target", ()))


# --- 301 realised-target-revised -------------------------------------------------------------------------------


def revise_target(draft: Draft, cell: Cell, agreed: Any) -> None:
    """Make the target of a cell (of a kualitatif IKI its ukuran) another than what was agreed, or take it away: in
    the SKP, its manual, or both."""
    kode, period = cell
    shown = draft.shown(kode)
    need(("ukuran" in shown[0]) == (not period))
    gone = draft.chance(20)
    shift = draft.one_of((1, -0.5, 0.004, 1000))
    for each in draft.one_of((shown, shown[:1], shown[-1:])):
        if not period:
            each["ukuran"] = f"{agreed} (lunak)"
        elif gone:
            each["target"].pop(period, None)
        else:
            each["target"][period] = agreed + shift


def agreed(draft: Draft, cell: Cell) -> Any:
    """The target of a cell as it is, or the ukuran."""
    iki = draft.indicator(cell[0])
    return iki["target"][cell[1]] if cell[1] else iki["ukuran"]


@forbidden("SKP301")
def frozen_target_revised(draft: Draft) -> None:
    cell = draft.one_of(draft.frozen())
    revise_target(draft, cell, agreed(draft, cell))


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
    need(period in target)
    target[period] = moved(draft, target[period])
    draft.manual_entry(kode)


@forbidden("SKP301")
def realised_target_taken_away(draft: Draft) -> None:
    kode, period = realised_cell(draft)
    need(all(period in each["target"] for each in draft.shown(kode)))
    draft.set_target(kode, period, None)
    draft.adendum("target")


@forbidden("SKP301", day=NEXT_YEAR)
def target_moved_with_its_first_realisation(draft: Draft) -> None:
    kode, period = draft.one_of(cell for cell in draft.due_cells() if "ukuran" not in draft.indicator(cell[0]))
    target = draft.indicator(kode)["target"][period]
    draft.record_value(draft.day, iki=kode, periode=period, realisasi=target)
    draft.set_target(kode, period, moved(draft, target))


def plan_not_established(draft: Draft) -> None:
    draft.skp["status"] = "rancangan"
    for name in draft.evaluations():
        draft.files[name]["status"] = "rancangan"


@forbidden("SKP301", setup=plan_not_established)
def reported_target_moved_in_a_draft_plan(draft: Draft) -> None:
    lines = [line for _, line in draft.lines() if "ukuran" not in draft.indicator(line["iki"])]
    kode, period = draft.one_of((line["iki"], line["periode"]) for line in lines)
    draft.set_target(kode, period, moved(draft, draft.indicator(kode)["target"][period]))


@forbidden("SKP301")
def ukuran_of_realised_iki_reworded(draft: Draft) -> None:
    kode, _ = draft.one_of(draft.values())
    need("ukuran" in draft.indicator(kode))
    reword(draft, kode, "ukuran", " sedapatnya")
    draft.adendum("target")


# --- 302 realised-achievement-revised --------------------------------------------------------------------------


def reported_values(draft: Draft) -> list[tuple[str, Cell]]:
    """Every realisasi that was reported, of a projection too: its dialogue and its cell."""
    return [
        (name.removeprefix(draft.home), (line["iki"], line["periode"]))
        for name, each in draft.dialogues().items()
        for line in each.get("pemantauan", {}).get("hasil_kerja", ())
        if line.get("realisasi") is not None
    ]


def revise_realisation(draft: Draft, name: str, cell: Cell) -> None:
    """Change the realisasi of a cell in a dialogue, empty it, or take it away alone or with its line."""
    need((name, cell) in reported_values(draft))
    lines = draft.record(name)["pemantauan"]["hasil_kerja"]
    line = next(each for each in lines if (each["iki"], each["periode"]) == cell)
    way = draft.one_of(("value", "null", "key", "line"))
    if way == "value":
        old = line["realisasi"]
        line["realisasi"] = f"{old} (lebih)" if isinstance(old, str) else old + draft.one_of((1, -0.001, 40))
    elif way == "null":
        line["realisasi"] = None
    elif way == "key":
        del line["realisasi"]
    else:
        lines.remove(line)


@forbidden("SKP302")
def reported_value_revised(draft: Draft) -> None:
    revise_realisation(draft, *draft.one_of(reported_values(draft)))


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


def declared_or_not(draft: Draft, komponen: str) -> None:
    """Record an adendum, or do not bother."""
    if draft.chance(50):
        draft.adendum(komponen)


@forbidden("SKP303")
def realised_iki_dropped(draft: Draft) -> None:
    rhk, iki = realised_indicator(draft)
    need(len(rhk["indikator"]) > 1)
    rhk["indikator"].remove(iki)
    if draft.chance(70):
        draft.drop_manuals([iki])
    declared_or_not(draft, "iki")


@forbidden("SKP303")
def rhk_of_realised_iki_dropped(draft: Draft) -> None:
    rhk, _ = realised_indicator(draft)
    draft.section_of(rhk).remove(rhk)
    draft.drop_manuals(rhk["indikator"])
    declared_or_not(draft, "rencana_hasil_kerja")


@forbidden("SKP303")
def realised_iki_under_another_code(draft: Draft) -> None:
    rhk, iki = realised_indicator(draft)
    old, new = iki["kode"], draft.spare_code(rhk)
    manual = draft.remove(f"iki/{old}.yaml")
    iki["kode"] = manual["kode"] = new
    draft.files[f"{draft.home}iki/{new}.yaml"] = manual
    declared_or_not(draft, "iki")


@forbidden("SKP303")
def realised_iki_moved_to_another_rhk(draft: Draft) -> None:
    rhk, iki = realised_indicator(draft)
    other = draft.one_of(each for each in draft.results() if each is not rhk)
    need(len(rhk["indikator"]) > 1)
    rhk["indikator"].remove(iki)
    other["indikator"].append(iki)
    if draft.chance(70):
        draft.manual(iki["kode"])["rhk"] = other["kode"]
    declared_or_not(draft, "iki")


@forbidden("SKP303")
def iki_ended_before_its_realisation(draft: Draft) -> None:
    _, iki = realised_indicator(draft)
    mulai = draft.skp["periode"]["mulai"]
    last = max(draft.realised(iki["kode"]), key=last_day)
    end = max(mulai, f"{first_day(last)[:8]}15")
    need(end < last_day(last))
    iki["periode"] = {"mulai": mulai, "selesai": end}
    declared_or_not(draft, "iki")


# --- 304 realised-achievement-recomputed -----------------------------------------------------------------------


def measured(draft: Draft) -> list[tuple[str, list[tuple[float, float]]]]:
    """Each IKI with its targets and realisasi of the periods that have both, oldest first."""
    values, found = draft.values(), {}
    for iki in [iki for _, iki in draft.indicators() if len(draft.shown(iki["kode"])) == 2]:
        kode, target = iki["kode"], iki.get("target", {})
        both = [each for each in PERIODS[draft.rhythm(kode)] if each in target and (kode, each) in values]
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
    target, value = (consolidated(how, [pair[nth] for pair in pairs]) for nth in (0, 1))
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


def measured_otherwise(draft: Draft) -> None:
    """Change how an IKI is measured, realised or not, without a word."""
    manual = draft.one_of(each for each in draft.manuals() if "polarisasi" in each)
    others = {
        "polarisasi": "minimize" if manual["polarisasi"] == "maximize" else "maximize",
        "konsolidasi_periode": "sum" if manual["konsolidasi_periode"] == "average" else "average",
        "konversi_120": not manual.get("konversi_120"),
        "nilai_terburuk": manual.get("nilai_terburuk", 0) + 7,
    }
    key = draft.one_of(others)
    manual[key] = others[key]


@forbidden("SKP304")
def manual_of_realised_iki_taken_away(draft: Draft) -> None:
    kode, _ = draft.one_of(measured(draft))
    need(draft.manual(kode)["polarisasi"] != "stabilize")
    draft.remove(f"iki/{kode}.yaml")
