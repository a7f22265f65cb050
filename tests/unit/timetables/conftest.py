"""Airflow writes its own folder when it is imported: a temporary one here."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="peygir-airflow-"))
