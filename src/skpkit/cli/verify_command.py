"""`skpkit verify`: whether a printed document is what the repository holds."""

from __future__ import annotations

import sys

import click

import skpkit
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, adopt, base_option, format_option, here, lang_option, put_out
from skpkit.reports import VERIFY, VerifyReport

HELP = _(
    "Say whether FILE, a printed PDF, is what the repository holds: the document is printed again from the commit that "
    "its manifest names, and compared."
)
FORMAT = _("Form of the answer: text or json.")


@click.command("verify", cls=Command, help=HELP)
@click.argument("file", metavar=_("FILE.pdf"))
@base_option
@format_option(*VERIFY, text=FORMAT)
@lang_option
def command(file: str, base: str | None, style: str, lang: str | None) -> None:
    """Print the outcome, and leave with 0 for a genuine document and 1 for any other."""
    outcome = skpkit.verify(here(), file, base=base, on_settings=lambda each: adopt(each, lang))
    put_out(VerifyReport(file, outcome, chosen_language()), VERIFY, style)
    sys.exit(outcome.exit_code)
