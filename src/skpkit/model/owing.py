"""What is owed on a day: until when each duty is in time, whether or not that has passed.

The rules tell what is late, an overview also what is still in time: both ask here, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.duties import Action, Due, Outrun
from skpkit.model.elapsed import Elapsed, elapsed_quarters, running_quarters
from skpkit.model.facts import Facts, Missing, Plan, World, months_after
from skpkit.model.profiles import profile
from skpkit.model.records import Skp
from skpkit.model.settings import Settings

SATURDAY = 5
_AHEAD = 3  # months: what ends later is no task yet

DutyKind: TypeAlias = Literal[
    "penetapan", "manual", "report", "month", "feedback", "realisation", "evaluation", "adendum", "action"
]


class Coming(NamedTuple):
    """A duty that is still in time: of what, in which period, until when. `folder` is that of the SKP, `text` an
    action's."""

    kind: DutyKind
    until: date
    folder: str = ""
    period: str = ""
    iki: str = ""
    text: str = ""


# --- each duty -----------------------------------------------------------------------------------------------


def manuals_owed(facts: Facts, world: World) -> Iterator[tuple[Plan, Missing, date]]:
    """The manuals that are missing, and until when each is in time."""
    for plan in facts.plans:
        rules, since = profile(plan.aturan), plan.manuals_since
        if rules and since:
            until = months_after(max(since, world.starts), rules.months_for_manual)
            yield from ((plan, each, until) for each in plan.missing)


def realisations_owed(facts: Facts, world: World) -> Iterator[tuple[Plan, Due, date]]:
    """The cells without a realisation, and until when it is in time."""
    for plan in facts.plans:
        if rules := profile(plan.aturan):
            for cell in plan.unrealised:
                if world.starts <= cell.end:
                    yield plan, cell, months_after(cell.end, rules.months_for_realisation)


def reports_owed(facts: Facts, world: World) -> Iterator[Elapsed]:
    """The quarters, those that have passed and the one that runs, in which no dialogue was reported."""
    for each in (*elapsed_quarters(facts, world), *running_quarters(facts, world)):
        if not any(each.term.mulai <= day <= each.term.selesai for day in facts.reported):
            yield each


def feedback_owed(facts: Facts, world: World) -> Iterator[tuple[Elapsed, date]]:
    """The quarters that have passed without feedback, and until when it is in time."""
    for each in elapsed_quarters(facts, world):
        if each.period not in facts.feedback:
            yield each, months_after(each.term.selesai, each.rules.months_for_realisation)


def evaluations_owed(facts: Facts, world: World) -> Iterator[tuple[Elapsed, date]]:
    """The quarters that have passed without an evaluation, and until when it is in time."""
    for each in elapsed_quarters(facts, world):
        if each.period not in facts.evaluated:
            yield each, months_after(each.term.selesai, each.rules.months_for_evaluation)


def adendum_owed(facts: Facts, world: World) -> Iterator[tuple[Plan, Outrun]]:
    """The cells of periods that have not ended whose target is reached already."""
    for plan in facts.plans:
        yield from ((plan, cell) for cell in plan.outrun if world.today <= cell.end)


def actions_owed(facts: Facts, world: World) -> Iterator[Action]:
    """The rencana aksi that have not come to an end."""
    return (each for each in facts.actions if world.starts <= each.deadline)


def last_day_to_set(folder: SkpFolder, skp: Skp, settings: Settings) -> date:
    """The day until which an SKP is set in time."""
    start, rules = skp.term.mulai, folder.profile
    later = _after_working_days(start, rules.working_days_to_establish, settings.holidays)
    return max(rules.last_day_to_establish(start.year), later)


def _after_working_days(start: date, count: int, holidays: Collection[date]) -> date:
    """The last of some working days after a day: no Saturdays, Sundays and holidays."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY and day not in holidays
    return day


# --- what is still in time -----------------------------------------------------------------------------------


def coming(dossier: Dossier, facts: Facts, world: World) -> list[Coming]:
    """The duties of a dossier that are still in time, the next first; of realisations those whose period has ended, or
    runs and ends soon. What a rule tells before it is late, a manual and an adendum, is told by that rule."""
    return sorted(_coming(dossier, facts, world), key=lambda each: (each.until, each.kind, each))


def _coming(dossier: Dossier, facts: Facts, world: World) -> Iterator[Coming]:
    today = world.today
    for folder, skp in dossier.plans():
        if not skp.established:
            yield Coming("penetapan", last_day_to_set(folder, skp, dossier.settings), folder.name)
    for each in reports_owed(facts, world):
        if today <= each.term.selesai:
            yield Coming("report", each.term.selesai, each.plan.name, each.period)
    for each, until in feedback_owed(facts, world):
        if today <= until:
            yield Coming("feedback", until, each.plan.name, each.period)
    for each, until in evaluations_owed(facts, world):
        if today <= until:
            yield Coming("evaluation", until, each.plan.name, each.period)
    for plan, cell, until in realisations_owed(facts, world):
        if cell.begins <= today <= until and cell.end <= months_after(today, _AHEAD):
            yield Coming("realisation", until, plan.name, cell.period, cell.iki)
    for action in actions_owed(facts, world):
        if today <= action.deadline:
            yield Coming("action", action.deadline, text=action.text)
