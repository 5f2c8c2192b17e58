"""What a new record can propose: codes, periods with a target, the total of a year, how it is made of its parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import count
from string import ascii_lowercase

from skpkit.model.achievement import consolidate, legible, unequal_totals
from skpkit.model.periods import RHYTHMS, YEAR, Term, in_order, rhythm_of
from skpkit.model.profiles import Profile

HOWS = ("sum", "average", "take_last_known")
ALIKE_EACH_PERIOD = frozenset("% persen persentase indeks skor nilai hari jam menit rata-rata".split())


def covered(term: Term, rhythm: str, rules: Profile, year: int) -> tuple[str, ...]:
    """The periods of a rhythm that a span has days of."""
    return tuple(each for each in RHYTHMS[rhythm] if rules.term(each, year).days_shared(term))


def usual_consolidation(unit: str) -> str:
    """How the periods of an IKI most likely make its year, by its unit: counted things add up, shares do not."""
    return "average" if ALIKE_EACH_PERIOD & {*unit.casefold().split()} else "sum"


def with_total(target: Mapping[str, float], how: str) -> dict[str, float]:
    """A target with its total of the year, computed from its periods."""
    parts = [target[each] for each in in_order(target) if each != YEAR]
    total = consolidate(how, parts)
    whole = {} if total is None else {YEAR: int(total) if float(total).is_integer() else legible(total)}
    return {each: {**target, **whole}[each] for each in in_order({**target, **whole})}


def consolidation_of(target: Mapping[str, float], unit: str) -> str:
    """How the periods of a target make its total of the year: the usual way, unless only another one gives it."""
    rhythm = rhythm_of(target)
    asked = [{"periode_pelaporan": rhythm, "konsolidasi_periode": each} for each in HOWS]
    fitting = [each["konsolidasi_periode"] for each in asked if not unequal_totals(target, each)]
    usual = usual_consolidation(unit)
    return usual if usual in fitting or not fitting else fitting[0]


def result_code(nth: int, *, extra: bool) -> str:
    """The code of the nth RHK of its part."""
    return f"RHK-{'T' if extra else ''}{nth}"


def indicator_code(nth: int, taken: Collection[str], *, extra: bool, kind: str) -> str:
    """The code of a further IKI of the nth RHK of its part, as the forms write it: its number, a letter that is free,
    and its `kind` of cascading (CP, C or N)."""
    lead = f"{'T' if extra else ''}{nth}"
    used = {each.partition("-")[0] for each in taken}
    letters = (f"{lead}{each}" for each in (*ascii_lowercase, *(f"z{more}" for more in ascii_lowercase)))
    free = next((each for each in letters if each not in used), None)
    return f"{free or next(f'{lead}-{each}' for each in count(1))}-{kind}"
