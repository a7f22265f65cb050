"""Work for a second processor: bytes that a forked copy of this process makes while this one goes on."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator

_PR_SET_PDEATHSIG = 1
_PIPE_BYTES = 2**20
_CHUNK = 2**16


class CopyFailed(Exception):
    """The copy broke off before its last byte."""


def has_room() -> bool:
    """Whether there is a second processor, and no other thread whose locks a copy would find taken for ever."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


@contextlib.contextmanager
def in_copy(make: Callable[[], Iterable[bytes]]) -> Iterator[Iterator[bytes]]:
    """The bytes that `make` gives in a copy of this process, in chunks of some size; call where there `has_room`.

    The copy ends with the block at the latest, and with this process however that ends. What it raises is told on
    stderr; here it is a CopyFailed behind the bytes that came. OSError where the system allows no more processes.
    """
    libc, maker = ctypes.CDLL(None), os.getpid()
    reading, writing = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        raise
    if pid == 0:
        os.close(reading)
        _be_copy(make, writing, libc, maker)
    os.close(writing)
    is_over = False

    def chunks() -> Iterator[bytes]:
        nonlocal is_over
        while chunk := os.read(reading, _CHUNK):
            yield chunk
        _, status = os.waitpid(pid, 0)
        is_over = True
        if status:
            raise CopyFailed(f"ended with {os.waitstatus_to_exitcode(status)}")

    try:
        yield chunks()
    finally:
        os.close(reading)
        if not is_over:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _be_copy(make: Callable[[], Iterable[bytes]], writing: int, libc: ctypes.CDLL, maker: int) -> None:
    """Write all bytes and end, without what a process does at its end: the files and connections are the maker's."""
    code = 1
    try:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() == maker:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            gc.disable()  # a search would write to every page that is shared
            _widen(writing)
            with open(writing, "wb") as out:
                for chunk in make():
                    out.write(chunk)
                    out.flush()
            code = 0
    except BrokenPipeError:
        pass  # nobody wants the rest
    except BaseException:  # noqa: BLE001 - whatever it is, the copy ends here
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _widen(writing: int) -> None:
    """Let the pipe hold more, where the system allows it."""
    import fcntl

    with contextlib.suppress(OSError):
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
