"""Dates of cells as Gregorian days: written dates, spreadsheet dates, serial numbers, and what Excel made of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from ingestion.persian.dates import WrittenDate, read_date
from ingestion.persian.jalali import FIRST_YEAR, LAST_YEAR, from_gregorian, last_day_of_month, to_gregorian
from ingestion.workbooks.grid import Cell, text_of
from ingestion.workbooks.values.texts import folded

INVALID, AMBIGUOUS = "invalid_date", "ambiguous_date"
_EPOCH = datetime.date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 54_789  # 2000-01-01 to 2049-12-31
_FIRST_REAL_YEAR = 2014  # earlier spreadsheet dates come from Excel's reading of two-digit Jalali years
_PREFIX = re.compile(
    r"^\s*(?:حداکثر|نهایتا|نهایتاً|حداقل)?\s*(?:تا|لغایت|الی)?\s*(?:مورخه|مورخ|تاریخ|روز)?\s*[:：]?\s*(?=[\d۰-۹٠-٩آ-ی])"
)


@dataclass(frozen=True)
class YearHelp:
    """What helps to read two-digit years: years that the title, the sheet's name or other dates state in full."""

    years: frozenset[int] = frozenset()
    title_years: frozenset[int] = frozenset()
    day_first: bool | None = (
        None  # how the dates without a year are turned: «25/4» or «4/25»; None where they don't tell
    )

    def with_years(self, years: Iterable[int]) -> YearHelp:
        """The same help and more years."""
        more = frozenset(years)
        return self if more <= self.years else replace(self, years=self.years | more)

    @property
    def only_year(self) -> int | None:
        """The one year that the title or the sheet's name states, for dates written without a year."""
        return next(iter(self.title_years)) if len(self.title_years) == 1 else None


class DateReading(NamedTuple):
    """A day, or an issue that says why there is none; both null for an empty cell."""

    value: datetime.date | None
    issue: str | None = None
    year: int | None = None  # the Jalali year, where written in full


NO_DATE = DateReading(None)


def read_date_cell(cell: Cell, help_: YearHelp) -> DateReading:
    """The day that a cell states."""
    if isinstance(cell, tuple):
        return _spreadsheet_date(cell[1], help_) if cell[0] == "date" else NO_DATE
    if isinstance(cell, bool):
        return DateReading(None, INVALID)
    if isinstance(cell, int | float):
        return _number(float(cell), help_)
    text = cell.strip()
    if not text:
        return NO_DATE
    if (parts := two_parts(text)) is not None:
        return _without_year(parts, help_)
    if text.replace(".", "", 1).isdecimal() and float(text).is_integer() and len(text) in (5, 7, 8):
        number = float(text)  # of Persian digits too
        if _FIRST_SERIAL <= number <= _LAST_SERIAL:
            return _number(number, help_)
    written = read_date(text) or read_date(_PREFIX.sub("", text)) or read_date(_REMARK.sub("", text))
    if written and help_.years and _is_of_wrong_guesses(written) and (day := written.to_date()):
        return _spreadsheet_date(day.isoformat(), help_)
    return resolve(written, help_) if written else DateReading(None, INVALID)


_REMARK = re.compile(r"(?<=\d)\s*\([^()\d]*\)$")  # «۱۴۰۴/۳/۱۵ (فوق‌العاده)»
_TWO_PARTS = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})|(\d\d)\.(\d\d)")  # «1.5» and «10-15» count months or days


def two_parts(text: str) -> tuple[int, int] | None:
    """The two numbers of a date without its year («25/4»), as written; None for any other text."""
    if text.count("/") != 1 and text.count(".") != 1:
        return None
    match = _TWO_PARTS.fullmatch(folded(_PREFIX.sub("", text)).strip())
    return (int(match[1] or match[3]), int(match[2] or match[4])) if match else None


def _without_year(parts: tuple[int, int], help_: YearHelp) -> DateReading:
    """A day and a month in the one year that the title or the sheet's name states."""
    readings = {(day, month) for day, month in (parts, parts[::-1]) if 1 <= day <= 31 and 1 <= month <= 12}
    if len(readings) == 2 and help_.day_first is not None:
        readings = {parts if help_.day_first else parts[::-1]}
    if not readings:
        return DateReading(None, INVALID)
    if len(readings) > 1 or help_.only_year is None:
        return DateReading(None, AMBIGUOUS)
    day, month = readings.pop()
    try:
        return DateReading(to_gregorian(help_.only_year, month, day))
    except ValueError:
        return DateReading(None, INVALID)


def day_comes_first(cells: Iterable[Cell]) -> bool | None:
    """How dates without a year are turned, by those that can be read in one way only; None where there are none or both."""
    ways = set()
    for cell in cells:
        first, second = (two_parts(cell) if isinstance(cell, str) else None) or (0, 0)
        if 12 < first <= 31 and 1 <= second <= 12:
            ways.add(True)
        elif 12 < second <= 31 and 1 <= first <= 12:
            ways.add(False)
    return ways.pop() if len(ways) == 1 else None


def _is_of_wrong_guesses(written: WrittenDate) -> bool:
    """Whether the date is Gregorian and of the years that Excel makes of two-digit Jalali ones."""
    return written.calendar == "gregorian" and 2000 <= (written.year or 0) < _FIRST_REAL_YEAR


def resolve(written: WrittenDate, help_: YearHelp, *, use_end: bool = False) -> DateReading:
    """A written date as a day; two-digit and missing years only with help."""
    if written.day is None:
        return DateReading(None, AMBIGUOUS)
    if written.calendar == "gregorian" or written.n_year_digits >= 3:
        day = _known(written.end_date() if use_end else written.to_date())
        year = written.full_year() if written.calendar == "jalali" else None
        return DateReading(day, None if day else INVALID, year)
    if written.year is None:
        only = help_.only_year
        if only is None:
            return DateReading(None, AMBIGUOUS)
        return _valid(written, only, use_end)
    readings = [r for r in (written, written.other_order) if r is not None]
    for distance in (0, 1, 2):
        for reading in readings:
            year = full_year(reading.year, YearHelp(), is_certain=True)
            if year is not None and any(abs(year - other) <= distance for other in help_.years):
                found = _valid(reading, year, use_end)
                if found.value or len(readings) == 1 or distance == 2:
                    return found
    may_be_turned = written.other_order is None and written.year <= 31
    turned = full_year(written.day, YearHelp(), is_certain=True) if may_be_turned else None
    if turned is not None and any(abs(turned - other) <= 1 for other in help_.years):
        return DateReading(None, INVALID)  # 03/12/31 in 1403: the year stands first, and Esfand has no such day
    year = full_year(written.year, YearHelp())
    if year is not None and (written.other_order is None or (written.year or 0) > 31):
        return _valid(written, year, use_end)
    return DateReading(None, AMBIGUOUS if written.is_valid else INVALID)


_FIRST_DAY, _LAST_DAY = to_gregorian(FIRST_YEAR, 1, 1), last_day_of_month(LAST_YEAR, 12)


def _known(day: datetime.date | None) -> datetime.date | None:
    """The day, or None where it lies outside the years that the calendar knows (1904, 2099)."""
    return day if day is not None and _FIRST_DAY <= day <= _LAST_DAY else None


def full_year(year: int | None, help_: YearHelp, *, is_certain: bool = False) -> int | None:
    """The full Jalali year of a written one: 404 is 1404, 98 is 1398; 04 is 1404 only with help (or `is_certain`)."""
    if year is None:
        return help_.only_year
    if year >= 1000:
        return year
    if year >= 100:
        return 1000 + year
    if year >= 60:
        return 1300 + year
    guess = 1400 + year
    if is_certain or any(abs(guess - other) <= 2 for other in help_.years):
        return guess
    return None


def _valid(written: WrittenDate, year: int, use_end: bool) -> DateReading:
    day = written.day_end if use_end and written.day_end else written.day
    try:
        return DateReading(to_gregorian(year, written.month, day or 0), None, year)
    except ValueError:
        return DateReading(None, INVALID)


def _spreadsheet_date(text: str, help_: YearHelp) -> DateReading:
    """A date cell: a Gregorian day, a Jalali year that was taken for a Gregorian one, or Excel's wrong guess."""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})", text)
    if not match:
        return DateReading(None, INVALID)
    year, month, day = (int(part) for part in match.groups())
    if 1300 <= year <= 1499:
        try:
            return DateReading(to_gregorian(year, month, day), None, year)
        except ValueError:
            return DateReading(None, INVALID)
    if 300 <= year <= 499:  # 404/3/10
        return _spreadsheet_date(f"{1000 + year}-{month:02}-{day:02}", help_)
    try:
        value = datetime.date(year, month, day)
        jalali_year = from_gregorian(value)[0]
    except ValueError:
        return DateReading(None, INVALID)
    is_near = any(abs(jalali_year - other) <= 3 for other in help_.years)
    if year >= _FIRST_REAL_YEAR and (is_near or not _repaired(value, help_)):
        return DateReading(value)
    if is_near and year >= 2000:
        return DateReading(value)
    repaired = _repaired(value, help_)
    return DateReading(repaired[0], None) if len(repaired) == 1 else DateReading(None, AMBIGUOUS)


def _repaired(value: datetime.date, help_: YearHelp) -> list[datetime.date]:
    """The Jalali days that Excel may have turned into this date, where the years stated elsewhere agree with them.

    04/3/10 becomes 2004-03-10 (year first), 2010-04-03 (month first) or 2010-03-04 (day first).
    """
    two = value.year % 100
    orders = ((two, value.month, value.day), (value.month, value.day, two), (value.day, value.month, two))
    for distance in (0, 1):
        found: list[datetime.date] = []
        for short_year, month, day in orders:
            year = 1300 + short_year if short_year >= 60 else 1400 + short_year
            if not any(abs(year - other) <= distance for other in help_.years):
                continue
            try:
                repaired = to_gregorian(year, month, day)
            except ValueError:
                continue
            if repaired not in found:
                found.append(repaired)
            if distance == 0 and (short_year, month, day) == orders[0]:
                return found
        if found:
            return found
    return []


def _number(number: float, help_: YearHelp) -> DateReading:
    if number == 0:
        return NO_DATE
    whole = int(number)
    if number == whole and 5 <= len(str(whole)) <= 6:  # 40310 is 04/03/10 where the years agree, else a serial number
        digits = str(whole).zfill(6)
        written = read_date(f"{digits[:2]}/{digits[2:4]}/{digits[4:]}")
        if written and written.is_valid and (reading := resolve(written, help_)).value:
            return reading
    if _FIRST_SERIAL <= whole <= _LAST_SERIAL:
        return _spreadsheet_date((_EPOCH + datetime.timedelta(days=whole)).isoformat(), help_)
    written = read_date(str(whole)) if number == whole else None
    return resolve(written, help_) if written else DateReading(None, INVALID)


def years_in(cells: Iterable[Cell]) -> set[int]:
    """Jalali years that date cells state in full; spreadsheet dates count by their day, Excel's wrong guesses do not."""
    years: set[int] = set()
    for cell in cells:
        if isinstance(cell, str):
            written = read_date(cell) or read_date(_PREFIX.sub("", cell))
            if written and written.calendar == "jalali" and written.n_year_digits >= 3 and written.is_valid:
                years.add(written.full_year() or 0)
            elif (
                written
                and written.calendar == "gregorian"
                and not _is_of_wrong_guesses(written)
                and (day := _known(written.to_date()))
            ):
                years.add(from_gregorian(day)[0])
        elif isinstance(cell, int | float) and not isinstance(cell, bool):
            text = text_of(cell)
            if len(text) == 8 and text.startswith(("13", "14")):
                years.add(int(text[:4]))
            elif 41_640 <= cell <= _LAST_SERIAL:
                years.add(from_gregorian(_EPOCH + datetime.timedelta(days=int(cell)))[0])
        elif isinstance(cell, tuple) and cell[0] == "date":
            year = int(cell[1][:4]) if cell[1][:4].isdecimal() else 0
            if 1300 <= year <= 1499:
                years.add(year)
            elif 2018 <= year <= 2050:
                reading = _spreadsheet_date(cell[1], YearHelp())
                if reading.value:
                    years.add(from_gregorian(reading.value)[0])
    return years - {0}
