"""`skpkit koreksi`: put a reported realisasi right."""

from __future__ import annotations

from datetime import date

import click

import skpkit
from skpkit.cli._asking import Asking
from skpkit.cli._changing import DOSSIER, recording_options, settle
from skpkit.cli._language import _
from skpkit.cli._shared import Command, adopt, here, lang_option, today_option
from skpkit.cli._whose import named, whose
from skpkit.errors import WrongUsage
from skpkit.messages import N_

HELP = _(
    "Put a realisasi right that was reported: the value that counts for PERIOD of IKI from now on, in the draft "
    "dialogue of the day or a new one, which names the dialogue that it corrects. That one stays as it is."
)
REASON = _("Why the reported value was wrong.")
PROOF = _("What proves the right value (bukti dukung); as often as wanted.")
FORM = N_("write what is put right, and why: skpkit koreksi NIP IKI PERIOD VALUE --alasan REASON")
ASK_IKI = N_("Which IKI is put right")
ASK_PERIOD = N_("Which period, such as Q2")
ASK_VALUE = N_("The right realisasi")
ASK_REASON = N_("Why was the reported one wrong (alasan)")


@click.command("koreksi", cls=Command, help=HELP, context_settings={"ignore_unknown_options": True})
@click.argument("dossier", metavar=f"[{DOSSIER}]", required=False)
@click.argument("iki", metavar="[IKI]", required=False)
@click.argument("period", metavar=_("[PERIOD]"), required=False)
@click.argument("value", metavar=_("[VALUE]"), required=False)
@click.option("--alasan", "reason", default="", help=REASON, metavar=_("TEXT"))
@click.option("--bukti", "proofs", multiple=True, help=PROOF, metavar=_("TEXT"))
@recording_options
@today_option
@lang_option
def command(
    dossier: str | None,
    iki: str | None,
    period: str | None,
    value: str | None,
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
    from skpkit.model.periods import period_meant
    from skpkit.writing.recording import GivenValue

    asks = Asking()
    if not asks.asks and (not value or not reason.strip()):
        raise WrongUsage(FORM)
    dossier = named(dossier, asks)
    iki = asks.text(ASK_IKI, "IKI", iki)
    period = asks.text(ASK_PERIOD, "PERIOD", period, read=period_meant)
    dossier = whose(dossier, "koreksi", [(iki, period)], today=today, lang=lang)
    value = asks.text(ASK_VALUE, "VALUE", value)
    reason = asks.text(ASK_REASON, "--alasan", reason.strip() or None)
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
