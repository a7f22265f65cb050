"""Bytes made in a copy of the process: all of them in order, or an error; nothing of the copy is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingestion import beside
from ingestion.beside import CopyFailed, in_copy

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")


def test_the_bytes_come_in_order_from_another_process() -> None:
    def make() -> Iterator[bytes]:
        yield str(os.getpid()).encode()
        for number in range(3000):
            yield b"%08d" % number * 25  # 600,000 bytes, more than a pipe takes at once

    with in_copy(make) as chunks:
        told = b"".join(chunks)
    expected = b"".join(b"%08d" % number * 25 for number in range(3000))
    assert told.endswith(expected)
    assert int(told[: -len(expected)]) != os.getpid()


def test_a_copy_that_breaks_off_is_told_after_what_it_gave(capfd: pytest.CaptureFixture[str]) -> None:
    def make() -> Iterator[bytes]:
        yield b"some"
        raise ValueError("no more")

    came = []
    with pytest.raises(CopyFailed, match="ended with 1"), in_copy(make) as chunks:
        came.extend(chunks)
    assert came == [b"some"]
    assert "no more" in capfd.readouterr().err


def test_a_copy_that_was_killed_is_told() -> None:
    def make() -> Iterator[bytes]:
        yield b"some"
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(CopyFailed, match="ended with -9"), in_copy(make) as chunks:
        list(chunks)


def test_a_copy_that_nobody_reads_to_its_end_is_ended() -> None:
    def make() -> Iterator[bytes]:
        yield b"%20d" % os.getpid()
        while True:
            yield bytes(100_000)

    with in_copy(make) as chunks:
        copy = int(next(chunks)[:20])
    with pytest.raises(ChildProcessError):  # it was waited for too
        os.waitpid(copy, os.WNOHANG)


def test_a_copy_ends_with_its_maker() -> None:
    code = (
        "import os, signal, time\n"
        "from ingestion.beside import in_copy\n"
        "def make():\n"
        "    yield b'x'\n"
        "    while True: time.sleep(60)\n"
        "with in_copy(make) as chunks:\n"
        "    next(chunks)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # Standard output is the copy's too: its end is seen when both have ended.
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL


def test_no_copy_is_made_of_a_process_with_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert beside.has_room()
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert not beside.has_room()


def test_no_copy_is_made_where_there_is_one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {3})
    assert not beside.has_room()
