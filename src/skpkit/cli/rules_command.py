"""`skpkit rules`: the rule book as a list."""

from __future__ import annotations

import click

from skpkit import rules
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, format_option, lang_option, put_out
from skpkit.reports.rules_report import RULES
from skpkit.rules.pages import page

HELP = _("List the rules: code, name, severity, and what must hold. `skpkit explain SKP301` tells more of one.")
FORMAT = _("Form of the list: text or json.")


@click.command("rules", cls=Command, help=HELP)
@format_option(*RULES, text=FORMAT)
@lang_option
def command(style: str, lang: str | None) -> None:
    """Print every rule."""
    put_out([page(code, chosen_language()) for code in rules.ALL_RULES], RULES, style)
