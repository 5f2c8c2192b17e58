"""`skpkit verify`: whether a printed document is what the repository holds."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, adopt, format_option, here, lang_option, put_out
from skpkit.errors import SkpkitError
from skpkit.judge.office import Office
from skpkit.messages import N_
from skpkit.paper.verify import verify
from skpkit.reports import VERIFY, VerifyReport
from skpkit.source.history import open_records

HELP = _(
    "Say whether FILE, a printed PDF, is what the repository holds: the document is printed again from the commit that "
    "its manifest names, and compared."
)
FORMAT = _("Form of the answer: text or json.")
NO_FILE = N_("{path} cannot be read ({why}); give a PDF that skpkit render wrote")
TOO_LARGE = N_("{path} is larger than {limit} MB, which no document of skpkit is")
_LIMIT = 64  # MB


@click.command("verify", cls=Command, help=HELP)
@click.argument("file", metavar=_("FILE.pdf"))
@format_option(*VERIFY, text=FORMAT)
@lang_option
def command(file: str, style: str, lang: str | None) -> None:
    """Print the outcome, and leave with 0 for a genuine document and 1 for any other."""
    content = _content(Path(file))
    with open_records(here()) as repository:
        head = repository.head()
        if head:
            adopt(Office(head).settings, lang)
        outcome = verify(content, file, repository, date.min)  # what has a commit is dated by that
    put_out(VerifyReport(file, outcome, chosen_language()), VERIFY, style)
    sys.exit(outcome.exit_code)


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LIMIT * 1_000_000:
            raise SkpkitError(TOO_LARGE, path=str(file), limit=_LIMIT)
        return file.read_bytes()
    except OSError as error:
        raise SkpkitError(NO_FILE, path=str(file), why=error.strerror or str(error)) from None
