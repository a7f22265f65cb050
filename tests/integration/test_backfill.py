"""A source's past beside the nightly run: pieces, turns at one host, and visits on record."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from airflow.sdk.exceptions import AirflowFailException
from airflow.sdk.execution_time.timeout import timeout
from state_folder import own_state_folder

from dags import wiring
from ingestion import night, orchestration, pipeline
from ingestion.errors import PeygirError, TransientError
from ingestion.news.replay import ReplayServer
from ingestion.pipeline import news
from ingestion.warehouse import crawl_state
from ingestion.warehouse.connection import Warehouse

pytestmark = pytest.mark.integration


@pytest.fixture
def recorded(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The recorded sites in the place of the live ones."""
    sites = news.chosen_sites("recorded")
    monkeypatch.setattr(news, "chosen_sites", lambda _sources: sites)
    return [site.source_id for site in sites]


def articles(warehouse: Warehouse) -> list[tuple[str, str]]:
    with warehouse.connect("peygir_loader") as connection:
        return connection.execute(
            "select source_id, canonical_address from staging.news_articles order by 1, 2"
        ).fetchall()


def test_the_days_are_cut_into_pieces_without_gap_or_overlap(recorded: list[str]) -> None:
    pieces = pipeline.backfill_pieces(recorded[0], "2025-07-01", "2025-09-28", "b1")
    assert {(piece["source_id"], piece["host"]) for piece in pieces} == {(recorded[0], recorded[0].split("/")[1])}
    assert (pieces[0]["until"], pieces[-1]["since"]) == ("2025-09-28", "2025-07-01")
    days = sorted((piece["since"], piece["until"]) for piece in pieces)
    for (_, earlier), (later, _) in zip(days, days[1:], strict=False):
        assert date.fromisoformat(later) - date.fromisoformat(earlier) == timedelta(days=1)
    assert len(days) == 9


def test_a_source_names_all_its_sites(recorded: list[str]) -> None:
    slug = recorded[0].split("/")[0]
    pieces = pipeline.backfill_pieces(slug, "2025-07-01", "2025-07-01", "b2")
    assert [piece["source_id"] for piece in pieces] == [name for name in recorded if name.startswith(f"{slug}/")]


@pytest.mark.parametrize(
    ("source", "since", "until", "message"),
    [("nobody", "2025-07-01", "2025-07-02", "no news source 'nobody'"), ("", "2025-07-02", "2025-07-01", "is before")],
)
def test_what_cannot_be_backfilled_is_told(
    recorded: list[str], source: str, since: str, until: str, message: str
) -> None:
    with pytest.raises(PeygirError, match=message):
        pipeline.backfill_pieces(source or recorded[0], since, until, "b3")


def test_a_night_beside_a_backfill_loads_nothing_twice(warehouse: Warehouse, recorded: list[str]) -> None:
    with ReplayServer() as web:
        place = ":".join(map(str, web.place))
        pipeline.open_run("night", "ingest_news", None)
        pieces = pipeline.backfill_pieces(recorded[0], "2025-01-01", "2025-12-31", "past")
        troubles: list[Exception] = []

        def backfill() -> None:
            try:
                for piece in pieces[:6]:
                    days = {name: piece[name] for name in ("since", "until")}
                    pipeline.land_news(piece["source_id"], "past", web=place, **days)
            except Exception as error:  # noqa: BLE001 - told by the assertion below
                troubles.append(error)

        beside = threading.Thread(target=backfill)
        beside.start()
        pipeline.land_news(recorded[0], "night", web=place)
        beside.join()
        assert troubles == []
        found = articles(warehouse)
        assert found and len(found) == len(set(found))
        pipeline.land_news(recorded[0], "night", web=place)
        assert articles(warehouse) == found


def test_visits_take_turns_at_a_host(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawl_state, "_TURN_TIMEOUT", "200ms")
    with warehouse.connect("peygir_loader") as first, warehouse.connect("peygir_loader") as second:
        crawl_state.take_turn(first, "a.example")
        crawl_state.take_turn(second, "b.example")
        with pytest.raises(TransientError, match=r"a\.example"):
            crawl_state.take_turn(second, "a.example")
        second.rollback()
        first.close()
        # The server hears of a closed connection when it comes to it.
        monkeypatch.setattr(crawl_state, "_TURN_TIMEOUT", "2min")
        crawl_state.take_turn(second, "a.example")


HOLDER = """
import sys, time
from ingestion.warehouse.connection import locate
from ingestion.warehouse.crawl_state import take_turn
with locate().connect("peygir_loader") as connection:
    take_turn(connection, sys.argv[1])
    print("mine", flush=True)
    time.sleep(600)
"""


def test_a_worker_keeps_its_turn_until_it_ends_or_is_killed(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crawl_state, "_TURN_TIMEOUT", "200ms")
    worker = subprocess.Popen([sys.executable, "-c", HOLDER, "a.example"], stdout=subprocess.PIPE, text=True)
    try:
        assert worker.stdout is not None and worker.stdout.readline() == "mine\n"
        with warehouse.connect("peygir_loader") as other:
            crawl_state.take_turn(other, "b.example")
            with pytest.raises(TransientError, match=r"a\.example"):
                crawl_state.take_turn(other, "a.example")
    finally:
        worker.kill()
        worker.wait()
    monkeypatch.setattr(crawl_state, "_TURN_TIMEOUT", "2min")
    with warehouse.connect("peygir_loader") as other:
        crawl_state.take_turn(other, "a.example")


def test_a_visit_is_on_record_however_it_ends(
    warehouse: Warehouse, recorded: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pipeline.open_run("night", "ingest_news", None)
    with ReplayServer() as web:
        pipeline.land_news(recorded[0], "night", web=":".join(map(str, web.place)))
    monkeypatch.setattr(news, "_visit", lambda *_arguments, **_named: (_ for _ in ()).throw(PeygirError("no answer")))
    with pytest.raises(PeygirError):
        pipeline.land_news(recorded[1], "night")
    with warehouse.connect("peygir_loader") as connection:
        visits = dict(
            connection.execute(
                "select details ->> 'source_id', outcome || coalesce(': ' || (details ->> 'reason'), '')"
                " from audit.runs where kind = 'visit'"
            ).fetchall()
        )
    assert visits == {recorded[0]: "succeeded", recorded[1]: "failed: no answer"}


WAITING = "(select count(*) from pg_locks where locktype = 'advisory' and not granted)"


def await_answer(warehouse: Warehouse, condition: str, trouble: str) -> None:
    """Wait until a condition holds: a server hears of a closed connection when it comes to it."""
    deadline = time.monotonic() + 450
    with warehouse.connect("peygir_admin", autocommit=True) as observer:
        while observer.execute(f"select {condition}").fetchone() != (True,):
            assert time.monotonic() < deadline, trouble
            time.sleep(0.02)


def ring_when_someone_waits(warehouse: Warehouse) -> None:
    """Let the time limit be reached as soon as a visit waits for its turn."""
    await_answer(warehouse, f"{WAITING} > 0", "no visit waits for its turn")
    os.kill(os.getpid(), signal.SIGALRM)


def test_a_visit_that_takes_too_long_fails_at_once_and_is_on_record(
    warehouse: Warehouse, recorded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The host's turn is another's: the wait in PostgreSQL ends with the task's time."""
    monkeypatch.setattr(wiring, "get_current_context", dict)
    pipeline.open_run("night", "ingest_news", None)
    with warehouse.connect("peygir_loader") as other:
        crawl_state.take_turn(other, recorded[0].split("/")[1])
        with pytest.raises(AirflowFailException, match="took longer than its task may"), timeout(500):
            alarm = threading.Thread(target=ring_when_someone_waits, args=(warehouse,))
            alarm.start()
            wiring.step("land_news", name=recorded[0], source_id=recorded[0], run_id="night")
    alarm.join()
    await_answer(warehouse, f"{WAITING} = 0", "a session that nobody listens to any more still waits")
    with warehouse.connect("peygir_loader") as connection:
        visit = connection.execute(
            "select outcome, details ->> 'reason' from audit.runs where kind = 'visit'"
        ).fetchall()
        failures = connection.execute("select name, reason from audit.failures").fetchall()
    assert visit == [("failed", news.CUT_OFF)]
    assert failures == [(recorded[0], "took longer than its task may")]


@pytest.mark.timeout(3600)
def test_ninety_days_through_the_scheduler_beside_a_running_night_bring_nothing_twice() -> None:
    samples = Path(__file__).resolve().parents[1] / "samples" / "expected_articles.jsonl"
    expected = {json.loads(line)["address"] for line in samples.read_text(encoding="utf-8").splitlines()}
    assert len(expected) == 35
    runs = {
        "backfill_source": {"source": "sample-pishro-news", "since": "2025-07-25", "until": "2025-10-22"},
        "ingest_news": {"as_of": "2025-10-22", "folders": [str(night.sample_inbox())]},
    }
    with own_state_folder(), night.recorded_web() as web:
        warehouse = night.prepare_warehouse(print)
        environment = {"PEYGIR_SCHEDULE": "off", "PEYGIR_RETRY_SECONDS": "5"}
        with orchestration.running_airflow(warehouse, extra_environment=environment) as airflow:
            orchestration.await_dags(airflow, tuple(runs))
            with warehouse.connect("peygir_loader") as holder:
                # The night's visit to one host goes on until a piece of the past has begun beside it.
                crawl_state.take_turn(holder, "sedaye-kerman.example")
                for dag, begun in (
                    ("ingest_news", "kind = 'visit' and details ->> 'source_id' like '%/sedaye-kerman.example'"),
                    ("backfill_source", "kind = 'piece'"),
                ):
                    orchestration.unpause(airflow, dag)
                    orchestration.trigger(airflow, dag, "beside", {**runs[dag], "sources": "recorded", "web": web})
                    await_answer(warehouse, f"exists (select from audit.runs where {begun})", f"{dag} does not begin")
            states = [orchestration.await_run(airflow, dag, "beside", on_change=print) for dag in runs]
            tasks = orchestration.task_states(airflow, "backfill_source", "beside")
        assert states == ["success", "success"]
        pieces = [task.name.partition(" ")[2] for task in tasks if task.task_id == "fetch"]
        assert len(pieces) == 9
        assert (pieces[0], pieces[-1]) == ("2025-10-13 to 2025-10-22", "2025-07-25 to 2025-08-03")
        with warehouse.connect("peygir_loader") as connection:
            overlap = connection.execute(
                "select count(*) > 0 from audit.runs as visit, audit.runs as piece where visit.kind = 'visit'"
                " and piece.kind = 'piece' and piece.started_at < visit.finished_at"
                " and visit.started_at < piece.finished_at"
            ).fetchone()
            addresses = [row[0] for row in connection.execute("select address from staging.news_articles").fetchall()]
        assert overlap == (True,)
        assert len(addresses) == len(set(addresses))
        assert set(addresses) >= expected
