"""For which days a judgement holds: a day that remembers what it was compared with.

A rule asks of a day whether it is before or after another. Every day on the same side of all those gives the same
answers, so what was found holds for all of them. Whoever asks anything else of it, such as its name for a sentence, or
how far off another day is, has learned which day it is, and what was found holds for that day alone.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple


class DaySpan(NamedTuple):
    """Some days, by their numbers, both ends included."""

    first: int = date.min.toordinal()
    last: int = date.max.toordinal()

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day.toordinal() <= self.last


class WatchedDay(date):
    """A day that knows which others would have given the same answers so far."""

    _span: DaySpan

    @classmethod
    def of(cls, day: date) -> WatchedDay:
        """A day, of which nothing was asked yet."""
        made = cls(day.year, day.month, day.day)
        made._span = DaySpan()
        return made

    @property
    def span(self) -> DaySpan:
        """The days that would have given the same answers."""
        return self._span

    def _told(self) -> None:
        nth = date.toordinal(self)
        self._span = DaySpan(nth, nth)

    def _before(self, nth: int) -> bool:
        """Whether it comes before the day of a number."""
        first, last = self._span
        if date.toordinal(self) < nth:
            self._span = DaySpan(first, min(last, nth - 1))
            return True
        self._span = DaySpan(max(first, nth), last)
        return False

    def __lt__(self, other: Any) -> bool:
        return self._before(date.toordinal(other)) if isinstance(other, date) else NotImplemented

    def __le__(self, other: Any) -> bool:
        return self._before(date.toordinal(other) + 1) if isinstance(other, date) else NotImplemented

    def __ge__(self, other: Any) -> bool:
        return not self._before(date.toordinal(other)) if isinstance(other, date) else NotImplemented

    def __gt__(self, other: Any) -> bool:
        return not self._before(date.toordinal(other) + 1) if isinstance(other, date) else NotImplemented

    def __getattribute__(self, name: str) -> Any:
        if not (name in _SAFE or (name.startswith("__") and name not in _TELLING)):
            date.__getattribute__(self, "_told")()
        return date.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        self._told()
        return isinstance(other, date) and date.toordinal(self) == date.toordinal(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        self._told()
        return date.__hash__(self)

    def __add__(self, other: Any) -> Any:
        self._told()
        return _plain(self) + other

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        self._told()
        return _plain(self) - (_plain(other) if isinstance(other, WatchedDay) else other)

    def __rsub__(self, other: Any) -> Any:
        self._told()
        return other - _plain(self)

    def __str__(self) -> str:
        self._told()
        return str(_plain(self))

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        self._told()
        return format(_plain(self), spec)

    def __reduce__(self) -> Any:
        self._told()
        return date, tuple(_plain(self).timetuple()[:3])


_SAFE = ("_before", "_span", "_told", "span")
_TELLING = ("__reduce_ex__", "__getstate__")


def _plain(day: date) -> date:
    return date.fromordinal(date.toordinal(day))
