"""Records as rows of the template, which people read and fill in in Excel."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from skpkit.errors import SkpkitError
from skpkit.judge.engine import chosen_at
from skpkit.judge.office import Office
from skpkit.judge.stages import in_parts
from skpkit.judge.workers import HERE, READING, OnProgress, Workers, silent
from skpkit.meant import UNREADABLE
from skpkit.messages import N_
from skpkit.model.paths import Identity
from skpkit.opening import OnSettings, inside, office_of, state_of
from skpkit.sheets.spreading import Rows, SpreadRecord, rows_of
from skpkit.sheets.tables import TABLES
from skpkit.sheets.workbook import as_csv, workbook
from skpkit.source.history import open_records
from skpkit.source.tree import lies_in

NOTHING_THERE = N_("no records lie at {path}, so there is nothing to export")


def export_rows(
    repository: str | Path,
    paths: Sequence[str | Path] = (),
    *,
    rev: str | None = None,
    on_settings: OnSettings | None = None,
    workers: Workers = HERE,
    on_progress: OnProgress = silent,
) -> Rows:
    """The records of the working tree, or of a revision, as rows of the template: all, or those at and below `paths`;
    no other dossier is read. `workers` share the reading, and `on_progress` is told how far it is.

    Raises SkpkitError where there are none, and for a record that cannot be read.
    """
    with open_records(Path(repository)) as records:
        wanted = {inside(records, repository, each): str(each) for each in paths}
        office = office_of(state_of(records, rev, list(wanted) or None), on_settings)
        asked = dict[Identity, set[str]]()
        for path, given in (wanted or {"": office.settings.records}).items():
            found = chosen_at(office, [path])
            if not found:
                raise SkpkitError(NOTHING_THERE, path=given)
            for identity in found:
                folders = (each.path for each in office.listing.places[identity])
                asked.setdefault(identity, set()).update(
                    each for each in folders if lies_in(each, path) or lies_in(path, each)
                )
        identities = sorted(asked, key=lambda each: sorted(asked[each]))
        work = partial(_spread, office, asked)
        rows: Rows = {name: [] for name in TABLES}
        for part in in_parts(office, work, identities, workers, on_progress, what=READING):
            for name, each in part.items():
                rows[name] += each
        return rows


def _spread(office: Office, asked: Mapping[Identity, Collection[str]], identities: Sequence[Identity]) -> list[Rows]:
    """The rows of some dossiers, of their folders that were asked for."""
    office.read_ahead(identities)
    at = [(folder, each) for each in identities for folder in sorted(asked[each])]
    return [rows_of(record for folder, each in at for record in _records_at(office, folder, each))]


def _records_at(office: Office, folder: str, identity: Identity) -> Iterator[SpreadRecord]:
    dossier = office.dossier_at(folder)
    for file in dossier.files if dossier else ():
        if file.kind and file.record is None:
            raise SkpkitError(UNREADABLE, path=file.path)
        if dossier and file.record and file.kind:
            yield SpreadRecord(
                file.path, file.kind, identity.year, identity.nip, dossier.unit, file.folder, file.name,
                file.record.data,
            )  # fmt: skip


def exported(rows: Rows, *, day_: date, on_progress: OnProgress = silent) -> bytes:
    """The workbook of rows; `on_progress` is told how many of them are in it. Raises SkpkitError where a sheet cannot
    hold them."""
    return workbook(rows, empty=False, day=day_, on_progress=on_progress)


def exported_csv(rows: Rows) -> dict[str, bytes]:
    """A CSV for each table of rows, by the name of its file."""
    return as_csv(rows)
