"""Going on with an SKP: new manuals, dialogues and evaluations of it, judged before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from skpkit.drafting import Drafted, Proposals, judged
from skpkit.errors import WrongUsage
from skpkit.meant import OpenPlan, planning
from skpkit.messages import N_
from skpkit.model.dossier import SkpFolder
from skpkit.model.paths import manual_name, record_name
from skpkit.model.periods import FORM_ORDER, RHYTHMS, in_order
from skpkit.model.proposals import manual_fields
from skpkit.model.records import Indicator, Manual
from skpkit.opening import OnSettings, batch_of
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL
from skpkit.writing import amending, recording
from skpkit.writing.amending import SkpEdit
from skpkit.writing.composing import text_of
from skpkit.writing.declaring import read_skp
from skpkit.writing.desk import names_in
from skpkit.writing.drafts import DialogueDraft, EvaluationDraft, dialogue_data, evaluation_data, manual_data
from skpkit.writing.editing import RecordText
from skpkit.writing.glossing import glosses_of, glosses_of_manual
from skpkit.writing.meeting import free_name, glosses_of_dialogue
from skpkit.writing.recording import GivenValue

NO_IKI = N_("the SKP has no IKI {given}; its IKI are {known}")
HAS_MANUAL = N_(
    "{path} is there already, and an IKI has one manual; it may be edited as it is while the SKP is a rancangan, later "
    "by: skpkit adendum {dossier} --manual {iki} FIELD=VALUE --alasan REASON"
)
ALL_HAVE = N_("every IKI of {path} has its manual already")
NO_PERIOD = N_("{given} is no period; periods are {known}")
BEFORE_SKP = N_(
    "the dialogue of {day} is before {year}, the year of the SKP; give the day on which it was held: --tanggal"
)
EVALUATED = N_(
    "{path} is established, and a period is evaluated once; what is not in it yet counts for the next period, and who "
    "does not agree writes a keberatan into it, as a line of its own: {example}"
)
BESIDE = N_(
    "{path} is established and is of the same realisasi as {period}, which are evaluated once, and for the year as a "
    "whole besides; who does not agree writes a keberatan into it, as a line of its own: {example}"
)
BY_PARTS = N_(
    "{path} is established, so that {period} is evaluated by periods like that: skpkit new evaluasi {dossier} {next}"
)
NOT_OVER = N_("{period} ends on {end}, and is evaluated from that day on")
BEGUN = N_("{path} is there already as a rancangan; complete it there")


def lacking_manuals(plan: OpenPlan) -> tuple[Indicator, ...]:
    """The IKI that have no manual, nor a file that may be meant to be it."""
    taken = {*names_in(plan.folder)}
    return tuple(each for each in plan.skp.indicators() if manual_name(each.kode) not in taken)


def fields_of(plan: OpenPlan, indicator: Indicator) -> dict[str, Any]:
    """What the manual of an IKI proposes."""
    earlier = _year_before(plan)
    own = earlier.manuals.get(indicator.kode) if earlier else None
    same = own if own and _name_of(own.data) == _name_of(indicator.data) else None
    found = manual_fields(plan.skp, indicator, same)
    found["sumber_data"] = found["sumber_data"] or _usual_source(plan.folder.manuals.values())
    return found


def _year_before(plan: OpenPlan) -> SkpFolder | None:
    """The folder of the employee's SKP of the year before."""
    found = Proposals(plan.office, plan.today).plan_of(plan.skp.nip, plan.skp.tahun - 1)
    plans = [*found[0].plans()] if found and found[0].year == plan.skp.tahun - 1 else []
    return max(plans, key=lambda each: each[1].term.mulai)[0] if plans else None


def _name_of(data: Mapping[str, Any]) -> Any:
    return data.get("nama", data.get("ukuran"))


def _usual_source(manuals: Any) -> str:
    named = [
        str(each.data["sumber_data"]) for each in manuals if isinstance(each, Manual) and "sumber_data" in each.data
    ]
    return max(named, key=named.count) if named else ""


def as_edited(plan: OpenPlan, edits: Sequence[SkpEdit], content: bytes | None = None) -> OpenPlan:
    """An SKP as it would be with edits, or with the `content` that its file is to have; as it is where that is no SKP.
    Raises WrongUsage for edits that cannot be made."""
    lying = (plan.records.root / plan.skp.path).read_bytes() if content is None else content
    text = RecordText(plan.skp.path, lying)
    amending.apply(text, edits, "")
    skp = read_skp(plan.skp.path, text.content, plan.dossier.path)
    return plan._replace(skp=skp or plan.skp)


def new_manuals(
    repository: str | Path,
    dossier: str | Path,
    fields: Mapping[str, Mapping[str, Any]] | None = None,
    *,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> Drafted:
    """The manuals of IKI: with `fields` those of its keys, with what they say; without it of all that lack one, as the
    SKP and the year before propose them.

    Raises WrongUsage for an IKI that is none or has one, and where none lacks one; RefusedError where they would break
    a rule.
    """
    with planning(repository, dossier, today=today, on_settings=on_settings) as plan:
        lacking = {each.kode: each for each in lacking_manuals(plan)}
        known = {each.kode for each in plan.skp.indicators()}
        for kode in fields or ():
            if kode not in known:
                raise WrongUsage(NO_IKI, given=kode, known=tuple(each.kode for each in plan.skp.indicators()))
            if kode not in lacking:
                raise WrongUsage(HAS_MANUAL, path=plan.path_of(manual_name(kode)), dossier=plan.folder.path, iki=kode)
        if not lacking:
            raise WrongUsage(ALL_HAVE, path=plan.folder.path)
        files = {}
        for kode in fields if fields is not None else lacking:
            told = {**fields_of(plan, lacking[kode]), **(fields or {}).get(kode, {})}
            data = manual_data(plan.skp, lacking[kode], told)
            files[plan.path_of(manual_name(kode))] = text_of(MANUAL, data, glosses_of_manual(data)).encode()
        seen = dict.fromkeys(files)
        batch = batch_of(plan.records, "skpkit new manual", files, seen)
        return judged(plan.records, plan.office, plan.dossier.path, batch, plan.today)


def new_dialogue(
    repository: str | Path,
    dossier: str | Path,
    draft: DialogueDraft,
    values: Sequence[GivenValue] = (),
    *,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> Drafted:
    """A new dialogue of employee and appraiser, a draft or reported, with the realisations in `values`.

    Raises WrongUsage for a realisasi that cannot be recorded, or a day that cannot be; RefusedError where it would
    break a rule.
    """
    with planning(repository, dossier, today=today, on_settings=on_settings) as plan:
        if draft.day.year < plan.skp.tahun:
            raise WrongUsage(BEFORE_SKP, day=draft.day, year=str(plan.skp.tahun))
        lines = recording.lines_of(plan.dossier, (plan.folder, plan.skp), values, draft.day)
        data = dialogue_data(draft._replace(lines=(*draft.lines, *lines)), plan.skp)
        path = plan.path_of(free_name(plan.folder, draft.day))
        files = {path: text_of(DIALOGUE, data, glosses_of_dialogue(data, plan.skp)).encode()}
        batch = batch_of(plan.records, "skpkit new dki", files, {path: None})
        return judged(plan.records, plan.office, plan.dossier.path, batch, plan.today)


def refuse_evaluated(plan: OpenPlan, period: str) -> None:
    """Raises WrongUsage for what is no period, one that has an evaluation, or one that is not over."""
    if period not in FORM_ORDER:
        raise WrongUsage(NO_PERIOD, given=period, known=tuple(in_order(FORM_ORDER)))
    name = record_name(EVALUATION, period)
    if name in {*names_in(plan.folder)}:
        there = plan.folder.evaluations.get(period)
        if there and there.established:
            raise WrongUsage(EVALUATED, path=plan.path_of(name), example=there.objection_on(plan.today))
        raise WrongUsage(BEGUN, path=plan.path_of(name))
    for other in plan.folder.evaluations_beside(period, plan.skp.tahun):
        if left := _left_of(plan, period, other.periode):
            raise WrongUsage(BY_PARTS, path=other.path, period=period, dossier=plan.folder.path, next=left[0])
        raise WrongUsage(BESIDE, path=other.path, period=period, example=other.objection_on(plan.today))
    end = plan.folder.rated_until(period, plan.skp)
    if end > plan.today:
        raise WrongUsage(NOT_OVER, period=period, end=end)


def _left_of(plan: OpenPlan, period: str, part: str) -> tuple[str, ...]:
    """The periods like a `part` of a period that have no evaluation."""
    term, year = plan.folder.profile.term, plan.skp.tahun
    alike = next(each for each in RHYTHMS.values() if part in each)
    inside = (each for each in alike if term(period, year).holds(term(each, year)))
    return tuple(each for each in inside if each not in plan.folder.evaluations)


def new_evaluation(
    repository: str | Path,
    dossier: str | Path,
    draft: EvaluationDraft,
    *,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> Drafted:
    """The evaluation of a period, its predikat by the matrix of the regulation.

    Raises WrongUsage where the period has one, RefusedError where it would break a rule.
    """
    with planning(repository, dossier, today=today, on_settings=on_settings) as plan:
        refuse_evaluated(plan, draft.period)
        predicate = plan.folder.profile.predicate(draft.results, draft.behaviour)
        data = evaluation_data(draft, plan.skp, predicate)
        head = f"Evaluasi kinerja {plan.skp.employee['nama']}, {draft.period} {plan.skp.tahun}"
        path = plan.path_of(record_name(EVALUATION, draft.period))
        files = {path: text_of(EVALUATION, data, glosses_of(EVALUATION, data, head)).encode()}
        batch = batch_of(plan.records, "skpkit new evaluasi", files, {path: None})
        return judged(plan.records, plan.office, plan.dossier.path, batch, plan.today)
