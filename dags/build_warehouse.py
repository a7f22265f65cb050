"""The marts, rebuilt when both kinds of input have come."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Asset, AssetOrTimeSchedule, Metadata, dag, task

from dags.wiring import HISTORY, LIMITS, MARTS, NEWS, WORKBOOKS, at, run_id, step

STAGED = (NEWS & WORKBOOKS) | HISTORY
LATEST = at("0 4 * * *")


@dag(
    dag_id="build_warehouse",
    schedule=AssetOrTimeSchedule(timetable=LATEST, assets=STAGED) if LATEST else STAGED,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=20),
    default_args=LIMITS,
    tags=["night"],
)
def build_warehouse() -> None:
    """### The marts

    Runs when `ingest_news` and `ingest_workbooks` have both ended, after a backfill or a re-parse, and at 04:00 with
    what there is. Where neither the ledger, the day nor the models changed since the last good build there is nothing
    to do; else one `dbt build` makes the marts, and each node's result is kept in `audit.dbt_results`.
    """

    @task
    def business_day(triggering_asset_events: dict[Asset, Any]) -> str:
        events = [event for found in triggering_asset_events.values() for event in found]
        stated = [event.extra["as_of"] for event in events if event.extra.get("as_of")]
        day: str = step("business_day", as_of=max(stated) if stated else None)
        return day

    @task.short_circuit
    def anything_new(as_of: str) -> bool:
        return bool(step("needs_build", as_of=as_of))

    @task(outlets=[MARTS])
    def dbt_build(as_of: str) -> Any:
        yield Metadata(MARTS, step("build", run_id=run_id(), as_of=as_of))

    as_of: Any = business_day()  # type: ignore[misc, call-arg]
    anything_new(as_of) >> dbt_build(as_of)


build_warehouse()
