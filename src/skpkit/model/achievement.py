"""Consolidation and capaian: pure functions on numbers, exact on the decimals that records state.

Sources: KMK 127/2026 pp. 37-38 (consolidation) and pp. 67-70 (capaian per polarisasi), as public calculators
and study material retell them; KMK 300/2022 has the same names. All capaian are percent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from skpkit.model.periods import RHYTHMS, in_order, parts, up_to

TOLERANCE = 0.005 + 1e-9
MET = 100  # the capaian of a target that is just met

_DECIMALS = 2  # of a computed number, and of a small one as many as its first two digits that count need
_WIDE = Context(prec=700)  # as many digits as a float has at most

# what an IKI with that polarisasi cannot be computed with
Undefined: TypeAlias = Literal["maximize zero", "minimize zero", "stabilize zero", "no scale"]


def consolidate(how: str, values: Sequence[float]) -> float | None:
    """One value of several periods, oldest first: their `sum`, `average`, or the last (`take_last_known`)."""
    if not values:
        return None
    if how not in ("sum", "average"):
        return values[-1]
    if how == "sum" and all(isinstance(each, int) for each in values):
        return sum(values)
    total = sum(map(_exact, values))
    return float(total if how == "sum" else total / len(values))


def _exact(value: float) -> Fraction:
    """The decimal number that a record states, not the binary one nearest to it: 0.1 + 0.2 is 0.3."""
    return Fraction(value) if isinstance(value, int) else Fraction(str(value))


def decimals_of(value: float) -> int:
    """With how many decimals a computed number is written: two, but a small one with two digits that count, so that it
    is never read as nothing, or as the double of what it is: the average of 0.005 and 0.006 is no 0.01.
    """
    exact = decimal(value)
    return max(_DECIMALS, 1 - exact.adjusted()) if exact else _DECIMALS


def legible(value: float) -> float:
    """A computed number as it is written where its neighbours do not count."""
    return float(half_up(decimal(value), decimals_of(value)))


def half_up(exact: Decimal, decimals: int) -> Decimal:
    """A number rounded half away from zero."""
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)


def decimal(value: float) -> Decimal:
    """The decimal number that a record states, not the binary one nearest to it."""
    return Decimal(str(value))


def unequal_totals(target: Mapping[str, float], manual: Mapping[str, Any]) -> dict[str, float]:
    """The totals of a target that its parts do not give within the decimals that are printed, with what those give."""
    found = {}
    rhythm = manual["periode_pelaporan"]
    for period in in_order(each for each in target if parts(each, rhythm)):
        counted = [target[part] for part in parts(period, rhythm) if part in target]
        computed = consolidate(manual["konsolidasi_periode"], counted)
        if computed is not None and abs(computed - target[period]) > TOLERANCE:
            found[period] = computed
    return found


def zero_periods(target: Mapping[str, float]) -> tuple[str, ...]:
    """The periods with a target of 0."""
    return tuple(period for period, value in target.items() if value == 0)


def undefined(target: Mapping[str, float], manual: Mapping[str, Any]) -> Undefined | None:
    """Why the capaian of an IKI is undefined; None where it is not."""
    zero = zero_periods(target)
    match manual.get("polarisasi"):
        case "maximize" if zero:
            return "maximize zero"
        case "minimize" if zero and not manual.get("nilai_terburuk"):
            return "minimize zero"
        case "stabilize" if not manual.get("skala_stabilize"):
            return "no scale"
        case "stabilize" if zero:
            return "stabilize zero"
    return None


def undefined_periods(target: Mapping[str, float], manual: Mapping[str, Any]) -> tuple[str, ...]:
    """The periods whose target of 0 leaves their capaian undefined."""
    return zero_periods(target) if undefined(target, manual) not in (None, "no scale") else ()


def achievement(
    target: float, realised: float, manual: Mapping[str, Any], bounds: tuple[float, float, float]
) -> float | None:
    """Capaian in percent of a (consolidated) target and realisasi; None where the formula is undefined.

    `manual` gives polarisasi, konversi_120, nilai_terburuk and skala_stabilize; `bounds` are the profile's least
    and highest capaian and the value that konversi 120 gives to a met target (KMK 127/2026: 0, 120, 120). Konversi 120
    is for IKI that cannot exceed their target, so it says nothing where the formula is undefined, nor of stabilize.
    """
    least, highest, converted = bounds
    direction = manual["polarisasi"]
    raw = {"maximize": _maximize, "minimize": _minimize, "stabilize": _stabilize}[direction](
        _exact(target), _exact(realised), manual
    )
    if raw is None:
        return None
    met = {"maximize": realised >= target, "minimize": realised <= target}.get(direction, False)
    return converted if met and manual.get("konversi_120") else min(max(float(raw), least), highest)


def meets(target: float, realised: float, manual: Mapping[str, Any], bounds: tuple[float, float, float]) -> bool | None:
    """Whether a realisasi meets its target, by the direction that the manual says; None where nobody can say."""
    direction = manual["polarisasi"]
    if direction == "stabilize":
        reached = achievement(target, realised, manual, bounds)
        return None if reached is None else reached >= MET
    return bool(realised == target or (realised > target) == (direction == "maximize"))


def _maximize(target: Fraction, realised: Fraction, _: Mapping[str, Any]) -> Fraction | None:
    if target == 0:
        return None
    return realised / target * 100 if target > 0 else (2 - realised / target) * 100


def _minimize(target: Fraction, realised: Fraction, manual: Mapping[str, Any]) -> Fraction | None:
    if target != 0:
        # a negative target mirrors: further below it is better, so the ratio itself grows
        return (2 - realised / target) * 100 if target > 0 else realised / target * 100
    worst = manual.get("nilai_terburuk")
    return (_exact(worst) - realised) / _exact(worst) * 100 if worst else None


def _stabilize(target: Fraction, realised: Fraction, manual: Mapping[str, Any]) -> Fraction | None:
    scale = manual.get("skala_stabilize")
    if not scale or target == 0:
        return None
    # by the ratio, not by the sign: with a negative target too, 10% to either side is equally far
    ratio = realised / target * 100
    reached = ratio if ratio <= 100 else 200 - ratio
    zero = Fraction(0)
    points = sorted([(zero, zero), *((_exact(step["ca"]), _exact(step["capaian"])) for step in scale)])
    below = [point for point in points if point[0] <= reached]
    above = [point for point in points if point[0] > reached]
    if not below:
        return zero
    if not above:
        return below[-1][1]
    (x0, y0), (x1, y1) = below[-1], above[0]
    return y0 + (reached - x0) * (y1 - y0) / (x1 - x0)


def cell_achievement(
    period: str,
    targets: Mapping[str, float],
    realised: Mapping[str, float],
    manual: Mapping[str, Any],
    bounds: tuple[float, float, float],
) -> tuple[float | None, float | None]:
    """Capaian of one cell, and cumulative up to it, from the target and realisasi of each period.

    A period that the rhythm of the manual does not know has none. A total has that of its parts with a target;
    a part with a target but no realisasi leaves it undefined.
    """
    rhythm = manual["periode_pelaporan"]
    alone = parts(period, rhythm) or ((period,) if period in RHYTHMS[rhythm] else ())
    return (
        _over(alone, targets, realised, manual, bounds),
        _over(up_to(period, rhythm), targets, realised, manual, bounds),
    )


def _over(
    periods: Sequence[str],
    targets: Mapping[str, float],
    realised: Mapping[str, float],
    manual: Mapping[str, Any],
    bounds: tuple[float, float, float],
) -> float | None:
    counted = [period for period in periods if period in targets]
    if not counted or any(period not in realised for period in counted):
        return None
    how = manual["konsolidasi_periode"]
    target = consolidate(how, [targets[period] for period in counted])
    value = consolidate(how, [realised[period] for period in counted])
    assert target is not None  # noqa: S101 - counted is not empty
    assert value is not None  # noqa: S101 - counted is not empty
    return achievement(target, value, manual, bounds)
