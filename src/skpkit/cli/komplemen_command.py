"""`skpkit komplemen`: a new SKP within the year."""

from __future__ import annotations

from collections import deque
from datetime import date
from typing import TYPE_CHECKING, Any

import click

import skpkit
from skpkit.cli._answers import until_accepted
from skpkit.cli._asking import Asking
from skpkit.cli._changing import DOSSIER, MEDIA, MEDIUM, NEW_ONE, approvals_option, roles_of, settle
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
START = _("The first day of the new SKP (year-month-day).")
EDIT = _("Edit the new SKP in your editor ($EDITOR).")
FROM = _("Take the new SKP from this file; - reads the standard input.")
REASON = _("Why there is a new one (alasan).")
MADE = _("The day on which it is set (year-month-day); without it today.")
DIALOGUE = _(
    "The dialogue of the SKP before in which it was agreed, such as dki/2026-05-08.yaml; baru: a new one, as by "
    "--dialog-baru."
)
WRITE = _("Write that dialogue, reported on its day, beside the new SKP.")
HELD = _("The day of that dialogue; without it that on which the SKP is set.")
AGREED = _("What was agreed, as that dialogue tells it; without it the reason.")

NO_START = N_("say from which day on the new SKP counts: --mulai DATE")
NO_REASON = N_("say why there is a new SKP: --alasan TEXT")
FROM_WHEN = N_("From which day on does the new SKP count?")
WHY = N_("Why is there a new SKP (alasan)?")
WHICH = N_("In which dialogue was it agreed (empty: the newest that says so)?")
WRITE_IT = N_("Is that dialogue still to be written, as held and reported on the day on which the SKP is set?")
AGAIN = N_("Edit it once more?")
EDIT_IT = N_("Edit the plan of the new SKP in an editor now?")


@click.command("komplemen", cls=Command, help=HELP)
@click.argument("dossier", metavar=f"[{DOSSIER}]", required=False)
@click.option("--mulai", "start", type=DayGiven(), default=None, help=START, metavar=_("DATE"))
@edit_options
@click.option("--edit", "edit", is_flag=True, help=EDIT)
@click.option("--dari", "source", default=None, help=FROM, metavar=_("FILE"))
@click.option("--alasan", "reason", default="", help=REASON, metavar=_("TEXT"))
@click.option("--tanggal", "made", type=DayGiven(), default=None, help=MADE, metavar=_("DATE"))
@click.option("--dialog", "dialogue", default="", help=DIALOGUE, metavar=_("FILE"))
@click.option("--dialog-baru", "write_dialogue", is_flag=True, help=WRITE)
@click.option("--tanggal-dialog", "held", type=DayGiven(), default=None, help=HELD, metavar=_("DATE"))
@click.option("--media", "medium", type=click.Choice(MEDIA), default=MEDIA[0], help=MEDIUM)
@click.option("--kesepakatan", "agreed", default="", help=AGREED, metavar=_("TEXT"))
@approvals_option
@today_option
@lang_option
def command(
    dossier: str | None,
    start: date | None,
    edit: bool,
    source: str | None,
    reason: str,
    made: date | None,
    dialogue: str,
    write_dialogue: bool,
    held: date | None,
    medium: str,
    agreed: str,
    approvals: tuple[str, ...],
    today: date | None,
    lang: str | None,
    **given: Any,
) -> None:
    """Open the new SKP, and say what was written and who has to approve it."""
    from skpkit.changing import assure_changeable, new_text
    from skpkit.writing.meeting import HeldOn

    edits = edits_of(given)
    asks = Asking()
    if not asks.asks and (start is None or not reason.strip()):
        raise WrongUsage(NO_START if start is None else NO_REASON)
    dossier = whose(dossier, "change", today=today, lang=lang)
    if asks.asks:
        assure_changeable(here(), dossier, anew=True, today=today)
    content = [read_file(source)] if source else []
    wrote: list[bytes] = []
    kept: deque[bytes] = deque(maxlen=1)  # the last that was changed
    day = held or made

    def planned() -> PlannedChange:
        begins = start or asks.day(FROM_WHEN, "--mulai")
        why = reason.strip() or asks.text(WHY, "--alasan")
        writes = write_dialogue or dialogue.casefold() in NEW_ONE
        resting = "" if writes else dialogue
        if not resting and not writes and asks.asks:
            resting = asks.text(WHICH, "--dialog", needed=False)
            writes = not resting and asks.agrees(WRITE_IT, usual=False)
        wanted = edit or (not edits and not source and asks.agrees(EDIT_IT, alone=False))
        if wanted and (not wrote or asks.agrees(AGAIN, usual=False)):
            ahead = (wrote or content or [new_text(here(), dossier, begins, today=today)])[0]
            wrote[:] = [edited(ahead)]
            kept.extend(each for each in wrote if each != ahead)
        return skpkit.komplemen(
            here(),
            dossier,
            begins,
            edits,
            reason=why,
            content=next(iter((*wrote, *content)), None),
            made=made,
            dialogue=resting,
            write_dialogue=writes,
            held=HeldOn(day, medium) if day else None,
            agreed=agreed,
            approvals=roles_of(approvals),
            today=today,
            on_settings=lambda each: adopt(each, lang),
        )

    with spared(kept):
        settle(until_accepted(asks, planned, lambda plan: plan.refused))
