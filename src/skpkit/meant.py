"""The SKP that somebody means, by a folder or an NIP, as long as the records around it are open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from skpkit.errors import SkpkitError
from skpkit.judge.office import Office
from skpkit.messages import N_
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.nip import digits
from skpkit.model.records import Skp
from skpkit.opening import OnSettings, day, inside, office_of
from skpkit.source.history import Folder, Repository, open_records
from skpkit.writing.desk import EditedFiles

NO_DOSSIER = N_(
    "no dossier of an employee lies at {path}; name its folder, such as records/2026/UNIT/NIP, or the NIP; to begin "
    "one: skpkit new skp"
)
UNREADABLE = N_("{path} cannot be read as the record that it should be; mend it first: skpkit check {path}")
NO_SKP = N_("{path} holds no SKP; make one first: skpkit new skp")


class OpenPlan(NamedTuple):
    """An SKP of the working tree, with its folder, dossier and office, on a day, and the `files` that are edited."""

    records: Repository | Folder
    office: Office
    dossier: Dossier
    folder: SkpFolder
    skp: Skp
    today: date
    files: EditedFiles

    def path_of(self, name: str) -> str:
        """The path of a record of that name in its folder."""
        return f"{self.folder.path}/{name}"


@contextmanager
def planning(
    repository: str | Path, dossier: str | Path, *, today: date | None = None, on_settings: OnSettings | None = None
) -> Iterator[OpenPlan]:
    """An SKP as long as the records are open: of a dossier's folder, of an SKP folder in it, or of an NIP.

    Raises SkpkitError where there is none, or where a record beside it cannot be read.
    """
    with open_records(Path(repository)) as records:
        office = office_of(records.worktree(), on_settings)
        now = day(today, office.settings).date
        path = inside(records, repository, dossier)
        found = dossier_named(office, path, str(dossier))
        folder, skp = folder_named(found, path)
        yield OpenPlan(records, office, found, folder, skp, now, EditedFiles(records.root))


def dossier_named(office: Office, path: str, given: str) -> Dossier:
    """The dossier at a path, or that of an NIP in the newest year. Raises SkpkitError where there is none, and where a
    record of it cannot be read, since nobody knows then what may be written."""
    nip = digits(given)
    known = max(office.listing.places.of(nip), default=None)
    dossier = office.dossier_at(path) or (office.dossier(known) if known else None)
    if dossier is None:
        raise SkpkitError(NO_DOSSIER, path=given)
    for file in dossier.unread_files():
        raise SkpkitError(UNREADABLE, path=file.path)
    return dossier


def folder_named(dossier: Dossier, path: str) -> tuple[SkpFolder, Skp]:
    """The SKP folder at a path in a dossier, with its SKP; of the dossier's own path the SKP in force, which is the
    last one. Raises SkpkitError where there is no SKP."""
    plans = [*dossier.plans()]
    if not plans:
        raise SkpkitError(NO_SKP, path=dossier.path)
    inside = [each for each in plans if each[0].name and f"{path}/".startswith(f"{each[0].path}/")]
    if inside:
        return inside[0]
    below = dossier.below(path) if path.startswith(f"{dossier.path}/") else ""
    if below:
        return next((each for each in plans if not each[0].name), plans[-1])
    return max(plans, key=lambda each: (not each[1].closed, each[1].term.mulai))
