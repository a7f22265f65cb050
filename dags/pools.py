"""One visit at a time to a host: each visit's task instance is put into a pool of one slot, named after its host.

Airflow finds this cluster policy through the entry point `airflow.policy`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from airflow.policies import hookimpl

if TYPE_CHECKING:
    from airflow.models.dagrun import DagRun
    from airflow.models.taskinstance import TaskInstance

# DAG and mapped task → the task that returns what it is mapped over: a list of objects that name their host.
VISITS = {("ingest_news", "crawl"): "list_sources", ("backfill_source", "fetch"): "pieces"}


def pool_of(host: str) -> str:
    """The pool that visits to a host go through."""
    return f"host-{host}"


@hookimpl
def task_instance_mutation_hook(task_instance: TaskInstance, dag_run: DagRun | None) -> None:
    """Choose the pool of a visit, and make the pool where there is none; its slots are left as people set them.

    Airflow calls this wherever task instances are made or cleared, in a transaction that must not be committed here: the
    pool becomes visible together with the first task instance that needs it.
    """
    listing = VISITS.get((task_instance.dag_id, task_instance.task_id))
    if listing is None or dag_run is None or task_instance.map_index < 0:
        return
    from airflow.models.pool import Pool
    from airflow.models.xcom import XCOM_RETURN_KEY, XComModel
    from sqlalchemy import select
    from sqlalchemy.dialects.postgresql import insert
    from sqlalchemy.orm import object_session

    session = object_session(dag_run)
    if session is None:
        return
    with session.no_autoflush:
        host = session.scalar(
            select(XComModel.value[task_instance.map_index]["host"].as_string()).where(
                XComModel.dag_id == dag_run.dag_id,
                XComModel.run_id == dag_run.run_id,
                XComModel.task_id == listing,
                XComModel.map_index == -1,
                XComModel.key == XCOM_RETURN_KEY,
            )
        )
        if not host:
            return
        pool = pool_of(host)
        if session.scalar(select(Pool.id).where(Pool.pool == pool)) is None:
            session.execute(
                insert(Pool)
                .values(pool=pool, slots=1, description=f"visits to {host}", include_deferred=True)
                .on_conflict_do_nothing()
            )
    task_instance.pool = pool
