"""`skpkit cache`: what is kept of earlier checks, and how to forget it."""

from __future__ import annotations

import click

import skpkit
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, lang_option
from skpkit.cli._streams import say
from skpkit.messages import N_, Value, tell

HELP = _(
    "Tell what is kept of earlier checks, so that what did not change is not judged anew, and where. "
    "The verdict is the same without it, only later."
)
CLEAR = _("Forget all of it.")
STANDING = N_("{path} holds what was found of {count} dossiers: {size} MB of {most} MB at most")
CLEARED = N_("{path} was cleared: {size} MB are free")
_MB = 1_000_000


@click.command("cache", cls=Command, help=HELP)
@click.option("--clear", is_flag=True, help=CLEAR)
@lang_option
def command(clear: bool, lang: str | None) -> None:
    """Print how the cache stands, or clear it."""
    found = skpkit.clear_cache() if clear else skpkit.cache_standing()
    size, most = round(found.size / _MB, 1), round(found.most / _MB)
    told: dict[str, Value] = {"path": str(found.path), "count": found.dossiers, "size": size, "most": most}
    say(tell(CLEARED if clear else STANDING, told, chosen_language()))
