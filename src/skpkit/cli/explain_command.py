"""`skpkit explain CODE`: a rule's own page."""

from __future__ import annotations

import click

from skpkit import rules
from skpkit.cli._completing import RuleCode
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, lang_option
from skpkit.errors import WrongUsage
from skpkit.messages import N_
from skpkit.rules.pages import page

HELP = _("Tell what a rule demands, why, and what to do. CODE is a code such as SKP301, or a rule's name.")
NO_SUCH_RULE = N_("there is no rule {code}; `skpkit rules` lists them")


@click.command("explain", cls=Command, help=HELP)
@click.argument("code", type=RuleCode(), metavar=_("CODE"))
@lang_option
def command(code: str, lang: str | None) -> None:
    """Print the page of a rule."""
    names = {rules.name(each): each for each in rules.ALL_RULES}
    full = f"SKP{code}" if code.isdigit() else code.upper()
    found = full if full in rules.ALL_RULES else names.get(code.lower().replace("_", "-"))
    if found is None:
        raise WrongUsage(NO_SUCH_RULE, code=code)
    click.echo(page(found, chosen_language()).text())
