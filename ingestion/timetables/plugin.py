"""What Airflow finds through the entry point `airflow.plugins`."""

from __future__ import annotations

from typing import Any

from airflow.plugins_manager import AirflowPlugin

from ingestion.timetables.partitions import (
    SaturdayWeekMapper,
    SolarHijriMonthMapper,
    SolarHijriMonthWindow,
    SolarHijriQuarterMapper,
    SolarHijriQuarterWindow,
    SolarHijriYearMapper,
    SolarHijriYearWindow,
)
from ingestion.timetables.solar_hijri import SolarHijriCronTimetable


class SolarHijriPlugin(AirflowPlugin):
    """Lets DAGs with these timetables, mappers and windows be stored and scheduled."""

    name = "solar_hijri"
    timetables: list[Any] = [SolarHijriCronTimetable]  # noqa: RUF012 - as Airflow declares it
    partition_mappers: list[Any] = [  # noqa: RUF012
        SaturdayWeekMapper,
        SolarHijriMonthMapper,
        SolarHijriQuarterMapper,
        SolarHijriYearMapper,
    ]
    windows: list[Any] = [SolarHijriMonthWindow, SolarHijriQuarterWindow, SolarHijriYearWindow]  # noqa: RUF012
