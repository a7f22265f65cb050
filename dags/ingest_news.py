"""Every news source visited, its new articles archived, read and staged: one mapped task for each source."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Metadata, dag, task

from dags.wiring import LIMITS, NEWS, at, night, night_params, step


@dag(
    dag_id="ingest_news",
    schedule=at("30 1 * * *"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=20),
    params=night_params(),
    default_args=LIMITS,
    tags=["night"],
)
def ingest_news() -> None:
    """### Provincial news

    Visits every source (`crawl`, one mapped task a source, named after it), politely and only for what is new, keeps
    the bytes, reads the articles and their facts. Each host has a pool of one slot: a visit starts when no other goes on. Press texts of a dropped folder are the source `drop`. A source that
    fails does not keep the others from landing; `verdict` then turns the run red.
    """

    @task
    def list_sources() -> list[dict[str, Any]]:
        chosen = night()
        arguments = {name: chosen[name] for name in ("sources", "folders", "run_id", "as_of")}
        sources: list[dict[str, Any]] = step("news_sources", **arguments)
        return sources

    @task(map_index_template="{{ task_label }}")
    def crawl(source: dict[str, Any]) -> dict[str, Any]:
        chosen, source_id = night(), source["source_id"]
        arguments = {name: chosen[name] for name in ("folders", "sources", "web", "run_id")}
        landed: dict[str, Any] = step("land_news", name=source_id, source_id=source_id, **arguments)
        return landed

    @task(trigger_rule="all_done", outlets=[NEWS])
    def announce() -> Any:
        chosen = night()
        step("close_ingest", run_id=chosen["run_id"])
        yield Metadata(NEWS, {"as_of": chosen["as_of"], "run_id": chosen["run_id"]})

    @task(trigger_rule="one_failed", retries=0)
    def verdict() -> None:
        raise RuntimeError("at least one source failed: the failed `crawl` tasks carry their names and reasons")

    landed = crawl.expand(source=list_sources())
    landed >> [announce(), verdict()]


ingest_news()
