"""`skpkit fmt`: records in their one layout."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

import skpkit
from skpkit.cli._language import _, chosen_language
from skpkit.cli._masking import hiding
from skpkit.cli._shared import Command, adopt, here, lang_option, tell_notes
from skpkit.cli._streams import say
from skpkit.messages import N_, Value, tell, visible

if TYPE_CHECKING:
    from skpkit.tidying import TidyFile

HELP = _(
    "Lay out the records at PATH, a file or folder, as new ones are, or all: keys in the order of the form, quotes, "
    "widths and lists alike. What they say and the comments in them stay; with --fix slips that have one cure are "
    "cured, and each is told."
)
CHECK = _("Write nothing, name what would be written, and exit with 1 where there is such.")
FIX = _(
    "Cure too: quotes round NIP, decimal commas, dates as people write them (the day first), curly quotation marks "
    "round values, spaces that only look so, blanks at ends, line ends and the mark of Windows. What was accepted as "
    "it is stays."
)
DIFF = _("Write nothing, and show what would change.")
ANEW = N_("{path} is laid out anew")
WOULD = N_("{path} would be laid out anew")
SUM = N_("Laid out anew: {changed}; in order before: {same}; left as they are: {left}.")
WOULD_SUM = N_("To be laid out anew: {changed}; in order: {same}; to be left as they are: {left}.")
FAULTY = N_("With what a check refuses, to be mended by hand: {count}.")


@click.command("fmt", cls=Command, help=HELP)
@click.argument("paths", nargs=-1, metavar=_("[PATH…]"))
@click.option("--check", "only", is_flag=True, help=CHECK)
@click.option("--fix", is_flag=True, help=FIX)
@click.option("--diff", "shown", is_flag=True, help=DIFF)
@lang_option
def command(paths: tuple[str, ...], only: bool, fix: bool, shown: bool, lang: str | None) -> None:
    """Lay records out, and say which."""
    from skpkit.cli._progress import bar

    with bar() as progress:
        tidied = skpkit.fmt(here(), paths, fix=fix, on_settings=lambda each: adopt(each, lang), on_progress=progress)
    writes = not only and not shown
    if writes:
        tidied.batch.write()
    left = [each for each in tidied.files if each.failed]
    changed = [each for each in tidied.files if each.changes]
    for each in tidied.files:
        if shown and each.changes and not hiding().hides():
            _show(each)
        elif each.changes:
            say(_sentence(ANEW if writes else WOULD, path=each.path))
        for note in (*each.done, *each.stays) if each.changes or each.stays else ():
            say(f"  {hiding().fit(tell(note.message, note.told, chosen_language()))}", err=shown)
    tell_notes(each.failed for each in left if each.failed)
    faulty = [each.faulty for each in tidied.files if each.faulty]
    tell_notes(faulty)
    same = len([each for each in tidied.files if not (each.changes or each.failed or each.faulty)])
    say(_sentence(SUM if writes else WOULD_SUM, changed=len(changed), same=same, left=len(left)), err=shown)
    if faulty:
        say(_sentence(FAULTY, count=len(faulty)), err=shown)
    sys.exit(1 if left or (only and changed) else 0)


def _show(file: TidyFile) -> None:
    """The lines that would change, as git shows them."""
    from difflib import unified_diff

    old, new = (each.decode("utf-8-sig", "replace").splitlines() for each in (file.before, file.after))
    for line in unified_diff(old, new, f"a/{file.path}", f"b/{file.path}", lineterm=""):
        click.echo(visible(hiding().fit(line)))


def _sentence(message: str, **told: Value) -> str:
    return tell(message, told, chosen_language())
