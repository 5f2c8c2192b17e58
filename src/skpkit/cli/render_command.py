"""`skpkit render`: print records as official documents."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import skpkit
from skpkit.cli._completing import DocumentName
from skpkit.cli._keeping import NO_OUT, Kept
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, adopt, base_option, here, lang_option, tell_notes, today_option
from skpkit.cli._streams import say
from skpkit.cli._whose import whose
from skpkit.cli._workers import Hands, workers_options
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.messages import N_, tell
from skpkit.model.settings import Settings
from skpkit.paper.printing import FORMATS, FolderOfDossiers, Format

if TYPE_CHECKING:
    from skpkit.printouts import Printed

HELP = _(
    "Print records as their official documents. RECORD is a record, or the folder of a dossier or an NIP, which stands "
    "for its skp.yaml, or where that has no such --document for each of its records that has it; or the folder of a "
    "unit or a year, of which every SKP is printed, or with --document every record that has that document. OUT is a "
    "file, or a folder where several are printed."
)
DOCUMENT = _("Which document of the record; `--document help` lists those that it has. Without it the usual one.")
OUT = _("Where to write: a file, a folder, or - for the standard output.")
REV = _("Print from this revision instead of the working tree.")
PAPER = _("Paper to print on, in place of the setting `kertas`.")
BLANK = _("A form to fill in by hand instead of a record: `skp`, `hek-kualitatif` …; `--blank help` lists them.")
BLANK_ALONE = N_("--blank prints a form without a record, so name no RECORD and leave {options} out")
NO_RECORDS = N_("--blank prints a form without a record, so name no RECORD; or leave --blank out")
FORMAT = _(
    "Form of the document; png and svg give a file for each page, docx and xlsx the tables of SKP, manual and HEK."
)
ALL = _("Print the document of every record that has it: without --document every SKP, into folders as the dossiers'.")
BUNDLE = _("One PDF with bookmarks: of a folder all that is signed there, in that order, or each --document of it.")
DUPLEX = _("In a bundle, begin each document on the front of a sheet that is printed on both sides.")
OPEN = _("Open what was written with the program that the system has for it.")
FORCE = _("Write over files that skpkit did not print, or that were signed.")
FOR_ALL = N_("a cluster prints many documents, each into a file: with --all, without --bundle; leave --scheduler out")
ALL_OR_SOME = N_("--all prints every record's document, so name no RECORD; or leave --all out")
NOTHING = N_("name the records to print, or --all for every SKP")
ONLY_PDF = N_("a bundle is a PDF; leave --format out, or --bundle")
NO_BUNDLE = N_("--duplex is for a bundle; add --bundle")
NOT_OPENED = N_("{path} was written, but the system has no program that opens it, or it failed")
NOT_SHOWN = N_("the standard output cannot be opened; name a file with -o, or leave --open out")
CANNOT = N_("{path} has no {document} now: {why}")
WROTE = N_("{path} written")
NO_TABLES = N_(
    "nothing there can be had as {format}, but only the tables of an SKP, a manual and an HEK; print it as PDF"
)


@click.command("render", cls=Command, help=HELP)
@click.argument("records", nargs=-1, metavar=_("[RECORD…]"))
@click.option("-o", "--output", "out", default=None, help=OUT, metavar=_("OUT"))
@click.option("--all", "every", is_flag=True, help=ALL)
@click.option("--document", type=DocumentName(), default=None, help=DOCUMENT, metavar=_("NAME"))
@click.option("--bundle", is_flag=True, help=BUNDLE)
@click.option("--duplex", is_flag=True, help=DUPLEX)
@click.option("--rev", default=None, help=REV, metavar=_("REV"))
@click.option("--format", "style", type=click.Choice(FORMATS, case_sensitive=False), default="pdf", help=FORMAT)
@base_option
@click.option("--open", "shown", is_flag=True, help=OPEN)
@click.option("--force", is_flag=True, help=FORCE)
@click.option("--blank", default=None, help=BLANK, metavar=_("NAME"))
@click.option("--kertas", "paper", type=click.Choice(("a4", "f4"), case_sensitive=False), default=None, help=PAPER)
@workers_options
@today_option
@lang_option
def command(
    records: tuple[str, ...],
    out: str | None,
    every: bool,
    document: str | None,
    bundle: bool,
    duplex: bool,
    rev: str | None,
    style: Format,
    base: str | None,
    blank: str | None,
    paper: str | None,
    shown: bool,
    force: bool,
    hands: Hands,
    today: date | None,
    lang: str | None,
) -> None:
    """Print each record, whole or not at all."""
    if shown and out == "-":
        raise WrongUsage(NOT_SHOWN)
    if blank is not None:
        others = {
            "--all": every,
            "--document": document,
            "--bundle": bundle,
            "--duplex": duplex,
            "--rev": rev,
            "--base": base,
            "--today": today,
            "--scheduler": hands.scheduler,
            "--repo-on-worker": hands.repo_on_worker,
        }
        if records or any(others.values()):
            given = tuple(name for name, value in others.items() if value)
            raise WrongUsage(BLANK_ALONE, options=given) if given else WrongUsage(NO_RECORDS)
        _blank(blank, Kept(out or "", force), style, paper, lang, shown=shown)
        return
    if every == bool(records):
        raise WrongUsage(ALL_OR_SOME if every else NOTHING)
    if duplex and not bundle:
        raise WrongUsage(NO_BUNDLE)
    if bundle and style != "pdf":
        raise WrongUsage(ONLY_PDF)
    if hands.is_far and (bundle or not every or document == "help"):
        raise WrongUsage(FOR_ALL)
    kept = Kept(out or "", force)
    wanted: dict[str, Any] = {"document": document, "rev": rev, "base": base, "paper": paper, "today": today}

    def ready(settings: Settings) -> None:
        adopt(settings, lang)
        if document == "help":
            return
        if (every or bundle) and not out:
            raise WrongUsage(NO_OUT)
        if bundle:
            kept.check(".pdf", several=False)

    def print_many() -> None:
        from skpkit.cli._print_run import print_run

        with hands.working(committed=rev is not None) as workers:
            code = print_run(kept, records, style, ready, workers=workers, **wanted)
        _open(kept.out, wanted=shown)
        sys.exit(code)

    if document == "help" or (out is None and not every and not bundle):
        _list(records, rev, base, style, ready, listed=document == "help")
    elif bundle:
        from skpkit.cli._print_run import tell_failures

        made = skpkit.bundle(here(), *records, duplex=duplex, on_settings=ready, **wanted)
        _keep(kept, [made.printed], style, shown=shown)
        tell_failures(made.failures)
        sys.exit(3 if made.failures else 0)
    elif every:
        print_many()
    else:
        try:
            if not rev:
                records = tuple(whose(each, today=today, lang=lang) for each in records)
            printed = skpkit.render(here(), *records, format=style, on_settings=ready, **wanted)
        except FolderOfDossiers:
            print_many()
        else:
            _keep(kept, printed, style, shown=shown)


def _blank(name: str, kept: Kept, style: Format, paper: str | None, lang: str | None, *, shown: bool) -> None:
    """Print a blank form, or list them."""
    from skpkit.paper.blank import BLANKS

    def ready(settings: Settings) -> None:
        adopt(settings, lang)
        if name != "help" and not kept.out:
            raise WrongUsage(NO_OUT)

    if name == "help":
        for each, form in BLANKS.items():
            say(f"{each:<24}{tell(form.title, {}, chosen_language())}")
        return
    _keep(kept, [skpkit.render_blank(here(), name, format=style, paper=paper, on_settings=ready)], style, shown=shown)


def _keep(kept: Kept, printed: list[Printed], style: Format, *, shown: bool) -> None:
    """Write documents, say where, and open them."""
    kept.check(f".{style}", several=len(printed) > 1 or any(len(each.pages) > 1 for each in printed))
    written = kept.keep(*printed)
    for each in written:
        say(tell(WROTE, {"path": str(each)}, chosen_language()), err=True)
    if written:
        _open(str(written[0]) if len(written) == 1 else kept.out, wanted=shown)
    tell_notes(note for each in printed for note in each.notes)


def _open(path: str, *, wanted: bool) -> None:
    if wanted and click.launch(str(Path(path).absolute())) != 0:
        say(tell(NOT_OPENED, {"path": path}, chosen_language()), err=True)


def _list(
    records: tuple[str, ...],
    rev: str | None,
    base: str | None,
    style: Format,
    ready: Callable[[Settings], None],
    *,
    listed: bool,
) -> None:
    """List the documents that can be printed; or where to write them is not said, and that is all that is wrong."""
    from skpkit.paper.filing import Offer

    known = skpkit.documents(here(), *records, format=style, rev=rev, base=base, on_settings=ready)
    if not listed:
        raise WrongUsage(NO_OUT)  # what is wrong with the records' places was told before
    if known and not any(offers for _, offers in known):
        raise SkpkitError(NO_TABLES, format=style)
    failures = []
    for path, offers in known:
        can = {name: each for name, each in offers.items() if isinstance(each, Offer)}
        failures += [(path, name, each) for name, each in offers.items() if isinstance(each, SkpkitError)]
        if can:
            say(f"{path}:")
        for name, each in can.items():
            say(f"  {name:<16}{each.name} ({tell(each.title, {}, chosen_language())})")
    if len(known) == 1 and not any(name for _, name, _ in failures):
        for *_, error in failures:
            raise error
    reasons = [(path, name, error.sentence(chosen_language())) for path, name, error in failures]
    told = {
        why if path in why else tell(CANNOT, {"path": path, "document": name, "why": why}, chosen_language()): None
        for path, name, why in reasons
    }
    for line in told:  # the last change sheet has two names, and one reason
        say(line, err=True)
