"""The runs of the night as the ledger keeps them, and the day that they are about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from ingestion.warehouse.connection import locate

TEHRAN = ZoneInfo("Asia/Tehran")


def last_complete_day(now: datetime | None = None) -> date:
    """Yesterday in Tehran: the day that rates are computed for by default."""
    return (now or datetime.now(UTC)).astimezone(TEHRAN).date() - timedelta(days=1)


def today() -> date:
    """Today in Tehran."""
    return datetime.now(TEHRAN).date()


def business_day(as_of: str | None) -> str:
    """The day that rates are computed for: the one asked for, else the last complete day."""
    return as_of or last_complete_day().isoformat()


def open_run(run_id: str, kind: str, business_on: str | None, details: Mapping[str, Any] | None = None) -> None:
    """Enter a run; a retried run keeps its first start."""
    with locate().connect("peygir_loader") as connection:
        connection.execute(
            "insert into audit.runs (run_id, kind, business_on, details) values (%s, %s, %s, %s::jsonb)"
            " on conflict (run_id) do nothing",
            (run_id, kind, business_on, json.dumps(details or {})),
        )


def close_run(run_id: str, outcome: Literal["succeeded", "failed"], details: Mapping[str, Any] | None = None) -> None:
    """Enter how a run ended."""
    with locate().connect("peygir_loader") as connection:
        connection.execute(
            "update audit.runs set finished_at = now(), outcome = %s, details = details || %s::jsonb where run_id = %s",
            (outcome, json.dumps(details or {}), run_id),
        )


def enter_failure(run_id: str, name: str, reason: str) -> None:
    """Keep by name what failed in a run, and why."""
    with locate().connect("peygir_loader") as connection:
        connection.execute(
            "insert into audit.failures (run_id, name, reason) values (%s, %s, %s)"
            " on conflict (run_id, name) do update set reason = excluded.reason, failed_at = now()",
            (run_id, name, reason),
        )


def forget_failure(run_id: str, name: str) -> None:
    """A later try went well."""
    with locate().connect("peygir_loader") as connection:
        connection.execute("delete from audit.failures where run_id = %s and name = %s", (run_id, name))


def close_ingest(run_id: str) -> str:
    """Close a run of ingestion by what failed in it; return the outcome."""
    with locate().connect("peygir_loader") as connection:
        row = connection.execute("select count(*) from audit.failures where run_id = %s", (run_id,)).fetchone()
    outcome: Literal["succeeded", "failed"] = "failed" if row and row[0] else "succeeded"
    close_run(run_id, outcome)
    return outcome
