"""How an office stands as a page, in the look of the review's: units, then people with the worst first, folded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from skpkit.findings import Severity
from skpkit.messages import N_
from skpkit.reports._page import page
from skpkit.reports._picture import legend, picture
from skpkit.reports._standing import (
    AND_MORE,
    NOTHING_TO_DO,
    StatusReport,
    head_lines,
    on_target,
    outcome_line,
    person_view,
    standing_state,
)
from skpkit.reports._view import MOST
from skpkit.reports._wording import clean
from skpkit.reports.html_report import FEW, SHOWN
from skpkit.reports.status_text import AWAITED, IN_TIME, LATE, NOTED, UNIT_HEADER
from skpkit.source.resources import VERSION

if TYPE_CHECKING:
    from markupsafe import Markup

    from skpkit.reports._stories import StoryView

SAY = {
    "skip": N_("Skip to the dossiers"),
    "filter": N_("Filter"),
    "person": N_("Person"),
    "unit": N_("Unit"),
    "all": N_("all of them"),
    "only": N_("only those with something to do"),
    "open": N_("Unfold all"),
    "close": N_("Fold all"),
    "reset": N_("Show everything"),
    "late": LATE,
    "is_late": N_("late"),
    "awaited": AWAITED,
    "in_time": IN_TIME,
    "noted": NOTED,
    "in_order": NOTHING_TO_DO,
    "on_target": N_("IKI on target:"),
    "indicators": N_("Target and realisasi"),
    "capaian": N_("Capaian:"),
    "next": N_("Next:"),
    "as_table": N_("As a table"),
    "period": N_("Period"),
    "target": N_("Target"),
    "realisation": N_("Realisasi"),
    "remark": N_("Remark"),
}


def as_html(report: StatusReport) -> str:
    """The page."""
    telling = report.telling
    persons = report.overview.persons
    shown = [person_view(report, each, nth) for nth, each in enumerate(persons[:MOST], 1)]
    more = len(persons) - len(shown)

    def draw(story: StoryView) -> Markup:
        return picture(telling, story)

    return page(
        "status.html.j2",
        ("review.css", "status.css"),
        ("folds.js", "status.js"),
        lines=head_lines(report),
        outcome=clean(outcome_line(report)),
        state=standing_state(report),
        units=unit_rows(report),
        unit_heads=[telling.say(each) for each in UNIT_HEADER],
        persons=shown,
        open=len(shown) if len(shown) <= FEW else 1,
        more=telling.say(AND_MORE, count=more) if more else "",
        say={
            **{key: telling.say(message) for key, message in SAY.items()},
            "shown": telling.say(SHOWN, shown="{shown}", all="{all}"),
        },
        words={each.value: telling.say(each.word) for each in Severity},
        lang=telling.lang,
        version=VERSION,
        draw=draw,
        legend=partial(legend, telling),
    )


def unit_rows(report: StatusReport) -> list[tuple[str, tuple[int | str, ...]]]:
    """The units in numbers, under the heads of their table."""
    return [
        (
            clean(report.telling.text(each.unit)) or "–",
            (*numbers, on_target(report.telling, each.met, each.met + each.below, each.met + each.below + each.open)),
        )
        for each in report.overview.units
        for numbers in [(each.people, each.in_order, each.late, each.awaited, each.in_time)]
    ]
