"""One source's past, fetched in pieces beside the nightly run."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Metadata, Param, dag, get_current_context, task

from dags.wiring import HISTORY, LIMITS, run_id, step, web_params


@dag(
    dag_id="backfill_source",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    default_args=LIMITS,
    tags=["by hand"],
    params={
        "source": Param(
            type="string", minLength=1, description="A source (kerman) or one of its sites (kerman/site.ir)."
        ),
        "since": Param(type="string", format="date", description="First day of publication, Gregorian."),
        "until": Param(type="string", format="date", description="Last day of publication, Gregorian."),
        **web_params(),
    },
)
def backfill_source() -> None:
    """### The past of a source

    Cuts the days from `since` to `until` into pieces and fetches them one after the other (`fetch`, one mapped task a
    piece), as politely as every night and never at the same time as the nightly visit to the same site. What is known
    already is not fetched again, so a run may be repeated. The marts follow by themselves.
    """

    @task
    def pieces() -> list[dict[str, str]]:
        chosen = get_current_context()["params"]
        arguments = {"source_id": chosen["source"], **{name: chosen[name] for name in ("since", "until", "sources")}}
        found: list[dict[str, str]] = step("backfill_pieces", run_id=run_id(), **arguments)
        return found

    @task(map_index_template="{{ task_label }}", max_active_tis_per_dagrun=1, execution_timeout=timedelta(hours=6))
    def fetch(piece: dict[str, str]) -> Any:
        name = f"{piece['source_id']} {piece['since']} to {piece['until']}"
        chosen = get_current_context()["params"]
        web = {name: chosen[name] for name in ("sources", "web")}
        days = {name: piece[name] for name in ("source_id", "since", "until")}
        return step("land_news", name=name, run_id=run_id(), **web, **days)

    @task(trigger_rule="all_done", outlets=[HISTORY])
    def announce() -> Any:
        step("close_ingest", run_id=run_id())
        yield Metadata(HISTORY, {"run_id": run_id()})

    @task(trigger_rule="one_failed", retries=0)
    def verdict() -> None:
        raise RuntimeError("at least one piece failed: the failed `fetch` tasks carry their names and reasons")

    fetched = fetch.expand(piece=pieces())
    fetched >> [announce(), verdict()]


backfill_source()
