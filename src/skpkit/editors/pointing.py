"""Where what stands at a spot is defined: the IKI of a code, the file of a dialogue, the RHK of a superior."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from skpkit.editors.spots import TextSpot, path_at
from skpkit.findings import Location
from skpkit.model.paths import Identity, manual_name
from skpkit.source.yamlfile import Path, read

if TYPE_CHECKING:
    from skpkit.editors.session import EditedRecords
    from skpkit.model.dossier import Dossier, SkpFolder

_PATHS = frozenset({"dialog", "dki", "atas", "menggantikan"})
_CODES = frozenset({"kode", "iki", "rhk"})


def definition(session: EditedRecords, path: str, spot: TextSpot) -> Location | None:
    """The place where it is defined; None where nothing here defines it."""
    document = read(session.text(path).encode(errors="replace"))
    found = path_at(document, spot)
    dossier = session.dossier(path)
    if not found or not dossier:
        return None
    at = found[0]
    values = dict(document.values())
    value = values.get(at)
    if not isinstance(value, str) or not value:
        return None
    folder = _folder_of(dossier, path)
    if folder is None:
        return None
    key = _key_of(at)
    if key in _PATHS or value.endswith(".yaml"):
        target = posixpath.normpath(f"{folder.path}/{value}")
        return Location(target) if dossier.file_of(target) else None
    if "rhk_pimpinan" in at:
        return _of_superior(session, dossier, values, at)
    return _of_code(folder, path, value, at) if key in _CODES else None


def _of_code(folder: SkpFolder, path: str, code: str, at: Path) -> Location | None:
    skp = folder.skp
    if skp is None:
        return None
    indicator = skp.indicator(code)
    if indicator:
        own = path == skp.path and "indikator" in at
        manual = folder.manuals.get(code)
        if own:
            return Location(manual.path if manual else f"{folder.path}/{manual_name(code)}") if manual else None
        return skp.at(*indicator.path, "kode")
    result = skp.result(code)
    return skp.at(*result.path, "kode") if result and path != skp.path else None


def _of_superior(session: EditedRecords, dossier: Dossier, values: dict[Path, Any], at: Path) -> Location | None:
    """The RHK of a superior that an RHK intervenes."""
    holder = at[: at.index("rhk_pimpinan") + 1]
    nip, code = values.get((*holder, "nip")), values.get((*holder, "kode"))
    found = session.usable.dossier(Identity(dossier.year, str(nip)))
    for _, skp in found.plans() if found else ():
        result = skp.result(str(code))
        if result:
            return skp.at(*result.path, "kode")
        return skp.at("pegawai")
    return None


def _folder_of(dossier: Dossier, path: str) -> SkpFolder | None:
    """The SKP folder that a file lies in."""
    file = dossier.file_of(path)
    return dossier.folders.get(file.folder) if file else None


def _key_of(at: Path) -> str:
    return next((each for each in reversed(at) if isinstance(each, str)), "")
