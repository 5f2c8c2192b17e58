"""`skpkit check`: validate records."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

import click

from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, adopt, colorful, day, format_option, here, lang_option, put_out, today_option
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.judge.engine import StateName, check
from skpkit.judge.office import Office
from skpkit.messages import N_
from skpkit.reports import VERDICT, Report
from skpkit.source.history import open_records

HELP = _(
    "Validate the records of a revision, or of the working tree: files, forms, rules within and across records. "
    "PATH limits it to dossiers below it, or to those of the files named."
)
REV = _("Judge this revision instead of the working tree.")
ONE_STATE = N_("--rev and --staged name two states; give one of them")
NOTHING_STAGED = N_(
    "nothing is staged in {folder}; stage it first (git add {folder}), or validate what lies on the disk: skpkit check"
)
STAGED = _("Judge what is staged (git's index) instead of the working tree.")


@click.command("check", cls=Command, help=HELP)
@click.argument("paths", nargs=-1, metavar=_("[PATH…]"))
@click.option("--rev", default=None, help=REV, metavar=_("REV"))
@click.option("--staged", is_flag=True, help=STAGED)
@format_option("auto", *VERDICT)
@today_option
@lang_option
def command(
    paths: tuple[str, ...], rev: str | None, staged: bool, style: str, today: date | None, lang: str | None
) -> None:
    """Validate records, print what was found, and exit 0, 1, 2 or 3."""
    if rev is not None and staged:
        raise WrongUsage(ONE_STATE)
    with open_records(here()) as repository:
        state = repository.commit(rev) if rev is not None else repository.index() if staged else repository.worktree()
        office = Office(state)
        adopt(office.settings, lang)
        if staged and not state.entries(office.settings.records):
            raise SkpkitError(NOTHING_STAGED, folder=office.settings.records)
        inside = [repository.relative(here(), path) for path in paths]
        verdict = check(office, day(today), inside)
        verdict = replace(verdict, head=StateName(state.label, state.commit))
    put_out(Report(verdict, chosen_language(), color=colorful()), VERDICT, style)
    sys.exit(verdict.exit_code)
