"""Shared fixtures: a state folder of its own, a real PostgreSQL in it, and the corpus of real material where it is."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from state_folder import own_state_folder

from ingestion.warehouse.connection import Warehouse, locate
from ingestion.warehouse.prepare import prepare

# The same examples every time, however long they take: a run tells of the code, not of the draw or the machine.
settings.register_profile("fixed", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fixed")

Growth = Callable[[Callable[[int], object], int, int, float], float]


@pytest.fixture(scope="session")
def state_home() -> Iterator[Path]:
    """A state folder that lives as long as the test session; PEYGIR_HOME points to it."""
    with own_state_folder() as home:
        yield home


@pytest.fixture(scope="session")
def prepared_warehouse(state_home: Path) -> Warehouse:
    """The embedded server, started, with schemas and roles."""
    warehouse = locate(create=True)
    prepare(warehouse)
    return warehouse


@pytest.fixture
def warehouse(prepared_warehouse: Warehouse) -> Warehouse:
    """The prepared warehouse with an empty ledger and empty staging tables."""
    with prepared_warehouse.connect("peygir_admin", autocommit=True) as connection:
        connection.execute(
            "truncate audit.documents, staging.stored_resolution_rows, audit.workbook_issues, audit.runs, audit.failures, audit.fetches,"
            " audit.source_states, audit.dbt_results cascade"
        )
    return prepared_warehouse


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real articles, pages and office files; tests that need it are skipped without it."""
    folder = os.environ.get("PEYGIR_CORPUS")
    if not folder:
        pytest.skip("PEYGIR_CORPUS is not set: this test reads real material")
    path = Path(folder)
    assert path.is_dir(), f"PEYGIR_CORPUS names no folder: {folder}"
    return path


@pytest.fixture(scope="session")
def growth() -> Growth:
    """How many times the processor time of `run(large)` is that of `run(small)`: linear work grows like the input.

    The least of at least five tries each, small and large in turn: whoever works beside us slows down both alike. Only
    where that is not less than `most` are there more tries, for another's work can add to a time but never take from it.
    Every try is a little longer than the one before so that no cache answers it. What the tests hold in memory is kept
    out of the garbage collector's walks, which come with large inputs alone.
    """

    def ratio(run: Callable[[int], object], small: int, large: int, most: float) -> float:
        least = dict.fromkeys((small, large), float("inf"))
        gc.collect()
        gc.freeze()
        try:
            for extra in range(40):
                for size in (small, large):
                    began = time.process_time()
                    run(size + extra)
                    least[size] = min(least[size], time.process_time() - began)
                found = least[large] / max(least[small], 0.002)
                if extra >= 4 and found < most:
                    break
        finally:
            gc.unfreeze()
        return found

    return ratio


@pytest.fixture(scope="session")
def manifest() -> dict[str, Any]:
    """dbt's manifest of the project; parsed without a database, and only anew where files changed since the last time."""
    from ingestion.paths import PROJECT_ROOT
    from ingestion.pipeline import dbt_command

    project = PROJECT_ROOT / "dbt_project"
    name = hashlib.sha256(f"{project} {os.getuid()} {os.environ.get('PYTEST_XDIST_WORKER')}".encode()).hexdigest()[:16]
    target = Path(tempfile.gettempdir()) / f"peygir-dbt-{name}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PEYGIR_", "DBT_"))},
        "DBT_PROFILES_DIR": str(project),
        "DBT_PROJECT_DIR": str(project),
        "DBT_TARGET_PATH": str(target),
        "DBT_LOG_PATH": str(target),
    }
    command = dbt_command("--warn-error", "parse")
    done = subprocess.run(command, env=environment, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    return found
