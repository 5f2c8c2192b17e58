"""Whose records a command is about: asked for where nobody is named, and which year of theirs is meant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from skpkit.cli._asking import Asking, nip_in
from skpkit.cli._language import chosen_language
from skpkit.cli._shared import adopt, here
from skpkit.cli._streams import say
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.messages import N_, Value, tell

if TYPE_CHECKING:
    from skpkit.choosing import AskedCells, Errand

MEANT = N_("{path} is meant, of the year {year}; for another year name its folder in place of the NIP: {others}")
WHOSE = N_("Whose records: NIP of the employee")
NOBODY = N_("write the NIP of the employee, or the folder, after it: {command} NIP")


def named(given: str | None, asks: Asking | None = None) -> str:
    """Whom a command names; somebody at a terminal is asked where it names nobody. Raises WrongUsage where nobody is
    there to be asked."""
    if given is not None:
        return given
    from skpkit.choosing import employees
    from skpkit.judge.office import FIRST

    asks = asks or Asking()
    if not asks.asks:
        raise WrongUsage(NOBODY, command=click.get_current_context().command_path)
    known = employees(here())
    if not known:
        raise SkpkitError(FIRST)
    return asks.value(WHOSE, "NIP", None, known[0] if len(known) == 1 else "", nip_in)


def whose(
    given: str | None,
    task: Errand = "any",
    cells: AskedCells = (),
    *,
    today: date | None = None,
    lang: str | None = None,
    asks: Asking | None = None,
) -> str:
    """What names the dossier that is meant: what is given, or of an NIP with several years the folder of that in which
    the `task` is open, which is said. Without it somebody at a terminal is asked. Raises WrongUsage where nobody is."""
    from skpkit.choosing import meant_dossier

    given = named(given, asks)
    meant = meant_dossier(here(), given, task, cells, today=today, on_settings=lambda each: adopt(each, lang))
    if meant is None:
        return given
    told: dict[str, Value] = {"path": meant.path, "year": str(meant.year), "others": meant.others}
    say(tell(MEANT, told, chosen_language()), err=True)
    return str(meant.folder)
