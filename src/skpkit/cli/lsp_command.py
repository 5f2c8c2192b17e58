"""`skpkit lsp`: an editor asks, over standard input and output."""

from __future__ import annotations

from datetime import date

import click

from skpkit.cli._language import _
from skpkit.cli._shared import Command, lang_option, today_option
from skpkit.errors import WrongUsage
from skpkit.messages import N_

HELP = _(
    "Answer an editor while somebody types in it: what all rules find, what is frozen and since when, what may be "
    "typed, and fixes. Editors start it themselves; it speaks the Language Server Protocol over standard input and "
    "output."
)
NO_LIBRARY = N_(
    "skpkit lsp needs the library pygls, which is not installed; install it with: pip install 'skpkit[lsp]'"
)


@click.command("lsp", cls=Command, help=HELP)
@click.option("--stdio", is_flag=True, hidden=True, help="")
@today_option
@lang_option
def command(stdio: bool, today: date | None, lang: str | None) -> None:
    """Serve until the editor says that it is enough."""
    try:
        from skpkit.cli._serving import serve
    except ImportError as error:
        raise WrongUsage(NO_LIBRARY) from error
    serve(today, lang)
