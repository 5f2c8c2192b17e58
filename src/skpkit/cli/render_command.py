"""`skpkit render`: print records as official documents."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

import skpkit
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, adopt, base_option, here, lang_option, tell_notes, today_option, write_page
from skpkit.cli._streams import say
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.messages import N_, tell
from skpkit.model.settings import Settings
from skpkit.paper.printing import FORMATS, Format

HELP = _(
    "Print records as their official documents. RECORD is a record, or the folder that an skp.yaml lies in. OUT is a "
    "file, or a folder where several are printed."
)
DOCUMENT = _("Which document of the record; `--document help` lists those that it has. Without it the usual one.")
NO_OUT = N_("say where to write with -o: a file, or a folder")
OUT = _("Where to write: a file, or a folder.")
REV = _("Print from this revision instead of the working tree.")
FORMAT = _("Form of the document; png and svg give a file for each page.")
ONE_FILE = N_("several documents are to be written, so -o needs a folder, and {out} is none; end its name with /")
NO_PLACE = N_("-o needs the name of a file that ends with {suffix}, or a folder; {out} is neither")
ALL = _("Print the document of every record that has it: without --document every SKP, into folders as the dossiers'.")
ALL_OR_SOME = N_("--all prints every record's document, so name no RECORD; or leave --all out")
NOTHING = N_("name the records to print, or --all for every SKP")
WROTE = N_("{path} written")


@click.command("render", cls=Command, help=HELP)
@click.argument("records", nargs=-1, metavar=_("[RECORD…]"))
@click.option("-o", "--output", "out", default=None, help=OUT, metavar=_("OUT"))
@click.option("--all", "every", is_flag=True, help=ALL)
@click.option("--document", default=None, help=DOCUMENT, metavar=_("NAME"))
@click.option("--rev", default=None, help=REV, metavar=_("REV"))
@base_option
@click.option("--format", "style", type=click.Choice(FORMATS), default="pdf", help=FORMAT)
@today_option
@lang_option
def command(
    records: tuple[str, ...],
    out: str | None,
    every: bool,
    document: str | None,
    rev: str | None,
    base: str | None,
    style: Format,
    today: date | None,
    lang: str | None,
) -> None:
    """Print each record, whole or not at all."""
    if every == bool(records):
        raise WrongUsage(ALL_OR_SOME if every else NOTHING)

    def ready(settings: Settings) -> None:
        adopt(settings, lang)
        if every and not out:
            raise WrongUsage(NO_OUT)

    if every:
        from skpkit.cli._print_run import print_run

        sys.exit(print_run(out, document, style, rev, base, today, ready))
    if document == "help" or out is None:
        known = skpkit.documents(here(), *records, rev=rev, on_settings=ready)
        if document != "help":
            raise WrongUsage(NO_OUT)  # what is wrong with the records' places was told before
        for path, titles in known:
            say(f"{path}:")
            if isinstance(titles, SkpkitError):
                raise titles
            for name, title in titles.items():
                say(f"  {name:<16}{tell(title, {}, chosen_language())}")
        return
    printed = skpkit.render(
        here(), *records, document=document, format=style, rev=rev, base=base, today=today, on_settings=ready
    )
    several = len(printed) > 1 or any(len(each.pages) > 1 for each in printed)
    for each in printed:
        for name, page in each.files():
            target = _place(out, name, f".{style}", several=several)
            write_page(target, page, each)
            say(tell(WROTE, {"path": str(target)}, chosen_language()), err=True)
    tell_notes(note for each in printed for note in each.notes)


def _place(out: str, name: str, suffix: str, *, several: bool) -> Path:
    """Where a document goes: into a folder under its own name, or to the file named.

    Raises WrongUsage for what is neither, so that nothing else is overwritten by mistake.
    """
    target = Path(out)
    if out and (target.is_dir() or out.endswith(("/", os.sep))):
        return target / name
    if several:
        raise WrongUsage(ONE_FILE, out=out or "''")
    if not out or target.suffix.lower() != suffix or (target.exists() and not target.is_file()):
        raise WrongUsage(NO_PLACE, suffix=suffix, out=out or "''")
    return target
