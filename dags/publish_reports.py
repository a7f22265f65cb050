"""After every build: the headline rates and the overdue resolutions as files, for those without a BI tool."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import dag, task

from dags.wiring import LIMITS, MARTS, run_id, step


@dag(
    dag_id="publish_reports",
    schedule=[MARTS],
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=20),
    default_args=LIMITS,
    tags=["reports"],
)
def publish_reports() -> None:
    """### Reports as files

    Writes `outbox/reports/latest/`: the rates of the last complete Solar-Hijri month and of all time, and the overdue
    resolutions, as CSV files that Excel opens and as a page. Everything comes from the marts, as any reader sees them.
    """

    @task
    def write() -> Any:
        return step("write_latest_reports", module="ingestion.publications", run_id=run_id())

    write()


publish_reports()
