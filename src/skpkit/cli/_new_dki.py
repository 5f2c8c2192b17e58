"""`skpkit new dki`: ask what a dialogue was about, or read it from options."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from skpkit.cli._asking import LONGEST_TEXT, Asking, day_in
from skpkit.cli._new_dki_more import FurtherGiven, further
from skpkit.cli._plan_words import NO_SUCH, pairs_in, parts_in
from skpkit.cli._realised import asked_values, confirm
from skpkit.errors import WrongUsage
from skpkit.meant import OpenPlan
from skpkit.messages import N_
from skpkit.model.periods import QUARTERS, period_meant
from skpkit.source.yamlfile.numbers import NO_RESULT, number_in
from skpkit.writing.drafts import ActionDraft, AgreementDraft, DialogueDraft, FeedbackDraft
from skpkit.writing.meeting import MEDIA
from skpkit.writing.recording import DueCell, GivenValue, doubts_of, due_cells, unset_plan

MATTERS = ("skp", "adendum", "komplemen", "manual_iki", "lainnya")
KINDS = {"berkala": N_("as scheduled"), "insidental": N_("beside the schedule")}

ASK_DAY = N_("Day of the dialogue (tanggal)")
ASK_MEDIUM = N_("How was it held (media)")
ASK_KIND = N_("Kind (sifat)")
ASK_FEEDBACK = N_("Feedback of the superior on the results, empty for none")
ASK_BEHAVIOUR = N_("Feedback of the superior on the behaviour, empty for none")
ASK_WHICH_VALUE = N_("On which value")
ASK_AGREE_SKP = N_("Was the SKP agreed on, with its results, targets and behaviour?")
ASK_AGREED = N_("Something else that was agreed on, empty for nothing")
ASK_ACTION = N_("Step {nth} that is planned (rencana aksi), empty for none")
ASK_DEADLINE = N_("  Until when (tenggat)")
ASK_RHK = N_("  For which RHK")
ASK_CONCLUSION = N_("Conclusion (kesimpulan), empty for none")
VALUE_FORM = N_("IKI=NUMBER or IKI:PERIOD=NUMBER, such as 1a-C:Q1=96.2")
TEXT_FORM = N_("IKI=TEXT or IKI:PERIOD=TEXT")
FEEDBACK_FORM = N_("IKI=TEXT or VALUE=TEXT, such as akuntabel=Laporan lengkap")
AGREEMENT_FORM = N_("MATTER | TEXT, the matter skp, adendum, komplemen, manual_iki or lainnya")
ACTION_FORM = N_("TEXT | deadline (2026-06-15, 15/6/2026 or 15 June 2026) | RHK, the RHK may be left out")
NO_DUE = N_("{iki} owes no realisasi on {day}; name the period: --realisasi {iki}:Q1=…")
SKP_AGREED = "Rencana hasil kerja, target, dan perilaku kerja tahun {year} disepakati"


class DialogueGiven(NamedTuple):
    """What options say of a new dialogue."""

    day: date | None
    medium: str | None
    kind: str | None
    stages: tuple[str, ...]
    reported: str | None
    values: Sequence[str]
    proofs: Sequence[str]
    hindrances: Sequence[str]
    feedback: Sequence[str]
    agreements: Sequence[str]
    actions: Sequence[str]
    conclusion: str | None
    sure: bool
    people: Sequence[str]
    guidance: Sequence[str]
    competence: Sequence[str]
    training: Sequence[str]
    career: str | None


def drafted(asks: Asking, plan: OpenPlan, given: DialogueGiven) -> tuple[DialogueDraft, list[GivenValue]]:
    """The dialogue that options and answers make, and the realisations that it records."""
    day = asks.day(ASK_DAY, "--tanggal", given.day, plan.today)
    medium = asks.choice(ASK_MEDIUM, "--media", dict.fromkeys(MEDIA, ""), given.medium, MEDIA[0])
    kind = asks.choice(ASK_KIND, "--sifat", KINDS, given.kind, "berkala")
    due = [*due_cells(plan.dossier, plan.folder, plan.skp, day)]
    if given.values or not asks.asks:
        values = _given_values(given, due, day)
        if not given.sure:
            _confirm(asks, plan, values)
    elif plan.skp.established:
        values = asked_values(asks, due, "--realisasi", hindrances=True)
    else:
        values = []  # the dialogue is about a plan that is still to be set
    feedback, agreements = _feedback(asks, plan, given), _agreements(asks, plan, given)
    actions = _actions(asks, plan, given, day)
    conclusion = asks.text(ASK_CONCLUSION, "--kesimpulan", given.conclusion, needed=False, longest=LONGEST_TEXT)
    more = FurtherGiven(given.people, given.guidance, given.competence, given.training, given.career)
    people, parts = further(asks, plan, more, day)
    draft = DialogueDraft(
        day=day,
        medium=medium,
        regular=kind == "berkala",
        stages=given.stages,
        reported=_reported(given, day),
        feedback=feedback,
        agreements=agreements,
        actions=actions,
        conclusion=conclusion,
        people=people,
        further=parts,
    )
    return draft, values


def _reported(given: DialogueGiven, day: date) -> date | None:
    if given.reported is None:
        return None
    return day_in(given.reported) if given.reported else day


def _given_values(given: DialogueGiven, due: Sequence[DueCell], day: date) -> list[GivenValue]:
    def cell(key: str) -> tuple[str, str]:
        iki, _, period = key.partition(":")
        if period:
            return iki, period_meant(period)
        found = next((each for each in due if each.indicator.kode == iki), None)
        if found is None:
            raise WrongUsage(NO_DUE, iki=iki, day=day)
        return iki, found.period

    proofs = [(cell(key), text) for key, text in pairs_in(given.proofs, "--bukti", TEXT_FORM).items()]
    hindrances = {cell(key): text for key, text in pairs_in(given.hindrances, "--kendala", TEXT_FORM).items()}
    values = []
    for key, text in pairs_in(given.values, "--realisasi", VALUE_FORM).items():
        at = cell(key)
        proof = tuple(each.strip() for where, told in proofs if where == at for each in told.split(";"))
        values.append(GivenValue(*at, text, proof, hindrances.get(at, "")))
    known = {(each.iki, each.period) for each in values}
    for where in (*(where for where, _ in proofs), *hindrances):
        if where not in known:
            raise WrongUsage(
                NO_SUCH, option="--bukti, --kendala", given=":".join(where), known=tuple(map(":".join, known))
            )
    return values


def _confirm(asks: Asking, plan: OpenPlan, values: Sequence[GivenValue]) -> None:
    """Let somebody confirm what is odd in the realisations of options."""
    doubts = [*unset_plan(plan.folder, plan.skp)] if values else []
    for each in () if plan.skp.narrative else values:
        value = number_in(each.value, nothing=NO_RESULT)
        doubts += doubts_of(plan.folder, plan.skp.indicator(each.iki), each.period, value)
    confirm(asks, doubts)


def _feedback(asks: Asking, plan: OpenPlan, given: DialogueGiven) -> tuple[FeedbackDraft, ...]:
    values, codes = plan.folder.profile.values, [each.kode for each in plan.skp.indicators()]
    found = []
    for about, text in pairs_in(given.feedback, "--umpan-balik", FEEDBACK_FORM).items():
        if about not in (*values, *codes):
            raise WrongUsage(NO_SUCH, option="--umpan-balik", given=about, known=(*codes, *values))
        found.append(FeedbackDraft(about, text, about in values))
    if asks.asks and not found and plan.skp.established:
        if text := asks.text(ASK_FEEDBACK, "--umpan-balik", needed=False, longest=LONGEST_TEXT):
            found.append(FeedbackDraft("", text))
        if text := asks.text(ASK_BEHAVIOUR, "--umpan-balik", needed=False, longest=LONGEST_TEXT):
            which = asks.choice(ASK_WHICH_VALUE, "--umpan-balik", dict.fromkeys(values, ""), usual=values[0])
            found.append(FeedbackDraft(which, text, behaviour=True))
    return tuple(found)


def _agreements(asks: Asking, plan: OpenPlan, given: DialogueGiven) -> tuple[AgreementDraft, ...]:
    found = []
    for each in given.agreements:
        matter, text = parts_in(each, 2, 2, "--sepakat", AGREEMENT_FORM)
        if matter not in MATTERS:
            raise WrongUsage(NO_SUCH, option="--sepakat", given=matter, known=MATTERS)
        nomor = {"adendum": len(plan.skp.changes) + 1, "komplemen": len(plan.dossier.folders)}.get(matter)
        found.append(AgreementDraft(matter, text, nomor))
    if found:
        return tuple(found)
    if not plan.skp.established and asks.agrees(ASK_AGREE_SKP, alone=asks.yes):
        found.append(AgreementDraft("skp", SKP_AGREED.format(year=plan.skp.tahun)))
    if asks.asks and (text := asks.text(ASK_AGREED, "--sepakat", needed=False, longest=LONGEST_TEXT)):
        found.append(AgreementDraft("lainnya", text))
    return tuple(found)


def _actions(asks: Asking, plan: OpenPlan, given: DialogueGiven, day: date) -> tuple[ActionDraft, ...]:
    codes = {each.kode: str(each.data["rencana"]) for each in plan.skp.results}
    found = []
    for each in given.actions:
        text, until, rhk = parts_in(each, 2, 3, "--aksi", ACTION_FORM)
        if rhk and rhk not in codes:
            raise WrongUsage(NO_SUCH, option="--aksi", given=rhk, known=tuple(codes))
        found.append(ActionDraft(text, day_in(until), rhk))
    nth = 1
    while asks.asks and not given.actions:
        text = asks.text(ASK_ACTION, "--aksi", needed=False, longest=LONGEST_TEXT, nth=nth)
        if not text:
            break
        until_day = asks.day(ASK_DEADLINE, "--aksi", None, _end_of_quarter(plan, day))
        rhk = asks.choice(ASK_RHK, "--aksi", codes, usual=next(iter(codes)), needed=False)
        found.append(ActionDraft(text, until_day, rhk))
        nth += 1
    return tuple(found)


def _end_of_quarter(plan: OpenPlan, day: date) -> date:
    ends = (plan.folder.profile.term(each, plan.skp.tahun).selesai for each in QUARTERS)
    return next((each for each in ends if each > day), day + timedelta(days=90))
