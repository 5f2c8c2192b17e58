"""`skpkit rules`: the rule book as a list."""

from __future__ import annotations

import json

import click

from skpkit import rules
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, lang_option
from skpkit.messages import N_
from skpkit.rules.pages import page

HELP = _("List the rules: code, name, severity, and what must hold. `skpkit explain SKP301` tells more of one.")
FORMAT = _("Form of the list: text or json.")
LOCKED = N_("locked")


@click.command("rules", cls=Command, help=HELP)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help=FORMAT)
@lang_option
def command(style: str, lang: str | None) -> None:
    """Print every rule."""
    pages = [page(code, chosen_language()) for code in rules.ALL_RULES]
    if style == "json":
        click.echo(json.dumps([each.as_data() for each in pages], ensure_ascii=False, indent=2))
        return
    for each in pages:
        marks = [each.severity.word] + ([LOCKED] if each.locked else [])
        words = ", ".join(each.tell(mark) for mark in marks)
        click.echo(f"{each.code} {each.name} ({words})\n    {each.statement}")
