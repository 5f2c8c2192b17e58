"""`skpkit render --all`: print many documents into a folder, with a bar where a terminal reads along."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from skpkit.cli._language import chosen_language
from skpkit.cli._shared import write_whole
from skpkit.cli.render_command import A_RECORD
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.judge.engine import NO_RECORDS
from skpkit.messages import N_, Value, tell
from skpkit.paper.print_run import Order, Portion, print_all
from skpkit.paper.printing import Format, Printer

NO_FOLDER = N_("many documents are to be written, so -o needs a folder, and {out} is a file")
NOWHERE = N_("no record has a document {document}; `--document help`, with a record, lists those that it has")
PRINTING = N_("Printing")
ALIKE = N_("{count} records cannot be printed, {path} and others: {why}")
DONE = N_("{count} documents written below {out}")
DONE_BUT = N_("{count} documents written below {out}; {failed} could not be printed, for the reasons above")


class Output(NamedTuple):
    """Where pages are kept: below `out`, and nowhere among the records."""

    out: Path
    records: Path
    style: Format

    def keep(self, name: str, pages: Sequence[bytes]) -> None:
        """Write the pages of a document; more than one get numbers."""
        for nth, page in enumerate(pages, 1):
            number = f"-{nth}" if len(pages) > 1 else ""
            target = self.out / f"{name}{number}.{self.style}"
            if target.resolve().is_relative_to(self.records):
                raise WrongUsage(A_RECORD, out=str(target))
            write_whole(target, page)


def print_run(printer: Printer, output: Output, document: str | None) -> int:
    """Print the document of every record that has it, and say what could not be. The exit code."""
    if output.out.exists() and not output.out.is_dir():
        raise WrongUsage(NO_FOLDER, out=str(output.out))
    identities = list(printer.office.listing.places)
    if not identities:
        raise SkpkitError(NO_RECORDS, folder=printer.office.settings.records)
    printed = 0
    failures: list[tuple[str, SkpkitError]] = []
    with _bar(print_all(Order(printer, output.keep, output.style, document), identities), len(identities)) as portions:
        for each in portions:
            printed += each.printed
            failures += each.failures
            if each.end:
                raise each.end
    _tell_failures(sorted(failures, key=lambda each: each[0]))
    if not printed and not failures and document:
        raise SkpkitError(NOWHERE, document=document)
    told: dict[str, Value] = {"count": printed, "out": str(output.out), "failed": len(failures)}
    click.echo(tell(DONE_BUT if failures else DONE, told, chosen_language()), err=True)
    return 3 if failures else 0


def _tell_failures(failures: Sequence[tuple[str, SkpkitError]]) -> None:
    """One sentence for each record; for what all of them share, such as a broken template, one for all."""
    by_sentence: dict[str, list[str]] = {}
    for path, error in failures:
        by_sentence.setdefault(error.sentence(chosen_language()), []).append(path)
    for sentence, paths in by_sentence.items():
        if len(paths) > 1:
            told = tell(ALIKE, {"count": len(paths), "path": paths[0], "why": sentence}, chosen_language())
        else:
            told = sentence if paths[0] in sentence else f"{paths[0]}: {sentence}"
        click.echo(f"skpkit: {told}", err=True)


@contextmanager
def _bar(portions: Iterator[Portion], total: int) -> Iterator[Iterator[Portion]]:
    """The same portions, with a bar on standard error while they are taken, where that is a terminal."""
    if not sys.stderr.isatty():
        yield portions
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(tell(PRINTING, {}, chosen_language()), total=total)

        def advancing() -> Iterator[Portion]:
            for each in portions:
                progress.advance(task, each.dossiers)
                yield each

        yield advancing()
