"""Cron fields on the Solar-Hijri calendar, against a slow reading of the same rules day by day."""

from __future__ import annotations

import datetime
from itertools import islice

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ingestion.persian.jalali import days_in_month, from_gregorian, is_leap, to_gregorian
from ingestion.timetables.cron import FIRST_DATE, LAST_DATE, parse_cron

YEARS = st.integers(1300, 1450)
DATES = st.dates(FIRST_DATE, LAST_DATE)


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("", "5 fields"),
        ("* * * *", "5 fields"),
        ("0 0 1 1 * 2025", "5 fields"),
        ("60 * * * *", "minute '60' is not within 0-59"),
        ("0 24 * * *", "hour '24'"),
        ("0 0 0 * *", "day of month '0'"),
        ("0 0 * 13 *", "month '13'"),
        ("0 0 * FEB *", "month 'FEB'"),
        ("0 0 * * 8", "day of week '8'"),
        ("5-1 * * * *", "runs backwards"),
        ("*/0 * * * *", "no step"),
        ("0 0 31 7-12 *", "no month of '7-12' has a day '31'"),
        ("0 0 L-30 * *", "shortest month"),
        ("0 0 W24 * *", "working days"),
        ("0 0 W0 * *", "working days"),
        ("۰ 0 * * *", "minute"),
    ],
)
def test_what_cannot_be_a_schedule_is_refused_by_field(expression: str, message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("*", r"\*")):
        parse_cron(expression)


@given(YEARS)
def test_the_first_of_every_month(year: int) -> None:
    dates = list(islice(parse_cron("@monthly").dates_from(to_gregorian(year, 1, 1)), 12))
    assert [from_gregorian(date) for date in dates] == [(year, month, 1) for month in range(1, 13)]


@given(YEARS)
def test_the_last_of_every_month(year: int) -> None:
    dates = list(islice(parse_cron("0 0 L * *").dates_from(to_gregorian(year, 1, 1)), 12))
    lengths = [31] * 6 + [30] * 5 + [30 if is_leap(year) else 29]
    assert [from_gregorian(date) for date in dates] == [(year, month, lengths[month - 1]) for month in range(1, 13)]


def test_the_30th_of_esfand_comes_in_leap_years_alone() -> None:
    years = [from_gregorian(date)[0] for date in parse_cron("0 0 30 ESF *").dates_from(to_gregorian(1395, 1, 1))]
    assert years[:6] == [1395, 1399, 1403, 1408, 1412, 1416]
    assert all(is_leap(year) for year in years)


def test_quarters_begin_with_farvardin_tir_mehr_and_dey() -> None:
    dates = islice(parse_cron("@quarterly").dates_from(to_gregorian(1404, 1, 1)), 4)
    assert [from_gregorian(date)[1] for date in dates] == [1, 4, 7, 10]


def test_the_week_begins_on_saturday_and_ranges_go_round_its_end() -> None:
    assert all(date.weekday() == 5 for date in islice(parse_cron("@weekly").dates_from(to_gregorian(1404, 1, 1)), 9))
    assert parse_cron("0 0 * * SAT-WED").weekdays == {6, 0, 1, 2, 3}
    assert parse_cron("0 0 * * 7").weekdays == parse_cron("0 0 * * 0").weekdays == {0}


def test_the_first_working_day_after_nowruz_is_after_the_holidays() -> None:
    assert parse_cron("0 7 W1 1 *").days_of(1404, 1) == [5]  # 1-4 Farvardin are holidays, the 5th is a Tuesday
    assert parse_cron("0 7 W-1 12 *").days_of(1403, 12) == [28]  # 29 and 30 Esfand are holidays


def slow_days(expression: str, year: int, month: int) -> list[int]:
    """The days of a month by reading every day on its own (numbers, `*`, ranges without step)."""
    _, _, day_field, month_field, weekday_field = expression.split()

    def holds(field: str, value: int) -> bool:
        if field == "*":
            return True
        spans = [item.split("-") for item in field.split(",")]
        return any(int(span[0]) <= value <= int(span[-1]) for span in spans)

    found = []
    for day in range(1, days_in_month(year, month) + 1):
        weekday = (to_gregorian(year, month, day).weekday() + 1) % 7
        fits = [holds(day_field, day), holds(weekday_field, weekday)]
        both_restricted = day_field != "*" and weekday_field != "*"
        if holds(month_field, month) and (any(fits) if both_restricted else all(fits)):
            found.append(day)
    return found


@given(
    DATES,
    st.sampled_from(["*", "1", "31", "5,20", "10-15"]),
    st.sampled_from(["*", "1-6", "12", "1,4,7,10"]),
    st.sampled_from(["*", "5", "0,6", "1-4"]),
)
def test_the_days_of_a_month_are_those_that_fit_one_by_one(
    date: datetime.date, day: str, month: str, weekday: str
) -> None:
    assume(not (day == "31" and month == "12" and weekday == "*"))
    expression = f"0 0 {day} {month} {weekday}"
    year, month_no, _ = from_gregorian(date)
    assert parse_cron(expression).days_of(year, month_no) == slow_days(expression, year, month_no)


@given(DATES, st.sampled_from(["0 0 1 * *", "0 0 L * *", "0 0 * * SAT", "0 0 30 12 *", "0 0 29-31 * FRI"]))
def test_forward_and_backward_name_the_same_dates(date: datetime.date, expression: str) -> None:
    cron = parse_cron(expression)
    forward = list(islice(cron.dates_from(date), 5))
    assert forward == sorted(set(forward))
    if forward:
        backward = list(islice(cron.dates_back_from(forward[-1]), len(forward)))
        assert backward[::-1] == forward


def test_the_calendar_ends_quietly() -> None:
    cron = parse_cron("@monthly")
    assert list(cron.dates_from(LAST_DATE)) == []
    assert list(cron.dates_from(LAST_DATE + datetime.timedelta(days=1))) == []
    assert list(cron.dates_back_from(FIRST_DATE)) == [FIRST_DATE]
    assert list(cron.dates_back_from(FIRST_DATE - datetime.timedelta(days=1))) == []
