"""Places as people read them on a page: the record by what it is, its line, and the web address where there is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from skpkit.reports._wording import LINE, clean, record_in_words

if TYPE_CHECKING:
    from skpkit.findings import Location
    from skpkit.reports._report import Report

_DOSSIER = re.compile(r".*/[0-9]{18}(?:/|$)", re.DOTALL)


class PlaceView(NamedTuple):
    """A place in words, and its web address, empty without one."""

    text: str
    link: str


def record_at(report: Report, at: Location, commit: str | None) -> PlaceView:
    """The record at a place of a commit, without its line: what who has no file before him can look up."""
    return PlaceView(clean(_record(report, at)), report.link(commit, at))


def _record(report: Report, at: Location) -> str:
    return record_in_words(report, _DOSSIER.sub("", at.path, count=1) or at.path)


def place(report: Report, at: Location, commit: str | None) -> PlaceView:
    """A place of a commit."""
    return PlaceView(clean(report.say(LINE, record=_record(report, at), line=at.line)), report.link(commit, at))
