"""Opening what a function of the library is asked about: the state, the default branch, the settings, the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from skpkit.errors import WrongUsage
from skpkit.findings import Day
from skpkit.judge.office import Office
from skpkit.messages import N_
from skpkit.model.nip import digits
from skpkit.model.paths import EXEMPTIONS, nip_in
from skpkit.model.settings import Settings
from skpkit.source.history import Folder, Repository, State
from skpkit.source.tree import RECORDS, SETTINGS
from skpkit.writing.journal import NOTHING_SEEN, Batch, Files

if TYPE_CHECKING:
    from skpkit.model.signers import Attestation, SignatureFlaw
    from skpkit.source.history import BranchChoice

OnSettings: TypeAlias = Callable[[Settings], None]

EMPTY_BASE = N_("--base names no branch, as where a variable of CI is not set; name one, or leave --base out")
ONE_BASE = N_(
    "--base names the default branch ({base}), but the range {range} says with what to compare; give one of them"
)
NO_REV = N_(
    "--rev names no revision, as where a variable of CI is not set; name one, or leave --rev out for the working tree"
)


def verified(attested: Attestation) -> SignatureFlaw | None:
    """What is wrong with a signature, by OpenSSH; None with a good one. Most records have none to ask of."""
    from skpkit.forge.signatures import verified as by_openssh

    return by_openssh(attested)


def day(today: date | None, settings: Settings = Settings()) -> Day:  # noqa: B008 - never changed
    """The day given, or that of the clock in the settings' zone: the one place that looks at it."""
    return Day(today, "--today") if today else Day(datetime.now(zone_of(settings)).date(), settings.zone)


def zone_of(settings: Settings) -> tzinfo:
    """The time zone that settings name."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(settings.zone)


def state_of(records: Repository | Folder, rev: str | None, paths: Sequence[str] | None = None) -> State:
    """The working tree, or the state of a revision; with `paths` no more of the working tree is read than what is asked
    for, these first. Raises WrongUsage for an empty name."""
    if rev is not None and not rev.strip():
        raise WrongUsage(NO_REV)
    if rev is not None:
        return records.commit(rev)
    return (
        records.worktree() if not paths or "" in paths else records.part([SETTINGS, f"{RECORDS}/{EXEMPTIONS}", *paths])
    )


def branch_choice(base: str | None, range_: str | None = None) -> BranchChoice:
    """What the default branch is chosen by, where no range says with what to compare."""
    from skpkit.source.history import BranchChoice

    if base is not None and not base.strip():
        raise WrongUsage(EMPTY_BASE)
    if base is not None and range_ is not None:
        raise WrongUsage(ONE_BASE, base=base, range=range_)
    return BranchChoice(base, _branch_said)


def _branch_said(state: State) -> str | None:
    try:
        return Office(state).settings.branch
    except WrongUsage:  # told where these settings count
        return None


def office_of(state: State, on_settings: OnSettings | None) -> Office:
    """The office of a state, whose settings were told."""
    office = Office(state, verify=verified)
    if on_settings:
        on_settings(office.settings)
    return office


def batch_of(records: Repository | Folder, command: str, files: Files, seen: Files = NOTHING_SEEN) -> Batch:
    """Files of the working tree that a command writes as one; what was `seen` in some of them must still be so then."""
    return Batch(records.root, records.journals, command, files, seen)


def inside(records: Repository | Folder, start: str | Path, path: str | Path) -> str:
    """A path that is given from a folder, as it is from the top of the records."""
    return records.relative(Path(start).absolute(), str(path))


def dossier_of(path: str) -> str:
    """The folder of the dossier that a path seems to lie in; the path itself where none shows."""
    parts = path.split("/")
    named = next((nth for nth, each in enumerate(parts, 1) if nip_in(each)), len(parts))
    return "/".join(parts[:named])


def record_at(office: Office, records: Repository | Folder, start: str | Path, given: str | Path) -> str:
    """A path as `inside` has it; an NIP alone stands for the dossier of its newest year."""
    path, nip = inside(records, start, given), digits(str(given))
    if not nip.isdecimal() or office.dossier_at(path):
        return path
    known = [*office.listing.places.of(nip)]
    return office.listing.places[max(known)][0].path if known else path
