"""`skpkit review`: judge what changed between two states."""

from __future__ import annotations

from datetime import date
from functools import partial

import click

import skpkit
from skpkit.cli._language import _
from skpkit.cli._shared import Command, Wanted, base_option, each_commit_option, here, merge_with_option
from skpkit.cli._verdict import View, no_cache_option, tell_and_leave, verdict_options
from skpkit.cli._workers import shown

HELP = _(
    "Judge what changed between two states, and whether it was allowed. RANGE is A...B (what merging B into A would "
    "bring), A..B (A to B), or A (what merging the working tree into A would bring); without it A is the default "
    "branch. Where there was nothing before, A is the whole id of git's empty tree."
)
ALL = _("List also what was found before the change.")
STAGED = _("Take what is staged (git's index) as the newer state, instead of the working tree.")


@click.command("review", cls=Command, help=HELP)
@click.argument("range_", metavar=_("[RANGE]"), default=None)
@each_commit_option
@merge_with_option
@click.option("--all", "show_all", is_flag=True, help=ALL)
@click.option("--staged", is_flag=True, help=STAGED)
@base_option
@no_cache_option
@verdict_options
def command(
    range_: str | None,
    each_commit: bool,
    merge_with: tuple[str, ...],
    show_all: bool,
    staged: bool,
    base: str | None,
    style: str,
    wanted: tuple[Wanted, ...],
    unsuppressed: bool,
    view: View,
    today: date | None,
    lang: str | None,
) -> None:
    """Review a range, print what changed and what is wrong with it, and exit 0, 1, 2 or 3."""
    asked = partial(
        skpkit.review,
        here(),
        range_,
        each_commit=each_commit,
        merge_with=merge_with,
        staged=staged,
        base=base,
        today=today,
    )
    tell_and_leave(
        shown(asked, quiet=view.quiet),
        style,
        wanted,
        lang,
        unsuppressed=unsuppressed,
        view=view,
        show_all=show_all,
    )
