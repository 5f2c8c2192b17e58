"""The day that a value was meant to be: in words, with slashes, as a spreadsheet counts it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from skpkit.errors import WrongUsage
from skpkit.messages import N_, Value, clip
from skpkit.source.yamlfile.lookalikes import as_meant

if TYPE_CHECKING:
    from skpkit.source.yamlfile.numbers import Sentence

DATE_AS = N_("{field} must be a date as year-month-day: write {near}")
DATE_EITHER = N_("{field} may be {one} or {other}, for nobody can tell day from month in “{value}”; write one of them")
DATE_OF_SHEET = N_("{field} is the number that a spreadsheet has for a date; write the date itself: {near}")
DATE_CURLY = N_("{field} stands in curly quotation marks; delete these and write {near}")
DATE_ALONE = N_("{field} is a date alone, without the time; write {near}")
DATE_LOOKS_LIKE = N_("{field} has a character that only looks like a digit or hyphen; type it anew: {near}")
DATE_WITHOUT_DAY = N_("{field} needs a day too: write {near} and the day, such as {near}-15")
NO_MONTH = N_("{field}: there is no month {month}; a date is written as year-month-day, so write {near}")
NO_SUCH_MONTH = N_("{field}: there is no month {month}; a date is written as year-month-day, such as 2026-01-31")
SHORT_MONTH = N_(
    "{field}: there is no {value} in the calendar, for that month ends on {near}; write that, or the day that was meant"
)

NO_DAY = N_("“{given}” is no date; write it as day/month/year, such as 31/01/2026")
MONTH_FIRST = N_("“{given}” has no month {month}; write the day first: day/month/year, such as 31/01/2026")

_MONTHS = {
    name: nth
    for nth, names in enumerate(
        (
            "januari jan january",
            "februari feb february pebruari peb",
            "maret mar march mrt",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu ags agt agust aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov nopember nop",
            "desember des dec december",
        ),
        1,
    )
    for name in names.split()
}
_PLAIN = re.compile(r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})")
_YEAR_FIRST = re.compile(r"([12][0-9]{3})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})|([12][0-9]{3})([01][0-9])([0-3][0-9])")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([12][0-9]{3}|[0-9]{2})")
_DAY_MONTH = re.compile(r"(?:[a-z']+,? )?([0-9]{1,2})[-/. ]?([a-z]+)\.?,?[-/. ]?'?([12][0-9]{3}|[0-9]{2})")
_MONTH_DAY = re.compile(r"(?:[a-z']+,? )?([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([12][0-9]{3})")
_ABOUT_SIGN = re.compile(r"\s*([/.-])\s*")
_MONTH_ALONE = re.compile(r"([a-z]+)\.?[-/ ]([12][0-9]{3})")
_TIME = re.compile(
    r"(.*?)[t ]+[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?\s*(?:z|wib|wita|wit|[+-][0-9:]+)?", re.DOTALL
)
_LONGEST = 60  # characters of what may be a date
_SHEET_BEGINS, _SHEET_DAYS = date(1899, 12, 30), range(36526, 54789)  # from 2000 to 2049


def month_named(word: str) -> int | None:
    """The number of the month of that name, in Indonesian or English, whole or short."""
    return _MONTHS.get(word.strip().strip(".").lower())


def day_written(text: str) -> date:
    """The day that somebody writes in answer to a question, in an option or a cell: as records have it, or as people
    write it here, the day before the month. Raises WrongUsage for what is none."""
    plain, given = _plain(text), clip(text)
    if (found := _YEAR_LAST.fullmatch(plain)) and int(found[1]) <= 12 < int(found[2]):
        raise WrongUsage(MONTH_FIRST, given=given, month=int(found[2]))
    found_days = _dates(plain)
    if isinstance(found_days, dict) or not found_days:
        raise WrongUsage(NO_DAY, given=given)
    return found_days[0]


def other_day(text: str) -> date | None:
    """The other day that a date may be, of which nobody can tell day from month."""
    found = _dates(_plain(text))
    return found[1] if not isinstance(found, dict) and len(found) > 1 else None


def _plain(text: str) -> str:
    """A date as somebody writes it, without what stands around it, and without a time."""
    plain = _ABOUT_SIGN.sub(r"\1", " ".join(as_meant(text).lower().split()).strip("\"'` ,;"))
    timed = _TIME.fullmatch(plain)
    return timed[1] if timed else plain


def date_meant(value: object) -> Sentence | None:
    """What to say of a value that was meant to be a date, but for its field; None where nobody can tell which."""
    if isinstance(value, bool) or not isinstance(value, str | int | float) or len(str(value)) > _LONGEST:
        return None
    written = str(value).strip()
    text = " ".join(as_meant(written).lower().split())
    stripped = bare = text.strip("\"'` ,;")
    if re.fullmatch("[0-9oli/. -]*[0-9][0-9oli/. -]*", bare):
        bare = bare.translate(str.maketrans("oli", "011"))
    number = bare.partition(".")[0]
    if re.fullmatch(r"[0-9]{5}(?:[.,][0-9]+)?", bare) and int(number) in _SHEET_DAYS:
        return DATE_OF_SHEET, {"near": (_SHEET_BEGINS + timedelta(days=int(number))).isoformat()}
    timed = _TIME.fullmatch(bare)
    if (found := _dates(timed[1] if timed else bare)) and not isinstance(found, dict):
        return _sentence(written, bare, found, quoted=stripped != text, timed=timed is not None)
    if isinstance(found, dict):
        return found["message"], {key: each for key, each in found.items() if key != "message"}
    return None


def _sentence(written: str, bare: str, found: list[date], *, quoted: bool, timed: bool) -> Sentence:
    if len(found) > 1:
        one, other = found
        return DATE_EITHER, {"one": one.isoformat(), "other": other.isoformat(), "value": clip(written)}
    told: dict[str, Value] = {"near": found[0].isoformat()}
    if quoted and not written.isascii():
        return DATE_CURLY, told
    if timed:
        return DATE_ALONE, told
    return (DATE_LOOKS_LIKE if _PLAIN.fullmatch(bare) and bare not in written else DATE_AS), told


def _dates(text: str) -> list[date] | dict[str, str]:
    """The days that a text may be, likeliest first; or the sentence on one that is none of the calendar."""
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(each) for each in found.groups() if each)
        return _checked(year, month, day, text)
    if found := _YEAR_LAST.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), _year(found[3])
        if month <= 12 < day or day == month or not 1 <= day <= 12:
            return _checked(year, month, day, text)
        if month > 12:
            return _checked(year, day, month, text)
        both = (_day(year, month, day), _day(year, day, month))
        return [each for each in both if each]
    for pattern, order in ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2))):
        if (found := pattern.fullmatch(text)) and (month_of := month_named(found[order[1]])):
            return _checked(_year(found[order[0]]), month_of, int(found[order[2]]), text)
    if (found := _MONTH_ALONE.fullmatch(text)) and (month_of := month_named(found[1])):
        return {"message": DATE_WITHOUT_DAY, "near": f"{found[2]}-{month_of:02d}"}
    return []


def _checked(year: int, month: int, day: int, text: str) -> list[date] | dict[str, str]:
    if found := _day(year, month, day):
        return [found]
    if not 1 <= month <= 12:
        if 1 <= day <= 12 and (swapped := _day(year, day, month)):
            return {"message": NO_MONTH, "month": str(month), "near": swapped.isoformat()}
        return {"message": NO_SUCH_MONTH, "month": str(month)}
    if day > 28:
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat()
        return {"message": SHORT_MONTH, "value": text, "near": last}
    return []


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
