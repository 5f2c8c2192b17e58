"""A whole record to fill in, for a file that is still empty: what the records know stands in it, all else is blank."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from skpkit.continuing import fields_of
from skpkit.drafting import Proposals
from skpkit.meant import OpenPlan
from skpkit.model.paths import Identity, day_of, dossier_path, record_path
from skpkit.model.periods import QUARTERS, YEAR, Term
from skpkit.model.profiles import NEWEST, profile
from skpkit.model.proposals import indicator_code, result_code
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP
from skpkit.writing.composing import text_of
from skpkit.writing.desk import EditedFiles
from skpkit.writing.drafts import (
    DialogueDraft,
    EvaluationDraft,
    IndicatorDraft,
    ResultDraft,
    SkpDraft,
    dialogue_data,
    evaluation_data,
    manual_data,
    skp_data,
)
from skpkit.writing.glossing import glosses_of
from skpkit.writing.recording import due_cells

if TYPE_CHECKING:
    from skpkit.editors.session import EditedRecords

_BLANK = "BELUMDIISI"
_PERSON = ("nama", "nip", "pangkat_golongan", "jabatan", "unit_kerja")


def outline(session: EditedRecords, path: str, kind: str) -> str | None:
    """The text of a new record at a path; None where nobody knows what belongs there, as while there is no SKP."""
    found = dossier_path(path, session.usable.settings.records)
    if not found:
        return None
    told = record_path(found.below[1:])
    if kind == SKP:
        return None if told.folder else _text(kind, _skp(session, found.identity, found.folder))
    dossier = session.dossier(path)
    folder = dossier.folders.get(told.folder) if dossier else None
    if not dossier or not folder or not folder.skp:
        return None
    skp = folder.skp
    if kind == MANUAL:
        indicator = skp.indicator(told.key)
        if indicator is None:
            return None
        plan = OpenPlan(
            session.records, session.usable, dossier, folder, skp, session.today(), EditedFiles(session.records.root)
        )
        fields = {key: _BLANK if each in ("", None) else each for key, each in fields_of(plan, indicator).items()}
        return _text(kind, manual_data(skp, indicator, fields))
    if kind == DIALOGUE:
        day = day_of(told.key[:10])
        if day is None:
            return None
        due = due_cells(dossier, folder, skp, day) if skp.established else ()
        lines = tuple({"iki": each.indicator.kode, "periode": each.period, "realisasi": _BLANK} for each in due)
        return _text(kind, dialogue_data(DialogueDraft(day, _BLANK, regular=True, lines=lines), skp))
    if kind == EVALUATION:
        draft_of = EvaluationDraft(told.key, _BLANK, _BLANK, _BLANK)
        return _text(kind, evaluation_data(draft_of, skp, _BLANK))
    return None


def _text(kind: str, data: Mapping[str, Any]) -> str:
    made = text_of(kind, data, glosses_of(kind, data, "")).replace(_BLANK, "")
    return "".join(f"{line.rstrip()}\n" for line in made.splitlines() if line != "#")


def _skp(session: EditedRecords, identity: Identity, folder: str) -> dict[str, Any]:
    """The data of a new SKP: persons, aturan and institution as its last one or a colleague's have them."""
    settings, year = session.usable.settings, identity.year
    proposals = Proposals(session.usable, session.today())
    earlier = proposals.plan_of(identity.nip, year - 1)
    own = earlier[1] if earlier else None
    near = own or proposals.colleague(proposals.unit_at(identity, folder), year)
    aturan = settings.profile or (near.aturan if near else NEWEST)
    blank = dict.fromkeys(_PERSON, _BLANK)
    employee = {**blank, **(own.employee if own else {"unit_kerja": settings.unit or _BLANK}), "nip": identity.nip}
    appraiser = {**blank, **(near.data["pejabat_penilai_kinerja"] if near else {})}
    nip = str(appraiser["nip"])
    intervened = bool(proposals.results_of(nip, year))
    code = indicator_code(1, (), extra=False, kind="C" if intervened else "N")
    target: dict[str, Any] = dict.fromkeys((*QUARTERS, YEAR), _BLANK)
    first = IndicatorDraft(code, _BLANK, _BLANK, _BLANK, target)
    result = ResultDraft(result_code(1, extra=False), _BLANK, (first,), superior=_BLANK if intervened else "")
    rules = profile(aturan)
    draft = SkpDraft(
        year=year,
        unit="",
        aturan=aturan,
        institution=settings.institution or (str(near.data["instansi"]) if near else "") or _BLANK,
        term=Term(date(year, 1, 1), date(year, 12, 31)),
        employee=employee,
        appraiser=appraiser,
        results=(result,),
    )
    return skp_data(draft, rules.values if rules else ())
