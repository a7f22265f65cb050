"""The Solar Hijri (Jalali) calendar by the 33-year rule, which agrees with the official calendar from 1300 to 1450."""

from __future__ import annotations

import datetime
import functools
from typing import Final

MONTHS: Final = (
    "فروردین",  # Farvardin, from 20 or 21 March
    "اردیبهشت",  # Ordibehesht
    "خرداد",  # Khordad
    "تیر",  # Tir
    "مرداد",  # Mordad
    "شهریور",  # Shahrivar
    "مهر",  # Mehr
    "آبان",  # Aban
    "آذر",  # Azar
    "دی",  # Dey
    "بهمن",  # Bahman
    "اسفند",  # Esfand
)
WEEKDAYS: Final = (
    "دوشنبه",  # Monday, as datetime.date.weekday() counts
    "سه‌شنبه",  # Tuesday
    "چهارشنبه",  # Wednesday
    "پنجشنبه",  # Thursday
    "جمعه",  # Friday
    "شنبه",  # Saturday
    "یکشنبه",  # Sunday
)
FIRST_YEAR: Final = 1300
LAST_YEAR: Final = 1450
# Years that people type: those of marts.dim_date, in either calendar.
JALALI_YEARS: Final = range(1380, 1421)
GREGORIAN_YEARS: Final = range(2001, 2043)

_LEAP_REMAINDERS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
_CYCLE_YEARS = 33
_CYCLE_DAYS = 33 * 365 + len(_LEAP_REMAINDERS)
_NEW_YEAR_1300 = datetime.date(1921, 3, 21).toordinal()


def is_leap(year: int) -> bool:
    """Whether Esfand of the Jalali year has 30 days."""
    return year % _CYCLE_YEARS in _LEAP_REMAINDERS


def days_in_month(year: int, month: int) -> int:
    """29, 30 or 31; ValueError for a month outside 1-12."""
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month} in a year")
    if month <= 6:
        return 31
    if month <= 11:
        return 30
    return 30 if is_leap(year) else 29


@functools.cache  # of some 150 years
def _days_before_year(year: int) -> int:
    """Days from 1 Farvardin of year 0 of the cycle to 1 Farvardin of the year."""
    cycles, rest = divmod(year, _CYCLE_YEARS)
    leaps = sum(1 for remainder in _LEAP_REMAINDERS if remainder < rest)
    return cycles * _CYCLE_DAYS + rest * 365 + leaps


_OFFSET = _NEW_YEAR_1300 - _days_before_year(FIRST_YEAR)


def _days_before_month(month: int) -> int:
    return (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30


def to_gregorian(year: int, month: int, day: int) -> datetime.date:
    """The Gregorian date of a Jalali one; ValueError if there is no such day or the year is outside 1300-1450."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Jalali year {year} is outside {FIRST_YEAR}-{LAST_YEAR}")
    if not 1 <= day <= days_in_month(year, month):
        raise ValueError(f"no day {day} in month {month} of {year}")
    return datetime.date.fromordinal(_OFFSET + _days_before_year(year) + _days_before_month(month) + day - 1)


def from_gregorian(date: datetime.date) -> tuple[int, int, int]:
    """(year, month, day) of a Gregorian date; ValueError if the Jalali year is outside 1300-1450."""
    ordinal = date.toordinal()
    year = date.year - 621
    if ordinal < _OFFSET + _days_before_year(year):
        year -= 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{date.isoformat()} is outside the Jalali years {FIRST_YEAR}-{LAST_YEAR}")
    day_of_year = ordinal - _OFFSET - _days_before_year(year)
    month = day_of_year // 31 + 1 if day_of_year < 186 else (day_of_year - 186) // 30 + 7
    return year, month, day_of_year - _days_before_month(month) + 1


def last_day_of_month(year: int, month: int) -> datetime.date:
    """The Gregorian date of the month's last day; ValueError as `to_gregorian`."""
    return to_gregorian(year, month, days_in_month(year, month))


def weekday_name(date: datetime.date) -> str:
    """The Persian name of the weekday."""
    return WEEKDAYS[date.weekday()]
