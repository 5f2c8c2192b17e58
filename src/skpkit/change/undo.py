"""A dossier after a change, but with some edits taken back: what it would be once a finding is mended.

An undo is `dossier`, or `folder` with its name, or `file` with folder and name; or, within a file, `field` with
folder, name and key, `cell` with folder, IKI and period, `line` with folder, name, IKI and period, `appraiser` with the
folder, `shown` with folder, IKI and key: the manual as the SKP is after the change, and `manual` with folder and IKI:
a manual that was not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from skpkit.change.revision import Revision, shown_of
from skpkit.model.dossier import Dossier, assemble
from skpkit.model.files import File
from skpkit.model.records import Data, Dialogue, Manual, Record, Skp, dialogue_of, manual_of, same, skp_of
from skpkit.source.tree import FILE_MODES

Change = Callable[[Data, Data], Data]


def take_back(revision: Revision, undos: Sequence[tuple[str, ...]]) -> Dossier | None:
    """The dossier after, with the edits of `undos` taken back; None where there was none before."""
    before, after = revision.before, revision.after
    if before is None or after is None or ("dossier",) in undos:
        return before
    files = {each.path: each for each in after.files}
    for kind, *where in undos:
        if kind in ("folder", "file"):
            for name in _names(revision, kind, where):
                _restore(before, after, name, files)
        elif kind == "manual":
            _supply(after, where[0], f"iki/{where[1]}.yaml", files)
        else:
            for name, change in _changes(after, kind, where):
                _mend(before, after, name, files, change)
    return assemble(replace(after, files=tuple(files.values())))


# --- whole files ---------------------------------------------------------------------------------------------


def _names(revision: Revision, kind: str, where: Sequence[str]) -> list[str]:
    """The names, within the dossier, of a file or of all files of an SKP folder."""
    if kind == "file":
        return [_name(*where)]
    both = [each for each in (revision.before, revision.after) if each]
    files = ((dossier, file) for dossier in both for file in dossier.files if file.folder == where[0] and file.kind)
    return sorted({file.path.removeprefix(f"{dossier.path}/") for dossier, file in files})


def _name(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _restore(before: Dossier, after: Dossier, name: str, files: dict[str, File]) -> None:
    """A file as it was before; one that had moved away is not there twice."""
    path = f"{after.path}/{name}"
    was = before.file(name)
    if was and path not in files:
        for copy in _copies(before, after, was):
            files.pop(copy, None)
    files.pop(path, None)
    if was:
        files[path] = replace(was, path=path)


def _copies(before: Dossier, after: Dossier, was: File) -> Iterator[str]:
    """The new files of the same content."""
    for file in after.files:
        known = before.file(file.path.removeprefix(f"{after.path}/"))
        if not known and (file.oid == was.oid or (was.data is not None and same(file.data, was.data))):
            yield file.path


def _supply(after: Dossier, folder: str, name: str, files: dict[str, File]) -> None:
    """A manual of which nothing is known but that it is there."""
    path = f"{after.path}/{_name(folder, name)}"
    files[path] = File(path, "", FILE_MODES[0], folder, name, "manual_iki", None, None)


# --- parts of a file -----------------------------------------------------------------------------------------


def _changes(after: Dossier, kind: str, where: Sequence[str]) -> Iterator[tuple[str, Change]]:
    """The files that an undo touches, each with what becomes of its data, of those before and those now."""
    if kind == "field":
        yield _name(*where[:2]), lambda old, new: _with_field(new, where[2], old.get(where[2]))
    elif kind == "appraiser":
        yield _name(where[0], "skp.yaml"), _with_appraiser
    elif kind == "cell":
        yield _name(where[0], "skp.yaml"), lambda old, new: _with_cell(old, new, where[1], where[2])
        yield _name(where[0], f"iki/{where[1]}.yaml"), lambda old, new: _with_target(old, new, where[2])
    elif kind == "line":
        yield _name(*where[:2]), lambda old, new: _with_lines(old, new, (where[2], where[3]))
    elif kind == "shown":
        folder = after.folders.get(where[0])
        ours = shown_of(folder.skp, where[1]) if folder and folder.skp else {}
        yield _name(where[0], f"iki/{where[1]}.yaml"), lambda _, new: _with_field(new, where[2], ours.get(where[2]))


def _mend(before: Dossier, after: Dossier, name: str, files: dict[str, File], change: Change) -> None:
    """A file with its data changed, where it can be read in both states; a dialogue may be new."""
    was = before.file(name)
    now = files.get(f"{after.path}/{name}") or _renamed_manual(was, files.values())
    old = was.record.data if was and was.record else {}
    if now and isinstance(now.record, Skp | Manual | Dialogue) and (old or not was):
        record = _with_data(now.record, change(old, now.record.data))
        files[now.path] = replace(now, record=record)


def _renamed_manual(was: File | None, files: Iterable[File]) -> File | None:
    """The file that now holds the manual that a file held before."""
    if not was or not isinstance(was.record, Manual):
        return None
    same_code = (each for each in files if isinstance(each.record, Manual) and each.record.kode == was.record.kode)
    return next((each for each in same_code if each.folder == was.folder), None)


def _with_data(record: Skp | Manual | Dialogue, data: Data) -> Record:
    view = {Skp: skp_of, Manual: manual_of, Dialogue: dialogue_of}[type(record)]
    return view(record.path, record.name, data, record.document)


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
    rows = {each["kode"]: each for each in reversed(_indicators(old))}
    if kode not in rows:
        return new

    def mend(row: Data) -> Data:
        if row["kode"] != kode:
            return row
        return _with_target(rows[kode], row, period)

    def mend_result(result: Data) -> Data:
        return {**result, "indikator": [mend(row) for row in result["indikator"]]} if "indikator" in result else result

    sections = {section: [mend_result(each) for each in results] for section, results in new["hasil_kerja"].items()}
    return {**new, "hasil_kerja": sections}


def _indicators(skp: Data) -> list[Data]:
    results = (each for section in ("utama", "tambahan") for each in skp["hasil_kerja"].get(section, ()))
    return [row for result in results for row in result.get("indikator", ())]


def _with_target(old: Data, new: Data, period: str) -> Data:
    """An IKI, as SKP or manual shows it, with one target cell as before, or without a period the ukuran."""
    if not period:
        return _with_field(new, "ukuran", old.get("ukuran"))
    was: Mapping[str, float] = old.get("target", {})
    return _with_field(new, "target", _with_field(new.get("target", {}), period, was.get(period)))
