"""Asking for the RHK and IKI of a new SKP, or reading them from options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from skpkit.cli._asking import LONGEST_LINE, LONGEST_TEXT, NOTHING_SAID, Asking
from skpkit.cli._plan_words import how_in, parts_in, target_in
from skpkit.errors import WrongUsage
from skpkit.findings import Severity
from skpkit.messages import N_
from skpkit.model.paths import is_code
from skpkit.model.periods import RHYTHMS, YEAR, Term
from skpkit.model.profiles import Profile
from skpkit.model.proposals import covered, indicator_code, result_code, usual_consolidation, with_total
from skpkit.model.records import HEADS_OF_UNIT, Result
from skpkit.writing.drafts import IndicatorDraft, ResultDraft

ASPECTS = {
    "kuantitas": N_("how much"),
    "kualitas": N_("how well"),
    "waktu": N_("how fast"),
    "biaya": N_("at what cost"),
}
HOWS = {"sum": N_("their sum"), "average": N_("their average"), "take_last_known": N_("the last one")}
RHYTHM_WORDS = {"triwulanan": "Q1 Q2 Q3 Q4", "bulanan": "B01 … B12", "semesteran": "S1 S2", "tahunan": "Y"}
PERSPECTIVES = ("penerima_layanan", "proses_bisnis", "penguatan_internal", "anggaran")

RHK_FORM = N_("RESULT, RESULT | code of the superior's RHK, or RESULT | perspektif on a head of unit's SKP")
EXTRA_FORM = N_("RESULT, or RESULT | who gave the task")
IKI_FORM = N_(
    "RHK | name | aspek | satuan | target | jumlah, rata-rata or terakhir (may be left out); kualitatif: RHK | ukuran"
)
RESULT = N_("Result {nth} that is planned (rencana hasil kerja)")
NEXT_RESULT = N_("Result {nth}, empty when there are no more")
EXTRA_RESULT = N_("Additional result {nth} (hasil kerja tambahan), empty when there are no more")
SUPERIOR = N_("Which RHK of the superior does it support, empty for none")
PERSPECTIVE = N_("Perspektif")
ASSIGNED = N_("Who gave the task (penugasan)")
NAME = N_("Name of indicator {nth} of {rhk} (IKI)")
NEXT_NAME = N_("Name of indicator {nth} of {rhk}, empty when there are no more")
MEASURE = N_("What shows success {nth} of {rhk} (ukuran keberhasilan)")
NEXT_MEASURE = N_("What shows success {nth} of {rhk}, empty when there are no more")
CODE = N_("Its code")
ASPECT = N_("Aspek")
UNIT = N_("Unit of measure (satuan), such as persen or dokumen")
RHYTHM = N_("How often is it reported (periode pelaporan)")
HOW = N_("How do the periods make the year (konsolidasi)")
TARGET = N_("Target {period}, - where there is none")
NO_TARGET = N_("at least one period needs a target")
ZERO = N_("Is the target of {period} really 0? Where that period has none, answer n (or - in its place)")
TOTAL = N_("  target of the year, computed: {total}")
TOO_FEW = N_("By {rules} this post has at least {least} IKI; so far there are {count}")
NO_RHK = N_("--iki names {given}, but the RHK are {known}; give --rhk for each RHK first")
NO_IKI = N_("{rhk} has no IKI; give it one: --iki '{rhk} | …'")
FULL = N_("By {rules} this post has at most {most} IKI; that is all")
NO_INDICATOR = N_("something must be written here; write - where {rhk} is not to be after all")
CODE_IS_NUMBER = N_("{given} is a number, and this asks for the code of the IKI; Enter takes {usual}")
NOT_A_CODE = N_("{given} cannot be a code; write letters, digits, - and ., such as 1a-C")
TWICE = N_("{kode} stands twice; each IKI has a code of its own")
RHK_OPTION, EXTRA_OPTION, IKI_OPTION = "--rhk", "--tambahan", "--iki"


class PlanFrame(NamedTuple):
    """What the results of an SKP hang on: its days, rules, form, and the RHK of the superior."""

    term: Term
    rules: Profile
    narrative: bool
    heads_unit: bool
    superior: Sequence[Result]
    job_group: str

    @property
    def form(self) -> str:
        """The form (kelompok), as records have it."""
        return HEADS_OF_UNIT if self.heads_unit else "administrasi_fungsional"

    @property
    def kind(self) -> str:
        """How an IKI of the form is cascaded where it hangs on a superior's RHK, as codes say it."""
        return "CP" if self.heads_unit else "C"


def given_results(
    frame: PlanFrame, rhk: Sequence[str], extra: Sequence[str], iki: Sequence[str]
) -> tuple[ResultDraft, ...]:
    """The results that options give."""
    found: list[ResultDraft] = []
    for nth, each in enumerate(rhk, 1):
        text, more = parts_in(each, 1, 2, RHK_OPTION, RHK_FORM)
        if frame.heads_unit:
            found.append(ResultDraft(result_code(nth, extra=False), text, (), perspective=more))
        else:
            found.append(ResultDraft(result_code(nth, extra=False), text, (), superior=more))
    for nth, each in enumerate(extra, 1):
        text, more = parts_in(each, 1, 2, EXTRA_OPTION, EXTRA_FORM)
        found.append(ResultDraft(result_code(nth, extra=True), text, (), extra=True, assigned_by=more))
    for each in iki:
        rhk_given = each.partition("|")[0].strip()
        at = next((nth for nth, one in enumerate(found) if rhk_given in _names(one)), None)
        if at is None:
            raise WrongUsage(NO_RHK, given=rhk_given, known=tuple(one.kode for one in found))
        found[at] = found[at]._replace(indicators=(*found[at].indicators, _given(frame, found[at], each)))
    for result in found:
        if not result.indicators:
            raise WrongUsage(NO_IKI, rhk=result.kode)
    return tuple(found)


def _names(result: ResultDraft) -> tuple[str, str]:
    """What an RHK is called in an option: RHK-1, or 1."""
    return result.kode, result.kode.removeprefix("RHK-")


def _given(frame: PlanFrame, result: ResultDraft, text: str) -> IndicatorDraft:
    kode = _next_code(frame, result)
    if frame.narrative:
        _, measure = parts_in(text, 2, 2, IKI_OPTION, IKI_FORM)
        return IndicatorDraft(kode, measure)
    _, name, aspect, unit, target, how = parts_in(text, 5, 6, IKI_OPTION, IKI_FORM)
    read = Asking(yes=True).choice(ASPECT, IKI_OPTION, ASPECTS, aspect)
    chosen = how_in(how, usual_consolidation(unit))
    return IndicatorDraft(kode, name, read, unit, target_in(target, unit, chosen, frame.term, frame.rules))


def _next_code(frame: PlanFrame, result: ResultDraft) -> str:
    nth = int("".join(each for each in result.kode if each.isdigit()) or 1)
    kind = frame.kind if result.superior or frame.heads_unit else "N"
    return indicator_code(nth, [each.kode for each in result.indicators], extra=result.extra, kind=kind)


def asked_results(asks: Asking, frame: PlanFrame) -> tuple[ResultDraft, ...]:
    """The results that somebody at a terminal plans."""
    found: list[ResultDraft] = []
    for extra in (False, True):
        nth = 1
        while True:
            first = not extra and nth == 1
            lacking = 0 if extra else _lacking(frame, found)
            if lacking and not first:
                asks.tell(TOO_FEW, rules=frame.rules.name, least=lacking, count=_count(found))
            question = EXTRA_RESULT if extra else RESULT if first or lacking else NEXT_RESULT
            option = EXTRA_OPTION if extra else RHK_OPTION
            text = asks.text(question, option, needed=first or bool(lacking), longest=LONGEST_TEXT, words=True, nth=nth)
            if not text:
                break
            result = ResultDraft(result_code(nth, extra=extra), text, (), extra=extra)
            made = _asked(asks, frame, result, _codes(found))
            if not made.indicators:
                continue
            found.append(made)
            if _is_full(frame, _codes(found)):
                asks.tell(FULL, rules=frame.rules.name, most=len(_codes(found)))
                return tuple(found)
            nth += 1
    return tuple(found)


def _codes(results: Sequence[ResultDraft]) -> tuple[str, ...]:
    return tuple(each.kode for result in results for each in result.indicators)


def _is_full(frame: PlanFrame, codes: Sequence[str]) -> bool:
    """Whether the post may not have more IKI than these."""
    limits = frame.rules.indicator_limits(frame.job_group, frame.form)
    return bool(limits and limits.most and limits.severity is Severity.ERROR and len(codes) >= limits.most)


def _count(results: Sequence[ResultDraft]) -> int:
    return sum(len(each.indicators) for each in results)


def _lacking(frame: PlanFrame, results: Sequence[ResultDraft]) -> int:
    """How many IKI the post has at least, where there are fewer so far; else 0."""
    limits = frame.rules.indicator_limits(frame.job_group, frame.form)
    return limits.fewest if limits and limits.fewest and _count(results) < limits.fewest else 0


def _asked(asks: Asking, frame: PlanFrame, result: ResultDraft, taken: Sequence[str]) -> ResultDraft:
    if result.extra:
        result = result._replace(assigned_by=asks.text(ASSIGNED, EXTRA_OPTION, needed=False))
    elif frame.heads_unit:
        known = dict.fromkeys(PERSPECTIVES, "")
        result = result._replace(perspective=asks.choice(PERSPECTIVE, RHK_OPTION, known, needed=False))
    elif frame.superior:
        offered = {each.kode: str(each.data["rencana"]) for each in frame.superior}
        usual = next(iter(offered)) if len(offered) == 1 else ""
        result = result._replace(superior=asks.choice(SUPERIOR, RHK_OPTION, offered, usual=usual, needed=False))
    nth = 1
    while True:
        first = nth == 1
        questions = (MEASURE, NEXT_MEASURE) if frame.narrative else (NAME, NEXT_NAME)
        longest = LONGEST_TEXT if frame.narrative else LONGEST_LINE
        question = questions[0 if first else 1]
        name = asks.text(
            question,
            IKI_OPTION,
            needed=first,
            longest=longest,
            words=True,
            empty=NO_INDICATOR,
            nth=nth,
            rhk=result.kode,
        )  # fmt: skip
        if not name or name in NOTHING_SAID:
            return result
        made = _asked_indicator(asks, frame, result, name, (*taken, *_codes((result,))))
        result = result._replace(indicators=(*result.indicators, made))
        if _is_full(frame, (*taken, *_codes((result,)))):
            return result
        nth += 1


def _asked_indicator(
    asks: Asking, frame: PlanFrame, result: ResultDraft, name: str, taken: Sequence[str]
) -> IndicatorDraft:
    usual = _next_code(frame, result)

    def read_code(text: str) -> str:
        if text.isdecimal():
            raise WrongUsage(CODE_IS_NUMBER, given=text, usual=usual)
        if not is_code(text):
            raise WrongUsage(NOT_A_CODE, given=text)
        if text in taken:
            raise WrongUsage(TWICE, kode=text)
        return text

    kode = asks.text(CODE, IKI_OPTION, usual=usual, read=read_code)
    if frame.narrative:
        return IndicatorDraft(kode, name)
    share = "persen" in name.casefold()
    aspect = asks.choice(ASPECT, IKI_OPTION, ASPECTS, usual="kuantitas")
    unit = asks.text(UNIT, IKI_OPTION, usual="persen" if share else "", words=True)
    return IndicatorDraft(kode, name, aspect, unit, asked_target(asks, frame, unit))


def asked_target(
    asks: Asking, frame: PlanFrame, unit: str, before: Mapping[str, float] | None = None, rhythm: str = ""
) -> dict[str, float]:
    """The target of an IKI, period by period; `before` is proposed, else the number of the period before."""
    year = frame.term.mulai.year
    known = {each: RHYTHM_WORDS[each] for each in RHYTHM_WORDS if covered(frame.term, each, frame.rules, year)}
    rhythm = rhythm or asks.choice(RHYTHM, IKI_OPTION, known, usual="triwulanan")
    how = usual_consolidation(unit)
    if rhythm != "tahunan":
        how = asks.choice(HOW, IKI_OPTION, HOWS, usual=how)
    target: dict[str, float] = {}
    while not target:
        last: float | None = None
        doubted = bool(before and 0 in before.values())
        for period in covered(frame.term, rhythm, frame.rules, year):
            usual = before.get(period) if before else last
            dash = not before and usual is None  # Enter would say nothing by mistake
            given = asks.number(TARGET, IKI_OPTION, usual=usual, needed=False, dash=dash, period=period)
            if given == 0 and not doubted:
                doubted = True
                given = given if asks.agrees(ZERO, period=period) else None
            if given is not None:
                target[period] = last = given
        if not target:
            asks.tell(NO_TARGET)
    if rhythm == "tahunan" or rhythm not in RHYTHMS:
        return target
    whole = with_total(target, how)
    asks.tell(TOTAL, total=whole[YEAR])
    return whole
