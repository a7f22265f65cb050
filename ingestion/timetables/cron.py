"""Cron expressions whose day and month are read on the Solar-Hijri calendar.

Five fields: minute, hour, day of month, month, day of week. Beside `*`, numbers, lists, ranges and steps:

- months also by name: FAR ORD KHO TIR MOR SHA MEH ABA AZA DEY BAH ESF (1 is Farvardin, 12 Esfand)
- weekdays 0-7 as in every cron (0 and 7 are Sunday, 6 is Saturday) or SUN-SAT; a range may
  go round the week's end: SAT-WED
- days of month `L` (the last), `L-2` (the second before it), `W1` (the first working day), `W-1` (the last working day)
- `@hourly @daily @weekly` (Saturday) `@monthly @quarterly @yearly` (1 Farvardin)

As in every cron, a day must fit both day fields where one of them is `*`, and either of them where both are restricted.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ingestion.persian.jalali import (
    FIRST_YEAR,
    LAST_YEAR,
    days_in_month,
    from_gregorian,
    last_day_of_month,
    to_gregorian,
)
from ingestion.timetables.workdays import workday_of_month

FIRST_DATE: Final = to_gregorian(FIRST_YEAR, 1, 1)
LAST_DATE: Final = last_day_of_month(LAST_YEAR, 12)

PRESETS: Final = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@weekly": "0 0 * * SAT",
    "@monthly": "0 0 1 * *",
    "@quarterly": "0 0 1 */3 *",
    "@yearly": "0 0 1 1 *",
}
_MONTHS = ("FAR", "ORD", "KHO", "TIR", "MOR", "SHA", "MEH", "ABA", "AZA", "DEY", "BAH", "ESF")
_WEEKDAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_DAY_FROM_END = re.compile(r"L(?:-([0-9]{1,2}))?")
_WORKDAY = re.compile(r"W(-?[0-9]{1,2})")
_NUMERIC = re.compile(r"[0-9]{1,2}")


@dataclass(frozen=True)
class _Field:
    name: str
    low: int
    high: int
    names: tuple[str, ...] = ()
    goes_round: bool = False

    def number(self, text: str) -> int:
        if text in self.names:
            return self.low + self.names.index(text)
        if not _NUMERIC.fullmatch(text) or not self.low <= int(text) <= self.high:
            raise ValueError(f"{self.name} {text!r} is not within {self.low}-{self.high}")
        return int(text)

    def expand(self, item: str) -> list[int]:
        """The values of one item of the field: `*`, `a`, `a-b`, each with an optional `/step`."""
        span, slash, step_text = item.partition("/")
        step = 1
        if slash:
            if not _NUMERIC.fullmatch(step_text) or int(step_text) == 0:
                raise ValueError(f"{self.name} {item!r} has no step after the slash")
            step = int(step_text)
        if span == "*":
            return list(range(self.low, self.high + 1, step))
        first_text, dash, last_text = span.partition("-")
        first = self.number(first_text)
        if not dash:
            return list(range(first, self.high + 1, step)) if slash else [first]
        last = self.number(last_text)
        if first <= last:
            return list(range(first, last + 1, step))
        if not self.goes_round:
            raise ValueError(f"{self.name} {item!r} runs backwards")
        size = len(self.names)
        return [value % size for value in range(first, last + size + 1, step)]


_MINUTE = _Field("minute", 0, 59)
_HOUR = _Field("hour", 0, 23)
_DAY = _Field("day of month", 1, 31)
_MONTH = _Field("month", 1, 12, _MONTHS)
_WEEKDAY = _Field("day of week", 0, 7, _WEEKDAYS, goes_round=True)


@dataclass(frozen=True)
class SolarHijriCron:
    """A parsed expression: which minutes of a day and which dates it names."""

    expression: str
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: frozenset[int]
    days_from_end: frozenset[int]
    workdays: frozenset[int]
    months: tuple[int, ...]
    weekdays: frozenset[int]
    is_any_day: bool
    is_any_weekday: bool

    @cached_property
    def minutes_of_day(self) -> tuple[int, ...]:
        """Minutes after midnight, ascending."""
        return tuple(hour * 60 + minute for hour in self.hours for minute in self.minutes)

    @property
    def covers_every_hour(self) -> bool:
        """Whether no hour of the day is left out: such a schedule follows elapsed time over a change of the clock."""
        return len(self.hours) == 24

    def days_of(self, year: int, month: int) -> list[int]:
        """The days that the expression names in a month, ascending; empty where the month is not named."""
        if month not in self.months:
            return []
        length = days_in_month(year, month)
        if self.is_any_day and self.is_any_weekday:
            return list(range(1, length + 1))
        by_weekday = self._days_by_weekday(year, month, length)
        if self.is_any_day:
            return sorted(by_weekday)
        by_day = self._days_by_number(year, month, length)
        return sorted(by_day if self.is_any_weekday else by_day | by_weekday)

    def _days_by_weekday(self, year: int, month: int, length: int) -> set[int]:
        offset = to_gregorian(year, month, 1).isoweekday() - 1
        return {day for day in range(1, length + 1) if (day + offset) % 7 in self.weekdays}

    def _days_by_number(self, year: int, month: int, length: int) -> set[int]:
        days = {day for day in self.days if day <= length}
        days |= {length - back for back in self.days_from_end}
        days |= {day for n in self.workdays if (day := workday_of_month(year, month, n)) is not None}
        return days

    def dates_from(self, start: datetime.date) -> Iterator[datetime.date]:
        """The named dates at or after `start`, ascending, to the end of the calendar (1450)."""
        if start > LAST_DATE:
            return
        year, month, first_day = from_gregorian(max(start, FIRST_DATE))
        while year <= LAST_YEAR:
            month_start = to_gregorian(year, month, 1)
            for day in self.days_of(year, month):
                if day >= first_day:
                    yield month_start + datetime.timedelta(days=day - 1)
            year, month, first_day = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)

    def dates_back_from(self, start: datetime.date) -> Iterator[datetime.date]:
        """The named dates at or before `start`, descending, to the beginning of the calendar (1300)."""
        if start < FIRST_DATE:
            return
        year, month, last_day = from_gregorian(min(start, LAST_DATE))
        while year >= FIRST_YEAR:
            month_start = to_gregorian(year, month, 1)
            for day in reversed(self.days_of(year, month)):
                if day <= last_day:
                    yield month_start + datetime.timedelta(days=day - 1)
            year, month, last_day = (year, month - 1, 31) if month > 1 else (year - 1, 12, 31)


def parse_cron(expression: str) -> SolarHijriCron:
    """Read a cron expression. Raises ValueError naming the field where it cannot be one, or can never come."""
    written = " ".join(PRESETS.get(expression.strip().lower(), expression).upper().split())
    fields = written.split(" ")
    if len(fields) != 5:
        raise ValueError(f"a cron expression has 5 fields, {expression!r} has {len(fields) if written else 0}")
    minute, hour, day, month, weekday = fields
    days, days_from_end, workdays = _read_days(day)
    cron = SolarHijriCron(
        expression=written,
        minutes=_read(_MINUTE, minute),
        hours=_read(_HOUR, hour),
        days=days,
        days_from_end=days_from_end,
        workdays=workdays,
        months=_read(_MONTH, month),
        weekdays=frozenset(value % 7 for value in _read(_WEEKDAY, weekday)),
        is_any_day=day == "*",
        is_any_weekday=weekday == "*",
    )
    if cron.is_any_weekday and not (days_from_end or workdays) and not _can_come(cron):
        raise ValueError(f"no month of {month!r} has a day {day!r}")
    return cron


def _read(field: _Field, text: str) -> tuple[int, ...]:
    return tuple(sorted({value for item in text.split(",") for value in field.expand(item)}))


def _read_days(text: str) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    days: set[int] = set()
    days_from_end: set[int] = set()
    workdays: set[int] = set()
    for item in text.split(","):
        if found := _DAY_FROM_END.fullmatch(item):
            back = int(found[1] or 0)
            if back > 28:
                raise ValueError(f"day of month {item!r} is further back than the shortest month is long")
            days_from_end.add(back)
        elif found := _WORKDAY.fullmatch(item):
            n = int(found[1])
            if not 1 <= abs(n) <= 23:
                raise ValueError(f"day of month {item!r}: working days are counted 1-23 or -1 to -23")
            workdays.add(n)
        else:
            days.update(_DAY.expand(item))
    return frozenset(days), frozenset(days_from_end), frozenset(workdays)


def _can_come(cron: SolarHijriCron) -> bool:
    longest = {month: 31 if month <= 6 else 30 for month in cron.months}
    return any(min(cron.days) <= length for length in longest.values())
