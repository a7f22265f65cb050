"""A state folder of a test's own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingestion.warehouse import embedded


@contextmanager
def own_state_folder() -> Iterator[Path]:
    """A new state folder; PEYGIR_HOME points to it until the block ends, which stops its server and removes both."""
    home = Path(tempfile.mkdtemp(prefix="peygir-test-"))
    home.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEYGIR_HOME", str(home))
        patch.delenv("PEYGIR_WAREHOUSE_URL", raising=False)
        try:
            yield home
        finally:
            server = embedded.embedded_server()
            embedded.stop(server)
            shutil.rmtree(server.data.parent, ignore_errors=True)
            shutil.rmtree(home, ignore_errors=True)
