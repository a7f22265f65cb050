"""Every Friday: vacuum the warehouse, tidy the archive, forget old runs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import dag, task

from dags.wiring import LIMITS, at, run_id, step


@dag(
    dag_id="maintenance",
    schedule=at("0 10 * * 5"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=20),
    default_args=LIMITS,
    tags=["upkeep"],
)
def maintenance() -> None:
    """### Maintenance

    `vacuum` vacuums and analyses every table. `tidy_archive` removes archived files that nothing on record points to,
    after 30 days; what is on record stays for ever. `clean_metadata` deletes what Airflow remembers of runs older than
    180 days, and its logs after 30. Each goes on where another fails.
    """

    @task(execution_timeout=timedelta(hours=6))
    def vacuum() -> Any:
        return step("vacuum", module="ingestion.upkeep", run_id=run_id())

    @task
    def tidy_archive() -> Any:
        return step("tidy_archive", module="ingestion.upkeep", run_id=run_id())

    @task
    def clean_metadata() -> Any:
        return step("clean_metadata", module="ingestion.upkeep", run_id=run_id())

    vacuum()
    tidy_archive()
    clean_metadata()


maintenance()
