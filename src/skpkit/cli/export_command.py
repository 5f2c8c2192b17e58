"""`skpkit export`: records as rows that people read and fill in further."""

from __future__ import annotations

import os
from datetime import date
from functools import partial
from pathlib import Path

import click

import skpkit
from skpkit.cli._keeping import A_RECORD
from skpkit.cli._language import _, chosen_language
from skpkit.cli._masking import hiding
from skpkit.cli._progress import bar
from skpkit.cli._shared import Command, adopt, here, lang_option, reached, today_option
from skpkit.cli._streams import say
from skpkit.cli._targets import THERE, put_new
from skpkit.cli._workers import Hands, jobs_option, shared_out
from skpkit.errors import WrongUsage
from skpkit.messages import N_, tell
from skpkit.model.settings import Settings

HELP = _(
    "Write records as rows of the template, to be read and filled in in Excel: of the folders at and below PATH, or "
    "all. A file .xlsx is a workbook, a folder gets a CSV for each sheet. skpkit import takes them in again."
)
OUT = _("The file (.xlsx), or a folder for CSV, its name ending with /.")
REV = _("The revision; without it the working tree.")
FORCE = _("Write over files that are there.")
NO_OUT = N_("say where to write with -o: a file such as records.xlsx, or a folder for CSV, such as records/")
NEITHER = N_("{out} is neither a workbook (.xlsx) nor a folder; end the name of a folder with /")
WHOLE = N_("{path} holds names and NIP whole, though they are masked elsewhere: rows are taken in again by them")
DONE = N_("written: {path}; rows: {count}")


@click.command("export", cls=Command, help=HELP)
@click.argument("paths", metavar=_("[PATH]…"), nargs=-1)
@click.option("-o", "--output", "out", default="", help=OUT, metavar=_("OUT"))
@click.option("--rev", default=None, help=REV, metavar=_("REV"))
@click.option("--force", is_flag=True, help=FORCE)
@jobs_option
@today_option
@lang_option
def command(
    paths: tuple[str, ...],
    out: str,
    rev: str | None,
    force: bool,
    jobs: int | None,
    today: date | None,
    lang: str | None,
) -> None:
    """Write the rows, each file whole."""
    from skpkit.exporting import exported, exported_csv
    from skpkit.opening import day
    from skpkit.source.history import open_records

    if not out:
        raise WrongUsage(NO_OUT)
    target = Path(out)
    with reached(target):
        is_folder = out.endswith(("/", os.sep)) or target.is_dir()
        is_there = target.exists()
    if not is_folder and target.suffix.casefold() != ".xlsx":
        raise WrongUsage(NEITHER, out=out)
    if is_there and not is_folder and not force:
        raise WrongUsage(THERE, path=out)  # before anything is read
    known: list[Settings] = []

    def told(settings: Settings) -> None:
        known.append(settings)
        adopt(settings, lang)

    rows = shared_out(partial(skpkit.export_rows, here(), paths, rev=rev), Hands(jobs))(on_settings=told)
    with open_records(here()) as records, reached(target):
        if target.resolve().is_relative_to((records.root / known[0].records).resolve()):
            raise WrongUsage(A_RECORD, out=out)
    with bar() as progress:
        written = day(today, known[0]).date
        made = exported_csv(rows) if is_folder else {"": exported(rows, day_=written, on_progress=progress)}
    put_new({target / name if name else target: content for name, content in made.items()}, force=force)
    count = sum(map(len, rows.values()))
    if hiding().hides():
        say(tell(WHOLE, {"path": out}, chosen_language()), err=True)
    say(tell(DONE, {"path": out, "count": count}, chosen_language()))
