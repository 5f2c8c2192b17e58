"""`skpkit realisasi`: record what was reached."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

import skpkit
from skpkit.cli._answers import LEFT, until_agreed
from skpkit.cli._asking import Asking, yes_option
from skpkit.cli._changing import DOSSIER, agreed_to, recording_options, settle
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, adopt, here, lang_option, today_option
from skpkit.cli._streams import say
from skpkit.cli._whose import whose
from skpkit.errors import WrongUsage
from skpkit.messages import N_, tell

if TYPE_CHECKING:
    from skpkit.changing import PlannedChange
    from skpkit.choosing import Errand
    from skpkit.findings import Note
    from skpkit.model.dossier import Cell
    from skpkit.writing.recording import DueCell

HELP = _(
    "Record realisations in the draft dialogue of the day, or a new one. DOSSIER is the folder of a dossier or of one "
    "of its SKP, or an NIP. Asks for each IKI whose period is over, where none is given; what is odd is asked about "
    "before it is written, for what is reported stays."
)
VALUE = _("A realisasi: IKI, period and value, such as 1a-N Q2 96.5; as often as wanted.")
PROOF = _("What proves a realisasi (bukti dukung): IKI, period and text; as often as wanted.")
HINDRANCE = _("What stood in the way (kendala): IKI, period and text.")

NONE_GIVEN = N_("say what was reached: --nilai IKI PERIOD VALUE, for {cells}")
NONE_DUE = N_("no realisasi is due: each period that is over has one")
UNKNOWN = N_("{option} tells of {iki} {period}, for which no --nilai is given; give that too")


@click.command("realisasi", cls=Command, help=HELP)
@click.argument("dossier", metavar=f"[{DOSSIER}]", required=False)
@click.option("--nilai", "values", nargs=3, multiple=True, help=VALUE, metavar=_("IKI PERIOD VALUE"))
@click.option("--bukti", "proofs", nargs=3, multiple=True, help=PROOF, metavar=_("IKI PERIOD TEXT"))
@click.option("--kendala", "hindrances", nargs=3, multiple=True, help=HINDRANCE, metavar=_("IKI PERIOD TEXT"))
@recording_options
@yes_option
@today_option
@lang_option
def command(
    dossier: str | None,
    values: tuple[tuple[str, str, str], ...],
    proofs: tuple[tuple[str, str, str], ...],
    hindrances: tuple[tuple[str, str, str], ...],
    held: date | None,
    medium: str,
    reported: bool,
    sure: bool,
    yes: bool,
    today: date | None,
    lang: str | None,
) -> None:
    """Ask for what is due, where nothing is given, and write it."""
    from skpkit.changing import ahead_of_recording
    from skpkit.cli._realised import asked_values, meant
    from skpkit.model.periods import period_meant
    from skpkit.writing.recording import GivenValue

    values, proofs, hindrances = (
        tuple((iki, period_meant(period), text) for iki, period, text in told) for told in (values, proofs, hindrances)
    )
    given = [
        GivenValue(
            iki,
            period,
            value,
            tuple(text for *cell, text in proofs if cell == [iki, period]),
            "; ".join(text for *cell, text in hindrances if cell == [iki, period]),
        )
        for iki, period, value in values
    ]
    cells = {(each.iki, each.period) for each in given}
    for option, told in (("--bukti", proofs), ("--kendala", hindrances)):
        for iki, period, _text in told:
            if (iki, period) not in cells:
                raise WrongUsage(UNKNOWN, option=option, iki=iki, period=period)
    asks = Asking(yes=yes)
    task: Errand = "realisasi" if given or not reported else "report"
    dossier = whose(dossier, task, [(each.iki, each.period) for each in given], today=today, lang=lang, asks=asks)
    cells_due: list[DueCell] = []
    known: tuple[Note, ...] = ()
    if not given and (asks.asks or not reported):
        ahead = ahead_of_recording(here(), dossier, day_=held, today=today, on_settings=lambda each: adopt(each, lang))
        cells_due = [] if reported and ahead.reportable else ahead.due
        if not cells_due and not reported:
            say(tell(NONE_DUE, {}, chosen_language()))
            return

    if cells_due and not asks.asks:
        raise WrongUsage(NONE_GIVEN, cells=tuple(f"{each.indicator.kode} {each.period}" for each in cells_due))
    if cells_due and not sure:
        known = ahead.odd
        if not meant(asks, known):
            say(tell(LEFT, {}, chosen_language()))
            return
    confirmed: set[Cell] = set()

    def planned() -> PlannedChange | None:
        values = given or asked_values(asks, cells_due, "--nilai")
        confirmed.clear()
        confirmed.update(() if given else ((each.iki, each.period) for each in values))
        if not values and not reported:
            return None
        return skpkit.realisasi(
            here(),
            dossier,
            values,
            held=held,
            medium=medium,
            reported=reported,
            today=today,
            on_settings=lambda each: adopt(each, lang),
        )

    plan = until_agreed(asks, planned, partial(agreed_to, asks), lambda plan: plan.refused if plan else ())
    if plan:
        plan = plan._replace(doubts=tuple(each for each in plan.doubts if each not in known))
        settle(plan, sure=sure, confirmed=confirmed, warned=bool(asks.answers()), asks=asks)
    elif asks.answers():
        say(tell(LEFT, {}, chosen_language()))
