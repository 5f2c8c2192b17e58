"""`skpkit frozen`: what may not be edited now."""

from __future__ import annotations

import shutil
import sys
from datetime import date

import click

import skpkit
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, adopt, colorful, format_option, here, lang_option, put_out, today_option
from skpkit.cli._whose import whose
from skpkit.reports import FROZEN, FrozenReport

HELP = _(
    "Tell before an edit what is frozen: which targets and realisations, by which rule, since which line of a DKI and "
    "which commit, and the way to change it. RECORD is a record, the folder of a dossier, or an NIP."
)
REV = _("Look at this revision instead of the working tree.")
FORMAT = _("Form of the table: text, or json for other programs; auto is text.")

RECORD = _("RECORD")


@click.command("frozen", cls=Command, help=HELP)
@click.argument("record", metavar=f"[{RECORD}]", required=False)
@click.option("--rev", default=None, help=REV, metavar=_("REV"))
@format_option("auto", *FROZEN, text=FORMAT)
@today_option
@lang_option
def command(record: str | None, rev: str | None, style: str, today: date | None, lang: str | None) -> None:
    """Print the table; it is an answer and no verdict, so the exit code is 0 wherever there is one."""
    record = whose(record, "change", today=today, lang=lang)
    table = skpkit.frozen(here(), record, rev=rev, today=today, on_settings=lambda each: adopt(each, lang))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    put_out(FrozenReport(table, chosen_language(), width, colorful()), FROZEN, style)
