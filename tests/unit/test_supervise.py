"""A supervised command ends with whoever started it, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingestion import supervise

HANGS_AFTER = 100.0
SUPERVISED = (sys.executable, "-I", "-S", supervise.__file__)
# Starts a child in a session of its own; both write their ids and hear no SIGTERM.
STUBBORN = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
open(sys.argv[1] + "/" + str(os.getpid()), "w").close()
if len(sys.argv) == 2:
    subprocess.Popen([sys.executable, *sys.orig_argv[1:], "child"], start_new_session=True)
time.sleep(600)
"""
# Starts a supervised command and holds its lifeline.
STARTER = """
import subprocess, sys, time
subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE)
time.sleep(600)
"""


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def await_ids(folder: Path, n: int, seconds: float = HANGS_AFTER) -> list[int]:
    deadline = time.monotonic() + seconds
    while len(list(folder.iterdir())) < n and time.monotonic() < deadline:
        time.sleep(0.02)
    found = [int(path.name) for path in folder.iterdir()]
    assert len(found) == n
    assert all(map(is_alive, found))
    return found


def await_death(pids: list[int], seconds: float = HANGS_AFTER) -> None:
    deadline = time.monotonic() + seconds
    while any(map(is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    left = [pid for pid in pids if is_alive(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == []


@pytest.mark.skipif(sys.platform != "linux", reason="descendants in other sessions are found through /proc")
def test_nothing_survives_a_starter_that_is_killed(tmp_path: Path) -> None:
    command = [*SUPERVISED, sys.executable, "-c", STUBBORN, str(tmp_path)]
    starter = subprocess.Popen([sys.executable, "-c", STARTER, *command])
    try:
        pids = await_ids(tmp_path, 2)
    finally:
        starter.kill()
        starter.wait()
    await_death(pids)


@pytest.mark.skipif(sys.platform != "linux", reason="descendants in other sessions are found through /proc")
@pytest.mark.parametrize("how", ["lifeline", "signal"])
def test_the_supervisor_ends_after_everything_it_started(tmp_path: Path, how: str) -> None:
    supervisor = subprocess.Popen([*SUPERVISED, sys.executable, "-c", STUBBORN, str(tmp_path)], stdin=subprocess.PIPE)
    pids = await_ids(tmp_path, 2)
    if how == "lifeline":
        assert supervisor.stdin is not None
        supervisor.stdin.close()
    else:
        supervisor.terminate()
    assert supervisor.wait(HANGS_AFTER) == 128 + signal.SIGKILL
    assert [pid for pid in pids if is_alive(pid)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="descendants in other sessions are found through /proc")
def test_a_process_that_the_first_look_misses_is_killed_at_the_next(tmp_path: Path) -> None:
    blind = (
        "import os, signal, sys; from ingestion import supervise; supervise.GRACE_SECONDS = 0.2; kill, missed = os.kill, []\n"
        "os.kill = lambda pid, number: kill(pid, number) if number != signal.SIGKILL or missed else missed.append(pid)\n"
        "sys.exit(supervise.run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", blind, sys.executable, "-c", STUBBORN, str(tmp_path)]
    supervisor = subprocess.Popen(command, stdin=subprocess.PIPE)
    pids = await_ids(tmp_path, 2)
    assert supervisor.stdin is not None
    supervisor.stdin.close()
    assert supervisor.wait(HANGS_AFTER) == 128 + signal.SIGKILL
    assert [pid for pid in pids if is_alive(pid)] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("raise SystemExit(0)", 0), ("raise SystemExit(3)", 3), ("import os; os.kill(os.getpid(), 9)", 137)],
)
def test_the_exit_code_is_the_command_s(text: str, code: int) -> None:
    supervisor = subprocess.Popen([*SUPERVISED, sys.executable, "-c", text], stdin=subprocess.PIPE)
    assert supervisor.wait(HANGS_AFTER) == code


def test_a_command_that_hears_the_signal_is_not_waited_for(tmp_path: Path) -> None:
    text = "import sys, time; open(sys.argv[1] + '/1', 'w').close(); time.sleep(600)"
    patient = "import sys; from ingestion import supervise; supervise.GRACE_SECONDS = 600; sys.exit(supervise.run(sys.argv[1:]))"
    supervisor = subprocess.Popen(
        [sys.executable, "-c", patient, sys.executable, "-c", text, str(tmp_path)], stdin=subprocess.PIPE
    )
    deadline = time.monotonic() + HANGS_AFTER
    while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert supervisor.stdin is not None
    supervisor.stdin.close()
    assert supervisor.wait(HANGS_AFTER) == 128 + signal.SIGTERM
