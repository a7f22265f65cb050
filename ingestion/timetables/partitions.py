"""Partition mappers and windows of Airflow for Solar-Hijri months, quarters and years, and for weeks from Saturday.

A mapper turns the key of a smaller period into the key of the period that holds it; a window lists the smaller periods
of a period. Both think in the instant at which a period begins in the mapper's time zone.

    RollupMapper(upstream_mapper=SolarHijriMonthMapper(input_format="%Y-%m-%d"), window=SolarHijriMonthWindow())

waits for every day of a Solar-Hijri month (keys 2025-08-23 …) and runs for the key 1404-06. With
`input_calendar="solar_hijri"` the smaller keys are Solar-Hijri themselves: 1404-06-01 …, or 1404-06 under a quarter.
"""

from __future__ import annotations

import datetime
import re
from abc import abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar, Final, Literal, TypeVar
from zoneinfo import ZoneInfo

from airflow.partition_mappers.base import PartitionMapper
from airflow.partition_mappers.window import Window

from ingestion.persian.jalali import days_in_month, from_gregorian, to_gregorian

Calendar = Literal["gregorian", "solar_hijri"]
Mapper = TypeVar("Mapper", bound="_SolarHijriMapper")

_DIRECTIVES: Final = {
    "%Y": r"(?P<year>\d{4})",
    "%m": r"(?P<month>\d{2})",
    "%d": r"(?P<day>\d{2})",
    "%q": r"(?P<quarter>[1-4])",
}
_ONE_DAY: Final = datetime.timedelta(days=1)


def _format(date: datetime.date, form: str) -> str:
    """Write a date on the Solar-Hijri calendar: %Y year, %m month, %d day, %q quarter."""
    year, month, day = from_gregorian(date)
    values = {"%Y": f"{year:04}", "%m": f"{month:02}", "%d": f"{day:02}", "%q": str((month - 1) // 3 + 1)}
    return re.sub(r"%[Ymdq]", lambda found: values[found[0]], form)


def _parse(key: str, form: str) -> datetime.date:
    """The first day of what `_format` wrote. Raises ValueError where the key has another form or is no such day."""
    pattern = re.sub(r"%[Ymdq]", lambda found: _DIRECTIVES[found[0]], re.escape(form))
    found = re.fullmatch(pattern, key)
    if found is None or "year" not in found.groupdict():
        raise ValueError(f"partition key {key!r} has not the form {form!r}")
    parts = {name: int(value) for name, value in found.groupdict().items()}
    month = parts.get("month", (parts.get("quarter", 1) - 1) * 3 + 1)
    return to_gregorian(parts["year"], month, parts.get("day", 1))


class _SolarHijriMapper(PartitionMapper):
    """What the mappers share: reading keys of days or instants, writing keys of periods on the Solar-Hijri calendar."""

    expected_decoded_type: ClassVar[type] = datetime.datetime
    default_output_format: ClassVar[str]

    def __init__(
        self,
        *,
        timezone: str = "Asia/Tehran",
        input_format: str = "%Y-%m-%dT%H:%M:%S",
        input_calendar: Calendar = "gregorian",
        output_format: str | None = None,
        max_downstream_keys: int | None = None,
    ) -> None:
        super().__init__(max_downstream_keys=max_downstream_keys)
        if input_calendar not in ("gregorian", "solar_hijri"):
            raise ValueError(f"input_calendar is 'gregorian' or 'solar_hijri', not {input_calendar!r}")
        self.timezone = ZoneInfo(timezone)
        self.input_format = input_format
        self.input_calendar = input_calendar
        self.output_format = output_format or self.default_output_format

    @abstractmethod
    def period_start(self, date: datetime.date) -> datetime.date:
        """The first day of the period that holds the date."""

    def to_downstream(self, key: str) -> str:
        """The key of the period that holds the period of `key`."""
        if self.input_calendar == "solar_hijri":
            date = _parse(key, self.input_format)
        else:
            read = datetime.datetime.strptime(key, self.input_format)
            date = (read if read.tzinfo is None else read.astimezone(self.timezone)).date()
        return _format(self.period_start(date), self.output_format)

    def decode_downstream(self, downstream_key: str) -> datetime.datetime:
        """The local midnight, without zone, at which the period of the key begins."""
        start = self.period_start(_parse(downstream_key, self.output_format))
        return datetime.datetime.combine(start, datetime.time())

    def encode_upstream(self, decoded: datetime.datetime) -> str:
        """The key that the smaller period beginning at `decoded` has."""
        local = decoded if decoded.tzinfo is None else decoded.astimezone(self.timezone)
        if self.input_calendar == "solar_hijri":
            return _format(local.date(), self.input_format)
        return local.replace(tzinfo=self.timezone).strftime(self.input_format)

    def to_partition_date(self, downstream_key: str) -> datetime.datetime:
        """The instant at which the period of the key begins."""
        return self.decode_downstream(downstream_key).replace(tzinfo=self.timezone)

    def serialize(self) -> dict[str, Any]:
        """JSON-ready arguments of the constructor."""
        return {
            **super().serialize(),
            "timezone": self.timezone.key,
            "input_format": self.input_format,
            "input_calendar": self.input_calendar,
            "output_format": self.output_format,
        }

    @classmethod
    def deserialize(cls: type[Mapper], data: dict[str, Any]) -> Mapper:
        """The mapper that `serialize` was called on."""
        return cls(**data)


class SolarHijriMonthMapper(_SolarHijriMapper):
    """To the Solar-Hijri month: 2025-08-23T00:00:00 to 1404-06."""

    default_output_format = "%Y-%m"

    def period_start(self, date: datetime.date) -> datetime.date:
        """The 1st of the month."""
        year, month, _ = from_gregorian(date)
        return to_gregorian(year, month, 1)


class SolarHijriQuarterMapper(_SolarHijriMapper):
    """To the Solar-Hijri quarter, the first from 1 Farvardin: 2025-08-23T00:00:00 to 1404-Q2."""

    default_output_format = "%Y-Q%q"

    def period_start(self, date: datetime.date) -> datetime.date:
        """The 1st of Farvardin, Tir, Mehr or Dey."""
        year, month, _ = from_gregorian(date)
        return to_gregorian(year, (month - 1) // 3 * 3 + 1, 1)


class SolarHijriYearMapper(_SolarHijriMapper):
    """To the Solar-Hijri year: 2025-08-23T00:00:00 to 1404."""

    default_output_format = "%Y"

    def period_start(self, date: datetime.date) -> datetime.date:
        """1 Farvardin."""
        return to_gregorian(from_gregorian(date)[0], 1, 1)


class SaturdayWeekMapper(_SolarHijriMapper):
    """To the week by its Saturday, on the Solar-Hijri calendar: 2025-08-27T00:00:00 to 1404-06-01."""

    default_output_format = "%Y-%m-%d"

    def period_start(self, date: datetime.date) -> datetime.date:
        """The Saturday on or before the date."""
        return date - _ONE_DAY * ((date.weekday() + 2) % 7)


class _SolarHijriWindow(Window):
    """A window over a period that begins on the 1st of a Solar-Hijri month."""

    expected_decoded_type: ClassVar[type] = datetime.datetime

    def _month_of(self, start: datetime.datetime) -> int:
        """Months from year 0 to the one that begins at `start`."""
        year, month, day = from_gregorian(start.date())
        if day != 1:
            raise ValueError(f"{type(self).__name__} needs the 1st of a Solar-Hijri month, not {start.isoformat()}")
        return year * 12 + month - 1

    def _months(self, start: datetime.datetime, count: int) -> Iterable[datetime.datetime]:
        first = self._month_of(start) - (count - 1 if self.direction is Window.Direction.BACKWARD else 0)
        for number in range(first, first + count):
            date = to_gregorian(number // 12, number % 12 + 1, 1)
            yield start.replace(year=date.year, month=date.month, day=date.day)


class SolarHijriMonthWindow(_SolarHijriWindow):
    """The 29 to 31 days of a Solar-Hijri month; backward, the days after the previous 1st up to this one."""

    def to_upstream(self, decoded_downstream: datetime.datetime) -> Iterable[datetime.datetime]:
        """The beginnings of the days."""
        number = self._month_of(decoded_downstream)
        if self.direction is Window.Direction.BACKWARD:
            length = days_in_month((number - 1) // 12, (number - 1) % 12 + 1)
            return [decoded_downstream - _ONE_DAY * back for back in reversed(range(length))]
        return [decoded_downstream + _ONE_DAY * day for day in range(days_in_month(number // 12, number % 12 + 1))]


class SolarHijriQuarterWindow(_SolarHijriWindow):
    """The three months of a Solar-Hijri quarter."""

    def to_upstream(self, decoded_downstream: datetime.datetime) -> Iterable[datetime.datetime]:
        """The beginnings of the months."""
        return list(self._months(decoded_downstream, 3))


class SolarHijriYearWindow(_SolarHijriWindow):
    """The twelve months of a Solar-Hijri year."""

    def to_upstream(self, decoded_downstream: datetime.datetime) -> Iterable[datetime.datetime]:
        """The beginnings of the months."""
        return list(self._months(decoded_downstream, 12))
