"""`skpkit diff-driver`: what git compares, and shows, in place of a record."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Command, lang_option
from skpkit.messages import visible

HELP = _(
    "What git runs to show a record in git diff, git show and git log -p: FILE as lines, each a fact in the words of "
    "the form, in an order of their own. With --changes git's seven or nine words about a file follow instead, and the "
    "list of changes is printed, as a review has it. skpkit git-setup tells git of it."
)
CHANGES = _("Print the list of changes, as a command that git diff runs in place of comparing (diff.<driver>.command).")


@click.command("diff-driver", cls=Command, help=HELP)
@click.option("--changes", is_flag=True, help=CHANGES)
@click.argument("words", metavar=_("FILE"), nargs=-1, required=True, type=click.UNPROCESSED)
@lang_option
def command(changes: bool, words: tuple[str, ...], lang: str | None) -> None:
    """Print the lines of a file, or the changes between two, whatever they hold: git ends where this fails."""
    text = _changes(words) if changes else _lines(Path(words[0]).read_bytes())
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as stream:  # git takes UTF-8, whatever a terminal shows
        stream.write(text.encode(errors="backslashreplace"))


def _changes(words: tuple[str, ...]) -> str:
    try:
        from skpkit.forge.diff_driver import as_changes

        return as_changes(words, chosen_language())
    except Exception as error:  # noqa: BLE001 - what is not told of one file must not hide the others
        return f"{visible(f'{words[0]}: {type(error).__name__}: {error}')}\n"


def _lines(content: bytes) -> str:
    try:
        from skpkit.forge.fact_lines import as_lines

        return as_lines(content, chosen_language())
    except Exception:  # noqa: BLE001 - as git shows it without us
        return "".join(f"{visible(line)}\n" for line in content.decode(errors="replace").splitlines())
