"""What the DAG files share: the schedule, the assets, and how a step of the pipeline becomes a task."""

from __future__ import annotations

import importlib
import os
from datetime import timedelta
from typing import Any

from airflow.sdk import Asset, CronTriggerTimetable, Param, get_current_context

NEWS = Asset("news_staged", uri="peygir://staging/news")
WORKBOOKS = Asset("workbooks_staged", uri="peygir://staging/workbooks")
MARTS = Asset("marts_built", uri="peygir://marts")
HISTORY = Asset("history_staged", uri="peygir://staging/history")

LIMITS: dict[str, Any] = {
    "execution_timeout": timedelta(hours=2),
    "retries": 2,
    "retry_delay": timedelta(seconds=int(os.environ.get("PEYGIR_RETRY_SECONDS", "300"))),
    "retry_exponential_backoff": True,
    "max_retry_delay": timedelta(minutes=30),
}


def is_scheduled() -> bool:
    """Whether DAGs run by the clock: not where the environment says PEYGIR_SCHEDULE=off."""
    return os.environ.get("PEYGIR_SCHEDULE") != "off"


def at(cron: str) -> CronTriggerTimetable | None:
    """A schedule by the clock of Tehran, or none where nothing is scheduled."""
    return CronTriggerTimetable(cron, timezone="Asia/Tehran") if is_scheduled() else None


def night_params() -> dict[str, Param]:
    """What a person may choose when triggering a night by hand; the defaults are the scheduled night's."""
    return {
        "as_of": Param(
            None, type=["null", "string"], format="date", description="Day of the rates; default: yesterday."
        ),
        "folders": Param([], type="array", items={"type": "string"}, description="Inbox folders; default: the inbox."),
        **web_params(),
    }


def web_params() -> dict[str, Param]:
    """Which web a run by hand visits; the defaults are the live one."""
    return {
        "sources": Param("live", enum=["live", "recorded"], description="The live web, or the recorded sample web."),
        "web": Param(None, type=["null", "string"], description="host:port that serves the recorded web."),
    }


def night() -> dict[str, Any]:
    """The parameters of the run that the calling task belongs to, and its run id."""
    return {**get_current_context()["params"], "run_id": run_id()}


def run_id() -> str:
    """The id, unique among all DAGs, of the run that the calling task belongs to."""
    context = get_current_context()
    return f"{context['dag'].dag_id}/{context['run_id']}"


def step(function: str, *, name: str | None = None, module: str = "ingestion.pipeline", **arguments: Any) -> Any:
    """Call a function of the pipeline, or of `module`. What only time can mend is retried, all else fails at once.

    `name` is what people know the calling task's source or file by; a failure under it is entered in `audit.failures`.
    """
    from airflow.sdk.exceptions import AirflowFailException, AirflowTaskTimeout

    from ingestion.errors import is_transient

    pipeline = importlib.import_module("ingestion.pipeline")
    if name is not None:
        get_current_context()["task_label"] = name  # type: ignore[typeddict-unknown-key]
    try:
        done = getattr(importlib.import_module(module), function)(**arguments)
        if name is not None:
            pipeline.forget_failure(arguments["run_id"], name)
        return done
    except (Exception, AirflowTaskTimeout) as error:
        reason = "took longer than its task may" if isinstance(error, AirflowTaskTimeout) else str(error)
        if name is not None:
            pipeline.enter_failure(arguments["run_id"], name, reason)
        if is_transient(error):
            raise
        raise AirflowFailException(f"{type(error).__name__}: {reason}") from error
