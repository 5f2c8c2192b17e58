"""What a shell completes after TAB: commands and options by themselves, and here the places that are typed.

`_SKPKIT_COMPLETE=bash_source skpkit` prints what bash needs for it, and so for zsh and fish: docs/completion.md.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_MOST_FOLDERS = 5_000


def complete() -> NoReturn:
    """Answer a shell what can be typed next, as `_SKPKIT_COMPLETE` and what it sets beside it ask."""
    from skpkit.cli._language import speak

    speak([])
    from skpkit.cli._group import cli  # its words are translated as it is imported

    cli.main([], prog_name="skpkit")
    raise SystemExit  # click has left before


class PathOrNip(click.types.StringParamType):
    """A path, for which an NIP may stand: what was begun with a digit is completed to an NIP of the records here."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The NIP that begin so, with the folder of each; else files."""
        from click.shell_completion import CompletionItem

        found = dict(_dossiers(incomplete)) if incomplete.isdecimal() else {}
        return [CompletionItem(nip, help=place) for nip, place in sorted(found.items())] or [
            CompletionItem(incomplete, type="file")
        ]


class Nip(PathOrNip):
    """A person, whom a part of the name may tell too: what was begun with a digit is completed to an NIP."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The NIP that begin so."""
        return super().shell_complete(ctx, param, incomplete) if incomplete.isdecimal() else []


class UnitFolder(click.types.StringParamType):
    """A unit, by its folder below the year."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The folders of units that begin so."""
        from click.shell_completion import CompletionItem

        places = {place for _nip, place in _dossiers("")}
        units = {found[1] for each in places if (found := re.fullmatch(r"(?:.*/)?\d{4}/(.+)", each))}
        return [CompletionItem(each) for each in sorted(units) if each.startswith(incomplete)]


class RuleCode(click.types.StringParamType):
    """The code of a rule; the last of several that commas part."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The codes that begin so, with the name of each."""
        from click.shell_completion import CompletionItem

        from skpkit import rules

        before, comma, begun = incomplete.rpartition(",")
        found = (each for each in rules.ALL_RULES if each.startswith(begun.upper()))
        return [CompletionItem(f"{before}{comma}{each}", help=rules.name(each)) for each in found]


class DocumentName(click.types.StringParamType):
    """A document of a record."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The names that begin so."""
        from click.shell_completion import CompletionItem

        from skpkit.paper.documents import DOCUMENTS

        return [CompletionItem(each) for each in DOCUMENTS if each.startswith(incomplete)]


def _dossiers(begun: str) -> Iterator[tuple[str, str]]:
    """The NIP of dossiers below this folder that begin so, with the folder that each lies in."""
    seen = 0
    for place, folders, _files in os.walk("."):
        seen += len(folders)
        if seen > _MOST_FOLDERS:
            return
        folders[:] = [each for each in folders if not each.startswith(".")]
        yield from ((each, place[2:] or ".") for each in folders if len(each) == 18 and each.startswith(begun))
        folders[:] = [each for each in folders if not (len(each) == 18 and each.isdecimal())]
