"""How the benchmarks take times."""

from __future__ import annotations

import time
from collections.abc import Callable


def best(act: Callable[[], object], rounds: int) -> float:
    """The shortest of several runs, in seconds of processor time (other work on the machine does not count)."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        act()
        times.append(time.process_time() - started)
    return min(times)
