"""What both SKP and manual show of an IKI is equal: its name, RHK, unit, aspect, perspective and targets.

The manual says how the IKI of the SKP is measured. If they differ, it measures something else.

Silent of a wrong file name (SKP004), a code used twice (SKP102), a total (SKP104) or 0 (SKP113) that is the slip.

**Fix:** write in the manual what the SKP says; a change of the SKP itself needs an adendum.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value, in_words
from skpkit.model.achievement import undefined_periods, unequal_totals
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.periods import in_order
from skpkit.model.records import Indicator, Manual, Skp, same
from skpkit.rules._rule import dossier_rule

FIELD = N_("{iki}: {field} in the manual is “{manual}”, in the SKP “{skp}”; write in both what was agreed")
TARGET = N_("{iki}: target {periods} in the manual is {manual}, in the SKP {skp}; write in both what was agreed")
APPROACH = N_("{iki}: the manual is {manual}, but the SKP is {skp}; write the manual as the SKP's `pendekatan` has it")
EXCERPT = 60


@dossier_rule(basis="S")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each field of an IKI that its manual shows differently; its target is one field."""
    for folder, skp in dossier.plans():
        unknown: set[str] = set()
        for indicator in skp.indicators():
            manual = folder.manual_of(indicator)
            if not manual or manual.misnamed:
                continue
            for problem in _problems(folder, skp, indicator, manual):
                named = manual.rhk if problem.told.get("field") == "rhk" and not skp.result(manual.rhk) else None
                if named not in unknown:  # an RHK that several manuals call otherwise is told once
                    yield problem
                if named:
                    unknown.add(named)


def _problems(folder: SkpFolder, skp: Skp, indicator: Indicator, manual: Manual) -> Iterator[Problem]:
    name = folder.name_of(manual.name)
    if skp.narrative != manual.narrative:
        words = {True: "kualitatif", False: "kuantitatif"}
        told: dict[str, Value] = {
            "iki": manual.kode,
            "manual": words[manual.narrative],
            "skp": words[skp.narrative],
        }
        at = manual.key_at("ukuran" if manual.narrative else "nama")
        yield Problem(at, APPROACH, told, evidence=(Evidence(skp.at("pendekatan")),), about=(name, "pendekatan"))
        return
    for field, ours, path in skp.shown(indicator):
        theirs = None if field == "rhk" and skp.repeats_code else manual.data.get(field)
        if ours is not None and theirs is not None and not same(ours, theirs):
            told = {"iki": manual.kode, "field": field, "manual": theirs, "skp": ours}
            if isinstance(ours, str) and isinstance(theirs, str):
                told["manual"], told["skp"] = _excerpts(in_words(theirs), in_words(ours))
            yield Problem(manual.at(field), FIELD, told, evidence=(Evidence(skp.at(*path)),), about=(name, field))
    if wrong := _wrong_targets(indicator, manual):
        told = {
            "iki": manual.kode,
            "periods": wrong,
            "manual": tuple(manual.target.get(period) for period in wrong),
            "skp": tuple(indicator.target.get(period) for period in wrong),
        }
        there = Evidence(skp.at(*indicator.path, "target", wrong[0]))
        at = manual.at("target", wrong[0])
        yield Problem(at, TARGET, told, evidence=(there,), about=(name, "target", *wrong))


def _wrong_targets(indicator: Indicator, manual: Manual) -> tuple[str, ...]:
    """The periods with another target in the manual; none where the slip is one that SKP104 or SKP113 tells."""
    if not indicator.target:
        return ()
    told = undefined_periods(manual.target, manual.data)
    wrong = tuple(
        period
        for period in in_order({*manual.target, *indicator.target})
        if period not in told and not same(manual.target.get(period), indicator.target.get(period))
    )
    if wrong and unequal_totals(indicator.target, manual.data) and not unequal_totals(manual.target, manual.data):
        return ()
    return wrong


def _excerpts(one: str, two: str) -> tuple[str, str]:
    """Two texts that differ, short enough for a sentence: long ones from the word on in which they part."""
    one, two = " ".join(one.split()), " ".join(two.split())
    if max(len(one), len(two)) <= EXCERPT:
        return one, two
    alike = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False))))
    start = one.rfind(" ", 0, alike) + 1
    return _cut(one, start), _cut(two, start)


def _cut(text: str, start: int) -> str:
    end = start + EXCERPT
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
