"""What both SKP and manual show of an IKI is equal: its name, RHK, unit, aspect, perspective and targets.

The manual says how the IKI of the SKP is measured. If they differ, it measures something else.

Silent of a wrong file name (SKP004), a code used twice (SKP102), a total (SKP104) or 0 (SKP113) that is the slip.

**Fix:** write in the manual what the SKP says; a change of the SKP itself needs an adendum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from skpkit.findings import Cause, Evidence, Problem
from skpkit.messages import N_, Value, in_words
from skpkit.model import causes
from skpkit.model.achievement import undefined_periods, unequal_totals
from skpkit.model.dossier import Dossier
from skpkit.model.paths import within
from skpkit.model.periods import in_order
from skpkit.model.records import Indicator, Manual, Skp, same
from skpkit.rules._rule import cite, dossier_rule, own
from skpkit.source.yamlfile import Path

BASIS = (
    cite(
        "djkn-2023",
        N_("on changes of the Manual IKI"),
        N_("a change of the manual touches no component that the SKP's form shows"),
    ),
    own(
        N_("SKP and manual show the same at any time, not only after a change"),
    ),
)

FIELD = N_("{iki}: {field} in the manual is “{manual}”, in the SKP “{skp}”; write in both what was agreed")
TARGET = N_("{iki}: target {periods} in the manual is {manual}, in the SKP {skp}; write in both what was agreed")
APPROACH = N_("{iki}: the manual is {manual}, but the SKP is {skp}; write the manual as the SKP's `pendekatan` has it")
EXCERPT = 60


@dossier_rule(basis=BASIS, added="unread")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each field of an IKI that its manual shows differently; its target is one field."""
    for folder, skp in dossier.plans():
        unknown: set[Cause] = set()
        for indicator in skp.indicators():
            if manual := folder.manuals.get(indicator.kode):
                for problem in _kept(folder.name, skp, indicator.path, manual):
                    left_to = (causes.lost(folder.name_of(manual.name)), causes.repeated_iki(folder.name, manual.kode))
                    named = unknown.intersection(problem.tells)  # an RHK that several manuals have is told once
                    yield replace(problem, left_to=(*problem.left_to, *left_to, *named))
                    unknown.update(problem.tells)


@lru_cache(256)  # an SKP and its manuals lie in many states, and each holds records
def _kept(folder: str, skp: Skp, path: Path, manual: Manual) -> tuple[Problem, ...]:
    indicator = next(each for each in skp.indicators() if each.path == path)
    return tuple(_problems(folder, skp, indicator, manual))


def _problems(folder: str, skp: Skp, indicator: Indicator, manual: Manual) -> Iterator[Problem]:
    name = within(folder, manual.name)
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
        theirs = manual.data.get(field)
        if ours is not None and theirs is not None and not same(ours, theirs):
            told = {"iki": manual.kode, "field": field, "manual": theirs, "skp": ours}
            if isinstance(ours, str) and isinstance(theirs, str):
                told["manual"], told["skp"] = _excerpts(in_words(theirs), in_words(ours))
            of_rhk = field == "rhk"
            yield Problem(
                manual.at(field),
                FIELD,
                told,
                evidence=(Evidence(skp.at(*path)),),
                about=(name, field),
                tells=(causes.other_rhk(folder, manual.rhk),) if of_rhk and not skp.result(manual.rhk) else (),
                left_to=(causes.repeated(folder),) if of_rhk else (),
                values=(theirs, ours),
            )
    yield from _wrong_targets(folder, skp, indicator, manual)


def _wrong_targets(folder: str, skp: Skp, indicator: Indicator, manual: Manual) -> Iterator[Problem]:
    """The periods with another target in the manual; those by themselves that may be the slip of an undefined one.
    Where the totals of the SKP alone disagree with their parts, that may be what is wrong."""
    if not indicator.target:
        return
    wrong = [
        period
        for period in {*manual.target, *indicator.target}
        if not same(manual.target.get(period), indicator.target.get(period))
    ]
    if not wrong:
        return
    undefined = undefined_periods(manual.target, manual.data)
    uneven = unequal_totals(indicator.target, manual.data) and not unequal_totals(manual.target, manual.data)
    left_to = (causes.uneven(folder, manual.kode),) if uneven else ()
    wrong = in_order(wrong)
    slips = tuple(each for each in wrong if each in undefined)
    for periods, doubts in (
        (tuple(each for each in wrong if each not in undefined), left_to),
        (slips, (*left_to, causes.undefined(folder, manual.kode))),
    ):
        if periods:
            yield _wrong_target(folder, skp, indicator, manual, periods, doubts)


def _wrong_target(
    folder: str,
    skp: Skp,
    indicator: Indicator,
    manual: Manual,
    periods: tuple[str, ...],
    left_to: tuple[Cause, ...],
) -> Problem:
    pairs = {each: (manual.target.get(each), indicator.target.get(each)) for each in periods}
    return Problem(
        manual.at("target", periods[0]),
        TARGET,
        {
            "iki": manual.kode,
            "periods": periods,
            "manual": tuple(theirs for theirs, _ in pairs.values()),
            "skp": tuple(ours for _, ours in pairs.values()),
        },
        evidence=(Evidence(skp.at(*indicator.path, "target", periods[0])),),
        about=(within(folder, manual.name), "target", *periods),
        left_to=left_to,
        extent={**dict.fromkeys(periods, 1), **{f"{each} {_plain(pair)}": 1 for each, pair in pairs.items()}},
    )


def _plain(pair: tuple[float | None, float | None]) -> list[float | None]:
    """Two targets, in one way of writing them."""
    return [each if each is None else float(each) for each in pair]


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
