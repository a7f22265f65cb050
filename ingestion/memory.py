"""Large loads and Python's garbage collector."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

_MANY = 20_000


@contextlib.contextmanager
def without_collector(n_rows: int) -> Iterator[None]:
    """No search for cycles while hundreds of thousands of rows, which hold none, are built and walked over."""
    if n_rows <= _MANY or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # what was built counts as old, and is not searched at once
        gc.enable()
