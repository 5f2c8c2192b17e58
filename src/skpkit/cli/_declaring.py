"""How a change is declared, by options and questions: why, on which day, and the dialogue that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from skpkit.cli._asking import Asking
from skpkit.cli._changing import MEDIA, MEDIUM, NEW_ONE, approvals_option
from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import DayGiven, Function, NameGiven, here, with_options
from skpkit.errors import WrongUsage
from skpkit.messages import N_, tell

if TYPE_CHECKING:
    from skpkit.writing.meeting import HeldOn

EDIT = _("Write the SKP anew in your editor ($EDITOR), on a copy.")
FROM = _("Take the SKP from this file, which is a copy of it with the edits; - reads the standard input.")
REASON = _("The reason (alasan).")
MADE = _("The day on which it is made (2026-06-15, 15/6/2026 or 15 June 2026); without it today.")
DIALOGUE = _(
    "The dialogue in which it was agreed, such as dki/2026-05-08.yaml; without it the newest that says so; baru: a new "
    "one, as by --dialog-baru."
)
WRITE = _("Write that dialogue too, reported on its day.")
HELD = _("The day of that dialogue; without it that of the change.")
AGREED = _("What was agreed, as that dialogue tells it; without it the reason.")

ASKED_NONE = N_(
    "no reported dialogue agrees on {what} yet; change answer {write} to y, and it is recorded with this, or give in "
    "answer {which} the day of the one that does"
)
ASKED_OTHER = N_(
    "{path} does not agree on {what}, or was not reported and held by {day}; give in answer {which} the day of the one "
    "that does, or take it out (-{which}), and answer y when asked whether it is still to be recorded"
)
WHICH = N_("In which dialogue was it agreed (empty: the newest that says so)?")

_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--edit", "edit", is_flag=True, help=EDIT),
    click.option("--dari", "source", default=None, help=FROM, metavar=_("FILE")),
    click.option("--alasan", "reason", default="", help=REASON, metavar=_("TEXT")),
    click.option("--tanggal", "made", type=DayGiven(), default=None, help=MADE, metavar=_("DATE")),
    click.option("--dialog", "dialogue", default="", help=DIALOGUE, metavar=_("FILE")),
    click.option("--dialog-baru", "write_dialogue", is_flag=True, help=WRITE),
    click.option("--tanggal-dialog", "held", type=DayGiven(), default=None, help=HELD, metavar=_("DATE")),
    click.option("--media", "medium", type=NameGiven(MEDIA), default=MEDIA[0], help=MEDIUM),
    click.option("--kesepakatan", "agreed", default="", help=AGREED, metavar=_("TEXT")),
    approvals_option,
)


class DeclaredGiven(NamedTuple):
    """What options say of how a change is declared."""

    edit: bool
    source: str | None
    reason: str
    made: date | None
    dialogue: str
    write_dialogue: bool
    held: date | None
    medium: str
    agreed: str
    approvals: tuple[str, ...]

    def held_on(self, dossier: str, today: date | None) -> HeldOn | None:
        """How a dialogue that is written was held, where somebody says on which day, or by another medium."""
        from skpkit.meant import planning
        from skpkit.writing.meeting import HeldOn

        day = self.held or self.made
        if not day and self.medium != MEDIA[0]:
            with planning(here(), dossier, today=today) as plan:
                day = plan.today
        return HeldOn(day, self.medium) if day else None

    def resting_on(self, asks: Asking, write_it: str, read: Callable[[str], str] = str.strip) -> tuple[str, bool]:
        """The dialogue that the change rests on, if one is named, and whether a new one is written; somebody at a
        terminal is asked where options say neither, by `write_it` whether it is still to be written."""
        if self.write_dialogue or self.dialogue.casefold() in NEW_ONE:
            return "", True
        if self.dialogue or not asks.asks:
            return self.dialogue, False
        named = asks.text(WHICH, "--dialog", needed=False, read=read)
        return named, not named and asks.agrees(write_it, usual=False)


@contextmanager
def told_by_answers(asks: Asking, write_it: str) -> Iterator[None]:
    """Tell somebody who answered which answer names no dialogue that agrees, in place of the options that would."""
    from skpkit.writing.declaring import NO_DIALOGUE, NOT_AGREED

    try:
        yield
    except WrongUsage as error:
        numbers = {each.question: each.number for each in asks.answers()}
        which, write = (numbers.get(tell(each, {}, chosen_language())) for each in (WHICH, write_it))
        if which and write and error.message == NO_DIALOGUE:
            raise WrongUsage(ASKED_NONE, **error.told, which=which, write=write) from None
        if which and error.message == NOT_AGREED:
            raise WrongUsage(ASKED_OTHER, **error.told, which=which) from None
        raise


def declared_options(function: Function) -> Function:
    """The options by which a change is declared; what they give is `DeclaredGiven`."""
    return with_options(function, _OPTIONS)


def declared_of(given: dict[str, Any]) -> DeclaredGiven:
    """What the options by which a change is declared give, of all that a command was given."""
    return DeclaredGiven(*(given[each] for each in DeclaredGiven._fields))
