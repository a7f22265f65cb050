"""Airflow writes its own folder when it is imported: a temporary one here. What Airflow 4 will not have is an error."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator

import pytest

os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="peygir-airflow-"))


@pytest.fixture(autouse=True)
def nothing_outdated() -> Iterator[None]:
    """Fail a test that uses what Airflow 4 takes away."""
    from airflow.exceptions import RemovedInAirflow4Warning

    with warnings.catch_warnings():
        warnings.simplefilter("error", RemovedInAirflow4Warning)
        yield
