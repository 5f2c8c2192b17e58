"""New records as somebody answers questions about them, and the data that they make; nothing is judged here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from skpkit.model.periods import Term
from skpkit.model.records import (
    APPRAISER,
    DIRECT_SUPERIOR,
    DRAFT,
    EMPLOYEE,
    HEADS_OF_UNIT,
    REPORTED,
    Indicator,
    Skp,
)
from skpkit.source.schemas import ADDITIONAL, DIALOGUE, EVALUATION, MAIN, MANUAL, SKP
from skpkit.writing.composing import NO_GLOSSES, Glosses

NO_TARGET: Mapping[str, float] = MappingProxyType({})
NO_TEXTS: Mapping[str, str] = MappingProxyType({})
NO_LISTS: Mapping[str, Sequence[str]] = MappingProxyType({})
# A scale from 0 up to what is exactly met, as the regulation's example has it.
SCALE = ({"ca": 90, "capaian": 100}, {"ca": 100, "capaian": 120})
ATTACHED = ("dukungan_sumber_daya", "skema_pertanggungjawaban", "konsekuensi")


class IndicatorDraft(NamedTuple):
    """An IKI of a new SKP; of a kualitatif one `nama` is its ukuran. `mandate` says who demands it, as a squad does."""

    kode: str
    nama: str
    aspek: str = ""
    satuan: str = ""
    target: Mapping[str, float] = NO_TARGET
    mandate: str = ""


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
    """A new SKP. `unit` is the folder below the year, `employee` and `appraiser` are persons as records have them;
    `notes` are the comments on results that were taken over."""

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
    notes: Glosses = NO_GLOSSES

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


class EvaluationDraft(NamedTuple):
    """A new evaluation: its ratings, and what is said of results by their code and of values by their name. `day` and
    `place` are those of its signature; it is `established`, or a rancangan."""

    period: str
    organisation: str
    results: str
    behaviour: str
    place: str = ""
    day: date | None = None
    note: str = ""
    of_results: Mapping[str, str] = NO_TEXTS
    of_values: Mapping[str, str] = NO_TEXTS
    superior: Mapping[str, str] = NO_TEXTS
    established: bool = False


class FeedbackDraft(NamedTuple):
    """Feedback of the direct superior: on an IKI, on a value of perilaku kerja, or on all results (no `about`)."""

    about: str
    text: str
    behaviour: bool = False


class AgreementDraft(NamedTuple):
    """What a dialogue agrees on; `nomor` is that of an adendum, komplemen or change of a manual."""

    perihal: str
    text: str
    nomor: int | None = None


class ActionDraft(NamedTuple):
    """A step that a dialogue plans, and until when."""

    text: str
    deadline: date
    rhk: str = ""


class DialogueDraft(NamedTuple):
    """A new dialogue: how it was held, and what came of it. `lines` are those of pemantauan, `people` others who took
    part, and `further` the parts of pembinaan, competence and career, all as records have them."""

    day: date
    medium: str
    regular: bool
    stages: tuple[str, ...] = ()
    reported: date | None = None
    lines: tuple[Mapping[str, Any], ...] = ()
    feedback: tuple[FeedbackDraft, ...] = ()
    agreements: tuple[AgreementDraft, ...] = ()
    actions: tuple[ActionDraft, ...] = ()
    conclusion: str = ""
    people: tuple[Mapping[str, str], ...] = ()
    further: Mapping[str, Any] = NO_TEXTS


STAGES = ("perencanaan", "pelaksanaan", "pemantauan", "umpan_balik", "pembinaan", "evaluasi", "tindak_lanjut")


def stages_of(draft: DialogueDraft) -> tuple[str, ...]:
    """The stages of performance that a dialogue speaks of: those that are given, else what it holds tells."""
    held = {
        STAGES[0]: bool(draft.agreements),
        STAGES[1]: bool(draft.lines),
        STAGES[2]: bool(draft.lines),
        STAGES[3]: bool(draft.feedback),
        STAGES[4]: "pembinaan" in draft.further,
    }
    return draft.stages or tuple(each for each, is_held in held.items() if is_held) or (STAGES[1],)


def dialogue_data(draft: DialogueDraft, skp: Skp) -> dict[str, Any]:
    """The record of a new dialogue of the employee and the appraiser in office that day."""
    appraiser = skp.appraiser_on(draft.day)
    giver = _filled({"nama": appraiser["nama"], "nip": appraiser.get("nip", ""), "hubungan": DIRECT_SUPERIOR})
    agreed = [
        {"perihal": each.perihal, **({"nomor": each.nomor} if each.nomor else {}), "uraian": each.text}
        for each in draft.agreements
    ]
    actions = [
        {"uraian": each.text, **_filled({"rhk": each.rhk}), "tenggat": each.deadline, "status": "belum"}
        for each in draft.actions
    ]
    return {
        "jenis": DIALOGUE,
        "versi": 1,
        "tanggal": draft.day,
        "sifat": "berkala" if draft.regular else "insidental",
        "media": draft.medium,
        "tahap": [*stages_of(draft)],
        "status": REPORTED if draft.reported else "draf",
        **({"dilaporkan": draft.reported} if draft.reported else {}),
        "peserta": [
            {"nama": skp.employee["nama"], "nip": skp.nip, "peran": EMPLOYEE},
            _filled({"nama": appraiser["nama"], "nip": appraiser.get("nip", ""), "peran": DIRECT_SUPERIOR}),
            *map(dict, draft.people),
        ],
        **({"pemantauan": {"hasil_kerja": [dict(each) for each in draft.lines]}} if draft.lines else {}),
        **_some({"umpan_balik": [_given(each, giver) for each in draft.feedback]}),
        **draft.further,
        **_some({"kesepakatan": agreed, "rencana_aksi": actions}),
        **_filled({"kesimpulan": draft.conclusion}),
    }


def _given(feedback: FeedbackDraft, giver: Mapping[str, str]) -> dict[str, Any]:
    about = {"nilai" if feedback.behaviour else "iki": feedback.about} if feedback.about else {}
    matter = "perilaku_kerja" if feedback.behaviour else "hasil_kerja"
    return {"dari": dict(giver), "atas": matter, **about, "isi": feedback.text}


def manual_data(skp: Skp, indicator: Indicator, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The record of the manual of an IKI: what the SKP shows of it, and the `fields` that only the manual has."""
    result = next(each for each in skp.results if indicator in each.indicators)
    shown = {
        key: indicator.data[key] for key in ("nama", "ukuran", "satuan", "aspek", "target") if key in indicator.data
    }
    perspective = {"perspektif": result.data["perspektif"]} if "perspektif" in result.data else {}
    told = with_scale({key: each for key, each in fields.items() if each not in ("", None)})
    head = {"jenis": MANUAL, "versi": 1, "aturan": skp.aturan, "kode": indicator.kode, "rhk": result.kode}
    return {**head, **shown, **perspective, **told}


def with_scale(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a manual with the usual scale, where what is measured is to be stable and none is told."""
    if fields.get("polarisasi") != "stabilize" or fields.get("skala_stabilize"):
        return dict(fields)
    return {**fields, "skala_stabilize": [dict(each) for each in SCALE]}


def evaluation_data(draft: EvaluationDraft, skp: Skp, predicate: str) -> dict[str, Any]:
    """The record of a new evaluation."""
    return {
        "jenis": EVALUATION,
        "versi": 1,
        "periode": draft.period,
        "status": "ditetapkan" if draft.established else DRAFT,
        **_filled({"tempat": draft.place}),
        **({"tanggal": draft.day} if draft.day else {}),
        "capaian_organisasi": draft.organisation,
        "hasil_kerja": [{"rhk": each.kode, **_feedback(draft.of_results.get(each.kode, ""))} for each in skp.results],
        "rating_hasil_kerja": draft.results,
        **_some({"perilaku_kerja": [{"nilai": each, **_feedback(text)} for each, text in draft.of_values.items()]}),
        "rating_perilaku_kerja": draft.behaviour,
        "predikat": predicate,
        **_filled({"catatan": draft.note}),
        **({"atasan_pejabat_penilai": _filled(draft.superior)} if draft.superior.get("nama") else {}),
    }


def _some(lists: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
    return {key: each for key, each in lists.items() if each}


def _feedback(text: str) -> dict[str, Any]:
    return {"umpan_balik": [{"dari": APPRAISER, "isi": text}]} if text else {}


def _result(draft: SkpDraft, result: ResultDraft) -> dict[str, Any]:
    superior = {"nip": draft.appraiser.get("nip", ""), "kode": result.superior}
    return {
        "kode": result.kode,
        "rencana": result.rencana,
        **_filled({"perspektif": result.perspective}),
        **({"rhk_pimpinan": superior} if result.superior else {}),
        **_filled({"penugasan": result.assigned_by}),
        "indikator": [_indicator(draft, each) for each in result.indicators],
    }


def _indicator(draft: SkpDraft, indicator: IndicatorDraft) -> dict[str, Any]:
    mandate = _filled({"mandat": indicator.mandate})
    if draft.narrative:
        return {"kode": indicator.kode, "ukuran": indicator.nama, **mandate}
    told = {"kode": indicator.kode, "nama": indicator.nama, "aspek": indicator.aspek, "satuan": indicator.satuan}
    return {**told, "target": dict(indicator.target), **mandate}


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that say something."""
    return {key: each for key, each in texts.items() if each}


def folder_name(text: str) -> str:
    """A name of a unit as that of a folder: kppn-contoh."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]
