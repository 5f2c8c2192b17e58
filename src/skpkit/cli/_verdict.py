"""What the commands that judge share: the options of their reports, and how a verdict is told and ends the run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast

import click

from skpkit.cli._completing import RuleCode
from skpkit.cli._language import _, chosen_language
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
    with_options,
)
from skpkit.cli._streams import say
from skpkit.cli._targets import refuse
from skpkit.messages import N_, clip, tell
from skpkit.model.settings import Settings
from skpkit.reports import FILES, FORMS, VERDICT, Report, outcome, standing

if TYPE_CHECKING:
    from skpkit.judge.engine import Verdict
    from skpkit.opening import OnSettings


MASK = N_("Hide names and NIP of people, or not; without either in a CI, but not in files of the forms {forms}.")
WHOLE = tuple(name for name, form in FORMS.items() if form.fetched)
mask_option = click.option(
    "--mask/--no-mask", default=None, expose_value=False, help=tell(MASK, {"forms": WHOLE}, chosen_language())
)
QUIET = _("Print the verdict alone, in one line, and nothing where all is in order.")
SELECT = _("List findings of these rules alone (codes, divided by commas); all others count nevertheless.")
IGNORE = _("List no findings of these rules (codes, divided by commas); they count nevertheless.")
NO_RULE = N_("{given} is the code of no rule; skpkit rules lists them")
NO_CACHE = _("Judge everything anew, and keep nothing of it (SKPKIT_NO_CACHE=1 does so always).")


def without_cache() -> None:
    """Judge everything anew in this run."""
    os.environ["SKPKIT_NO_CACHE"] = "1"


no_cache_option = click.option(
    "--no-cache",
    is_flag=True,
    expose_value=False,
    callback=lambda _ctx, _option, wanted: without_cache() if wanted else None,
    help=NO_CACHE,
)


class View(NamedTuple):
    """What of a verdict somebody wants to see: findings of some rules, by code, and whether no more than its line."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    quiet: bool = False

    def of(self, report: Report, style: str) -> Report:
        """What of a report is to be seen in a form."""
        if not self.select and not self.ignore:
            return report
        from skpkit.judge.ceilings import narrowed

        all_errors = not FORMS[style].looked_at
        return replace(report, verdict=narrowed(report.verdict, self.select, self.ignore, all_errors=all_errors))


def _written(view: View, style: str, report: Report) -> str:
    return VERDICT[style](view.of(report, style))


class CodesGiven(RuleCode):
    """Codes of rules, divided by commas."""

    name = "codes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The codes in a text."""
        from skpkit.rules import ALL_RULES

        codes = frozenset(each.strip().upper() for each in str(value).split(",") if each.strip())
        for each in sorted(codes - ALL_RULES.keys()):
            self.fail(tell(NO_RULE, {"given": clip(each)}, chosen_language()), param, ctx)
        return codes


def _viewed(command: Function) -> Function:
    """A command whose options of what to see are one argument, `view`."""

    @wraps(command)
    def run(
        *given: Any, select: tuple[frozenset[str], ...], ignore: tuple[frozenset[str], ...], quiet: bool, **named: Any
    ) -> Any:
        view = View(frozenset().union(*select), frozenset().union(*ignore), quiet)
        return command(*given, view=view, **named)

    return cast("Function", run)


def verdict_options(command: Function) -> Function:
    """The options of a command that judges: what of its report is told, how and where, on which day, in which
    language."""
    command = _viewed(command)
    options = (
        click.option("--select", multiple=True, type=CodesGiven(), help=SELECT, metavar=_("CODES")),
        click.option("--ignore", multiple=True, type=CodesGiven(), help=IGNORE, metavar=_("CODES")),
        click.option("--quiet", is_flag=True, help=QUIET),
        format_option("auto", *VERDICT),
        report_option(FILES),
        suppressed_option,
        mask_option,
        today_option,
        lang_option,
    )
    return with_options(command, options)


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
    view: View,
    show_all: bool = False,
) -> NoReturn:
    """Judge, write the report to the files that it is wanted as, print what of it is to be seen, and end with the exit
    code of the verdict; one that is clean could not be told whole where a report was not written."""
    verdict = judge(on_settings=readiness(wanted, lang))
    report = Report(verdict, chosen_language(), show_all, colorful(), suppressed=not unsuppressed)
    written = [put_verdict_files(view.of(report, each.style), [each]) for each in wanted]
    if not view.quiet:
        formats = {each: partial(_written, view, each) for each in VERDICT}
        put_out(as_shown(report), formats, style)
    elif verdict.exit_code or standing(verdict) != "good":
        say(outcome(as_shown(report)))
    sys.exit(verdict.exit_code if all(written) else verdict.exit_code or 3)


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
