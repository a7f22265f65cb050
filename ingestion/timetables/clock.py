"""From dates and minutes of a cron expression to instants, over changes of the clock.

Where the clock jumps ahead, a minute that does not exist comes as much later as the clock jumped; where it is set back,
a minute that exists twice comes at its second time, as with Airflow's own cron. A schedule that leaves out no hour follows elapsed time instead: it
skips what does not exist and takes both of what exists twice.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from zoneinfo import ZoneInfo

from ingestion.timetables.cron import SolarHijriCron

_ONE_DAY = datetime.timedelta(days=1)


def next_after(cron: SolarHijriCron, instant: datetime.datetime, zone: ZoneInfo) -> datetime.datetime | None:
    """The first instant (UTC) later than `instant`; None after the end of the calendar.

    The work does not depend on how much time has passed since any earlier run.
    """
    instant = _plain(instant)
    best: datetime.datetime | None = None
    best_date = datetime.date.min
    for date in cron.dates_from(_date_before(instant, zone)):
        if best is not None and date > best_date + _ONE_DAY:
            break
        found = _first_after(cron, date, instant, zone)
        if found is not None and (best is None or found < best):
            best, best_date = found, date
        elif best is not None:
            break
    return best


def last_before(cron: SolarHijriCron, instant: datetime.datetime, zone: ZoneInfo) -> datetime.datetime | None:
    """The last instant (UTC) earlier than `instant`; None before the beginning of the calendar."""
    instant = _plain(instant)
    best: datetime.datetime | None = None
    best_date = datetime.date.max
    for date in cron.dates_back_from(_date_after(instant, zone)):
        if best is not None and date < best_date - _ONE_DAY:
            break
        found = _last_before(cron, date, instant, zone)
        if found is not None and (best is None or found > best):
            best, best_date = found, date
        elif best is not None:
            break
    return best


def _plain(instant: datetime.datetime) -> datetime.datetime:
    """The instant in UTC as a datetime of the standard library: pendulum's divides and compares in its own way."""
    utc = instant.astimezone(datetime.UTC)
    return datetime.datetime.combine(
        datetime.date(utc.year, utc.month, utc.day),
        datetime.time(utc.hour, utc.minute, utc.second, utc.microsecond),
        datetime.UTC,
    )


def _date_before(instant: datetime.datetime, zone: ZoneInfo) -> datetime.date:
    return instant.astimezone(zone).date() - _ONE_DAY


def _date_after(instant: datetime.datetime, zone: ZoneInfo) -> datetime.date:
    return instant.astimezone(zone).date() + _ONE_DAY


def _first_after(
    cron: SolarHijriCron, date: datetime.date, instant: datetime.datetime, zone: ZoneInfo
) -> datetime.datetime | None:
    if _clock_changes(date, zone):
        return next((found for found in _instants(cron, date, zone) if found > instant), None)
    minutes = cron.minutes_of_day
    index = bisect_right(minutes, _minutes_into(date, instant, zone))
    return _at(date, minutes[index], zone) if index < len(minutes) else None


def _last_before(
    cron: SolarHijriCron, date: datetime.date, instant: datetime.datetime, zone: ZoneInfo
) -> datetime.datetime | None:
    if _clock_changes(date, zone):
        return next((found for found in reversed(_instants(cron, date, zone)) if found < instant), None)
    minutes = cron.minutes_of_day
    index = bisect_left(minutes, _minutes_into(date, instant, zone))
    return _at(date, minutes[index - 1], zone) if index > 0 else None


def _minutes_into(date: datetime.date, instant: datetime.datetime, zone: ZoneInfo) -> float:
    """Minutes on the wall clock from the date's midnight to the instant; negative before it."""
    wall = instant.astimezone(zone).replace(tzinfo=None)
    return (wall - datetime.datetime.combine(date, datetime.time())) / datetime.timedelta(minutes=1)


def _clock_changes(date: datetime.date, zone: ZoneInfo) -> bool:
    midnight = datetime.datetime.combine(date, datetime.time(), tzinfo=zone)
    return midnight.utcoffset() != (midnight + _ONE_DAY).utcoffset()


def _at(date: datetime.date, minute: int, zone: ZoneInfo, *, fold: int = 0) -> datetime.datetime:
    hour, rest = divmod(minute, 60)
    wall = datetime.datetime.combine(date, datetime.time(hour, rest, fold=fold), tzinfo=zone)
    return wall.astimezone(datetime.UTC)


def _instants(cron: SolarHijriCron, date: datetime.date, zone: ZoneInfo) -> list[datetime.datetime]:
    """All instants of a date on which the clock changes, ascending."""
    found: set[datetime.datetime] = set()
    for minute in cron.minutes_of_day:
        first, second = _at(date, minute, zone), _at(date, minute, zone, fold=1)
        if not cron.covers_every_hour:
            found.add(max(first, second))
        elif first <= second:
            found.update((first, second))
    return sorted(found)
