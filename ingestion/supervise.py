"""Run a command that ends when whoever started it ends, in whatever way.

    python supervise.py COMMAND [ARGUMENT …]

Standard input is the lifeline. When its other end closes, because the starter closed it, ended or was killed, the
command and its process group are asked to end (SIGTERM); what is left after GRACE_SECONDS is killed until nothing is
left, on Linux with all descendants, in whatever session they are. The same happens to what the command leaves behind when it ends by itself.
The exit code is the command's; 128 + n where signal n ended it.

This file is run by its path, without the packages and their start-up time: it imports the standard library alone.
"""

from __future__ import annotations

import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

GRACE_SECONDS = 5.0
KILL_SECONDS = 60.0
_POLL_SECONDS = 0.1
_PR_SET_CHILD_SUBREAPER = 36


def run(command: list[str]) -> int:
    """Run the command until it or the lifeline ends, leave nothing of it, and return its exit code."""
    if sys.platform == "linux":
        # Descendants whose parents end become this process's children, so that none is out of reach.
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: asked.append(number))
    group = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True).pid
    code: int | None = None
    while code is None and not asked and not _is_lifeline_cut(_POLL_SECONDS):
        code = _reap(group)
    _send(signal.SIGTERM, [-group])
    for number, seconds in ((None, GRACE_SECONDS), (signal.SIGKILL, KILL_SECONDS)):
        deadline = time.monotonic() + seconds
        # A process that is started, or loses its parent, while one looks may be missed: the next look finds it.
        while (left := _left(group) or _left(group)) and time.monotonic() < deadline:
            if number is not None:
                _send(number, left)
            ended = _reap(group)
            code = ended if code is None else code
            time.sleep(_POLL_SECONDS / 2)
    return 128 + signal.SIGKILL if code is None else code


def _is_lifeline_cut(seconds: float) -> bool:
    """Whether the lifeline has ended; waits so long for it."""
    readable, _, _ = select.select([0], [], [], seconds)
    return bool(readable) and os.read(0, 4096) == b""


def _send(number: int, pids: list[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def _reap(child: int) -> int | None:
    """Take leave of every child that has ended; the exit code of `child` if it is among them."""
    code = None
    with suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                break
            if pid == child:
                number = os.waitstatus_to_exitcode(status)
                code = number if number >= 0 else 128 - number
    return code


def _left(group: int) -> list[int]:
    """What is left of the command, for os.kill: every descendant on Linux, elsewhere the group as a whole."""
    if sys.platform != "linux":
        try:
            os.kill(-group, 0)
        except ProcessLookupError:
            return []
        return [-group]
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    found = [os.getpid()]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found[1:]


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
