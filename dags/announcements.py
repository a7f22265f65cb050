"""Nothing is built on the announcement of an earlier night.

Where one of the two ingesting runs was ended before it announced its end, the other's announcement waits for it. The next
night drops it when the DAG that made it begins, for that will announce again. Airflow finds this listener through the
entry point `airflow.plugins`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from airflow.listeners import hookimpl
from airflow.plugins_manager import AirflowPlugin

from dags.wiring import NEWS, WORKBOOKS

if TYPE_CHECKING:
    from airflow.models.dagrun import DagRun

ANNOUNCED = {"ingest_news": NEWS, "ingest_workbooks": WORKBOOKS}


@hookimpl
def on_dag_run_running(dag_run: DagRun, msg: str) -> None:
    """Drop what waits of this DAG's earlier announcements; a run that is cleared may not announce again and drops none."""
    if dag_run.dag_id not in ANNOUNCED or dag_run.clear_number:
        return
    from airflow.models.asset import AssetDagRunQueue, AssetModel
    from sqlalchemy import delete, select
    from sqlalchemy.orm import object_session

    session = object_session(dag_run)
    if session is not None:
        asset = select(AssetModel.id).where(AssetModel.uri == ANNOUNCED[dag_run.dag_id].uri)
        session.execute(
            delete(AssetDagRunQueue).where(AssetDagRunQueue.asset_id.in_(asset)),
            execution_options={"synchronize_session": False},
        )


class NightPlugin(AirflowPlugin):
    """Lets the scheduler call this module when a run begins."""

    name = "peygir_night"
    listeners: list[Any] = [sys.modules[__name__]]  # noqa: RUF012 - as Airflow declares it
