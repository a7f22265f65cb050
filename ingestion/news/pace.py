"""Politeness: one request at a time per host, with a pause that grows when the host struggles."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_LONGEST_PAUSE = 120.0
_FIRST_PENALTY = 1.0


@dataclass
class _HostPace:
    pause: float
    ready_at: float = 0.0


@dataclass
class Pacer:
    """Keeps the time of each host's next request.

    `pause_seconds` is the shortest time between the starts of two requests, which never overlap. After a refusal or
    timeout it doubles (up to 120 s), after answers it shrinks back; a host that takes longer to answer than the pause
    is given as long again. With `lock_folder` other processes on this machine wait too.
    """

    pause_seconds: float
    lock_folder: Path | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, _HostPace] = field(default_factory=dict)
    _least: dict[str, float] = field(default_factory=dict)

    def at_least(self, host: str, seconds: float) -> None:
        """A host's own wish (Crawl-delay) for the shortest pause."""
        self._least[host] = max(seconds, self._least.get(host, 0.0))
        state = self._state(host)
        state.pause = max(state.pause, seconds)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until the host may be asked, and hold its turn while the request runs."""
        state = self._state(host)
        with _host_lock(self.lock_folder, host) as since_last:
            wait = max(state.ready_at - self.clock(), self.floor(host) - since_last)
            if wait > 0:
                self.sleep(wait)
            started = self.clock()
            try:
                yield
            finally:
                finished = self.clock()
                took = min(finished - started, _LONGEST_PAUSE)
                pause = max(state.pause, 2 * took if took > self.floor(host) > 0 else 0.0)
                state.ready_at = max(state.ready_at, started + pause)

    def went_well(self, host: str) -> None:
        """The host answered: the pause shrinks towards its floor."""
        state = self._state(host)
        shrunk = state.pause * 0.7
        state.pause = max(self.floor(host), shrunk if shrunk >= 0.1 else 0.0)

    def went_badly(self, host: str, wait_seconds: float | None = None) -> None:
        """The host refused or failed: the pause doubles, and nothing is asked before `wait_seconds` have passed."""
        state = self._state(host)
        state.pause = min(_LONGEST_PAUSE, max(state.pause * 2, _FIRST_PENALTY, self.floor(host)))
        state.ready_at = max(state.ready_at, self.clock() + max(wait_seconds or 0.0, state.pause))

    def floor(self, host: str) -> float:
        """The shortest pause for the host, in seconds."""
        return max(self.pause_seconds, self._least.get(host, 0.0))

    def pause(self, host: str) -> float:
        """The present pause for the host, in seconds."""
        return self._state(host).pause

    def _state(self, host: str) -> _HostPace:
        return self._hosts.setdefault(host, _HostPace(pause=self.pause_seconds))


@contextmanager
def _host_lock(folder: Path | None, host: str) -> Iterator[float]:
    """Hold the host's lock file; yields the seconds since another process's last request (wall clock)."""
    if folder is None:
        yield float("inf")
        return
    import fcntl

    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{host.replace(':', '_')}.lock").open("a+") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            handle.seek(0)
            last = handle.read().strip()
            yield max(0.0, time.time() - float(last)) if last else float("inf")
        finally:
            handle.seek(0)
            handle.truncate()
            handle.write(f"{time.time():.3f}")
            handle.flush()
            fcntl.flock(handle, fcntl.LOCK_UN)
