"""`skpkit check`: validate records."""

from __future__ import annotations

from datetime import date
from functools import partial

import click

import skpkit
from skpkit.cli._language import _
from skpkit.cli._shared import Command, Wanted, here
from skpkit.cli._verdict import View, no_cache_option, tell_and_leave, verdict_options
from skpkit.cli._workers import Hands, shared_out, workers_options

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
@no_cache_option
@workers_options
@verdict_options
def command(
    paths: tuple[str, ...],
    rev: str | None,
    staged: bool,
    hands: Hands,
    style: str,
    wanted: tuple[Wanted, ...],
    unsuppressed: bool,
    view: View,
    today: date | None,
    lang: str | None,
) -> None:
    """Validate records, print what was found, and exit 0, 1, 2 or 3."""
    tell_and_leave(
        shared_out(
            partial(skpkit.check, here(), rev=rev, staged=staged, paths=paths, today=today),
            hands,
            quiet=view.quiet,
            committed=rev is not None,
        ),
        style,
        wanted,
        lang,
        unsuppressed=unsuppressed,
        view=view,
    )
