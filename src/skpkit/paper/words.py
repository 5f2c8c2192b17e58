"""How values are written on the forms: numbers, dates, spans, NIP and lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from skpkit.messages import show_date
from skpkit.model.achievement import consolidate, decimal, decimals_of, half_up
from skpkit.model.nip import is_written_plain
from skpkit.model.periods import MONTHS, Term
from skpkit.paper import labels

NO_BREAK = "\u00a0"
_PERCENT = frozenset({"persen", "%"})
_BEFORE_DIGIT = re.compile(r" +(?=\d)")
_NIP_GROUPS = ((0, 8), (8, 14), (14, 15), (15, 18))
_ROMAN = ("", "I", "II", "III", "IV")
_BULLETS = "-–—•*"
_COMMA = {ord(","): ".", ord("."): ","}
_MOST_DECIMALS = 340  # the least float has 324
_FEWEST = re.compile(r"(\.\d\d\d*?)0+$")  # of a number with two decimals at least


class Figure(NamedTuple):
    """A number of a form: one that a record states, which is written as it stands there, or a computed one."""

    value: float
    stated: bool = True


def consolidated(how: str, values: Sequence[float]) -> Figure | None:
    """One figure of several periods, oldest first; it is stated where it is one value of theirs: the average of equal
    ones too, which would else be another number than they are.
    """
    value = consolidate(how, values)
    return None if value is None else Figure(value, stated=value in values)


def number(value: float | Figure | None, *bounds: float | Figure | None) -> str:
    """A number with a decimal comma and dots between thousands: `1.250`, `95,5`; a dash for none.

    One that a record states has all its decimals, trailing zeros aside. A computed one has at most two, and more where
    it would have less than two digits that count, or seem to be on another side of a bound than it is.
    """
    if value is None:
        return labels.NO_NUMBER
    figure = _figure(value)
    exact = decimal(figure.value)
    text = f"{exact if figure.stated else _rounded(figure, bounds):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return ("0" if text == "-0" else text).translate(_COMMA)


def two_decimals(value: float, *bounds: float) -> str:
    """A computed number with two decimals, as capaian is written: `101,26`; with more as in `number`."""
    return _FEWEST.sub(r"\1", f"{_rounded(Figure(value, stated=False), bounds):,f}").translate(_COMMA)


def amount(value: float | Figure | None, unit: str, *bounds: float | Figure | None) -> str:
    """A number with its unit: `95,5%`, `30 satuan kerja`; nothing where there is no number.

    A number within the unit begins no line, `indeks (skala 5)`: it would be read as the amount.
    """
    if value is None:
        return ""
    if unit.strip().lower() in _PERCENT:
        return f"{number(value, *bounds)}%"
    return f"{number(value, *bounds)}{NO_BREAK}{_BEFORE_DIGIT.sub(NO_BREAK, unit.strip())}"


def _rounded(figure: Figure, bounds: Iterable[float | Figure | None]) -> Decimal:
    """The number half away from zero, to the fewest decimals it may have that leave it on its side of each bound."""
    exact = decimal(figure.value)
    others = [_figure(each) for each in (0, *bounds) if each is not None]
    for decimals in range(decimals_of(figure.value), _MOST_DECIMALS):
        rounded = half_up(exact, decimals)
        if all(_same_side(exact, rounded, each, decimals) for each in others):
            return rounded
    return exact


def _same_side(exact: Decimal, rounded: Decimal, bound: Figure, decimals: int) -> bool:
    """Whether a rounded number is shown on the side of a bound on which it is; a computed bound is rounded alike."""
    other = decimal(bound.value)
    shown = other if bound.stated else half_up(other, decimals)
    return (rounded < shown, rounded == shown) == (exact < other, exact == other)


def _figure(value: float | Figure) -> Figure:
    return value if isinstance(value, Figure) else Figure(value)


def day(value: date) -> str:
    """A date: `31 Januari 2026`."""
    return show_date(value, "id")


def span(term: Term, joint: str = "s.d.") -> str:
    """A span of days, the year named once where both ends share it: `1 Januari s.d. 31 Maret 2026`."""
    first, last = day(term.mulai), day(term.selesai)
    if term.mulai.year == term.selesai.year:
        first = first.rsplit(" ", 1)[0]
    return f"{first} {joint} {last}"


def head_span(term: Term) -> str:
    """The span in a form's head: `1 JANUARI SD 31 DESEMBER TAHUN 2026`."""
    text = span(term, "SD").upper()
    if term.mulai.year != term.selesai.year:
        return text
    days, year = text.rsplit(" ", 1)
    return f"{days} TAHUN {year}"


def month(number: int) -> str:
    """The name of a month: `Januari`."""
    return show_date(date(2000, number, 1), "id").split()[1]


def short_period(value: str) -> str:
    """A period in a table: `Q1`, `Y`, and `Januari` for B01, `Sm. I` for S1."""
    return month(int(value[1:])) if value in MONTHS else labels.SEMESTER.get(value, value)


def period(key: str) -> str:
    """A reporting period: `Triwulan II`, `Semester I`, `Januari`, `Tahunan`."""
    number = int(key[1:] or 0)
    if key[0] == "B":
        return month(number)
    return {"Q": f"Triwulan {_ROMAN[number]}", "S": f"Semester {_ROMAN[number]}"}.get(key[0], "Tahunan")


def until(key: str) -> str:
    """How far a number reaches that is of all periods up to one: `s.d. triwulan II`, `s.d. bulan Mei`."""
    if key in MONTHS:
        return f"s.d. bulan {period(key)}"
    kind, _, which = period(key).partition(" ")
    return f"s.d. {kind.lower()} {which}".rstrip()


def scale(steps: Iterable[Mapping[str, float]]) -> Iterator[str]:
    """The steps of a scale of stabilize: `Ca 90: 100`."""
    return (f"Ca {number(each['ca'])}: {number(each['capaian'])}" for each in steps)


def nip(value: str) -> str:
    """An NIP in its groups, which no line end parts; another number as it is written."""
    if not is_written_plain(value):
        return value
    return NO_BREAK.join(value[first:last] for first, last in _NIP_GROUPS)


def text(value: str) -> str:
    """A text without empty lines and spaces around its lines."""
    return "\n".join(line for line in map(str.strip, value.splitlines()) if line)


def lines(value: str) -> tuple[str, ...]:
    """The lines of a text, each without the dash that it may begin with."""
    found = (_without_bullet(line) for line in text(value).split("\n"))
    return tuple(line for line in found if line)


def _without_bullet(line: str) -> str:
    mark, _, rest = line.partition(" ")
    return rest.strip() if mark in _BULLETS and rest else line
