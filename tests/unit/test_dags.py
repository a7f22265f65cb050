"""The DAG files as Airflow sees them: they import, nothing heavy with them, and say what the night needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROBE = """
import json, sys, time
began = time.monotonic()
from airflow.dag_processing.dagbag import DagBag
loaded = set(sys.modules)
imported = time.monotonic() - began
bag = DagBag(dag_folder=sys.argv[1], collect_dags=True)
dags = {}
for dag in bag.dags.values():
    dags[dag.dag_id] = {
        "catchup": dag.catchup, "max_active_runs": dag.max_active_runs, "doc": dag.doc_md or "",
        "timetable": type(dag.timetable).__name__, "tags": sorted(dag.tags),
        "tasks": {t.task_id: {"retries": t.retries, "mapped": t.is_mapped, "rule": t.trigger_rule.value} for t in dag.tasks},
    }
print(json.dumps({
    "errors": bag.import_errors, "dags": dags,
    "heavy": sorted((set(sys.modules) - loaded) & {"pandas", "psycopg", "requests", "bs4", "dbt", "openpyxl", "ingestion.pipeline"}),
}))
"""


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("airflow")
    environment = {
        **os.environ,
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__UNIT_TEST_MODE": "False",
        "AIRFLOW__DAG_PROCESSOR__DAG_VERSION_INFLATION_CHECK_LEVEL": "error",
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error::airflow.exceptions.RemovedInAirflow4Warning",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(ROOT / "dags")], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_every_dag_imports(bag: dict[str, Any]) -> None:
    assert bag["errors"] == {}
    assert {"ingest_news", "ingest_workbooks", "build_warehouse"} <= set(bag["dags"])


def test_nothing_heavy_is_imported_while_parsing(bag: dict[str, Any]) -> None:
    assert bag["heavy"] == []


def test_no_night_is_made_up_for_and_none_runs_beside_itself(bag: dict[str, Any]) -> None:
    for name in ("ingest_news", "ingest_workbooks", "build_warehouse"):
        assert bag["dags"][name]["catchup"] is False
        assert bag["dags"][name]["max_active_runs"] == 1
        assert len(bag["dags"][name]["doc"]) > 100


def test_sources_and_files_are_mapped_tasks_that_retry(bag: dict[str, Any]) -> None:
    for dag, task in (("ingest_news", "crawl"), ("ingest_workbooks", "land")):
        found = bag["dags"][dag]["tasks"][task]
        assert found["mapped"]
        assert found["retries"] == 2


def test_a_failed_source_turns_the_run_red_but_the_rest_is_announced(bag: dict[str, Any]) -> None:
    for dag in ("ingest_news", "ingest_workbooks"):
        tasks = bag["dags"][dag]["tasks"]
        assert tasks["announce"]["rule"] == "all_done"
        assert tasks["verdict"]["rule"] == "one_failed"
        assert tasks["verdict"]["retries"] == 0


def test_every_dag_explains_itself_and_runs_once_at_a_time(bag: dict[str, Any]) -> None:
    by_hand = {"backfill_source", "reparse"}
    by_itself = {
        "ingest_news",
        "ingest_workbooks",
        "build_warehouse",
        "publish_reports",
        "watch",
        "maintenance",
        "monthly_report",
    }
    assert set(bag["dags"]) == by_hand | by_itself
    for name, dag in bag["dags"].items():
        assert dag["catchup"] is False, name
        assert dag["max_active_runs"] == 1, name
        assert len(dag["doc"]) > 100, name
        assert (dag["timetable"] == "NullTimetable") == (name in by_hand), name


def test_the_monthly_report_thinks_in_solar_hijri_months(bag: dict[str, Any]) -> None:
    assert bag["dags"]["monthly_report"]["timetable"] == "SolarHijriCronTimetable"
