"""`skpkit ci`: judge what a request, a push or a commit brings, and write what that place reads."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

import skpkit
from skpkit.cli._job import clear, fenced, makeable, names_in, put_job, to_log
from skpkit.cli._language import _, chosen_language
from skpkit.cli._masking import hiding
from skpkit.cli._shared import (
    Command,
    Wanted,
    complain,
    each_commit_option,
    here,
    lang_option,
    merge_with_option,
    report_option,
    today_option,
)
from skpkit.cli._streams import say
from skpkit.cli._targets import refuse
from skpkit.cli._verdict import as_shown, mask_option, put_verdict_files, readiness, without_cache
from skpkit.errors import SkpkitError
from skpkit.findings import Severity
from skpkit.forge.hosts import host_of
from skpkit.messages import tell
from skpkit.model.settings import Settings
from skpkit.reports import FILES, Report, within

if TYPE_CHECKING:
    from skpkit.forge.occasion import Occasion
    from skpkit.forge.scope import Scope
    from skpkit.jobs import Job

HELP = _(
    "Judge what a request, a push or a commit brings, where a forge, a pipeline or a hook runs it: find out what is to "
    "be compared, say why, and write what that place shows: annotations, summary, outputs. Where nothing comes in, as "
    "in a scheduled run, the state of the default branch is checked."
)
RANGE = _("Judge this range, as review takes it, instead of what the place tells.")
BASE = _("Judge what is checked out against this branch, instead of what the place tells.")
OUT = _("Write the report in every form into this folder, as files that the place can keep or read.")


@click.command("ci", cls=Command, help=HELP)
@click.option("--range", "range_", default=None, help=RANGE, metavar=_("RANGE"))
@click.option("--base", default=None, help=BASE, metavar=_("BRANCH"))
@each_commit_option
@merge_with_option
@click.option("--out", type=click.Path(path_type=Path), default=None, help=OUT, metavar=_("FOLDER"))
@report_option(FILES)
@mask_option
@today_option
@lang_option
def command(
    range_: str | None,
    base: str | None,
    each_commit: bool,
    merge_with: tuple[str, ...],
    out: Path | None,
    wanted: tuple[Wanted, ...],
    today: date | None,
    lang: str | None,
) -> None:
    """Judge, tell it where the place shows it, and exit 0, 1, 2 or 3."""
    without_cache()  # what ran here for another request may have written it
    host = host_of(os.environ)
    files = names_in(out) if out else {}

    def announce(occasion: Occasion, scope: Scope) -> None:
        for told in filter(None, (occasion.told, occasion.caveat, scope.why)):
            say(f"{hiding().fit(tell(told.message, told.told, chosen_language()))}.")

    try:
        if out:
            if not host.job:  # in a job such files are a request's
                refuse([Wanted(*each) for each in files.items()], here(), Settings())
            clear(out, files.values())
        job = skpkit.ci(
            here(),
            range=range_,
            base=base,
            each_commit=each_commit,
            merge_with=merge_with,
            today=today,
            on_settings=readiness(wanted, lang),
            on_scope=announce,
        )
    except SkpkitError as error:
        told = fenced(hiding().fit(error.sentence(chosen_language())))
        put_job(
            host, os.environ, lambda most: told[:most], {"verdict": "incomplete", "exit-code": str(error.exit_code)}
        )
        raise
    report = Report(
        job.verdict,
        chosen_language(),
        suppressed=host.shows_exempted,
        links=job.occasion.links,
        asks=job.occasion.title,
        landed=job.scope.landed,
    )
    click.echo(to_log(as_shown(report), host), nl=False)
    files = makeable(files)
    code = job.verdict.exit_code
    if not put_verdict_files(report, (*wanted, *(Wanted(style, file) for style, file in files.items()))):
        code = code or 3
    try:
        put_job(host, os.environ, partial(within, as_shown(report)), _outputs(job, files, code))
    except SkpkitError as error:  # what was found counts, wherever it can be told
        complain(error)
        code = code or error.exit_code
    sys.exit(code)


def _outputs(job: Job, files: Mapping[str, Path], code: int) -> dict[str, str]:
    """What later steps may ask: how it ended, in a word and as the exit code, the numbers of the verdict, what was
    compared, and where the files lie."""
    verdict = job.verdict
    words = {0: "accepted", 1: "refused"}
    return {
        "verdict": words.get(code, "incomplete"),
        "exit-code": str(code),
        "errors": str(verdict.count(Severity.ERROR)),
        "warnings": str(verdict.count(Severity.WARNING)),
        "base": (verdict.base.commit or "") if verdict.base else "",
        "head": verdict.head.commit or "",
        "reports": str(next(iter(files.values())).resolve().parent) if files else "",
        **{style: str(file.resolve()) for style, file in files.items()},
    }
