"""The DAGs as their scheduler meets them when the clock passes month ends, year ends, changed clocks and an outage."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pendulum
import pytest
from airflow.serialization.serialized_objects import DagSerialization
from airflow.timetables import trigger
from airflow.timetables.base import DagRunInfo, DataInterval, TimeRestriction

from dags.build_warehouse import build_warehouse
from dags.ingest_news import ingest_news
from dags.ingest_workbooks import ingest_workbooks
from dags.monthly_report import monthly_report
from dags.watch import watch
from ingestion import pipeline, publications
from ingestion.persian.jalali import from_gregorian, to_gregorian
from ingestion.timetables import solar_hijri

NIGHT = {"ingest_news": ingest_news, "ingest_workbooks": ingest_workbooks, "build_warehouse": build_warehouse}


def tehran(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> pendulum.DateTime:
    """A wall-clock time in Tehran on a Solar-Hijri date."""
    date = to_gregorian(year, month, day)
    return pendulum.datetime(date.year, date.month, date.day, hour, minute, tz="Asia/Tehran")


class Clock:
    """A scheduler's clock that is moved by hand, and what the scheduler starts meanwhile."""

    def __init__(self, dag: Any, now: pendulum.DateTime) -> None:
        self.timetable: Any = DagSerialization.from_dict(DagSerialization.to_dict(dag)).timetable
        self.restriction = TimeRestriction(None, None, dag.catchup)
        self.now = now
        self.last: DataInterval | None = None

    def due(self) -> DagRunInfo | None:
        """The run that is due now, if one is; it counts as started."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(trigger, "utcnow", lambda: self.now)
            patch.setattr(solar_hijri, "_now", lambda: self.now)
            info: DagRunInfo | None = self.timetable.next_dagrun_info(
                last_automated_data_interval=self.last, restriction=self.restriction
            )
        if info is None or info.run_after > self.now:
            return None
        self.last = info.data_interval
        return info

    def moved(self, until: pendulum.DateTime, step: datetime.timedelta) -> Iterator[DagRunInfo]:
        """Every run that starts while the clock goes to `until` in steps."""
        while self.now < until:
            self.now = pendulum.instance(self.now + step)
            while (info := self.due()) is not None:
                yield info


def nights(dag: Any, since: pendulum.DateTime, until: pendulum.DateTime) -> list[pendulum.DateTime]:
    """The wall-clock times in Tehran at which runs start between two instants."""
    clock = Clock(dag, since)
    clock.due()
    return [
        pendulum.instance(info.run_after).in_timezone("Asia/Tehran")
        for info in clock.moved(until, datetime.timedelta(minutes=30))
    ]


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        # 1403 is a leap year, 1404 is not, 1408 is: Esfand has 30, 29 and 30 days.
        ((1403, 12, 28), (1404, 1, 2), [(1403, 12, 28), (1403, 12, 29), (1403, 12, 30), (1404, 1, 1), (1404, 1, 2)]),
        ((1404, 12, 28), (1405, 1, 2), [(1404, 12, 28), (1404, 12, 29), (1405, 1, 1), (1405, 1, 2)]),
        ((1408, 12, 29), (1409, 1, 1), [(1408, 12, 29), (1408, 12, 30), (1409, 1, 1)]),
        ((1404, 6, 31), (1404, 7, 1), [(1404, 6, 31), (1404, 7, 1)]),
        # The clock went from 00:00 to 01:00 at Nowruz and back from 24:00 to 23:00 at the end of Shahrivar.
        ((1398, 12, 29), (1399, 1, 3), [(1398, 12, 29), (1399, 1, 1), (1399, 1, 2), (1399, 1, 3)]),
        ((1399, 12, 30), (1400, 1, 2), [(1399, 12, 30), (1400, 1, 1), (1400, 1, 2)]),
        ((1400, 6, 29), (1400, 7, 1), [(1400, 6, 29), (1400, 6, 30), (1400, 6, 31), (1400, 7, 1)]),
    ],
    ids=str,
)
@pytest.mark.parametrize("name", NIGHT)
def test_every_night_has_one_run_for_the_day_before(
    name: str, since: tuple[int, int, int], until: tuple[int, int, int], days: list[tuple[int, int, int]]
) -> None:
    runs = nights(NIGHT[name](), tehran(*since), tehran(*until, 12))
    assert [from_gregorian(run.date()) for run in runs] == days
    assert {(run.hour, run.minute) for run in runs} == {(4, 0) if name == "build_warehouse" else (1, 30)}
    counted = [from_gregorian(pipeline.last_complete_day(run)) for run in runs]
    assert counted[1:] == days[:-1]


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        ((1403, 10, 20), (1404, 3, 20), ["1403-10", "1403-11", "1403-12", "1404-01", "1404-02"]),
        ((1408, 11, 20), (1409, 2, 20), ["1408-11", "1408-12", "1409-01"]),
        ((1399, 11, 20), (1400, 2, 20), ["1399-11", "1399-12", "1400-01"]),
    ],
    ids=str,
)
def test_every_month_is_reported_once_when_it_has_ended(
    since: tuple[int, int, int], until: tuple[int, int, int], months: list[str]
) -> None:
    clock = Clock(monthly_report(), tehran(*since))
    clock.due()
    runs = list(clock.moved(tehran(*until), datetime.timedelta(hours=6)))
    ends = [run.data_interval.end.in_timezone("Asia/Tehran").date() for run in runs if run.data_interval]
    found = [publications.month_of(None, end) for end in ends]
    assert [f"{year}-{month:02}" for year, month in found] == months


def test_three_nights_without_a_scheduler_are_made_up_for_by_one_run() -> None:
    for dag, time in ((ingest_news(), (1, 30)), (ingest_workbooks(), (1, 30)), (watch(), (6, 0))):
        clock = Clock(dag, tehran(1404, 12, 27, *time))
        first = clock.due()
        assert first is not None and first.run_after == clock.now
        clock.now = tehran(1405, 1, 1, 12)  # the 28th and 29th of Esfand and the 1st of Farvardin were missed
        back = clock.due()
        assert back is not None and back.run_after == tehran(1405, 1, 1, *time)
        assert clock.due() is None
        following = [info.run_after for info in clock.moved(tehran(1405, 1, 3), datetime.timedelta(minutes=10))]
        assert following == [tehran(1405, 1, 2, *time)]
