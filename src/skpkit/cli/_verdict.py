"""What the commands that judge share: the options of their reports, and how a verdict is told and ends the run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import click

from skpkit.cli._language import chosen_language
from skpkit.cli._masking import hiding
from skpkit.cli._shared import (
    Function,
    Wanted,
    adopt,
    colorful,
    format_option,
    here,
    lang_option,
    put_files,
    put_out,
    report_option,
    suppressed_option,
    today_option,
)
from skpkit.cli._targets import refuse
from skpkit.messages import N_, tell
from skpkit.model.settings import Settings
from skpkit.reports import FILES, FORMS, VERDICT, Report

if TYPE_CHECKING:
    from skpkit.judge.engine import Verdict
    from skpkit.opening import OnSettings


MASK = N_("Hide names and NIP of people, or not; without either in a CI, but not in files of the forms {forms}.")
WHOLE = tuple(name for name, form in FORMS.items() if form.fetched)
mask_option = click.option(
    "--mask/--no-mask", default=None, expose_value=False, help=tell(MASK, {"forms": WHOLE}, chosen_language())
)


def verdict_options(command: Function) -> Function:
    """The options of a command that judges: how its report is told and where, on which day, in which language."""
    options = (
        format_option("auto", *VERDICT),
        report_option(FILES),
        suppressed_option,
        mask_option,
        today_option,
        lang_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


def readiness(wanted: Sequence[Wanted], lang: str | None) -> OnSettings:
    """What is done once the settings are known, before anything is judged: speak their language, and raise WrongUsage
    for a report that may not lie where it is wanted."""

    def ready(settings: Settings) -> None:
        adopt(settings, lang)
        refuse(wanted, here(), settings)

    return ready


def tell_and_leave(
    judge: Callable[..., Verdict],
    style: str,
    wanted: Sequence[Wanted],
    lang: str | None,
    *,
    unsuppressed: bool,
    show_all: bool = False,
) -> NoReturn:
    """Judge, write the report to the files that it is wanted as, print it, and end with the exit code of the verdict;
    one that is clean could not be told whole where a report was not written."""
    verdict = judge(on_settings=readiness(wanted, lang))
    report = Report(verdict, chosen_language(), show_all, colorful(), suppressed=not unsuppressed)
    written = put_verdict_files(report, wanted)
    put_out(as_shown(report), VERDICT, style)
    sys.exit(verdict.exit_code if written else verdict.exit_code or 3)


def as_shown(report: Report, *, fetched: bool = False) -> Report:
    """The report as it may be printed, or written to a file that somebody has to fetch: without the names of people
    where these are to be hidden."""
    return report.masked() if hiding().hides(fetched=fetched) else report


def put_verdict_files(report: Report, wanted: Iterable[Wanted]) -> bool:
    """Write the report on a verdict to the files that it is wanted as; whether all were written."""
    from skpkit.cli._sheets import sheets_beside

    written = []
    for each in wanted:
        sheets = sheets_beside(each.file, report.verdict.people) if each.style == "html" else {}
        told = as_shown(replace(report, color=False, sheets=sheets), fetched=FORMS[each.style].fetched)
        written.append(put_files(told, FILES, [each]))
    return all(written)
