"""The way that is open instead of what the rules refuse: commands of the dossier, IKI and period that were meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from skpkit import rules
from skpkit.findings import Finding, Note
from skpkit.judge.office import Office
from skpkit.messages import N_, Value
from skpkit.model.dossier import SkpFolder
from skpkit.model.periods import FORM_ORDER, RHYTHMS
from skpkit.model.records import Indicator, Skp
from skpkit.rules.revision import undeclared_change
from skpkit.source.tree import lies_in
from skpkit.writing.complementing import earliest_start

WAYS = N_("what is open instead:")
KOREKSI = N_("the realisasi itself is put right by: skpkit koreksi {dossier} {iki} {period} VALUE --alasan REASON")
ANY_KOREKSI = N_(
    "a realisasi that was reported is put right by: skpkit koreksi {dossier} IKI PERIOD VALUE --alasan REASON"
)
ANOTHER_DIALOGUE = N_(
    "a dialogue that was reported stays as it is; what is to be said besides is said in another: skpkit new dki "
    "{dossier}"
)
ADENDUM = N_("an SKP that was set changes by adendum, which writes its entry itself: skpkit adendum {dossier}")
IN_DRAFT = N_(
    "while its dialogue is a draft, the realisasi is set by: skpkit realisasi {dossier} --nilai {iki} {period} VALUE"
)
OPEN_CELL = N_(
    "the target of {period} may change by adendum: skpkit adendum {dossier} --target {iki} {period}=VALUE --alasan "
    "REASON"
)
FROZEN = N_("what may change by adendum is shown by: skpkit frozen {dossier}")
ENDING = N_(
    "an IKI with a realisasi ends by adendum, after its last realised period: skpkit adendum {dossier} --iki {iki} "
    "selesai={day} --alasan REASON"
)
OTHER_PLAN = N_(
    "other tasks, and another plan as a whole, need a new SKP: skpkit komplemen {dossier} --mulai {day} --alasan REASON"
)
OBJECTION = N_(
    "what was evaluated stays as it is; who does not agree writes a keberatan into {path}, as a line of its own: "
    "{example}"
)
NO_WAY = N_(
    "NIP, year, aturan, kelompok, pendekatan and penetapan stay as they were set; a mistake in them is mended by hand, "
    "and passes with an exemption of what skpkit review finds then: skpkit exempt FINGERPRINT"
)
NO_TARGET = N_(
    "where nothing is aimed at in {period}, its target is taken away by adendum: skpkit adendum {dossier} --target "
    "{iki} {period}= --alasan REASON"
)
AGAIN = N_(
    "give the command again with that put right in what it was given; what may change is shown by: skpkit frozen "
    "{dossier}"
)
NEW_ENTRY = N_("leave perubahan as it is; skpkit adendum writes the new entry itself")


class _Meant(NamedTuple):
    """What a refused edit was about: an SKP, on a day, and an IKI and period of it, if any; with the `finding`."""

    folder: SkpFolder
    skp: Skp
    today: date
    indicator: Indicator | None
    period: str
    finding: Finding

    @property
    def told(self) -> dict[str, Value]:
        kode = self.indicator.kode if self.indicator else ""
        return {"dossier": self.folder.path, "iki": kode, "period": self.period}


def open_ways(refused: Iterable[Finding], office: Office, today: date) -> tuple[Note, ...]:
    """The ways that are open instead of what findings refuse, each once. `office` is as it was before."""
    known = dict(zip(rules.keepers(*_WAYS), _WAYS.values(), strict=True))
    found: dict[str, Note] = {}
    unfit: dict[str, Note] = {}
    for finding in refused:
        if dossier := office.dossier_at(finding.problem.at.path):
            unfit.setdefault(AGAIN, Note(AGAIN, {"dossier": dossier.path}))
        if (meant := _meant(finding, office, today)) is None:
            continue
        codes = dict.fromkeys((finding.code, *finding.also))
        ways = (way for code in codes for way in known.get(code, _OF_STATES.get(rules.name(code), ())))
        for note in (note for way in ways for note in way(meant)):
            found.setdefault(note.message, note)
    return tuple((found or unfit).values())


def _meant(finding: Finding, office: Office, today: date) -> _Meant | None:
    path, told = finding.problem.at.path, finding.problem.told
    dossier = office.dossier_at(path)
    plans = [*dossier.plans()] if dossier else []
    inside = [each for each in plans if lies_in(path, each[0].path)]
    if not inside:
        return None
    folder, skp = max(inside, key=lambda each: len(each[0].path))
    indicator = skp.indicator(str(told.get("iki", "")))
    periods = told.get("periods")
    period = periods[0] if isinstance(periods, tuple) and periods else told.get("period", "")
    return _Meant(folder, skp, today, indicator, str(period), finding)


def _value(meant: _Meant) -> Iterator[Note]:
    """Where the realisasi may still be put right, and how."""
    if meant.indicator is None:
        return
    there = meant.folder.effective_lines.get((meant.indicator.kode, meant.period))
    if there and not meant.folder.established_evaluation(meant.period, meant.skp.tahun):
        yield Note(KOREKSI if there[0].reported else IN_DRAFT, meant.told)


def _cells(meant: _Meant) -> Iterator[Note]:
    """A period of the IKI whose target is open, the one that was meant if it is, and what shows the others."""
    if meant.indicator and (still := _open(meant, meant.indicator)):
        profile, year = meant.folder.profile, meant.skp.tahun
        own = profile.term(meant.period, year).selesai if meant.period in FORM_ORDER else None
        around = (each for each in still if own and profile.term(each, year).selesai >= own)
        yield Note(OPEN_CELL, {**meant.told, "period": next(around, still[0])})
    yield Note(FROZEN, meant.told)


def _open(meant: _Meant, indicator: Indicator) -> list[str]:
    """The periods of an IKI whose target may change by adendum."""
    if meant.skp.closed:
        return []
    kode, folder = indicator.kode, meant.folder
    rhythm = RHYTHMS[indicator.rhythm(folder.manuals.get(kode))]
    ahead = (each for each in rhythm if folder.profile.term(each, meant.skp.tahun).selesai >= meant.today)
    return [each for each in ahead if each in indicator.target and (kode, each) not in folder.realised]


def _without(meant: _Meant) -> Iterator[Note]:
    """That an open target may be taken away."""
    if meant.indicator and meant.period in _open(meant, meant.indicator):
        yield Note(NO_TARGET, meant.told)


def _ending(meant: _Meant) -> Iterator[Note]:
    if meant.indicator is None or meant.skp.closed:
        return
    ends = [
        meant.folder.profile.term(period, meant.skp.tahun).selesai
        for kode, period in meant.folder.realised
        if kode == meant.indicator.kode
    ]
    day = max([*ends, min(meant.today, meant.skp.term.selesai)])
    yield Note(ENDING, {**meant.told, "day": day.isoformat()})


def _other_plan(meant: _Meant) -> Iterator[Note]:
    start = max(earliest_start(meant.folder, meant.skp), meant.today + timedelta(1))
    if not meant.skp.closed and start < meant.skp.term.selesai:
        yield Note(OTHER_PLAN, {**meant.told, "day": start.isoformat()})


def _objection(meant: _Meant) -> Iterator[Note]:
    settled = [each for each in meant.folder.evaluations.values() if each.established]
    named = meant.folder.established_evaluation(meant.period, meant.skp.tahun) if meant.period else None
    if named or settled:
        found = named or settled[-1]
        yield Note(OBJECTION, {"path": found.path, "example": found.objection_on(meant.today)})


def _koreksi(meant: _Meant) -> Iterator[Note]:
    """A koreksi of what a dialogue reported, or of anything reported, where an edit is of no cell; not of what was
    evaluated."""
    if meant.indicator and meant.period:
        return
    path, year = meant.finding.problem.at.path, meant.skp.tahun
    named = [each for each in meant.folder.dialogues if each.path == path]
    lines = meant.folder.effective_lines.items()
    reported = [cell for cell, (held, _) in lines if held.reported and (not named or held is named[0])]
    if any(not meant.folder.established_evaluation(period, year) for _, period in reported):
        yield Note(ANY_KOREKSI, meant.told)
    elif reported:
        yield from _objection(meant._replace(period=reported[-1][1]))


def _undeclared(meant: _Meant) -> Iterator[Note]:
    """An adendum of what one may change; of what goes along with another refusal that tells the way."""
    if meant.finding.code not in rules.keepers("plan"):
        return
    if meant.finding.problem.message == undeclared_change.FIXED:
        yield Note(NO_WAY, meant.told)
    elif not meant.skp.closed:
        yield Note(ADENDUM, meant.told)
        yield Note(FROZEN, meant.told)


def _just(message: str) -> Callable[[_Meant], Iterator[Note]]:
    return lambda meant: iter((Note(message, meant.told),))


_WAYS: Mapping[str, tuple[Callable[[_Meant], Iterator[Note]], ...]] = {
    "target": (_cells, _value, _other_plan),
    "realisation": (_value, _koreksi),
    "indicator": (_ending, _other_plan),
    "measure": (_cells, _other_plan),
    "past target": (_cells,),
    "plan": (_undeclared,),
    "log": (_just(NEW_ENTRY),),
    "dialogue": (_just(ANOTHER_DIALOGUE), _koreksi),
    "status": (_other_plan,),
    "identity": (_just(NO_WAY),),
    "evaluation": (_objection,),
}
_OF_STATES: Mapping[str, tuple[Callable[[_Meant], Iterator[Note]], ...]] = {
    "uneven-trajectory": (_cells,),
    "undefined-achievement": (_without, _cells),
}
