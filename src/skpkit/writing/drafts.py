"""New records as somebody answers questions about them, and the data that they make; nothing is judged here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from skpkit.model.periods import Term
from skpkit.model.records import DRAFT, HEADS_OF_UNIT
from skpkit.source.schemas import ADDITIONAL, MAIN, SKP

NO_TARGET: Mapping[str, float] = MappingProxyType({})
NO_TEXTS: Mapping[str, str] = MappingProxyType({})
NO_LISTS: Mapping[str, Sequence[str]] = MappingProxyType({})
ATTACHED = ("dukungan_sumber_daya", "skema_pertanggungjawaban", "konsekuensi")


class IndicatorDraft(NamedTuple):
    """An IKI of a new SKP; of a kualitatif one `nama` is its ukuran, and it has nothing else but its code."""

    kode: str
    nama: str
    aspek: str = ""
    satuan: str = ""
    target: Mapping[str, float] = NO_TARGET


class ResultDraft(NamedTuple):
    """An RHK of a new SKP, of `tambahan` where it is `extra`; `superior` is the code of the intervened RHK."""

    kode: str
    rencana: str
    indicators: tuple[IndicatorDraft, ...]
    extra: bool = False
    superior: str = ""
    perspective: str = ""
    assigned_by: str = ""


class SkpDraft(NamedTuple):
    """A new SKP. `unit` is the folder below the year, `employee` and `appraiser` are persons as records have them."""

    year: int
    unit: str
    aturan: str
    institution: str
    term: Term
    employee: Mapping[str, str]
    appraiser: Mapping[str, str]
    results: tuple[ResultDraft, ...]
    narrative: bool = False
    heads_unit: bool = False
    expectations: Mapping[str, str] = NO_TEXTS
    attachment: Mapping[str, Sequence[str]] = NO_LISTS

    @property
    def nip(self) -> str:
        """The NIP of the employee."""
        return self.employee["nip"]


def skp_data(draft: SkpDraft, values: Sequence[str]) -> dict[str, Any]:
    """The record of a new SKP; `values` are those of perilaku kerja."""
    attachment = {key: [*draft.attachment[key]] for key in ATTACHED if draft.attachment.get(key)}
    extra = [_result(draft, each) for each in draft.results if each.extra]
    return {
        "jenis": SKP,
        "versi": 1,
        "aturan": draft.aturan,
        "tahun": draft.year,
        "periode": {"mulai": draft.term.mulai, "selesai": draft.term.selesai},
        "instansi": draft.institution,
        "pendekatan": "kualitatif" if draft.narrative else "kuantitatif",
        "kelompok": HEADS_OF_UNIT if draft.heads_unit else "administrasi_fungsional",
        "status": DRAFT,
        "pegawai": _filled(draft.employee),
        "pejabat_penilai_kinerja": _filled(draft.appraiser),
        "hasil_kerja": {
            MAIN: [_result(draft, each) for each in draft.results if not each.extra],
            **({ADDITIONAL: extra} if extra else {}),
        },
        "perilaku_kerja": [_filled({"nilai": each, "ekspektasi": draft.expectations.get(each, "")}) for each in values],
        **({"lampiran": attachment} if attachment else {}),
    }


def _result(draft: SkpDraft, result: ResultDraft) -> dict[str, Any]:
    superior = {"nip": draft.appraiser.get("nip", ""), "kode": result.superior} if result.superior else None
    return {
        "kode": result.kode,
        "rencana": result.rencana,
        **_filled({"perspektif": result.perspective}),
        **({"rhk_pimpinan": superior} if superior and superior["nip"] else {}),
        **_filled({"penugasan": result.assigned_by}),
        "indikator": [_indicator(draft, each) for each in result.indicators],
    }


def _indicator(draft: SkpDraft, indicator: IndicatorDraft) -> dict[str, Any]:
    if draft.narrative:
        return {"kode": indicator.kode, "ukuran": indicator.nama}
    told = {"kode": indicator.kode, "nama": indicator.nama, "aspek": indicator.aspek, "satuan": indicator.satuan}
    return {**told, "target": dict(indicator.target)}


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that say something."""
    return {key: each for key, each in texts.items() if each}


def folder_name(text: str) -> str:
    """A name of a unit as that of a folder: kppn-contoh."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]
