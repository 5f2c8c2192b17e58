"""`skpkit verify`: whether a printed document is what the repository holds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeAlias

import click

import skpkit
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, adopt, base_option, format_option, here, lang_option, put_out
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.messages import N_
from skpkit.reports.verify_report import VERIFY, VerifyReport

if TYPE_CHECKING:
    from skpkit.model.settings import Settings
    from skpkit.paper.verify import Verification

Outcome: TypeAlias = "tuple[str, Verification | SkpkitError]"

HELP = _(
    "Say whether each FILE, a printed PDF, is what the repository holds: the document is printed again from the commit "
    "that its manifest names, and compared. Of a scan or a photo (PNG, JPEG, PDF) the QR code is followed, and the "
    "sheet is not compared."
)
FORMAT = _("Form of the answer: text or json.")
QR = _("The text of a QR code, as a telephone reads it, in place of a file.")
NO_FILE = N_("name a FILE to verify, or give the text of a QR code with --qr")
ONE_WAY = N_("--qr is given in place of a FILE; give one of them")


@click.command("verify", cls=Command, help=HELP)
@click.argument("files", metavar=_("FILE…"), nargs=-1)
@click.option("--qr", metavar=_("TEXT"), help=QR)
@base_option
@format_option(*VERIFY, text=FORMAT)
@lang_option
def command(files: tuple[str, ...], qr: str | None, base: str | None, style: str, lang: str | None) -> None:
    """Print the outcome of each paper, and leave with the worst code: 0 genuine, 1 any other, 3 where one has none."""
    if not files and qr is None:
        raise WrongUsage(NO_FILE)
    if files and qr is not None:
        raise WrongUsage(ONE_WAY)

    def settle(settings: Settings) -> None:
        adopt(settings, lang)

    if qr is not None:
        outcomes: list[Outcome] = [("QR", skpkit.trace(here(), qr, base=base, on_settings=settle))]
    else:
        outcomes = list(skpkit.verify_all(here(), files, base=base, on_settings=settle))
    if len(outcomes) == 1 and isinstance(outcomes[0][1], SkpkitError):
        raise outcomes[0][1]
    put_out([VerifyReport(*each, chosen_language()) for each in outcomes], VERIFY, style)
    sys.exit(max(outcome.exit_code for name, outcome in outcomes))
