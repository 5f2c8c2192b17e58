"""How values are written on the forms: numbers, dates, spans, NIP and lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from skpkit.messages import show_date
from skpkit.model.nip import is_written_plain
from skpkit.model.periods import MONTHS, Term
from skpkit.paper import labels

NO_BREAK = "\u00a0"
_PERCENT = frozenset({"persen", "%"})
_NIP_GROUPS = ((0, 8), (8, 14), (14, 15), (15, 18))
_ROMAN = ("", "I", "II", "III", "IV")
_BULLETS = "-–—•*"


def number(value: float | None) -> str:
    """A number with a decimal comma, at most two decimals, dots between thousands: `1.250`, `95,5`; a dash for none."""
    if value is None:
        return labels.NO_NUMBER
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).translate({ord(","): ".", ord("."): ","})


def two_decimals(value: float) -> str:
    """A number with two decimals always, as capaian is written: `101,26`."""
    return f"{value:,.2f}".translate({ord(","): ".", ord("."): ","})


def amount(value: float | None, unit: str) -> str:
    """A number with its unit: `95,5%`, `30 satuan kerja`; nothing where there is no number."""
    if value is None:
        return ""
    if unit.strip().lower() in _PERCENT:
        return f"{number(value)}%"
    return f"{number(value)}{NO_BREAK}{unit.strip()}"


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
