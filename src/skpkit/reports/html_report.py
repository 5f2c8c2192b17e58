"""The report as a page: one HTML file that needs no network, and in which nothing but its own script runs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from skpkit.findings import Severity
from skpkit.messages import N_, cut
from skpkit.paper.differing import Text, compared, plain
from skpkit.reports._page import page
from skpkit.reports._report import Report
from skpkit.reports._rows import RowView
from skpkit.reports._view import view_of
from skpkit.source.resources import VERSION

if TYPE_CHECKING:
    from markupsafe import Markup

    from skpkit.reports._stories import StoryView

SAY = {
    "skip": N_("Skip to the dossiers"),
    "filter": N_("Filter"),
    "person": N_("Person"),
    "rule": N_("Rule"),
    "severity": N_("Severity"),
    "all": N_("all of them"),
    "open": N_("Unfold all"),
    "close": N_("Fold all"),
    "reset": N_("Show everything"),
    "changes": N_("changes:"),
    "what": N_("What changes"),
    "before": N_("Before"),
    "after": N_("After"),
    "evidence": N_("Evidence:"),
    "way_out": N_("Way out:"),
    "about_rule": N_("More about it"),
    "at": N_("Place:"),
    "was": N_("before:"),
    "basis": N_("Basis:"),
    "mark": N_("Fingerprint:"),
    "as_table": N_("As a table"),
    "period": N_("Period"),
    "target_before": N_("target before"),
    "target_after": N_("target after"),
    "remark": N_("Remark"),
    "approvals": N_("Approvals"),
    "loose": N_("Besides what changes"),
    "findings": N_("Findings"),
    "exempted": N_("Passed by an exemption"),
    "known": N_("Known before this change:"),
    "sheets": N_("Printed documents"),
    "notes": N_("To be noted"),
    "unjudged": N_("Not judged"),
    "more_rows": N_("changes without values:"),
    "typed": N_("As it is written:"),
    "step": N_("Step:"),
    "example": N_("It should look like this:"),
    "realisation": N_("Realisasi"),
}
SHOWN = N_("{shown} of {all} dossiers are shown")
FOLD = 240  # letters of a text that stand unfolded
FEW, MANY = 3, 12  # dossiers that are unfolded, and changes that are not
_LONGEST_RULE = 70  # letters of what a rule says, where it is chosen


def as_html(report: Report) -> str:
    """The page."""
    from skpkit.reports._picture import legend, picture

    view = view_of(report)
    codes = {
        each.code: cut(each.statement, _LONGEST_RULE)
        for person in view.persons
        for each in (*person.findings, *person.exempted)
    }

    def draw(story: StoryView) -> Markup:
        return picture(report, story)

    return page(
        "review.html.j2",
        ("review.css",),
        ("folds.js", "review.js"),
        view=view,
        say={
            **{key: report.say(message) for key, message in SAY.items()},
            "shown": report.say(SHOWN, shown="{shown}", all="{all}"),
        },
        words={each.value: report.say(each.word) for each in Severity},
        severities=[(each.value, report.say(each.word)) for each in Severity],
        codes=sorted(codes.items()),
        persons=len(view.persons),
        open=len(view.persons) if len(view.persons) <= FEW else 1,
        fold=FOLD,
        many=MANY,
        lang=report.lang,
        version=VERSION,
        draw=draw,
        legend=partial(legend, report),
        sides=sides,
    )


def sides(row: RowView) -> tuple[object, object]:
    """Both values in runs; of texts that were reworded the words that differ are marked."""
    texts: tuple[Text, Text] = (plain(row.old), plain(row.new))
    if " " in row.old and " " in row.new:
        texts = compared(row.old, row.new)
    return texts[0][0], texts[1][0]
