"""`skpkit koreksi`: put a reported realisasi right."""

from __future__ import annotations

from datetime import date

import click

import skpkit
from skpkit.cli._changing import DOSSIER, held_option, medium_option, report_option, settle, sure_option
from skpkit.cli._language import _
from skpkit.cli._shared import Command, adopt, here, lang_option, today_option

HELP = _(
    "Put a realisasi right that was reported: the value that counts for PERIOD of IKI from now on, in the draft "
    "dialogue of the day or a new one, which names the dialogue that it corrects. That one stays as it is."
)
REASON = _("Why the reported value was wrong.")
PROOF = _("What proves the right value (bukti dukung); as often as wanted.")


@click.command("koreksi", cls=Command, help=HELP, context_settings={"ignore_unknown_options": True})
@click.argument("dossier", metavar=DOSSIER)
@click.argument("iki", metavar="IKI")
@click.argument("period", metavar=_("PERIOD"))
@click.argument("value", metavar=_("VALUE"))
@click.option("--alasan", "reason", required=True, help=REASON, metavar=_("TEXT"))
@click.option("--bukti", "proofs", multiple=True, help=PROOF, metavar=_("TEXT"))
@held_option
@medium_option
@report_option
@sure_option
@today_option
@lang_option
def command(
    dossier: str,
    iki: str,
    period: str,
    value: str,
    reason: str,
    proofs: tuple[str, ...],
    held: date | None,
    medium: str,
    reported: bool,
    sure: bool,
    today: date | None,
    lang: str | None,
) -> None:
    """Write the koreksi."""
    from skpkit.writing.recording import GivenValue

    plan = skpkit.koreksi(
        here(),
        dossier,
        GivenValue(iki, period, value, proofs),
        reason=reason,
        held=held,
        medium=medium,
        reported=reported,
        today=today,
        on_settings=lambda each: adopt(each, lang),
    )
    settle(plan, sure=sure)
