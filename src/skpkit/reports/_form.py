"""What a form of a report is, in one value: all that is asked of a form is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from skpkit.errors import WrongUsage
from skpkit.reports._report import Report

Made = TypeVar("Made", str, bytes)


def nothing() -> None:
    """What a form needs that is written without any library."""


class ReportForm(NamedTuple, Generic[Made]):
    """A form of the report on a verdict: its name, what makes it, and the file that it has among others in a folder.

    `write` makes a text, which can be printed, or bytes, which are written to a file alone. One that is `fetched`
    people have to fetch, so it names them; the others are shown by the place that they are written for, and name nobody
    where strangers read along. One that people look at (`looked_at`) shows what they asked to see; what a program reads
    leaves no error out. One whose text is JSON (`data`) has a way to write what a terminal or a log would act
    on. `need` raises WrongUsage where a library that it takes is not installed.
    """

    name: str
    write: Callable[[Report], Made]
    file: str
    fetched: bool = False
    data: bool = False
    looked_at: bool = False
    need: Callable[[], None] = nothing

    @property
    def lacking(self) -> WrongUsage | None:
        """Why it cannot be written here, where the library that it takes is not installed."""
        try:
            self.need()
        except WrongUsage as why:
            return why
        return None
