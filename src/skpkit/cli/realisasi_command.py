"""`skpkit realisasi`: record what was reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

import skpkit
from skpkit.cli._answers import until_accepted
from skpkit.cli._asking import Asking
from skpkit.cli._changing import DOSSIER, IS_IT_SO, held_option, medium_option, report_option, settle, sure_option
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, adopt, here, lang_option, today_option
from skpkit.cli._streams import say
from skpkit.cli._whose import whose
from skpkit.errors import WrongUsage
from skpkit.findings import Note
from skpkit.messages import N_, tell

if TYPE_CHECKING:
    from skpkit.changing import PlannedChange
    from skpkit.choosing import Errand
    from skpkit.writing.recording import DueCell, GivenValue

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
ASK = N_("{iki} {name}, {period}, target {target} {unit} (empty: not now)")
ASK_PROOF = N_("What proves it (bukti dukung)")


def _asked(asks: Asking, cells: Sequence[DueCell]) -> list[GivenValue]:
    """What somebody at a terminal says of each cell that is due; nothing of those that are left for later."""
    from skpkit.source.yamlfile.numbers import number_in
    from skpkit.writing.recording import GivenValue

    if not asks.asks:
        raise WrongUsage(NONE_GIVEN, cells=tuple(f"{each.indicator.kode} {each.period}" for each in cells))
    found: list[GivenValue] = []
    said: dict[str, float] = {}
    for cell in cells:
        each = cell._replace(earlier=said.get(cell.indicator.kode, cell.earlier))
        in_words = isinstance(each.target, str)

        def read(text: str, *, in_words: bool = in_words) -> str:
            if text.strip() and not in_words:
                number_in(text)
            return text.strip()

        value = asks.value(ASK, "--nilai", None, "", read, needed=False, told=each.told)
        while value and not in_words and not _meant(asks, each.doubts(number_in(value))):
            value = asks.value(ASK, "--nilai", None, "", read, needed=False, told=each.told)
        if value:
            said |= {} if in_words else {each.indicator.kode: number_in(value)}
            proof = asks.text(ASK_PROOF, "--bukti", needed=False)
            found.append(GivenValue(each.indicator.kode, each.period, value, (proof,) if proof else ()))
    return found


def _meant(asks: Asking, doubts: Sequence[Note]) -> bool:
    """Whether somebody says that what is odd is so all the same."""
    for each in doubts:
        say(tell(each.message, each.told, chosen_language()))
    return not doubts or asks.agrees(IS_IT_SO, usual=False)


@click.command("realisasi", cls=Command, help=HELP)
@click.argument("dossier", metavar=f"[{DOSSIER}]", required=False)
@click.option("--nilai", "values", nargs=3, multiple=True, help=VALUE, metavar=_("IKI PERIOD VALUE"))
@click.option("--bukti", "proofs", nargs=3, multiple=True, help=PROOF, metavar=_("IKI PERIOD TEXT"))
@click.option("--kendala", "hindrances", nargs=3, multiple=True, help=HINDRANCE, metavar=_("IKI PERIOD TEXT"))
@held_option
@medium_option
@report_option
@sure_option
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
    today: date | None,
    lang: str | None,
) -> None:
    """Ask for what is due, where nothing is given, and write it."""
    from skpkit.changing import due
    from skpkit.writing.recording import GivenValue

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
    asks = Asking()
    task: Errand = "realisasi" if given or not reported else "report"
    dossier = whose(dossier, task, [(each.iki, each.period) for each in given], today=today, lang=lang, asks=asks)
    cells_due: list[DueCell] = []
    if not given and (asks.asks or not reported):
        cells_due = due(here(), dossier, day_=held, today=today, on_settings=lambda each: adopt(each, lang))
        if not cells_due and not reported:
            say(tell(NONE_DUE, {}, chosen_language()))
            return

    def planned() -> PlannedChange | None:
        values = given or (_asked(asks, cells_due) if cells_due else [])
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

    plan = until_accepted(asks, planned, lambda plan: plan.refused if plan else ())
    if plan:
        settle(plan, sure=sure or not given)  # what was asked for was asked about when it was odd
