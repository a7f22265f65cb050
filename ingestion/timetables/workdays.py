"""Working days of Iran: offsets over the weekend and the public holidays that the `holidays` package knows.

Lunar holidays of coming years are estimates there; before 1980 it knows none, and only the weekend counts.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Final

from ingestion.persian.jalali import days_in_month, to_gregorian

if TYPE_CHECKING:
    from holidays import HolidayBase

THURSDAY: Final = 3  # as datetime.date.weekday() counts
FRIDAY: Final = 4
WEEKEND: Final = (THURSDAY, FRIDAY)  # of government offices

_ONE_DAY = datetime.timedelta(days=1)


@cache
def _public_holidays() -> HolidayBase:
    from holidays import country_holidays

    return country_holidays("IR")


def is_workday(date: datetime.date, *, weekend: Collection[int] = WEEKEND) -> bool:
    """Whether offices are open: neither the weekend (days as `weekday()` counts) nor a public holiday."""
    return date.weekday() not in weekend and date not in _public_holidays()


def next_workday(date: datetime.date, *, weekend: Collection[int] = WEEKEND) -> datetime.date:
    """The date itself where it is a working day, else the first one after it. ValueError where no weekday is left."""
    if len(set(weekend)) >= 7:
        raise ValueError("a week without working days")
    while not is_workday(date, weekend=weekend):
        date += _ONE_DAY
    return date


def add_workdays(date: datetime.date, n: int, *, weekend: Collection[int] = WEEKEND) -> datetime.date:
    """The n-th working day after the date (before it where n < 0); n = 0 gives `next_workday`."""
    if n == 0:
        return next_workday(date, weekend=weekend)
    if len(set(weekend)) >= 7:
        raise ValueError("a week without working days")
    step = _ONE_DAY if n > 0 else -_ONE_DAY
    for _ in range(abs(n)):
        date += step
        while not is_workday(date, weekend=weekend):
            date += step
    return date


def workday_of_month(year: int, month: int, n: int, *, weekend: Collection[int] = WEEKEND) -> int | None:
    """The day of a Solar-Hijri month that is its n-th working day (n < 0: from the end); None where it has fewer."""
    if n == 0:
        raise ValueError("working days of a month are counted from 1, or from -1 at its end")
    first = to_gregorian(year, month, 1)
    days = range(1, days_in_month(year, month) + 1)
    wanted = abs(n)
    for day in days if n > 0 else reversed(days):
        if is_workday(first + datetime.timedelta(days=day - 1), weekend=weekend):
            wanted -= 1
            if wanted == 0:
                return day
    return None
