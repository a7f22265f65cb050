"""One night from the command line: prepares the warehouse, runs the DAGs through Airflow, tells what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from ingestion import orchestration, pipeline, reports
from ingestion.errors import PeygirError
from ingestion.paths import sources_folder
from ingestion.pipeline.files import outbox_folder
from ingestion.warehouse.connection import Warehouse, locate
from ingestion.warehouse.prepare import prepare

Say = Callable[[str], None]
INGEST_DAGS = ("ingest_news", "ingest_workbooks")
BUILD_DAG = "build_warehouse"
VERDICT = "verdict"


def sample_inbox() -> Path:
    """The recorded deliveries that ship with the project."""
    return sources_folder() / "sample" / "inbox"


def night_folders(*, live: bool, drop: Path | None) -> list[str]:
    """The folders whose files this night takes."""
    folders = pipeline.chosen_folders([]) if live else [str(sample_inbox())]
    return [*folders, *([str(drop.resolve())] if drop else [])]


def default_day(*, live: bool, drop: Path | None) -> str:
    """Yesterday in Tehran; for the recorded sample alone, the day of its last delivery."""
    recorded = [file.delivered_on for file in pipeline.waiting_files([str(sample_inbox())]) if file.delivered_on]
    if live or drop or not recorded:
        return pipeline.last_complete_day().isoformat()
    return max(recorded)


def prepare_warehouse(say: Say) -> Warehouse:
    """Start the server where it is ours, bring its schema and Airflow's metadata up to date."""
    say("starting the warehouse")
    warehouse = locate(create=True)
    for name in prepare(warehouse):
        say(f"applied {name}")
    say("preparing Airflow's metadata")
    orchestration.prepare_metadata(warehouse)
    return warehouse


@contextmanager
def recorded_web() -> Iterator[str]:
    """The replay server over the recorded web, as `host:port`."""
    from ingestion.news.replay import ReplayServer

    with ReplayServer() as server:
        host, port = server.place
        yield f"{host}:{port}"


def run_through_airflow(warehouse: Warehouse, conf: Mapping[str, Any], say: Say) -> list[str]:
    """Run the three DAGs on Airflow's scheduler; return the names of the tasks that failed."""
    say("starting Airflow")
    with orchestration.running_airflow(
        warehouse, extra_environment={"PEYGIR_SCHEDULE": "off", "PEYGIR_RETRY_SECONDS": "5"}
    ) as airflow:
        orchestration.await_dags(airflow, (*INGEST_DAGS, BUILD_DAG))
        for dag_id in (*INGEST_DAGS, BUILD_DAG):
            orchestration.unpause(airflow, dag_id)
        for run in orchestration.end_leftovers(airflow, (*INGEST_DAGS, BUILD_DAG)):
            say(f"ended what was left of {run}")
        before = orchestration.newest_run(airflow, BUILD_DAG)
        run_id = f"nightly__{datetime.now().astimezone():%Y-%m-%dT%H:%M:%S%z}"
        for dag_id in INGEST_DAGS:
            orchestration.trigger(airflow, dag_id, run_id, conf)
        failed: dict[str, None] = {}

        def heard(task: orchestration.TaskState) -> None:
            if task.task_id == VERDICT:
                return
            if task.state in ("success", "failed", "up_for_retry"):
                say(f"{task.dag_id}: {task.name} {task.state}")
            if task.state == "failed":
                failed[f"{task.dag_id}: {task.name}"] = None

        for dag_id in INGEST_DAGS:
            orchestration.await_run(airflow, dag_id, run_id, on_change=heard)
        build_run = _await_new_run(airflow, BUILD_DAG, before)
        orchestration.await_run(airflow, BUILD_DAG, build_run, on_change=heard)
        say("stopping Airflow")
    return list(failed)


def _await_new_run(airflow: orchestration.Airflow, dag_id: str, before: str | None, seconds: float = 300) -> str:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        newest = orchestration.newest_run(airflow, dag_id)
        if newest is not None and newest != before:
            return newest
        time.sleep(0.5)
    raise PeygirError(
        f"{dag_id} was not started by the assets it waits for", where="Airflow", remedy="run the night again"
    )


def print_outcome(out: TextIO, started_at: datetime, folders: list[str], failures: list[str]) -> None:
    """Print what landed since `started_at`, what was refused or left alone, the headline rates, and where to go on."""
    out.write("\nWhat landed\n")
    landed = list(reports.landed_since(started_at))
    for line in landed:
        out.write(f"  {line}\n")
    for file in pipeline.waiting_files(folders):
        if file.kind == "other":
            out.write(f"  left alone (not a workbook or press text): {file.name}\n")
    for failure in failures:
        reason = reports.reason_since(started_at, failure)
        is_told = reason is not None and any(reason in line for line in landed)
        out.write(f"  FAILED {failure}\n" if reason is None or is_told else f"  FAILED {failure} ({reason})\n")
    if copies := reports.marked_since(started_at):
        out.write(f"\nMarked copies for the secretariats, in {outbox_folder()}\n")
        for place, n_problems in copies:
            out.write(f"  {place}: {n_problems} problem{'' if n_problems == 1 else 's'}\n")
    for heading, answer in reports.headline():
        out.write(f"\n{heading}\n")
        reports.print_table(answer, out)
    out.write(
        "\nWhere to look next\n"
        '  peygir sql "select * from marts.followup_rates"     every rate, with numerator and denominator\n'
        "  peygir url                                           the address for Superset, Metabase or Power BI\n"
        "  peygir explain resolution ID                         the cells behind a resolution\n"
        "  peygir up --airflow                                  the DAGs in Airflow's own UI\n"
    )
