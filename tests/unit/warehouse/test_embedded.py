"""The embedded server: a copy of its programs runs where it lies."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest

from ingestion.warehouse import embedded


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> embedded.EmbeddedServer:
    """A server that another process has started, on port 5000."""
    server = embedded.EmbeddedServer(tmp_path / "bin", tmp_path / "data", tmp_path / "log", None)
    server.data.mkdir()
    (server.data / "PG_VERSION").touch()
    server.port_file.write_text('{"port": 5000}')
    monkeypatch.setattr(embedded, "is_running", lambda _: (server.data / "postmaster.pid").exists())
    return server


def tell(server: embedded.EmbeddedServer, state: str) -> None:
    """Write what PostgreSQL writes of itself: process, folder, start, port, socket folder, address, memory, state."""
    (server.data / "postmaster.pid").write_text(f"42\n{server.data}\n1\n5000\n\n127.0.0.1\n 1 2\n{state:8}\n")


def test_a_server_that_still_recovers_is_waited_for(server: embedded.EmbeddedServer) -> None:
    tell(server, "starting")
    has_recovered = threading.Event()

    def recover() -> None:
        has_recovered.set()
        tell(server, "ready")

    threading.Timer(0.5, recover).start()
    assert embedded.start(server) == 5000
    assert has_recovered.is_set()


def test_a_server_that_is_being_stopped_is_started_again(
    server: embedded.EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    launched: list[int] = []

    def launch(_: embedded.EmbeddedServer, port: int) -> subprocess.CompletedProcess[str]:
        launched.append(port)
        return subprocess.CompletedProcess([], 0)

    monkeypatch.setattr(embedded, "_launch", launch)
    monkeypatch.setattr(embedded, "_free_port", lambda preferred: preferred)
    tell(server, "stopping")
    end = threading.Timer(0.5, (server.data / "postmaster.pid").unlink)
    end.start()
    assert embedded.start(server) == 5000
    end.join()
    assert launched == [5000]


def test_copied_programs_find_their_libraries(tmp_path: Path) -> None:
    programs = embedded.copy_programs(embedded.wheel_programs(), tmp_path / "copy")
    said = subprocess.run(
        [str(programs / "bin" / "initdb"), "--version"], capture_output=True, text=True, check=True, env={}
    )
    assert said.stdout.startswith("initdb (PostgreSQL)")
    assert programs.is_relative_to(tmp_path / "copy")
    before = programs.stat().st_mtime_ns
    assert embedded.copy_programs(embedded.wheel_programs(), tmp_path / "copy") == programs
    assert programs.stat().st_mtime_ns == before
