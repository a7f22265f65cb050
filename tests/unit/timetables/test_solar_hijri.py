"""The timetable as Airflow's scheduler asks it: next run, catch-up, backfill, storing."""

from __future__ import annotations

import datetime
from typing import Any

import pendulum
import pytest
from airflow.sdk import DAG
from airflow.serialization.decoders import decode_timetable
from airflow.serialization.encoders import encode_timetable
from airflow.serialization.serialized_objects import DagSerialization
from airflow.timetables import trigger
from airflow.timetables.base import DagRunInfo, DataInterval, TimeRestriction
from hypothesis import example, given
from hypothesis import strategies as st

from ingestion.persian.jalali import from_gregorian, to_gregorian
from ingestion.timetables import solar_hijri
from ingestion.timetables.solar_hijri import SolarHijriCronTimetable

FREE = TimeRestriction(None, None, catchup=True)
INSTANTS = st.datetimes(datetime.datetime(1977, 1, 1), datetime.datetime(2060, 1, 1), timezones=st.just(datetime.UTC))
CALENDAR_FREE = st.sampled_from(
    ["30 1 * * *", "0 0 * * *", "15 23 * * *", "*/10 * * * *", "5 4 * * 5", "0 6,18 * * 0-3"]
)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> pendulum.DateTime:
    """A wall-clock time in Tehran on a Solar-Hijri date."""
    date = to_gregorian(year, month, day)
    return pendulum.datetime(date.year, date.month, date.day, hour, minute, tz="Asia/Tehran")


def solar(instant: datetime.datetime) -> tuple[int, int, int, int]:
    """(year, month, day, hour) in Tehran."""
    local = pendulum.instance(instant).in_timezone("Asia/Tehran")
    return *from_gregorian(local.date()), local.hour


def infos(timetable: Any, restriction: TimeRestriction, count: int) -> list[DagRunInfo]:
    found: list[DagRunInfo] = []
    interval: DataInterval | None = None
    while len(found) < count:
        info = timetable.next_dagrun_info(last_automated_data_interval=interval, restriction=restriction)
        if info is None:
            break
        found.append(info)
        interval = info.data_interval
    return found


def test_a_monthly_run_covers_the_month_before_it_whatever_its_length() -> None:
    timetable = SolarHijriCronTimetable("0 7 1 * *", interval="since_previous")
    runs = infos(timetable, TimeRestriction(at(1403, 11, 2), None, catchup=True), 14)
    assert [solar(run.run_after)[:2] for run in runs[:4]] == [(1403, 12), (1404, 1), (1404, 2), (1404, 3)]
    lengths = [(run.data_interval.end - run.data_interval.start).days for run in runs if run.data_interval]
    assert lengths == [30, 30, 31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29]
    assert all(run.data_interval and run.data_interval.end == run.run_after for run in runs)
    assert len({run.logical_date for run in runs}) == len(runs)


def test_catch_up_gives_every_missed_run_once_and_none_twice() -> None:
    timetable = SolarHijriCronTimetable("30 1 * * *")
    runs = infos(timetable, TimeRestriction(at(1404, 12, 27), at(1405, 1, 3), catchup=True), 50)
    days = [solar(run.run_after) for run in runs]
    assert days == [(1404, 12, 27, 1), (1404, 12, 28, 1), (1404, 12, 29, 1), (1405, 1, 1, 1), (1405, 1, 2, 1)]


def test_without_catch_up_an_outage_of_years_costs_one_run_and_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = at(1404, 6, 10, 12)
    monkeypatch.setattr(solar_hijri, "_now", lambda: now)
    timetable = SolarHijriCronTimetable("*/5 * * * *")
    last = DataInterval.exact(at(1380, 1, 1))
    info = timetable.next_dagrun_info(
        last_automated_data_interval=last, restriction=TimeRestriction(None, None, catchup=False)
    )
    assert info is not None and info.run_after == now


@given(INSTANTS, CALENDAR_FREE, st.booleans(), st.booleans())
@example(datetime.datetime(2001, 9, 30, tzinfo=datetime.UTC), "15 23 * * *", True, True)  # a minute shown twice
def test_schedules_without_day_and_month_are_airflows_own(
    now: datetime.datetime, expression: str, catchup: bool, is_first: bool
) -> None:
    moment = pendulum.instance(now)
    last = None if is_first else DataInterval.exact(moment.subtract(days=3))
    restriction = TimeRestriction(moment.subtract(days=9) if is_first else None, None, catchup)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trigger, "utcnow", lambda: moment)
        patch.setattr(solar_hijri, "_now", lambda: moment)
        theirs = trigger.CronTriggerTimetable(expression, timezone="Asia/Tehran")
        if last is not None:
            last = DataInterval.exact(theirs._align_to_prev(last.end))
        ours = SolarHijriCronTimetable(expression)
        assert ours.next_dagrun_info(last_automated_data_interval=last, restriction=restriction) == (
            theirs.next_dagrun_info(last_automated_data_interval=last, restriction=restriction)
        )


@pytest.mark.parametrize("run_immediately", [True, False, datetime.timedelta(days=2), datetime.timedelta(hours=1)])
@pytest.mark.parametrize("hour", [1, 3, 8, 20])
def test_the_first_run_is_chosen_as_airflow_chooses_it(
    run_immediately: bool | datetime.timedelta, hour: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = at(1404, 3, 5, hour, 45).in_timezone("UTC")
    monkeypatch.setattr(trigger, "utcnow", lambda: now)
    monkeypatch.setattr(solar_hijri, "_now", lambda: now)
    theirs = trigger.CronTriggerTimetable("30 1 * * *", timezone="Asia/Tehran", run_immediately=run_immediately)
    ours = SolarHijriCronTimetable("30 1 * * *", run_immediately=run_immediately)
    for catchup in (True, False):
        restriction = TimeRestriction(None, None, catchup)
        assert ours.next_dagrun_info(last_automated_data_interval=None, restriction=restriction) == (
            theirs.next_dagrun_info(last_automated_data_interval=None, restriction=restriction)
        )


def test_bounds_of_the_dag_hold() -> None:
    timetable = SolarHijriCronTimetable("0 7 1 * *")
    assert infos(timetable, TimeRestriction(at(1404, 2, 2), at(1404, 2, 30), catchup=True), 5) == []
    exactly = infos(timetable, TimeRestriction(at(1404, 2, 1, 7), at(1404, 2, 1, 7), catchup=True), 5)
    assert [solar(run.run_after) for run in exactly] == [(1404, 2, 1, 7)]


def test_after_the_last_year_nothing_runs() -> None:
    timetable = SolarHijriCronTimetable("@yearly")
    last = DataInterval.exact(at(1450, 1, 1))
    for catchup in (True, False):
        restriction = TimeRestriction(None, None, catchup)
        assert timetable.next_dagrun_info(last_automated_data_interval=last, restriction=restriction) is None


def test_a_run_by_hand_takes_the_last_complete_period() -> None:
    monthly = SolarHijriCronTimetable("0 0 1 * *", interval="since_previous")
    interval = monthly.infer_manual_data_interval(run_after=at(1404, 6, 10, 15))
    assert (solar(interval.start), solar(interval.end)) == ((1404, 5, 1, 0), (1404, 6, 1, 0))
    daily = SolarHijriCronTimetable("30 1 * * *", interval=datetime.timedelta(days=1))
    now = at(1404, 6, 10, 15)
    assert daily.infer_manual_data_interval(run_after=now) == DataInterval(now.subtract(days=1), now)


TIMETABLES = [
    SolarHijriCronTimetable("0 7 W1 * *", interval="since_previous"),
    SolarHijriCronTimetable("@quarterly", timezone="UTC", run_immediately=True),
    SolarHijriCronTimetable(
        "0 6 L 12 *", interval=datetime.timedelta(days=1), run_immediately=datetime.timedelta(hours=3)
    ),
]


@pytest.mark.parametrize("timetable", TIMETABLES, ids=lambda timetable: timetable.summary)
def test_airflow_stores_and_restores_it(timetable: SolarHijriCronTimetable) -> None:
    restored = decode_timetable(encode_timetable(timetable))
    assert isinstance(restored, SolarHijriCronTimetable)
    assert restored == timetable and hash(restored) == hash(timetable)
    assert restored.next_dagrun_info(last_automated_data_interval=None, restriction=FREE) is not None


def test_a_dag_with_it_is_stored_and_backfilled() -> None:
    dag = DAG("monthly", schedule=TIMETABLES[0], start_date=at(1404, 1, 1), catchup=True)
    stored = DagSerialization.from_dict(DagSerialization.to_dict(dag))
    assert stored.timetable == TIMETABLES[0]
    assert "Solar-Hijri" in stored.timetable.summary
    runs = list(stored.iter_dagrun_infos_between(at(1404, 1, 1), at(1405, 1, 1)))
    assert [solar(run.run_after)[1] for run in runs] == list(range(1, 13))
    assert [solar(run.run_after)[2] for run in runs][:3] == [5, 1, 3]


@pytest.mark.parametrize(
    "arguments", [{"timezone": "Asia/Nowhere"}, {"interval": "monthly"}, {"cron": "0 0 31 12 *"}], ids=str
)
def test_mistakes_are_told_when_the_dag_file_is_read(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"Nowhere|monthly|no month"):
        SolarHijriCronTimetable(**{"cron": "@daily", **arguments})
