"""`skpkit merge-driver`: what git runs to merge a record."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, lang_option, write_whole
from skpkit.cli._streams import say
from skpkit.messages import tell

HELP = _(
    "What git runs to merge a record that both sides changed: the files of the base, of ours and of theirs, how wide "
    "marks of conflicts are, and the path. What both added is joined by code, date and number; where both say "
    "otherwise of the same, git's marks stand around the lines. The result goes into the file of ours; exit code 10 "
    "means that something must be settled. skpkit git-setup tells git of it."
)


@click.command("merge-driver", cls=Command, help=HELP)
@click.argument("base", metavar="%O", type=click.Path(path_type=Path))
@click.argument("ours", metavar="%A", type=click.Path(path_type=Path))
@click.argument("theirs", metavar="%B", type=click.Path(path_type=Path))
@click.argument("width", metavar="%L", type=int)
@click.argument("path", metavar="%P")
@lang_option
def command(base: Path, ours: Path, theirs: Path, width: int, path: str, lang: str | None) -> None:
    """Merge, say what people should know, and leave with a code of its own for a conflict."""
    from skpkit.forge.drivers import TO_SETTLE
    from skpkit.forge.merge_driver import Versions, settled

    found = settled(Versions(base, ours, theirs, path, width))
    write_whole(ours, found.content)
    for note in found.notes:
        say(tell(note.message, note.told, chosen_language()), err=True)
    sys.exit(TO_SETTLE if found.conflict else 0)
