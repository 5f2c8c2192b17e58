"""`skpkit komplemen`: a new SKP within the year."""

from __future__ import annotations

from collections import deque
from datetime import date
from typing import TYPE_CHECKING, Any

import click

import skpkit
from skpkit.cli._asking import Asking
from skpkit.cli._changing import DOSSIER, roles_of, settle_agreed
from skpkit.cli._declaring import declared_of, declared_options, told_by_answers
from skpkit.cli._editing import edit_options, edited, edits_of, read_file, spared
from skpkit.cli._language import _
from skpkit.cli._shared import Command, DayGiven, adopt, here, lang_option, today_option
from skpkit.cli._whose import whose
from skpkit.errors import WrongUsage
from skpkit.messages import N_

if TYPE_CHECKING:
    from skpkit.changing import PlannedChange

HELP = _(
    "Open a new SKP within the year, from a day on: a folder of its own with the plan that is in force, its targets of "
    "what is left of the year, your edits, the manuals and the dialogue that it rests on. The SKP before is closed on "
    "the day before. DOSSIER is the folder of a dossier, or an NIP."
)
START = _("The first day of the new SKP (2026-06-15, 15/6/2026 or 15 June 2026).")

NO_START = N_("say from which day on the new SKP counts: --mulai DATE")
NO_REASON = N_("say why there is a new SKP: --alasan TEXT")
FROM_WHEN = N_("From which day on does the new SKP count?")
WHY = N_("Why is there a new SKP (alasan)?")
WRITE_IT = N_(
    "Is that dialogue still to be recorded? Answer y to record it now, as held and reported on the day on which the "
    "SKP is set"
)
AGAIN = N_("Edit it once more?")
EDIT_IT = N_("Edit the plan of the new SKP in an editor now?")


@click.command("komplemen", cls=Command, help=HELP)
@click.argument("dossier", metavar=f"[{DOSSIER}]", required=False)
@click.option("--mulai", "start", type=DayGiven(), default=None, help=START, metavar=_("DATE"))
@edit_options
@declared_options
@today_option
@lang_option
def command(
    dossier: str | None,
    start: date | None,
    today: date | None,
    lang: str | None,
    **given: Any,
) -> None:
    """Open the new SKP, and say what was written and who has to approve it."""
    from skpkit.changing import assure_changeable, new_text

    how, edits = declared_of(given), edits_of(given)
    asks = Asking()
    if not asks.asks and (start is None or not how.reason.strip()):
        raise WrongUsage(NO_START if start is None else NO_REASON)
    dossier = whose(dossier, "change", today=today, lang=lang)
    if asks.asks:
        assure_changeable(here(), dossier, anew=True, today=today)
    content = [read_file(how.source)] if how.source else []
    wrote: list[bytes] = []
    kept: deque[bytes] = deque(maxlen=1)  # the last that was changed

    def planned() -> PlannedChange:
        begins = start or asks.day(FROM_WHEN, "--mulai")
        why = how.reason.strip() or asks.text(WHY, "--alasan")
        resting, writes = how.resting_on(asks, WRITE_IT)
        wanted = how.edit or (not edits and not how.source and asks.agrees(EDIT_IT, alone=False))
        if wanted and (not wrote or asks.agrees(AGAIN, usual=False)):
            ahead = (wrote or content or [new_text(here(), dossier, begins, today=today)])[0]
            wrote[:] = [edited(ahead)]
            kept.extend(each for each in wrote if each != ahead)
        with told_by_answers(asks, WRITE_IT):
            return skpkit.komplemen(
                here(),
                dossier,
                begins,
                edits,
                reason=why,
                content=next(iter((*wrote, *content)), None),
                made=how.made,
                dialogue=resting,
                write_dialogue=writes,
                held=how.held_on(dossier, today),
                agreed=how.agreed,
                approvals=roles_of(how.approvals),
                today=today,
                on_settings=lambda each: adopt(each, lang),
            )

    with spared(kept):
        settle_agreed(asks, planned)
