"""The warehouse's server dies in the middle of a build, or a mart is kept from the publication."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from nights import deliver, own_warehouse, rows

from ingestion import pipeline
from ingestion.errors import TransientError
from ingestion.night import sample_inbox
from ingestion.warehouse import embedded
from ingestion.warehouse.connection import locate

pytestmark = [pytest.mark.integration, pytest.mark.timeout(3600)]
MODELS = ("build", "--exclude-resource-type", "test")
WAITING = "select pid from pg_stat_activity where usename = 'peygir_builder' and wait_event_type = 'Lock'"


def kill_session(waiting: int) -> None:
    """The server ends every session and recovers."""
    os.kill(waiting, signal.SIGKILL)


def kill_server(_waiting: int) -> None:
    """Nothing starts the server again until someone asks for it. A signal is sent before its process is gone."""
    server = embedded.embedded_server()
    lines = (server.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    os.kill(int(lines[0]), signal.SIGKILL)
    while embedded.is_running(server):
        time.sleep(0.02)


def leave(_waiting: int) -> None:
    """The one who waits goes on waiting."""


@contextmanager
def held(table: str, mode: str, strike: Callable[[int], None]) -> Iterator[None]:
    """Nobody gets past a lock on the table; as soon as the build waits for it, `strike` is given the waiting session."""
    warehouse = locate()
    holder = warehouse.connect("peygir_admin")
    holder.execute(f"lock table {table} in {mode} mode")
    is_over = threading.Event()

    def watch() -> None:
        with warehouse.connect("peygir_admin", autocommit=True) as observer:
            while not is_over.is_set():
                found = observer.execute(WAITING).fetchone()
                if found:
                    strike(found[0])
                    return
                time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        watcher.join()
        holder.close()


def standing() -> list[tuple[Any, ...]]:
    """What readers see as soon as the server has recovered: the publications, and every rate."""
    deadline = time.monotonic() + 300
    while True:
        try:
            locate().connect("peygir_reader").close()
            break
        except TransientError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.1)
    return [
        *rows(locate(), "select as_of_on::text, run_id from publications order by published_at"),
        *rows(locate(), "select to_jsonb(r) - 'known_from' from followup_rates as r order by 1"),
    ]


def test_a_build_that_is_cut_off_leaves_the_marts_as_they_were_and_may_be_tried_again() -> None:
    first, second = sorted(folder.name for folder in sample_inbox().iterdir() if folder.is_dir())[:2]
    with own_warehouse():
        deliver(first)
        pipeline.build("first", first, arguments=MODELS)
        before = standing()
        assert before[0] == (first, "first") and len(before) > 100
        deliver(second)
        for table, mode, strike in (
            ("warehouse.int_rate_cells", "access exclusive", kill_session),
            ("marts.followup_rates", "share", kill_session),
            ("marts.followup_rates", "share", kill_server),
            ("marts.followup_rates", "share", leave),
        ):
            with held(table, mode, strike), pytest.raises(TransientError):
                pipeline.build("second", second, arguments=MODELS)
            assert standing() == before, (table, strike)
        pipeline.build("second", second, arguments=MODELS)
        after = standing()
        assert after[:2] == [(first, "first"), (second, "second")]
        # A build from nothing tells the same.
        pipeline.build("second", second, arguments=(*MODELS, "--full-refresh"))
        assert standing()[3:] == after[2:]


def test_of_several_processes_that_find_the_server_killed_one_starts_it() -> None:
    with own_warehouse():
        kill_server(0)
        with ThreadPoolExecutor(4) as starters:
            ports = set(starters.map(lambda _: embedded.start(embedded.embedded_server()), range(4)))
        assert len(ports) == 1
        assert rows(locate(), "select 1") == [(1,)]


def test_a_session_that_has_not_heard_of_the_servers_death_is_waited_for() -> None:
    """It sleeps until the start was refused once because of it."""
    with own_warehouse():
        server = embedded.embedded_server()
        with locate().connect("peygir_admin") as connection:
            session = connection.info.backend_pid
            os.kill(session, signal.SIGSTOP)
            n_before = len(embedded._log(server))
            is_over = threading.Event()

            def wake_after_a_refusal() -> None:
                while not is_over.is_set() and "shared memory block" not in "".join(embedded._log(server)[n_before:]):
                    time.sleep(0.02)
                os.kill(session, signal.SIGCONT)

            waker = threading.Thread(target=wake_after_a_refusal)
            waker.start()
            try:
                kill_server(0)
                embedded.start(server)
            finally:
                is_over.set()
                waker.join()
            assert "shared memory block" in "".join(embedded._log(server)[n_before:])
            connection.close()
        assert rows(locate(), "select 1") == [(1,)]
