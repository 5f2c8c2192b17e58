"""`skpkit audit`: judge every step that landed."""

from __future__ import annotations

from datetime import date

import click

import skpkit
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import (
    Command,
    Wanted,
    adopt,
    base_option,
    colorful,
    format_option,
    here,
    lang_option,
    leave,
    mask_option,
    put_verdict,
    report_option,
    suppressed_option,
    today_option,
)
from skpkit.cli._targets import refuse
from skpkit.model.settings import Settings
from skpkit.reports import FILES, VERDICT, Report

HELP = _(
    "Judge every step of a history as it landed: each commit of the first-parent line against the one before it, on "
    "its own day, by the settings and exemptions of that time. RANGE is A..B, or B for its whole history; without it "
    "the default branch is judged."
)


@click.command("audit", cls=Command, help=HELP)
@click.argument("range_", metavar=_("[RANGE]"), default=None)
@base_option
@format_option("auto", *VERDICT)
@report_option(FILES)
@suppressed_option
@mask_option
@today_option
@lang_option
def command(
    range_: str | None,
    base: str | None,
    style: str,
    wanted: tuple[Wanted, ...],
    unsuppressed: bool,
    today: date | None,
    lang: str | None,
) -> None:
    """Audit a history, print what is wrong with it and in which commit, and exit 0, 1, 2 or 3."""

    def ready(settings: Settings) -> None:
        adopt(settings, lang)
        refuse(wanted, here(), settings)

    verdict = skpkit.audit(here(), range_, base=base, today=today, on_settings=ready)
    written = put_verdict(
        Report(verdict, chosen_language(), color=colorful(), suppressed=not unsuppressed), style, wanted
    )
    leave(verdict.exit_code, written=written)
