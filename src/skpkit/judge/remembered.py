"""Courses that were judged before, kept in the cache: so an audit that was broken off goes on, and one of a history
that has grown judges the dossiers that changed since.

A row is found by the program, the settings at the end, whose the course is, and each step of it: its commit, which
stands for the states and all that came before, the day, and by what it is judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from skpkit.findings import Note
from skpkit.judge.cache import Cache, digest
from skpkit.judge.courses import Course, Coursed, Footing, Links, Turned
from skpkit.judge.encoding import CannotBeKept, Decoder, Encoder
from skpkit.judge.kept import mattering, program
from skpkit.messages import Value
from skpkit.model.paths import Identity

_NOWHERE = "\0"  # a course tells of no place


class Remembered:
    """The courses of a history that a cache knows; `commits` are those of its steps."""

    def __init__(self, cache: Cache, footing: Footing, commits: Sequence[str]) -> None:
        self._cache, self._footing, self._commits = cache, footing, commits
        self._beginning = digest(program().encode(), b"course", mattering(footing.at_the_end))

    def known(self, courses: Sequence[Course]) -> dict[Identity, Coursed]:
        """What is known of some courses."""
        keys = {key: each for each in courses if (key := self._key(each))}
        found: dict[Identity, Coursed] = {}
        for key, text in self._cache.get(list(keys), "large").items():
            course = keys[key]
            try:
                found[course.identity] = _coursed(course, text)
            except (ValueError, TypeError, LookupError):  # no row that was written here
                continue
        return found

    def keep(self, courses: Sequence[Course], coursed: Sequence[Coursed]) -> None:
        """Keep what some courses came to."""
        rows: dict[bytes, bytes] = {}
        for course, made in zip(courses, coursed, strict=True):
            if key := self._key(course):
                try:
                    rows[key] = _text(made)
                except CannotBeKept:
                    continue
        self._cache.put(rows, "large")

    def _key(self, course: Course) -> bytes | None:
        """What a course is found by; None where signatures count, which a machine may be unable to look at."""
        grounds = [each.ground for each in course.turns]
        if any(self._footing.grounds[each].signers for each in grounds if each is not None):
            return None
        steps = [
            f"{self._commits[each.nth]} {self._footing.days[each.nth]} {each.ground is not None}".encode()
            for each in course.turns
        ]
        return digest(self._beginning, course.identity.title.encode(), *steps)


def _text(made: Coursed) -> bytes:
    turns = tuple(
        (*each[1:2], tuple(each.links), *each[3:6], *map(_plain, (each.counted, each.notes, each.remarks)), *each[9:])
        for each in made.turns
    )
    return Encoder(_NOWHERE).text((tuple(made.before), turns, made.people, made.lacks_approval))


def _plain(notes: Sequence[Note]) -> tuple[object, ...]:
    return tuple((each.message, each.told, each.code) for each in notes)


def _coursed(course: Course, text: bytes) -> Coursed:
    before, turns, people, lacking = Decoder(_NOWHERE).value(text)
    turned = []
    for turn, (quiet, links, renewed, title, name, counted, notes, remarks, *more) in zip(
        course.turns, turns, strict=True
    ):
        told = (tuple(map(_note, each)) for each in (counted, notes, remarks))
        made = (quiet, Links(*links), renewed, title, name, *told, *more)
        turned.append(Turned._make((turn.nth, *made)))
    return Coursed(course.identity, Links(*before), tuple(turned), people, lacking)


def _note(data: tuple[str, Mapping[str, Value], str | None]) -> Note:
    message, told, code = data
    return Note(message, told, code)
