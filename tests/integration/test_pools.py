"""Airflow's pools, one for each host, through the real scheduler."""

from __future__ import annotations

import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from state_folder import own_state_folder

from ingestion import night, orchestration
from ingestion.news.replay import Handler, ReplayServer

pytestmark = [pytest.mark.integration, pytest.mark.timeout(900)]
ROOT = Path(__file__).resolve().parents[2]
HOST = "pishro-news.example"
OTHER_HOSTS = {"karafarin-fars.example", "sedaye-kerman.example", "bazar-qazvin.example", "ostandari-yazd.example"}
SITE = """
agency: {agency}
news:
  - {{host: pishro-news.example, family: nastooh, scheme: http, loopback: true, pause_seconds: 0, verified: 2026-11-22,
     feeds: [{feed}], sitemaps: [], archive: []}}
"""


@contextmanager
def two_sources_on_one_host(folder: Path) -> Iterator[Path]:
    """A copy of the program in which a new file gives one of a site's two feeds to a second source."""
    for name in ("ingestion", "dags", "dbt_project"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "target", "logs"))
    for name, feed in (("pishro-news", "/rss/tp/1005"), ("pishro-economy", "/rss/tp/1006")):
        (folder / "ingestion/sources/sample" / f"{name}.yml").write_text(SITE.format(agency=name, feed=feed))
    yield folder


def visits(airflow: orchestration.Airflow) -> dict[str, tuple[str, str]]:
    """State and pool of every visit, by DAG and place in its list."""
    page: dict[str, Any] = airflow.call("GET", "/api/v2/dags/~/dagRuns/~/taskInstances?limit=200")
    return {
        f"{task['dag_id']} {task['map_index']}": (str(task["state"]), task["pool"])
        for task in page["task_instances"]
        if task["task_id"] in ("crawl", "fetch") and task["map_index"] >= 0
    }


def test_visits_to_a_host_wait_for_each_other_without_a_slot_while_other_hosts_are_visited(tmp_path: Path) -> None:
    """A piece of a backfill and two sources are all on one host, whose server does not answer until all else is done."""
    answer = threading.Event()

    def hold(_request: Handler, host: str) -> bool:
        if host == HOST:
            answer.wait(300)
        return False

    seen: list[dict[str, tuple[str, str]]] = []

    def watch_until(airflow: orchestration.Airflow, is_reached: Any) -> None:
        deadline = time.monotonic() + 240
        while not seen or not is_reached(seen[-1]):
            assert time.monotonic() < deadline, seen[-1]
            time.sleep(0.2)
            seen.append(visits(airflow))

    def on_host(snapshot: dict[str, tuple[str, str]], host: str) -> Counter[str]:
        return Counter(state for state, pool in snapshot.values() if pool == f"host-{host}")

    with (
        own_state_folder(),
        two_sources_on_one_host(tmp_path) as program,
        ReplayServer(program / "ingestion/sources/sample/web", faults=(hold,)) as server,
    ):
        web = ":".join(map(str, server.place))
        environment = {
            "PEYGIR_SCHEDULE": "off",
            "PYTHONPATH": str(program),
            "PYTHONSAFEPATH": "1",
            "AIRFLOW__CORE__DAGS_FOLDER": str(program / "dags"),
            "AIRFLOW__CORE__PARALLELISM": "2",
        }
        runs: dict[str, dict[str, Any]] = {
            "backfill_source": {"source": "sample-pishro-news", "since": "2025-10-20", "until": "2025-10-22"},
            "ingest_news": {"as_of": "2025-10-22"},
        }
        warehouse = night.prepare_warehouse(print)
        with orchestration.running_airflow(warehouse, extra_environment=environment) as airflow:
            orchestration.await_dags(airflow, tuple(runs))
            for dag in runs:
                orchestration.unpause(airflow, dag)
            conf = {"sources": "recorded", "web": web}
            orchestration.trigger(airflow, "backfill_source", "pools", {**runs["backfill_source"], **conf})
            watch_until(airflow, lambda found: found.get("backfill_source 0") == ("running", f"host-{HOST}"))
            orchestration.trigger(airflow, "ingest_news", "pools", {**runs["ingest_news"], **conf})
            watch_until(airflow, lambda found: all(on_host(found, host)["success"] for host in OTHER_HOSTS))
            # Of the two slots in all the piece holds one: the four other hosts went through the second, the two waiting
            # visits hold none.
            assert on_host(seen[-1], HOST) == {"running": 1, "scheduled": 2}, str(seen[-1])
            answer.set()
            states = [
                orchestration.await_run(airflow, dag, "pools", on_change=lambda _: seen.append(visits(airflow)))
                for dag in runs
            ]
            assert states == ["success", "success"]
            assert on_host(visits(airflow), HOST) == {"success": 3}
            pools = {pool["name"]: pool["slots"] for pool in airflow.call("GET", "/api/v2/pools?limit=50")["pools"]}
            assert pools == {"default_pool": 128, f"host-{HOST}": 1, **{f"host-{host}": 1 for host in OTHER_HOSTS}}
            # A visit that is cleared, to be made again, goes through the same pool; a pool that people took away comes back.
            airflow.call("DELETE", f"/api/v2/pools/host-{HOST}")
            body = {
                "dry_run": False,
                "dag_run_id": "pools",
                "task_ids": ["crawl"],
                "only_failed": False,
                "reset_dag_runs": True,
            }
            airflow.call("POST", "/api/v2/dags/ingest_news/clearTaskInstances", body)
            assert orchestration.await_run(airflow, "ingest_news", "pools", on_change=lambda _: None) == "success"
            assert on_host(visits(airflow), HOST) == {"success": 3}
    busy = [on_host(snapshot, host) for snapshot in seen for host in (HOST, *OTHER_HOSTS)]
    assert max(states["running"] + states["queued"] for states in busy) == 1
