"""Where the project's files and a machine's own state lie."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent


def seeds_folder() -> Path:
    """The reference tables (CSV, UTF-8): the one copy that dbt and the readers share."""
    return PROJECT_ROOT / "dbt_project" / "seeds"


def sources_folder() -> Path:
    """The YAML of every province and national agency, and the recorded sample."""
    return PROJECT_ROOT / "ingestion" / "sources"


def state_folder() -> Path:
    """Everything a run writes: database, archive, inbox, outbox, logs. `PEYGIR_HOME` moves it; default `.state/`."""
    return Path(os.environ.get("PEYGIR_HOME") or PROJECT_ROOT / ".state").expanduser().resolve()
