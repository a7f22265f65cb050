"""Partition keys of Solar-Hijri periods, as Airflow's rollups ask for them."""

from __future__ import annotations

import datetime

import pytest
from airflow.partition_mappers.window import WeekWindow, Window
from airflow.sdk import RollupMapper
from airflow.serialization.decoders import decode_partition_mapper
from airflow.serialization.encoders import encode_partition_mapper
from hypothesis import given
from hypothesis import strategies as st

from ingestion.persian.jalali import days_in_month, from_gregorian, to_gregorian
from ingestion.timetables.partitions import (
    SaturdayWeekMapper,
    SolarHijriMonthMapper,
    SolarHijriMonthWindow,
    SolarHijriQuarterMapper,
    SolarHijriQuarterWindow,
    SolarHijriYearMapper,
    SolarHijriYearWindow,
)

DATES = st.dates(to_gregorian(1301, 1, 1), to_gregorian(1450, 12, 29))
MAPPERS = [SolarHijriMonthMapper, SolarHijriQuarterMapper, SolarHijriYearMapper, SaturdayWeekMapper]


@pytest.mark.parametrize(
    ("mapper", "key"),
    [
        (SolarHijriMonthMapper, "1403-12"),
        (SolarHijriQuarterMapper, "1403-Q4"),
        (SolarHijriYearMapper, "1403"),
        (SaturdayWeekMapper, "1403-12-25"),
    ],
)
def test_the_last_day_of_a_leap_year(mapper: type[SolarHijriMonthMapper], key: str) -> None:
    assert mapper().to_downstream("2025-03-20T23:59:59") == key


def test_an_instant_with_zone_counts_by_the_day_in_tehran() -> None:
    mapper = SolarHijriMonthMapper(input_format="%Y-%m-%dT%H:%M%z")
    assert mapper.to_downstream("2025-03-20T20:29+0000") == "1403-12"
    assert mapper.to_downstream("2025-03-20T20:30+0000") == "1404-01"


@pytest.mark.parametrize("mapper_class", MAPPERS)
@given(date=DATES)
def test_a_key_leads_back_to_the_period_that_holds_the_day(
    mapper_class: type[SolarHijriMonthMapper], date: datetime.date
) -> None:
    mapper = mapper_class(input_format="%Y-%m-%d")
    key = mapper.to_downstream(date.isoformat())
    start = mapper.decode_downstream(key)
    assert start.date() <= date
    assert mapper.to_downstream(mapper.encode_upstream(start)) == key
    assert mapper.to_downstream((start.date() - datetime.timedelta(days=1)).isoformat()) != key
    assert mapper.to_partition_date(key).utcoffset() is not None


@given(date=DATES)
def test_a_month_waits_for_its_29_to_31_days(date: datetime.date) -> None:
    mapper = SolarHijriMonthMapper(input_format="%Y-%m-%d")
    days = list(SolarHijriMonthWindow().to_upstream(mapper.decode_downstream(mapper.to_downstream(date.isoformat()))))
    year, month, _ = from_gregorian(date)
    assert len(days) == days_in_month(year, month)
    assert {mapper.to_downstream(mapper.encode_upstream(day)) for day in days} == {f"{year}-{month:02}"}


def restored(mapper: RollupMapper) -> object:
    return decode_partition_mapper(encode_partition_mapper(mapper))


def upstream(mapper: RollupMapper, key: str) -> list[str]:
    found = restored(mapper)
    return sorted(found.to_upstream(key))  # type: ignore[attr-defined]


def test_airflow_rolls_days_up_to_a_month() -> None:
    days = upstream(
        RollupMapper(upstream_mapper=SolarHijriMonthMapper(input_format="%Y-%m-%d"), window=SolarHijriMonthWindow()),
        "1404-12",
    )
    assert (len(days), days[0], days[-1]) == (29, "2026-02-20", "2026-03-20")


def test_airflow_rolls_months_up_to_a_quarter_and_a_year() -> None:
    quarter = RollupMapper(
        upstream_mapper=SolarHijriQuarterMapper(input_format="%Y-%m", input_calendar="solar_hijri"),
        window=SolarHijriQuarterWindow(),
    )
    assert upstream(quarter, "1404-Q3") == ["1404-07", "1404-08", "1404-09"]
    year = RollupMapper(
        upstream_mapper=SolarHijriYearMapper(input_format="%Y-%m", input_calendar="solar_hijri"),
        window=SolarHijriYearWindow(),
    )
    assert upstream(year, "1404") == [f"1404-{month:02}" for month in range(1, 13)]


def test_airflow_rolls_days_up_to_a_week_from_saturday() -> None:
    week = RollupMapper(upstream_mapper=SaturdayWeekMapper(input_format="%Y-%m-%d"), window=WeekWindow())
    assert upstream(week, "1404-06-01")[0] == "2025-08-23"
    assert upstream(week, "1404-06-01")[-1] == "2025-08-29"


def test_backward_windows_end_where_forward_ones_begin() -> None:
    start = datetime.datetime.combine(to_gregorian(1404, 1, 1), datetime.time())
    backward = Window.Direction.BACKWARD
    assert [from_gregorian(day.date())[:2] for day in SolarHijriQuarterWindow(direction=backward).to_upstream(start)] == [
        (1403, 11), (1403, 12), (1404, 1)
    ]  # fmt: skip
    days = list(SolarHijriMonthWindow(direction=backward).to_upstream(start))
    assert len(days) == 30 and days[-1] == start
    assert len(list(SolarHijriYearWindow(direction=backward).to_upstream(start))) == 12


def test_a_window_refuses_a_day_within_a_month_and_a_mapper_a_key_of_another_form() -> None:
    with pytest.raises(ValueError, match="needs the 1st"):
        list(SolarHijriMonthWindow().to_upstream(datetime.datetime(2025, 8, 24)))
    with pytest.raises(ValueError, match="has not the form"):
        SolarHijriMonthMapper().decode_downstream("1404-6")
    with pytest.raises(ValueError, match="no day 31"):
        SaturdayWeekMapper(input_calendar="solar_hijri", input_format="%Y-%m-%d").to_downstream("1404-07-31")
