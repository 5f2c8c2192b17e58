"""What a cell says: a number, a date, an NIP, a word of a list, as people and Excel write them; or why it says none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from skpkit.errors import WrongUsage
from skpkit.messages import N_, Value, clip
from skpkit.model.nip import nip_flaw
from skpkit.sheets.tables import CellType, SheetColumn, shown
from skpkit.source.schemas.dates import NO_DAY, day_written
from skpkit.source.yamlfile.numbers import NO_NUMBER, NO_RESULT, number_in

NIP_CUT = N_(
    "Excel made a number of this NIP, and its last digits are lost; look the NIP up anew, format the column as Text, "
    "and type its 18 digits"
)
NIP_WRONG = N_("this cannot be an NIP; write its 18 digits as they stand in the letter of appointment")
NO_WHOLE = N_("“{given}” is no whole number; write one such as 1")
NO_CHOICE = N_("“{given}” is none of the choices here, which are {known}")
NO_YES = N_("“{given}” is neither Ya nor Tidak")
MADE_A_DAY = N_("Excel made the date {given} of what was typed here; format the cell as Text, and type it anew")
BROKEN = N_("Excel shows an error here ({given}); put the value itself in the cell")
UNCOUNTED = N_(
    "the formula in this cell has no value that was saved with it; open the file in Excel and save it, or put the "
    "value itself in the cell"
)

_FIRST_DAY = date(1899, 12, 30)
_BETWEEN_YEARS = (1900, 2999)
_BLANKS = " \t\r\n\u00a0\u200b\ufeff"
_YES = {**dict.fromkeys(("ya", "y", "true", "benar", "yes", "1", "x"), True)}
_NO = {**dict.fromkeys(("tidak", "t", "false", "salah", "no", "0", "tdk"), False)}
_NOTHING = frozenset({"-", "–", "—", "nihil", "n/a", "na", "belum", "belum ada", "kosong", "tidak ada"})
_AS_NUMBER = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+")
_FORMULA_OF_TEXT = re.compile(r'="([^"]*)"')


class RawCell(NamedTuple):
    """A cell as a file has it: its value, and what else matters of it: that it is shown as a `percent`, an `error` that
    Excel shows, or a formula whose value is not known (`uncounted`). `day_zero` is the day from which it counts days.
    """

    value: str | int | float | bool | date | None
    percent: bool = False
    error: bool = False
    uncounted: bool = False
    day_zero: date = _FIRST_DAY

    @property
    def says_none(self) -> bool:
        """Whether it says in a word or a stroke that there is nothing."""
        return isinstance(self.value, str) and self.value.strip(_BLANKS).casefold() in _NOTHING

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be read in it."""
        blank = isinstance(self.value, str) and not self.value.strip(_BLANKS)
        return (self.value is None or blank) and not self.uncounted


class CellUnreadError(Exception):
    """A cell does not say what its column is for: `message` is a catalogue key, `told` fills it."""

    def __init__(self, message: str, **told: Value) -> None:
        super().__init__(message)
        self.message = message
        self.told: Mapping[str, Value] = told


def value_of(column: SheetColumn, cell: RawCell, *, in_words: bool = False) -> Any:
    """What a cell that is not empty says, as a record has it. A realisasi of an SKP that is kualitatif is `in_words`.

    Raises CellUnreadError for what cannot be in that column.
    """
    if cell.uncounted:
        raise CellUnreadError(UNCOUNTED)
    if cell.error:
        raise CellUnreadError(BROKEN, given=str(cell.value))
    if column.type == "value":
        return _text(cell) if in_words else _number(cell, nothing=NO_RESULT)
    if column.type in ("choice", "choices"):
        return _choices(column, cell)
    return _READERS[column.type](cell)


def nip_of(cell: RawCell) -> str:
    """The NIP in a cell, of which Excel may have made a number. Raises CellUnreadError where digits are lost."""
    value = cell.value
    if isinstance(value, bool | date):
        raise CellUnreadError(NIP_WRONG)
    if isinstance(value, float):
        raise CellUnreadError(NIP_CUT)
    if isinstance(value, int):
        # What a number of Excel can hold cannot tell whether all digits are those that were typed.
        if len(str(value)) == 18 and int(float(value)) == value:
            raise CellUnreadError(NIP_CUT)
        value = str(value)
    text = str(value or "")
    found = _FORMULA_OF_TEXT.fullmatch(text.strip())
    written = re.sub(r"[\s.'’‘`´\u00a0\u200b\ufeff-]", "", found[1] if found else text)
    if _AS_NUMBER.fullmatch(re.sub(r"[\s'\u00a0]", "", text)):
        raise CellUnreadError(NIP_CUT)
    flaw = nip_flaw(written)
    if flaw:
        raise CellUnreadError(NIP_CUT if flaw == "serial" else NIP_WRONG)
    return written


def number_of(text: str, *, nothing: str = NO_NUMBER) -> float:
    """The number that a text is, as people write it here: a comma before decimals, points between thousands.

    Raises CellUnreadError for what is none, and for 1.234, which may be two numbers.
    """
    if nothing == NO_RESULT and text.strip().casefold() == "nihil":
        return 0
    try:
        return number_in(text, decimal_comma=True, nothing=nothing)
    except WrongUsage as wrong:
        raise CellUnreadError(wrong.message, **wrong.told) from None


def number_text(value: float) -> str:
    """A number as a text that says all of it, with a comma before decimals."""
    return (str(value) if isinstance(value, int) else repr(value)).replace(".", ",")


def texts_in(text: str) -> list[str]:
    """The texts of a cell that holds several: one on a line; or each behind a hyphen, and then lines below are its."""
    lines = text.split("\n")
    if not lines[0].startswith("- "):
        return [each for each in lines if each.strip()]
    found: list[str] = []
    for line in lines:
        if line.startswith("- "):
            found.append(line[2:])
        else:
            found[-1] += "\n" + line.removeprefix("  ")
    return found


def text_of_texts(texts: list[str]) -> str:
    """Several texts as one cell holds them."""
    if texts[0].startswith("- ") or any("\n" in each for each in texts):
        return "\n".join("- " + each.replace("\n", "\n  ") for each in texts)
    return "\n".join(texts)


def _number(cell: RawCell, *, nothing: str = NO_NUMBER) -> float:
    value = cell.value
    if isinstance(value, bool):
        raise CellUnreadError(NO_NUMBER, given="TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        value = round(value * 100, 10) if cell.percent else value
        return int(value) if float(value).is_integer() else value
    if isinstance(value, date):
        raise CellUnreadError(MADE_A_DAY, given=_as_day(value))
    return number_of(value or "", nothing=nothing)


def _whole(cell: RawCell) -> int:
    found = _number(cell)
    if not float(found).is_integer():
        raise CellUnreadError(NO_WHOLE, given=number_text(found))
    return int(found)


def _text(cell: RawCell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, date):
        raise CellUnreadError(MADE_A_DAY, given=_as_day(value))
    if isinstance(value, int | float):
        return number_text(int(value) if float(value).is_integer() else value)
    return (value or "").replace("\r\n", "\n").replace("\r", "\n")


def _code(cell: RawCell) -> str:
    return _text(cell).strip(" \t\n\u00a0\u200b\ufeff")


def _as_day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def day_in_cell(cell: RawCell) -> date:
    """The day in a cell, however Excel or a person wrote it: the day stands before the month."""
    value = cell.value
    if isinstance(value, date):
        return _as_day(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            day = cell.day_zero + timedelta(days=int(value))
        except OverflowError:
            day = date.min
        if not _BETWEEN_YEARS[0] < day.year <= _BETWEEN_YEARS[1] or value < 366:
            raise CellUnreadError(NO_DAY, given=number_text(value))
        return day
    try:
        return day_written(str(value))
    except WrongUsage as wrong:
        raise CellUnreadError(wrong.message, **wrong.told) from None


def _dialogue(cell: RawCell) -> str:
    """The path of a dialogue, of which its day is enough."""
    if isinstance(cell.value, str) and "/" in cell.value and cell.value.strip().endswith(".yaml"):
        return cell.value.strip()
    return f"dki/{day_in_cell(cell).isoformat()}.yaml"


def _yes(cell: RawCell) -> bool:
    if isinstance(cell.value, bool):
        return cell.value
    word = _text(cell).strip().casefold()
    if word not in _YES and word not in _NO:
        raise CellUnreadError(NO_YES, given=clip(word))
    return word in _YES


def _alike(word: str) -> str:
    return re.sub(r"[\W_]+", "", word.casefold())


def _choices(column: SheetColumn, cell: RawCell) -> str | list[str]:
    known = {_alike(each): each for each in column.words}
    text = _text(cell)
    several = re.split(r"[;,\n]", text) if column.type == "choices" else [text]
    found = []
    for each in filter(None, map(str.strip, several)):
        word = known.get(_alike(each))
        if word is None:
            raise CellUnreadError(NO_CHOICE, given=clip(each), known=tuple(map(shown, column.words)))
        found.append(word)
    return found if column.type == "choices" else found[0]


_READERS: Mapping[CellType, Callable[[RawCell], Any]] = {
    "text": _text,
    "code": _code,
    "number": _number,
    "whole": _whole,
    "date": lambda cell: day_in_cell(cell).isoformat(),
    "nip": nip_of,
    "yes": _yes,
    "texts": lambda cell: texts_in(_text(cell)),
    "dialogue": _dialogue,
}
