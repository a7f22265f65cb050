"""A timetable for Airflow whose cron fields are read on the Solar-Hijri calendar.

    from ingestion.timetables.solar_hijri import SolarHijriCronTimetable

    @dag(schedule=SolarHijriCronTimetable("0 7 1 * *", interval="since_previous"))

runs a DAG on the 1st of every Solar-Hijri month at 07:00 in Tehran. `ingestion.timetables.cron` tells what fields may
hold, `ingestion.timetables.clock` what happens when clocks change.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pendulum
from airflow.timetables.base import DagRunInfo, DataInterval, Timetable

from ingestion.timetables.clock import last_before, next_after
from ingestion.timetables.cron import parse_cron

if TYPE_CHECKING:
    from airflow.timetables.base import TimeRestriction

TEHRAN: Final = "Asia/Tehran"
SINCE_PREVIOUS: Final = "since_previous"

_INSTANT = datetime.timedelta(microseconds=1)
_SHORTEST_WAIT = datetime.timedelta(minutes=5)


class SolarHijriCronTimetable(Timetable):
    """Runs a DAG at the times of a cron expression on the Solar-Hijri calendar, as CronTriggerTimetable does on ours.

    :param cron: five cron fields or a preset; ValueError where it is none
    :param timezone: name of the time zone that the fields are read in
    :param interval: length of the data interval before each run, or "since_previous": from the run before it (a month
        for a monthly schedule, however long that month is)
    :param run_immediately: for a DAG without start_date and runs: True runs the latest missed time at once, a timedelta
        does so if it is not longer ago, False if it is not longer ago than a tenth of the schedule's step
    """

    def __init__(
        self,
        cron: str,
        *,
        timezone: str = TEHRAN,
        interval: datetime.timedelta | Literal["since_previous"] = datetime.timedelta(),
        run_immediately: bool | datetime.timedelta = False,
    ) -> None:
        self._cron = parse_cron(cron)
        try:
            self._zone = ZoneInfo(timezone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"no time zone is called {timezone!r}") from error
        if isinstance(interval, str) and interval != SINCE_PREVIOUS:
            raise ValueError(f"interval is a timedelta or {SINCE_PREVIOUS!r}, not {interval!r}")
        self._interval = interval
        self._run_immediately = run_immediately
        self.description = f"{self._cron.expression} on the Solar-Hijri calendar, {timezone}"

    @property
    def summary(self) -> str:
        """What the web UI shows as the schedule."""
        return f"{self._cron.expression} (Solar-Hijri)"

    def serialize(self) -> dict[str, Any]:
        """JSON-ready arguments of the constructor."""
        return {
            "cron": self._cron.expression,
            "timezone": self._zone.key,
            "interval": _seconds(self._interval),
            "run_immediately": _seconds(self._run_immediately),
        }

    @classmethod
    def deserialize(cls, data: dict[str, Any]) -> SolarHijriCronTimetable:
        """The timetable that `serialize` was called on."""
        return cls(
            data["cron"],
            timezone=data["timezone"],
            interval=_timedelta(data["interval"]),
            run_immediately=_timedelta(data["run_immediately"]),
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SolarHijriCronTimetable):
            return NotImplemented
        return self.serialize() == other.serialize()

    def __hash__(self) -> int:
        return hash(tuple(self.serialize().values()))

    def infer_manual_data_interval(self, *, run_after: pendulum.DateTime) -> DataInterval:
        """The interval before `run_after`; with "since_previous", the last complete one."""
        if isinstance(self._interval, datetime.timedelta):
            return DataInterval(_pendulum(run_after - self._interval), run_after)
        end = self._at_or_before(run_after) or run_after
        return self._interval_until(end)

    def next_dagrun_info(
        self, *, last_automated_data_interval: DataInterval | None, restriction: TimeRestriction
    ) -> DagRunInfo | None:
        """The next run; without catch-up, the latest time already due or the next one to come."""
        if last_automated_data_interval is not None:
            following = self._after(last_automated_data_interval.end)
        elif restriction.earliest is None:
            following = self._first_run()
        else:
            following = None
        candidates = [following]
        if restriction.earliest is not None and (last_automated_data_interval is None or not restriction.catchup):
            candidates.append(self._at_or_after(restriction.earliest))
        if not restriction.catchup:
            candidates.append(self._at_or_before(_now()))
        known = [candidate for candidate in candidates if candidate is not None]
        exhausted = last_automated_data_interval is not None and following is None
        if not known or exhausted:
            return None
        run_after = max(known)
        if restriction.latest is not None and restriction.latest < run_after:
            return None
        return DagRunInfo(run_after=run_after, data_interval=self._interval_until(run_after))

    def _interval_until(self, end: pendulum.DateTime) -> DataInterval:
        if isinstance(self._interval, datetime.timedelta):
            return DataInterval(_pendulum(end - self._interval), end)
        previous = last_before(self._cron, end, self._zone)
        return DataInterval(end if previous is None else _pendulum(previous), end)

    def _first_run(self) -> pendulum.DateTime | None:
        now = _now()
        past, coming = self._at_or_before(now), self._at_or_after(now)
        if past is None or self._run_immediately is True:
            return past or coming
        if isinstance(self._run_immediately, datetime.timedelta):
            patience: datetime.timedelta = self._run_immediately
        else:
            patience = _SHORTEST_WAIT if coming is None else max((coming - past) / 10, _SHORTEST_WAIT)
        return past if now - past <= patience else coming

    def _after(self, instant: datetime.datetime) -> pendulum.DateTime | None:
        found = next_after(self._cron, instant, self._zone)
        return None if found is None else _pendulum(found)

    def _at_or_after(self, instant: datetime.datetime) -> pendulum.DateTime | None:
        return self._after(instant - _INSTANT)

    def _at_or_before(self, instant: datetime.datetime) -> pendulum.DateTime | None:
        found = last_before(self._cron, instant + _INSTANT, self._zone)
        return None if found is None else _pendulum(found)


def _now() -> pendulum.DateTime:
    return pendulum.now("UTC")


def _pendulum(instant: datetime.datetime) -> pendulum.DateTime:
    return pendulum.instance(instant).in_timezone("UTC")


def _seconds(value: Any) -> Any:
    return value.total_seconds() if isinstance(value, datetime.timedelta) else value


def _timedelta(value: Any) -> Any:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return datetime.timedelta(seconds=value) if is_number else value
