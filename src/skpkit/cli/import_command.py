"""`skpkit import`: records from what people keep in Excel."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

import skpkit
from skpkit.cli._asking import day_in
from skpkit.cli._changing import tell_warned
from skpkit.cli._language import _, chosen_language
from skpkit.cli._masking import hiding
from skpkit.cli._shared import (
    Command,
    adopt,
    here,
    lang_option,
    refuse_unbegun,
    today_option,
)
from skpkit.cli._streams import say
from skpkit.cli._targets import put_new
from skpkit.cli._workers import shown
from skpkit.errors import WrongUsage
from skpkit.messages import N_, Value, tell

if TYPE_CHECKING:
    from skpkit.exchange import Imported
    from skpkit.sheets.telling import CellPlace, RowProblem, SheetNote

HELP = _(
    "Take in the records that FILE tells: a workbook of the template, or CSV of its sheets, several at once. What is "
    "there is never written over. Of each row that cannot be taken is told why, and then nothing is written."
)
TEMPLATE = _(
    "Write the template as FILE: a workbook with drop-downs, explanations and examples; filled with what a monitoring "
    "export of the ministry's app tells, or a list of the office's own with NIP and Nama IKI, where one is given."
)
HELD = _("With --template: the day of the dialogue in which a quarter was reported: Q1=2026-04-07. Repeat it.")
DRY = _("Tell what would be taken, and write nothing.")
PART = _("Take the employees of whom every row can be taken, each whole, and leave the others.")
FORCE = _("Write over a file that is there.")

NO_FILE = N_("name the file whose rows are to be taken; write the template with: skpkit import --template FILE")
NO_QUARTER = N_("{given} is no quarter with a day; write it as Q1=2026-04-07")
FILLED = N_("written: {path}; complete the dark blue columns, and then: skpkit import {path} --dry-run")
NO_WORKBOOK = N_("the template is a workbook of Excel, and {path} does not end with .xlsx; name it so")
WRITTEN = N_("written: {path}; fill it in, and then: skpkit import {path} --dry-run")
PLACE = N_("sheet {sheet}, row {row}, column {column} ({title})")
ROW = N_("sheet {sheet}, row {row}")
NOT_TAKEN = N_("could not be taken:")
ODD = N_("look at these again before they are committed, since what was reported cannot be edited then:")
FROZEN = N_("what the rules say of records that would be changed:")
WAYS = N_("what is open instead:")
READ = N_("rows read: {count}")
SAME = N_("the records say the same already: {count}")
NONE = N_("nothing was written; mend the rows above and run it again")
REST = N_("nothing was written; mend the rows above, or take the employees without such rows: --sebagian")
NOTHING_NEW = N_("nothing is new, so nothing was written")
WOULD = N_("would be written: {count} records of {dossiers} employees")
DONE = N_("written: {count} records of {dossiers} employees")
NEXT = N_("then look at them: skpkit check")


@click.command("import", cls=Command, help=HELP)
@click.argument("files", metavar=_("[FILE]…"), nargs=-1, type=click.Path(path_type=Path))
@click.option("--template", "--templat", "template", default=None, type=click.Path(), help=TEMPLATE, metavar=_("FILE"))
@click.option("--dialog", "held", multiple=True, help=HELD, metavar=_("QUARTER=DATE"))
@click.option("--dry-run", "dry", is_flag=True, help=DRY)
@click.option("--sebagian", "part", is_flag=True, help=PART)
@click.option("--force", is_flag=True, help=FORCE)
@today_option
@lang_option
def command(
    files: tuple[Path, ...],
    template: str | None,
    held: tuple[str, ...],
    dry: bool,
    part: bool,
    force: bool,
    today: date | None,
    lang: str | None,
) -> None:
    """Write the template, or take in what files tell and say what became of it."""
    if template is not None:
        sys.exit(_write_template(template, files, held, today, force=force))
    if not files:
        refuse_unbegun()
        raise WrongUsage(NO_FILE)
    refuse_unbegun()
    taken = shown(partial(skpkit.import_files, here(), files, part=part, today=today))
    found = taken(on_settings=lambda each: adopt(each, lang))
    _tell(found, dry=dry, part=part)
    if not dry:
        found.batch.write()
    sys.exit(found.exit_code)


def _write_template(
    path: str, files: tuple[Path, ...], held: tuple[str, ...], today: date | None, *, force: bool
) -> int:
    """Write a template, filled with what files tell; the exit code."""
    target = Path(path)
    if target.suffix.casefold() != ".xlsx":
        raise WrongUsage(NO_WORKBOOK, path=path)
    if not files:
        put_new({target: skpkit.template(here(), today=today)}, force=force)
        _say(WRITTEN, path=path)
        return 0
    days = dict(map(_quarter, held))
    found = skpkit.fill_template(here(), files, days, today=today, on_settings=lambda each: adopt(each, None))
    put_new({target: found.content}, force=force)
    _say(READ, count=found.told.read)
    _list(found.told.notes, found.told.problems)
    _say(FILLED, path=path)
    return 1 if found.told.problems else 0


def _quarter(given: str) -> tuple[str, date]:
    quarter, _sep, written = given.partition("=")
    if quarter not in ("Q1", "Q2", "Q3", "Q4"):
        raise WrongUsage(NO_QUARTER, given=given)
    return quarter, day_in(written)


def _tell(found: Imported, *, dry: bool, part: bool) -> None:
    _say(READ, count=found.rows)
    _list(found.notes, found.problems)
    if found.doubts:
        _say(ODD)
        _each(found.doubts)
    if found.frozen:
        _say(FROZEN)
        for each in found.frozen:
            at = each.problem.at
            what = hiding().fit(tell(each.problem.message, each.problem.told, chosen_language()))
            say(f"  {at.path}:{at.line} {each.code}: {what}")
    if found.ways:
        _say(WAYS)
        for way in found.ways:
            say(f"  {hiding().fit(tell(way.message, way.told, chosen_language()))}")
    tell_warned(found.warned)
    if found.same_count:
        _say(SAME, count=found.same_count)
    if not found.paths:
        _say(NOTHING_NEW if not found.problems else NONE if part else REST)
        return
    _say(WOULD if dry else DONE, count=len(found.paths), dossiers=len(found.dossiers))
    for path in found.paths:
        say(f"  {path}")
    if not dry:
        _say(NEXT)


def _list(notes: Iterable[SheetNote], problems: Sequence[RowProblem]) -> None:
    for note in notes:
        _say(note.message, **note.told)
    if problems:
        _say(NOT_TAKEN)
        _each(problems)


def _each(problems: Sequence[RowProblem]) -> None:
    """Say each of them, what is said of several rows once."""
    rows: dict[tuple[CellPlace, str], list[int]] = {}
    for problem in problems:
        rows.setdefault((problem.at._replace(row=0), _why(problem)), []).append(problem.at.row)
    for (at, why), numbers in rows.items():
        say(f"  {_place(at, numbers)}: {why}")


def _place(at: CellPlace, rows: Sequence[int]) -> str:
    from skpkit.sheets.telling import spans

    told: dict[str, Value] = {"sheet": at.sheet, "row": spans(rows), "column": at.column, "title": at.title}
    return tell(PLACE if at.column else ROW, told, chosen_language())


def _why(problem: RowProblem) -> str:
    return hiding().fit(tell(problem.message, problem.told, chosen_language()))


def _say(message: str, **told: Value) -> None:
    say(tell(message, told, chosen_language()))
