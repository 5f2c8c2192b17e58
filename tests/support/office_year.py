"""The year that an employee lives: an SKP is agreed, dialogues record what has ended, and something changes."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.support.office_basics import APPRAISERS, EMPLOYEES, PLANNING, REVIEWER, RULES, YEAR, Data, Dice, last_day
from tests.support.office_changes import PARTS, adendum_of, attempt, complete
from tests.support.office_maker import Office, due_cells, lines_on, new_skp, plan


@st.composite
def offices(draw: st.DrawFn, first: date = date(YEAR, 2, 1), last: date = date(YEAR, 11, 30)) -> Office:
    """An office on a day between `first` and `last`, with all that it recorded until then."""
    dice = Dice(draw)
    start = date(YEAR, dice.one_of((1, 1, 4)), 1)
    agreed = start + timedelta(dice.number(19, 27))
    today = dice.day(max(first, agreed + timedelta(1)), last)
    office = _agreed(dice, start, agreed)
    event = dice.one_of(range(start.month + 1, 12)) if dice.chance(50) else 0
    for month in range(start.month + 1, 13):
        day = dice.one_of((date(YEAR, month, dice.number(1, 25)), last_day(f"B{month:02}")))
        if day > today:
            break
        office.day = day
        _month(dice, office, today)
        if month == event:
            part = dice.one_of(PARTS)
            office = attempt(dice, office, complete if dice.chance(15) else adendum_of(part)) or office
    office.day = today
    return office


def _agreed(dice: Dice, start: date, agreed: date) -> Office:
    """An office with an SKP just established."""
    employee, appraiser = dice.one_of(EMPLOYEES), dice.one_of(APPRAISERS)
    skp = new_skp(employee, appraiser, start, agreed, aturan=dice.one_of(RULES), lampiran={"konsekuensi": ["95"]})
    skp["pendekatan"] = "kualitatif" if dice.chance(25) else "kuantitatif"
    skp["periode"]["selesai"] = dice.one_of(("2026-12-31", "2026-12-15"))
    settings: Data = {"pembekuan": "iki"} if dice.chance(25) else {}
    office = Office(str(employee["nip"]), agreed, {"skp.yaml": skp}, settings)
    if dice.chance(50):
        settings["pengelola"] = [{**REVIEWER, **({"unit": "seksi-a"} if dice.chance(50) else {})}]
        office.unit = "seksi-a/"
    office.add_dialogue(start + timedelta(dice.number(0, 12)), **PLANNING)
    plan(dice, office, start)
    return office


def _month(dice: Dice, office: Office, today: date) -> None:
    """The dialogue of a month; one that the quarter still needs is held and reported."""
    day = office.day
    held = [each["tanggal"] for _, each in office.dialogues() if each["status"] == "dilaporkan"]
    needed = day.month % 3 == 0 and not any(each >= f"{YEAR}-{day.month - 2:02}" for each in held)
    if not needed and dice.chance(30):
        return
    lines = lines_on(dice, office, day, dice.some_of(due_cells(office, day)))
    parts: Data = {"pemantauan": {"hasil_kerja": lines}} if lines else {}
    if not needed and dice.chance(20):
        parts["status"] = "draf"
    else:
        by = min(today, last_day(f"B{day.month:02}"))  # within the quarter
        parts["dilaporkan"] = min(by, day + timedelta(dice.number(0, 3))).isoformat()
    office.add_dialogue(day, **parts)
