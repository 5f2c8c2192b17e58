"""`skpkit review`: judge what changed between two states."""

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
    "Judge what changed between two states, and whether it was allowed. RANGE is A...B (what merging B into A would "
    "bring), A..B (A to B), or A (what merging the working tree into A would bring); without it A is the default "
    "branch. Where there was nothing before, A is the whole id of git's empty tree."
)
EACH = _("Judge every commit of the range, not only its two ends.")
WITH = _("Judge it together with another request that would land too; as often as wanted.")
ALL = _("List also what was found before the change.")
STAGED = _("Take what is staged (git's index) as the newer state, instead of the working tree.")


@click.command("review", cls=Command, help=HELP)
@click.argument("range_", metavar=_("[RANGE]"), default=None)
@click.option("--each-commit", is_flag=True, help=EACH)
@click.option("--merge-with", "merge_with", multiple=True, metavar=_("REF"), help=WITH)
@click.option("--all", "show_all", is_flag=True, help=ALL)
@click.option("--staged", is_flag=True, help=STAGED)
@base_option
@format_option("auto", *VERDICT)
@report_option(FILES)
@suppressed_option
@mask_option
@today_option
@lang_option
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
    today: date | None,
    lang: str | None,
) -> None:
    """Review a range, print what changed and what is wrong with it, and exit 0, 1, 2 or 3."""

    def ready(settings: Settings) -> None:
        adopt(settings, lang)
        refuse(wanted, here(), settings)

    verdict = skpkit.review(
        here(),
        range_,
        each_commit=each_commit,
        merge_with=merge_with,
        staged=staged,
        base=base,
        today=today,
        on_settings=ready,
    )
    written = put_verdict(
        Report(verdict, chosen_language(), show_all, colorful(), suppressed=not unsuppressed), style, wanted
    )
    leave(verdict.exit_code, written=written)
