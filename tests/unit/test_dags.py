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
import json, sys, time, warnings
from pathlib import Path
from airflow.dag_processing.dagbag import DagBag
from airflow import exceptions
from airflow.sdk import exceptions as sdk_exceptions
from airflow.utils.dag_version_inflation_checker import check_dag_file_stability

# Two classes of one name: the core's and that of the SDK, which DAG files meet.
for module in (exceptions, sdk_exceptions):
    warnings.simplefilter("error", module.RemovedInAirflow4Warning)
reached = []
sys.addaudithook(lambda event, args: reached.append(event) if event in ("socket.connect", "sqlite3.connect") else None)

def probe(folder):
    loaded, began, n_reached = set(sys.modules), time.process_time(), len(reached)
    bag = DagBag(dag_folder=folder, collect_dags=True)
    return {
        "seconds": time.process_time() - began,
        "errors": bag.import_errors,
        "reached": reached[n_reached:],
        "unstable": [
            path.name for path in sorted(Path(folder).glob("*.py"))
            if check_dag_file_stability(str(path)).get_error_format_dict(str(path), folder)
        ],
        "heavy": sorted((set(sys.modules) - loaded) & {"pandas", "psycopg", "requests", "bs4", "dbt", "openpyxl", "ingestion.pipeline"}),
        "dags": {
            dag.dag_id: {
                "catchup": dag.catchup, "max_active_runs": dag.max_active_runs, "doc": dag.doc_md or "",
                "timetable": type(dag.timetable).__name__, "tags": sorted(dag.tags),
                "hours": dag.dagrun_timeout and dag.dagrun_timeout.total_seconds() / 3600,
                "tasks": {
                    t.task_id: {
                        "retries": t.retries, "mapped": t.is_mapped, "rule": t.trigger_rule.value,
                        "hours": t.execution_timeout and t.execution_timeout.total_seconds() / 3600,
                    }
                    for t in dag.tasks
                },
            }
            for dag in bag.dags.values()
        },
    }

print(json.dumps([probe(folder) for folder in sys.argv[1:]]))
"""
BAD_DAGS = {
    "unstable.py": "from datetime import datetime\nfrom airflow.sdk import DAG\nDAG('a', start_date=datetime.now())\n",
    "outdated.py": "from airflow.sdk import DAG\nDAG('b', access_control={'Viewer': {'can_read'}})\n",
    "outdated_core.py": (
        "import warnings\nfrom airflow.exceptions import RemovedInAirflow4Warning\nfrom airflow.sdk import DAG\n"
        "warnings.warn('going', RemovedInAirflow4Warning)\nDAG('e')\n"
    ),
    "slow.py": (
        "import time\nfrom airflow.sdk import DAG\nbegan = time.process_time()\n"
        "while time.process_time() < began + 1:\n    pass\nDAG('f')\n"
    ),
    "reaching.py": (
        "import socket\nfrom contextlib import suppress\nfrom airflow.sdk import DAG\n"
        "with suppress(OSError):\n    socket.create_connection(('127.0.0.1', 9), 0.1)\nDAG('c')\n"
    ),
    "heavy.py": "import requests\nfrom airflow.sdk import DAG\nDAG('d')\n",
}


@pytest.fixture(scope="module")
def bags(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Our DAG files, and files with one fault each, as Airflow's DAG processor loads them."""
    home, bad = tmp_path_factory.mktemp("airflow"), tmp_path_factory.mktemp("bad")
    for name, text in BAD_DAGS.items():
        (bad / name).write_text(text)
    environment = {
        **os.environ,
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__UNIT_TEST_MODE": "False",
        "AIRFLOW__DAG_PROCESSOR__DAG_VERSION_INFLATION_CHECK_LEVEL": "error",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(ROOT / "dags"), str(bad)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture
def bag(bags: list[dict[str, Any]]) -> dict[str, Any]:
    return bags[0]


def test_faults_of_dag_files_are_seen(bags: list[dict[str, Any]]) -> None:
    bad = bags[1]
    assert bad["unstable"] == ["unstable.py"]
    assert sorted(Path(path).name for path in bad["errors"]) == ["outdated.py", "outdated_core.py"]
    assert all("RemovedInAirflow4Warning" in text for text in bad["errors"].values())
    assert bad["seconds"] >= 1
    assert bad["reached"] == ["socket.connect"]
    assert bad["heavy"] == ["requests"]


def test_no_dag_file_reaches_out_changes_by_itself_or_takes_a_second(bag: dict[str, Any]) -> None:
    assert bag["reached"] == []
    assert bag["unstable"] == []
    assert bag["seconds"] < 1


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


def test_every_task_and_every_run_but_a_long_backfill_has_a_time_limit(bag: dict[str, Any]) -> None:
    """A visit ends before the build of 04:00. A run ends before the next night, but not at once after an outage."""
    for name, dag in bag["dags"].items():
        assert dag["hours"] == (None if name == "backfill_source" else 20), name
        assert all(0 < task["hours"] <= 12 for task in dag["tasks"].values()), name
    for name in ("ingest_news", "ingest_workbooks"):
        assert 1.5 + max(task["hours"] for task in bag["dags"][name]["tasks"].values()) < 4


def test_the_monthly_report_thinks_in_solar_hijri_months(bag: dict[str, Any]) -> None:
    assert bag["dags"]["monthly_report"]["timetable"] == "SolarHijriCronTimetable"
