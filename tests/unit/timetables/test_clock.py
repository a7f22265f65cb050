"""Instants over Iran's changes of the clock, against walking minute by minute."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.persian.jalali import from_gregorian, to_gregorian
from ingestion.timetables.clock import last_before, next_after
from ingestion.timetables.cron import SolarHijriCron, parse_cron

TEHRAN = ZoneInfo("Asia/Tehran")
BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = datetime.timedelta(minutes=1)
INSTANTS = st.datetimes(datetime.datetime(1921, 4, 1), datetime.datetime(2072, 1, 1), timezones=st.just(datetime.UTC))
EXPRESSIONS = st.sampled_from(
    [
        "30 1 * * *",
        "0 0 * * *",
        "*/20 * * * *",
        "0 0 1 * *",
        "0 0 L * *",
        "15 0,1,23 * * *",
        "0 12 30 12 *",
        "30 23 * * FRI",
    ]
)


def tehran(year: int, month: int, day: int, hour: int = 0, minute: int = 0, *, fold: int = 0) -> datetime.datetime:
    """The instant (UTC) of a wall-clock time in Tehran on a Solar-Hijri date."""
    wall = datetime.datetime.combine(to_gregorian(year, month, day), datetime.time(hour, minute, fold=fold), TEHRAN)
    return wall.astimezone(datetime.UTC)


def walk(
    cron: SolarHijriCron, start: datetime.datetime, end: datetime.datetime, zone: ZoneInfo
) -> list[datetime.datetime]:
    """Instants after start up to end at which the wall clock, read minute by minute, shows a named time.

    What the clock jumps over is owed and due as much later as it jumped; what it shows twice counts once, at its second
    time, unless the schedule leaves out no hour.
    """
    found: set[datetime.datetime] = set()
    shown: dict[datetime.datetime, datetime.datetime] = {}
    instant = start - datetime.timedelta(days=1)
    while instant < end:
        instant += MINUTE
        wall = instant.astimezone(zone).replace(tzinfo=None)
        before = (instant - MINUTE).astimezone(zone).replace(tzinfo=None)
        jump = wall - before - MINUTE
        if jump > datetime.timedelta() and not cron.covers_every_hour:
            skipped = before + MINUTE
            while skipped < wall:
                if names(cron, skipped):
                    found.add(instant + (skipped - before - MINUTE))
                skipped += MINUTE
        if names(cron, wall):
            found.add(instant)
            if not cron.covers_every_hour:
                found.discard(shown.get(wall, instant + MINUTE))
        shown[wall] = instant
    return sorted(moment for moment in found if start < moment <= end)


def names(cron: SolarHijriCron, wall: datetime.datetime) -> bool:
    year, month, day = from_gregorian(wall.date())
    return wall.hour in cron.hours and wall.minute in cron.minutes and day in cron.days_of(year, month)


def ticks(
    cron: SolarHijriCron, start: datetime.datetime, end: datetime.datetime, zone: ZoneInfo
) -> list[datetime.datetime]:
    found = []
    moment = next_after(cron, start, zone)
    while moment is not None and moment <= end:
        found.append(moment)
        moment = next_after(cron, moment, zone)
    return found


SUMMER_BEGAN = [(1370, 2, 13), (1387, 1, 2), (1399, 1, 2), (1401, 1, 2)]
SUMMER_ENDED = [(1370, 6, 30), (1387, 6, 30), (1399, 6, 30), (1401, 6, 30)]


@pytest.mark.parametrize("day", SUMMER_BEGAN + SUMMER_ENDED + [(1300, 3, 2), (1404, 1, 1)])
@pytest.mark.parametrize(
    "expression", ["30 1 * * *", "0 0 * * *", "*/20 * * * *", "15,45 0,1,2,22,23 * * *", "*/7 0-12 * * *", "0 0 2 1 *"]
)
def test_days_on_which_the_clock_changes(day: tuple[int, int, int], expression: str) -> None:
    middle = tehran(*day, 12)
    start, end = middle - datetime.timedelta(days=2), middle + datetime.timedelta(days=2)
    cron = parse_cron(expression)
    assert ticks(cron, start, end, TEHRAN) == walk(cron, start, end, TEHRAN)


def test_the_midnight_that_does_not_exist_comes_when_the_clock_has_jumped() -> None:
    found = next_after(parse_cron("0 0 2 1 *"), tehran(1400, 12, 1), TEHRAN)
    assert found is not None
    assert found.astimezone(TEHRAN).replace(tzinfo=None) == datetime.datetime(2022, 3, 22, 1, 0)


def test_the_hour_that_exists_twice_runs_once_and_an_hourly_schedule_twice() -> None:
    start, end = tehran(1401, 6, 30, 22, 50), tehran(1401, 6, 31, 0, 10)
    assert ticks(parse_cron("30 23 * * *"), start, end, TEHRAN) == [tehran(1401, 6, 30, 23, 30, fold=1)]
    hourly = ticks(parse_cron("30 * * * *"), start, end, TEHRAN)
    assert hourly == [tehran(1401, 6, 30, 23, 30), tehran(1401, 6, 30, 23, 30, fold=1)]


@pytest.mark.parametrize("day", [(2025, 3, 30), (2025, 10, 26)])
@pytest.mark.parametrize("expression", ["30 2 * * *", "15 */1 * * *", "*/10 1-3 * * *"])
def test_other_time_zones_change_their_clocks_too(day: tuple[int, int, int], expression: str) -> None:
    middle = datetime.datetime(*day, 12, tzinfo=datetime.UTC)
    start, end = middle - datetime.timedelta(days=1), middle + datetime.timedelta(days=1)
    cron = parse_cron(expression)
    assert ticks(cron, start, end, BERLIN) == walk(cron, start, end, BERLIN)


@given(INSTANTS, EXPRESSIONS)
def test_a_tick_is_later_named_and_nothing_lies_between(instant: datetime.datetime, expression: str) -> None:
    cron = parse_cron(expression)
    following = next_after(cron, instant, TEHRAN)
    if following is None:
        return
    assert following > instant
    assert last_before(cron, following + MINUTE / 60, TEHRAN) == following
    previous = last_before(cron, following, TEHRAN)
    assert previous is None or previous <= instant


@given(INSTANTS, EXPRESSIONS)
def test_back_and_forth_is_the_same_place(instant: datetime.datetime, expression: str) -> None:
    cron = parse_cron(expression)
    previous = last_before(cron, instant, TEHRAN)
    if previous is None:
        return
    assert previous < instant
    following = next_after(cron, previous, TEHRAN)
    assert following is None or following >= instant


@settings(max_examples=30)
@given(INSTANTS.filter(lambda instant: instant.year > 1945))
def test_a_day_of_ticks_is_what_the_wall_clock_shows(instant: datetime.datetime) -> None:
    cron = parse_cron("*/30 0,1,23 * * *")
    start = instant.replace(second=0, microsecond=0)
    end = start + datetime.timedelta(days=1)
    assert ticks(cron, start, end, TEHRAN) == walk(cron, start, end, TEHRAN)


def test_a_century_is_passed_over_at_once() -> None:
    cron = parse_cron("*/5 * * * *")
    for year in range(1301, 1450):
        assert next_after(cron, tehran(year, 1, 1), TEHRAN) is not None
        assert last_before(cron, tehran(year, 1, 1), TEHRAN) is not None


def test_esfand_29_and_30_at_the_turn_of_the_year() -> None:
    last_night = parse_cron("59 23 L 12 *")
    assert next_after(last_night, tehran(1403, 12, 1), TEHRAN) == tehran(1403, 12, 30, 23, 59)
    assert next_after(last_night, tehran(1404, 12, 1), TEHRAN) == tehran(1404, 12, 29, 23, 59)
    new_year = parse_cron("@yearly")
    assert next_after(new_year, tehran(1403, 12, 30, 23, 59), TEHRAN) == tehran(1404, 1, 1)
