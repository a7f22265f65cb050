"""On the first working day of a Solar-Hijri month: the report of the month that has ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Param, dag, get_current_context, task

from dags.wiring import LIMITS, is_scheduled, run_id, step
from ingestion.timetables.solar_hijri import SolarHijriCronTimetable

FIRST_WORKING_DAY = SolarHijriCronTimetable("0 7 W1 * *", interval="since_previous")


@dag(
    dag_id="monthly_report",
    schedule=FIRST_WORKING_DAY if is_scheduled() else None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=20),
    default_args=LIMITS,
    tags=["reports"],
    params={
        "month": Param(
            None,
            type=["null", "string"],
            pattern=r"^1[34]\d\d-(0[1-9]|1[0-2])$",
            description="Solar-Hijri month (1404-06); default: the last complete one.",
        )
    },
)
def monthly_report() -> None:
    """### The report of a Solar-Hijri month

    Writes the rates and the overdue resolutions to `outbox/reports/<year>-<month>/`: CSV files that Excel opens,
    and a page to read and print. The month is the one before the run's own day in Tehran, or `month`.
    """

    @task
    def write() -> Any:
        context = get_current_context()
        end = context.get("data_interval_end")
        return step(
            "write_monthly_report",
            module="ingestion.publications",
            run_id=run_id(),
            month=context["params"]["month"],
            on=end.in_timezone("Asia/Tehran").date().isoformat() if end else None,
        )

    write()


monthly_report()
