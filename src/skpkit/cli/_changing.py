"""What the commands share that change established records: the SKP that is meant, and how the outcome is told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

import click

from skpkit.cli._asking import Asking, day_in
from skpkit.cli._language import _, chosen_language
from skpkit.cli._masking import hiding
from skpkit.cli._shared import DayGiven, Function, NameGiven, with_options
from skpkit.cli._streams import say
from skpkit.findings import Finding, Note
from skpkit.messages import N_, Value, as_word, tell

if TYPE_CHECKING:
    from skpkit.changing import GivenRole, PlannedChange
    from skpkit.model.dossier import Cell

DOSSIER = _("DOSSIER")
HELD = _("The day of the dialogue (2026-06-15, 15/6/2026 or 15 June 2026); without it today.")
MEDIUM = _("How the dialogue is held.")
REPORT = _("Report the dialogue with that; without it a new one stays a draft.")
APPROVED = _(
    "An approval that was given already: pejabat_penilai_kinerja or another role, with =DATE where that was not today; "
    "as often as wanted."
)
SURE = _("Write what is odd, since it is so.")
NEW_ONE = frozenset({"baru", "new"})  # what --dialog says for one that is still to be written
MEDIA = ("tatap_muka", "konferensi_video", "telepon", "pesan", "lainnya")

REFUSED = N_("nothing was written, since this may not be changed:")
WARNED = N_("a reviewer will be told:")
WANTED = N_("still to be approved, by the one whose role it is:")
NEXT = N_("then commit all of it together and propose it: skpkit review")

_RECORDING = (
    click.option("--tanggal", "held", type=DayGiven(), default=None, help=HELD, metavar=_("DATE")),
    click.option("--media", "medium", type=NameGiven(MEDIA), default=MEDIA[0], help=MEDIUM),
    click.option("--lapor/--draf", "reported", default=False, help=REPORT),
    click.option("--yakin", "sure", is_flag=True, help=SURE),
)
approvals_option = click.option("--disetujui", "approvals", multiple=True, help=APPROVED, metavar=_("ROLE"))


def recording_options(function: Function) -> Function:
    """The options of a command that records in a dialogue: its day and medium, whether it is reported, what is odd."""
    return with_options(function, _RECORDING)


def roles_of(given: Iterable[str]) -> list[GivenRole]:
    """The approvals that were given already, such as `pejabat_penilai_kinerja=2026-06-15`."""
    from skpkit.changing import GivenRole

    found = []
    for each in given:
        role, _sep, day = each.partition("=")
        found.append(GivenRole(role.strip(), day_in(day) if day else None))
    return found


def settle(
    plan: PlannedChange,
    *,
    sure: bool = False,
    confirmed: Collection[Cell] = (),
    warned: bool = False,
    asks: Asking | None = None,
) -> None:
    """Write what was planned and say so; or say why not, and leave with 1. Raises WrongUsage for what is odd and nobody
    confirms; of the cells that are `confirmed` somebody was asked already, and what a reviewer is told was shown to
    whoever was `warned`."""
    if plan.refused:
        _refuse(plan)
    if not sure:
        from skpkit.cli._realised import confirm

        confirm(
            asks or Asking(),
            [each for each in plan.doubts if (each.told.get("iki"), each.told.get("period")) not in confirmed],
        )
    plan.batch.write()
    for note in plan.done:
        say(_told(note))
    if not warned:
        tell_warned(plan.warned)
    if plan.wanted:
        say(_sentence(WANTED))
        for wanted in plan.wanted:
            entry = f" --entry {wanted.entry}" if wanted.entry else ""
            say(f"  skpkit approve {as_word(wanted.path)} --as {wanted.role}{entry}")
    for note in plan.notes:
        say(_told(note))
    say(_sentence(NEXT))


def agreed_to(asks: Asking, plan: PlannedChange | None) -> bool:
    """Whether somebody who answered agrees to what was planned of it, once what a reviewer will be told was said; what
    a command line says was meant."""
    from skpkit.cli._answers import WRITE_NOW

    if not plan or plan.refused or not asks.answers():
        return True
    tell_warned(plan.warned)
    return asks.agrees(WRITE_NOW, alone=True, kept=False)


def settle_agreed(asks: Asking, planned: Callable[[], PlannedChange | None], unchanged: str = "") -> None:
    """Settle what is `planned` of answers and options, once somebody who answered agrees; of no plan say that it is
    `unchanged`. Leaves where nobody agrees."""
    from skpkit.cli._answers import LEFT, until_agreed

    declined = False

    def agreed(plan: PlannedChange | None) -> bool:
        nonlocal declined
        declined = not agreed_to(asks, plan)
        return not declined

    plan = until_agreed(asks, planned, agreed, lambda plan: plan.refused if plan else ())
    if plan:
        settle(plan, warned=bool(asks.answers()))
        return
    if asks.asks:
        say(_sentence(LEFT if declined else unchanged))
    if declined:
        sys.exit(0)  # what was written in an editor is kept


def tell_warned(findings: Collection[Finding]) -> None:
    """Say what a reviewer will be told, a line each."""
    if findings:
        say(_sentence(WARNED))
        _list(findings)


def _refuse(plan: PlannedChange) -> None:
    say(f"skpkit: {_sentence(REFUSED)}", err=True)
    _list(plan.refused, err=True)
    if plan.ways:
        from skpkit.ways import WAYS

        say(_sentence(WAYS), err=True)
        for way in plan.ways:
            say(f"  {_told(way)}", err=True)
    sys.exit(1)


def _list(findings: Iterable[Finding], *, err: bool = False) -> None:
    for each in findings:
        place = f"{each.problem.at.path}:{each.problem.at.line}"
        said = hiding().fit(tell(each.problem.message, each.problem.told, chosen_language()))
        say(f"  {place} {each.code}: {said}", err=err)


def _told(note: Note) -> str:
    return hiding().fit(tell(note.message, note.told, chosen_language()))


def _sentence(message: str, **told: Value) -> str:
    return tell(message, told, chosen_language())
