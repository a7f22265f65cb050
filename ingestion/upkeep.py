"""What keeps the nights going: the morning's watch, the weekly maintenance, the reports that are written to files.

Like the pipeline's, every function takes plain values, opens its own connection and returns a JSON-ready summary.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from ingestion import notices, pipeline, review
from ingestion.errors import PeygirError, is_transient
from ingestion.notices import LastGood, Missing, Morning
from ingestion.paths import state_folder
from ingestion.warehouse import freshness, upkeep
from ingestion.warehouse.connection import Warehouse, locate

TEHRAN: Final = pipeline.TEHRAN
DEADLINE: Final = time(6)
NIGHT_LENGTH: Final = timedelta(hours=12)
KEEP_RUNS_DAYS: Final = 180
KEEP_UNUSED_DAYS: Final = 30
KEEP_LOGS_DAYS: Final = 30


# --- the morning's watch -----------------------------------------------------------------------------------------


def watch(run_id: str, *, night: str | None = None) -> dict[str, Any]:
    """Judge the night that ends on the date `night` (default: today in Tehran) and send what is to be told, once.

    Raises PeygirError where the marts are not fresh, after the notice went out; TransientError where it could not.
    """
    day = date.fromisoformat(night) if night else datetime.now(UTC).astimezone(TEHRAN).date()
    morning = look_at_night(day)
    sent = tell(morning)
    summary = {
        "run_id": run_id,
        "night": day.isoformat(),
        "standing": morning.standing,
        "missing": [item.name for item in morning.missing],
        "sent": sent,
    }
    if morning.standing in ("stale", "warehouse"):
        first = morning.missing[0]
        raise PeygirError(
            f"the marts are not fresh ({first.reason})",
            where=f"night of {day.isoformat()}",
            remedy=f"notice sent by {' and '.join(sent)}" if sent else "no notice was due or no channel is set",
        )
    return summary


def tell(morning: Morning) -> list[str]:
    """Send the notice by every channel that has not told of this night yet; the names of those that have now.

    A good morning is told only where a digest is asked for. Raises TransientError where a channel did not take it.
    """
    channels = notices.Channels.from_environment()
    if morning.standing == "fresh" and not channels.wants_digest:
        return []
    return _send_once(morning, channels)


def look_at_night(night: date) -> Morning:
    """The verdict on a night, from the warehouse; a warehouse that does not answer is what is missing then."""
    deadline = datetime.combine(night, DEADLINE, tzinfo=TEHRAN)
    try:
        with locate().connect("peygir_loader") as connection:
            state = freshness.read_night(connection, deadline - NIGHT_LENGTH)
    except Exception as error:
        if not is_transient(error):
            raise
        reason = error.what if isinstance(error, PeygirError) else " ".join(str(error).split())[:200]
        return Morning(night, deadline, (Missing("warehouse", "warehouse", None, reason),))
    return notices.judge(
        night,
        deadline,
        marts=_standing_of_marts(state, night - timedelta(days=1)),
        sources={name: _standing_of_source(state.visits.get(name)) for name in pipeline.live_sources()},
        refused=[
            Missing("file", f"{refusal.source_id}/{refusal.file_name}", refusal.received_at, refusal.reason)
            for refusal in state.refusals
        ],
        n_landed=state.n_landed,
        n_questions=_waiting_questions(),
    )


def _waiting_questions() -> dict[str, int]:
    """How many questions wait for a person, by kind; none where they cannot be read, for the notice is to go out."""
    try:
        return dict(Counter(question.kind for question in review.waiting()))
    except PeygirError:
        return {}


def _standing_of_marts(state: freshness.NightState, expected: date) -> LastGood:
    last = state.last_good_build
    finished_at = last.finished_at if last else None
    # where the newest build failed, what came in after a good one is missing
    failed_last = state.build is not None and state.build.outcome == "failed"
    if last and last.business_on and last.business_on >= expected and not failed_last:
        return LastGood(finished_at, None)
    if state.build is None:
        return LastGood(finished_at, "no_build")
    if state.build.outcome is None:
        return LastGood(finished_at, "unfinished_build")
    if state.build.outcome == "failed":
        return LastGood(finished_at, f"dbt: {', '.join(state.build.failed[:3]) or 'ended before building'}")
    return LastGood(finished_at, f"built for {state.build.business_on}, expected {expected}")


def _standing_of_source(visit: freshness.Visit | None) -> LastGood:
    if visit is None:
        return LastGood(None, "no_visit")
    trouble = {
        None: "no_visit",
        "succeeded": None,
        "unfinished": "unfinished_visit",
        "failed": visit.reason or "failed",
    }[visit.outcome]
    return LastGood(visit.last_good_at, trouble)


def _send_once(morning: Morning, channels: notices.Channels) -> list[str]:
    """Send by the channels that have not told of this night yet; the night's record says which have."""
    notice = notices.compose(morning, channels.languages, web=os.environ.get("AIRFLOW__API__BASE_URL", ""))
    if morning.standing == "warehouse":
        return _send_without_warehouse(morning, notice, channels)
    with locate().connect("peygir_loader") as connection, freshness.notice_of(connection, morning.night) as sent:
        for channel in channels.send(notice, already=frozenset(sent)):
            sent.add(channel)
        return sorted(sent)


def _send_without_warehouse(morning: Morning, notice: notices.Notice, channels: notices.Channels) -> list[str]:
    """The warehouse cannot remember what was sent: a file in the state folder does."""
    mark = state_folder() / "notices" / morning.night.isoformat()
    sent = set(mark.read_text(encoding="utf-8").split()) if mark.exists() else set()
    mark.parent.mkdir(parents=True, exist_ok=True)
    for channel in channels.send(notice, already=frozenset(sent)):
        sent.add(channel)
        mark.write_text("\n".join(sorted(sent)), encoding="utf-8")
    return sorted(sent)


# --- maintenance -------------------------------------------------------------------------------------------------


def vacuum(run_id: str) -> dict[str, Any]:
    """Vacuum and analyse every table of the warehouse."""
    done = upkeep.vacuum(locate())
    return {"run_id": run_id, "n_vacuumed": len(done["vacuumed"]), "left_to_autovacuum": done["left"]}


def tidy_archive(run_id: str, *, keep_days: int = KEEP_UNUSED_DAYS) -> dict[str, Any]:
    """Remove archived files that nothing on record points to and that are older than `keep_days`.

    Those are what a crash left between archiving and loading. Bytes on record stay for ever. An archive that is no
    local folder is left alone: its own lifecycle rules tidy it.
    """
    root = Path(pipeline.archive_folder())
    if not root.is_dir():
        return {"run_id": run_id, "n_removed": 0, "n_bytes": 0, "left_alone": str(root)}
    with locate().connect("peygir_loader") as connection:
        used = upkeep.used_locations(connection)
    before = datetime.now(UTC).timestamp() - timedelta(days=keep_days).total_seconds()
    n_removed = n_bytes = 0
    for path in sorted(root.rglob("*")):
        if not path.is_file() or path.stat().st_mtime >= before or _is_used(path, root, used):
            continue
        n_bytes += path.stat().st_size
        n_removed += 1
        path.unlink()
    return {"run_id": run_id, "n_removed": n_removed, "n_bytes": n_bytes}


def _is_used(path: Path, root: Path, used: set[str]) -> bool:
    below = path.relative_to(root).as_posix()
    return str(path) in used or below in used or below.partition("/")[2] in used


def clean_metadata(run_id: str, *, keep_days: int = KEEP_RUNS_DAYS) -> dict[str, Any]:
    """Delete what Airflow remembers of runs older than `keep_days`, and its log files older than a month."""
    warehouse = locate()
    before = datetime.now(UTC) - timedelta(days=keep_days)
    log = state_folder() / "airflow" / "clean.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as output:
        done = subprocess.run(
            [
                sys.executable, "-m", "airflow", "db", "clean", "--yes", "--skip-archive",
                "--clean-before-timestamp", before.isoformat(),
            ],
            env=_metadata_environment(warehouse),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )  # fmt: skip
    if done.returncode:
        raise PeygirError("Airflow's metadata could not be cleaned", where=str(log), remedy="read the end of that log")
    return {"run_id": run_id, "before": before.date().isoformat(), "n_logs_removed": _remove_old_logs()}


def _metadata_environment(warehouse: Warehouse) -> Mapping[str, str]:
    url = warehouse.url("peygir_airflow", database=warehouse.airflow_database, scheme="postgresql+psycopg2")
    return {**os.environ, "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": url, "_AIRFLOW__AS_LIBRARY": ""}


def _remove_old_logs() -> int:
    stated = (
        os.environ.get("AIRFLOW__LOGGING__BASE_LOG_FOLDER") or Path(os.environ.get("AIRFLOW_HOME", "airflow")) / "logs"
    )
    before = datetime.now(UTC).timestamp() - timedelta(days=KEEP_LOGS_DAYS).total_seconds()
    n_removed = 0
    for path in Path(stated).rglob("*.log*"):
        if path.is_file() and path.stat().st_mtime < before:
            path.unlink()
            n_removed += 1
    return n_removed
