"""What a dossier still owes, whatever the day: realisations, adendum, actions, feedback and evaluations.

They are found once from its content, with the day from which each counts; a day is held against that later.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias

from skpkit.findings import Cause, Location
from skpkit.model import causes
from skpkit.model.achievement import consolidate
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.paths import day_of, manual_name, named_day, record_path
from skpkit.model.people import spelled
from skpkit.model.periods import FORM_ORDER, QUARTERS, RHYTHMS
from skpkit.model.plausible import oddity
from skpkit.model.profiles import profile
from skpkit.model.records import Dialogue, Indicator, Manual, Skp
from skpkit.source.schemas import DIALOGUE, EVALUATION

Locate: TypeAlias = Callable[[], Location]
ENDED = ("selesai", "batal")


class Due(NamedTuple):
    """A cell without realisation, and the first and last day of its period within those of the IKI and the SKP."""

    iki: str
    period: str
    begins: date
    end: date
    at: Locate
    left_to: tuple[Cause, ...]


class Outrun(NamedTuple):
    """A cell not realised yet whose target is already reached, both cumulated: `value` is that of `reached`."""

    iki: str
    period: str
    target: float
    reached: str
    value: float
    end: date
    at: Locate
    left_to: tuple[Cause, ...]


class Action(NamedTuple):
    """A rencana aksi without an end in the latest dialogue that names it, which was held on `named`."""

    text: str
    record: str
    deadline: date
    named: date
    at: Locate


def base_periods(skp: Skp, indicator: Indicator, manual: Manual | None) -> tuple[str, ...]:
    """The periods that are reported, oldest first: those with a target; of a kualitatif IKI those of its manual."""
    rhythm = RHYTHMS[indicator.rhythm(manual)]
    if skp.narrative:
        return rhythm if manual else ()
    return tuple(each for each in rhythm if each in indicator.target)


def _doubts(folder: SkpFolder, indicator: Indicator) -> tuple[Cause, ...]:
    """Why it may be different with an IKI: its code stands twice, or its manual or a dialogue cannot be read."""
    names = (manual_name(indicator.kode), *folder.lost_of(DIALOGUE))
    return causes.repeated_iki(folder.name, indicator.kode), *(causes.lost(folder.name_of(each)) for each in names)


def unrealised(folder: SkpFolder, skp: Skp) -> Iterator[Due]:
    """The cells without a realisation; of a closed SKP not those of periods that ended after it, and none for which
    the employee was hardly on duty."""
    for indicator in skp.indicators():
        manual, left_to = folder.manuals.get(indicator.kode), _doubts(folder, indicator)
        own = skp.term_of(indicator)
        for period in base_periods(skp, indicator, manual):
            if (indicator.kode, period) in folder.realised:
                continue
            term = folder.profile.term(period, skp.tahun)
            closed = skp.closed and term.selesai > skp.term.selesai
            if term.days_shared(own) and not closed and not folder.excuses(indicator, period):
                path = (*indicator.path, "ukuran") if skp.narrative else (*indicator.path, "target", period)
                days = max(term.mulai, own.mulai), min(term.selesai, own.selesai)
                yield Due(indicator.kode, period, *days, partial(skp.at, *path), left_to)


def outrun(folder: SkpFolder, skp: Skp, ikis: Container[str] | None = None) -> Iterator[Outrun]:
    """The next cell of each IKI (of some of these codes, or of all), where its cumulative target is harder than the
    last one and reached already."""
    if skp.closed or skp.narrative:
        return
    for indicator in skp.indicators():
        if ikis is not None and indicator.kode not in ikis:
            continue
        manual = folder.manuals.get(indicator.kode)
        if manual and not manual.narrative and (found := _outrun(folder, skp, indicator, manual)):
            yield found


def _is_odd(indicator: Indicator, period: str, value: float) -> bool:
    """Whether a realisasi is so far above its target that it is looked at before anything is made of it."""
    return oddity(value, indicator, period) == "far above"


def _outrun(folder: SkpFolder, skp: Skp, indicator: Indicator, manual: Manual) -> Outrun | None:
    known = {period for period in indicator.target if (indicator.kode, period) in folder.effective}
    if not known:
        return None
    counted = folder.counted(indicator, indicator.target, known)
    periods = [each for each in base_periods(skp, indicator, manual) if each in counted]
    values: list[float] = []
    for period in periods:
        value = folder.effective.get((indicator.kode, period))
        if not isinstance(value, int | float):
            break
        values.append(value)
    if not values or len(values) == len(periods) or _is_odd(indicator, periods[len(values) - 1], values[-1]):
        return None
    following = periods[len(values)]
    term, own = folder.profile.term(following, skp.tahun), skp.term_of(indicator)
    if (indicator.kode, following) in folder.realised or not term.days_shared(own):
        return None
    how = manual.data["konsolidasi_periode"]
    targets = [indicator.target[each] for each in periods]
    value, old, new = (
        consolidate(how, each) or 0 for each in (values, targets[: len(values)], targets[: len(values) + 1])
    )
    if not {"maximize": old < new <= value, "minimize": old > new >= value}.get(manual.data["polarisasi"], False):
        return None
    return Outrun(
        indicator.kode,
        following,
        new,
        periods[len(values) - 1],
        value,
        min(term.selesai, own.selesai),
        partial(skp.at, *indicator.path, "target", following),
        _doubts(folder, indicator),
    )


class Named(NamedTuple):
    """An entry of rencana aksi, and the dialogue that has it, with its SKP folder."""

    folder: SkpFolder
    dialogue: Dialogue
    nth: int
    data: Mapping[str, str]


def names_actions(dialogue: Dialogue) -> bool:
    """Whether a dialogue has rencana aksi."""
    return bool(dialogue.data.get("rencana_aksi"))


def latest_actions(dossier: Dossier) -> dict[str, Named]:
    """The rencana aksi by their text, each as the latest dialogue says that names it, in the order of their first."""
    latest: dict[str, Named] = {}
    held = [(folder, each) for folder in dossier.folders.values() for each in folder.dialogues]
    for folder, dialogue in sorted(held, key=lambda each: each[1].tanggal):
        for nth, each in enumerate(dialogue.data.get("rencana_aksi", ())):
            latest[wording_of(each)] = Named(folder, dialogue, nth, each)
    return latest


def wording_of(entry: Mapping[str, str]) -> str:
    """What tells entries of dialogues apart: their uraian, however it is spaced and capitalised."""
    return spelled(entry["uraian"])


def open_actions(dossier: Dossier) -> Iterator[Action]:
    """The rencana aksi without an end, each as the latest dialogue says that names it; told apart by their text."""
    for folder, dialogue, nth, each in latest_actions(dossier).values():
        if each["status"] not in ENDED:
            at = partial(dialogue.at, "rencana_aksi", nth, "tenggat")
            deadline = date.fromisoformat(each["tenggat"])
            yield Action(each["uraian"], folder.name_of(dialogue.name), deadline, dialogue.tanggal, at)


class Lost(NamedTuple):
    """A dialogue that cannot be read, or lies somewhere else: its day, `date.min` where the name tells none."""

    day: date
    name: str

    @property
    def cause(self) -> Cause:
        """That it is lost, for what may follow from it."""
        return causes.lost(self.name)


class LostEvaluation(NamedTuple):
    """An evaluation that cannot be read, or lies somewhere else: the quarters in which its period may end, all where
    its name tells none; and that it is lost, for what may follow from it."""

    quarters: frozenset[str]
    cause: Cause


def lost_dialogues(dossier: Dossier) -> Iterator[Lost]:
    """The dialogues that cannot be read, or lie somewhere else."""
    for folder in dossier.folders.values():
        for name in folder.lost_of(DIALOGUE):
            found = named_day(name)
            yield Lost((day_of(found.day) if found else None) or date.min, folder.name_of(name))


def quarters_with_feedback(dossier: Dossier) -> frozenset[str]:
    """The quarters of which a dialogue gives umpan balik: that in which it is held, and those whose work it follows.

    So the dialogue of April that looks back on the first quarter counts for that one too.
    """
    found: set[str] = set()
    for folder, skp in dossier.plans():
        for dialogue in folder.dialogues:
            if dialogue.data.get("umpan_balik"):
                ends = [folder.profile.term(line.periode, skp.tahun).selesai for line in dialogue.lines]
                found.update(*(_quarters_of(skp.aturan, skp.tahun, day) for day in (dialogue.tanggal, *ends)))
    return frozenset(found)


def evaluated_quarters(dossier: Dossier) -> frozenset[str]:
    """The quarters in which the period of an evaluation ends."""
    found = (
        _quarters_of(skp.aturan, skp.tahun, folder.profile.term(period, skp.tahun).selesai)
        for folder, skp in dossier.plans()
        for period in folder.evaluations
    )
    return frozenset(quarter for quarters in found for quarter in quarters)


def lost_evaluations(dossier: Dossier) -> Iterator[LostEvaluation]:
    """The evaluations that cannot be read, or lie somewhere else."""
    for folder, skp in dossier.plans():
        for name in folder.lost_of(EVALUATION):
            period = record_path(name).key
            known = period in FORM_ORDER
            end = folder.profile.term(period, skp.tahun).selesai if known else None
            quarters = _quarters_of(skp.aturan, skp.tahun, end) if end else QUARTERS
            yield LostEvaluation(frozenset(quarters), causes.lost(folder.name_of(name)))


@lru_cache(4096)
def _quarters_of(aturan: str, year: int, day: date) -> tuple[str, ...]:
    rules = profile(aturan)
    assert rules is not None  # noqa: S101 - an SKP with an unknown aturan has no view
    terms = {each: rules.term(each, year) for each in QUARTERS}
    return tuple(each for each, term in terms.items() if term.mulai <= day <= term.selesai)
