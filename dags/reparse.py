"""A source's archived bytes, read again with today's reader."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Metadata, Param, dag, get_current_context, task

from dags.wiring import HISTORY, LIMITS, run_id, step


@dag(
    dag_id="reparse",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=20),
    default_args=LIMITS,
    tags=["by hand"],
    params={
        "source": Param(
            type="string", minLength=1, description="A source (kerman) or one of its sites (kerman/site.ir)."
        ),
        "since": Param(type="string", format="date", description="First day of receipt, Gregorian."),
    },
)
def reparse() -> None:
    """### Read again

    Reads the archived bytes of a source, from the day `since` on, with today's readers and without the network.
    Only documents of which the reader now yields something else are written; the marts follow by themselves.
    """

    @task(outlets=[HISTORY], execution_timeout=timedelta(hours=12))
    def read_again() -> Any:
        chosen = get_current_context()["params"]
        done = step("reparse", source_id=chosen["source"], since=chosen["since"], run_id=run_id())
        yield Metadata(HISTORY, done)

    read_again()


reparse()
