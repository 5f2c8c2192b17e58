"""The targets of an IKI stand in periods of its manual's rhythm, and its totals agree with them.

A yearly target split over quarters shows deviations early only if the parts add up to it: by sum, by average, or
by the last one, as `konsolidasi_periode` says. `Y`, and `S1`, `S2` or `Q1` to `Q4` over shorter periods, are
computed from the parts that are present, and agree within the two decimals that are printed. An SKP that begins
within the year has no target for what was over by then: nothing could be realised there.

Silent of a code used twice (SKP102), a target of 0 (SKP113), a missing manual (SKP201), another pendekatan (SKP203).

**Fix:** write the computed value, or mend or take out the period that is wrong; SKP and manual alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from skpkit.findings import Evidence, Location, Problem
from skpkit.messages import N_, Value, in_words
from skpkit.model import causes
from skpkit.model.achievement import legible, unequal_totals
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.periods import RHYTHMS, TOTALS, in_order, parts
from skpkit.model.records import Manual, Skp
from skpkit.rules._rule import cite, dossier_rule, own
from skpkit.source.yamlfile import Path

BASIS = (
    cite(
        "kmk-127-2026",
        N_("pages 37 and 38"),
        N_("the value up to a period is the sum, the average or the last one of the periods that have a target"),
        "kakin",
        "latihan-2026",
    ),
    own(
        N_(
            "a period that was over before the SKP began can have no realisasi in it, and so no target; totals "
            "are held to the two decimals that are printed"
        ),
    ),
)

NONE = N_("{iki} has no target; add one for each period of `periode_pelaporan: {rhythm}`")
UNFIT = N_("{iki}: a target for {periods} does not fit `periode_pelaporan: {rhythm}`; mend the one that is wrong")
NO_PARTS = N_("{iki}: target {periods} is a total, but no period that it is made of has a target; add those")
OVER = N_("{iki}: a target for {periods}, but this SKP begins on {start}, after that; take it out")
UNEQUAL = N_("{iki}: target {periods} is {given}, but {how} of its parts gives {computed}; mend the total or a part")


@dossier_rule(basis=BASIS, added="eased")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """The targets of each IKI that stand in wrong periods, or else its totals that the parts do not give."""
    for folder, skp in dossier.plans():
        if skp.term.is_possible(dossier.year):
            yield from _over(folder, skp)
        for indicator in skp.indicators():
            manual = folder.manuals.get(indicator.kode)
            if not manual or skp.narrative or manual.narrative:
                continue
            for message, gaps, found in _kept(skp, indicator.path, manual):
                periods = tuple(gaps)
                at = skp.at(*indicator.path, "target", *periods[:1])
                about = (folder.name_of(skp.name), indicator.kode, *periods)
                told = {**found, "iki": indicator.kode, "periods": periods, "rhythm": manual.rhythm}
                yield Problem(
                    at,
                    message,
                    told,
                    evidence=tuple(map(Evidence, _other_targets(indicator.target, manual))),
                    about=about,
                    tells=(causes.uneven(folder.name, indicator.kode),) if message == UNEQUAL else (),
                    left_to=(
                        causes.repeated_iki(folder.name, indicator.kode),
                        *((causes.undefined(folder.name, indicator.kode),) if message == UNEQUAL else ()),
                    ),
                    values=(message,),
                    extent=gaps,
                )


@lru_cache(256)  # an SKP and its manuals lie in many states, and each holds records
def _kept(skp: Skp, path: Path, manual: Manual) -> tuple[tuple[str, dict[str, float], dict[str, Value]], ...]:
    indicator = next(each for each in skp.indicators() if each.path == path)
    return tuple(_flaws(indicator.target, manual))


def _over(folder: SkpFolder, skp: Skp) -> Iterator[Problem]:
    """Each IKI with targets of periods that ended before the SKP began, if it begins in its year; of one that is
    realised SKP204 tells."""
    if skp.term.mulai.year != skp.tahun or skp.term.mulai == date(skp.tahun, 1, 1):
        return
    for indicator in skp.indicators():
        ends = {each: folder.profile.term(each, skp.tahun).selesai for each in in_order(indicator.target)}
        over = [each for each, end in ends.items() if end < skp.term.mulai]
        if periods := tuple(each for each in over if (indicator.kode, each) not in folder.realised):
            about = (folder.name_of(skp.name), indicator.kode, *periods)
            yield Problem(
                skp.at(*indicator.path, "target", periods[0]),
                OVER,
                {"iki": indicator.kode, "periods": periods, "start": skp.term.mulai},
                about=about,
                left_to=(causes.repeated_iki(folder.name, indicator.kode),),
                values=(OVER,),
                extent=dict.fromkeys(periods, 1),
            )


def _flaws(target: Mapping[str, float], manual: Manual) -> Iterator[tuple[str, dict[str, float], dict[str, Value]]]:
    """What is wrong with the targets: the message, how far off each period is (1 for one that is wrong as such), and
    what the message tells."""
    rhythm = manual.rhythm
    bare = tuple(
        each
        for each in in_order(target)
        if each in TOTALS[rhythm] and not any(part in target for part in parts(each, rhythm))
    )
    if not target:
        yield NONE, {}, {}
    elif unfit := tuple(each for each in in_order(target) if each not in (*RHYTHMS[rhythm], *TOTALS[rhythm])):
        yield UNFIT, dict.fromkeys(unfit, 1), {}
    elif bare:
        yield NO_PARTS, dict.fromkeys(bare, 1), {}
    elif unequal := unequal_totals(target, manual.data):
        given = tuple(target[each] for each in unequal)
        computed = tuple(map(legible, unequal.values()))
        how = manual.data["konsolidasi_periode"]
        gaps = {period: abs(target[period] - total) for period, total in unequal.items()}
        yield UNEQUAL, gaps, {"given": given, "computed": computed, "how": in_words(how)}


def _other_targets(target: Mapping[str, float], manual: Manual) -> Iterator[Location]:
    """Where the manual says another target; of the two at least one is a slip."""
    for period in in_order({*target, *manual.target}):
        if target.get(period) != manual.target.get(period):
            yield manual.at("target", period)
