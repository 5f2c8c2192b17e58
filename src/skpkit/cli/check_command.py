"""`skpkit check`: validate records."""

from __future__ import annotations

from datetime import date

import click

import skpkit
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import (
    Command,
    Wanted,
    adopt,
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
    "Validate the records of a revision, or of the working tree: files, forms, rules within and across records. "
    "PATH limits it to dossiers below it, or to those of the files named."
)
REV = _("Judge this revision instead of the working tree.")
STAGED = _("Judge what is staged (git's index) instead of the working tree.")


@click.command("check", cls=Command, help=HELP)
@click.argument("paths", nargs=-1, metavar=_("[PATH…]"))
@click.option("--rev", default=None, help=REV, metavar=_("REV"))
@click.option("--staged", is_flag=True, help=STAGED)
@format_option("auto", *VERDICT)
@report_option(FILES)
@suppressed_option
@mask_option
@today_option
@lang_option
def command(
    paths: tuple[str, ...],
    rev: str | None,
    staged: bool,
    style: str,
    wanted: tuple[Wanted, ...],
    unsuppressed: bool,
    today: date | None,
    lang: str | None,
) -> None:
    """Validate records, print what was found, and exit 0, 1, 2 or 3."""

    def ready(settings: Settings) -> None:
        adopt(settings, lang)
        refuse(wanted, here(), settings)

    verdict = skpkit.check(here(), rev=rev, staged=staged, paths=paths, today=today, on_settings=ready)
    written = put_verdict(
        Report(verdict, chosen_language(), color=colorful(), suppressed=not unsuppressed), style, wanted
    )
    leave(verdict.exit_code, written=written)
