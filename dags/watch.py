"""At 06:00: are the marts fresh, and is every source there? If not, one notice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import dag, task

from dags.wiring import LIMITS, at, run_id, step


@dag(
    dag_id="watch",
    schedule=at("0 6 * * *"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=20),
    default_args=LIMITS,
    tags=["morning"],
)
def watch() -> None:
    """### The morning's watch

    Looks at the night that ends now: were the marts built for yesterday, was every source visited, was a file refused?
    What is missing, and since when, goes out by e-mail and webhook once a night, in Persian and English. Where a digest
    is asked for (`PEYGIR_NOTICE_DIGEST=yes`) a good night is told too. Red means: the marts are not fresh, or the
    notice could not be sent (which is tried again).
    """

    @task
    def look() -> Any:
        return step("watch", module="ingestion.upkeep", run_id=run_id())

    look()


watch()
