"""Changing established records the way that the rules leave open: realisasi, koreksi, adendum, komplemen.

Each function looks at the working tree and gives what would be written, judged already; nothing is written before
`write` of its batch. What no rule would let pass is `refused`, and then the batch holds nothing.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.findings import Finding, Note
from skpkit.meant import OpenPlan, planning
from skpkit.messages import N_
from skpkit.model.awaited import AwaitedApproval, awaited_approvals
from skpkit.opening import OnSettings, batch_of
from skpkit.prospect import prospect_of
from skpkit.ways import open_ways
from skpkit.writing import recording
from skpkit.writing.amending import SkpEdit
from skpkit.writing.complementing import assure_replaceable, complement, first_text
from skpkit.writing.declaring import NO_FIELDS, Declared, amend, assure_amendable, odd_targets, read_skp
from skpkit.writing.desk import EditedFiles
from skpkit.writing.granting import EARLY, GrantAsked, approval_line
from skpkit.writing.journal import CHANGED_MEANWHILE, Batch
from skpkit.writing.meeting import HeldOn
from skpkit.writing.recording import DueCell, GivenValue

AHEAD = N_("{day} lies ahead; what is recorded has happened, so give a day that has come")
NOTHING = N_("nothing of this differs from what the records say already, so nothing is to be written")

NOT_NEEDED = N_("{role} does not approve this; who does: {known}")
NOBODY_KNOWN = N_(
    "nothing here says who approves as {role}; leave it out, and let the person approve it afterwards: skpkit approve"
)

CLOSED_BEFORE = N_("{path} is ditutup and takes no changes any more; the SKP in force does: skpkit adendum {folder}")


class WantedApproval(NamedTuple):
    """An approval that a change still needs: of which record, of what in it, in which role."""

    path: str
    entry: str
    role: str


class GivenRole(NamedTuple):
    """An approval that was given already, in a `role`, on a day (today without one)."""

    role: str
    day: date | None = None


class PlannedChange(NamedTuple):
    """What a command would write. `done` tells of it, `doubts` what somebody should look at before, `warned` what the
    rules would remark. What they would not let pass is `refused`, with the `ways` that are open instead. `wanted` are
    the approvals that are still to be given."""

    batch: Batch
    dossier: str
    done: tuple[Note, ...] = ()
    doubts: tuple[Note, ...] = ()
    warned: tuple[Finding, ...] = ()
    refused: tuple[Finding, ...] = ()
    ways: tuple[Note, ...] = ()
    wanted: tuple[WantedApproval, ...] = ()
    notes: tuple[Note, ...] = ()


class Ahead(NamedTuple):
    """What somebody should know who is about to record what was reached: the cells that are `due`, whether a draft
    dialogue waits for being `reportable`, and what is `odd` about recording anything."""

    due: list[DueCell]
    reportable: bool
    odd: tuple[Note, ...]


def ahead_of_recording(
    repository: str | Path,
    dossier: str | Path,
    *,
    day_: date | None = None,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> Ahead:
    """The cells of an SKP whose realisasi is due on a day, and not recorded yet, and what else is to be known then."""
    with planning(repository, dossier, today=today, on_settings=on_settings) as here:
        when = day_ or here.today
        cells = [*recording.due_cells(here.dossier, here.folder, here.skp, when)]
        drafts = any(not each.reported and each.tanggal <= when for each in here.folder.dialogues)
        return Ahead(cells, drafts, tuple(recording.unset_plan(here.folder, here.skp)))


def realisasi(
    repository: str | Path,
    dossier: str | Path,
    values: Sequence[GivenValue],
    *,
    held: date | None = None,
    medium: str = "tatap_muka",
    reported: bool = False,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> PlannedChange:
    """Record realisations of an SKP in the draft dialogue of the day `held` (today without one), or in a new one, which
    is `reported` today with that or stays a draft. Without `values` the draft of the day, or the only one, is reported.
    `dossier` is the folder of a dossier or of one of its SKP, or an NIP.

    Raises WrongUsage for a realisasi that cannot be.
    """
    with planning(repository, dossier, today=today, on_settings=on_settings) as here:
        how = HeldOn(_day_of(held, here.today), medium, reported, here.today)
        plan = (here.folder, here.skp)
        if values:
            path, doubts = recording.record(here.files, here.dossier, plan, values, how)
            doubts = [*recording.unset_plan(*plan), *doubts]
        else:
            path, doubts = recording.report_draft(here.files, plan, how)
        done = [Note(RECORDED, {"iki": each.iki, "period": each.period, "path": path}) for each in values]
        last = {"iki": values[-1].iki, "period": values[-1].period} if values else {}
        after = REPORTED_NOW if reported or not values else STILL_DRAFT
        done.append(Note(after, {"path": path, "dossier": here.dossier.path, **last}))
        return _planned(here, "skpkit realisasi", done, doubts=doubts)


def koreksi(
    repository: str | Path,
    dossier: str | Path,
    value: GivenValue,
    *,
    reason: str,
    held: date | None = None,
    medium: str = "tatap_muka",
    reported: bool = False,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> PlannedChange:
    """Correct a realisasi that was reported: in the draft dialogue of the day `held`, or in a new one, which names the
    one that it corrects. Raises WrongUsage where there is nothing to correct."""
    with planning(repository, dossier, today=today, on_settings=on_settings) as here:
        when, plan = _day_of(held, here.today), (here.folder, here.skp)
        how = HeldOn(when, medium, reported, here.today)
        path, doubts = recording.correct(here.files, here.dossier, plan, value, reason, how)
        done = [Note(CORRECTED, {"iki": value.iki, "period": value.period, "path": path})]
        return _planned(here, "skpkit koreksi", done, doubts=doubts)


def adendum(
    repository: str | Path,
    dossier: str | Path,
    edits: Sequence[SkpEdit],
    *,
    reason: str,
    content: bytes | None = None,
    based_on: bytes | None = None,
    made: date | None = None,
    dialogue: str = "",
    write_dialogue: bool = False,
    held: HeldOn | None = None,
    agreed: str = "",
    approvals: Sequence[GivenRole] = (),
    manuals: Mapping[str, Mapping[str, Any]] = NO_FIELDS,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> PlannedChange:
    """Make an adendum of an established SKP: of edits, or of the `content` that its file is to have, which somebody
    made of what that held then, `based_on`.

    The entry has the next number, the day `made` (today without one), the komponen that changed, and the `dialogue` in
    which it was agreed: the one that is named, the newest that says so, or with `write_dialogue` a new one, which was
    `held` then and agrees on what `agreed` says. Totals and manuals follow. Edits of manuals get entries of their own.

    Raises WrongUsage for edits that cannot be made.
    """
    with planning(repository, dossier, today=today, on_settings=on_settings) as here:
        _assure_amendable(here)
        if based_on is not None and here.files.text(here.skp.path).content != based_on:
            raise SkpkitError(CHANGED_MEANWHILE, path=here.skp.path)
        plan = (here.folder, here.skp)

        def planned(here: OpenPlan, day_made: date | None, how: Declared, given: Sequence[GivenRole]) -> PlannedChange:
            declared = how._replace(day=_day_of(day_made, here.today))
            done = amend(here.files, plan, edits, declared, here.dossier.path, content)
            wanted = [WantedApproval(path, "", role) for path, roles in done.entries for role in roles]
            if wanted:
                wanted = _approved(here, wanted, given)
            wanted, notes = _after_what_waits(here, wanted)
            path = here.skp.path
            notes += odd_targets(here.skp, read_skp(path, here.files.text(path).content, here.dossier.path))
            return _planned(here, "skpkit adendum", done.done, wanted=wanted, notes=notes)

        how = Declared(reason, here.today, dialogue, write_dialogue, held, agreed, manuals)
        return _forbidden_first(planned, here, made, how, approvals)


def komplemen(
    repository: str | Path,
    dossier: str | Path,
    start: date,
    edits: Sequence[SkpEdit] = (),
    *,
    reason: str,
    content: bytes | None = None,
    made: date | None = None,
    dialogue: str = "",
    write_dialogue: bool = False,
    held: HeldOn | None = None,
    agreed: str = "",
    approvals: Sequence[GivenRole] = (),
    manuals: Mapping[str, Mapping[str, Any]] = NO_FIELDS,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> PlannedChange:
    """Let a new SKP follow the one in force from the day `start` on: a folder of its own with the plan of the old one,
    its targets of what is left of the year, the edits, or the `content` that it is to have; manuals and the dialogue
    with it. The old one is closed on the day before.

    Raises WrongUsage where no SKP can begin on that day.
    """
    with planning(repository, dossier, today=today, on_settings=on_settings) as here:
        plan = (here.folder, here.skp)

        def planned(here: OpenPlan, day_made: date | None, how: Declared, given: Sequence[GivenRole]) -> PlannedChange:
            day_ = _day_of(day_made, here.today)
            declared = how._replace(day=day_, held=how.held or HeldOn(day_))
            made_of = complement(here.files, here.dossier, plan, start, edits, declared, content)
            wanted = [WantedApproval(made_of.path, entry, role) for entry, role in made_of.wanted]
            if made_of.skp:
                wanted = _approved(here._replace(folder=replace(here.folder, skp=made_of.skp)), wanted, given)
            notes = [*made_of.later, *odd_targets(here.skp, made_of.skp)]
            return _planned(here, "skpkit komplemen", made_of.done, wanted=wanted, notes=notes)

        how = Declared(reason, here.today, dialogue, write_dialogue, held, agreed, manuals)
        return _forbidden_first(planned, here, made, how, approvals)


REPORTED_NOW = N_("{path} is reported, so what it holds stays from now on")
STILL_DRAFT = N_(
    "{path} is a draft still; what is wrong in it is put right by skpkit realisasi {dossier} --nilai {iki} {period} "
    "VALUE (what proves it besides: --bukti {iki} {period} TEXT); once all of it is right, report it: skpkit realisasi "
    "{dossier} --lapor"
)
WAITS = N_("{thing}, which came before, waits too: skpkit approve {path} --as {role} --entry {nth}")
RECORDED = N_("{path}: realisasi of {iki} {period}")
CORRECTED = N_("{path}: koreksi of {iki} {period}")


def _forbidden_first(
    planned: Callable[[OpenPlan, date | None, Declared, Sequence[GivenRole]], PlannedChange],
    here: OpenPlan,
    made: date | None,
    how: Declared,
    approvals: Sequence[GivenRole],
) -> PlannedChange:
    """What is `planned`. Where that fails by how it is declared, such as for want of a dialogue, what no declaration
    would let pass is told instead: nobody is sent to write a dialogue on what may not be."""
    try:
        return planned(here, made, how, approvals)
    except WrongUsage:
        bare = here._replace(files=EditedFiles(here.records.root))
        with suppress(SkpkitError):
            plan = planned(bare, None, how._replace(dialogue="", write_dialogue=True, held=None), ())
            if any("dki" not in each.problem.at.path.split("/") for each in plan.refused):
                return plan
        raise


def _after_what_waits(here: OpenPlan, wanted: Sequence[WantedApproval]) -> tuple[list[WantedApproval], list[Note]]:
    """The approvals that are wanted, and earlier ones that are still waited for: of what waits already, the newest of a
    record is named."""
    waiting = [each for each in awaited_approvals(here.dossier) if _is_entry(here, each)]
    if not waiting:
        return [*wanted], []
    path = here.skp.path
    newest = str(here.files.text(path).data["perubahan"][-1]["nomor"])
    notes = [
        Note(WAITS, {"thing": each.thing, "role": each.role, "path": path, "nth": each.thing.split()[-1]})
        for each in waiting
    ]
    return [each._replace(entry=newest) if each.path == path else each for each in wanted], notes


def _is_entry(here: OpenPlan, awaited: AwaitedApproval) -> bool:
    """Whether an adendum of the SKP is what waits for an approval."""
    inside = (awaited.folder, awaited.why) == (here.folder.name, "missing")
    return inside and awaited.record == here.folder.name_of(here.skp.name) and awaited.thing.startswith("adendum ")


def _approved(here: OpenPlan, wanted: Sequence[WantedApproval], given: Sequence[GivenRole]) -> list[WantedApproval]:
    """Write the approvals that were given already into what needs them; those that are still wanted."""
    days = {each.role: each.day or here.today for each in given}
    for role, on in days.items():
        if on > here.today:
            raise WrongUsage(AHEAD, day=on)
        if role not in {each.role for each in wanted}:
            raise WrongUsage(NOT_NEEDED, role=role, known=tuple(dict.fromkeys(each.role for each in wanted)))
        asked = GrantAsked(role, None, "", "", "", on, here.today)
        try:
            line = approval_line(here.office, here.dossier, here.folder, asked, {})
        except WrongUsage:
            raise WrongUsage(NOBODY_KNOWN, role=role) from None
        for each in wanted:
            if each.role == role:
                text = here.files.text(each.path)
                holder = each.entry or "perubahan"
                nth = len(text.data[holder]) - 1 if holder == "perubahan" else None
                place = (holder,) if nth is None else (holder, nth)
                beside = here.folder.path if nth is not None else posixpath.dirname(each.path)
                _assure_follows(here, beside, text.data if nth is None else text.data[holder][nth], on)
                text.append((*place, "persetujuan"), {**line, "tanggal": on})
    return [each for each in wanted if each.role not in days]


def _assure_follows(here: OpenPlan, folder: str, made: Mapping[str, Any], on: date) -> None:
    """Raises WrongUsage for an approval of a day before the dialogue that an entry or a komplemen in a folder rests
    on."""
    named = made.get("dialog") or made.get("komplemen", {}).get("dialog")
    if named:
        held = str(here.files.text(posixpath.normpath(posixpath.join(folder, named))).data["tanggal"])
        if on.isoformat() < held:
            raise WrongUsage(EARLY, day=on, held=date.fromisoformat(held), dialogue=named)


def _assure_amendable(here: OpenPlan) -> None:
    ahead = [folder for folder, skp in here.dossier.plans() if not skp.closed]
    if here.skp.closed and ahead:
        raise WrongUsage(CLOSED_BEFORE, path=here.skp.path, folder=ahead[-1].path)
    assure_amendable(here.skp, here.dossier.path)


def assure_changeable(
    repository: str | Path, dossier: str | Path, *, anew: bool = False, today: date | None = None
) -> None:
    """Raises WrongUsage for an SKP that no adendum changes, whatever it says, or `anew` no komplemen."""
    with planning(repository, dossier, today=today) as here:
        if anew:
            assure_replaceable(here.skp)
        else:
            _assure_amendable(here)


def current_text(repository: str | Path, dossier: str | Path, *, today: date | None = None) -> bytes:
    """What the file of an SKP holds, for an editor."""
    with planning(repository, dossier, today=today) as here:
        return here.files.text(here.skp.path).content


def folder_of(repository: str | Path, dossier: str | Path, *, today: date | None = None) -> Path:
    """The folder of the SKP that is meant, on this machine."""
    with planning(repository, dossier, today=today) as here:
        return here.records.root / here.folder.path


def new_text(repository: str | Path, dossier: str | Path, start: date, *, today: date | None = None) -> bytes:
    """What the file of a komplemen would hold before any edit, for an editor."""
    with planning(repository, dossier, today=today) as here:
        return first_text(here.files, (here.folder, here.skp), start)


def _day_of(given: date | None, today: date) -> date:
    if given and given > today:
        raise WrongUsage(AHEAD, day=given)
    return given or today


def _planned(
    here: OpenPlan,
    command: str,
    done: Sequence[Note],
    *,
    doubts: Sequence[Note] = (),
    wanted: Sequence[WantedApproval] = (),
    notes: Sequence[Note] = (),
) -> PlannedChange:
    """What a command would write, judged against what lies there and against what it would land on."""
    files = here.files.files()
    if not files:
        raise WrongUsage(NOTHING)
    batch = batch_of(here.records, command, files, here.files.seen)
    ahead = prospect_of(here.records, here.office, files, here.today)
    made = PlannedChange(batch, here.dossier.path, tuple(done), tuple(doubts))
    if ahead.refused:
        ways = open_ways(ahead.refused, here.office, here.today)
        return made._replace(batch=batch._replace(files={}), refused=ahead.refused, ways=ways)
    return made._replace(warned=ahead.warned, wanted=tuple(wanted), notes=tuple(notes))
