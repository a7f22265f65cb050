import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.persian.jalali import (
    MONTHS,
    days_in_month,
    from_gregorian,
    is_leap,
    last_day_of_month,
    to_gregorian,
    weekday_name,
)

# Leap years as the official calendars of these years had them.
LEAP_YEARS = {
    1342,
    1346,
    1350,
    1354,
    1358,
    1362,
    1366,
    1370,
    1375,
    1379,
    1383,
    1387,
    1391,
    1395,
    1399,
    1403,
    1408,
    1412,
    1416,
}
# First day of the year as printed.
NEW_YEARS = {
    1300: "1921-03-21",
    1305: "1926-03-22",
    1332: "1953-03-21",
    1357: "1978-03-21",
    1375: "1996-03-20",
    1376: "1997-03-21",
    1395: "2016-03-20",
    1396: "2017-03-21",
    1399: "2020-03-20",
    1400: "2021-03-21",
    1403: "2024-03-20",
    1404: "2025-03-21",
    1405: "2026-03-21",
    1408: "2029-03-20",
    1409: "2030-03-21",
    1450: "2071-03-21",
}


@pytest.mark.parametrize(("year", "day"), NEW_YEARS.items())
def test_new_year_is_the_printed_day(year: int, day: str) -> None:
    assert to_gregorian(year, 1, 1).isoformat() == day


def test_leap_years_are_the_official_ones() -> None:
    assert {year for year in range(1338, 1420) if is_leap(year)} == LEAP_YEARS


def test_every_day_of_the_range_follows_the_day_before() -> None:
    expected = datetime.date(1921, 3, 21)
    for year in range(1300, 1451):
        assert (to_gregorian(year, 12, days_in_month(year, 12)) - to_gregorian(year, 1, 1)).days == 364 + is_leap(year)
        for month in range(1, 13):
            for day in range(1, days_in_month(year, month) + 1):
                date = to_gregorian(year, month, day)
                assert date == expected
                assert from_gregorian(date) == (year, month, day)
                expected += datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1404, 12, 30), (1404, 13, 1), (1404, 0, 1), (1404, 7, 31), (1404, 1, 0), (1299, 1, 1), (1451, 1, 1)],
)
def test_impossible_days_are_refused(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match=r"day|month|outside"):
        to_gregorian(year, month, day)


def test_days_outside_the_range_are_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        from_gregorian(datetime.date(1921, 3, 20))


@given(st.dates(min_value=datetime.date(1921, 3, 21), max_value=datetime.date(2072, 3, 18)))
def test_conversion_and_back_is_the_same_day(date: datetime.date) -> None:
    assert to_gregorian(*from_gregorian(date)) == date


def test_weekdays_and_months_have_names() -> None:
    assert weekday_name(to_gregorian(1404, 3, 10)) == "شنبه"
    assert weekday_name(to_gregorian(1403, 7, 23)) == "دوشنبه"
    assert len(MONTHS) == 12
    assert last_day_of_month(1403, 12) == datetime.date(2025, 3, 20)
