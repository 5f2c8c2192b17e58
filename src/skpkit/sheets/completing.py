"""What the rows of a record leave open, and other rows, the settings or the forms tell: filled in where it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from skpkit.model.profiles import profile
from skpkit.model.records import APPRAISER, DIRECT_SUPERIOR, DRAFT, EMPLOYEE, REPORTED
from skpkit.model.settings import Settings
from skpkit.source.schemas import DIALOGUE, EVALUATION, MAIN, MANUAL, SKP
from skpkit.writing.drafts import STAGES

_SHARED = ("nama", "ukuran", "satuan", "aspek", "target")


class SkpTold(NamedTuple):
    """The SKP that other records of its folder rest on, as data."""

    data: Mapping[str, Any]

    def shared(self, kode: str) -> dict[str, Any]:
        """What the manual of an IKI has in common with the SKP; nothing where the SKP has no such IKI."""
        for rhk in _results(self.data):
            for each in rhk.get("indikator", ()):
                if each.get("kode") == kode:
                    found = {"aturan": self.data.get("aturan"), "rhk": rhk.get("kode")}
                    found |= {key: each[key] for key in _SHARED if key in each}
                    return {key: value for key, value in found.items() if value is not None}
        return {}

    def participants(self) -> list[dict[str, Any]]:
        """Employee and appraiser as they take part in a dialogue."""
        found = []
        for key, role in (("pegawai", EMPLOYEE), ("pejabat_penilai_kinerja", DIRECT_SUPERIOR)):
            person = self.data.get(key, {})
            if "nama" in person:
                told = {each: person[each] for each in ("nama", "nip") if each in person}
                found.append({**told, "peran": role})
        return found


def _results(data: Mapping[str, Any]) -> list[Any]:
    return [rhk for section in data.get("hasil_kerja", {}).values() for rhk in section]


def complete(kind: str, data: dict[str, Any], skp: SkpTold | None, settings: Settings) -> None:
    """Fill in what is usual where a record of a kind does not say it."""
    if kind == SKP:
        _complete_skp(data, settings)
    elif kind == MANUAL and skp:
        for key, value in skp.shared(str(data.get("kode"))).items():
            data.setdefault(key, value)
    elif kind == DIALOGUE:
        data.setdefault("sifat", "berkala")
        data.setdefault("media", "tatap_muka")
        data.setdefault("status", REPORTED if "dilaporkan" in data else "draf")
        if "tahap" not in data:
            data["tahap"] = _stages(data)
        if "peserta" not in data and skp:
            data["peserta"] = skp.participants()
    elif kind == EVALUATION:
        data.setdefault("status", DRAFT)


def _complete_skp(data: dict[str, Any], settings: Settings) -> None:
    year = data["tahun"]
    for key, value in (("aturan", settings.profile), ("instansi", settings.institution)):
        if value:
            data.setdefault(key, value)
    data.setdefault("kelompok", "administrasi_fungsional")
    data.setdefault("status", DRAFT)
    term = data.setdefault("periode", {})
    term.setdefault("mulai", f"{year}-01-01")
    term.setdefault("selesai", f"{year}-12-31")
    employee = data.setdefault("pegawai", {})
    if settings.unit:
        employee.setdefault("unit_kerja", settings.unit)
    data.setdefault(APPRAISER, {})
    data.setdefault("hasil_kerja", {}).setdefault(MAIN, [])
    items = [each for rhk in _results(data) for each in rhk.get("indikator", ())]
    narrated = any("ukuran" in each for each in items)
    data.setdefault("pendekatan", "kualitatif" if narrated else "kuantitatif")
    if data["pendekatan"] == "kuantitatif":
        for each in items:
            each.setdefault("target", {})
    known = profile(str(data.get("aturan")))
    values = known.values if known else ()
    told = data.setdefault("perilaku_kerja", [])
    if lacking := [each for each in values if all(each != one.get("nilai") for one in told)]:
        order = [*values]
        told += [{"nilai": each} for each in lacking]
        told.sort(key=lambda each: order.index(each["nilai"]) if each.get("nilai") in order else len(order))


def _stages(data: Mapping[str, Any]) -> list[str]:
    """The stages that a dialogue speaks of, as what it holds tells."""
    held = {
        STAGES[0]: "kesepakatan" in data,
        STAGES[1]: "pemantauan" in data,
        STAGES[2]: "pemantauan" in data,
        STAGES[3]: "umpan_balik" in data,
        STAGES[4]: "pembinaan" in data,
    }
    return [each for each, is_held in held.items() if is_held] or [STAGES[1]]


def without_blanks(data: Any) -> Any:
    """Data without what says nothing: keys without a value, and lists and mappings that hold none."""
    if isinstance(data, Mapping):
        found = {key: without_blanks(each) for key, each in data.items()}
        return {key: each for key, each in found.items() if each is not None and each not in ({}, [])}
    if isinstance(data, list | tuple):
        return [without_blanks(each) for each in data]
    return data
