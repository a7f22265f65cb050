"""What this project adds to Airflow's scheduler, seen at work: a pool for each host, and no build on an old announcement."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from state_folder import own_state_folder

from ingestion import night, orchestration
from ingestion.news.replay import ReplayServer
from ingestion.warehouse.connection import Warehouse
from ingestion.warehouse.crawl_state import take_turn

pytestmark = [pytest.mark.integration, pytest.mark.timeout(3600)]
ROOT = Path(__file__).resolve().parents[2]
HOST = "pishro-news.example"
OTHER_HOSTS = {"karafarin-fars.example", "sedaye-kerman.example", "bazar-qazvin.example", "ostandari-yazd.example"}
SITE = """
agency: {agency}
news:
  - {{host: pishro-news.example, family: nastooh, scheme: http, loopback: true, pause_seconds: 0, verified: 2026-11-22,
     feeds: [{feed}], sitemaps: [], archive: []}}
"""
Visits = dict[tuple[str, int], tuple[str, str]]


def on_host(visits: Visits, host: str) -> Counter[str]:
    """How many visits of the host are in which state."""
    return Counter(state for state, pool in visits.values() if pool == f"host-{host}")


@dataclass
class Scheduler:
    """Airflow on two slots in all, and the recorded web that its visits go to."""

    airflow: orchestration.Airflow
    web: str
    warehouse: Warehouse
    seen: list[Visits] = field(default_factory=list)

    def look(self) -> Visits:
        """State and pool of every visit, by `DAG/run` and place in its list."""
        page: dict[str, Any] = self.airflow.call("GET", "/api/v2/dags/~/dagRuns/~/taskInstances?limit=200")
        self.seen.append(
            {
                (f"{task['dag_id']}/{task['dag_run_id']}", task["map_index"]): (str(task["state"]), task["pool"])
                for task in page["task_instances"]
                if task["task_id"] in ("crawl", "fetch") and task["map_index"] >= 0
            }
        )
        return self.seen[-1]

    def look_until(self, is_reached: Callable[[Visits], bool]) -> Visits:
        deadline = time.monotonic() + 600
        while not is_reached(self.look()):
            assert time.monotonic() < deadline, self.seen[-1]
            time.sleep(0.2)
        return self.seen[-1]

    @contextmanager
    def host_taken(self) -> Iterator[None]:
        """No visit of the host gets anywhere: someone else has its turn, and gives it back at the end of the block."""
        with self.warehouse.connect("peygir_loader") as holder:
            take_turn(holder, HOST)
            yield

    def start(self, dag_id: str, run_id: str, **conf: str) -> None:
        orchestration.trigger(self.airflow, dag_id, run_id, {"sources": "recorded", "web": self.web, **conf})

    def end(self, dag_id: str, run_id: str) -> str:
        return orchestration.await_run(self.airflow, dag_id, run_id, on_change=lambda _: self.look() and None)

    def announced(self) -> list[str]:
        """The announcements that wait for their counterpart."""
        path = "/api/v2/dags/build_warehouse/assets/queuedEvents"
        answer = self.airflow.call("GET", path, may_be_absent=True)
        return [] if answer is None else [event["dag_id"] for event in answer["queued_events"]]


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scheduler]:
    """A copy of the program in which a new file gives one of a site's two feeds to a second source."""
    installed = {point.name for group in ("airflow.policy", "airflow.plugins") for point in entry_points(group=group)}
    assert installed >= {"host_pools", "peygir_night"}, "the environment is older than pyproject.toml: uv sync"
    program = tmp_path_factory.mktemp("program")
    for name in ("ingestion", "dags", "dbt_project"):
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__", "target", "logs"))
    for name, feed in (("pishro-news", "/rss/tp/1005"), ("pishro-economy", "/rss/tp/1006")):
        (program / "ingestion/sources/sample" / f"{name}.yml").write_text(SITE.format(agency=name, feed=feed))

    environment = {
        "PEYGIR_SCHEDULE": "off",
        "PYTHONPATH": str(program),
        "PYTHONSAFEPATH": "1",
        "AIRFLOW__CORE__DAGS_FOLDER": str(program / "dags"),
        "AIRFLOW__CORE__PARALLELISM": "2",
    }
    with own_state_folder(), ReplayServer(program / "ingestion/sources/sample/web") as server:
        warehouse = night.prepare_warehouse(print)
        with orchestration.running_airflow(warehouse, extra_environment=environment) as airflow:
            orchestration.await_dags(airflow, ("backfill_source", "build_warehouse", "ingest_news"))
            for dag in ("backfill_source", "ingest_news"):
                orchestration.unpause(airflow, dag)
            yield Scheduler(airflow, ":".join(map(str, server.place)), warehouse)


def test_visits_to_a_host_wait_without_a_slot_while_other_hosts_are_visited(scheduler: Scheduler) -> None:
    """A piece of a backfill and two sources are on one host; the piece cannot end before all else has."""
    piece = ("backfill_source/pools", 0)
    with scheduler.host_taken():
        scheduler.start("backfill_source", "pools", source="sample-pishro-news", since="2025-10-20", until="2025-10-22")
        scheduler.look_until(lambda visits: visits.get(piece) == ("running", f"host-{HOST}"))
        scheduler.start("ingest_news", "pools", as_of="2025-10-22")
        visits = scheduler.look_until(lambda visits: all(on_host(visits, host)["success"] for host in OTHER_HOSTS))
        assert on_host(visits, HOST) == {"running": 1, "scheduled": 2}
    assert [scheduler.end(dag, "pools") for dag in ("backfill_source", "ingest_news")] == ["success", "success"]
    assert on_host(scheduler.look(), HOST) == {"success": 3}
    busy = [on_host(visits, host) for visits in scheduler.seen for host in (HOST, *OTHER_HOSTS)]
    assert max(states["running"] + states["queued"] for states in busy) == 1
    pools = {pool["name"]: pool["slots"] for pool in scheduler.airflow.call("GET", "/api/v2/pools?limit=50")["pools"]}
    assert pools == {"default_pool": 128, f"host-{HOST}": 1, **{f"host-{host}": 1 for host in OTHER_HOSTS}}


def test_a_visit_that_is_cleared_goes_through_its_pool_again_also_where_someone_took_the_pool_away(
    scheduler: Scheduler,
) -> None:
    scheduler.start("ingest_news", "cleared", as_of="2025-10-22")
    assert scheduler.end("ingest_news", "cleared") == "success"
    scheduler.airflow.call("DELETE", f"/api/v2/pools/host-{HOST}")
    scheduler.airflow.call(
        "POST",
        "/api/v2/dags/ingest_news/clearTaskInstances",
        {"dry_run": False, "dag_run_id": "cleared", "task_ids": ["crawl"], "only_failed": False},
    )
    assert scheduler.end("ingest_news", "cleared") == "success"
    visits = {key: visit for key, visit in scheduler.look().items() if key[0] == "ingest_news/cleared"}
    assert on_host(visits, HOST) == {"success": 2}


def test_an_announcement_that_nothing_took_is_dropped_when_the_next_night_begins(scheduler: Scheduler) -> None:
    orchestration.unpause(scheduler.airflow, "build_warehouse")
    scheduler.start("ingest_news", "first-night", as_of="2025-10-22")
    assert scheduler.end("ingest_news", "first-night") == "success"
    assert scheduler.announced() == ["build_warehouse"]
    with scheduler.host_taken():
        scheduler.start("ingest_news", "second-night", as_of="2025-10-22")
        scheduler.look_until(lambda visits: on_host(visits, HOST)["running"] == 1)
        assert scheduler.announced() == []
    assert scheduler.end("ingest_news", "second-night") == "success"
    assert scheduler.announced() == ["build_warehouse"]
