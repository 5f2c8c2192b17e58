"""`skpkit frozen`: what may not be edited now."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from datetime import date
from itertools import groupby

import click

from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import (
    Command,
    adopt,
    colorful,
    day,
    format_option,
    here,
    lang_option,
    put_out,
    today_option,
)
from skpkit.judge.engine import StateName
from skpkit.judge.frozen import FrozenTable, Writers, table_of
from skpkit.judge.office import Office
from skpkit.reports import FROZEN, FrozenReport
from skpkit.source.history import Folder, Repository, State, open_records

HELP = _(
    "Tell before an edit what is frozen: which targets and realisations, by which rule, since which line of a DKI and "
    "which commit, and the way to change it. RECORD is a record, or the folder of a dossier."
)
REV = _("Look at this revision instead of the working tree.")
FORMAT = _("Form of the table: text, or json for other programs; auto is text.")


@click.command("frozen", cls=Command, help=HELP)
@click.argument("record", metavar=_("RECORD"))
@click.option("--rev", default=None, help=REV, metavar=_("REV"))
@format_option("auto", *FROZEN, text=FORMAT)
@today_option
@lang_option
def command(record: str, rev: str | None, style: str, today: date | None, lang: str | None) -> None:
    """Print the table; it is an answer and no verdict, so the exit code is 0 wherever there is one."""
    with open_records(here()) as repository:
        state = repository.commit(rev) if rev is not None else repository.worktree()
        office = Office(state)
        adopt(office.settings, lang)
        table = table_of(office, repository.relative(here(), record), day(today))
        told = replace(
            table,
            state=StateName(state.label if state.kind != "folder" else "folder", state.commit),
            writers=_writers(repository, state, table),
        )
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    report = FrozenReport(told, chosen_language(), width, colorful())
    put_out(report, FROZEN, style)


def _writers(repository: Repository | Folder, state: State, table: FrozenTable) -> Writers:
    """Which commit wrote each line since which something is frozen, a file at a time."""
    lines = sorted({(at.path, at.line) for at in table.since()})
    return {
        (path, line): writer
        for path, those in groupby(lines, key=lambda each: each[0])
        for line, writer in repository.writers(state, path, [line for _, line in those]).items()
    }
