"""Every new workbook of the inbox, read and staged: one mapped task for each file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Metadata, dag, task

from dags.wiring import LIMITS, WORKBOOKS, at, night, night_params, step


@dag(
    dag_id="ingest_workbooks",
    schedule=at("30 1 * * *"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=20),
    params=night_params(),
    default_args=LIMITS,
    tags=["night"],
)
def ingest_workbooks() -> None:
    """### Workbooks of the secretariats

    Lists the inbox, reads every file that is not in the ledger (`land`, one mapped task a file, named after it) and
    stages its rows. A file that cannot be read fails its own task by name, is kept in the archive and in
    `audit.documents` as refused, and does not keep the others from landing; `verdict` then turns the run red.
    `answer` writes the marked copies that are still owed to senders, of earlier nights too.
    """

    @task
    def list_files() -> list[dict[str, Any]]:
        chosen = night()
        arguments = {name: chosen[name] for name in ("folders", "run_id", "as_of")}
        files: list[dict[str, Any]] = step("new_workbooks", **arguments)
        return files

    @task(map_index_template="{{ task_label }}")
    def land(file: dict[str, Any]) -> dict[str, Any]:
        landed: dict[str, Any] = step("land_workbook", name=file["label"], file=file, run_id=night()["run_id"])
        return landed

    @task(trigger_rule="all_done", outlets=[WORKBOOKS])
    def announce() -> Any:
        chosen = night()
        step("close_ingest", run_id=chosen["run_id"])
        yield Metadata(WORKBOOKS, {"as_of": chosen["as_of"], "run_id": chosen["run_id"]})

    @task(trigger_rule="all_done")
    def answer() -> Any:
        return step("write_owed_feedback", run_id=night()["run_id"])

    @task(trigger_rule="one_failed", retries=0)
    def verdict() -> None:
        raise RuntimeError("at least one file was refused: the failed `land` tasks carry their names and reasons")

    landed = land.expand(file=list_files())
    landed >> [announce(), answer(), verdict()]


ingest_workbooks()
