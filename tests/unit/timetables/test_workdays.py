"""Working days of Iran, over the weekend and the public holidays."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.persian.jalali import days_in_month, to_gregorian
from ingestion.timetables.workdays import FRIDAY, add_workdays, is_workday, next_workday, workday_of_month

DATES = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 1, 1))


def test_nowruz_is_no_working_time() -> None:
    assert [day for day in range(1, 8) if is_workday(to_gregorian(1404, 1, day))] == [5, 6]
    assert not is_workday(to_gregorian(1403, 12, 30))


def test_thursday_is_a_working_day_where_the_weekend_is_friday_alone() -> None:
    thursday = datetime.date(2025, 8, 28)
    assert not is_workday(thursday)
    assert is_workday(thursday, weekend=[FRIDAY])


@given(DATES, st.integers(1, 60))
def test_as_many_working_days_lie_between(date: datetime.date, n: int) -> None:
    later = add_workdays(date, n)
    between = (date + datetime.timedelta(days=step) for step in range(1, (later - date).days + 1))
    assert sum(is_workday(day) for day in between) == n
    assert is_workday(later)


@given(DATES, st.integers(1, 30))
def test_there_and_back(date: datetime.date, n: int) -> None:
    start = next_workday(date)
    assert add_workdays(add_workdays(start, n), -n) == start
    assert add_workdays(start, 0) == start


@given(st.integers(1370, 1440), st.integers(1, 12))
def test_first_and_last_working_days_of_a_month(year: int, month: int) -> None:
    open_days = [day for day in range(1, days_in_month(year, month) + 1) if is_workday(to_gregorian(year, month, day))]
    assert workday_of_month(year, month, 1) == open_days[0]
    assert workday_of_month(year, month, -1) == open_days[-1]
    assert workday_of_month(year, month, len(open_days) + 1) is None


def test_a_week_needs_a_working_day() -> None:
    with pytest.raises(ValueError, match="without working days"):
        next_workday(datetime.date(2025, 8, 28), weekend=range(7))
    with pytest.raises(ValueError, match="without working days"):
        add_workdays(datetime.date(2025, 8, 28), 3, weekend=range(7))
    with pytest.raises(ValueError, match="counted from 1"):
        workday_of_month(1404, 1, 0)
