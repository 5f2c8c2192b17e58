"""`skpkit render`: print records as official documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from skpkit.cli._language import chosen_language
from skpkit.cli._shared import Command, adopt, day, here, lang_option, option, today_option, write_whole
from skpkit.errors import WrongUsage
from skpkit.history import open_records
from skpkit.messages import N_, tell
from skpkit.office import Office, read_settings
from skpkit.printing import Desk
from skpkit.render import FORMATS, Format

HELP = N_(
    "Print records as their official documents. RECORD is an skp.yaml, or the folder it lies in. OUT is a file, or a "
    "folder where several are printed."
)
OUT = N_("Where to write: a file, or a folder.")
REV = N_("Print from this revision instead of the working tree.")
FORMAT = N_("Form of the document; png and svg give a file for each page.")
ONE_FILE = N_("{out} is a file, but several documents are to be written; give a folder")
WROTE = N_("{path} written")


@click.command("render", cls=Command, help=HELP)
@click.argument("records", nargs=-1, required=True, metavar="RECORD…")
@option("-o", "--output", "out", required=True, type=click.Path(path_type=Path), help=OUT, metavar="OUT")
@option("--rev", default=None, help=REV, metavar="REV")
@option("--format", "style", type=click.Choice(FORMATS), default="pdf", help=FORMAT)
@today_option
@lang_option
def command(
    records: tuple[str, ...], out: Path, rev: str | None, style: Format, today: date | None, lang: str | None
) -> None:
    """Print each record, whole or not at all."""
    with open_records(here()) as repository:
        state = repository.commit(rev) if rev else repository.worktree()
        settings = read_settings(state)
        adopt(settings, lang)
        desk = Desk(Office(state, settings), repository, day(today))
        printed = [(path, desk.pages(path, style)) for path in (repository.relative(here(), each) for each in records)]
    several = len(printed) > 1 or any(len(pages) > 1 for _, pages in printed)
    if several and out.is_file():
        raise WrongUsage(ONE_FILE, out=str(out))
    for path, pages in printed:
        for nth, page in enumerate(pages, 1):
            number = f"-{nth}" if len(pages) > 1 else ""
            target = out / f"{desk.file_name(path)}{number}.{style}" if several or out.is_dir() else out
            write_whole(target, page)
            click.echo(tell(WROTE, {"path": str(target)}, chosen_language()), err=True)
