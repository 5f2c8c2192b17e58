"""`skpkit site`: the records of a unit as pages to publish inside an office."""

from __future__ import annotations

import sys
from datetime import date

import click

import skpkit
from skpkit.cli._completing import UnitFolder
from skpkit.cli._language import _, chosen_language
from skpkit.cli._masking import hiding
from skpkit.cli._shared import Command, adopt, here, lang_option, tell_notes, today_option
from skpkit.cli._streams import say
from skpkit.cli._workers import Hands, jobs_option
from skpkit.messages import N_, Value, tell
from skpkit.model.settings import Settings

HELP = _(
    "Write the records of an office, or of a unit, as pages to publish inside the office: how the work stands, each "
    "IKI with the evidence and commit of each realisasi, all records, and every step by which they came about. They "
    "need no network and no server. OUT is the folder, which a later run replaces."
)
REV = _("Show this revision instead of the newest commit.")
YEAR = _("The year; without it that of the day, with the one before while its last evaluation is in time.")
UNIT = _("Only a unit: its folder below the year, or a part of its name.")
PDF = _("Print all documents that are signed too, and link them.")
MASK = _("Hide names and NIP of people, or not; without either as the settings say.")
WROTE = N_("{folder}: pages of {people} employees written; open index.html there")
WROTE_WITH = N_("{folder}: pages of {people} employees and {papers} documents written; open index.html there")


@click.command("site", cls=Command, help=HELP)
@click.argument("out", metavar=_("OUT"))
@click.option("--unit", type=UnitFolder(), default="", help=UNIT, metavar=_("UNIT"))
@click.option("--year", type=int, default=None, help=YEAR, metavar=_("YEAR"))
@click.option("--pdf", is_flag=True, help=PDF)
@click.option("--rev", default=None, help=REV, metavar=_("REV"))
@click.option("--mask/--no-mask", default=None, expose_value=False, help=MASK)
@jobs_option
@today_option
@lang_option
def command(
    out: str,
    unit: str,
    year: int | None,
    pdf: bool,
    rev: str | None,
    jobs: int | None,
    today: date | None,
    lang: str | None,
) -> None:
    """Write the site; the exit code is 3 where a document could not be printed."""

    def ready(settings: Settings) -> None:
        adopt(settings, lang)

    from skpkit.cli._print_run import tell_failures
    from skpkit.cli._progress import bar

    with Hands(jobs).working() as workers, bar() as shown:
        made = skpkit.site(
            here(),
            out,
            rev=rev,
            year=year,
            unit=unit,
            pdf=pdf,
            mask=hiding().asked,
            lang=lang,
            otherwise=chosen_language(),
            today=today,
            on_settings=ready,
            workers=workers,
            on_progress=shown,
        )
    tell_notes(made.notes)
    if made.failures:
        tell_failures(made.failures)
    told: dict[str, Value] = {"folder": out, "people": made.people, "papers": made.papers}
    say(tell(WROTE_WITH if pdf else WROTE, told, chosen_language()), err=True)
    sys.exit(3 if made.failures else 0)
