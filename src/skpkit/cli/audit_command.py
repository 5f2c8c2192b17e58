"""`skpkit audit`: judge every step that landed."""

from __future__ import annotations

from datetime import date
from functools import partial

import click

import skpkit
from skpkit.cli._language import _
from skpkit.cli._shared import Command, Wanted, base_option, here
from skpkit.cli._verdict import View, no_cache_option, tell_and_leave, verdict_options
from skpkit.cli._workers import Hands, shared_out, workers_options

HELP = _(
    "Judge every step of a history as it landed: each commit of the first-parent line against the one before it, on "
    "its own day, by the settings and exemptions of that time. RANGE is A..B, or B for its whole history; without it "
    "the default branch is judged."
)


@click.command("audit", cls=Command, help=HELP)
@click.argument("range_", metavar=_("[RANGE]"), default=None)
@base_option
@no_cache_option
@workers_options
@verdict_options
def command(
    range_: str | None,
    base: str | None,
    hands: Hands,
    style: str,
    wanted: tuple[Wanted, ...],
    unsuppressed: bool,
    view: View,
    today: date | None,
    lang: str | None,
) -> None:
    """Audit a history, print what is wrong with it and in which commit, and exit 0, 1, 2 or 3."""
    asked = partial(skpkit.audit, here(), range_, base=base, today=today)
    tell_and_leave(
        shared_out(asked, hands, quiet=view.quiet),
        style,
        wanted,
        lang,
        unsuppressed=unsuppressed,
        view=view,
    )
