"""`skpkit review`: judge what changed between two states."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

import click

from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, adopt, colorful, day, format_option, here, lang_option, put_out, today_option
from skpkit.judge.engine import StateName
from skpkit.judge.office import Offices
from skpkit.judge.review import review, review_steps
from skpkit.reports import VERDICT, Report
from skpkit.source.history import Repository, State, open_repository

HELP = _(
    "Judge what changed between two states, and whether it was allowed. RANGE is A...B (since their merge base, up "
    "to B), A..B (A to B), or A (since the merge base, up to the working tree); without it A is the default branch."
)
EACH = _("Judge every commit of the range, not only its two ends.")
ALL = _("List also what was found before the change.")
STAGED = _("Take what is staged (git's index) as the newer state, instead of the working tree.")


@click.command("review", cls=Command, help=HELP)
@click.argument("range_", metavar=_("[RANGE]"), default="")
@click.option("--each-commit", is_flag=True, help=EACH)
@click.option("--all", "show_all", is_flag=True, help=ALL)
@click.option("--staged", is_flag=True, help=STAGED)
@format_option("auto", *VERDICT)
@today_option
@lang_option
def command(
    range_: str,
    each_commit: bool,
    show_all: bool,
    staged: bool,
    style: str,
    today: date | None,
    lang: str | None,
) -> None:
    """Review a range, print what changed and what is wrong with it, and exit 0, 1, 2 or 3."""
    with open_repository(here()) as repository:
        span = repository.range(range_, staged=staged)
        offices = Offices()
        base, latest = offices.of(span.base), offices.of(span.head)
        tip = offices.of(span.tip) if span.tip else None
        adopt(base.settings, lang)
        if each_commit:
            steps = [
                (offices.of(before), offices.of(after), _day_of(repository, after, day(today)))
                for before, after in repository.steps(span)
            ]
            verdict = review_steps((base, latest), steps, day(today), tip)
        else:
            verdict = review(base, latest, day(today), tip)
    verdict = replace(
        verdict,
        head=StateName(span.head.label, span.head.commit),
        base=StateName(span.base.label, span.base.commit),
        tip=StateName(span.tip.label, span.tip.commit) if span.tip else None,
    )
    put_out(Report(verdict, chosen_language(), show_all, colorful()), VERDICT, style)
    sys.exit(verdict.exit_code)


def _day_of(repository: Repository, state: State, today: date) -> date:
    """The day of a commit; of what is not committed, today."""
    return repository.commit_date(state.commit).date() if state.commit else today
