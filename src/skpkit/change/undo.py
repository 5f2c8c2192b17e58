"""A dossier after a change, but with some edits taken back: what it would be once a finding is fixed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from skpkit.change.folder import shown_of
from skpkit.change.revision import Revision
from skpkit.findings import (
    AppraiserInOffice,
    AsShown,
    Field,
    FirstManual,
    RealisedCell,
    TargetCell,
    Undo,
    WholeDossier,
    WholeFolder,
    WholeRecord,
)
from skpkit.model.dossier import Dossier, assemble
from skpkit.model.files import File
from skpkit.model.paths import SKP_FILE, manual_name, within
from skpkit.model.records import Data, Manual, same
from skpkit.model.views import VIEWS, results_in
from skpkit.source.schemas import MANUAL
from skpkit.source.tree import FILE_MODES


def take_back(revision: Revision, undos: Iterable[Undo]) -> Dossier | None:
    """The dossier after, with the edits of `undos` taken back; None where there was none before."""
    before, after, undos = revision.before, revision.after, tuple(undos)
    if before is None or after is None or WholeDossier() in undos:
        return before
    restored = _Restored(before, after, {each.path: each for each in after.files})
    for undo in undos:
        restored.take_back(undo)
    return assemble(replace(after, files=tuple(restored.files.values())))


@dataclass(frozen=True)
class _Restored:
    """The files after a change, by path, as each undo makes them again what they were before."""

    before: Dossier
    after: Dossier
    files: dict[str, File]

    def take_back(self, undo: Undo) -> None:
        """Take one edit back; what becomes of data is told of those before and those now."""
        match undo:
            case WholeFolder(folder):
                for name in self._names(folder):
                    self._restore(name)
            case WholeRecord(folder, record):
                self._restore(within(folder, record))
            case FirstManual(folder, iki):
                self._supply(folder, manual_name(iki))
            case Field(folder, record, field):
                self._fix(folder, record, lambda old, new: _with_field(new, field, old.get(field)))
            case AppraiserInOffice(folder):
                self._fix(folder, SKP_FILE, _with_appraiser)
            case TargetCell(folder, iki, period):
                self._fix(folder, SKP_FILE, lambda old, new: _with_cell(old, new, iki, period))
                self._fix(folder, manual_name(iki), lambda old, new: _with_target(old, new, period))
            case RealisedCell(folder, record, iki, period):
                self._fix(folder, record, lambda old, new: _with_lines(old, new, (iki, period)))
            case AsShown(folder, iki, field):
                here = self.after.folders.get(folder)
                ours = shown_of(here.skp, iki) if here and here.skp else {}
                self._fix(folder, manual_name(iki), lambda _, new: _with_field(new, field, ours.get(field)))

    # --- whole files -----------------------------------------------------------------------------------------

    def _names(self, folder: str) -> list[str]:
        """The names, within the dossier, of all records of an SKP folder."""
        files = (*self.before.files, *self.after.files)
        return sorted({file.full_name for file in files if file.folder == folder and file.kind})

    def _restore(self, name: str) -> None:
        """A file as it was before; one that had moved away is not there twice."""
        path = f"{self.after.path}/{name}"
        was = self.before.file(name)
        if was and path not in self.files:
            for copy in self._copies(was):
                self.files.pop(copy, None)
        self.files.pop(path, None)
        if was:
            self.files[path] = replace(was, path=path)

    def _copies(self, was: File) -> Iterator[str]:
        """The new files of the same content."""
        for file in self.after.files:
            known = self.before.file(file.full_name)
            if not known and (file.oid == was.oid or (was.data is not None and same(file.data, was.data))):
                yield file.path

    def _supply(self, folder: str, name: str) -> None:
        """A manual of which nothing is known but that it is there."""
        path = f"{self.after.path}/{within(folder, name)}"
        self.files[path] = File(path, "", FILE_MODES[0], folder, name, MANUAL, None, None)

    # --- parts of a file -------------------------------------------------------------------------------------

    def _fix(self, folder: str, record: str, change: Callable[[Data, Data], Data]) -> None:
        """A file with its data changed, where it can be read in both states; a dialogue may be new."""
        name = within(folder, record)
        was = self.before.file(name)
        now = self.files.get(f"{self.after.path}/{name}") or self._renamed_manual(was)
        old = was.record.data if was and was.record else {}
        if now and now.record and (old or not was):
            here, data = now.record, change(old, now.record.data)
            self.files[now.path] = replace(now, record=VIEWS[here.kind](here.path, here.name, data, here.document))

    def _renamed_manual(self, was: File | None) -> File | None:
        """The file that now holds the manual that a file held before."""
        if was and isinstance(was.record, Manual):
            for file in self.files.values():
                if isinstance(file.record, Manual) and (file.folder, file.record.kode) == (was.folder, was.record.kode):
                    return file
        return None


def _with_field(data: Data, field: str, value: Any) -> Data:
    rest = {key: each for key, each in data.items() if key != field}
    return rest if value is None else {**rest, field: value}


def _with_lines(old: Data, new: Data, cell: tuple[str, str]) -> Data:
    """A dialogue with its lines of one IKI and period as before, or without them."""
    rows = [each.get("pemantauan", {}).get("hasil_kerja", ()) for each in (old, new)]
    ours, others = ([row for row in each if (row["iki"], row["periode"]) == cell] for each in rows)
    kept = [row for row in rows[1] if row not in others]
    return {**new, "pemantauan": {**new.get("pemantauan", {}), "hasil_kerja": [*kept, *ours]}}


def _with_appraiser(old: Data, new: Data) -> Data:
    """The appraiser as before, and no new entry that names a former one."""
    kept = len(old.get("perubahan", ()))
    log = new.get("perubahan", [])
    entries = [*log[:kept], *(_with_field(each, "penilai_lama", None) for each in log[kept:])]
    return {**new, "pejabat_penilai_kinerja": old["pejabat_penilai_kinerja"], **({"perubahan": entries} if log else {})}


def _with_cell(old: Data, new: Data, kode: str, period: str) -> Data:
    """An SKP with one target cell as before, or without a period the ukuran."""
    known = (each for _, _, result in results_in(old) for each in result.get("indikator", ()))
    was = next((each for each in known if each["kode"] == kode), None)
    if was is None:
        return new

    def fixed(result: Data) -> Data:
        if "indikator" not in result:
            return result
        rows = (_with_target(was, each, period) if each["kode"] == kode else each for each in result["indikator"])
        return {**result, "indikator": [*rows]}

    sections = {section: [fixed(each) for each in results] for section, results in new["hasil_kerja"].items()}
    return {**new, "hasil_kerja": sections}


def _with_target(old: Data, new: Data, period: str) -> Data:
    """An IKI, as SKP or manual shows it, with one target cell as before, or without a period the ukuran."""
    if not period:
        return _with_field(new, "ukuran", old.get("ukuran"))
    was: Mapping[str, float] = old.get("target", {})
    return _with_field(new, "target", _with_field(new.get("target", {}), period, was.get(period)))
