"""`skpkit status`: how an office stands."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

import skpkit
from skpkit.cli._completing import Nip, UnitFolder
from skpkit.cli._language import _, chosen_language
from skpkit.cli._masking import hiding
from skpkit.cli._shared import (
    Command,
    PeriodGiven,
    Wanted,
    colorful,
    format_option,
    here,
    lang_option,
    put_files,
    put_out,
    report_option,
    today_option,
)
from skpkit.cli._streams import takes_all
from skpkit.cli._verdict import mask_option, readiness
from skpkit.cli._workers import Hands, jobs_option, shared_out
from skpkit.model.periods import QUARTERS
from skpkit.reports import FORMS, STATUS, STATUS_FILES, Report

if TYPE_CHECKING:
    from skpkit.reports._standing import StatusReport

HELP = _(
    "Tell how the work of an office stands: what each employee owes and what is late, target and realisasi of each "
    "IKI, the capaian so far and what the next quarter needs, and which approvals are awaited. The worst comes first."
)
REV = _("Look at this revision instead of the working tree.")
YEAR = _("The year; without it that of the day, with the one before while its last evaluation is in time.")
UNIT = _("Only a unit: its folder below the year, or a part of its name.")
QUARTER = _("Only a quarter: what is due in it, and the capaian up to it.")
PERSON = _("Only one employee, by NIP or by a part of the name.")
ALL = _("Tell of everybody, in full.")
FORMAT = _("Form of the overview: text, json for other programs, or html for a browser; auto is text.")


@click.command("status", cls=Command, help=HELP)
@click.option("--unit", type=UnitFolder(), default="", help=UNIT, metavar=_("UNIT"))
@click.option("--quarter", type=PeriodGiven(QUARTERS), default=None, help=QUARTER)
@click.option("--person", type=Nip(), default="", help=PERSON, metavar=_("WHO"))
@click.option("--year", type=int, default=None, help=YEAR, metavar=_("YEAR"))
@click.option("--all", "whole", is_flag=True, help=ALL)
@click.option("--rev", default=None, help=REV, metavar=_("REV"))
@format_option("auto", *STATUS, text=FORMAT)
@report_option(STATUS_FILES)
@mask_option
@jobs_option
@today_option
@lang_option
def command(
    unit: str,
    quarter: str | None,
    person: str,
    year: int | None,
    whole: bool,
    rev: str | None,
    style: str,
    wanted: tuple[Wanted, ...],
    jobs: int | None,
    today: date | None,
    lang: str | None,
) -> None:
    """Print the overview; it is an answer and no verdict, so the exit code is 0 where all of it was written."""
    from skpkit.reports._standing import StatusReport  # what tells of an office loads much

    tell_of = partial(
        skpkit.status, here(), rev=rev, year=year, unit=unit, quarter=quarter or "", person=person, today=today
    )
    overview = shared_out(tell_of, Hands(jobs))(on_settings=readiness(wanted, lang))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    charts = width is not None and takes_all(sys.stdout)
    telling = Report(overview.verdict, chosen_language(), color=colorful())
    report = StatusReport(overview, telling, width, charts, whole)
    written = [
        put_files(_shown(_plain(report), fetched=FORMS[each.style].fetched), STATUS_FILES, [each]) for each in wanted
    ]
    put_out(_shown(report), STATUS, style)
    sys.exit(0 if all(written) else 3)


def _plain(report: StatusReport) -> StatusReport:
    """The report for a file, which is no terminal."""
    return replace(report, telling=replace(report.telling, color=False), width=None, charts=False)


def _shown(report: StatusReport, *, fetched: bool = False) -> StatusReport:
    return report.masked() if hiding().hides(fetched=fetched) else report
